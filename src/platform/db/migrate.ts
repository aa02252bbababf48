/** Plain SQL files, one global order, through Kysely's migrator, as the role that owns the tables. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { Problem } from '../../kernel/problem.ts';
import { packageRoot } from '../root.ts';
import { type Db, open } from './db.ts';
import { placeNewTables } from './distribute.ts';
import { translateDbError } from './errors.ts';

/** The folder of `NNNN_<module>_<sentence>.sql`. */
export const migrationsFolder: string = join(packageRoot, 'migrations');

const migrationTable = 'platform_migration';

/** The names of all migrations of this version, oldest first, without `.sql`. */
export function listMigrations(): readonly string[] {
  const names = readdirSync(migrationsFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => name.slice(0, -4));
  for (const [index, name] of names.entries()) {
    if (!/^\d{4}_[a-z]+_[a-z0-9_]+$/.test(name)) throw new Error(`migrations/${name}.sql is not NNNN_<module>_<sentence>.sql`);
    if (name.slice(0, 4) === names[index - 1]?.slice(0, 4)) throw new Error(`Two migrations are numbered ${name.slice(0, 4)}.`);
  }
  return names;
}

const provider: MigrationProvider = {
  async getMigrations() {
    const migrations: Record<string, Migration> = {};
    for (const name of listMigrations()) {
      const text = readFileSync(join(migrationsFolder, `${name}.sql`), 'utf8');
      migrations[name] = {
        async up(db) {
          await sql.raw(text).execute(db);
        },
      };
    }
    return migrations;
  },
};

/** The server's own version, and the last migration that its database has had. */
export async function findVersions(db: Db): Promise<{ readonly server: string; readonly schema: string }> {
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(open(db));
  return { server: rows[0]?.server_version ?? '', schema: (await listApplied(db)).at(-1)?.slice(0, 4) ?? '' };
}

interface MigrationTables {
  platform_migration: { name: string };
}

/** Which database this is, beside another in the same folder or one that was restored in its place: when it was made, and its number on the server. */
export async function databaseOf(db: Db): Promise<string> {
  const { rows } = await sql<{ database: string }>`
    select concat((select min(timestamp) from platform_migration), ' ', oid) as database from pg_database
    where datname = current_database()`.execute(open<MigrationTables>(db));
  return rows[0]?.database ?? '';
}

/** The migrations that the database has had, oldest first; empty for a new one. The application's role may ask. */
export async function listApplied(db: Db): Promise<readonly string[]> {
  try {
    return await appliedOn(open<MigrationTables>(db));
  } catch (error) {
    throw translateDbError(error);
  }
}

async function appliedOn(kysely: Kysely<MigrationTables>): Promise<readonly string[]> {
  const exists = await sql<{ found: boolean }>`select to_regclass('public.platform_migration') is not null as found`.execute(
    kysely,
  );
  if (!exists.rows[0]?.found) return [];
  return (await kysely.selectFrom('platform_migration').select('name').orderBy('name').execute()).map((row) => row.name);
}

/** What of this version's migrations is still to be done. Problem `db.newer` when the database has had migrations that we do not know. */
export function pendingAfter(applied: readonly string[]): readonly string[] {
  const known = listMigrations();
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown) throw new Problem('db.newer', { found: applied.at(-1) ?? unknown, known: known.at(-1) ?? '-' });
  return known.filter((name) => !applied.includes(name));
}

/**
 * Brings the database up to date (or up to `to`) in one transaction, behind a lock that lets one process at a time, and returns what it
 * did. Refuses a database newer than this version. Where the database is distributed, new tables are placed afterwards. `owner` is a root handle of the role that owns the tables.
 */
export async function migrate(owner: Db, to?: string): Promise<readonly string[]> {
  try {
    const done = await migrateOn(open(owner), to);
    // Always: where it failed after an earlier migration, nothing else would place those tables. Without Citus it is one question.
    await placeNewTables(owner);
    return done;
  } catch (error) {
    throw translateDbError(error);
  }
}

/** The same on a Kysely of the caller, who may be in a transaction of his own (restore). */
export async function migrateOn(kysely: Kysely<unknown>, to?: string): Promise<readonly string[]> {
  const pending = pendingAfter(await appliedOn(kysely as Kysely<MigrationTables>));
  if (pending.length === 0) return [];
  const migrator = new Migrator({
    db: kysely,
    provider,
    migrationTableName: migrationTable,
    migrationLockTableName: `${migrationTable}_lock`,
  });
  const { error, results = [] } = to === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(to);
  if (error !== undefined) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName;
    const message = error instanceof Error ? error.message : String(error);
    if (failed === undefined) throw error;
    throw new Problem('db.migration_failed', { name: failed, detail: message }, { cause: error });
  }
  // The application's role reads the schema version at its start, and writes neither table.
  await sql`grant select on ${sql.table(migrationTable)} to suara_app`.execute(kysely);
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/**
 * Refuses an application role that could get round row-level security: a superuser, one with BYPASSRLS, or the owner of our tables
 * (Problem `db.role_too_strong`).
 */
export async function checkApplicationRole(db: Db): Promise<void> {
  const { rows } = await sql<{ role: string; strong: boolean; owner: boolean }>`
    select current_user::text as role,
           exists (select from pg_roles where rolname in (current_user, session_user) and (rolsuper or rolbypassrls)) as strong,
           exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                   where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(session_user, c.relowner, 'member')) as owner`
    .execute(open(db))
    .catch((error: unknown) => {
      throw translateDbError(error);
    });
  const row = rows[0];
  if (row?.strong || row?.owner) throw new Problem('db.role_too_strong', { role: row.role });
}
