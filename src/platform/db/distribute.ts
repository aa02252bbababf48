/**
 * Citus (architecture §6, decision 0024): the same schema, spread over several servers. A table of tenants goes by `tenant_id`; what is read before a
 * tenant is known is copied to every server; what is listed here stays where it is. The plan is read from the catalogue, so a table that a module
 * adds is in it without anybody thinking of it, and what is done already is not in it again.
 */
import { type Kysely, sql } from 'kysely';
import { Problem } from '../../kernel/problem.ts';
import { parentsFirst } from './backup/catalogue.ts';
import { type Db, open } from './db.ts';
import { translateDbError } from './errors.ts';

/** Tables without a tenant policy, the only ones: accounts, the directory and what belongs to the installation itself. */
export const referenceTables: readonly string[] = [
  'auth_credential',
  'auth_directory',
  'auth_gone',
  'auth_grant',
  'auth_invitation',
  'auth_key',
  'auth_membership',
  'auth_office',
  'auth_operator',
  'auth_passkey',
  'auth_second_factor',
  'auth_session',
  'auth_sso',
  'auth_tenant',
  'auth_used_code',
  'auth_used_state',
  'auth_user',
  'auth_verification',
  'platform_setting',
];

/** What stays on the coordinator, and why: a library's own tables, which break the rules for tables of tenants. */
export const localTables: readonly { readonly tables: RegExp; readonly why: string }[] = [
  { tables: /^public\.platform_migration(_lock)?$/, why: 'the record of migrations, which run on the coordinator' },
  { tables: /^pgboss\./, why: 'the queue of jobs: one for all offices, partitions and keys without a tenant' },
];

/** How a table lies. */
export type Placement = 'distributed' | 'reference' | 'local';

/** One table of the catalogue, and what becomes of it. */
export interface PlacedTable {
  /** With its schema. */
  readonly name: string;
  readonly placement: Placement;
  /** Why it stays; null where it does not. */
  readonly why: string | null;
  /** Whether the server says that it lies like this already. */
  readonly done: boolean;
}

/** The whole way from what is to what shall be. */
export interface DistributionPlan {
  /** The version of Citus in this database; null where there is none. */
  readonly citus: string | null;
  readonly tables: readonly PlacedTable[];
  /** What is to be run, in this order; empty when nothing is left to do. */
  readonly statements: readonly string[];
}

interface FoundTable {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly parents: readonly number[];
  readonly policies: boolean;
  readonly byTenant: boolean;
  /** Whether rows lie in the table itself: also after it was distributed, until they are taken away there. */
  readonly rows: boolean;
}

/** Every table there is but those of extensions and the partitions of another, and whether its primary key begins with the tenant. */
const tablesStatement = sql<FoundTable>`
  select c.oid::int as oid, n.nspname as schema, c.relname as "table", format('%s.%s', n.nspname, c.relname) as name,
    array(select distinct f.confrelid::int from pg_constraint f
          where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid and f.conparentid = 0)::int[] as parents,
    c.relrowsecurity as policies,
    exists (select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
            where i.indrelid = c.oid and i.indisprimary and a.attname = 'tenant_id') as "byTenant",
    pg_relation_size(c.oid) > 0 as rows
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by n.nspname, c.relname`;

function place({ name, schema, table, policies, byTenant }: FoundTable): Pick<PlacedTable, 'name' | 'placement' | 'why'> {
  const why = localTables.find(({ tables }) => tables.test(name))?.why ?? null;
  if (why !== null) return { name, placement: 'local', why };
  if (schema === 'public' && referenceTables.includes(table)) return { name, placement: 'reference', why };
  if (schema === 'public' && policies && byTenant) return { name, placement: 'distributed', why };
  throw new Problem('distribute.unknown_table', { table: name });
}

/** What the server says of tables: `h` by a column, `n` with `t` a copy everywhere. Empty where there is no Citus. */
async function listDone(kysely: Kysely<unknown>, citus: string | null): Promise<ReadonlyMap<number, Placement>> {
  if (citus === null) return new Map();
  const { rows } = await sql<{ oid: number; method: string; model: string }>`
    select logicalrelid::oid::int as oid, partmethod as method, repmodel as model from pg_dist_partition`.execute(kysely);
  return new Map(
    rows.map(({ oid, method, model }) => [oid, method === 'n' ? (model === 't' ? 'reference' : 'local') : 'distributed']),
  );
}

/**
 * The functions that statements take along to the servers with the rows: all but those with the owner's right, which are called here. A server that
 * had Citus before the first migration was given them then.
 */
