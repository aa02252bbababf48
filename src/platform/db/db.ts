/**
 * The database handle of the whole house. `Db` has no query methods: only a `store.ts` may `open` it (architecture §5.1), and
 * every read or write runs in a transaction of one tenant made by `transact`.
 *
 *     // in a store.ts
 *     export async function listService(db: Db, scope: TenantScope) {
 *       return open<OrgTables>(db).selectFrom('org_service').selectAll().where('tenant_id', '=', scope.tenantId).execute();
 *     }
 *     // in an endpoint
 *     await transact(root, scope, (tx) => renameService(tx, scope, …));
 *
 * Column types as they arrive: `bigint` a safe integer (an unsafe one throws), `date` the text `YYYY-MM-DD`, `numeric` text
 * (exact), `timestamptz` a Date, `bytea` a Buffer. An array for a `jsonb` column must be given as `JSON.stringify(…)`.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CompiledQuery, Kysely, type KyselyPlugin, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { isId } from '../../kernel/ids.ts';
import { isRetryable, translateDbError } from './errors.ts';
import { named } from './named-statements.ts';
import { poolOf } from './shared-connection.ts';
import { columnTypes } from './types.ts';

/** The least that a scope is: whose rows are seen. `null` means reference tables only. The branded scopes are made by platform/auth. */
export interface Scope {
  readonly tenantId: string | null;
}

/** What belongs to one open transaction. */
interface Transaction {
  tenantId: string | null;
  readonly readOnly: boolean;
  readonly afterCommit: (() => void | Promise<void>)[];
  over: boolean;
}

// The two private fields are readable by the functions of this file and by nothing else.
let kyselyOf: (db: Db) => Kysely<unknown>;
let transactionOf: (db: Db) => Transaction | undefined;
let makeDb: (kysely: Kysely<unknown>, transaction?: Transaction) => Db;

/** The pool behind each root. */
const pools = new WeakMap<Db, pg.Pool>();

/** An opaque handle: either the root (a pool of connections) or one open transaction. */
export class Db {
  readonly #kysely: Kysely<unknown>;
  readonly #transaction: Transaction | undefined;

  private constructor(kysely: Kysely<unknown>, transaction?: Transaction) {
    this.#kysely = kysely;
    this.#transaction = transaction;
  }

  static {
    kyselyOf = (db) => db.#kysely;
    transactionOf = (db) => db.#transaction;
    makeDb = (kysely, transaction) => new Db(kysely, transaction);
  }
}

/**
 * Opens the handle for queries on the tables `T` that the caller owns. Only `store.ts` files may import this (architecture test).
 * Throws when the transaction of the handle is over.
 */
export function open<T>(db: Db): Kysely<T> {
  if (transactionOf(db)?.over) throw new Error('This database handle belongs to a transaction that is over.');
  return kyselyOf(db) as Kysely<T>;
}

/** How many connections the root keeps, and what it calls itself in pg_stat_activity. */
export interface ConnectOptions {
  /** Most connections at a time; default 10. */
  readonly max?: number;
  readonly name?: string;
}

/**
 * The root handle on a PostgreSQL server. `url` is `postgres://user:password@host:port/database`; a socket folder is written
 * as an encoded host (`postgres://user:password@%2Frun%2Fsuara:5432/suara`). Connects at the first query.
 */
export function connect(url: string, { max = 10, name = 'suara' }: ConnectOptions = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: columnTypes,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Text made of instants must not depend on the server's zone; a handler that hangs must not hold its locks for ever. Here and not in Kysely's
    // onCreateConnection: where that fails the connection is never given back, its place is lost, and the end of the pool waits for it for ever.
    onConnect: async (client: pg.ClientBase) => {
      // On Citus the tenant of a transaction must go with it to the servers that hold the rows; elsewhere the name means nothing. A page's sums are
      // over a hundred expressions: where a server compiles them first, that takes longer than the sums.
      await client.query(
        "set timezone to 'UTC'; set idle_in_transaction_session_timeout to '60s'; set jit to off; set citus.propagate_set_commands to 'local'",
      );
    },
  });
  // A lost connection fails the query that uses it; without these listeners it would also end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const root = makeDb(
    new Kysely<unknown>({
      dialect: new PostgresDialect({ pool: named(pool) }),
    }),
  );
  pools.set(root, pool);
  return root;
}

