/** Every table of the migrated database says whether it holds personal data, in which columns and why (UU 27/2022 art. 31). */
import pg from 'pg';
import { expect, test } from 'vitest';
import { personalData } from '../src/app.ts';
import { testDatabase } from './db.ts';

const { ownerUrl } = await testDatabase();
const { purposes, tables, subjects, retention } = personalData;

async function listColumns(): Promise<Map<string, Set<string>>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; column: string }>(
      `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and c.relname !~ '^platform_migration'`,
    );
    const found = new Map<string, Set<string>>();
    for (const { table, column } of rows) found.set(table, (found.get(table) ?? new Set()).add(column));
    return found;
  } finally {
    await client.end();
  }
}

test('every table is declared, once, and every declaration is about a table and columns that exist', async () => {
  const columns = await listColumns();
  expect(columns.size).toBeGreaterThan(30);
  const declared = tables.map(({ table }) => table);
  expect([...columns.keys()].filter((table) => !declared.includes(table)).toSorted(), 'without a declaration').toEqual([]);
  expect(
    declared.filter((table) => !columns.has(table)),
    'no such table',
  ).toEqual([]);
  expect(
    declared.filter((table, at) => declared.indexOf(table) !== at),
    'declared twice',
  ).toEqual([]);
  const odd = tables.flatMap(({ table, columns: named }) =>
    named.filter((name) => !columns.get(table)?.has(name)).map((name) => `${table}.${name}`),
  );
  expect(odd, 'no such column').toEqual([]);
});

test('personal data has columns and a purpose, and nothing else has', () => {
  const known = new Set(purposes.map(({ id }) => id));
  expect(known.size).toBe(purposes.length);
  for (const { table, dataClass, columns, purpose } of tables) {
    expect(columns.length > 0, table).toBe(dataClass !== 'none');
    expect(known.has(purpose), `${table}: ${purpose}`).toBe(dataClass !== 'none');
  }
  for (const { id } of purposes)
    expect(
      tables.some(({ purpose }) => purpose === id),
      `${id} keeps something`,
    ).toBe(true);
});

test('whoever finds, erases or lets expire does so for a purpose that is declared', () => {
  const known = purposes.map(({ id }) => id);
  const acting = [...subjects, ...retention].map(({ purpose }) => purpose);
  expect(acting.length).toBeGreaterThan(3);
  expect(acting.filter((purpose) => !known.includes(purpose))).toEqual([]);
});

test('columns that sound personal are declared personal', async () => {
  const columns = await listColumns();
  const telling =
    /^(comment|profile|email|phone|ip_address|user_agent|sealed|entered_by|created_by|published_by|told_by|erased_by)$/;
  const silent = [...columns].flatMap(([table, names]) => {
    const declared = tables.find((one) => one.table === table)?.columns ?? [];
    return [...names].filter((name) => telling.test(name) && !declared.includes(name)).map((name) => `${table}.${name}`);
  });
  expect(silent).toEqual([]);
});
