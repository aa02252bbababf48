import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/db.ts';
import { open } from './db.ts';
import {
  distribute,
  localTables,
  placeNewTables,
  planDistribution,
  planFrom,
  readCatalogue,
  referenceTables,
} from './distribute.ts';

/** The tables that a statement of the plan places, by name. */
const placed = (statements: readonly string[], verb: string): string[] =>
  statements.flatMap((one) => (one.startsWith(`select ${verb}(`) ? [/'public\.([a-z_0-9]+)'/.exec(one)?.[1] ?? one] : []));

// A cluster to test against is distributed already (test/global.ts): what is read here is a single server.
describe.skipIf(process.env.SUARA_TEST_CITUS)('the plan for a database that is not distributed', async () => {
  const { owner } = await testDatabase();
  const catalogue = await readCatalogue(owner);
  const plan = planFrom(catalogue);
  const copied = placed(plan.statements, 'create_reference_table');
  const spread = placed(plan.statements, 'create_distributed_table');

  test('places every table of ours once: by tenant, or copied everywhere, or named with why it stays', async () => {
    const { rows } = await sql<{ name: string; tenant: boolean }>`
      select c.relname as name, exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as tenant
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`.execute(open(owner));
    expect(plan.citus).toBeNull();
    expect(spread.toSorted()).toEqual(rows.filter(({ tenant }) => tenant).map(({ name }) => name));
    expect(copied.toSorted()).toEqual([...referenceTables]);
    const stays = plan.tables.filter(({ placement }) => placement === 'local');
    expect(stays.filter(({ name }) => name.startsWith('public.')).map(({ name }) => name)).toEqual([
      'public.platform_migration',
      'public.platform_migration_lock',
    ]);
    for (const { name, why } of stays) expect([name, why]).toEqual([name, expect.stringMatching(/./)]);
    for (const { tables } of localTables)
      expect(
        stays.some(({ name }) => tables.test(name)),
        String(tables),
      ).toBe(true);
    expect(spread.length + copied.length + 2).toBe(rows.length);
  });

  test('places a table after all that it refers to; nothing that is copied refers to what is not', async () => {
    const order = [...copied, ...spread];
    const { rows } = await sql<{ table: string; target: string }>`
      select conrelid::regclass::text as table, confrelid::regclass::text as target from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`.execute(open(owner));
    expect(rows.length).toBeGreaterThan(30);
    for (const { table, target } of rows) {
      expect(order.indexOf(target), `${table} → ${target}`).toBeGreaterThanOrEqual(0);
      expect(order.indexOf(target), `${table} → ${target}`).toBeLessThan(order.indexOf(table));
      if (copied.includes(table)) expect(copied).toContain(target);
    }
  });

  test('lays all tables of tenants beside the first one', () => {
    const statements = plan.statements.filter((one) => one.includes('create_distributed_table'));
    expect(statements[0]).toBe(`select create_distributed_table('public.org_tenant', 'tenant_id', colocate_with => 'none')`);
    for (const one of statements.slice(1)) expect(one).toMatch(/, 'tenant_id', colocate_with => 'public\.org_tenant'\)$/);
  });

  test('keeps what was said of tables, sends the functions that statements use, and takes away what would stay behind', async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_description d join pg_class c on c.oid = d.objoid
      where d.classoid = 'pg_class'::regclass and c.relnamespace = 'public'::regnamespace`.execute(open(owner));
    expect(plan.statements.filter((one) => one.startsWith('comment on'))).toHaveLength(rows[0]?.n ?? -1);
    const functions = plan.statements.filter((one) => one.includes('create_distributed_function')).join('\n');
    for (const name of ['suara_tenant()', 'survey_add_counts(', 'survey_add_sums(']) expect(functions).toContain(name);
    for (const name of ['tenants_erase(', 'survey_visit(', 'installation_offices(']) expect(functions).not.toContain(name);
    expect(placed(plan.statements, 'truncate_local_data_after_distributing_table')).toEqual([]);
    await sql`insert into platform_setting (key, value) values ('a', '1')`.execute(open(owner));
    const again = await planDistribution(owner);
    expect(placed(again.statements, 'truncate_local_data_after_distributing_table')).toEqual(['platform_setting']);
  });

  test('is refused without Citus, and for a table that has no place', async () => {
    await expect(distribute(owner)).rejects.toMatchObject({ code: 'distribute.no_citus' });
    await sql`create table somebody_elses (id int primary key)`.execute(open(owner));
    await expect(planDistribution(owner)).rejects.toMatchObject({
      code: 'distribute.unknown_table',
      params: { table: 'public.somebody_elses' },
    });
  });

  test('leaves out what is done, wherever it was interrupted, and is empty at last', () => {
    const steps = plan.statements.filter(
      (one) => one.includes('create_reference_table') || one.includes('create_distributed_table'),
    );
    const all = { ...catalogue, citus: '13.2-1', functions: [] };
    const placements = new Map(plan.tables.map(({ name, placement }) => [name, placement]));
    for (const many of [0, 1, referenceTables.length, referenceTables.length + 7, steps.length]) {
      const names = steps.slice(0, many).map((one) => /'(public\.[a-z_0-9]+)'/.exec(one)?.[1] ?? '');
      const done = new Map(
        catalogue.tables
          .filter(({ name }) => names.includes(name))
          .map(({ oid, name }) => [oid, placements.get(name) ?? 'local']),
      );
      const rest = planFrom({ ...all, done }).statements;
      expect(rest.filter((one) => steps.includes(one))).toEqual(steps.slice(many));
      if (many >= referenceTables.length) expect(rest).toEqual(steps.slice(many));
    }
    // Citus takes a table in by itself when one that it refers to is copied: that is not yet what is meant.
    const session = catalogue.tables.find(({ name }) => name === 'public.auth_session')?.oid ?? 0;
    expect(planFrom({ ...all, done: new Map([[session, 'local']]) }).statements).toContain(
      `select create_reference_table('public.auth_session')`,
    );
  });
});

// With a cluster this is the real thing.
test.runIf(process.env.SUARA_TEST_CITUS)('a distributed database has nothing left to do', async () => {
  const { owner } = await testDatabase();
  const plan = await planDistribution(owner);
  expect(plan).toMatchObject({ citus: expect.stringMatching(/^\d/), statements: [] });
  expect(plan.tables.every(({ done }) => done)).toBe(true);
  expect((await distribute(owner)).statements).toEqual([]);
});

test.runIf(process.env.SUARA_TEST_CITUS)(
  'what a later version brings is placed too, with its foreign keys and rights',
  async () => {
    const { owner } = await testDatabase();
    const kysely = open(owner);
    await sql
      .raw(
        `create table org_later (
         tenant_id uuid not null, id uuid not null, unit_id uuid not null,
         constraint org_later_pkey primary key (tenant_id, id),
         constraint org_later_unit_fkey foreign key (tenant_id, unit_id) references org_unit (tenant_id, id)
       );
       alter table org_later enable row level security;
       create policy tenant on org_later using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
       revoke delete on org_later from suara_app;`,
      )
      .execute(kysely);
    expect((await planDistribution(owner)).statements).toEqual([
      `select create_distributed_table('public.org_later', 'tenant_id', colocate_with => 'public.org_tenant')`,
    ]);
    await placeNewTables(owner);
    expect((await planDistribution(owner)).statements).toEqual([]);
  },
);
