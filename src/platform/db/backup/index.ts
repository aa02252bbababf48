/** Backup and restore in our own words: the embedded PostgreSQL brings no pg_dump, and a copy must not depend on the server's version. */
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, linkSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { Problem } from '../../../kernel/problem.ts';
import { translateDbError } from '../errors.ts';
import { listMigrations, migrateOn } from '../migrate.ts';
import { poolOf } from '../shared-connection.ts';
import { dropStatements, listSequences, listTables } from './catalogue.ts';
import { BackupReader, endOfRows, type Header, sealLine, sectionSchema, verifyBackup } from './format.ts';
import { seal } from './seal.ts';

export { verifyBackup } from './format.ts';

/** What was written or restored. */
export interface BackupSummary {
  readonly created_at: string;
  readonly schema: string;
  readonly tables: number;
  readonly rows: number;
  readonly sha256: string;
}

/** How a backup is written. */
export interface BackupOptions {
  /** Encrypts the file; null leaves it readable with `zcat`. */
  readonly key: string | null;
  /** The secret of the data folder, to go along; null where the operator keeps it elsewhere. */
  readonly secret: string | null;
  readonly now: Date;
  /** Gives up; nothing is left behind. */
  readonly signal?: AbortSignal;
}

/**
 * Writes all tables, as they are at one moment, into a new file that only its owner may read. Serving goes on meanwhile. `ownerUrl` is
 * the role that owns the tables: the policies would hide rows from any other. The file appears when it is complete.
 * Problems: `backup.nothing`, `backup.unreadable`, `db.disk_full`.
 */
export async function writeBackup(
  ownerUrl: string,
  path: string,
  { key, secret, now, signal }: BackupOptions,
): Promise<BackupSummary> {
  if (existsSync(path)) throw new Problem('backup.unreadable', { path, detail: 'berkas itu sudah ada' });
  const partial = `${path}.${process.pid}.partial`;
  return withClient(ownerUrl, async (client) => {
    const summary: { value?: BackupSummary } = {};
    try {
      await client.query('begin isolation level repeatable read read only');
      // An error instead of missing rows, should a policy ever apply to the owner.
      await client.query(
        "set local row_security = off; set local timezone = 'UTC'; set local idle_in_transaction_session_timeout = 0",
      );
      const content = Readable.from(writeContent(client, secret, now, summary), { objectMode: false });
      const gzip = createGzip({ level: 6 });
      const target = createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true });
      const ends = signal ? { signal } : {};
      await (key === null
        ? pipeline(content, gzip, target, ends)
        : pipeline(content, gzip, (bytes: AsyncIterable<Buffer>) => seal(bytes, key), target, ends));
      await client.query('commit');
      linkSync(partial, path);
    } catch (error) {
      const { code, syscall, message } = error as NodeJS.ErrnoException;
      if (syscall && code !== 'ENOSPC') throw new Problem('backup.unreadable', { path, detail: message }, { cause: error });
      throw error;
    } finally {
      rmSync(partial, { force: true });
    }
    if (!summary.value) throw new Error('The backup was not finished.');
    return summary.value;
  });
}

async function* writeContent(
  client: pg.Client,
  secret: string | null,
  now: Date,
  summary: { value?: BackupSummary },
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const out = (content: string | Buffer): Buffer => {
    const bytes = Buffer.from(content);
    hash.update(bytes);
    return bytes;
  };
  const line = (value: unknown): Buffer => out(`${JSON.stringify(value)}\n`);
  const tables = (await listTables(client)).filter(({ transient }) => !transient);
  const header: Header = {
    suara_backup: 1,
    created_at: now.toISOString(),
    schema: await lastMigration(client),
    server: (await client.query<{ server_version: string }>('show server_version')).rows[0]?.server_version ?? '',
    tables: tables.map((table) => table.name),
    secret,
  };
  yield line(header);
  const counts: Record<string, number> = {};
  for (const table of tables) {
    yield line({ table: table.name, columns: table.columns });
    let rows = 0;
    for await (const chunk of client.query(copyTo(`copy (select ${table.columns.join(', ')} from ${table.name}) to stdout`))) {
      const bytes = chunk as Buffer;
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows++;
      yield out(bytes);
    }
    yield out(endOfRows);
    counts[table.name] = rows;
  }
  for (const { name, value, called } of await listSequences(client)) yield line({ sequence: name, value, called });
  yield line({ rows: counts });
  const sha256 = hash.digest('hex');
  yield Buffer.from(sealLine(sha256));
  summary.value = { created_at: header.created_at, schema: header.schema, tables: tables.length, rows: total(counts), sha256 };
}

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, rows) => sum + rows, 0);

