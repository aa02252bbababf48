/**
 * What the journeys through the house share: a server that really listens, a page looked at in every form it takes, and what a visit costs.
 *
 *     const base = await listen(app);
 *     const look = inspector();
 *     await look(page, 'form with errors');       // axe and sideways scroll at 360 and 1280 pixels, one light and one dark, in turn
 *     const keep = keeper(look, [[code, 'kode']]);
 *     await keep(page, 'id-errors');              // the same, and what a screen reader is given, held against fixtures/accessibility
 *     test('every state was accessible', () => expect(look.faults).toEqual([]));
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { localDay } from '../src/kernel/dates.ts';
import { periodOf } from '../src/kernel/period.ts';
import { checkAxe, expectQuiet, sidewaysScroll } from './browser.ts';
import { testDatabase } from './db.ts';
import { composeForTest } from './house.ts';
import { foundTestOffice } from './office.ts';

/** Listens on a free port of this machine; the address without a slash at its end. */
export async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

/** The quarter that runs today in western Indonesia. */
export function runningQuarter(): string {
  return periodOf('quarter', localDay(new Date(), 'Asia/Jakarta')).code;
}

/** The unsur of the standard form, by the names of its fields, as they stand on the page. */
export const unsurFields = [
  'requirements',
  'procedure',
  'time',
  'cost',
  'product',
  'competence',
  'behaviour',
  'facilities',
  'complaints',
];

/** An office whose period runs today and whose two services have a form each: where journeys of respondents begin. */
export async function openOffice() {
  const database = await testDatabase();
  const office = await foundTestOffice(database.db, { period: runningQuarter(), at: new Date() });
  const app = await composeForTest(database);
  const [service, other] = office.services;
  return { database, office, app, service, other, code: service?.code ?? '' };
}

interface Inspector {
  /** Looks at the page as it stands now. What is wrong is kept, so that one journey names every fault at once. */
  (page: Page, state: string): Promise<void>;
  readonly faults: string[];
  /** How many states were looked at: a journey that stops early must not pass. */
  readonly states: string[];
}

const widths = [360, 1280] as const;

/** What the browser itself says of the answers that a journey provokes. */
const provoked = [/status of (403|404|409|410|413|422)/, /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED)/];

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Colours that fade from one scheme to the other have arrived. */
function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const fading = () => document.getAnimations().filter((each) => each instanceof CSSTransition);
    do await new Promise(requestAnimationFrame);
    while (fading().length > 0);
  });
}

export function inspector(): Inspector {
  const faults: string[] = [];
  const states: string[] = [];
  const look = async (page: Page, state: string): Promise<void> => {
    states.push(state);
    const before = page.viewportSize();
    const [light, dark] = states.length % 2 === 0 ? widths : widths.toReversed();
    for (const [width, colorScheme] of [
      [light, 'light'],
      [dark, 'dark'],
    ] as const) {
      await page.setViewportSize({ width: width ?? 0, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page);
      const where = `${state} (${width}, ${colorScheme})`;
      try {
        await checkAxe(page);
      } catch (error) {
        faults.push(`${where}: ${messageOf(error)}`);
      }
      const sideways = await sidewaysScroll(page);
      if (sideways > 0) faults.push(`${where}: scrolls ${sideways} pixels sideways`);
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
    if (before) await page.setViewportSize(before);
    try {
      expectQuiet(page, provoked);
    } catch (error) {
      faults.push(`${state}: ${messageOf(error)}`);
    }
  };
  return Object.assign(look, { faults, states });
}

/** What differs from run to run, and what is kept in its place. */
type Passing = readonly (readonly [what: string | RegExp, name: string])[];

const month = '(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des)[a-z]*';
const passing: Passing = [
  [/\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}\b/g, 'KODE-BUKTI'],
  [/[A-Za-z0-9+/]{43}=/g, 'SIDIK'],
  [/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID'],
  [/(daun=|nomor |nomer |number )\d+/g, '$1N'],
  [/sidik=[^\s&]+/g, 'sidik=SIDIK'],
  [new RegExp(`\\b\\d{1,2} ${month} \\d{4}(?:, \\d\\d\\.\\d\\d)?`, 'g'), 'HARI'],
  [/\b\d{4}-\d\d-\d\d\b/g, 'HARI'],
  [/pukul \d\d\.\d\d/g, 'pukul JAM'],
  [/ \(\d+ kali dicoba\)/g, ''],
  [/http:\/\/127\.0\.0\.1:\d+/g, ''],
];
const folder = join(import.meta.dirname, 'fixtures', 'accessibility');

/**
 * Looks at a page as `look` does, and holds what a screen reader is given of it, or of a part of it, against fixtures/accessibility;
 * `UPDATE_DOCS=1` writes that anew. No person has tried it: it shows that nothing changed unseen, not that the page is good to use.
 */
export function keeper(look: Inspector, names: Passing = []) {
  return async (page: Page, state: string, part = 'body'): Promise<void> => {
    await look(page, state);
    let tree = await page.locator(part).ariaSnapshot();
    for (const [what, name] of [...names, ...passing]) tree = tree.replaceAll(what, name);
    const file = join(folder, `${state}.yml`);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(file, `${tree}\n`);
    expect(existsSync(file), `${file} is missing: UPDATE_DOCS=1 writes it`).toBe(true);
    expect(`${tree}\n`, state).toBe(readFileSync(file, 'utf8'));
  };
}

/** Tab, until this is where the focus is: whoever has a keyboard only comes to it so. */
export async function tabTo(page: Page, what: string): Promise<void> {
  const wanted = page.locator(what).first();
  // Where the page itself says what is first, that comes shortly after it has loaded.
  await page.waitForFunction(() => document.activeElement !== document.body || !document.querySelector('[autofocus]'));
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`Tab does not come to ${what}`);
}

interface Cost {
  readonly requests: string[];
  /** As they went over the wire, headers included; nothing for what came from the browser's own store. */
  readonly bytes: number;
}

/** What opening an address costs this page's visitor. */
export async function costOf(page: Page, url: string): Promise<Cost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const requests: string[] = [];
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (!request.url.startsWith('data:')) requests.push(request.url);
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await session.detach();
  return { requests, bytes };
}
