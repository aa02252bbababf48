import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeTestFolder } from '../../../../test/folder.ts';
import { newId } from '../../../kernel/ids.ts';
import { type Db, open } from '../db.ts';
import { listApplied, listMigrations, migrate } from '../migrate.ts';
import { restoreBackup, verifyBackup, writeBackup } from './index.ts';

const folder = makeTestFolder('suara-backup-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = await testDatabase();
const now = new Date('2026-01-31T03:00:00Z');
const secret = 's'.repeat(43);

// Rows of a kind that every version of the schema has: an account, its office, its place in it, and awkward text.
const names = ['Siti', 'tab\there', 'line\nbreak', 'back\\slash \\.', '\\N', '"quotes" ’é😀', ''];

async function fillSource(db: Db): Promise<void> {
  for (const name of names) {
    await sql`insert into auth_user (id, name, email, email_verified, created_at, updated_at)
      values (${newId()}, ${name}, ${`${newId()}@contoh.go.id`}, false, ${now}, ${now})`.execute(open(db));
  }
}

/** Every row of every table, as text. */
async function dump(db: Db): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition and c.relname !~ '^platform_migration' order by 1`.execute(open(db));
  const content: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t order by 1`.execute(open(db));
    content[name] = rows.map(({ row }) => row);
  }
  return content;
}

await fillSource(source.owner);
const file = join(folder, 'good.gz');
const summary = await writeBackup(source.ownerUrl, file, { key: null, secret, now });

test('what is restored into an empty database is what was backed up', async () => {
  const target = await testDatabase({ empty: true });
  expect(summary.rows).toBeGreaterThanOrEqual(names.length);
  const { header, rows } = await restoreBackup(target.ownerUrl, file, null);
  expect(header).toMatchObject({ secret, created_at: now.toISOString(), schema: listMigrations().at(-1) });
  expect(rows).toBe(summary.rows);
  expect(await dump(target.owner)).toEqual(await dump(source.owner));
  expect((await dump(target.owner)).auth_user).toHaveLength(names.length);
  // The application works on it at once, and a backup of it is the same content.
  expect(await listApplied(target.db)).toEqual(listMigrations());
  const again = join(folder, 'again.gz');
  await writeBackup(target.ownerUrl, again, { key: null, secret, now });
  expect(gunzipSync(readFileSync(again)).equals(gunzipSync(readFileSync(file)))).toBe(true);
});

test('a database that was only migrated is empty too; one with a row is not, and stays as it is', async () => {
  const target = await testDatabase();
  await restoreBackup(target.ownerUrl, file, null);
  const before = await dump(target.owner);
  await expect(restoreBackup(target.ownerUrl, file, null)).rejects.toMatchObject({ code: 'backup.not_empty' });
  expect(await dump(target.owner)).toEqual(before);
});

test('a backup of an older schema is restored and brought up to date', async () => {
  const first = listMigrations().find((name) => name.includes('_auth_'));
  const old = await testDatabase({ empty: true });
  await migrate(old.owner, first);
  await fillSource(old.owner);
  const path = join(folder, 'old.gz');
  await writeBackup(old.ownerUrl, path, { key: null, secret: null, now });
  const target = await testDatabase();
  const { header } = await restoreBackup(target.ownerUrl, path, null);
  expect(header.schema).toBe(first);
  expect(await listApplied(target.owner)).toEqual(listMigrations());
  expect((await dump(target.owner)).auth_user).toHaveLength(names.length);
});

test('it is one moment: what is written meanwhile is not in it, and serving goes on', async () => {
  const path = join(folder, 'moment.gz');
  const running = writeBackup(source.ownerUrl, path, { key: null, secret: null, now });
  const busy = sql`insert into auth_user (id, name, email, email_verified, created_at, updated_at)
    select gen_random_uuid(), 'later', n || '@later.test', false, now(), now() from generate_series(1, 1000) n`.execute(
    open(source.owner),
  );
  await Promise.all([running, busy]);
  const target = await testDatabase({ empty: true });
  await restoreBackup(target.ownerUrl, path, null);
  expect([names.length, names.length + 1000]).toContain((await dump(target.owner)).auth_user?.length);
  await sql`delete from auth_user where name = 'later'`.execute(open(source.owner));
});

test('a file is private and never overwrites another', async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(writeBackup(source.ownerUrl, file, { key: null, secret: null, now })).rejects.toMatchObject({
    code: 'backup.unreadable',
  });
  await expect(
    writeBackup(source.ownerUrl, join(folder, 'no', 'such', 'x.gz'), { key: null, secret: null, now }),
  ).rejects.toMatchObject({
    code: 'backup.unreadable',
  });
});

test.each([
  ['a byte of a row changed', (text: Buffer) => Buffer.from(text.toString().replace('Siti', 'Sita')), 'backup.damaged'],
  ['cut at a line', (text: Buffer) => text.subarray(0, text.lastIndexOf('\n', text.length - 2) + 1), 'backup.damaged'],
  ['another text', () => Buffer.from('{"hello":1}\n'), 'backup.not_a_backup'],
  ['nothing', () => Buffer.alloc(0), 'backup.not_a_backup'],
])('%s is refused', async (name, change, code) => {
  const path = join(folder, `${name}.gz`);
  writeFileSync(path, gzipSync(change(gunzipSync(readFileSync(file)))));
  await expect(verifyBackup(path, null)).rejects.toMatchObject({ code });
  const target = await testDatabase({ empty: true });
  await expect(restoreBackup(target.ownerUrl, path, null)).rejects.toMatchObject({ code });
  expect(await listApplied(target.owner)).toEqual([]);
});