async function lastMigration(client: pg.Client): Promise<string> {
  const exists = await client.query<{ found: boolean }>("select to_regclass('public.platform_migration') is not null as found");
  const last = exists.rows[0]?.found
    ? (await client.query<{ name: string }>('select name from platform_migration order by name desc limit 1')).rows[0]?.name
    : undefined;
  if (last === undefined) throw new Problem('backup.nothing');
  return last;
}

/**
 * Restores a file into an empty database: verifies it, brings the empty database to the file's schema version, fills it and migrates on to
 * ours, all in one transaction. Returns the header and what was restored. Nothing is changed by a refusal.
 * Problems: those of `verifyBackup`, `backup.newer`, `backup.not_empty`.
 */
export async function restoreBackup(
  ownerUrl: string,
  path: string,
  key: string | null,
): Promise<{ header: Header; rows: number }> {
  const header = await verifyBackup(path, key);
  const known = listMigrations();
  if (!known.includes(header.schema)) throw new Problem('backup.newer', { found: header.schema, known: known.at(-1) ?? '-' });
  return withClient(ownerUrl, async (client) => {
    const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: poolOf(client) }) });
    const rows = await kysely.transaction().execute(async (trx) => {
      await sql
        .raw("set local row_security = off; set local timezone = 'UTC'; set local idle_in_transaction_session_timeout = 0")
        .execute(trx);
      // On Citus what was read from the servers at once could not be dropped in the same transaction; elsewhere the name means nothing.
      await sql`set local citus.multi_shard_modify_mode = 'sequential'`.execute(trx);
      await makeEmpty(client, trx, header.schema);
      return fill(client, trx, path, key);
    });
    await client.query('analyze');
    return { header, rows };
  });
}

/** Checks that there is nothing to lose, and brings the schema to the version of the file. */
async function makeEmpty(client: pg.Client, trx: Transaction<unknown>, schema: string): Promise<void> {
  const tables = await listTables(client);
  if (tables.length > 0)
    await client.query(`lock table ${tables.map((table) => table.name).join(', ')} in access exclusive mode`);
  for (const table of tables.filter(({ seeded, transient }) => !seeded && !transient)) {
    const { rowCount } = await client.query(`select from ${table.name} limit 1`);
    if (rowCount) throw new Problem('backup.not_empty', { table: table.name });
  }
  for (const statement of await dropStatements(client)) await client.query(statement);
  await migrateOn(trx, schema);
  const made = await listTables(client);
  if (made.length > 0) await client.query(`truncate ${made.map((table) => table.name).join(', ')}`);
}

async function fill(client: pg.Client, trx: Transaction<unknown>, path: string, key: string | null): Promise<number> {
  const reader = new BackupReader(path, key);
  const counts: Record<string, number> = {};
  // Names come from a file: only those that the schema knows reach a statement.
  const columnsOf = new Map((await listTables(client)).map((table) => [table.name, new Set(table.columns)]));
  try {
    await reader.readLine(); // the header, verified
    for (;;) {
      const section = sectionSchema.parse(JSON.parse((await reader.readLine()) ?? 'null'));
      if ('table' in section) {
        const known = columnsOf.get(section.table);
        if (!section.columns.every((column) => known?.has(column)))
          throw new Error(`The schema does not know ${section.table} like this.`);
        const target = client.query(copyFrom(`copy ${section.table} (${section.columns.join(', ')}) from stdin`));
        await pipeline(Readable.from(reader.readRows(), { objectMode: false }), target);
        counts[section.table] = target.rowCount;
      } else if ('sequence' in section) {
        await client.query('select setval($1::regclass, $2, $3)', [section.sequence, section.value, section.called]);
      } else {
        const wrong = Object.keys(section.rows).find((table) => section.rows[table] !== counts[table]);
        if (wrong !== undefined) throw new Error(`The table ${wrong} did not arrive completely.`);
        await migrateOn(trx);
        // A file of a version that did not know yet what is transient.
        for (const { name } of (await listTables(client)).filter(({ transient }) => transient))
          await client.query(`delete from ${name}`);
        return total(counts);
      }
    }
  } finally {
    await reader.close();
  }
}

async function withClient<R>(url: string, fn: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: url, application_name: 'suara backup', keepAlive: true });
  client.on('error', () => {});
  try {
    await client.connect();
    return await fn(client);
  } catch (error) {
    throw translateDbError(error);
  } finally {
    await client.end().catch(() => {});
  }
}
