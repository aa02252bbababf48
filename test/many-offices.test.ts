/** The public lists of all offices: as they were with few, and light with many: few statements, small pages, nothing but what is public. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '../src/kernel/ids.ts';
import { open } from '../src/platform/db/db.ts';
import { testHouse } from './house.ts';
import { countStatements } from './statements.ts';

const house = await testHouse();
const { owner } = house;
const visitor = house.visitor();
const statements = countStatements();
const lists = ['/ikm', '/peringkat', '/buku', '/data-pribadi'];
/** Agencies of an office with a published result. */
const agencies = 8;
const most = 60_000;

const tenants: string[] = [];
const code = (office: number) => `kota-${String(office).padStart(3, '0')}`;
const name = (office: number) => `Pemerintah Kota Contoh ${String(office).padStart(3, '0')}`;

/**
 * Offices as if they had published two quarters, the second one higher: as a whole (every tenth by unit only) and agency by agency, with a ranking
 * and a ledger. What stays with the office is called "rahasia".
 */
async function found(from: number, to: number): Promise<void> {
  for (let office = from; office <= to; office++) tenants[office] = newId();
  const places = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const ids = places.map((office) => tenants[office]);
  await sql`with
    office as (select id, place, 'kota-' || lpad(place::text, 3, '0') as code, 'Pemerintah Kota Contoh ' || lpad(place::text, 3, '0') as name
      from unnest(${ids}::uuid[], ${places}::int[]) o(id, place)),
    a as (insert into auth_tenant (tenant_id, founded_at) select id, now() from office),
    t as (insert into org_tenant (tenant_id, name, region_name, time_zone, created_at) select id, name, 'Wilayah Rahasia', 'Asia/Makassar', now() from office),
    period as (insert into org_period (tenant_id, id, code, starts_on, ends_on, created_at)
      select id, gen_random_uuid(), p.code, p.starts_on, p.ends_on, now() from office,
        (values ('2024-tw2', date '2024-04-01', date '2024-06-30'), ('2024-tw3', '2024-07-01', '2024-09-30')) p(code, starts_on, ends_on)
      returning tenant_id, id, code, starts_on, ends_on),
    -- 0: the office itself; one more than the agencies that publish
    unit as (select o.id as tenant_id, o.place, at, gen_random_uuid() as id, o.code || case at when 0 then '' else '-' || at end as code,
        case when at = 0 then o.name when at > ${agencies} then 'Dinas Rahasia' when at = 1 then 'Dinas Kesehatan' else 'Badan Nomor ' || at end as name
      from office o, generate_series(0, ${agencies} + 1) at),
    u as (insert into org_unit (tenant_id, id, parent_id, code, name, time_zone, created_at)
      select u.tenant_id, u.id, case when at > 0 then (select top.id from unit top where top.tenant_id = u.tenant_id and top.at = 0) end, u.code, u.name,
        'Asia/Makassar', now() from unit u),
    d as (insert into auth_directory (kind, name, tenant_id, target_id) select 'unit', code, tenant_id, id from unit),
    result as (insert into ikm_result (tenant_id, id, unit_id, period_id, version, unit_code, period_code, snapshot, published_at, published_by)
      select u.tenant_id, gen_random_uuid(), u.id, p.id, 1, u.code, p.code, '{"held": "rahasia"}', now(), 'uji'
      from unit u join period p on p.tenant_id = u.tenant_id where at <= ${agencies} and not (at = 0 and place % 10 = 0)
      returning tenant_id, id, unit_id, period_code),
    f as (insert into ikm_figure (tenant_id, result_id, unit_id, unit_code, unit_name, level, period_code, starts_on, ends_on, version, ikm, mutu, respondents,
        unsur, method, published_at)
      select r.tenant_id, r.id, r.unit_id, u.code, u.name, case at when 0 then 0 else 1 end, p.code, p.starts_on, p.ends_on, 1,
        case p.code when '2024-tw3' then '8' else '7' end || at || '.25', case p.code when '2024-tw3' then 'B' else 'C' end, 100 + at, '[]', '{}', now()
      from result r join unit u on u.id = r.unit_id join period p on p.tenant_id = r.tenant_id and p.code = r.period_code),
    k as (insert into ikm_ranking (tenant_id, period_code, computed_at, basis, office_code, office_name, ranked, unpublished, critical, level, draws, seed,
        least_without_n)
      select p.tenant_id, p.code, timestamptz '2024-10-05 03:00Z', 'rahasia', o.code, o.name, ${agencies}, 1, 2, 0.95, 1, 1, 384
      from period p join office o on o.id = p.tenant_id),
    l as (insert into ikm_ranking_unit (tenant_id, period_code, unit_id, result_id, unit_code, unit_name, version, respondents, ikm, mutu, reasons, rank, best,
        worst, tier)
      select r.tenant_id, r.period_code, r.unit_id, r.id, u.code, u.name, 1, 100, '80.25', 'B', '{}', at, 1, ${agencies}, 1
      from result r join unit u on u.id = r.unit_id where at > 0)
    insert into ledger_head (tenant_id, size, root, signed_at, note)
      select id, size, '', now(), 'rahasia' from office, unnest(array[7, place * 1000]) size`.execute(open(owner));
}

