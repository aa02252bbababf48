/** Keys of programs: what they open, and everything that they must not. */
import pg from 'pg';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { createClient, testHouse } from '../../../../test/house.ts';
import { foundTestOffice } from '../../../../test/office.ts';
import { houseDoors } from '../../../app.ts';
import { addDays, localDay } from '../../../kernel/dates.ts';

const house = await testHouse();
const admin = await house.signIn();
const database = new pg.Client({ connectionString: house.ownerUrl });
await database.connect();
afterAll(() => database.end());
afterEach(() => {
  vi.useRealTimers();
});

const today = localDay(new Date(), 'Asia/Jakarta');
const answers = `/unduh/jawaban.csv?periode=${house.office.period.code}`;
const good = { name: 'Dasbor kota', uses: ['answers:export'], role: 'officer', node: '', expires: addDays(today, 30) };

async function make(changes: Partial<typeof good> = {}, client = admin) {
  await client.get('/kelola/kunci');
  const answer = await client.post('/kelola/kunci', { ...good, ...changes });
  return { answer, key: /suara_[\w-]{43}/.exec(answer.text)?.[0] ?? '' };
}
const ask = (path: string, key: string, client = house.visitor()) => client.get(path, { authorization: `Bearer ${key}` });
const idOf = async (name: string) =>
  (await database.query('select id from auth_key where name = $1', [name])).rows[0].id as string;

test('reads what it was made for, as somebody with its role; that is in the trail and in the list', async () => {
  const { answer, key } = await make();
  expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'private, no-store']);
  const got = await ask(answers, key);
  expect([got.status, String(got.headers['content-type'])]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(got.headers['set-cookie']).toBeUndefined();
  const trail = (await admin.get('/kelola/jejak')).text;
  expect(trail).toContain('Membuat kunci akses aplikasi');
  expect(trail).toMatch(/Mengunduh jawaban[\s\S]*Dasbor kota/);
  const list = (await admin.get('/kelola/kunci')).text;
  expect(list).toContain(`${key.slice(0, 10)}…`);
  expect(list).not.toContain(key);
  expect(list).not.toContain('Belum pernah');
});

test('is kept as a digest only, and written nowhere', async () => {
  const { key } = await make({ name: 'tersimpan' });
  await ask(answers, key);
  const kept = await database.query(`select k::text as row from auth_key k union all select e::text from audit_event e`);
  expect(kept.rows.length).toBeGreaterThan(3);
  for (const { row } of kept.rows) expect(row).not.toContain(key.slice(12));
});

