/** Answers that no longer count: an entry each, and their counters taken out of the tallies in the same transaction. */
import { sql } from 'kysely';
import type { LocalDay } from '../../../kernel/dates.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { registerConstraints } from '../../../platform/db/errors.ts';
import type { Channel } from '../rules/answer.ts';
import { type ExclusionReason, publicReason } from '../rules/exclusion.ts';
import { apartOf } from '../rules/outcome.ts';
import { countAnswers, negated } from '../rules/tally.ts';
import type { AnswerTable, SurveyTables } from '../tables.ts';
import { listClosedSpans, lockUncounting } from './answers.ts';
import { findInstrument } from './instruments.ts';
import { appendExclusionLeaves } from './ledger.ts';
import { unseal } from './seals.ts';
import { addToTallies } from './tallies.ts';

registerConstraints({ survey_exclusion_pkey: 'survey.excluded_already' });

/** How many answers of an import have a service date in a closed period, in time or late: a published version may hold them. */
export async function countInClosedPeriods(db: Db, scope: OfficeScope, importId: string): Promise<number> {
  const closed = await listClosedSpans(db, scope);
  const found = await sql<{ n: number }>`
    select count(*)::int as n from survey_standing_v a
    where a.tenant_id = ${scope.tenantId} and a.import_id = ${importId} and exists (
      select from unnest(${closed.map((one) => one.starts_on)}::date[], ${closed.map((one) => one.ends_on)}::date[]) as span(starts_on, ends_on)
      where a.service_on between span.starts_on and span.ends_on)`.execute(open<SurveyTables>(db));
  return found.rows[0]?.n ?? 0;
}

const countedColumns = [
  'id',
  'import_line',
  'service_id',
  'instrument_id',
  'channel',
  'service_on',
  'received_at',
  'scores',
  'own',
  'late',
  'outcome',
  'stage',
] as const;

