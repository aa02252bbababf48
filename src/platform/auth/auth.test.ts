import { describe, expect, test } from 'vitest';
import { createClient, testHouse } from '../../../test/house.ts';
import { allCommands, allProblems } from '../../app.ts';
import { runCommands } from '../cli.ts';
import { refusePassword } from './rules.ts';

const house = await testHouse();

async function invite(role: 'admin' | 'officer'): Promise<string> {
  const admin = await house.signIn();
  await admin.get('/kelola/petugas');
  const shown = await admin.post('/kelola/petugas/undang', { role });
  expect(shown.status).toBe(200);
  return /http:\/\/suara\.test(\/undangan\/[A-Za-z0-9_-]+)/.exec(shown.text)?.[1] ?? '';
}

async function join(link: string, email: string) {
  const visitor = house.visitor();
  await visitor.get(link);
  return visitor.post(link, { name: 'Rahma', email, password: 'kata sandi kedua' });
}

async function signIn(email: string, password: string, to = '') {
  const client = createClient(house.app);
  await client.get('/masuk');
  const answer = await client.post('/masuk', { email, password, ke: to });
  return { client, answer };
}

describe('signing in', () => {
  test('a wrong password and an unknown address say the same, and the address is kept', async () => {
    const wrong = await signIn(house.office.email, 'salah sama sekali');
    const unknown = await signIn('tidak-ada@uji.test', 'salah sama sekali');
    expect([wrong.answer.status, unknown.answer.status]).toEqual([422, 422]);
    expect(wrong.answer.text).toContain(`value="${house.office.email}"`);
    const body = (text: string) => text.replaceAll(/value="[^"]*"/g, '');
    expect(body(wrong.answer.text)).toBe(body(unknown.answer.text));
  });

  test('the way back leads inside this house only', async () => {
    for (const [to, place] of [
      ['/periode', '/periode'],
      ['//evil.example/x', '/beranda'],
      ['https://evil.example', '/beranda'],
      ['/\\evil.example', '/beranda'],
      ['/\t/evil.example', '/beranda'],
      ['/\r\n/evil.example', '/beranda'],
      ['', '/beranda'],
    ] as const) {
      expect((await signIn(house.office.email, house.office.password, to)).answer.location, to).toBe(place);
    }
  });

  test('the session cookie is closed to scripts and to other sites', async () => {
    const client = createClient(house.app);
    await client.get('/masuk');
    const answer = await client.post('/masuk', { email: house.office.email, password: house.office.password });
    const cookie = [answer.headers['set-cookie'] ?? []].flat().find((line) => String(line).includes('session_token'));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  test('signing out ends the session on the server, not only in the browser', async () => {
    const { client } = await signIn(house.office.email, house.office.password);
    await client.get('/akun');
    const stolen = new Map(client.cookies);
    expect((await client.post('/keluar', {})).location).toBe('/');
    for (const [name, value] of stolen) client.cookies.set(name, value);
    expect((await client.get('/beranda')).status).toBe(303);
  });

  test('guessing is slowed down for one account at one address, and others are not', async () => {
    const client = createClient(house.app);
    await client.get('/masuk');
    let last = 0;
    for (let attempt = 0; attempt < 25; attempt++)
      last = (await client.post('/masuk', { email: 'sasaran@uji.test', password: 'x' })).status;
    expect(last).toBe(429);
    for (const other of ['SASARAN@uji.test', ' sasaran@uji.test ']) {
      expect((await client.post('/masuk', { email: other, password: 'x' })).status, other).toBe(429);
    }
    expect((await signIn(house.office.email, house.office.password)).answer.status).toBe(303);
  });
});

describe('a second officer', () => {
  test('joins by a link that works once, and may do the daily work only', async () => {
    const link = await invite('officer');
    expect((await join(link, 'rahma@uji.test')).location).toBe('/masuk?pesan=akun');
    expect((await house.visitor().get(link)).status).toBe(410);
    const { client } = await signIn('rahma@uji.test', 'kata sandi kedua');
    expect((await client.get('/beranda')).status).toBe(200);
    expect((await client.get('/kertas')).status).toBe(200);
    for (const path of ['/kelola/petugas', '/kelola/unit', '/kelola/jejak'])
      expect((await client.get(path)).status, path).toBe(403);
    await client.get('/akun');
    expect((await client.post(`/periode/${house.office.period.code}/tutup`, {})).status).toBe(403);
  });

  test('what is missing comes back with what was given', async () => {
    const link = await invite('officer');
    const visitor = house.visitor();
    await visitor.get(link);
    const answer = await visitor.post(link, { name: 'Budi', email: 'bukan surel', password: 'pendek' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="Budi"');
    const taken = await join(link, house.office.email);
    expect(taken.status).toBe(422);
    expect(taken.text).toContain('sudah dipakai');
    expect((await join(link, 'budi@uji.test')).status).toBe(303);
  });

  test('loses access at once when it is taken away; nobody removes themselves', async () => {
    await join(await invite('admin'), 'siti@uji.test');
    const { client: siti } = await signIn('siti@uji.test', 'kata sandi kedua');
    expect((await siti.get('/kelola/petugas')).status).toBe(200);
    const admin = await house.signIn();
    const list = await admin.get('/kelola/petugas');
    const ids = [...list.text.matchAll(/\/kelola\/petugas\/([0-9a-f-]+)\/cabut/g)].map((match) => match[1] ?? '');
    const page = await Promise.all(ids.map((id) => admin.get(`/kelola/petugas/${id}/cabut`)));
    const id = ids[page.findIndex((each) => each.text.includes('siti@uji.test'))];
    expect((await admin.post(`/kelola/petugas/${id}/cabut`, {})).status).toBe(303);
    expect((await siti.get('/beranda')).status).toBe(303);
    expect((await admin.post(`/kelola/petugas/${house.office.scope.actor.id}/cabut`, {})).status).toBe(422);
    expect((await signIn('siti@uji.test', 'kata sandi kedua')).answer.status).toBe(422);
    expect((await join(await invite('officer'), 'siti@uji.test')).status).toBe(303);
    expect((await signIn('siti@uji.test', 'kata sandi kedua')).answer.status).toBe(303);
  });

  test('a new password ends every other session and keeps the one that changed it', async () => {
    await join(await invite('officer'), 'wayan@uji.test');
    const first = await signIn('wayan@uji.test', 'kata sandi kedua');
    const second = await signIn('wayan@uji.test', 'kata sandi kedua');
    await first.client.get('/akun');
    const current = 'kata sandi kedua';
    expect((await first.client.post('/akun/kata-sandi', { current, password: 'pendek' })).status).toBe(422);
    expect((await first.client.post('/akun/kata-sandi', { current: 'tebakan', password: 'kata sandi ketiga' })).status).toBe(422);
    expect((await first.client.post('/akun/kata-sandi', { current, password: 'kata sandi ketiga' })).location).toBe(
      '/akun?pesan=sandi',
    );
    expect((await first.client.get('/akun?pesan=sandi')).text).toContain('Kata sandi sudah diganti');
    expect((await second.client.get('/beranda')).status).toBe(303);
    expect((await signIn('wayan@uji.test', 'kata sandi ketiga')).answer.status).toBe(303);
  });
});

describe('suara officer', () => {
  async function run(...argv: string[]) {
    let [out, err] = ['', ''];
    const code = await runCommands(allCommands, allProblems, argv, {
      cwd: '/',
      env: { DATABASE_URL: house.url, SUARA_SECRET: 'a secret of the tests, thirty-two letters and more' },
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
    });
    return { code, out, err };
  }

  test('adds an officer with a password shown once, and gives a new one', async () => {
    const added = await run('officer', 'add', 'operator@uji.test', '--name', 'Operator');
    expect([added.code, added.err]).toEqual([0, '']);
    const password = /Kata sandi: (\S+)/.exec(added.out)?.[1] ?? '';
    expect((await signIn('operator@uji.test', password)).answer.status).toBe(303);
    const renewed = await run('officer', 'password', 'operator@uji.test');
    const next = /Kata sandi: (\S+)/.exec(renewed.out)?.[1] ?? '';
    expect(next).not.toBe(password);
    expect((await signIn('operator@uji.test', password)).answer.status).toBe(422);
    expect((await signIn('operator@uji.test', next)).answer.status).toBe(303);
  });

  test('an unknown address is refused in one sentence', async () => {
    const answer = await run('officer', 'password', 'tidak-ada@uji.test');
    expect([answer.code, answer.out]).toEqual([1, '']);
    expect(answer.err).toContain('Tidak ada akun');
    const slip = await run('officer', 'add', 'bukan-surel');
    expect([slip.code, slip.out]).toEqual([1, '']);
    expect(slip.err).toContain('bukan surel yang lengkap');
  });
});

test('passwords: ten characters, letters of any script counted once, and not the address', () => {
  expect(refusePassword('123456789', 'a@b.id')).toBe('auth.password_short');
  expect(refusePassword('😀'.repeat(9), 'a@b.id')).toBe('auth.password_short');
  expect(refusePassword('😀😁😂🤣😃😄😅😆😉😊', 'a@b.id')).toBeNull();
  expect(refusePassword('Nama@Contoh.go.id', 'nama@contoh.go.id')).toBe('auth.password_is_email');
});
