/**
 * Another office's ids in every place of every route: in the path, the query and the body, from an account of every role. Nothing of that office
 * comes back, and not one of its rows changes. The ids are read out of the database itself, so a new table brings its own.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { houseDoors } from '../src/app.ts';
import { newId } from '../src/kernel/ids.ts';
import { createService, createUnit } from '../src/modules/org/index.ts';
import { createCode, findServiceInstrument, storeAnswers } from '../src/modules/survey/index.ts';
import { roles } from '../src/platform/auth/scope.ts';
import { transact } from '../src/platform/db/db.ts';
import type { Route } from '../src/platform/web/module.ts';
import { type Client, createClient, joinOffice, testHouse } from './house.ts';
import { long } from './long.ts';
import { foundTestOffice } from './office.ts';

const house = await testHouse();
const { office, db } = house;
const other = await foundTestOffice(db);
const owner = new pg.Client({ connectionString: house.ownerUrl });
const staffRoutes = houseDoors(house.app)
  .flatMap((door) => door.routes)
  .filter(({ access }) => access.kind === 'staff');
const withParams = staffRoutes.filter(({ path }) => path.includes(':'));
const at = new Date('2024-08-15T02:00:00Z');

/** Words that stand in the other office's data only. None of them is ever sent. */
const secrets = [
  'Unit Rahasia',
  'Layanan Rahasia',
  'Saran rahasia',
  'Loket Rahasia',
  'alasan rahasia',
  'Rekan Rahasia',
  other.email,
];

let stranger: Client;

