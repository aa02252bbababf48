/** The second step of signing in, as a browser without JavaScript goes through it, over the real library and database. */
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { codeOf, readKey } from '../../../test/authenticator.ts';
import { type Client, createClient, testHouse } from '../../../test/house.ts';
import { foundTestOffice, type TestOffice } from '../../../test/office.ts';
import { allCommands, allProblems } from '../../app.ts';
import { runCommands } from '../cli.ts';

const house = await testHouse();
const database = new pg.Client({ connectionString: house.ownerUrl });
await database.connect();
afterAll(() => database.end());

// Codes depend on the time: it stands still and is moved on by hand.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

async function signIn(office: TestOffice, client: Client = createClient(house.app)) {
  await client.get('/masuk');
  const answer = await client.post('/masuk', { email: office.email, password: office.password, ke: '/periode' });
  return { client, answer };
}

const keyOn = (html: string) => (/<code class="wrap-anywhere">([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? '').replaceAll(' ', '');
const codesOn = (html: string) => [...html.matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(([, code]) => code ?? '');

async function begin(client: Client, office: TestOffice) {
  await client.get('/akun/dua-langkah');
  expect((await client.post('/akun/dua-langkah/mulai', { password: office.password })).location).toBe('/akun/dua-langkah/pasang');
  return keyOn((await client.get('/akun/dua-langkah/pasang')).text);
}

/** An office whose officer has a second step; the code of its set-up is a step old. */
async function withSecondFactor() {
  const office = await foundTestOffice(house.db);
  const { client } = await signIn(office);
  const key = await begin(client, office);
  const done = await client.post('/akun/dua-langkah/pasang', { code: codeOf(key) });
  expect(done.status).toBe(200);
  wait(30);
  return { office, client, key, codes: codesOn(done.text) };
}

describe('setting up', () => {
  test('the password first, a right code next; only then it holds, and the codes are shown once', async () => {
    const office = await foundTestOffice(house.db);
    const { client } = await signIn(office);
    await client.get('/akun/dua-langkah');
    expect((await client.post('/akun/dua-langkah/mulai', { password: 'tebakan saja' })).status).toBe(422);
    expect((await client.get('/akun/dua-langkah/pasang')).location).toBe('/akun/dua-langkah');
    const key = await begin(client, office);
    expect(key).toMatch(/^[A-Z2-7]{50,}$/);
    const wrong = await client.post('/akun/dua-langkah/pasang', { code: '000000' });
    expect([wrong.status, keyOn(wrong.text)]).toEqual([422, key]);
    expect((await signIn(office)).answer.location).toBe('/periode');
    const done = await client.post('/akun/dua-langkah/pasang', { code: ` ${codeOf(key).slice(0, 3)} ${codeOf(key).slice(3)} ` });
    expect([done.status, codesOn(done.text).length]).toEqual([200, 10]);
    expect((await client.get('/akun/dua-langkah/pasang')).location).toBe('/akun/dua-langkah');
    expect((await client.get('/akun')).text).toContain('Aktif');
    expect((await client.get('/kelola/jejak')).text).toContain('Memasang verifikasi dua langkah');
  });

  test('the secret is encrypted and the codes are digests where they are kept', async () => {
    const { office, key, codes } = await withSecondFactor();
    const { rows } = await database.query(
      'select f.secret, f.recovery_codes from auth_second_factor f join auth_user u on u.id = f.user_id where u.email = $1',
      [office.email],
    );
    const kept = JSON.stringify(rows);
    expect(rows).toHaveLength(1);
    for (const plain of [key, ...codes, ...codes.map((code) => code.replace('-', ''))]) expect(kept).not.toContain(plain);
    expect(JSON.parse(rows[0].recovery_codes)).toHaveLength(10);
    const raw = readKey(key).toString('utf8');
    expect(raw.length).toBeGreaterThan(30);
    expect(kept).not.toContain(raw);
  });
});

describe('signing in', () => {
  test('the password alone opens nothing; the code leads to where one wanted to go', async () => {
    const { office, key } = await withSecondFactor();
    const { client, answer } = await signIn(office);
    expect(answer.location).toBe('/masuk/kode?ke=%2Fperiode');
    expect((await client.get('/beranda')).status).toBe(303);
    await client.get(answer.location);
    const wrong = await client.post('/masuk/kode', { code: '123', ke: '/periode' });
    expect([wrong.status, wrong.text.includes('Kode tidak cocok')]).toEqual([422, true]);
    expect((await client.post('/masuk/kode', { code: codeOf(key), ke: '//evil.example' })).location).toBe('/beranda');
    expect((await client.get('/beranda')).status).toBe(200);
  });

  test('a code that was used opens nothing a second time, and neither do two at once', async () => {
    const { office, key } = await withSecondFactor();
    const [one, two, three] = [await signIn(office), await signIn(office), await signIn(office)];
    for (const { client } of [one, two, three]) await client.get('/masuk/kode');
    const code = codeOf(key);
    const both = await Promise.all([one, two].map(({ client }) => client.post('/masuk/kode', { code })));
    expect(both.map(({ location }) => location).toSorted()).toEqual(['/beranda', '/masuk?pesan=ulang']);
    expect((await three.client.post('/masuk/kode', { code })).location).toBe('/masuk?pesan=ulang');
    expect((await three.client.get('/beranda')).status).toBe(303);
    expect((await three.client.get('/masuk?pesan=ulang')).text).toContain('kode itu sudah dipakai');
    // The code of the set-up is used as well.
    const { client } = await signIn(office);
    await client.get('/masuk/kode');
    expect((await client.post('/masuk/kode', { code: codeOf(key, -1) })).location).toBe('/masuk?pesan=ulang');
  });

  test('a recovery code stands in once, however it is typed, and is missed from the count', async () => {
    const { office, codes } = await withSecondFactor();
    const { client } = await signIn(office);
    await client.get('/masuk/kode');
    const typed = (codes[3] ?? '').toUpperCase().replace('-', ' ');
    expect((await client.post('/masuk/kode', { code: typed })).location).toBe('/akun/dua-langkah?pesan=pemulihan');
    expect((await client.get('/akun/dua-langkah?pesan=pemulihan')).text).toMatch(/tersisa<\/dt>\s*<dd[^>]*>9</);
    expect((await client.get('/kelola/jejak')).text).toContain('Masuk dengan kode pemulihan');
    const again = await signIn(office);
    await again.client.get('/masuk/kode');
    expect((await again.client.post('/masuk/kode', { code: codes[3] ?? '' })).status).toBe(422);
    expect((await again.client.post('/masuk/kode', { code: codes[4] ?? '' })).status).toBe(303);
    const renewed = await again.client.get('/akun/dua-langkah');
    expect(renewed.status).toBe(200);
    const fresh = codesOn((await again.client.post('/akun/dua-langkah/kode-baru', { password: office.password })).text);
    expect(fresh).toHaveLength(10);
    const last = await signIn(office);
    await last.client.get('/masuk/kode');
    expect((await last.client.post('/masuk/kode', { code: codes[5] ?? '' })).status).toBe(422);
    expect((await last.client.post('/masuk/kode', { code: fresh[5] ?? '' })).status).toBe(303);
  });

  test('five codes after each password, ten wrong ones in a row; a stranger without the password locks nobody out', async () => {
    const { office, key } = await withSecondFactor();
    const stranger = createClient(house.app);
    await stranger.get('/masuk/kode');
    for (let attempt = 0; attempt < 12; attempt++)
      expect((await stranger.post('/masuk/kode', { code: '000000' })).location).toBe('/masuk?pesan=ulang');
    const first = await signIn(office);
    await first.client.get('/masuk/kode');
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await first.client.post('/masuk/kode', { code: '000000' })).status).toBe(422);
    expect((await first.client.post('/masuk/kode', { code: codeOf(key) })).location).toBe('/masuk?pesan=ulang');
    const second = await signIn(office);
    await second.client.get('/masuk/kode');
    for (let attempt = 0; attempt < 5; attempt++) await second.client.post('/masuk/kode', { code: '000000' });
    const third = await signIn(office);
    await third.client.get('/masuk/kode');
    const locked = await third.client.post('/masuk/kode', { code: codeOf(key) });
    expect([locked.status, locked.text.includes('Tunggu 15 menit')]).toEqual([429, true]);
    wait(901);
    const later = await signIn(office);
    await later.client.get('/masuk/kode');
    expect((await later.client.post('/masuk/kode', { code: codeOf(key) })).location).toBe('/beranda');
  });

  test('the second step must come within ten minutes of the first', async () => {
    const { office, key } = await withSecondFactor();
    const { client } = await signIn(office);
    await client.get('/masuk/kode');
    wait(660);
    expect((await client.post('/masuk/kode', { code: codeOf(key) })).location).toBe('/masuk?pesan=ulang');
  });
});

describe('taking it away', () => {
  test('one’s own with the password; afterwards the password alone signs in', async () => {
    const { office, client } = await withSecondFactor();
    await client.get('/akun/dua-langkah');
    expect((await client.post('/akun/dua-langkah/matikan', { password: 'bukan ini' })).status).toBe(422);
    expect((await client.post('/akun/dua-langkah/matikan', { password: office.password })).location).toBe(
      '/akun/dua-langkah?pesan=mati',
    );
    expect((await signIn(office)).answer.location).toBe('/periode');
  });

  test('an administrator’s for an officer who lost both, never for somebody of another office', async () => {
    const { office, client: admin } = await withSecondFactor();
    const other = await withSecondFactor();
    const id = office.scope.actor.id;
    expect((await admin.get('/kelola/petugas')).text).toContain('Aktif');
    expect((await admin.get(`/kelola/petugas/${id}/dua-langkah`)).text).toContain(office.email);
    expect((await other.client.get(`/kelola/petugas/${id}/dua-langkah`)).status).toBe(404);
    expect((await other.client.post(`/kelola/petugas/${id}/dua-langkah`, {})).status).toBe(404);
    expect((await admin.post(`/kelola/petugas/${id}/dua-langkah`, {})).location).toBe('/kelola/petugas?pesan=hapus');
    expect((await signIn(office)).answer.location).toBe('/periode');
  });

  test('the operator’s way, once', async () => {
    const { office } = await withSecondFactor();
    const run = async () => {
      let [out, err] = ['', ''];
      const code = await runCommands(allCommands, allProblems, ['officer', 'reset-two-step', office.email], {
        cwd: '/',
        env: { DATABASE_URL: house.url, SUARA_SECRET: 'a secret of the tests, thirty-two letters and more' },
        stdout: { write: (text: string) => (out += text) },
        stderr: { write: (text: string) => (err += text) },
      });
      return { code, out, err };
    };
    expect(await run()).toEqual({ code: 0, out: `Verifikasi dua langkah ${office.email} sudah dihapus.\n`, err: '' });
    expect((await signIn(office)).answer.location).toBe('/periode');
    const twice = await run();
    expect([twice.code, twice.err.includes('tidak memakai verifikasi dua langkah')]).toEqual([1, true]);
  });
});

describe('an office that requires it', () => {
  test('must have an administrator who can still sign in', async () => {
    const office = await foundTestOffice(house.db);
    const { client } = await signIn(office);
    await client.get('/kelola/petugas');
    const refused = await client.post('/kelola/petugas/dua-langkah', { wajib: 'ya' });
    expect([refused.status, refused.text.includes('akun Anda sendiri dahulu')]).toEqual([422, true]);
  });

  test('opens nothing but the set-up to those without, everything after it, and can let go again', async () => {
    const { client: admin } = await withSecondFactor();
    await admin.get('/kelola/petugas');
    const link =
      /\/undangan\/[A-Za-z0-9_-]+/.exec((await admin.post('/kelola/petugas/undang', { role: 'officer' })).text)?.[0] ?? '';
    const visitor = createClient(house.app);
    await visitor.get(link);
    const email = `ratna${Date.now()}@uji.test`;
    expect((await visitor.post(link, { name: 'Ratna', email, password: 'kata sandi kedua' })).status).toBe(303);
    const officer = { email, password: 'kata sandi kedua' } as TestOffice;
    const before = await signIn(officer);
    expect((await before.client.get('/beranda')).status).toBe(200);
    await admin.get('/kelola/petugas');
    expect((await admin.post('/kelola/petugas/dua-langkah', { wajib: 'ya' })).location).toBe('/kelola/petugas?pesan=aturan');
    expect((await admin.get('/kelola/jejak')).text).toContain('Mewajibkan verifikasi dua langkah');
    const { client } = await signIn(officer);
    for (const path of ['/beranda', '/kertas', '/akun', '/cari'])
      expect((await client.get(path)).location, path).toBe('/akun/dua-langkah');
    expect((await before.client.get('/beranda')).location).toBe('/akun/dua-langkah');
    const led = await client.get('/akun/dua-langkah');
    expect(led.text).toContain('mewajibkan verifikasi dua langkah');
    expect((await client.post('/akun/kata-sandi', { current: 'kata sandi kedua', password: 'kata sandi ketiga' })).status).toBe(
      403,
    );
    expect((await client.upload('/impor', { name: 'x.csv', content: 'x' })).status).toBe(403);
    const key = await begin(client, officer);
    expect((await client.post('/akun/dua-langkah/pasang', { code: codeOf(key) })).status).toBe(200);
    expect((await client.get('/beranda')).status).toBe(200);
    expect((await before.client.get('/keluar')).status).toBe(404);
    await admin.get('/kelola/petugas');
    expect((await admin.post('/kelola/petugas/dua-langkah', { wajib: 'tidak' })).status).toBe(303);
    await client.get('/akun/dua-langkah');
    expect((await client.post('/akun/dua-langkah/matikan', { password: 'kata sandi kedua' })).status).toBe(303);
    expect((await client.get('/beranda')).status).toBe(200);
  });
});
