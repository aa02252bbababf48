/** Reading a file of answers from beginning to end under an officer's choices. */
import type { LocalDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import { createAccumulator } from '../../../kernel/tally.ts';
import { openTable, type Table } from '../../../platform/files/index.ts';
import { type ReadRow, readRow, type ServiceNames, serviceName, serviceNames, shortCell } from '../inputs/import-row.ts';
import { describeColumns, maskCell, openImportTable } from '../inputs/import-table.ts';
import type { ScoreTable } from '../inputs/scores.ts';
import { apart, type Instrument } from '../law/instrument.ts';
import type { Finding, ImportChoices, ImportProblem, ImportRefusal } from '../rules/import.ts';
import type { Area } from '../rules/instrument.ts';
import { findMapping, groupItems } from '../rules/mapping.ts';

export interface OpenedImport {
  readonly table: ScoreTable;
  /** Why the columns could not be recognised. */
  readonly problem: Problem | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Ends reading. Harmless when all was read. */
  close(): Promise<void>;
}

/**
 * Opens the sheet that was chosen, or the first with questions that are recognised; where none is, the first with rows.
 * @throws Problem of files, and survey.empty_table
 */
export async function openImportFile(path: string, choices: ImportChoices): Promise<OpenedImport> {
  const first = await openTable(path, choices.sheet === null ? {} : { sheet: choices.sheet });
  const { sheets } = first;
  const candidates = choices.sheet !== null || sheets.length === 0 ? [first.sheet] : sheets;
  let unused: Table | null = first;
  let fallback: OpenedImport | null = null;
  let empty: unknown = null;
  for (const sheet of candidates) {
    const files: Table[] = [];
    const close = async () => {
      for (const file of files) await file.close();
    };
    const open = async () => {
      const file = unused ?? (await openTable(path, sheet === null ? {} : { sheet }));
      unused = null;
      files.push(file);
      return file.batches;
    };
    try {
      const opened: OpenedImport = { ...(await openImportTable(open, choices)), sheets, sheet, close };
      if (opened.problem === null) {
        await fallback?.close();
        return opened;
      }
      if (fallback) await close();
      else fallback = opened;
    } catch (error) {
      await close();
      if (!(error instanceof Problem && error.code === 'survey.empty_table')) {
        await fallback?.close();
        throw error;
      }
      empty = error;
    }
  }
  if (fallback) return fallback;
  throw empty;
}

/** What reading needs to know of the office. */
export interface ImportOffice {
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly today: LocalDay;
  /** The areas that each service asks for, by service id; those that ask for none are not there. */
  readonly areas: ReadonlyMap<string, readonly Area[]>;
  /** Spans of closed periods. */
  readonly closed: readonly { readonly starts_on: LocalDay; readonly ends_on: LocalDay }[];
}

/** A cell that is no score, as it is kept: a column named wrongly may hold people's names and numbers. */
function wrongCell(text: string): string {
  const longest = 24;
  const shown = maskCell(shortCell(text));
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}

export const isLate = (office: ImportOffice, day: LocalDay): boolean =>
  office.closed.some(({ starts_on, ends_on }) => starts_on <= day && day <= ends_on);

/** Sees one person of the file: the scores by column, 0 for a missing one, in an array that is used again; null for a row that stays out. */
export type EachRow = (scores: Uint8Array, line: number, row: ReadRow | null) => void | Promise<void>;

/** Reads every person of an opened file, in the order of the file. */
export async function readImport(
  { table }: OpenedImport,
  choices: ImportChoices,
  office: ImportOffice,
  refuse: (refusal: ImportRefusal) => void,
  each: EachRow,
  seen?: (details: {
    readonly service: string | null;
    readonly channel: string | null;
    readonly ageGroup: string | null;
    readonly date: LocalDay | null;
  }) => void,
) {
  const context = {
    choices,
    services: serviceNames(office.services, choices.services),
    today: office.today,
    areasOf: (serviceId: string) => office.areas.get(serviceId) ?? [],
  };
  return table.read(
    table.columns,
    (scores, line, detailsOf) => {
      const details = detailsOf();
      seen?.(details);
      return each(scores, line, readRow(line, details, context, refuse));
    },
    ({ row, column, value, code }) => refuse({ line: row, header: shortCell(column), value: wrongCell(value), code }),
  );
}

const samplesKept = 30;
/** Names of services and channels that a finding holds. */
export const namesKept = 100;

/** Counts names, no more than can be shown; those beyond are counted together by nobody: a file with a thousand services is no survey. */
function createNames() {
  const counts = new Map<string, number>();
  return {
    add(name: string | null) {
      if (name === null || (!counts.has(name) && counts.size >= 5000)) return;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    list: () =>
      [...counts]
        .map(([name, n]) => ({ name, n }))
        .toSorted((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1))
        .slice(0, namesKept),
  };
}

/** The means of each unsur under every mapping that the instrument offers. */
function createMappingMeans(instrument: Instrument, ids: readonly string[]) {
  const counters = instrument.mappings
    .filter(({ offered }) => offered)
    .map((mapping) => {
      const groups = groupItems(instrument, mapping, ids).unsur;
      const places = groups.flatMap((group) => group.places);
      return {
        id: mapping.id,
        places,
        row: new Array<number>(places.length).fill(0),
        counter:
          groups.length === 0 ? null : createAccumulator(groups.map((group) => ({ id: group.id, items: group.places.length }))),
      };
    });
  return {
    add(scores: Uint8Array) {
      for (const { places, row, counter } of counters) {
        for (let at = 0; at < places.length; at++) row[at] = scores[places[at] as number] as number;
        counter?.add(row);
      }
    },
    list: (): Finding['mappings'] =>
      counters.map(({ id, counter }) => ({
        id,
        unsur: (counter?.tally().unsur ?? []).map((one) => ({
          id: one.id,
          name: instrument.unsur.find((unsur) => unsur.id === one.id)?.name ?? one.id,
          answered: one.answered,
          mean: one.answered === 0 ? null : Number(one.sum60) / 60 / one.answered,
        })),
      })),
  };
}

export const problemOf = ({ code, params }: Problem): ImportProblem => ({ code, params });

/**
 * Reads the whole file without storing anything. `checked` says whether a questionnaire can be made for these columns; `pause` is
 * waited for now and then with the number of people so far.
 */
export async function scanImport(
  opened: OpenedImport,
  choices: ImportChoices,
  office: ImportOffice,
  checked: (table: ScoreTable) => Promise<Problem | null>,
  pause: (people: number) => Promise<void>,
): Promise<Finding> {
  const { table } = opened;
  const names: ServiceNames = serviceNames(office.services, choices.services);
  const services = createNames();
  const channels = createNames();
  const samples: ImportRefusal[] = [];
  const reasons: Record<string, number> = {};
  let [people, ready, late, undated, ageGroups, rejectedCells] = [0, 0, 0, 0, 0, 0];
  let [from, to]: [LocalDay | null, LocalDay | null] = [null, null];
  const counting = countingPlaces(table, choices);
  const means = createMappingMeans(
    table.instrument,
    table.columns.map(({ id }) => id),
  );
  const reading = await readImport(
    opened,
    choices,
    office,
    (refusal) => {
      reasons[refusal.code] = (reasons[refusal.code] ?? 0) + 1;
      if (refusal.code.startsWith('score_')) rejectedCells++;
      if (samples.length < samplesKept) samples.push(refusal);
    },
    (scores, _line, row) => {
      people++;
      means.add(scores);
      if (row !== null && !counting.some((place) => scores[place])) {
        reasons.row_no_score = (reasons.row_no_score ?? 0) + 1;
      } else if (row !== null) {
        ready++;
        if (isLate(office, row.serviceOn)) late++;
        if (from === null || row.serviceOn < from) from = row.serviceOn;
        if (to === null || row.serviceOn > to) to = row.serviceOn;
      }
      if (people % 5000 === 0) return pause(people);
    },
    (details) => {
      services.add(details.service === null ? null : serviceName(details.service));
      channels.add(details.channel === null ? null : shortCell(details.channel));
      if (details.date === null) undated++;
      if (details.ageGroup !== null) ageGroups++;
    },
  );
  const problem = opened.problem ?? (await checked(table));
  return {
    layout: table.layout,
    instrument: table.instrument.id,
    sheets: opened.sheets,
    sheet: opened.sheet,
    headerLine: table.headerLine,
    columns: describeColumns(table),
    people,
    ready,
    late,
    rejectedCells,
    reasons,
    samples,
    corrected: reading.corrected.map(({ given, label }) => ({ given: shortCell(given), label })),
    assumed: reading.assumed.map(({ label, value }) => ({ label, value })),
    services: services.list().map(({ name, n }) => ({ name, n, id: names.find(name) })),
    channels: channels.list(),
    from,
    to,
    undated,
    ageGroups,
    mappings: means.list(),
    problem: problem ? problemOf(problem) : null,
  };
}

/** The mapping under which the file is kept; null where the instrument has one item per unsur. */
export const mappingOf = (table: ScoreTable, choices: ImportChoices) =>
  findMapping(table.instrument, choices.mapping ?? undefined);

/** Places of the columns that count in the index: a person who answered none of them has no index. */
export function countingPlaces(table: ScoreTable, choices: ImportChoices): readonly number[] {
  const mapping = mappingOf(table, choices);
  return table.columns.flatMap(({ id }, place) => (mapping?.items[id] === apart ? [] : [place]));
}
