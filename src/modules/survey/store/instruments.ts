/** Questionnaires, their versions, and which service uses which. */
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { Scope } from '../../../platform/auth/index.ts';
import { afterCommit, type Db, lockExclusive, open } from '../../../platform/db/db.ts';
import {
  type Changes,
  type InstrumentVersion,
  noChanges,
  type OwnQuestion,
  resolveInstrument,
  type SurveyInstrument,
} from '../rules/instrument.ts';
import type { SurveyTables } from '../tables.ts';

export const defaultBase = 'permenpanrb-14-2017';

export interface Questionnaire {
  readonly id: string;
  readonly name: string;
}

interface VersionRow {
  id: string;
  questionnaire_id: string;
  version: number;
  base: string;
  changes: Changes | string;
  created_at: Date;
  frozen_at: Date | null;
}

const versionColumns = ['id', 'questionnaire_id', 'version', 'base', 'changes', 'created_at', 'frozen_at'] as const;

function versionOf(row: VersionRow): InstrumentVersion {
  // jsonb arrives parsed; the column type is text only for writing.
  const changes = row.changes as Changes;
  return {
    id: row.id,
    questionnaireId: row.questionnaire_id,
    version: row.version,
    base: row.base,
    changes: { ...noChanges, ...changes },
    createdAt: row.created_at,
    frozenAt: row.frozen_at,
  };
}

/** Frozen versions never change, so they are resolved once per process. */
const frozen = new Map<string, SurveyInstrument>();
/** More than the offices of the country: a few kilobytes each. */
const mostKept = 5000;

function keep(tenantId: string, instrument: SurveyInstrument): void {
  const key = `${tenantId}|${instrument.id}`;
  if (!frozen.has(key) && frozen.size >= mostKept) frozen.delete(frozen.keys().next().value ?? '');
  frozen.set(key, instrument);
}