test('forged, misshapen, in the address, by another scheme, or as a cookie it opens nothing', async () => {
  const { key } = await make({ name: 'dipalsu' });
  const forged = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`;
  for (const wrong of [forged, key.slice(0, -1), `${key}A`, 'suara_', 'x', `${key}%00`, "suara_' or 1=1--"]) {
    const answer = await ask(answers, wrong);
    expect([answer.status, JSON.parse(answer.text).code], wrong).toEqual([401, 'auth.key_refused']);
  }
  for (const path of [`${answers}&key=${key}`, `${answers}&access_token=${key}`, `${answers}&authorization=Bearer%20${key}`])
    expect((await house.visitor().get(path)).status, path).toBe(303);
  expect(
    (await house.visitor().get(answers, { authorization: `Basic ${Buffer.from(`x:${key}`).toString('base64')}` })).status,
  ).toBe(303);
  const visitor = house.visitor();
  visitor.cookies.set('suara.session_token', key);
  expect((await visitor.get(answers)).status).toBe(303);
});

test('no other route takes it, and none that changes anything', async () => {
  const { key } = await make({
    name: 'penasaran',
    uses: ['answers:export', 'audit:read', 'sheet:read', 'imports:read'],
    role: 'auditor',
  });
  let tried = 0;
  for (const { method, path, access, key: use } of houseDoors(house.app).flatMap((door) => door.routes)) {
    if (access.kind !== 'staff' || (use && method === 'GET')) continue;
    const target = path.replace(/:[a-z_]+/gi, '00000000-0000-4000-8000-000000000000');
    const client = house.visitor();
    if (method === 'POST') await client.get('/masuk');
    const headers = { authorization: `Bearer ${key}` };
    const answer = method === 'GET' ? await client.get(target, headers) : await client.post(target, {}, headers);
    tried++;
    expect([401, 403], `${method} ${path}`).toContain(answer.status);
  }
  expect(tried).toBeGreaterThan(60);
});

test('a use that it was not made for and a role that may not are refused, also beside an administrator’s cookie', async () => {
  const { key } = await make({ name: 'sempit' });
  const refused = await ask('/kelola/jejak.csv', key);
  expect([refused.status, JSON.parse(refused.text).code]).toEqual([403, 'auth.key_use']);
  expect((await ask('/kelola/jejak.csv', key, admin)).status).toBe(403);
  const companion = await make({ name: 'pendamping', role: 'companion' });
  expect((await ask(answers, companion.key)).status).toBe(403);
  // The use is right, the role is not.
  const trail = await make({ name: 'jejak', uses: ['audit:read'], role: 'officer' });
  expect((await ask('/kelola/jejak.csv', trail.key)).status).toBe(403);
  const auditor = await make({ name: 'auditor', uses: ['audit:read'], role: 'auditor' });
  expect((await ask('/kelola/jejak.csv', auditor.key)).status).toBe(200);
});

test('stays in its office and on its branch', async () => {
  const other = await foundTestOffice(house.db, { period: '2024-tw4' });
  const { key } = await make({ name: 'kantor ini' });
  expect(JSON.parse((await ask(`/unduh/jawaban.csv?periode=${other.period.code}`, key)).text).code).toBe('survey.period_unknown');
  for (const foreign of [`unit=${other.unitId}`, `layanan=${other.services[0]?.id}`])
    expect(JSON.parse((await ask(`${answers}&${foreign}`, key)).text).code).toBe('survey.service_unknown');
  const stranger = createClient(house.app);
  await stranger.get('/masuk');
  await stranger.post('/masuk', { email: other.email, password: other.password });
  await stranger.get('/kelola/kunci');
  expect((await stranger.post(`/kelola/kunci/${await idOf('kantor ini')}/cabut`, {})).status).toBe(404);
  expect((await make({ node: house.office.unitId }, stranger)).answer.status).toBe(422);
  expect((await stranger.get('/kelola/kunci')).text).not.toContain('kantor ini');
  const branch = await make({ name: 'cabang', node: house.office.unitId });
  expect((await ask(answers, branch.key)).status).toBe(200);
  // Roles on a node open only what knows branches.
  const trail = await make({ name: 'cabang jejak', node: house.office.unitId, uses: ['audit:read'], role: 'auditor' });
  expect((await ask('/kelola/jejak.csv', trail.key)).status).toBe(403);
});

test('revoked it stops at once, expired after its last day', async () => {
  const { key } = await make({ name: 'sementara', expires: addDays(today, 1) });
  expect((await ask(answers, key)).status).toBe(200);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3_600_000 });
  expect((await ask(answers, key)).status, 'on its last day').toBe(200);
  vi.setSystemTime(Date.now() + 24 * 3_600_000);
  expect((await ask(answers, key)).status).toBe(401);
  vi.useRealTimers();
  const revoked = await make({ name: 'dicabut' });
  expect((await ask(answers, revoked.key)).status).toBe(200);
  const path = `/kelola/kunci/${await idOf('dicabut')}/cabut`;
  await admin.get('/kelola/kunci');
  expect((await admin.post(path, {})).location).toBe('/kelola/kunci?pesan=cabut');
  expect((await ask(answers, revoked.key)).status).toBe(401);
  expect((await admin.post(path, {})).status).toBe(404);
  expect((await admin.get('/kelola/jejak')).text).toContain('Mencabut kunci akses aplikasi');
});

test('revoked while requests are under way: each is answered whole or not at all, and none after', async () => {
  const { key } = await make({ name: 'dicabut di tengah' });
  const whole = (await ask(answers, key)).text;
  await admin.get('/kelola/kunci');
  const path = `/kelola/kunci/${await idOf('dicabut di tengah')}/cabut`;
  const running = Array.from({ length: 5 }, () => ask(answers, key));
  const revoking = admin.post(path, {});
  const told = await Promise.all([...running, ...Array.from({ length: 5 }, () => ask(answers, key))]);
  for (const { status, text } of told) expect(status === 200 ? text === whole : status === 401, `${status}`).toBe(true);
  expect((await revoking).status).toBe(303);
  expect((await ask(answers, key)).status).toBe(401);
});

test('the form says what is wrong; nobody makes a key that changes things or lives for ever', async () => {
  const wrong: readonly [Partial<typeof good>, string][] = [
    [{ name: '' }, 'Isi bagian ini.'],
    [{ uses: ['everything'] }, 'Isi bagian ini.'],
    [{ role: 'admin' }, 'Isi bagian ini.'],
    [{ expires: '2026-02-30' }, 'Tulis tanggal yang ada.'],
    [{ expires: addDays(today, -1) }, 'sudah lewat'],
    [{ expires: addDays(today, 400) }, 'Paling lama satu tahun'],
  ];
  for (const [changes, words] of wrong) {
    const { answer } = await make(changes);
    expect([answer.status, answer.text.includes(words)], JSON.stringify(changes)).toEqual([422, true]);
  }
});

test('one key that asks too much is slowed down alone', async () => {
  const [{ key: wild }, { key: calm }] = [await make({ name: 'liar' }), await make({ name: 'tenang' })];
  const statuses: number[] = [];
  for (let asked = 0; asked < 125; asked++) statuses.push((await ask('/kelola/jejak.csv', wild)).status);
  expect(statuses.filter((status) => status === 403)).toHaveLength(120);
  expect(statuses.at(-1)).toBe(429);
  expect((await ask('/kelola/jejak.csv', calm)).status).toBe(403);
  expect((await admin.get('/kelola/jejak.csv')).status).toBe(200);
});