interface Why {
  readonly importId: string | null;
  readonly code: ExclusionReason | null;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

/** Writes the entries and their leaves, and takes the answers out of the tallies. */
async function takeOut(
  tx: Db,
  scope: OfficeScope,
  rows: readonly Pick<AnswerTable, (typeof countedColumns)[number]>[],
  why: Why,
): Promise<void> {
  const exclusions = rows.map(({ id }) => ({
    tenant_id: scope.tenantId,
    answer_id: id,
    import_id: why.importId,
    excluded_at: why.at,
    excluded_by: why.by,
    reason: why.reason,
    reason_code: why.code,
  }));
  await open<SurveyTables>(tx).insertInto('survey_exclusion').values(exclusions).execute();
  await appendExclusionLeaves(tx, scope, exclusions);
  const counted = [];
  for (const row of rows) {
    const instrument = await findInstrument(tx, scope, row.instrument_id);
    if (!instrument) throw new Error('an answer has no questionnaire version');
    const answer = {
      id: row.id,
      serviceId: row.service_id,
      instrumentId: row.instrument_id,
      channel: row.channel,
      serviceOn: row.service_on,
      receivedAt: row.received_at,
      scores: row.scores,
      own: row.own as Readonly<Record<string, string | number>>,
      apart: apartOf(row),
    };
    counted.push({ answer, instrument, late: row.late });
  }
  await unseal(
    tx,
    scope,
    rows.filter(({ late }) => !late).map((row) => row.service_on),
  );
  await addToTallies(tx, scope, countAnswers(counted).map(negated));
}

/** Excludes up to `limit` answers of an import from the line `after` on; returns how many it were and the last line. */
export async function excludeImported(
  tx: Db,
  scope: OfficeScope,
  importId: string,
  given: { readonly after: number; readonly limit: number; readonly by: string; readonly reason: string; readonly at: Date },
): Promise<{ readonly count: number; readonly line: number }> {
  await lockUncounting(tx, scope);
  const rows = await open<SurveyTables>(tx)
    .selectFrom('survey_standing_v')
    .select(countedColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('import_id', '=', importId)
    // From that line on, itself included: two rows of a file may carry one number, and what is excluded is not counted any more.
    .where('import_line', '>=', given.after)
    .orderBy('import_line')
    .limit(given.limit)
    .execute();
  if (rows.length === 0) return { count: 0, line: given.after };
  await takeOut(tx, scope, rows, { importId, code: null, by: given.by, reason: given.reason, at: given.at });
  return { count: rows.length, line: rows.at(-1)?.import_line ?? given.after };
}

/** Excludes one answer for a listed reason. False when it does not count (any more). */
export async function excludeOne(
  tx: Db,
  scope: OfficeScope,
  answerId: string,
  why: Omit<Why, 'importId'> & { readonly code: ExclusionReason },
): Promise<boolean> {
  await lockUncounting(tx, scope);
  const rows = await open<SurveyTables>(tx)
    .selectFrom('survey_standing_v')
    .select(countedColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', answerId)
    .execute();
  if (rows.length === 0) return false;
  await takeOut(tx, scope, rows, { ...why, importId: null });
  await removeEmptyTallies(tx, scope);
  return true;
}

/** What whoever asks for an exclusion gets to know of an answer: when and how it came, and nothing of what it says. */
export interface AnswerTrace {
  readonly id: string;
  readonly receipt: string;
  readonly serviceId: string;
  readonly serviceOn: LocalDay;
  readonly receivedAt: Date;
  readonly channel: Channel;
  readonly excluded: boolean;
  /** Its day lies in a period that is closed. */
  readonly closed: boolean;
}

/** The trace of an answer by its receipt; null when the office has none. */
export async function findTrace(db: Db, scope: OfficeScope, receipt: string): Promise<AnswerTrace | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_answer as a')
    .leftJoin('survey_exclusion as e', (join) => join.onRef('e.tenant_id', '=', 'a.tenant_id').onRef('e.answer_id', '=', 'a.id'))
    .select(['a.id', 'a.receipt', 'a.service_id', 'a.service_on', 'a.received_at', 'a.channel'])
    .select(sql<boolean>`e.answer_id is not null`.as('excluded'))
    .where('a.tenant_id', '=', scope.tenantId)
    .where('a.receipt', '=', receipt)
    .executeTakeFirst();
  if (!row) return null;
  const day = row.service_on;
  const spans = await listClosedSpans(db, scope);
  return {
    id: row.id,
    receipt: row.receipt,
    serviceId: row.service_id,
    serviceOn: day,
    receivedAt: row.received_at,
    channel: row.channel,
    excluded: row.excluded,
    closed: spans.some((span) => span.starts_on <= day && day <= span.ends_on),
  };
}

/** A single answer that was taken out, for the list of those. */
export interface ExcludedAnswer {
  readonly receipt: string;
  readonly serviceId: string;
  readonly serviceOn: LocalDay;
  readonly reason: string;
  readonly excludedAt: Date;
  readonly excludedBy: string;
}

/** Single answers that were taken out, newest first; those of undone imports stand with their import. */
export async function listExcluded(
  db: Db,
  scope: OfficeScope,
  filter: { readonly serviceIds: readonly string[]; readonly limit: number },
): Promise<ExcludedAnswer[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_exclusion as e')
    .innerJoin('survey_answer as a', (join) => join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.answer_id'))
    .select(['a.receipt', 'a.service_id', 'a.service_on', 'e.reason_code', 'e.import_id', 'e.excluded_at', 'e.excluded_by'])
    .where('e.tenant_id', '=', scope.tenantId)
    .where('e.import_id', 'is', null)
    .where('a.service_id', '=', sql<string>`any(${[...filter.serviceIds]}::uuid[])`)
    .orderBy('e.excluded_at', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({
    receipt: row.receipt,
    serviceId: row.service_id,
    serviceOn: row.service_on,
    reason: publicReason(row),
    excludedAt: row.excluded_at,
    excludedBy: row.excluded_by,
  }));
}

/** How many answers of services between two days no longer count in the index, by public reason, most first. */
export async function countExclusions(
  db: Db,
  scope: Scope,
  filter: {
    readonly serviceIds: readonly string[];
    readonly from: LocalDay;
    readonly to: LocalDay;
    readonly late: 'exclude' | 'include';
  },
): Promise<{ reason: string; n: number }[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_exclusion as e')
    .innerJoin('survey_answer as a', (join) => join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.answer_id'))
    .select(['e.reason_code', sql<string | null>`min(e.import_id::text)`.as('import_id')])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('e.tenant_id', '=', scope.tenantId)
    .where('a.service_id', '=', sql<string>`any(${[...filter.serviceIds]}::uuid[])`)
    .where('a.service_on', '>=', filter.from)
    .where('a.service_on', '<=', filter.to)
    .where('a.outcome', 'is', null)
    .$if(filter.late === 'exclude', (query) => query.where('a.late', '=', false))
    .groupBy(['e.reason_code', sql`e.import_id is null`])
    .execute();
  return rows
    .map((row) => ({ reason: publicReason(row), n: row.n }))
    .toSorted((a, b) => b.n - a.n || (a.reason < b.reason ? -1 : 1));
}

/** Takes away the tally rows of an office that count nobody any more. */
export async function removeEmptyTallies(tx: Db, scope: OfficeScope): Promise<void> {
  for (const table of ['survey_tally', 'survey_tally_apart'] as const)
    await open<SurveyTables>(tx).deleteFrom(table).where('tenant_id', '=', scope.tenantId).where('n', '=', 0).execute();
}
