/**
 * What the public lists show of many offices at once, each in one statement however many there are. Headlines lie open (migrations/0045); what
 * else is asked tells no more than those pages do (migrations/0067).
 */
import { sql } from 'kysely';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Headline, UnitLevel } from '../rules/figure.ts';
import type { IkmTables } from '../tables.ts';

/** A published headline as a line of a list. */
export interface PublicLine extends Pick<Headline, 'unitCode' | 'unitName' | 'periodCode' | 'ikm' | 'mutu' | 'respondents'> {
  readonly tenantId: string;
  readonly resultId: string;
}

const lineColumns = sql`tenant_id as "tenantId", result_id as "resultId", unit_code as "unitCode", unit_name as "unitName",
  period_code as "periodCode", ikm, mutu, respondents`;

/** The offices that have published anything at one of these levels. */
export async function listPublishers(db: Db, levels: readonly UnitLevel[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ office: string }>`select office from ikm_offices(${levels}::smallint[])`.execute(
    open<IkmTables>(db),
  );
  return new Set(rows.map(({ office }) => office));
}

/** The newest figure of each of these offices as a whole; none of those that published by unit only. */
export async function listNewestOfWhole(db: Db, tenantIds: readonly string[]): Promise<PublicLine[]> {
  // Of two periods that end together the longer one is the later word.
  const { rows } = await sql<PublicLine>`
    select distinct on (tenant_id) ${lineColumns} from ikm_figure where tenant_id = any(${tenantIds}::uuid[]) and level = 0
    order by tenant_id, ends_on desc, starts_on, version desc`.execute(open<IkmTables>(db));
  return rows;
}

/** Which lines are wanted. */
export interface LinesAsked {
  /** In the order of reading. */
  readonly offices: readonly { readonly tenantId: string; readonly name: string }[];
  /** In small letters; each stands in the name of the unit or of its office. */
  readonly words: readonly string[];
  /** Every period, not only the newest of each unit. */
  readonly everyPeriod: boolean;
  /** Counted from 1; past the last page the last one is given. */
  readonly page: number;
  readonly perPage: number;
}

/** One page of the newest versions of all units: by office, the office as a whole first, then by name, each with its newest period first. */
export async function listLines(
  db: Db,
  { offices, words, everyPeriod, page, perPage }: LinesAsked,
): Promise<{ readonly lines: readonly PublicLine[]; readonly total: number }> {
  const ids = offices.map(({ tenantId }) => tenantId);
  const holding = (word: string) =>
    offices.filter(({ name }) => name.toLowerCase().includes(word)).map(({ tenantId }) => tenantId);
  const each = sql.raw(everyPeriod ? 'tenant_id, unit_id, ends_on, starts_on, period_code' : 'tenant_id, unit_id');
  // Small letters of ASCII alone: by the rules of a language a look at every name of a country takes three times as long.
  const wanted = words.map(
    (word) => sql`and (strpos(lower(unit_name collate "C"), ${word}) > 0 or tenant_id = any(${holding(word)}::uuid[]))`,
  );
  const { rows } = await sql<PublicLine & { readonly total: number }>`
    with f as materialized (
      select distinct on (${each}) tenant_id, unit_id, result_id, level, unit_code, unit_name, period_code, starts_on, ends_on, ikm, mutu, respondents
      from ikm_figure where tenant_id = any(${ids}::uuid[]) ${sql.join(wanted, sql` `)}
      order by tenant_id, unit_id, ends_on desc, starts_on, period_code, version desc
    ), n as (select count(*)::int as total from f)
    select ${lineColumns}, (select total from n) from f join unnest(${ids}::uuid[]) with ordinality as o(id, place) on o.id = f.tenant_id
    order by o.place, f.level > 0, f.unit_name, f.unit_id, f.ends_on desc, f.starts_on, f.period_code
    limit ${perPage}::int offset (select greatest(least(${page}::int, (total + ${perPage}::int - 1) / ${perPage}::int) - 1, 0) * ${perPage}::int from n)`.execute(
    open<IkmTables>(db),
  );
  return { lines: rows.map(({ total: _total, ...line }) => line), total: rows[0]?.total ?? 0 };
}
