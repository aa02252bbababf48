/**
 * Reads the migrated database's own catalogue: the rules of the house for tables hold for every table, and docs/database.md shows what is
 * there. `UPDATE_DOCS=1 npm test -- test/catalogue.test.ts` rewrites the page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { referenceTables } from '../src/platform/db/distribute.ts';
import { listMigrations, migrationsFolder } from '../src/platform/db/migrate.ts';
import { packageRoot } from '../src/platform/root.ts';
import { testDatabase } from './db.ts';

const { ownerUrl, url } = await testDatabase();
const client = new pg.Client({ connectionString: ownerUrl });
const asApplication = new pg.Client({ connectionString: url });
beforeAll(async () => {
  await client.connect();
  await asApplication.connect();
});
afterAll(async () => {
  await client.end();
  await asApplication.end();
});

const ownedByMigrator = /^platform_migration/;

async function rows<T>(query: string): Promise<T[]> {
  return (await client.query(query)).rows as T[];
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

interface Constraint {
  readonly table: string;
  readonly name: string;
  readonly kind: string;
  readonly columns: string[];
  readonly target: string | null;
  readonly definition: string;
}

const listColumns = () =>
  rows<Column>(`select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`);

const listConstraints = () =>
  rows<Constraint>(`select c.relname as table, k.conname as name, k.contype as kind, t.relname as target, pg_get_constraintdef(k.oid) as definition,
      array(select a.attname::text from unnest(k.conkey) with ordinality as key(num, at) join pg_attribute a on a.attrelid = c.oid and a.attnum = key.num order by at) as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace left join pg_class t on t.oid = k.confrelid
    where n.nspname = 'public' and k.contype in ('p', 'u', 'f', 'c', 'x') order by c.relname, k.conname`);

describe('the rules for tables', () => {
  test('whatever runs with the owner’s right looks for temporary tables last', async () => {
    const { rows } = await client.query<{ name: string; config: string[] | null }>(
      `select p.proname as name, p.proconfig as config from pg_proc p where p.pronamespace = 'public'::regnamespace
       and (p.prosecdef or p.proname = 'tenants_check_due') order by 1`,
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { name, config } of rows)
      expect(config?.find((one) => one.startsWith('search_path=')) ?? '', name).toMatch(/, ?pg_temp$/);
  });

  test('every table is a tenant table or a listed reference table', async () => {
    const columns = await listColumns();
    const tables = [...new Set(columns.map((column) => column.table))].filter((table) => !ownedByMigrator.test(table));
    expect(tables.length).toBeGreaterThan(18);
    const without = tables.filter(
      (table) => !columns.some((column) => column.table === table && column.name === 'tenant_id' && column.required),
    );
    expect(without.filter((table) => !referenceTables.includes(table))).toEqual([]);
  });

  test('keys and foreign keys of tenant tables contain tenant_id first; no exclusion constraints; foreign keys never set null', async () => {
    const constraints = (await listConstraints()).filter(
      ({ table }) => !referenceTables.includes(table) && !ownedByMigrator.test(table),
    );
    expect(constraints.length).toBeGreaterThan(30);
    for (const { table, name, kind, columns, target, definition } of constraints) {
      if (kind === 'p' || kind === 'u') expect(columns[0], `${table}.${name}`).toBe('tenant_id');
      if (kind === 'f' && target !== null && !referenceTables.includes(target))
        expect(columns[0], `${table}.${name}`).toBe('tenant_id');
      expect(kind, `${table}.${name}`).not.toBe('x');
      expect(definition, `${table}.${name}`).not.toMatch(/set null/i);
    }
    const upwards = (await listConstraints()).filter(
      ({ table, target, kind }) =>
        kind === 'f' && referenceTables.includes(table) && target !== null && !referenceTables.includes(target),
    );
    expect(upwards).toEqual([]);
  });

  test('every constraint was named by us: table, then what it is', async () => {
    const odd = (await listConstraints()).filter(
      ({ table, name }) => !ownedByMigrator.test(table) && !name.startsWith(`${table}_`),
    );
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  test('every tenant table has row-level security with a policy for reading and writing', async () => {
    const found = await rows<{
      table: string;
      enabled: boolean;
      policies: number;
    }>(`select c.relname as table, c.relrowsecurity as enabled,
        (select count(*)::int from pg_policies p where p.tablename = c.relname and p.qual is not null and p.with_check is not null) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`);
    const tenant = found.filter(({ table }) => !referenceTables.includes(table) && !ownedByMigrator.test(table));
    expect(tenant.filter(({ enabled, policies }) => !enabled || policies < 1).map(({ table }) => table)).toEqual([]);
  });

  test('what everybody may read of tenants is what was published, and only that; nobody writes for another one', async () => {
    const open = await rows<{ name: string; verb: string; table: string }>(
      `select policyname as name, cmd as verb, tablename as table from pg_policies where coalesce(qual, '') !~ 'suara_tenant' order by tablename`,
    );
    expect(open).toEqual([
      { name: 'published', verb: 'SELECT', table: 'ikm_figure' },
      { name: 'published', verb: 'SELECT', table: 'org_region' },
    ]);
    const writing = await rows<{ check: string }>(
      `select distinct with_check as check from pg_policies where tablename in ('ikm_figure', 'org_region') and cmd <> 'SELECT'`,
    );
    expect(writing).toEqual([{ check: '(tenant_id = suara_tenant())' }]);
  });

  test('no triggers, no sequences, no identity columns; views run with the reader’s rights', async () => {
    expect(await rows(`select tgname from pg_trigger where not tgisinternal`)).toEqual([]);
    expect(await rows(`select sequencename from pg_sequences where schemaname = 'public'`)).toEqual([]);
    expect(await rows(`select attname from pg_attribute where attidentity <> ''`)).toEqual([]);
    const views = await rows<{ name: string; options: string[] | null }>(
      `select c.relname as name, c.reloptions as options from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'v'`,
    );
    expect(views.filter(({ options }) => !options?.includes('security_invoker=true'))).toEqual([]);
  });

  test('functions in SQL touch no table: Citus plans them without their parameters', async () => {
    const tables = [...new Set((await listColumns()).map(({ table }) => table))];
    const functions = await rows<{ name: string; body: string }>(
      `select proname as name, prosrc as body from pg_proc p join pg_language l on l.oid = p.prolang
       where p.pronamespace = 'public'::regnamespace and l.lanname = 'sql'`,
    );
    expect(functions.length).toBeGreaterThan(2);
    for (const { name, body } of functions)
      expect(
        tables.filter((table) => new RegExp(`\\b${table}(_v)?\\b`).test(body)),
        name,
      ).toEqual([]);
  });

  test('since migration 0052 a constraint is added by a statement of its own: a distributed table takes no other', () => {
    for (const name of listMigrations().filter((one) => one >= '0052')) {
      const text = readFileSync(join(migrationsFolder, `${name}.sql`), 'utf8').replaceAll(/--.*$/gm, '');
      for (const statement of text.match(/^alter table [^;]+/gim) ?? [])
        if (/\badd constraint\b/i.test(statement))
          expect(statement.match(/(^alter table [\w.]+|,)\s+(add|drop|alter|rename)\b/gim), `${name}: ${statement}`).toHaveLength(
            1,
          );
    }
  });

  test('the application owns nothing and cannot change what must not change', async () => {
    expect(
      await rows(`select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'suara_app'`),
    ).toEqual([]);
    for (const [table, verb] of [
      ['survey_answer', 'update'],
      ['survey_answer', 'delete'],
      ['ikm_result', 'update'],
      ['ikm_result', 'delete'],
      ['ikm_figure', 'update'],
      ['ikm_figure', 'delete'],
      ['ikm_goal', 'update'],
      ['ikm_goal', 'delete'],
      ['followup_action', 'delete'],
      ['audit_event', 'update'],
      ['audit_event', 'delete'],
      ['survey_conflict', 'delete'],
      ['survey_exclusion', 'update'],
      ['survey_exclusion', 'delete'],
      ['approval_request', 'update'],
      ['approval_request', 'delete'],
      ['approval_rule', 'delete'],
      ['survey_erasure', 'update'],
      ['survey_erasure', 'delete'],
      ['survey_correction', 'update'],
      ['survey_correction', 'delete'],
      ['survey_paper_entry', 'delete'],
      ['survey_paper_sheet', 'delete'],
      ['survey_paper_batch', 'delete'],
      ['privacy_consent_text', 'update'],
      ['privacy_consent', 'delete'],
      ['privacy_breach', 'delete'],
      ['ledger_leaf', 'update'],
      ['ledger_leaf', 'delete'],
      ['ledger_head', 'update'],
      ['ledger_head', 'delete'],
      ['ledger_log', 'delete'],
      ['ledger_tile', 'delete'],
      ['auth_tenant', 'update'],
      ['auth_tenant', 'delete'],
      ['auth_gone', 'delete'],
      ['tenants_closing', 'update'],
    ]) {
      const { rows: answer } = await asApplication.query(`select has_table_privilege('${table}', '${verb}') as may`);
      expect([table, verb, answer[0].may]).toEqual([table, verb, false]);
    }
  });

  test('without a tenant the application sees no row of any tenant table', async () => {
    const { rows: tables } = await asApplication.query(`select tablename from pg_policies`);
    for (const { tablename } of tables) {
      const { rows: seen } = await asApplication.query(`select count(*)::int as n from ${tablename}`);
      expect([tablename, seen[0].n]).toEqual([tablename, 0]);
    }
  });
});

test('docs/database.md shows the tables as they are', async () => {
  const columns = (await listColumns()).filter(({ table }) => !ownedByMigrator.test(table));
  const constraints = await listConstraints();
  const moduleOf = (table: string) => table.split('_')[0] ?? '';
  const parts = [...new Set(columns.map(({ table }) => moduleOf(table)))].map((part) => {
    const tables = [...new Set(columns.filter(({ table }) => moduleOf(table) === part).map(({ table }) => table))];
    const boxes = tables.map((table) => {
      const own = columns.filter((column) => column.table === table);
      const wide = own.filter(({ name }) => /^[up]\d+_[ns]$/.test(name));
      const lines = own
        .filter((column) => !wide.includes(column))
        .map(({ name, type }) => `    ${type.replaceAll(/[^a-z0-9]+/gi, '_').replace(/_$/, '')} ${name}`);
      if (wide.length > 0) lines.push(`    integer u01_n_to_p1212_s "${wide.length} columns"`);
      return `  ${table} {\n${lines.join('\n')}\n  }`;
    });
    const links = constraints
      .filter(({ kind, table }) => kind === 'f' && tables.includes(table))
      .map(({ table, target, name }) => `  ${target} ||--o{ ${table} : "${name.replace(`${table}_`, '').replace('_fkey', '')}"`);
    return `## ${part}\n\n\`\`\`mermaid\nerDiagram\n${[...boxes, ...links].join('\n')}\n\`\`\``;
  });
  const text = `# Database\n\nGenerated from the migrated catalogue by \`test/catalogue.test.ts\`; one picture per module.\n\n${parts.join('\n\n')}\n`;
  const file = join(packageRoot, 'docs', 'database.md');
  if (process.env.UPDATE_DOCS) writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
