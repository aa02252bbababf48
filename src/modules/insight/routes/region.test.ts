/** A province reads what its kabupaten and kota have published: exactly that, and nothing of what they have not. */
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, createClient, testHouse } from '../../../../test/house.ts';
import { decisionFor, foundTestOffice } from '../../../../test/office.ts';
import { makeSurveyOffice, type SurveyOffice } from '../../../../test/survey-office.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { closePeriod, listFigurePeriods, listFiguresOf, publishResult } from '../../ikm/index.ts';
import { createService, createUnit, listOfficesOfProvince } from '../../org/index.ts';
import { storeAnswers } from '../../survey/index.ts';

const house = await testHouse();
const { db, office: province } = house;
const other = await foundTestOffice(db);
const at = new Date('2025-01-02T02:00:00Z');
const city = (name: string, regionCode: string | null) => makeSurveyOffice(db, { name, regionCode });
const salatiga = await city('Dinas Sosial Kota Salatiga', '33.73');
const semarang = await city('Pemerintah Kota Semarang', '33.74');
const cilacap = await city('Dinas Sosial Kabupaten Cilacap', '33.01');
const surabaya = await city('Dinas Sosial Kota Surabaya', '35.78');
const ministry = await city('Kementerian Tanpa Wilayah', null);
const within = <T>({ scope }: Pick<SurveyOffice, 'scope'>, fn: (tx: Db) => Promise<T>) => transact(db, scope, fn);

async function answer(office: SurveyOffice, count: number, serviceOn: string, serviceId = office.serviceIds[0], score = 3) {
  const scores = (n: number) => office.instrument.items.map((_item, item) => ((n + item) % 3 === 0 ? 4 : score));
  const answers = Array.from({ length: count }, (_, n) => office.answer({ serviceOn, serviceId, scores: scores(n) }));
  await storeAnswers(db, office.scope, answers);
}
const publish = (office: SurveyOffice, periodCode: string, unitId = office.unitId, note = '') =>
  publishResult(db, office.scope, { unitId, periodCode, note }, decisionFor(office), at);
const close = (office: SurveyOffice, code: string) => closePeriod(db, office.scope, code, at);

/** The province's administrator, and one of its bureau's coordinators. */
let admin: Client;
let coordinator: Client;
const publicPages = new Map<string, string>();

async function signIn({ email, password }: { readonly email: string; readonly password: string }) {
  const client = createClient(house.app);
  await client.get('/masuk');
  expect((await client.post('/masuk', { email, password })).status).toBe(303);
  return client;
}
const facts = { name: 'Dinas Sosial Provinsi', region: 'Jawa Tengah', zone: 'Asia/Jakarta', url: 'http://suara.test' };
async function setCode(client: Client, code: string) {
  await client.get('/kelola/instansi');
  return client.post('/kelola/instansi', { ...facts, code });
}
/** Once each: a figure stands in the tiles and in the table. */
const figuresIn = (text: string) =>
  [...new Set([...text.matchAll(/href="(\/ikm\/[^"]+\/[^"]+)"/g)].map((match) => match[1] ?? ''))].sort();

beforeAll(async () => {
  admin = await signIn(province);
  coordinator = await house.join('coordinator');
  // Salatiga: one figure of the office, two quarters. Cilacap: closed and running, nothing published. Surabaya: another province.
  for (const office of [salatiga, surabaya, ministry, cilacap]) {
    await answer(office, 12, '2024-08-05', office.serviceIds[0], office === salatiga ? 3 : 2);
    await close(office, '2024-tw3');
  }
  for (const office of [salatiga, surabaya, ministry]) await publish(office, '2024-tw3');
  await answer(salatiga, 9, '2024-11-05');
  await answer(cilacap, 9, '2024-11-05');
  await close(salatiga, '2024-tw4');
  await publish(salatiga, '2024-tw4');
  // Semarang: a government whose two agencies publish each for themselves, and a section below one of them.
  const agencies = await within(semarang, async (tx) => {
    const unit = async (name: string, parentId: string) => {
      const id = await createUnit(tx, semarang.scope, { name, parentId, timeZone: 'Asia/Jakarta' }, at);
      return { id, service: await createService(tx, semarang.scope, { unitId: id, name: `Layanan ${name}` }, at) };
    };
    const health = await unit('Dinas Kesehatan', semarang.unitId);
    return [health, await unit('Dinas Perhubungan', semarang.unitId), await unit('Puskesmas Pandanaran', health.id)];
  });
  for (const { service } of agencies) await answer(semarang, 6, '2024-08-06', service);
  await close(semarang, '2024-tw3');
  for (const { id } of agencies) await publish(semarang, '2024-tw3', id);
}, 60_000);

