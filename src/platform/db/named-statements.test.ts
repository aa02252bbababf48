import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/db.ts';
import { newId } from '../../kernel/ids.ts';
import { close, connect, type Db, open, transact } from './db.ts';
import { insertRows } from './insert-rows.ts';
import { registerLarge } from './named-statements.ts';

const { owner, url } = await testDatabase();
const tenant = { tenantId: newId() };

await sql`create table thing (id int not null constraint thing_pkey primary key, name text not null)`.execute(open(owner));
await sql`insert into thing values (1, 'satu'), (2, 'dua')`.execute(open(owner));
await sql`grant select on thing to suara_app`.execute(open(owner));

/** On one connection, which is what the server keeps names for. */
async function onOne<R>(work: (db: Db) => Promise<R>): Promise<R> {
  const db = connect(url, { max: 1 });
  try {
    return await work(db);
  } finally {
    await close(db);
  }
}

async function listNamed(db: Db): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements order by 1`.execute(open(db));
  return rows.map(({ statement }) => statement);
}

const nameOf = async (db: Db, id: number) =>
  (await sql<{ name: unknown }>`select name from thing where id = ${id}`.execute(open(db))).rows[0]?.name;

test('what is asked again and again is kept by the server, what is asked once and what takes no values is not', async () => {
  await onOne(async (db) => {
    for (let times = 0; times < 10; times++) {
      expect(await nameOf(db, 1 + (times % 2))).toBe(['satu', 'dua'][times % 2]);
      await sql`select 7`.execute(open(db));
    }
    await sql`select ${1}::int`.execute(open(db));
    expect(await listNamed(db)).toEqual(['select name from thing where id = $1']);
  });
});

test('lists and rows of every length take no names', async () => {
  await sql`create table line (tenant_id uuid, n int)`.execute(open(owner));
  await sql`grant insert on line to suara_app`.execute(open(owner));
  await onOne(async (db) => {
    for (let length = 2; length <= 40; length++)
      for (let times = 0; times < 6; times++) {
        const list = Array.from({ length }, (_, at) => at);
        await sql`select name from thing where id in (${sql.join(list)})`.execute(open(db));
        await insertRows(
          open(db),
          tenant,
          'line',
          ['n'],
          list.map((n) => [n]),
        );
      }
    expect(await listNamed(db)).toEqual([]);
  });
});

test('a connection with too many names gives them all up, and goes on', async () => {
  await onOne(async (db) => {
    const ask = (text: number) => sql`select ${text}::int as ${sql.ref(`a${text}`)}`.execute(open(db));
    for (let text = 1; text <= 250; text++) for (let times = 0; times < 5; times++) await ask(text);
    const some = (await listNamed(db)).length;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThanOrEqual(200);
    for (let text = 1; text <= 250; text++) expect((await ask(text)).rows).toHaveLength(1);
    expect((await listNamed(db)).length).toBeLessThanOrEqual(200);
  });
});

test('one row that is written has a name, however many columns and wherever it goes; several rows and copied ones have none', async () => {
  const columns = Array.from({ length: 40 }, (_, at) => `c${at}`);
  registerLarge('wide');
  await sql`create table wide (tenant_id uuid, ${sql.raw(columns.map((name) => `${name} int`).join(', '))})`.execute(open(owner));
  await sql`grant insert, select on wide to suara_app`.execute(open(owner));
  await onOne(async (db) => {
    const row = columns.map((_, at) => at);
    for (let times = 0; times < 8; times++) {
      await insertRows(open(db), tenant, 'wide', columns, [row]);
      await insertRows(open(db), tenant, 'wide', columns, [row, row]);
      await sql`insert into wide (c0) select c0 from wide where c0 = ${7}`.execute(open(db));
    }
    const named = await listNamed(db);
    expect(named).toHaveLength(1);
    expect(named[0]).toMatch(/^insert into wide \(tenant_id, .* values \(\$1,/);
  });
});

test('a statement over a table that is large is planned for its values each time', async () => {
  registerLarge('thing_large');
  await sql`create view thing_large as select 1 as id, 'satu'::text as name`.execute(open(owner));
  await sql`grant select on thing_large to suara_app`.execute(open(owner));
  await onOne(async (db) => {
    for (let times = 0; times < 12; times++) await sql`select name from thing_large where id = ${1}`.execute(open(db));
    expect(await listNamed(db)).toEqual([]);
  });
});

test('where names are forgotten again and again, none are given any more', async () => {
  await onOne(async (db) => {
    for (let times = 0; times < 80; times++) {
      expect(await nameOf(db, 1)).toBe('satu');
      await sql`deallocate all`.execute(open(db));
    }
    for (let times = 0; times < 6; times++) await nameOf(db, 1);
    expect(await listNamed(db)).toEqual([]);
  });
});

test('a column that a migration changes is read again, in a transaction and outside of one', async () => {
  await onOne(async (db) => {
    const inTransaction = () => transact(db, tenant, (tx) => nameOf(tx, 1), { readOnly: true });
    for (let times = 0; times < 6; times++) await inTransaction();
    expect(await listNamed(db)).toHaveLength(1);
    await sql`alter table thing alter column name type varchar(20)`.execute(open(owner));
    expect(await inTransaction()).toBe('satu');
    for (let times = 0; times < 6; times++) expect(await inTransaction()).toBe('satu');
    await sql`alter table thing alter column name type int using id`.execute(open(owner));
    expect(await nameOf(db, 1)).toBe(1);
    expect(await inTransaction()).toBe(1);
    await sql`alter table thing alter column name type text using case id when 1 then 'satu' else 'dua' end`.execute(open(owner));
  });
});

test('an error of a named statement is told as before, and the statement goes on working', async () => {
  await onOne(async (db) => {
    const half = async (by: number) => (await sql<{ n: number }>`select 4 / ${by}::int as n`.execute(open(db))).rows[0]?.n;
    for (let times = 0; times < 6; times++) expect(await half(2)).toBe(2);
    await expect(half(0)).rejects.toThrow('division by zero');
    expect(await half(4)).toBe(1);
  });
});

test('names that the server has forgotten, and a value that cannot be sent, cost one more try and not the connection', async () => {
  await onOne(async (db) => {
    for (let times = 0; times < 6; times++) await nameOf(db, 1);
    await sql`discard all`.execute(open(db));
    expect(await nameOf(db, 2)).toBe('dua');
    for (let times = 0; times < 6; times++) expect(await nameOf(db, 2)).toBe('dua');
    expect(await listNamed(db)).toHaveLength(1);
    await expect(nameOf(db, { a: 1n } as unknown as number)).rejects.toThrow('BigInt');
    expect(await nameOf(db, 1)).toBe('satu');
    expect(await transact(db, tenant, (tx) => nameOf(tx, 1))).toBe('satu');
  });
});

test('what one connection learns of a migration, all know', async () => {
  const db = connect(url, { max: 3 });
  try {
    const atOnce = () => Promise.all([1, 2, 1].map((id) => transact(db, tenant, (tx) => nameOf(tx, id), { readOnly: true })));
    for (let times = 0; times < 8; times++) await atOnce();
    await sql`alter table thing alter column name type varchar(30)`.execute(open(owner));
    expect(await atOnce()).toEqual(['satu', 'dua', 'satu']);
    expect(await nameOf(db, 1)).toBe('satu');
  } finally {
    await close(db);
  }
});
