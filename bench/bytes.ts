/**
 * What opening each kind of page costs in a real Chromium, the first time and again, against the limits of the plan (experience, budgets).
 * Counted twice: by the browser's own network events, and by a proxy before the server that sees what a service worker asks for too.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { assignQuestionnaire } from '../src/modules/survey/actions/questionnaire.ts';
import { instruments, offerLanguages } from '../src/modules/survey/index.ts';
import { noChanges } from '../src/modules/survey/rules/instrument.ts';
import { formLangs, furtherLangs } from '../src/modules/survey/rules/languages.ts';
import { insertQuestionnaire } from '../src/modules/survey/store/instruments.ts';
import { readConfig } from '../src/platform/config.ts';
import { transact } from '../src/platform/db/db.ts';
import { boot } from '../src/platform/start.ts';
import { openBrowser, type PageOptions, type TestBrowser } from '../test/browser.ts';
import { foundTestOffice, type TestOffice } from '../test/office.ts';
import type { Measurement } from './context.ts';
import { freePort } from './measuring/process.ts';
import { spawnServer, stopServer, untilReady } from './measuring/serving.ts';

interface Limit {
  readonly requests: number;
  readonly bytes: number;
}

/** The budgets of the plan. `repeat`: of a further visit. */
const limits = {
  form9: { requests: 1, bytes: 9_000 },
  form19: { requests: 1, bytes: 14_000 },
  enhanced: { requests: 3, bytes: 30_000 },
  kiosk: { requests: 3, bytes: 40_000 },
  page: { requests: 8, bytes: 150_000 },
  repeat: { requests: 8, bytes: 25_000 },
} as const satisfies Readonly<Record<string, Limit>>;

interface Count {
  requests: number;
  /** As they were packed, without headers. */
  body: number;
  /** Status line and headers of the answers. */
  head: number;
  readonly paths: string[];
}

interface Tap {
  readonly base: string;
  /** What went through since the last time. */
  take(): Count;
  close(): void;
}

const nothing = (): Count => ({ requests: 0, body: 0, head: 0, paths: [] });