describe('the code', () => {
  test('is set by the administrator; what is none is refused in words, and kept for correction', async () => {
    const wrong = await setCode(admin, '3300');
    expect([wrong.status, wrong.text.includes('Tulis 2 angka untuk provinsi (33)')]).toEqual([422, true]);
    expect(wrong.text).toContain('value="3300"');
    expect((await setCode(admin, '3374')).status).toBe(303);
    expect((await admin.get('/kelola/instansi')).text).toContain('value="33.74"');
  });

  test('of a city, or none, opens nothing, and the page says where it is set; there is no entry in the menu', async () => {
    const city = await admin.get('/wilayah');
    expect(city.text).toContain('33.74, yaitu kabupaten atau kota');
    expect(figuresIn(city.text)).toEqual([]);
    expect((await setCode(admin, '')).status).toBe(303);
    const none = await admin.get('/wilayah');
    expect([none.status, none.text.includes('href="/kelola/instansi"')]).toEqual([200, true]);
    expect(figuresIn(none.text)).toEqual([]);
    expect((await coordinator.get('/wilayah')).text).toContain('diisi administrator');
    const file = await admin.get('/wilayah/unduh');
    expect(file.text.trim().split('\n')).toHaveLength(1);
    expect((await admin.get('/beranda')).text).not.toContain('href="/wilayah"');
    expect((await admin.get('/cari?q=kabupaten')).text).not.toContain('href="/wilayah"');
  });
});