/**
 * `connect` for one connection of the tables' owner, which row-level security lets COPY rows in: `copy` writes into the transaction that is
 * open on it. For inventing populations and for nothing that people send.
 */
export async function connectToCopy(ownerUrl: string) {
  const client = new pg.Client({ connectionString: ownerUrl, types: columnTypes, application_name: 'suara copy' });
  await client.connect();
  await client.query("set timezone to 'UTC'");
  const db = makeDb(new Kysely<unknown>({ dialect: new PostgresDialect({ pool: poolOf(client) }) }));
  return {
    db,
    /** `lines` as COPY's text format has them, without ends of line. */
    copy: (table: string, columns: readonly string[], lines: Iterable<string>) =>
      pipeline(
        Readable.from(inPieces(lines), { objectMode: false }),
        client.query(copyFrom(`copy ${table} (${columns.join(',')}) from stdin`)),
      ),
    /** Lets the planner know what was copied: it plans by what it knew of empty tables until the server looks by itself, some minutes later. */
    analyze: async (): Promise<void> => {
      await client.query('analyze');
    },
    stop: () => client.end(),
  };
}

/** Lines gathered to pieces of some size: a write for each would cost more than the copying. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < 256 * 1024) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** The connections of a root, for a library that brings its own statements (platform/jobs). Tenant tables show it nothing: no tenant is set. */
export function openPool(db: Db): pg.Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error('Only a root handle has connections of its own.');
  return pool;
}

/** Ends all connections of the root. */
export async function close(db: Db): Promise<void> {
  if (transactionOf(db)) throw new Error('Only the root handle can be closed.');
  await kyselyOf(db).destroy();
}

/** Whether the server answers at all. */
export async function pingDatabase(db: Db): Promise<boolean> {
  try {
    await sql`select 1`.execute(kyselyOf(db));
    return true;
  } catch {
    return false;
  }
}

