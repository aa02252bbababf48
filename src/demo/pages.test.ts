/** What people see of a database with several offices: the sign-in page, the public list, a city's home, the operator's commands. */
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../test/db.ts';
import { composeForTest, createClient } from '../../test/house.ts';
import { allCommands, allJobs, allProblems } from '../app.ts';
import { localDay } from '../kernel/dates.ts';
import { periodOf, shiftPeriod } from '../kernel/period.ts';
import { findPublicScope, listJobScopes } from '../platform/auth/index.ts';
import { runCommands } from '../platform/cli.ts';
import { transact } from '../platform/db/db.ts';
import { city } from './data/city.ts';
import { furtherOffices } from './data/further-offices.ts';
import { loadDemo } from './load.ts';
import { demoAccounts } from './offices.ts';

const database = await testDatabase();
const app = await composeForTest(database, { installation: { inDemo: true, demoAccounts } });
const offices = [city, ...furtherOffices];

beforeAll(async () => {
  await loadDemo(database.db, new Date(), pino({ level: 'silent' }), { quarters: 2, offices });
}, 120_000);

async function signIn(email: string) {
  const client = createClient(app);
  await client.get('/masuk');
  expect((await client.post('/masuk', { email, password: demoAccounts.password })).status).toBe(303);
  return client;
}

async function run(...argv: string[]) {
  let [out, err] = ['', ''];
  const code = await runCommands(allCommands, allProblems, argv, {
    cwd: '/',
    env: { DATABASE_URL: database.url, SUARA_SECRET: 'a secret of the tests, thirty-two letters and more' },
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  });
  return { code, out, err };
}

describe('signing in', () => {
  test('says which account opens which office, and fills in the one that is chosen', async () => {
    const visitor = createClient(app);
    const page = (await visitor.get('/masuk?ke=%2Fkode')).text;
    expect(page).toContain(demoAccounts.password);
    expect(page).toContain(`value="${demoAccounts.accounts[0]?.email}"`);
    for (const { email, office } of demoAccounts.accounts) {
      expect(page).toContain(office);
      const href = `/masuk?${new URLSearchParams({ akun: email, ke: '/kode' })}`;
      expect(page).toContain(`href="${href.replaceAll('&', '&amp;')}"`);
      const chosen = (await visitor.get(href)).text;
      expect(chosen).toContain(`value="${email}"`);
      expect(chosen).toContain('name="ke" value="/kode"');
    }
    expect((await visitor.get('/masuk?akun=orang%40lain.test')).text).not.toContain('orang@lain.test');
  });
});

