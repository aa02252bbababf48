/**
 * The job of an import, by its state: reads the file and shows what it found, stores it, or takes it out again. Each step is a small
 * transaction with its progress, so a job that is cut off goes on where it was.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localDay } from '../../../kernel/dates.ts';
import { derivedId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { removeUpload, writeUpload } from '../../../platform/files/store.ts';
import { type JobContext, JobStopped } from '../../../platform/jobs/index.ts';
import { getOffice, listServices, listUnits, servicesApart } from '../../org/index.ts';
import { type ReadRow, serviceKey } from '../inputs/import-row.ts';
import { layoutSignature } from '../inputs/import-table.ts';
import type { ScoreTable } from '../inputs/scores.ts';
import type { NewAnswer } from '../rules/answer.ts';
import { type ImportChoices, type ImportRefusal, noChoices, withoutCells } from '../rules/import.ts';
import { type Placement, placeColumns } from '../rules/import-target.ts';
import { listClosedSpans, storeAnswers } from '../store/answers.ts';
import { excludeImported, removeEmptyTallies } from '../store/exclusions.ts';
import { findImport, findLayout, type Import, insertRefusals, keepLayout, updateImport } from '../store/imports.ts';
import { findInstrument, listServiceInstruments } from '../store/instruments.ts';
import {
  countingPlaces,
  type ImportOffice,
  mappingOf,
  type OpenedImport,
  openImportFile,
  problemOf,
  readImport,
  scanImport,
} from './import-reading.ts';
import { checkTarget, settleTargets } from './import-targets.ts';

/** Rows per transaction: small enough to be left at any moment, large enough for one index page to be worth it. */
const rowsPerStep = 500;
const exclusionsPerStep = 1000;
/** Entries of the row-level result that one step keeps; beyond it they are counted only. */
const mostRefusals = 50_000;

/** Works on an import until it waits for a person. Harmless when there is nothing to do. */
export async function workOnImport(context: JobContext, id: string): Promise<void> {
  const { db, scope } = context;
  const one = await transact(db, scope, (tx) => findImport(tx, scope, id), { readOnly: true });
  if (one?.state === 'scanning') return withFile(context, one, (path) => scan(context, one, path));
  if (one?.state === 'running') return withFile(context, one, (path) => store(context, one, path));
  if (one?.state === 'undoing') return undo(context, one);
}