/** Fails every query of a transaction that is over: otherwise a kept handle would run on a connection that is somebody else's by now. */
function guard(transaction: Transaction): KyselyPlugin {
  return {
    transformQuery({ node }) {
      if (transaction.over) throw new Error('This query came after its transaction was over: something was not awaited.');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

/** How a transaction begins. */
interface TransactOptions {
  readonly readOnly?: boolean;
  /** All its reads see one moment: that of the first. Only for one that joins no other. */
  readonly oneMoment?: boolean;
  /** A lock that it takes first, shared, in the round trip that begins it; as `lockShared`. */
  readonly shares?: string;
}

/** It is written into statements that take no parameters. */
function checked(tenantId: string): string {
  if (!isId(tenantId)) throw new Error('A tenant id must be a UUID.');
  return tenantId;
}

/**
 * One round trip: the simple protocol takes several statements at once, and each sees what was committed before it began. The tenant is set inside
 * a block of its own: Citus repeats to its servers the whole text that a SET LOCAL stood in, and that would be all of this.
 */
function beginStatement(tenantId: string | null, { readOnly, oneMoment, shares }: TransactOptions): string {
  const tenant = tenantId === null ? '' : checked(tenantId);
  const mode = `${oneMoment ? 'isolation level repeatable read ' : ''}${readOnly ? 'read only' : 'read write'}`;
  const begin = `begin ${mode}; do $$begin set local suara.tenant = '${tenant}'; end$$`;
  return shares === undefined
    ? begin
    : `${begin}; select pg_advisory_xact_lock_shared(hashtextextended(${pg.escapeLiteral(shares)}, 0))`;
}

async function runOnce<R>(
  db: Db,
  scope: Scope,
  fn: (tx: Db) => Promise<R>,
  options: TransactOptions,
): Promise<{ result: R; transaction: Transaction }> {
  const begin = beginStatement(scope.tenantId, options);
  const { readOnly = false } = options;
  const transaction: Transaction = { tenantId: scope.tenantId, readOnly, afterCommit: [], over: false };
  const result = await kyselyOf(db)
    .connection()
    .execute(async (connection) => {
      try {
        await connection.executeQuery(CompiledQuery.raw(begin));
        const value = await fn(makeDb(connection.withPlugin(guard(transaction)), transaction));
        transaction.over = true;
        const { rows } = await connection.executeQuery<{ command?: string }>(CompiledQuery.raw('commit'));
        // PostgreSQL answers COMMIT with ROLLBACK where a failed statement was caught and forgotten: never report that as done.
        if (rows[0]?.command === 'ROLLBACK')
          throw new Error('A failed statement was caught inside the transaction: nothing was stored.');
        return value;
      } catch (error) {
        transaction.over = true;
        // Where even this fails the connection is broken, and the pool drops broken connections by itself.
        await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {});
        throw error;
      }
    });
  return { result, transaction };
}

const attempts = 4;

/**
 * Runs `fn` in a transaction that sees the rows of `scope.tenantId` only (row-level security) and answers after it is committed.
 *
 * - Given a transaction it joins it: same tenant, and not writing inside a read-only one; otherwise it throws.
 * - An error rolls everything back and is translated: constraint names become Problems, a lost server `db.unavailable`.
 * - A serialisation failure, a deadlock or a stale name runs `fn` again (at most 4 times): it must have no effect outside; use `afterCommit`.
 */
export async function transact<R>(db: Db, scope: Scope, fn: (tx: Db) => Promise<R>, options: TransactOptions = {}): Promise<R> {
  const { readOnly = false, oneMoment = false, shares } = options;
  const outer = transactionOf(db);
  if (outer) {
    if (outer.over) throw new Error('The transaction to join is over.');
    if (outer.tenantId !== scope.tenantId) throw new Error('A transaction of one tenant cannot be joined by another.');
    if (oneMoment) throw new Error('A transaction that is open already cannot be made to see one moment.');
    if (outer.readOnly && !readOnly) throw new Error('A transaction that writes cannot join one that only reads.');
    if (shares !== undefined) await lockShared(db, shares);
    return fn(db);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      const { result, transaction } = await runOnce(db, scope, fn, options);
      for (const hook of transaction.afterCommit) await runHook(hook);
      return result;
    } catch (error) {
      if (isRetryable(error) && attempt < attempts) continue;
      throw translateDbError(error);
    }
  }
}

/**
 * Narrows an open transaction of no tenant to the tenant of `scope`: a public page learns whose data it shows only from the
 * directory. A transaction that has a tenant can only be entered by the same one.
 */
export async function enter(tx: Db, scope: Scope): Promise<void> {
  const transaction = transactionOf(tx);
  if (!transaction || transaction.over) throw new Error('Only an open transaction can be entered.');
  if (transaction.tenantId === scope.tenantId) return;
  if (transaction.tenantId !== null || scope.tenantId === null)
    throw new Error('A transaction of one tenant cannot be entered by another.');
  // Not set_config(): Citus takes only a SET LOCAL along to its servers.
  await sql`set local suara.tenant = ${sql.lit(checked(scope.tenantId))}`.execute(open(tx));
  transaction.tenantId = scope.tenantId;
}

/** A hook comes after the commit: its failure is reported, and must not make a stored thing look refused. */
async function runHook(hook: () => void | Promise<void>): Promise<void> {
  try {
    await hook();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error), 'AfterCommitWarning');
  }
}

/** Runs `fn` once the transaction is committed, before `transact` answers; never when it is rolled back. */
export function afterCommit(tx: Db, fn: () => void | Promise<void>): void {
  const transaction = transactionOf(tx);
  if (!transaction || transaction.over) throw new Error('afterCommit needs an open transaction.');
  transaction.afterCommit.push(fn);
}

async function lock(tx: Db, name: string, shared: boolean): Promise<void> {
  if (!transactionOf(tx)) throw new Error('A lock lives in a transaction.');
  const take = sql.raw(shared ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`select ${take}(hashtextextended(${name}, 0))`.execute(open(tx));
}

/** Waits for the named lock together with other sharers; freed at the end of the transaction. Put the tenant into the name. */
export async function lockShared(tx: Db, name: string): Promise<void> {
  await lock(tx, name, true);
}

/** Waits for the named lock alone; freed at the end of the transaction. Put the tenant into the name. */
export async function lockExclusive(tx: Db, name: string): Promise<void> {
  await lock(tx, name, false);
}