/** Fills the other office with one of everything. */
beforeAll(async () => {
  await owner.connect();
  const { scope } = other;
  await transact(db, scope, async (tx) => {
    const unitId = await createUnit(tx, scope, { name: 'Unit Rahasia', parentId: other.unitId, timeZone: 'Asia/Jakarta' }, at);
    const serviceId = await createService(tx, scope, { unitId, name: 'Layanan Rahasia' }, at);
    await createCode(tx, scope, { unitId, serviceId, label: 'Loket Rahasia' }, at);
    const instrument = await findServiceInstrument(tx, scope, serviceId);
    const one = { serviceId, instrumentId: instrument.id, channel: 'paper' as const, serviceOn: '2024-08-14', receivedAt: at };
    const answers = Array.from({ length: 6 }, (_, n) => ({
      ...{ ...one, id: newId(), comment: `Saran rahasia ${n}` },
      scores: instrument.items.map(() => 2),
    }));
    await storeAnswers(tx, scope, answers);
    // The same answer with another content: a conflict.
    await storeAnswers(tx, scope, [
      { ...one, id: answers[0]?.id ?? '', comment: 'Saran rahasia lain', scores: instrument.items.map(() => 4) },
    ]);
  });
  stranger = createClient(house.app);
  await stranger.get('/masuk');
  await stranger.post('/masuk', { email: other.email, password: other.password });
  await joinOffice(house.app, db, other, 'officer');
  const list = (await stranger.get('/kelola/petugas')).text;
  const colleague = [...list.matchAll(/\/kelola\/petugas\/([0-9a-f-]{36})"/g)].map((match) => match[1]).at(-1);
  await owner.query(`update auth_user set name = 'Rekan Rahasia' where id = $1`, [colleague]);
  await stranger.get(`/kelola/petugas/${colleague}`);
  const grant = { role: 'auditor', node: other.unitId, from: '2024-01-01', to: '', reason: 'alasan rahasia' };
  expect((await stranger.post(`/kelola/petugas/${colleague}/hak`, grant)).status).toBe(303);
  await stranger.get('/impor');
  expect((await stranger.upload('/impor', { name: 'Unit Rahasia.csv', content: 'U1,U2\n1,2\n' })).status).toBe(303);
  const [receipt] = (await owner.query(`select receipt from survey_answer where tenant_id = $1`, [other.scope.tenantId])).rows;
  await stranger.get(`/jawaban/keluarkan?kode=${receipt.receipt}`);
  const exclusion = { receipt: receipt.receipt, code: 'test_entry', reason: 'alasan rahasia' };
  expect((await stranger.post('/jawaban/keluarkan', exclusion)).location).toMatch(/^\/persetujuan\//);
});
afterAll(() => owner.end());

async function tenantTables(): Promise<string[]> {
  const { rows } = await owner.query(`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' order by 1`);
  const views = new Set(
    (await owner.query(`select viewname as name from pg_views where schemaname = 'public'`)).rows.map((row) => row.name),
  );
  return rows.map((row) => row.name as string).filter((name) => !views.has(name));
}

/** Everything that names something of the other office: ids, codes, receipts; some of each column. */
async function foreignIds(each = 2): Promise<string[]> {
  const { rows } = await owner.query(`select table_name as table, column_name as name from information_schema.columns
    where table_schema = 'public' and column_name ~ '^(id|code|receipt|name|.*_id|.*_code)$' and column_name not in ('tenant_id', 'name')`);
  const tables = new Set(await tenantTables());
  const ids = new Set<string>();
  for (const { table, name } of rows) {
    if (!tables.has(table)) continue;
    const found = await owner.query(
      `select distinct ${name}::text as value from ${table} where tenant_id = $1 and ${name} is not null order by 1 limit ${each}`,
      [other.scope.tenantId],
    );
    for (const { value } of found.rows) ids.add(value);
  }
  ids.add(other.scope.tenantId);
  const sessions = await owner.query(`select id from auth_session where user_id = $1 limit 1`, [other.scope.actor.id]);
  for (const { id } of sessions.rows) ids.add(id);
  return [...ids].filter((id) => id !== '');
}

/** Every row of the other office, as one hash by table. Its jobs and its library's sessions move by themselves. */
async function everyRow(): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const table of await tenantTables()) {
    const { rows } = await owner.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${table} t where tenant_id = $1`,
      [other.scope.tenantId],
    );
    hashes[table] = rows[0].hash;
  }
  const { rows } = await owner.query(
    `select md5(string_agg(u::text || c.password, '|' order by u.id)) as hash from auth_user u join auth_credential c on c.user_id = u.id
     join auth_membership m on m.user_id = u.id where m.tenant_id = $1`,
    [other.scope.tenantId],
  );
  return { ...hashes, accounts: rows[0].hash };
}

const leaked = (text: string) => secrets.filter((secret) => text.includes(secret));

async function send(client: Client, { method }: Pick<Route, 'method'>, target: string, fields: Record<string, string> = {}) {
  return method === 'GET' ? client.get(target) : client.post(target, fields);
}

test('the ids are real: in their own office they show what must not be seen elsewhere', async () => {
  const ids = await foreignIds();
  expect(ids.length).toBeGreaterThan(25);
  const telling = ['/layanan/:id', '/unit/:id', '/kelola/petugas/:id', '/impor/:id', '/persetujuan/:id', '/kelola/layanan/:id'];
  const shown = new Set<string>();
  for (const path of telling)
    for (const id of ids) if (leaked((await stranger.get(path.replace(':id', id))).text).length > 0) shown.add(path);
  expect([...shown]).toEqual(telling);
});

describe.each(roles)('as %s', (role) => {
  test('another office’s ids in every parameter of every route', async () => {
    const client = await house.join(role);
    const all = await foreignIds(1);
    const before = await everyRow();
    let asked = 0;
    for (const [at, route] of withParams.entries()) {
      await client.get('/akun');
      // A third of them, another third at every route; all with `npm run test:long`.
      const ids = long ? all : all.filter((_, place) => (place + at) % 3 === 0);
      for (const id of ids) {
        const target = route.path
          .replace('/periode/:code', `/periode/${office.period.code}`)
          .replace(/:[a-z_]+/gi, encodeURIComponent(id));
        const answer = await send(client, route, target);
        asked++;
        expect(leaked(answer.text), `${role} ${route.method} ${target}`).toEqual([]);
        expect(answer.status, `${role} ${route.method} ${target}`).toBeLessThan(500);
        // Who may not, learns nothing by which id it was.
        if (answer.status === 403) break;
      }
    }
    expect(asked).toBeGreaterThan(withParams.length - 1);
    expect(await everyRow()).toEqual(before);
  }, 120_000);
});

/** The names of what a route takes: those of its schema, or any name that stands in a form of the house. */
function namesOf(schema: z.ZodType | undefined, known: readonly string[]): readonly string[] {
  let inner = schema as { shape?: Record<string, unknown>; def?: { innerType?: unknown } } | undefined;
  while (inner && !inner.shape && inner.def?.innerType) inner = inner.def.innerType as typeof inner;
  return inner?.shape ? Object.keys(inner.shape) : schema ? known : [];
}

test('another office’s ids in every field of every query and form', async () => {
  const client = await house.signIn();
  const ids = await foreignIds(1);
  const before = await everyRow();
  const own = await ownPlaces(client);
  const names = new Set<string>();
  for (const { method, path } of staffRoutes)
    if (method === 'GET')
      for (const [, name = ''] of (await client.get(own(path))).text.matchAll(/ name="([\w-]+)"/g)) names.add(name);
  names.delete('_csrf');
  expect(names.size).toBeGreaterThan(30);
  let asked = 0;
  for (const [at, route] of staffRoutes.entries()) {
    if (route.path === '/keluar') continue;
    const fields = namesOf(route.method === 'GET' ? route.query : route.body, [...names]);
    if (fields.length === 0) continue;
    await client.get('/akun');
    for (const id of long ? ids : ids.filter((_, place) => (place + at) % 3 === 0)) {
      const given = Object.fromEntries(fields.map((name) => [name, id]));
      const target = own(route.path);
      const answer =
        route.method === 'GET' ? await client.get(`${target}?${new URLSearchParams(given)}`) : await client.post(target, given);
      asked++;
      expect(leaked(answer.text), `${route.method} ${target} with ${id}`).toEqual([]);
      expect(answer.status, `${route.method} ${target} with ${id}`).toBeLessThan(500);
    }
  }
  expect((await client.get('/beranda')).status, 'signed in to the end').toBe(200);
  expect(asked).toBeGreaterThan(300);
  expect(await everyRow()).toEqual(before);
}, 120_000);

/** Addresses with ids of the own office. */
async function ownPlaces(client: Client): Promise<(path: string) => string> {
  const first = async (page: string, pattern: RegExp) => pattern.exec((await client.get(page)).text)?.[1] ?? newId();
  const questionnaire = await first('/kuesioner', /\/kuesioner\/([0-9a-f-]{36})/);
  const colleague = await first('/kelola/petugas', /\/kelola\/petugas\/([0-9a-f-]{36})"/);
  const [service] = office.services;
  return (path) =>
    path
      .replace('/periode/:code', `/periode/${office.period.code}`)
      .replace('/kode/:code', `/kode/${office.officeCode}`)
      .replace('/terbitkan/:unit', `/terbitkan/${office.unitCode}`)
      .replace('/kuesioner/:id', `/kuesioner/${questionnaire}`)
      .replace('/petugas/:id', `/petugas/${colleague}`)
      .replace('/layanan/:id', `/layanan/${service?.id}`)
      .replace('/unit/:id', `/unit/${office.unitId}`)
      .replace(/:[a-z_]+/gi, newId());
}