/** Runs `fn` over the kept file in a temporary folder; what the file itself makes impossible ends the import as failed. */
async function withFile({ db, scope }: JobContext, one: Import, fn: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'suara-import-'));
  try {
    const path = join(folder, 'file');
    const { uploadId } = one;
    const there =
      uploadId !== null && (await transact(db, scope, (tx) => writeUpload(tx, scope, uploadId, path), { readOnly: true }));
    if (!there) throw new Problem('survey.import_file_gone');
    await fn(path);
  } catch (error) {
    if (!(error instanceof Problem) || error.code.startsWith('db.')) throw error;
    await transact(db, scope, async (tx) => {
      await updateImport(tx, scope, one.id, one.state, { state: 'failed', problem: problemOf(error), endedAt: new Date() });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readOffice(tx: Db, scope: JobContext['scope']): Promise<ImportOffice> {
  const { timeZone } = await getOffice(tx, scope);
  const services = servicesApart(await listServices(tx, scope), await listUnits(tx, scope));
  const asked = await listServiceInstruments(
    tx,
    scope,
    services.map(({ id }) => id),
  );
  const areas = new Map([...asked].flatMap(([id, { changes }]) => (changes.areas ? [[id, changes.areas] as const] : [])));
  return { services, areas, today: localDay(new Date(), timeZone), closed: await listClosedSpans(tx, scope) };
}

/** The first reading takes up what was decided for a file with the same headers; a service that is the only one needs no question. */
async function firstChoices(
  { db, scope }: JobContext,
  one: Import,
  opened: OpenedImport,
  office: ImportOffice,
): Promise<ImportChoices> {
  if (one.finding !== null || one.choices.columns !== null) return one.choices;
  const known = await transact(db, scope, (tx) => findLayout(tx, scope, layoutSignature(opened.table.headers)), {
    readOnly: true,
  });
  const only = office.services.length === 1 ? (office.services[0]?.id ?? null) : null;
  // Of this file itself: its sheet, and its header as it was just found; a file with fewer title lines has it further up.
  const here = known?.columns ? { headerLine: opened.table.headerLine } : {};
  return { ...(known ?? noChoices), ...here, service: only };
}

async function scan(context: JobContext, one: Import, path: string): Promise<void> {
  const { db, scope, signal } = context;
  const office = await transact(db, scope, (tx) => readOffice(tx, scope), { readOnly: true });
  let opened = await openImportFile(path, one.choices);
  const choices = await firstChoices(context, one, opened, office);
  if (choices !== one.choices && choices.columns !== null) {
    await opened.close();
    opened = await openImportFile(path, { ...choices, sheet: opened.sheet });
  }
  const finding = await scanImport(
    opened,
    choices,
    office,
    (table) => transact(db, scope, (tx) => checkTarget(tx, scope, table, choices), { readOnly: true }),
    async (people) => {
      if (signal.aborted) throw new JobStopped();
      await transact(db, scope, (tx) => updateImport(tx, scope, one.id, 'scanning', { rowsRead: people }));
    },
  );
  // What each name means is settled now: a service that is renamed before storing changes nothing of what was agreed to.
  const services = Object.fromEntries(finding.services.map(({ name, id }) => [serviceKey(name), id]));
  await transact(db, scope, async (tx) => {
    const current = await findImport(tx, scope, one.id, { lock: true });
    // Somebody chose anew while this reading went on: another job reads under those choices.
    if (JSON.stringify(current?.choices) !== JSON.stringify(one.choices)) return;
    await updateImport(tx, scope, one.id, 'scanning', {
      state: 'review',
      choices: { ...choices, services: { ...choices.services, ...services } },
      finding,
      sheet: finding.sheet,
      rowsTotal: finding.people,
      rowsRead: finding.people,
    });
  });
}

/** The stored columns of each questionnaire version that the rows go to. */
async function placements(
  { db, scope }: JobContext,
  table: ScoreTable,
  choices: ImportChoices,
  targets: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Placement>> {
  const mapping = mappingOf(table, choices);
  return transact(
    db,
    scope,
    async (tx) => {
      const found = new Map<string, Placement>();
      for (const id of new Set(Object.values(targets))) {
        const version = await findInstrument(tx, scope, id);
        const placement = version && placeColumns(version, table.instrument, mapping, table.columns);
        if (!placement) throw new Problem('survey.instrument_unknown');
        found.set(id, placement);
      }
      return found;
    },
    { readOnly: true },
  );
}

async function store(context: JobContext, one: Import, path: string): Promise<void> {
  const { db, scope, signal } = context;
  const office = await transact(db, scope, (tx) => readOffice(tx, scope), { readOnly: true });
  const opened = await openImportFile(path, { ...one.choices, sheet: one.sheet });
  const { table } = opened;
  const targets = one.targets ?? (await settleTargets(db, scope, one, table, office));
  const counting = countingPlaces(table, one.choices);
  const placed = await placements(context, table, one.choices, targets);
  const now = new Date();
  let progress = one;
  let answers: NewAnswer[] = [];
  let refusals: ImportRefusal[] = [];
  let dropped = 0;
  /** People read, those of an earlier run included, and of them those since the last commit. */
  let [people, rows] = [0, 0];

  const commit = async (): Promise<void> => {
    if (signal.aborted) throw new JobStopped();
    const before = progress;
    progress = await transact(db, scope, async (tx) => {
      const current = await findImport(tx, scope, one.id, { lock: true });
      // Another worker, that was given this job because this one seemed dead, is ahead: it goes on alone.
      if (current?.state !== 'running' || current.rowsRead !== before.rowsRead) throw new JobStopped();
      const outcomes = await storeAnswers(tx, scope, answers);
      await insertRefusals(tx, scope, one.id, refusals);
      const change = {
        rowsRead: people,
        stored: current.stored + outcomes.filter(({ state }) => state === 'stored').length,
        late: current.late + outcomes.filter(({ late }) => late).length,
        refused: current.refused + (rows - answers.length),
        cellsRejected: current.cellsRejected + refusals.filter(({ code }) => code.startsWith('score_')).length + dropped,
      };
      await updateImport(tx, scope, one.id, 'running', change);
      return { ...current, ...change };
    });
    [answers, refusals, rows, dropped] = [[], [], 0, 0];
  };

  const answerOf = (scores: Uint8Array, row: ReadRow): NewAnswer => {
    const instrumentId = targets[row.serviceId] ?? '';
    const placement = placed.get(instrumentId);
    if (!placement) throw new Problem('survey.instrument_unknown');
    return {
      // By its place among the people: a sheet may give two rows one number.
      id: derivedId(one.id, String(people)),
      serviceId: row.serviceId,
      instrumentId,
      channel: 'import',
      serviceOn: row.serviceOn,
      receivedAt: now,
      scores: placement.items.map((place) => (place < 0 ? null : (scores[place] ?? 0) || null)),
      own: Object.fromEntries(placement.own.flatMap(({ id, place }) => (scores[place] ? [[id, scores[place]]] : []))),
      profile: row.profile,
      comment: row.comment,
      enteredBy: one.createdBy,
      origin: { importId: one.id, line: row.line, channel: row.channel },
    };
  };

  await readImport(
    opened,
    one.choices,
    office,
    (refusal) => {
      if (people < one.rowsRead) return;
      if (refusals.length < mostRefusals) refusals.push(refusal);
      else if (refusal.code.startsWith('score_')) dropped++;
    },
    (scores, at, row) => {
      people++;
      if (people <= one.rowsRead) return;
      rows++;
      if (row !== null) {
        const answer = answerOf(scores, row);
        if (counting.some((place) => scores[place])) answers.push(answer);
        else refusals.push({ line: at, header: '', value: '', code: 'row_no_score' });
      }
      if (rows >= rowsPerStep) return commit();
    },
  );
  await commit();
  await transact(db, scope, async (tx) => {
    const at = new Date();
    const done = await updateImport(tx, scope, one.id, 'running', {
      state: 'done',
      finding: one.finding ? withoutCells(one.finding) : null,
      uploadId: null,
      endedAt: at,
    });
    if (!done) return;
    if (one.uploadId !== null) await removeUpload(tx, scope, one.uploadId);
    await keepLayout(tx, scope, layoutSignature(table.headers), { ...one.choices, date: null, sheet: null, service: null }, at);
    const { stored, late, refused } = progress;
    await record(tx, scope, {
      at,
      action: 'survey.finish_import',
      targetKind: 'import',
      targetId: one.id,
      detail: { stored, late, refused },
    });
  });
}

async function undo({ db, scope, signal }: JobContext, one: Import): Promise<void> {
  for (;;) {
    if (signal.aborted) throw new JobStopped();
    const count = await transact(db, scope, async (tx) => {
      const current = await findImport(tx, scope, one.id, { lock: true });
      if (current?.state !== 'undoing') return 0;
      const at = new Date();
      const found = await excludeImported(tx, scope, one.id, {
        after: current.lineDone,
        limit: exclusionsPerStep,
        by: current.undoneBy,
        reason: current.undoReason,
        at,
      });
      if (found.count > 0) {
        await updateImport(tx, scope, one.id, 'undoing', { excluded: current.excluded + found.count, lineDone: found.line });
        return found.count;
      }
      await removeEmptyTallies(tx, scope);
      if (current.uploadId !== null) await removeUpload(tx, scope, current.uploadId);
      await updateImport(tx, scope, one.id, 'undoing', { state: 'undone', uploadId: null, endedAt: at });
      await record(tx, scope, {
        at,
        action: 'survey.finish_undo',
        targetKind: 'import',
        targetId: one.id,
        detail: { answers: current.excluded },
        reason: current.undoReason,
      });
      return 0;
    });
    if (count === 0) return;
  }
}
