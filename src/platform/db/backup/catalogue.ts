/** What the database's own catalogue says of our tables: read by backup and restore, for every schema that is not PostgreSQL's. */
import type pg from 'pg';

export interface Table {
  /** Quoted and with its schema, ready for a statement. */
  readonly name: string;
  /** Quoted; without generated columns. */
  readonly columns: readonly string[];
  /**
   * Allowed to have rows in an empty database: filled by a migration (its comment begins with "seed"), or a library's own table. The queue of
   * work notes its queues at every start of a server, and its work is about rows of ours: where those are none, nothing is lost with it.
   */
  readonly seeded: boolean;
  /** Not worth keeping, and dangerous in a copy (its comment begins with "transient"): in no backup, and empty after a restore. */
  readonly transient: boolean;
}

export interface Sequence {
  readonly name: string;
  readonly value: number;
  readonly called: boolean;
}

const ours = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relname !~ '^platform_migration'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

/** All tables but the record of migrations, parents before the children that refer to them. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{
    oid: number;
    name: string;
    columns: string[];
    seeded: boolean;
    transient: boolean;
    parents: number[];
  }>(`
    select c.oid::int, format('%I.%I', n.nspname, c.relname) as name,
           array(select quote_ident(a.attname) from pg_attribute a
                 where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum)::text[] as columns,
           n.nspname <> 'public' or coalesce(obj_description(c.oid, 'pg_class') ~ '^seed', false) as seeded,
           coalesce(obj_description(c.oid, 'pg_class') ~ '^transient', false) as transient,
           array(select distinct f.confrelid::int from pg_constraint f
                 where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid and f.conparentid = 0)::int[] as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and ${ours}
    order by n.nspname, c.relname`);
  return parentsFirst(rows).map(({ name, columns, seeded, transient }) => ({ name, columns, seeded, transient }));
}

/** Tables in an order in which every one stands after those that it refers to. */
export function parentsFirst<T extends { readonly oid: number; readonly name: string; readonly parents: readonly number[] }>(
  rows: readonly T[],
): T[] {
  const known = new Set(rows.map((row) => row.oid));
  const ordered: T[] = [];
  const done = new Set<number>();
  let waiting = rows;
  while (waiting.length > 0) {
    const ready = waiting.filter((row) => row.parents.every((parent) => done.has(parent) || !known.has(parent)));
    if (ready.length === 0) throw new Error(`Foreign keys run in a circle: ${waiting.map((row) => row.name).join(', ')}`);
    for (const row of ready) done.add(row.oid);
    ordered.push(...ready);
    waiting = waiting.filter((row) => !done.has(row.oid));
  }
  return ordered;
}

/** The sequences that libraries brought along (our own tables have none). */
export async function listSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${ours} order by 1`);
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${name}`,
    );
    for (const row of state.rows) sequences.push({ name, value: Number(row.value), called: row.called });
  }
  return sequences;
}

/** The statements that take away everything that migrations make, for a database whose tables are known to be empty. */
export async function dropStatements(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ statement: string }>(`
    select format('drop schema %I cascade', nspname) as statement, 0 as step from pg_namespace n
      where nspname !~ '^pg_' and nspname not in ('information_schema', 'public') and pg_has_role(nspowner, 'usage')
    union all
    select format('drop %s if exists %I.%I cascade', case relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end, 'public', relname), 1
      from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relispartition
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all
    select format('drop routine if exists %s cascade', oid::regprocedure), 2
      from pg_proc p where pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all
    select format('drop type if exists %s cascade', oid::regtype), 3
      from pg_type t where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
        and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')
    order by step`);
  return rows.map((row) => row.statement);
}
