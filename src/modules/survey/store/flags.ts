/** Answers that look odd, counted. They are counted in every figure all the same. */
import { sql } from 'kysely';
import type { LocalDay } from '../../../kernel/dates.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Flag } from '../rules/answer.ts';
import type { SurveyTables } from '../tables.ts';

/** How many answers there are, how many carry a flag, and how many carry each (one answer may carry two). */
export interface FlagCounts extends Readonly<Record<Flag, number>> {
  readonly answers: number;
  readonly flagged: number;
}

/** Both days included; late answers too. */
export async function countFlags(
  db: Db,
  scope: OfficeScope,
  filter: { readonly serviceIds: readonly string[]; readonly from?: LocalDay; readonly to?: LocalDay },
): Promise<FlagCounts> {
  const found = await sql<FlagCounts>`
    select count(*)::int as answers, (count(*) filter (where flags <> '{}'))::int as flagged,
      (count(*) filter (where 'nonce' = any(flags)))::int as nonce, (count(*) filter (where 'fast' = any(flags)))::int as fast,
      (count(*) filter (where 'honeypot' = any(flags)))::int as honeypot,
      (count(*) filter (where 'burst' = any(flags)))::int as burst
    from survey_counted_v where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
      ${filter.from ? sql`and service_on >= ${filter.from}::date` : sql``} ${filter.to ? sql`and service_on <= ${filter.to}::date` : sql``}`.execute(
    open<SurveyTables>(db),
  );
  return found.rows[0] ?? { answers: 0, flagged: 0, nonce: 0, fast: 0, honeypot: 0, burst: 0 };
}
