/** Which questionnaire version the rows of a file are stored under, service by service. */
import { Problem } from '../../../kernel/problem.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import type { ScoreTable } from '../inputs/scores.ts';
import type { ImportChoices, ImportTargets } from '../rules/import.ts';
import { changesFor, placeColumns } from '../rules/import-target.ts';
import { checkAddedNames, checkChanges } from '../rules/instrument.ts';
import { type Import, updateImport } from '../store/imports.ts';
import {
  freezeInstruments,
  insertQuestionnaire,
  insertVersion,
  listOwnEver,
  listQuestionnaires,
  listServiceInstruments,
  listVersions,
  lockQuestionnaires,
} from '../store/instruments.ts';
import { type ImportOffice, mappingOf, namesKept } from './import-reading.ts';

/** Why an unsur that a file does not have is not asked in the questionnaire made for it. */
const missing = 'Tidak ada di berkas yang diimpor.';

const changesOf = (table: ScoreTable, choices: ImportChoices, ever: Parameters<typeof changesFor>[4]) =>
  changesFor(table.instrument, mappingOf(table, choices), table.columns, missing, ever);

/** Whether the columns make a questionnaire; otherwise why not. */
export async function checkTarget(
  db: Db,
  scope: OfficeScope,
  table: ScoreTable,
  choices: ImportChoices,
): Promise<Problem | null> {
  try {
    if (table.columns.length === 0) throw new Problem('survey.no_unsur_columns');
    const ever = await listOwnEver(db, scope);
    const changes = changesOf(table, choices, ever);
    checkChanges(table.instrument.id, changes);
    checkAddedNames(changes.own, ever);
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/**
 * Settles the versions for every service of the office, once: the one that the service asks where the file has the same questions,
 * otherwise one made for such files, which nobody is asked.
 */
export async function settleTargets(
  db: Db,
  scope: OfficeScope,
  one: Import,
  table: ScoreTable,
  office: ImportOffice,
): Promise<ImportTargets> {
  const mapping = mappingOf(table, one.choices);
  return transact(db, scope, async (tx) => {
    await lockQuestionnaires(tx, scope);
    const targets: Record<string, string> = {};
    let made: string | null = null;
    const named = new Set([one.choices.service, ...Object.values(one.choices.services)]);
    const current = await listServiceInstruments(
      tx,
      scope,
      office.services.map(({ id }) => id),
    );
    for (const { id } of office.services) {
      if (!named.has(id) && (one.finding?.services.length ?? 0) < namesKept) continue;
      const asked = current.get(id);
      if (!asked) throw new Problem('survey.questionnaire_unknown');
      if (placeColumns(asked, table.instrument, mapping, table.columns)) targets[id] = asked.id;
      else {
        made ??= await versionForFiles(tx, scope, table, one.choices);
        targets[id] = made;
      }
    }
    // From now on these versions are what they are: an edit makes the next one, and no score comes under another question.
    await freezeInstruments(tx, scope, Object.values(targets), new Date());
    await updateImport(tx, scope, one.id, 'running', { targets });
    return targets;
  });
}

/** A version that was made for such a file, or a new one. */
async function versionForFiles(tx: Db, scope: OfficeScope, table: ScoreTable, choices: ImportChoices): Promise<string> {
  const at = new Date();
  const { instrument } = table;
  const mapping = mappingOf(table, choices);
  const name = `Impor: ${instrument.title.id}`;
  const questionnaire = (await listQuestionnaires(tx, scope)).find((one) => one.name === name);
  const versions = questionnaire ? await listVersions(tx, scope, questionnaire.id) : [];
  const fit = versions.find(
    (version) =>
      placeColumns(version, instrument, mapping, table.columns) !== null &&
      version.own.length + version.items.length >= table.columns.length &&
      version.unsur.filter(({ added }) => added).length === table.columns.filter(({ by }) => by === 'extra').length,
  );
  if (fit) return fit.id;
  const ever = await listOwnEver(tx, scope);
  const changes = changesOf(table, choices, ever);
  checkChanges(instrument.id, changes);
  checkAddedNames(changes.own, ever);
  if (questionnaire) {
    const version = Math.max(0, ...versions.map((one) => one.version)) + 1;
    return insertVersion(tx, scope, { questionnaireId: questionnaire.id, version, base: instrument.id, changes }, at);
  }
  // A later creation than any other: the office's default questionnaire is its oldest.
  const id = await insertQuestionnaire(tx, scope, { name, base: instrument.id, changes }, at);
  const [first] = await listVersions(tx, scope, id);
  if (!first) throw new Error('a questionnaire has no version');
  return first.id;
}