const links = (text: string) => [...text.matchAll(/href="(\/ikm\/[^"]+)"/g)].map((match) => match[1]);
const titles = (text: string) => [...text.matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map((match) => match[1]);
const read = async (path: string) => {
  const { status, text } = await visitor.get(path);
  expect([path, status]).toEqual([path, 200]);
  expect(text, path).not.toMatch(/rahasia/i);
  expect(text.length, path).toBeLessThan(most);
  return text;
};
const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

test('with one office the page holds every unit of it, the office first, then by name, each with its newest period', async () => {
  expect(words(await read('/ikm'))).toContain('Belum ada hasil yang terbit');
  await found(1, 1);
  const page = await read('/ikm');
  expect(links(page)).toEqual(
    ['', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-1'].map((unit) => `/ikm/${code(1)}${unit}/2024-tw3`),
  );
  expect(titles(page)).toEqual([name(1)]);
  expect(words(page)).toContain('Badan Nomor 2 : Triwulan III 2024 102 orang 82,25');
  const every = links(await read('/ikm?semua=1'));
  expect(every).toHaveLength(2 * (agencies + 1));
  expect(every.slice(0, 3)).toEqual([`/ikm/${code(1)}/2024-tw3`, `/ikm/${code(1)}/2024-tw2`, `/ikm/${code(1)}-2/2024-tw3`]);
  expect(links(await read('/ikm?q=KESEHATAN+contoh&semua=1'))).toEqual([
    `/ikm/${code(1)}-1/2024-tw3`,
    `/ikm/${code(1)}-1/2024-tw2`,
  ]);
  const rankings = await read('/peringkat');
  expect([...rankings.matchAll(/href="(\/peringkat\/[^"]+)"/g)].map((match) => match[1])).toEqual([
    `/peringkat/${code(1)}/2024-tw3`,
    `/peringkat/${code(1)}/2024-tw2`,
  ]);
  // 03:00 UTC, in the office's own zone.
  expect(words(rankings)).toMatch(/8 dari 8 unit diperingkat · dihitung pada [^·]*11\.00 WITA/);
  expect(words(await read('/buku'))).toContain(`${name(1)} 1.000 daun`);
});

test('with eleven the page is a list of offices, and each one is a step away', async () => {
  await found(2, 11);
  const page = await read('/ikm');
  // Every period of every office is asked for, and shown.
  expect(words(await read('/ikm?semua=1'))).toContain('Triwulan II 2024');
  expect([links(page), titles(page)]).toEqual([[], []]);
  expect([...page.matchAll(/href="\/ikm\?instansi=([^"]+)"/g)].map((match) => match[1])).toEqual(
    Array.from({ length: 11 }, (_, at) => code(at + 1)),
  );
  expect(words(page)).toContain('11 instansi sudah menerbitkan hasil.');
  expect(words(page)).toContain(`${name(2)} Triwulan III 2024 · 100 orang 80,25 B`);
  expect(words(page)).toContain(`${name(10)} hasil per unit –`);
  const one = await read(`/ikm?instansi=${code(10)}`);
  expect([links(one).length, titles(one)]).toEqual([agencies, [name(10)]]);
  expect(links(await read(`/ikm?instansi=${code(10)}&semua=1`))).toHaveLength(2 * agencies);
  // By any of its units, and by words within it.
  expect(titles(await read(`/ikm?instansi=${code(3)}-4`))).toEqual([name(3)]);
  expect(links(await read(`/ikm?instansi=${code(3)}&q=kesehatan`))).toEqual([`/ikm/${code(3)}-1/2024-tw3`]);
  expect(words(await read(`/ikm?instansi=${house.office.unitCode}`))).toContain('Belum ada hasil yang terbit');
  for (const list of ['/ikm', '/peringkat']) {
    const unknown = await visitor.get(`${list}?instansi=tidak-ada`);
    expect([unknown.status, unknown.text.includes('Tidak ada unit dengan alamat ini')]).toEqual([404, true]);
    expect((await visitor.get(`${list}?instansi=%3Cscript%3E%00`)).status).toBe(200);
  }
  const rankings = await read('/peringkat');
  expect(rankings.match(/href="\/peringkat\/kota-/g)).toHaveLength(11);
  expect(rankings).toContain(`href="/peringkat?instansi=${code(4)}"`);
  expect((await read(`/peringkat?instansi=${code(4)}`)).match(/href="\/peringkat\/kota-004\//g)).toHaveLength(2);
});

test('with 120 the lists go in pages, cost as many statements as with eleven, and are small', async () => {
  const paths = [
    ...lists,
    `/ikm?instansi=${code(5)}`,
    '/ikm?q=badan',
    '/ikm?q=contoh+kota&semua=1',
    `/peringkat?instansi=${code(5)}`,
  ];
  const counts = async () => {
    const found = new Map<string, number>();
    for (const path of paths) {
      await read(path);
      found.set(path, (await statements(() => read(path))).sent.length);
    }
    return found;
  };
  const few = await counts();
  await found(12, 120);
  const many = await counts();
  expect(many).toEqual(few);
  for (const [path, count] of many) expect(count, path).toBeLessThanOrEqual(5);

  // /data-pribadi has the office of the test too.
  const perPage = new Map([
    ['/ikm', /href="\/ikm\?instansi=/g],
    ['/peringkat', /href="\/peringkat\/kota-/g],
    ['/buku', /href="\/buku\/[0-9a-f-]{36}"/g],
    ['/data-pribadi', /href="\/data-pribadi\/[0-9a-f-]{36}"/g],
  ]);
  for (const [list, line] of perPage) {
    const pages = [await read(list), await read(`${list}?hal=2`), await read(`${list}?hal=3`)];
    const last = list === '/data-pribadi' ? 21 : 20;
    expect(pages.map((text) => text.match(line)?.length)).toEqual([50, 50, last]);
    expect(pages[0]).toContain(`href="${list}?hal=2" rel="next"`);
    expect(pages[1]).toContain(`href="${list}" rel="prev"`);
    const all = pages.flatMap((text) => text.match(/Pemerintah Kota Contoh \d+(?=<\/(a|h2)>)/g) ?? []);
    expect(all).toEqual(Array.from({ length: 120 }, (_, at) => name(at + 1)));
    // What is no page of it is the first or the last one.
    for (const odd of ['0', '-1', 'x', '2.5', '%00', ''])
      expect((await read(`${list}?hal=${odd}`)).match(line)).toEqual(pages[0]?.match(line));
    expect((await read(`${list}?hal=999`)).match(line)).toEqual(pages[2]?.match(line));
  }
});

test('a search finds offices and units by all words, a page of lines at a time', async () => {
  const first = await read('/ikm?q=dinas');
  expect(words(first)).toContain('120 hasil');
  expect(links(first)).toEqual(Array.from({ length: 50 }, (_, at) => `/ikm/${code(at + 1)}-1/2024-tw3`));
  expect(first).toContain('href="/ikm?q=dinas&amp;hal=2"');
  expect(first).toContain('href="/ikm?q=dinas&amp;semua=1"');
  const last = links(await read('/ikm?q=dinas&hal=9'));
  expect([last.length, last.at(-1)]).toEqual([20, `/ikm/${code(120)}-1/2024-tw3`]);
  expect(links(await read('/ikm?q=++Kesehatan++017+'))).toEqual([`/ikm/${code(17)}-1/2024-tw3`]);
  const office = await read('/ikm?q=contoh+099');
  expect([links(office).length, titles(office)]).toEqual([agencies + 1, [name(99)]]);
  // What would be a pattern is only a sign, and so is what would be SQL.
  for (const odd of ['%25', '_', '%5C', "'", 'zz', 'kesehatan+zz', '%22%3E']) {
    const none = await read(`/ikm?q=${odd}`);
    expect([links(none), words(none).includes('Tidak ada unit atau instansi yang cocok')]).toEqual([[], true]);
  }
});

test('the tag of a page changes with what it shows, and only then', async () => {
  const tagOf = async (path: string) => String((await visitor.get(path)).headers.etag);
  const paths = ['/ikm', '/ikm?hal=2', `/ikm?instansi=${code(7)}`, '/ikm?q=nomor+7+kota+007', '/peringkat', '/peringkat?hal=2'];
  const before = await Promise.all(paths.map(tagOf));
  expect(new Set(before).size).toBe(paths.length);
  for (const [at, path] of paths.entries())
    expect((await visitor.get(path, { 'if-none-match': before[at] ?? '' })).status, path).toBe(304);
  // A second version of office 7 as a whole, and its ranking computed again.
  await sql`with r as (insert into ikm_result (tenant_id, id, unit_id, period_id, version, unit_code, period_code, snapshot, published_at, published_by)
      select tenant_id, ${newId()}, unit_id, period_id, 2, unit_code, period_code, snapshot, now(), 'uji' from ikm_result
      where tenant_id = ${tenants[7]} and unit_code = ${code(7)} and period_code = '2024-tw3' returning tenant_id, id)
    insert into ikm_figure select f.tenant_id, r.id, f.unit_id, f.unit_code, f.unit_name, f.level, f.period_code, f.starts_on, f.ends_on, 2, '91.00', 'A', 150,
      f.unsur, f.method, now()
    from r join ikm_figure f on f.tenant_id = r.tenant_id where f.unit_code = ${code(7)} and f.period_code = '2024-tw3'`.execute(
    open(owner),
  );
  await sql`update ikm_ranking set computed_at = now() where tenant_id = ${tenants[7]}`.execute(open(owner));
  const after = await Promise.all(paths.map(tagOf));
  expect(paths.filter((_path, at) => after[at] !== before[at])).toEqual(['/ikm', `/ikm?instansi=${code(7)}`, '/peringkat']);
  expect(words(await read('/ikm'))).toContain(`${name(7)} Triwulan III 2024 · 150 orang 91,00 A`);
  await sql`update org_tenant set name = 'Kota Bernama Baru' where tenant_id = ${tenants[60]}`.execute(open(owner));
  const renamed = await Promise.all(paths.map(tagOf));
  // By its new name it stands on the first page, and whom it moved stands on the second.
  expect(paths.filter((_path, at) => renamed[at] !== after[at])).toEqual([
    '/ikm',
    '/ikm?hal=2',
    '/peringkat',
    '/peringkat?hal=2',
  ]);
});

test('an office that is being erased is in none of the lists, and its rows are nobody’s but its own', async () => {
  await sql`insert into auth_gone (tenant_id, name, reason, asked_at, begun_at, unit_codes, survey_codes)
    values (${tenants[1]}, ${name(1)}, 'uji', now(), now(), array[${code(1)}], '{}')`.execute(open(owner));
  for (const list of lists) {
    const page = await read(list);
    expect(page).not.toContain(name(1));
    expect(page).toContain(name(2));
  }
  expect(words(await read(`/ikm?q=contoh+001`))).toContain('Tidak ada unit atau instansi yang cocok');
  expect((await visitor.get(`/ikm?instansi=${code(1)}`)).status).toBe(410);
  const app = open<Record<string, Record<string, unknown>>>(house.db);
  for (const table of ['org_tenant', 'org_unit', 'ikm_result', 'ikm_ranking', 'ikm_ranking_unit', 'ledger_head'])
    expect([table, await app.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
});
