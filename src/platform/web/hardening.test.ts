/** What stands around every page: headers, cookies, and where a form may come from. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { composeForTest, createClient, testHouse } from '../../../test/house.ts';
import { listen } from '../../../test/journey.ts';
import { houseDoors } from '../../app.ts';

const house = await testHouse();
const secure = await composeForTest(house, { config: { url: 'https://suara.test' } });

const foreign: readonly Record<string, string>[] = [
  { origin: 'https://jahat.test' },
  { origin: 'null' },
  { origin: 'http://suara.test.jahat.test' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'http://suara.test' },
];
const own: readonly Record<string, string>[] = [
  {},
  { origin: 'http://suara.test' },
  { 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
];

test('a form of another site is refused at every address that takes one, token or not', async () => {
  const officer = await house.signIn();
  await officer.get('/akun');
  const posts = houseDoors(house.app)
    .flatMap((door) => door.routes)
    .filter((route) => route.method === 'POST' && route.csrf !== false);
  expect(posts.length).toBeGreaterThan(20);
  for (const { path } of posts) {
    const target = path.replace(/:[a-z_]+/gi, '00000000-0000-4000-8000-000000000000');
    for (const headers of foreign) {
      const answer = await officer.post(target, {}, headers);
      expect([answer.status, answer.text.includes('situs lain')], `${path} ${JSON.stringify(headers)}`).toEqual([403, true]);
    }
  }
});

test.each(own)('a form of ours is taken: %o', async (headers) => {
  const visitor = house.visitor();
  await visitor.get('/masuk');
  const { email, password } = house.office;
  expect((await visitor.post('/masuk', { email, password }, headers)).status).toBe(303);
});

test('behind a proxy that changes the host, the address of SUARA_URL counts', async () => {
  const visitor = createClient(secure);
  const headers = { host: '10.0.0.5:8080' };
  await visitor.get('/masuk', headers);
  const { email, password } = house.office;
  const sent = (origin: string) => visitor.post('/masuk', { email, password }, { ...headers, origin });
  expect((await sent('https://jahat.test')).status).toBe(403);
  expect((await sent('https://suara.test')).status).toBe(303);
});

test('under TLS every cookie that opens something is __Host-, HttpOnly, SameSite and Secure; signing in and out works with it', async () => {
  const visitor = createClient(secure);
  const page = await visitor.get('/masuk');
  const { email, password } = house.office;
  const inside = await visitor.post('/masuk', { email, password });
  expect(inside.status).toBe(303);
  const lines = [page, inside].flatMap((answer) => [answer.headers['set-cookie'] ?? []].flat().map(String));
  expect(lines.some((line) => line.startsWith('__Host-suara.session_token='))).toBe(true);
  for (const line of lines) {
    expect(line, line).toMatch(/^__Host-/);
    for (const part of [/; HttpOnly/i, /; SameSite=Lax/i, /; Secure/i, /; Path=\/(;|$)/i]) expect(line).toMatch(part);
    expect(line).not.toMatch(/domain=/i);
  }
  expect((await visitor.get('/beranda')).status).toBe(200);
});

test('without TLS cookies have no prefix that browsers would refuse', async () => {
  const officer = await house.signIn();
  expect([...officer.cookies.keys()].toSorted()).toEqual(['suara.session_token', 'suara_csrf', 'suara_known']);
});

test.each(['/masuk', '/ikm', '/bantuan', '/tidak-ada'])('headers of %s', async (path) => {
  const { headers } = await createClient(secure).get(path);
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  });
});

test('whoever sends too much is answered after it was read: in the middle of sending they would see a broken connection', async () => {
  const { port, hostname } = new URL(await listen(house.app));
  const socket = connect(Number(port), hostname);
  const told: Buffer[] = [];
  socket.on('data', (bytes) => told.push(bytes));
  const write = (bytes: string) =>
    new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
  await write(
    `POST /s/apa-saja/antar.json HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n`,
  );
  for (let sent = 0; sent < 10_000_000; sent += 100_000) {
    expect(told.length).toBe(0);
    await write('x'.repeat(100_000));
  }
  await new Promise((resolve) => socket.once('close', resolve));
  const answer = Buffer.concat(told).toString();
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect(answer).toContain('web.too_large');
});
