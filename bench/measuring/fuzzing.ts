/**
 * Every route of the house with whatever a sender may think of: ids of other things, fields of other forms, endless texts, halves of
 * characters, bodies of another kind. Names and ids are collected from the pages themselves, so that much of it gets past the schemas and
 * into the actions. Claimed: no answer of 500 or above, none that takes longer than `slowestMs`.
 */
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { houseDoors } from '../../src/app.ts';
import type { Route } from '../../src/platform/web/module.ts';
import type { TestOffice } from '../../test/office.ts';

export interface FuzzOptions {
  readonly app: FastifyInstance;
  readonly office: TestOffice;
  readonly seed: number;
  readonly milliseconds: number;
}

export interface FuzzOutcome {
  readonly requests: number;
  readonly routes: number;
  /** How often each class of status came. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly slowest_ms: number;
  /** The smallest request found that breaks the claim, with what came back; null where none was found. */
  readonly counterexample: string | null;
  /** Megabytes of objects after a third of the time and at the end, garbage collected where Node allows it. */
  readonly heap_mb: readonly [number, number];
}

const slowestMs = 10_000;

interface Sent {
  readonly route: number;
  readonly params: readonly string[];
  readonly query: readonly (readonly [string, string])[];
  readonly fields: readonly (readonly [string, string])[];
  readonly kind: 'form' | 'json' | 'multipart' | 'text';
  readonly signedIn: boolean;
}

/** A browser's memory: cookies, and the token of the last page. */
function createSender(app: FastifyInstance) {
  const cookies = new Map<string, string>();
  let token = '';
  return {
    token: () => token,
    clear: () => cookies.clear(),
    async send(method: 'GET' | 'POST', url: string, body?: { readonly type: string; readonly payload: string }, keep = false) {
      const response = await app.inject({
        method,
        url,
        headers: {
          host: 'suara.test',
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(body ? { 'content-type': body.type } : {}),
        },
        ...(body ? { payload: body.payload } : {}),
      });
      if (keep) {
        for (const line of [response.headers['set-cookie'] ?? []].flat()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        token = /name="_csrf" value="([^"]*)"/.exec(response.body)?.[1] ?? token;
      }
      return response;
    },
  };
}

const form = (fields: readonly (readonly [string, string])[]) =>
  fields.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');

