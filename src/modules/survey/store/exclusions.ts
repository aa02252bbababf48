/** Answers that no longer count: an entry each, and their counters taken out of the tallies in the same transaction. */
import { sql } from 'kysely';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { countAnswers, negated } from '../rules/tally.ts';
import type { SurveyTables } from '../tables.ts';
import { listClosedSpans, lockUncounting } from './answers.ts';
import { findInstrument } from './instruments.ts';
import { appendExclusionLeaves } from './ledger.ts';
import { addToTallies } from './tallies.ts';

/** How many answers of an import have a service date in a closed period, in time or late: a published version may hold them. */
export async function countInClosedPeriods(db: Db, scope: OfficeScope, importId: string): Promise<number> {
  const closed = await listClosedSpans(db, scope);
  const found = await sql<{ n: number }>`
    select count(*)::int as n from survey_counted_v a
    where a.tenant_id = ${scope.tenantId} and a.import_id = ${importId} and exists (
      select from unnest(${closed.map((one) => one.starts_on)}::date[], ${closed.map((one) => one.ends_on)}::date[]) as span(starts_on, ends_on)
      where a.service_on between span.starts_on and span.ends_on)`.execute(open<SurveyTables>(db));
  return found.rows[0]?.n ?? 0;
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
    .selectFrom('survey_counted_v')
    .select(['id', 'import_line', 'service_id', 'instrument_id', 'channel', 'service_on', 'received_at', 'scores', 'own', 'late'])
    .where('tenant_id', '=', scope.tenantId)
    .where('import_id', '=', importId)
    // From that line on, itself included: two rows of a file may carry one number, and what is excluded is not counted any more.
    .where('import_line', '>=', given.after)
    .orderBy('import_line')
    .limit(given.limit)
    .execute();
  if (rows.length === 0) return { count: 0, line: given.after };
  const exclusions = rows.map(({ id }) => ({
    tenant_id: scope.tenantId,
    answer_id: id,
    import_id: importId,
    excluded_at: given.at,
    excluded_by: given.by,
    reason: given.reason,
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
    };
    counted.push({ answer, instrument, late: row.late });
  }
  await addToTallies(tx, scope, countAnswers(counted).map(negated));
  return { count: rows.length, line: rows.at(-1)?.import_line ?? given.after };
}

/** Takes away the tally rows of an office that count nobody any more. */
export async function removeEmptyTallies(tx: Db, scope: OfficeScope): Promise<void> {
  await open<SurveyTables>(tx).deleteFrom('survey_tally').where('tenant_id', '=', scope.tenantId).where('n', '=', 0).execute();
}
