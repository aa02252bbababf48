/**
 * The whole application over a real database, for HTTP tests: requests are injected, cookies and form tokens are kept as a browser
 * keeps them, and every page that passes through is inspected (one h1, a title, unique ids).
 *
 *     const house = await testHouse();
 *     const officer = await house.signIn();
 *     const page = await officer.get('/beranda');
 */
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, expect } from 'vitest';
import { compose, type Installation } from '../src/app.ts';
import { acceptInvitation, inviteOfficer } from '../src/platform/auth/actions.ts';
import type { Role } from '../src/platform/auth/index.ts';
import { type Config, readConfig } from '../src/platform/config.ts';
import { type Db, transact } from '../src/platform/db/db.ts';
import { type TestDatabase, testDatabase } from './db.ts';
import { foundTestOffice, type TestOffice } from './office.ts';

export const testConfig: Config = {
  ...readConfig({ SUARA_URL: 'http://suara.test' }),
  secret: 'a secret of the tests, thirty-two letters and more',
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
  readonly location: string;
}

export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form. The token is that of the last page; give `_csrf` to send another one. Repeated fields as arrays. */
  post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Sends a form with one file, as a browser does. `json`: further parts that claim to be JSON, as only an attacker sends them. */
  upload(
    path: string,
    file: { readonly name: string; readonly content: string | Buffer },
    json?: Readonly<Record<string, unknown>>,
  ): Promise<Answer>;
  readonly cookies: Map<string, string>;
}

export function createClient(app: FastifyInstance): Client {
  const cookies = new Map<string, string>();
  let token = '';
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    payload?: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await app.inject({
      method,
      url,
      headers: {
        host: 'suara.test',
        ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line) || value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = response.body;
    if (String(response.headers['content-type']).startsWith('text/html') && response.headers['content-encoding'] === undefined) {
      inspectPage(text, `${method} ${url}`);
      token = /name="_csrf" value="([^"]*)"/.exec(text)?.[1] ?? token;
    }
    return { status: response.statusCode, headers: response.headers, text, location: String(response.headers.location ?? '') };
  };
  return {
    cookies,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, fields, headers) => {
      const form = new URLSearchParams({ _csrf: token });
      for (const [name, value] of Object.entries(fields)) {
        form.delete(name);
        for (const each of [value].flat()) form.append(name, each as string);
      }
      return send('POST', path, form.toString(), headers);
    },
    upload: (path, { name, content }, json = {}) => {
      const edge = 'suara-test-edge';
      const part = (about: string) => `--${edge}\r\ncontent-disposition: form-data; ${about}\r\n`;
      const payload = Buffer.concat([
        Buffer.from(`${part('name="_csrf"')}\r\n${token}\r\n`),
        ...Object.entries(json).map(([field, value]) =>
          Buffer.from(`${part(`name="${field}"`)}content-type: application/json\r\n\r\n${JSON.stringify(value)}\r\n`),
        ),
        Buffer.from(`${part(`name="file"; filename="${name}"`)}content-type: application/octet-stream\r\n\r\n`),
        Buffer.from(content),
        Buffer.from(`\r\n--${edge}--\r\n`),
      ]);
      return send('POST', path, payload, { 'content-type': `multipart/form-data; boundary=${edge}` });
    },
  };
}

/** What every page must have, checked wherever a test fetches one. */
export function inspectPage(html: string, where: string): void {
  expect(html.match(/<h1[\s>]/g)?.length, `${where}: exactly one h1`).toBe(1);
  expect(/<title>[^<]{3,}<\/title>/.test(html), `${where}: a title`).toBe(true);
  expect(/<html lang="(id|en|jv|su|min)"/.test(html), `${where}: a language`).toBe(true);
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
  expect(ids.length, `${where}: unique ids (${ids.filter((id, at) => ids.indexOf(id) !== at).join(', ')})`).toBe(
    new Set(ids).size,
  );
  expect(/\sstyle="|\son[a-z]+="/.test(html), `${where}: no inline style or handler`).toBe(false);
}

export interface TestHouse extends TestDatabase {
  readonly app: FastifyInstance;
  readonly office: TestOffice;
  readonly visitor: () => Client;
  readonly signIn: () => Promise<Client>;
  /** Somebody else of the same office, who joins by an invitation and signs in. */
  readonly join: (role: Role) => Promise<Client>;
  /** A second administrator agrees to everything that waits; they join at the first call. What each agreement was answered with. */
  readonly approveAll: () => Promise<Answer[]>;
}

let joined = 0;

const colleaguePassword = 'kata sandi uji rekan';

/** Two days ago: whoever joins is settled, so that they may be the second person at once. */
const settled = () => new Date(Date.now() - 48 * 3_600_000);

/** Somebody joins an office by an invitation, two days ago unless said, and signs in. */
export async function joinOffice(
  app: FastifyInstance,
  db: Db,
  office: TestOffice,
  role: Role,
  at: Date = settled(),
): Promise<Client> {
  const account = { name: `Rekan ${++joined}`, email: `rekan${joined}@uji.test`, password: colleaguePassword };
  const token = await transact(db, office.scope, (tx) => inviteOfficer(tx, office.scope, role, at));
  await acceptInvitation(db, token, account, at);
  const client = createClient(app);
  await client.get('/masuk');
  expect((await client.post('/masuk', { email: account.email, password: account.password })).status).toBe(303);
  return client;
}

/** Agrees to every request that waits for this person, who joined by `joinOffice`, in the order of asking. */
export async function approveWaiting(client: Client): Promise<Answer[]> {
  const list = (await client.get('/persetujuan')).text.split('Menunggu orang lain')[0]?.split('Sudah diputuskan')[0] ?? '';
  const ids = [...list.matchAll(/href="\/persetujuan\/([0-9a-f-]{36})"/g)].map((match) => match[1]).toReversed();
  const answers = [];
  for (const id of ids) {
    await client.get(`/persetujuan/${id}`);
    answers.push(await client.post(`/persetujuan/${id}/setujui`, { password: colleaguePassword }));
  }
  return answers;
}

/** Composes the application; `office: false` leaves the database without any office, as on the first run. */
export async function testHouse(
  options: { installation?: Partial<Installation>; config?: Partial<Config> } = {},
): Promise<TestHouse> {
  const database = await testDatabase();
  const office = await foundTestOffice(database.db);
  const app = await composeForTest(database, options);
  const visitor = () => createClient(app);
  const join = (role: Role) => joinOffice(app, database.db, office, role);
  let second: Client | null = null;
  return {
    ...database,
    app,
    office,
    visitor,
    join,
    approveAll: async () => {
      second ??= await join('admin');
      return approveWaiting(second);
    },
    signIn: async () => {
      const client = visitor();
      await client.get('/masuk');
      const answer = await client.post('/masuk', { email: office.email, password: office.password });
      expect(answer.status, 'sign-in').toBe(303);
      return client;
    },
  };
}

/** The application over a given database, closed after the last test. */
export async function composeForTest(
  database: TestDatabase,
  { installation = {}, config = {} }: { installation?: Partial<Installation>; config?: Partial<Config> } = {},
): Promise<FastifyInstance> {
  const app = await compose({ ...testConfig, ...config }, database.db, {
    log: pino({ level: 'silent' }),
    inDemo: false,
    demoAccounts: null,
    banner: null,
    oneTimeCode: '12345678',
    startDemo: async () => {},
    leaveDemo: async () => {},
    ready: async () => true,
    ...installation,
  });
  await app.ready();
  afterAll(() => app.close());
  return app;
}
