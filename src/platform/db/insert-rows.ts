import { CompiledQuery, type Kysely } from 'kysely';
import type { Scope } from './db.ts';

/** So many that a statement costs little beside its rows, and so few that long texts of statements are not read more slowly than they save. */
const mostValues = 2600;

/**
 * Inserts rows of the scope's tenant: each is an array of values in the order of `columns`, which do not name `tenant_id`; `tail` comes after them,
 * such as `on conflict do nothing returning id`. A list goes as its text (array-text.ts). Any number of rows, in as many statements as they need;
 * one row must not stand in the way of another of the same call. Returns what `tail` returns, and how many were written.
 *
 * VALUES and not `insert … select from unnest($1, …)`: Citus takes rows of a SELECT in by COPY, which row-level security forbids.
 */
export async function insertRows<R = never, T = unknown>(
  kysely: Kysely<T>,
  scope: Scope,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  tail = '',
): Promise<{ readonly rows: R[]; readonly written: number }> {
  const returned: R[] = [];
  let written = 0;
  const atOnce = Math.max(1, Math.floor(mostValues / columns.length));
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    let at = 1;
    const places = some.map(() => `($1,${columns.map(() => `$${++at}`).join(',')})`).join(',');
    const text = `insert into ${table} (tenant_id, ${columns.join(', ')}) values ${places} ${tail}`;
    const done = await kysely.executeQuery<R>(CompiledQuery.raw(text, [scope.tenantId, ...some.flat()]));
    returned.push(...done.rows);
    written += Number(done.numAffectedRows ?? 0);
  }
  return { rows: returned, written };
}