/** Stands before the server and counts; changes nothing of what passes. */
async function openTap(port: number): Promise<Tap> {
  let count = nothing();
  const server = createServer((from, to) => {
    const here = count;
    here.requests++;
    here.paths.push(from.url ?? '');
    const onward = ask({ port, host: '127.0.0.1', path: from.url, method: from.method, headers: from.headers }, (answer) => {
      const raw = answer.rawHeaders;
      here.head += `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n\r\n`.length;
      for (let at = 0; at < raw.length; at += 2) here.head += `${raw[at]}: ${raw[at + 1]}\r\n`.length;
      to.writeHead(answer.statusCode ?? 502, raw);
      answer.on('data', (piece: Buffer) => {
        here.body += piece.length;
      });
      answer.pipe(to);
    });
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = count;
      count = nothing();
      return taken;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Bytes that the page itself had over the wire, headers included, by Chromium's count. */
async function countIn(page: Page, act: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await act();
  await session.detach();
  return bytes;
}

/** The names of the scored questions on a form: those with four answers in a row of their own. */
async function itemsOn(page: Page): Promise<string[]> {
  const names = await page.$$eval('.o input[type=radio][value="4"]', (all) => all.map((each) => each.getAttribute('name') ?? ''));
  return [...new Set(names)];
}

interface Line {
  readonly page: string;
  readonly state: string;
  readonly visit: 'cold' | 'repeat';
  readonly requests: number;
  readonly compressed_bytes: number;
  readonly header_bytes: number;
  /** By Chromium, of the page alone: less where a worker asked too. */
  readonly browser_bytes: number;
  readonly limit: Limit | null;
  readonly ratio_requests: number | null;
  readonly ratio_bytes: number | null;
  readonly paths: readonly string[];
}

async function measureAll(tap: Tap, browser: TestBrowser, office: TestOffice, log: (line: string) => void): Promise<Line[]> {
  const lines: Line[] = [];
  const [nine, nineteen] = office.services;
  const add = async (
    page: Page,
    about: Pick<Line, 'page' | 'state' | 'visit'> & { readonly limit: Limit | null },
    act: () => Promise<unknown>,
  ) => {
    tap.take();
    const browserBytes = await countIn(page, act);
    const { requests, body, head, paths } = tap.take();
    const { limit, ...rest } = about;
    const ratio = (value: number, most: number | undefined) =>
      most === undefined ? null : Math.round((1000 * value) / most) / 1000;
    lines.push({
      ...rest,
      ...{ requests, compressed_bytes: body, header_bytes: head, browser_bytes: browserBytes, limit },
      ratio_requests: ratio(requests, limit?.requests),
      ratio_bytes: ratio(body, limit?.bytes),
      // Codes and receipts are others at each run.
      paths: paths.map((path) => path.replaceAll(nine?.code ?? '-', '<kode>').replaceAll(nineteen?.code ?? '-', '<kode>')),
    });
    log(
      `${about.page} · ${about.state} · ${about.visit}: ${requests} permintaan, ${body} bita (${ratio(body, limit?.bytes) ?? '–'})`,
    );
  };
  const open = (page: Page, path: string) => () => page.goto(tap.base + path, { waitUntil: 'networkidle' });
  /** The first visit and the second one of somebody who was never here. */
  const twice = async (
    about: { readonly page: string; readonly state: string; readonly limit: Limit; readonly again: Limit | null },
    path: string,
    options: PageOptions,
    ready: (page: Page) => Promise<unknown> = async () => {},
  ) => {
    const page = await browser.page({ width: 360, ...options });
    const { again, limit, ...rest } = about;
    const go = async () => {
      await open(page, path)();
      await ready(page);
    };
    await add(page, { ...rest, visit: 'cold', limit }, go);
    await add(page, { ...rest, visit: 'repeat', limit: again }, go);
    await page.context().close();
  };

  const plain = { script: false };
  const form = `/s/${nine?.code}`;
  for (const lang of formLangs)
    await twice(
      { page: 'form, 9 items', state: `without script, ${lang}`, limit: limits.form9, again: limits.form9 },
      `${form}?bahasa=${lang}`,
      plain,
    );
  await twice(
    { page: 'form, 9 items', state: 'without script, large print', limit: limits.form9, again: limits.form9 },
    `${form}?besar=1`,
    plain,
  );
  await twice({ page: 'form, 9 items', state: 'with script', limit: limits.enhanced, again: limits.enhanced }, form, {});
  await twice(
    { page: 'form, several services', state: 'without script', limit: limits.form9, again: limits.form9 },
    `/s/${office.officeCode}`,
    plain,
  );
  const long = `/s/${nineteen?.code}`;
  // A form of other questions would be measured in their place and nobody would see it.
  for (const [path, items] of [
    [form, 9],
    [long, 19],
  ] as const) {
    const page = await browser.page(plain);
    await open(page, path)();
    const asked = await itemsOn(page);
    if (asked.length !== items) throw new Error(`${path} asks ${asked.length} items, not ${items}`);
    await page.context().close();
  }
  for (const lang of ['id', 'en'])
    await twice(
      { page: 'form, 19 items', state: `without script, ${lang}`, limit: limits.form19, again: limits.form19 },
      `${long}?bahasa=${lang}`,
      plain,
    );
  await twice({ page: 'form, 19 items', state: 'with script', limit: limits.enhanced, again: limits.enhanced }, long, {});

  const person = await browser.page({ width: 360, ...plain });
  await open(person, form)();
  for (const name of await itemsOn(person)) await person.check(`input[name="${name}"][value="3"]`, { force: true });
  await add(person, { page: 'receipt', state: 'without script, after sending', visit: 'cold', limit: null }, async () => {
    await Promise.all([person.waitForURL(/\/tanda\//), person.click('main button[type=submit]')]);
    await person.waitForLoadState('networkidle');
  });
  await add(person, { page: 'receipt', state: 'without script', visit: 'repeat', limit: limits.form9 }, () =>
    person.reload({ waitUntil: 'networkidle' }),
  );
  await person.context().close();

  const standsBy = (page: Page) =>
    page.waitForFunction(async () => {
      await navigator.serviceWorker.ready;
      const kept = await (await caches.open('suara-formulir-1')).keys();
      return kept.some(({ url }) => url.includes('/kios/')) && kept.some(({ url }) => url.includes('/assets/'));
    });
  await twice(
    { page: 'kiosk', state: 'one service', limit: limits.kiosk, again: limits.kiosk },
    `/kios/${nine?.code}`,
    { width: 1280 },
    standsBy,
  );

  for (const [page, path] of [
    ['landing page of the portal', '/ikm'],
    ['how it is computed', '/cara-menghitung'],
  ] as const)
    await twice({ page, state: 'with script', limit: limits.page, again: limits.repeat }, path, { width: 1280 });

  const officer = await browser.page();
  await officer.goto(`${tap.base}/masuk`);
  await officer.fill('[name=email]', office.email);
  await officer.fill('[name=password]', office.password);
  await officer.click('main button');
  await officer.waitForURL(/\/beranda/);
  const cookies = await officer.context().cookies();
  await officer.context().close();
  const fresh = await browser.page();
  await fresh.context().addCookies(cookies);
  const home = { page: 'officer’s home', state: 'signed in' };
  await add(fresh, { ...home, visit: 'cold', limit: limits.page }, open(fresh, '/beranda'));
  await add(fresh, { ...home, visit: 'repeat', limit: limits.repeat }, open(fresh, '/beranda'));
  await fresh.context().close();
  return lines;
}

export const bench: Measurement = async ({ log }) => {
  const folder = mkdtempSync(join(tmpdir(), 'suara-bytes-'));
  chmodSync(folder, 0o711);
  const port = await freePort();
  const environment = { PORT: String(port), SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0', LOG_LEVEL: 'fatal' };
  const founding = await boot(readConfig(environment), { part: 'command', max: 2 });
  const office = await foundTestOffice(founding.db, { at: new Date() });
  await transact(founding.db, office.scope, async (tx) => {
    const at = new Date();
    await offerLanguages(tx, office.scope, furtherLangs, at);
    const law = instruments['skm-online-19'];
    // Fourteen of the nineteen measure an unsur; the five on integrity are asked beside them, in their own words.
    const own = (law?.items ?? [])
      .filter(({ unsur }) => unsur === null)
      .map(({ question, scale }, n) => ({
        ...{ id: `own-${n + 1}`, kind: 'choice' as const, question, unsur: null },
        options: scale.map(({ label }) => label),
      }));
    const long = { name: 'SKM Online, 19 butir', base: 'skm-online-19', changes: { ...noChanges, own } };
    const id = await insertQuestionnaire(tx, office.scope, long, at);
    await assignQuestionnaire(tx, office.scope, [office.services[1]?.id ?? ''], id, at);
  });
  await founding.stop();
  const server = spawnServer(environment);
  try {
    await untilReady(port, server);
    const tap = await openTap(port);
    const browser = await openBrowser();
    try {
      const pages = await measureAll(tap, browser, office, log);
      const over = pages.filter(({ ratio_bytes, ratio_requests }) => (ratio_bytes ?? 0) > 1 || (ratio_requests ?? 0) > 1);
      if (over.length > 0) process.exitCode = 1;
      return {
        counted: 'compressed bodies over the wire, against the budgets of the plan; headers apart',
        over_limit: over.map(({ page, state, visit }) => `${page}, ${state}, ${visit}`),
        highest_ratio_bytes: Math.max(...pages.map(({ ratio_bytes }) => ratio_bytes ?? 0)),
        pages,
      };
    } finally {
      await browser.close();
      tap.close();
    }
  } finally {
    await stopServer(server);
    rmSync(folder, { recursive: true, force: true });
  }
};