describe('a province', () => {
  beforeAll(async () => {
    expect((await setCode(admin, '33')).status).toBe(303);
  });

  test('has the page in its menu and its search', async () => {
    expect((await coordinator.get('/beranda')).text).toContain('href="/wilayah"');
    expect((await coordinator.get('/cari?q=kabupaten')).text).toContain('href="/wilayah"');
  });

  test('sees the newest published figure of each agency of its cities, as their public pages print it', async () => {
    const page = (await coordinator.get('/wilayah')).text;
    expect(page).toContain('3 instansi: 2 sudah mengumumkan hasil, 1 belum.');
    const links = figuresIn(page);
    expect(links.map((href) => href.split('/')[3])).toEqual(['2024-tw3', '2024-tw3', '2024-tw4']);
    for (const text of ['Dinas Kesehatan', 'Dinas Perhubungan', 'Dinas Sosial Kota Salatiga', '33.73', '33.74'])
      expect(page).toContain(text);
    // The section below is behind a box, the office without a result is named with nothing, other provinces are not there.
    expect(page).not.toContain('Puskesmas Pandanaran');
    expect(page).toContain('1 hasil unit di bawahnya tidak ditampilkan');
    expect(/Belum mengumumkan hasil[\s\S]*Dinas Sosial Kabupaten Cilacap/.test(page)).toBe(true);
    for (const text of ['Surabaya', '35.78', 'Kementerian']) expect(page).not.toContain(text);
    const rows = [...page.matchAll(/<tr>(?:(?!<\/tr>)[\s\S])*<\/tr>/g)].map(([row]) => row.replace(/<[^>]+>/g, ' '));
    for (const href of links) {
      const { text } = await createClient(house.app).get(`${href}.json`);
      const printed = JSON.parse(text) as {
        ikm: string;
        mutu: string;
        n: number;
        unsur: { value: string }[];
        unit: { name: string };
      };
      publicPages.set(href, text);
      const row = rows.find((each) => each.includes(printed.unit.name)) ?? '';
      expect(row).toContain(printed.ikm.replace('.', ','));
      expect(printed.unsur).toHaveLength(9);
      const cells = row.split(/\s+/);
      expect(cells.filter((cell) => /^\d+,\d\d$/.test(cell))).toEqual([
        printed.ikm.replace('.', ','),
        ...printed.unsur.map(({ value }) => value.replace('.', ',')),
      ]);
      expect(cells).toContain(printed.mutu);
      expect(cells).toContain(String(printed.n));
    }
    expect(publicPages.size).toBe(3);
  });

  test('shows the areas as tiles by code, each with its letter in words, and says that this is no map', async () => {
    const page = (await coordinator.get('/wilayah')).text;
    const tiles = [...page.matchAll(/<li class="tile[ "](?:(?!<\/li>)[\s\S])*<\/li>/g)].map(([tile]) =>
      tile.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
    );
    expect(tiles.map((tile) => /\d\d\.\d\d/.exec(tile)?.[0])).toEqual(['33.01', '33.73', '33.74']);
    expect(tiles[0]).toContain('belum mengumumkan');
    expect(tiles[1]).toMatch(/IKM \d+,\d\d, mutu [A-D], [A-Z]/);
    expect(tiles[2]).toContain('2 hasil');
    expect(page).toContain('Skema, bukan peta');
    expect(page).toContain('href="/wilayah?q=33.74"');
  });

  test('asks by period, by words and for every unit in the address', async () => {
    const quarter = (await coordinator.get('/wilayah?periode=2024-tw4')).text;
    expect(quarter).toContain('3 instansi: 1 sudah mengumumkan Triwulan IV 2024, 2 belum.');
    expect(figuresIn(quarter)).toHaveLength(1);
    expect(quarter).toContain('Pemerintah Kota Semarang');
    expect(figuresIn((await coordinator.get('/wilayah?periode=2024-tw3')).text)).toHaveLength(3);
    expect(figuresIn((await coordinator.get('/wilayah?semua=1')).text)).toHaveLength(4);
    const found = (await coordinator.get('/wilayah?q=perhubungan+33.74')).text;
    expect([figuresIn(found).length, found.includes('Salatiga')]).toEqual([1, false]);
    // What is no period, of nobody, or another office's, reads as not asked.
    for (const odd of ['periode=2019', "periode='", 'hal=99', 'hal=-1', `q=${surabaya.scope.tenantId}`])
      expect((await coordinator.get(`/wilayah?${odd}`)).status, odd).toBe(200);
    expect(figuresIn((await coordinator.get('/wilayah?q=surabaya')).text)).toEqual([]);
  });

  test('takes it away as CSV, with the offices that have published nothing', async () => {
    const file = await coordinator.get('/wilayah/unduh?periode=2024-tw4');
    expect(file.headers['content-type']).toContain('text/csv');
    const lines: string[][] = parse(file.text, { bom: true, delimiter: ';' });
    expect(lines.map((line) => [line[0], line[1], line[2]])).toEqual([
      ['No', 'Kode wilayah', 'Instansi'],
      ['1', '33.73', 'Dinas Sosial Kota Salatiga'],
      ['2', '33.01', 'Dinas Sosial Kabupaten Cilacap'],
      ['3', '33.74', 'Pemerintah Kota Semarang'],
    ]);
    const [href = '', json = '{}'] = [...publicPages].find(([each]) => each.endsWith('2024-tw4')) ?? [];
    const printed = JSON.parse(json) as { ikm: string; unsur: { value: string }[] };
    expect(lines[1]?.slice(5, 15)).toEqual(
      [...printed.unsur.map(({ value }) => value), printed.ikm].map((each) => each.replace('.', ',')),
    );
    expect(lines[1]?.at(-1)).toBe(href);
    expect(lines[1]?.at(-3)).toBe('PermenPANRB 14/2017; bobot 1/9; semua jawaban disatukan');
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  test('sees a second version in the place of the first, once it is published and not before', async () => {
    await answer(salatiga, 6, '2024-11-06', salatiga.serviceIds[1], 1);
    const before = (await coordinator.get('/wilayah?periode=2024-tw4')).text;
    expect(before).not.toContain('versi 2');
    const { snapshot } = await publish(salatiga, '2024-tw4', salatiga.unitId, 'Enam lembar susulan');
    const after = (await coordinator.get('/wilayah?periode=2024-tw4')).text;
    expect(after).toContain('versi 2');
    expect(after).toContain(snapshot.ikm.replace('.', ','));
    expect(before).not.toContain(snapshot.ikm.replace('.', ','));
    expect(figuresIn(after)).toHaveLength(1);
  });

  test('of another area sees its own alone; nobody can name an area that is not the office’s', async () => {
    const neighbour = await signIn(other);
    expect((await setCode(neighbour, '35')).status).toBe(303);
    const page = (await neighbour.get('/wilayah?kode=33&wilayah=33')).text;
    expect([figuresIn(page).length, page.includes('Surabaya'), page.includes('Salatiga')]).toEqual([1, true, false]);
    expect((await setCode(neighbour, '91')).status).toBe(303);
    expect((await neighbour.get('/wilayah')).text).toContain('Belum ada instansi kabupaten atau kota');
  });
});

describe('the database', () => {
  const raw = new pg.Client({ connectionString: house.url });
  beforeAll(() => raw.connect());
  afterAll(() => raw.end());
  const asOffice = async (tenantId: string, statement: string, values: readonly string[] = []) => {
    await raw.query(`begin; set local suara.tenant = '${tenantId}'`);
    try {
      return await raw.query(statement, [...values]);
    } finally {
      await raw.query('rollback');
    }
  };
  const [own, foreign] = [province.scope.tenantId, salatiga.scope.tenantId];

  test('lets an office read figures of another one, and nothing they were made of', async () => {
    const count = async (table: string) =>
      (await asOffice(own, `select count(*)::int as n from ${table} where tenant_id = $1`, [foreign])).rows[0].n;
    expect([await count('ikm_figure'), await count('org_region')]).toEqual([3, 1]);
    for (const table of ['ikm_result', 'survey_answer', 'survey_tally', 'org_tenant', 'org_unit', 'org_service', 'org_period'])
      expect([table, await count(table)]).toEqual([table, 0]);
  });

  test('lets no office write a figure or a code of another one, nor change a figure at all', async () => {
    const copy = `insert into ikm_figure select * from ikm_figure where tenant_id = $1 limit 1`;
    await expect(asOffice(own, copy, [foreign])).rejects.toThrow(/row-level security/);
    await expect(
      asOffice(own, `insert into org_region (tenant_id, code, office_name) values ($1, '33.75', 'Palsu')`, [
        ministry.scope.tenantId,
      ]),
    ).rejects.toThrow(/row-level security/);
    for (const statement of [
      `update org_region set code = '11' where tenant_id = $1`,
      `delete from org_region where tenant_id = $1`,
    ])
      expect((await asOffice(own, statement, [foreign])).rowCount).toBe(0);
    expect((await asOffice(foreign, `update org_region set code = '11' where tenant_id = $1`, [foreign])).rowCount).toBe(1);
    for (const statement of [
      `update ikm_figure set ikm = '99.99' where tenant_id = $1`,
      `delete from ikm_figure where tenant_id = $1`,
    ])
      await expect(asOffice(foreign, statement, [foreign])).rejects.toThrow(/permission denied/);
  });

  test('reads the register from every office’s side by that office’s own code', async () => {
    const offices = (scope: SurveyOffice['scope']) =>
      transact(db, scope, (tx) => listOfficesOfProvince(tx, scope), { readOnly: true });
    expect(await offices(salatiga.scope)).toEqual([]);
    expect(await offices(ministry.scope)).toEqual([]);
    const none = await transact(db, salatiga.scope, async (tx) => [
      await listFiguresOf(tx, salatiga.scope, { tenantIds: [] }),
      await listFigurePeriods(tx, salatiga.scope, []),
    ]);
    expect(none).toEqual([[], []]);
  });
});