test('a cut-off file, a file that is no gzip and a missing one are refused', async () => {
  const bytes = readFileSync(file);
  writeFileSync(join(folder, 'cut.gz'), bytes.subarray(0, bytes.length - 20));
  await expect(verifyBackup(join(folder, 'cut.gz'), null)).rejects.toMatchObject({ code: 'backup.damaged' });
  writeFileSync(join(folder, 'plain.gz'), 'hello');
  await expect(verifyBackup(join(folder, 'plain.gz'), null)).rejects.toMatchObject({ code: 'backup.not_a_backup' });
  await expect(verifyBackup(join(folder, 'missing.gz'), null)).rejects.toMatchObject({ code: 'backup.unreadable' });
});

const key = 'a key of the tests, thirty-two letters and more';
const sealed = join(folder, 'sealed.suara');
await writeBackup(source.ownerUrl, sealed, { key, secret, now });

test('an encrypted backup restores the same, holds no plain word, and no two are alike', async () => {
  const bytes = readFileSync(sealed);
  expect(bytes.includes('Siti')).toBe(false);
  expect(bytes.includes(secret)).toBe(false);
  const target = await testDatabase({ empty: true });
  const { header } = await restoreBackup(target.ownerUrl, sealed, key);
  expect(header.secret).toBe(secret);
  expect(await dump(target.owner)).toEqual(await dump(source.owner));
  const again = join(folder, 'sealed-again.suara');
  await writeBackup(source.ownerUrl, again, { key, secret, now });
  expect(readFileSync(again).subarray(25, 200).equals(bytes.subarray(25, 200))).toBe(false);
});

const refusals: readonly [string, (bytes: Buffer) => Buffer, string | null, string][] = [
  ['another key', (bytes) => bytes, 'k'.repeat(40), 'backup.wrong_key'],
  ['no key at hand', (bytes) => bytes, '', 'backup.no_key'],
  ['taken for a plain one', (bytes) => bytes, null, 'backup.no_key'],
  ['its first byte changed', (bytes) => flip(bytes, 0), key, 'backup.not_a_backup'],
  ['its salt changed', (bytes) => flip(bytes, 30), key, 'backup.wrong_key'],
  ['a byte changed', (bytes) => flip(bytes, 90), key, 'backup.damaged'],
  ['its last byte changed', (bytes) => flip(bytes, bytes.length - 1), key, 'backup.damaged'],
  ['cut off', (bytes) => bytes.subarray(0, bytes.length - 1), key, 'backup.damaged'],
  ['only its head', (bytes) => bytes.subarray(0, 57), key, 'backup.damaged'],
  ['not even its head', (bytes) => bytes.subarray(0, 40), key, 'backup.damaged'],
  ['something added', (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]), key, 'backup.damaged'],
  ['a plain one in its place', () => readFileSync(file), key, 'backup.not_encrypted'],
  ['a plain one, and no key', () => readFileSync(file), '', 'backup.not_encrypted'],
  ['a foreign file', () => Buffer.from('PK\u0003\u0004 a zip'), key, 'backup.not_a_backup'],
  ['an empty file', () => Buffer.alloc(0), key, 'backup.not_a_backup'],
];

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

test.each(refusals)('an encrypted backup, %s: refused before anything is touched', async (name, change, given, code) => {
  const path = join(folder, `${name}.suara`);
  writeFileSync(path, change(readFileSync(sealed)));
  await expect(verifyBackup(path, given)).rejects.toMatchObject({ code });
  const target = await testDatabase({ empty: true });
  await expect(restoreBackup(target.ownerUrl, path, given)).rejects.toMatchObject({ code });
  expect(await listApplied(target.owner)).toEqual([]);
});

test('nobody stays signed in: sessions are in no backup, and go where an older file holds some', async () => {
  const holder = await testDatabase();
  await fillSource(holder.owner);
  await sql`insert into auth_session (id, user_id, token, expires_at, created_at, updated_at)
    select 's', id, 'token-of-a-session', ${now}, ${now}, ${now} from auth_user limit 1`.execute(open(holder.owner));
  const path = join(folder, 'session.gz');
  await writeBackup(holder.ownerUrl, path, { key: null, secret, now });
  expect(gunzipSync(readFileSync(path)).includes('token-of-a-session')).toBe(false);

  const old = await testDatabase({ empty: true });
  await migrate(old.owner, '0002_auth_accounts_and_directory');
  await fillSource(old.owner);
  await sql`insert into auth_session (id, user_id, token, expires_at, created_at, updated_at)
    select 's', id, 'token-of-a-session', ${now}, ${now}, ${now} from auth_user limit 1`.execute(open(old.owner));
  const older = join(folder, 'session-old.gz');
  await writeBackup(old.ownerUrl, older, { key: null, secret, now });
  const target = await testDatabase({ empty: true });
  await restoreBackup(target.ownerUrl, older, null);
  expect((await dump(target.owner)).auth_session).toEqual([]);
});

test('a database that was never migrated has nothing to back up', async () => {
  const empty = await testDatabase({ empty: true });
  await expect(writeBackup(empty.ownerUrl, join(folder, 'none.gz'), { key: null, secret: null, now })).rejects.toMatchObject({
    code: 'backup.nothing',
  });
});
