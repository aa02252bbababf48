/** The same answers under every mapping of items in use. Counted from the answers themselves: a tally holds the mapping of its version only. */
import { sql } from 'kysely';
import type { LocalDay } from '../../../kernel/dates.ts';
import { poolUnsur, type UnsurTally } from '../../../kernel/tally.ts';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Mapping } from '../law/instrument.ts';
import { findInstrument as findLaw } from '../law/instruments.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { findMapping, type HeldGroup, type HeldItem, regroup } from '../rules/mapping.ts';
import type { SurveyTables } from '../tables.ts';
import { findInstrument } from './instruments.ts';

/** Sums of all answers asked for, as one mapping groups the items of those versions that have mappings. */
export interface MappedSums {
  readonly mapping: Mapping;
  /** Whether every version with mappings is kept under this one. */
  readonly used: boolean;
  /** In code order; only unsur that somebody answered. */
  readonly unsur: readonly UnsurTally[];
}

export interface MappedFilter {
  readonly serviceIds: readonly string[];
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly late: 'exclude' | 'include';
  /** The sums of each version under its own mapping, as `sumTallies` gives them. */
  readonly sums: readonly { readonly instrumentId: string; readonly unsur: readonly UnsurTally[] }[];
}

/** Empty where no version has answers under an instrument with several mappings: then there is nothing to compare and nothing is read. */
export async function sumByMapping(db: Db, scope: Scope, filter: MappedFilter): Promise<MappedSums[]> {
  const versions: SurveyInstrument[] = [];
  for (const id of new Set(filter.sums.map(({ instrumentId }) => instrumentId))) {
    const version = await findInstrument(db, scope, id);
    if (version && findLaw(version.base).mappings.length > 0) versions.push(version);
  }
  const offered = new Map(
    versions.flatMap(({ base }) => findLaw(base).mappings.flatMap((one) => (one.offered ? [[one.id, one] as const] : []))),
  );
  if (offered.size < 2) return [];
  const mapped: MappedSums[] = [];
  for (const mapping of offered.values()) {
    const parts = filter.sums.map(({ instrumentId, unsur }) => ({
      version: versions.find(({ id }) => id === instrumentId),
      unsur,
    }));
    const groups: (readonly UnsurTally[])[] = parts.flatMap(({ version, unsur }) =>
      version && mappingOf(version) !== mapping.id ? [] : [unsur],
    );
    const others = versions.filter((version) => mappingOf(version) !== mapping.id);
    for (const version of others) groups.push(await sumRegrouped(db, scope, filter, version, mapping));
    mapped.push({ mapping, used: others.length === 0, unsur: inCodeOrder(versions, poolUnsur(groups)) });
  }
  return mapped;
}

const mappingOf = ({ base, changes }: SurveyInstrument): string | undefined => findMapping(findLaw(base), changes.mapping)?.id;

function inCodeOrder(versions: readonly SurveyInstrument[], unsur: readonly UnsurTally[]): UnsurTally[] {
  const order = versions.flatMap(({ base }) => findLaw(base).orders.unsur);
  const placeOf = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return unsur.filter(({ answered }) => answered > 0).toSorted((a, b) => placeOf(a.id) - placeOf(b.id));
}

const scoreOf = (item: HeldItem) => ('place' in item ? sql`scores[${item.place + 1}]` : sql`(own->>${item.own})::integer`);

/** The mean of the items a person answered, in 60ths; null where none was. One to six items divide 60 evenly. */
function meanOf({ items }: HeldGroup) {
  const total = sql.join(
    items.map((item) => sql`coalesce(${scoreOf(item)}, 0)`),
    sql` + `,
  );
  const answered = sql.join(
    items.map((item) => sql`(${scoreOf(item)} is not null)::integer`),
    sql` + `,
  );
  return sql`(${total}) * 60 / nullif(${answered}, 0)`;
}

async function sumRegrouped(db: Db, scope: Scope, filter: MappedFilter, version: SurveyInstrument, mapping: Mapping) {
  const groups = regroup(version, findLaw(version.base), mapping);
  const names = groups.map((_, at) => sql.ref(`v${at}`));
  const values = groups.map((group, at) => sql`${meanOf(group)} as ${names[at]}`);
  const sums = names.flatMap((name, at) => [
    sql`count(${name}) as ${sql.ref(`n${at}`)}`,
    sql`coalesce(sum(${name}), 0)::bigint as ${sql.ref(`s${at}`)}`,
  ]);
  const found = await sql<Record<string, number>>`
    select ${sql.join(sums)} from (
      select ${sql.join(values)} from survey_counted_v
      where tenant_id = ${scope.tenantId} and instrument_id = ${version.id} and service_id = any(${[...filter.serviceIds]}::uuid[])
      and service_on between ${filter.from}::date and ${filter.to}::date ${filter.late === 'exclude' ? sql`and not late` : sql``}
    ) as answer`.execute(open<SurveyTables>(db));
  const row = found.rows[0] ?? {};
  return groups.map(
    ({ id }, at): UnsurTally => ({ id, answered: Number(row[`n${at}`] ?? 0), sum60: Number(row[`s${at}`] ?? 0) }),
  );
}