async function listFunctionsToSend(kysely: Kysely<unknown>, citus: string | null): Promise<string[]> {
  const sent =
    citus === null
      ? sql`false`
      : sql`exists (select from pg_dist_object o where o.classid = 'pg_proc'::regclass and o.objid = p.oid)`;
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I(%s)', 'public', p.proname, pg_get_function_identity_arguments(p.oid)) as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and not p.prosecdef and not ${sent}
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    order by 1`.execute(kysely);
  return rows.map(({ name }) => name);
}

/** All tables of tenants lie beside this one, so that what belongs to a tenant is on one server. It refers to no other of them. */
const home = 'public.org_tenant';

const distributeStatement = (name: string): string =>
  `select create_distributed_table('${name}', 'tenant_id', colocate_with => '${name === home ? 'none' : home}')`;

/**
 * The comments of all tables, as statements: Citus makes those that refer to a copied table anew on the way and forgets what was said of them, and
 * backups and copies of an office know by it what must not be in them ("transient", "secret").
 */
async function listComments(kysely: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`
    select case d.objsubid when 0 then format('comment on table %I.%I is %L', 'public', c.relname, d.description)
      else format('comment on column %I.%I.%I is %L', 'public', c.relname, a.attname, d.description) end as statement
    from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname, d.objsubid`.execute(kysely);
  return rows.map(({ statement }) => statement);
}

/** What the plan is made of. */
export interface Catalogue {
  readonly citus: string | null;
  readonly tables: readonly FoundTable[];
  /** What the server says of tables, by oid. */
  readonly done: ReadonlyMap<number, Placement>;
  /** Functions that have not been sent. */
  readonly functions: readonly string[];
  /** The statements that say again what is said of tables. */
  readonly comments: readonly string[];
}

/** Reads the catalogue of a database that the owning role reached. */
export async function readCatalogue(owner: Db): Promise<Catalogue> {
  const kysely = open(owner);
  try {
    const { rows: versions } = await sql<{ version: string }>`
      select extversion as version from pg_extension where extname = 'citus'`.execute(kysely);
    const citus = versions[0]?.version ?? null;
    return {
      citus,
      tables: (await tablesStatement.execute(kysely)).rows,
      done: await listDone(kysely, citus),
      functions: await listFunctionsToSend(kysely, citus),
      comments: await listComments(kysely),
    };
  } catch (error) {
    throw translateDbError(error);
  }
}

/** What is left to do. Problem `distribute.unknown_table` for a table that is neither a tenant's nor listed. */
export function planFrom({ citus, tables: found, done, functions, comments }: Catalogue): DistributionPlan {
  const ordered = parentsFirst(found);
  const tables = ordered.map((one): PlacedTable => {
    const placed = place(one);
    return { ...placed, done: placed.placement === 'local' || done.get(one.oid) === placed.placement };
  });
  const waiting = (placement: Placement) =>
    tables.filter((one) => one.placement === placement && !one.done).map(({ name }) => name);
  // Parents first; those that are copied everywhere before all others, and the home of the others before those that lie beside it.
  const copied = waiting('reference').map((name) => `select create_reference_table('${name}')`);
  const spread = waiting('distributed').toSorted((a, b) => Number(b === home) - Number(a === home));
  // What moved stays behind on the coordinator as well, hidden: an erasure would miss it.
  const left = ordered.filter((one) => one.rows && place(one).placement !== 'local');
  const statements = [
    ...functions.map((name) => `select create_distributed_function('${name}')`),
    ...(copied.length === 0 ? [] : ['begin', ...copied, ...comments, 'commit']),
    ...spread.map(distributeStatement),
    ...left.map(({ name }) => `select truncate_local_data_after_distributing_table('${name}')`),
  ];
  return { citus, tables, statements };
}

export const planDistribution = async (owner: Db): Promise<DistributionPlan> => planFrom(await readCatalogue(owner));

/**
 * Runs what is left of the plan: one that was interrupted goes on where it was. Rows that are there already move along.
 * Returns the plan as it was run. Problems: `distribute.no_citus`, `distribute.no_servers`, those of `planDistribution`.
 */
export async function distribute(owner: Db, told: (statement: string) => void = () => {}): Promise<DistributionPlan> {
  const plan = await planDistribution(owner);
  if (plan.citus === null) throw new Problem('distribute.no_citus');
  const kysely = open(owner);
  try {
    const { rows } = await sql<{ coordinator: boolean; servers: number }>`
      select coalesce(bool_or(groupid = 0), false) as coordinator, count(*) filter (where shouldhaveshards and isactive)::int as servers
      from pg_dist_node`.execute(kysely);
    if (!rows[0]?.coordinator || rows[0].servers === 0) throw new Problem('distribute.no_servers');
    await kysely.connection().execute(async (connection) => {
      for (const statement of plan.statements) {
        told(statement);
        try {
          await sql.raw(statement).execute(connection);
        } catch (error) {
          await sql`rollback`.execute(connection);
          throw error;
        }
      }
    });
    return plan;
  } catch (error) {
    throw translateDbError(error);
  }
}

/** After migrations: what they brought is placed like the rest, where the database is distributed; elsewhere nothing is done. */
export async function placeNewTables(owner: Db): Promise<void> {
  const kysely = open(owner);
  const { rows } = await sql<{
    citus: boolean;
  }>`select exists (select from pg_extension where extname = 'citus') as citus`.execute(kysely);
  if (!rows[0]?.citus) return;
  const { rows: homes } = await sql<{ spread: boolean }>`
    select exists (select from pg_dist_partition where logicalrelid = to_regclass(${home}) and partmethod = 'h') as spread`.execute(
    kysely,
  );
  if (homes[0]?.spread) await distribute(owner);
}