describe('published results', () => {
  test('stand office by office, the newest of each unit; every period when asked', async () => {
    const visitor = createClient(app);
    const links = (text: string) => [...text.matchAll(/href="(\/ikm\/[^"]+)"/g)].map((match) => match[1] ?? '');
    const newest = await visitor.get('/ikm');
    const expected = offices.flatMap(({ published }) => published);
    expect(links(newest.text).map((href) => href.split('/')[2])).toEqual(expect.arrayContaining([...expected]));
    expect(links(newest.text)).toHaveLength(expected.length);
    expect([...newest.text.matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map((match) => match[1])).toEqual(
      offices.map(({ office }) => office.name).toSorted((a, b) => a.localeCompare(b, 'id')),
    );
    const every = await visitor.get('/ikm?semua=1');
    expect(links(every.text)).toHaveLength(2 * expected.length);
    expect(every.headers.etag).not.toBe(newest.headers.etag);
    const found = await visitor.get('/ikm?q=kecamatan+contoh');
    expect(links(found.text)).toHaveLength(5);
  });
});

test('the social office is sixth of thirty, with what is certain of it, on the page of the ranking and on that of its result', async () => {
  const owner = await transact(database.db, { tenantId: null }, (tx) => findPublicScope(tx, 'pemkot-contoh'), { readOnly: true });
  const scope = (await listJobScopes(database.db, 'test')).find(({ tenantId }) => tenantId === owner?.tenantId);
  if (!scope) throw new Error('no city');
  // As the server does after loading: the rules of flags first, so that what they find would count.
  const context = { db: database.db, scope, log: pino({ level: 'silent' }), secret: '', mailer: null };
  for (const name of ['survey.flags', 'ikm.rank', 'survey.reviewed'])
    await allJobs.find((kind) => kind.name === name)?.run({ ...context, signal: new AbortController().signal }, {});
  const { code } = shiftPeriod(periodOf('quarter', localDay(new Date(), city.office.timeZone)), -1);
  const visitor = createClient(app);
  const page = (await visitor.get(`/peringkat/pemkot-contoh/${code}?unit=dinsos-contoh`)).text;
  const [, best = '', worst = ''] =
    /Dinas Sosial peringkat 6 dari 30; yang pasti hanya: antara (\d+) dan (\d+)\./.exec(page) ?? [];
  expect([Number(best) < 6, Number(worst) > 6, Number(worst) < 30]).toEqual([true, true, true]);
  expect(page.match(/class="cat-reach"/g)).toHaveLength(30);
  const result = (await visitor.get(`/ikm/dinsos-contoh/${code}`)).text;
  expect(result).toContain(`peringkat ke-6 dari 30, selang ${best}–${worst}`);
  const { text } = await visitor.get(`/peringkat/pemkot-contoh/${code}.csv`);
  expect(text.split('\r\n').find((line) => line.includes('dinsos-contoh'))).toMatch(
    new RegExp(`^6;Dinas Sosial;dinsos-contoh;71;70;85;93,\\d\\d;A;\\d+,\\d\\d;\\d+,\\d\\d;${best};${worst};[A-Z];;1;`),
  );
  expect((await visitor.get('/peringkat')).text).toContain(`href="/peringkat/pemkot-contoh/${code}"`);
});

describe('an officer of the city', () => {
  test('sees at home how many agencies have published, and which service is meant', async () => {
    const officer = await signIn(city.account.email);
    const home = (await officer.get('/beranda')).text;
    expect(home).toContain('12 unit');
    expect(home).toContain('18 unit');
    const codes = (await officer.get('/kode')).text;
    expect(codes).toContain('Surat Pengantar dan Legalisasi (Kecamatan Contoh Utara)');
    expect((await officer.get('/kertas')).text).toContain('Surat Pengantar dan Legalisasi (Kecamatan Contoh Utara)');
  });

  test('sees nothing of another office', async () => {
    const officer = await signIn(city.account.email);
    for (const path of ['/beranda', '/kelola/unit', '/layanan', '/cari?q=maket'])
      expect((await officer.get(path)).text.includes('Maket'), path).toBe(false);
  });
});

describe('the operator', () => {
  test('verifies all offices', async () => {
    const { code, out } = await run('verify', '--json');
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ offices: offices.length, equal: true })]);
  });

  test('adds an officer where the office is named, and renews a password without', async () => {
    const unclear = await run('officer', 'add', 'baru@contoh.test');
    expect([unclear.code, unclear.out]).toEqual([1, '']);
    expect(unclear.err).toContain('--unit');
    expect((await run('officer', 'add', 'baru@contoh.test', '--unit', 'tidak-ada')).err).toContain('tidak-ada');
    expect((await run('officer', 'add', 'baru@contoh.test', '--unit', 'rsud-contoh')).code).toBe(0);
    const { code, out } = await run('officer', 'password', 'baru@contoh.test');
    expect(code).toBe(0);
    const officer = createClient(app);
    await officer.get('/masuk');
    const password = /Kata sandi: (\S+)/.exec(out)?.[1] ?? '';
    expect((await officer.post('/masuk', { email: 'baru@contoh.test', password })).status).toBe(303);
    expect((await officer.get('/beranda')).text).toContain(city.office.name);
  });
});