/** The oldest questionnaire of the office, which every service uses that has no other; null before `insertQuestionnaire`. */
export async function findDefaultQuestionnaire(db: Db, scope: Scope): Promise<Questionnaire | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_questionnaire')
    .select(['id', 'name'])
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** All questionnaires, oldest first. */
export async function listQuestionnaires(db: Db, scope: Scope): Promise<Questionnaire[]> {
  return open<SurveyTables>(db)
    .selectFrom('survey_questionnaire')
    .select(['id', 'name'])
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Adds a questionnaire with its first version; returns the questionnaire's id. */
export async function insertQuestionnaire(
  db: Db,
  scope: Scope,
  given: { name: string; base: string; changes: Changes },
  at: Date,
): Promise<string> {
  const id = newId();
  await open<SurveyTables>(db)
    .insertInto('survey_questionnaire')
    .values({ tenant_id: scope.tenantId, id, name: given.name, created_at: at })
    .execute();
  await insertVersion(db, scope, { questionnaireId: id, version: 1, base: given.base, changes: given.changes }, at);
  return id;
}

export async function insertVersion(
  db: Db,
  scope: Scope,
  given: { questionnaireId: string; version: number; base: string; changes: Changes },
  at: Date,
): Promise<string> {
  const id = newId();
  await open<SurveyTables>(db)
    .insertInto('survey_instrument')
    .values({
      tenant_id: scope.tenantId,
      id,
      questionnaire_id: given.questionnaireId,
      version: given.version,
      base: given.base,
      changes: JSON.stringify(given.changes),
      created_at: at,
      frozen_at: null,
    })
    .execute();
  return id;
}

/** Changes a version that nobody has answered. False when it was frozen meanwhile. */
export async function setVersionChanges(db: Db, scope: Scope, id: string, changes: Changes): Promise<boolean> {
  const done = await open<SurveyTables>(db)
    .updateTable('survey_instrument')
    .set({ changes: JSON.stringify(changes) })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .where('frozen_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** A version that this process has met and that never changes any more; null where it must be asked for. */
export function peekInstrument(scope: Scope, id: string): SurveyInstrument | null {
  return frozen.get(`${scope.tenantId}|${id}`) ?? null;
}

/** One version, resolved; null when the office has none of this id. */
export async function findInstrument(db: Db, scope: Scope, id: string): Promise<SurveyInstrument | null> {
  const known = frozen.get(`${scope.tenantId}|${id}`);
  if (known) return known;
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_instrument')
    .select(versionColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const instrument = resolveInstrument(versionOf(row));
  // Not before the commit: this very transaction may have frozen it, and be rolled back.
  if (row.frozen_at) afterCommit(db, () => keep(scope.tenantId, instrument));
  return instrument;
}

/** The ids of all versions that may have answers: the first answer freezes its version in the transaction that stores it. */
export async function listAnsweredIds(db: Db, scope: Scope): Promise<string[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_instrument')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('frozen_at', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** The versions of a questionnaire, newest first. The first is the one that is asked now. */
export async function listVersions(db: Db, scope: Scope, questionnaireId: string): Promise<SurveyInstrument[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_instrument')
    .select(versionColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('questionnaire_id', '=', questionnaireId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => resolveInstrument(versionOf(row)));
}

/** The own questions of all versions of all questionnaires, oldest first. */
export async function listOwnEver(db: Db, scope: Scope): Promise<OwnQuestion[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_instrument')
    .select(versionColumns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => versionOf(row).changes.own);
}

/** The version of a questionnaire that is asked now. @throws Problem survey.questionnaire_unknown */
export async function findCurrentInstrument(db: Db, scope: Scope, questionnaireId: string): Promise<SurveyInstrument> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_instrument')
    .select(versionColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('questionnaire_id', '=', questionnaireId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new Problem('survey.questionnaire_unknown');
  return resolveInstrument(versionOf(row));
}

/** Which questionnaire each service uses; a service without a row uses the default one and is not in the map. */
export async function listAssignments(db: Db, scope: Scope): Promise<ReadonlyMap<string, string>> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_service')
    .select(['service_id', 'questionnaire_id'])
    .where('tenant_id', '=', scope.tenantId)
    .execute();
  return new Map(rows.map((row) => [row.service_id, row.questionnaire_id]));
}

/** The version that a service asks now. @throws Problem survey.questionnaire_unknown when the office has no questionnaire yet */
export async function findServiceInstrument(db: Db, scope: Scope, serviceId: string): Promise<SurveyInstrument> {
  const assigned = await open<SurveyTables>(db)
    .selectFrom('survey_service')
    .select('questionnaire_id')
    .where('tenant_id', '=', scope.tenantId)
    .where('service_id', '=', serviceId)
    .executeTakeFirst();
  const id = assigned?.questionnaire_id ?? (await findDefaultQuestionnaire(db, scope))?.id;
  if (!id) throw new Problem('survey.questionnaire_unknown');
  return findCurrentInstrument(db, scope, id);
}

/** The same of several services in three reads, however many they are; a service stands in it as long as the office has a questionnaire. */
export async function listServiceInstruments(
  db: Db,
  scope: Scope,
  serviceIds: readonly string[],
): Promise<ReadonlyMap<string, SurveyInstrument>> {
  const assigned = await listAssignments(db, scope);
  const standard = (await findDefaultQuestionnaire(db, scope))?.id;
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_instrument')
    .distinctOn('questionnaire_id')
    .select(versionColumns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('questionnaire_id')
    .orderBy('version', 'desc')
    .execute();
  const current = new Map(rows.map((row) => [row.questionnaire_id, resolveInstrument(versionOf(row))]));
  return new Map(
    serviceIds.flatMap((id) => {
      const instrument = current.get(assigned.get(id) ?? standard ?? '');
      return instrument ? [[id, instrument]] : [];
    }),
  );
}

/** Lets services use a questionnaire; null gives them back to the default one. */
export async function setAssignment(
  db: Db,
  scope: Scope,
  serviceIds: readonly string[],
  questionnaireId: string | null,
): Promise<void> {
  if (serviceIds.length === 0) return;
  const tables = open<SurveyTables>(db);
  await tables
    .deleteFrom('survey_service')
    .where('tenant_id', '=', scope.tenantId)
    .where('service_id', 'in', [...serviceIds])
    .execute();
  if (questionnaireId === null) return;
  await tables
    .insertInto('survey_service')
    .values(serviceIds.map((id) => ({ tenant_id: scope.tenantId, service_id: id, questionnaire_id: questionnaireId })))
    .execute();
}

/** A questionnaire changes one edit at a time; held until the end of the transaction. */
export async function lockQuestionnaires(tx: Db, scope: Scope): Promise<void> {
  await lockExclusive(tx, `survey.questionnaire:${scope.tenantId}`);
}

/**
 * Freezes the versions that are about to be answered and gives them back resolved. The update waits for an edit in progress and
 * keeps later edits out until this transaction ends, so an answer is never read by another version than it was stored under.
 */
export async function freezeInstruments(
  tx: Db,
  scope: Scope,
  ids: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, SurveyInstrument>> {
  const found = new Map<string, SurveyInstrument>();
  const unknown: string[] = [];
  for (const id of [...new Set(ids)].toSorted()) {
    const known = frozen.get(`${scope.tenantId}|${id}`);
    if (known) found.set(id, known);
    else unknown.push(id);
  }
  if (unknown.length === 0) return found;
  const tables = open<SurveyTables>(tx);
  await tables
    .updateTable('survey_instrument')
    .set({ frozen_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', 'in', unknown)
    .where('frozen_at', 'is', null)
    .execute();
  const rows = await tables
    .selectFrom('survey_instrument')
    .select(versionColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', 'in', unknown)
    .execute();
  const resolved = rows.map((row) => resolveInstrument(versionOf(row)));
  for (const instrument of resolved) found.set(instrument.id, instrument);
  afterCommit(tx, () => {
    for (const instrument of resolved) keep(scope.tenantId, instrument);
  });
  return found;
}