/** encodeURIComponent refuses halves of characters; a hostile sender does not ask it. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed());

function bodyOf({ kind, fields }: Sent, token: string): { type: string; payload: string } {
  if (kind === 'json')
    return { type: 'application/json', payload: JSON.stringify({ _csrf: token, ...Object.fromEntries(fields) }) };
  if (kind === 'text') return { type: 'text/plain', payload: form(fields) };
  if (kind === 'multipart') {
    const parts = [['_csrf', token] as const, ...fields].map(
      ([name, value], at) =>
        `--edge\r\ncontent-disposition: form-data; name="${name.replaceAll(/["\r\n]/g, '')}"${at === 1 ? '; filename="a.csv"' : ''}\r\n\r\n${value}\r\n`,
    );
    return { type: 'multipart/form-data; boundary=edge', payload: `${parts.join('')}--edge--\r\n` };
  }
  return { type: 'application/x-www-form-urlencoded', payload: form([['_csrf', token], ...fields]) };
}

/** What is sent besides what the pages name. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    '99999999999999999999',
    '2147483648',
    'NaN',
    'null',
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '2026-tw9',
    '../../etc/passwd',
    "' or 1=1--",
    '<script>alert(1)</script>',
    '%00',
    '\u0000',
    '\ud800',
    '{"$ne":null}',
    '=cmd|" /C calc"!A1',
    '__proto__',
    'constructor',
    '＠',
    '🏛️'.repeat(50),
    'x'.repeat(5000),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.integer().map(String),
  fc.date({ noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
  fc.uuid(),
);

/** Sends until the time is over; the same seed sends the same, as long as the pages are the same. */
export async function fuzzRoutes({ app, office, seed, milliseconds }: FuzzOptions): Promise<FuzzOutcome> {
  const routes: readonly Route[] = houseDoors(app)
    .flatMap((door) => door.routes)
    // Whoever signs out at random would fuzz the sign-in page only.
    .filter((route) => route.path !== '/keluar');
  const sender = createSender(app);
  const stranger = createSender(app);
  const signIn = async () => {
    sender.clear();
    await sender.send('GET', '/masuk', undefined, true);
    const fields = [
      ['_csrf', sender.token()],
      ['email', office.email],
      ['password', office.password],
    ] as const;
    await sender.send('POST', '/masuk', { type: 'application/x-www-form-urlencoded', payload: form(fields) }, true);
    await sender.send('GET', '/akun', undefined, true);
  };
  await signIn();
  await stranger.send('GET', '/masuk', undefined, true);

  const names = new Set(['__proto__', 'constructor', 'q', 'k', 'layanan', 'periode', 'halaman', 'bahasa']);
  const ids = new Set([office.unitId, office.unitCode, office.officeCode, office.period.id, office.period.code]);
  for (const { id, code } of office.services) {
    ids.add(id);
    ids.add(code);
  }
  for (const { method, path } of routes) {
    if (method !== 'GET') continue;
    for (const id of path.includes(':') ? [...ids].slice(0, 12) : ['']) {
      const { body } = await sender.send('GET', path.replaceAll(/:[a-z_]+/gi, id));
      for (const [, name = ''] of body.matchAll(/\sname="?([\w.[\]-]+)"?/g)) names.add(name);
      for (const [id] of body.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)) ids.add(id);
    }
  }
  names.delete('_csrf');
  const value = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.constantFrom('1', '3', 'on', 'id') },
    { weight: 3, arbitrary: nasty },
  );
  const pair = fc.tuple(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: nasty }), value);
  const request: fc.Arbitrary<Sent> = fc.record({
    route: fc.nat(routes.length - 1),
    params: fc.array(value, { minLength: 3, maxLength: 3 }),
    query: fc.array(pair, { maxLength: 4 }),
    fields: fc.array(pair, { maxLength: 25 }),
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constant('form' as const) },
      { weight: 1, arbitrary: fc.constantFrom('json' as const, 'multipart' as const, 'text' as const) },
    ),
    signedIn: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  });

  const statuses: Record<string, number> = {};
  let requests = 0;
  let slowest = 0;
  let heapEarly = 0;
  /** What broke the claim first, noted by ourselves: the time limit may come between an answer and the report of its failure. */
  let broken: string | null = null;
  /** The request on its way when the time is over. It is waited for: the caller closes the house next. */
  let last: Promise<unknown> = Promise.resolve();
  const began = performance.now();
  const heap = () => {
    (globalThis as { gc?: () => void }).gc?.();
    return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
  };
  const result = await fc.check(
    fc.asyncProperty(request, async (sent) => {
      const route = routes[sent.route];
      if (!route) return;
      let at = 0;
      const path = route.path.replaceAll(/:[a-z_]+/gi, () => encode(sent.params[at++] ?? ''));
      const url = sent.query.length > 0 ? `${path}?${form(sent.query)}` : path;
      const who = sent.signedIn ? sender : stranger;
      const from = performance.now();
      const sending = who.send(route.method, url, route.method === 'POST' ? bodyOf(sent, who.token()) : undefined);
      last = sending.catch(() => {});
      const response = await sending;
      const took = performance.now() - from;
      requests++;
      slowest = Math.max(slowest, took);
      const kind = `${Math.floor(response.statusCode / 100)}xx`;
      statuses[kind] = (statuses[kind] ?? 0) + 1;
      if (heapEarly === 0 && performance.now() - began > milliseconds / 3) heapEarly = heap();
      // A wrong password or an ended session: signed in again, so that what follows reaches its page.
      if (sent.signedIn && response.statusCode === 401) await signIn();
      const wrong =
        response.statusCode >= 500
          ? `${route.method} ${route.path}: ${response.statusCode} ${response.body.slice(0, 200)}`
          : took > slowestMs
            ? `${route.method} ${route.path}: ${Math.round(took)} ms`
            : null;
      if (wrong === null) return;
      broken ??= `${wrong} ${JSON.stringify(sent).slice(0, 2000)}`;
      throw new Error(wrong);
    }),
    { seed, numRuns: 2 ** 30, interruptAfterTimeLimit: milliseconds, markInterruptAsFailure: false, endOnFailure: false },
  );
  await last;
  // What follows an answer in the property runs in the same turn of the queue or the next.
  await new Promise((resolve) => setImmediate(resolve));
  return {
    requests,
    routes: routes.length,
    statuses,
    slowest_ms: Math.round(slowest),
    counterexample: result.failed
      ? `${String(result.errorInstance)} ${JSON.stringify(result.counterexample?.[0]).slice(0, 2000)}`
      : broken,
    heap_mb: [heapEarly, heap()],
  };
}
