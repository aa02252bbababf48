/**
 * A real Chromium for tests. One browser per test file; every page starts fresh and remembers what went wrong on it.
 *
 *     const browser = await openBrowser();                   // in beforeAll; browser.close() in afterAll
 *     const page = await browser.page({ width: 360, dark: true });
 *     await page.goto(url);
 *     await checkAxe(page);                                  // zero accessibility violations, or an error that names each
 *     expectQuiet(page);                                     // nothing logged as an error, no failed script
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import chromiumPackage from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);

/**
 * Runs as root in a container, and asks nothing of the network. The npm browser's own list is not taken over: it is meant
 * for one short page in one process (the second page would end the browser) and switches web security off.
 */
const args = [
  '--headless=shell',
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--hide-scrollbars',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface PageOptions {
  width?: number;
  height?: number;
  dark?: boolean;
  /** `false` for a visitor without JavaScript. */
  script?: boolean;
  reducedMotion?: boolean;
  /** The visitor's language. */
  locale?: string;
}

export interface TestBrowser {
  /** A page of its own context: no cookies shared with another. Default 1280 × 800, light, Indonesian. */
  page(options?: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

const complaints = new WeakMap<Page, string[]>();
/** For a page without scripts: how to make its twin with them. */
const scriptless = new WeakMap<Page, BrowserContextOptions>();

async function launch(): Promise<Browser> {
  let reason: unknown;
  try {
    return await chromium.launch({ executablePath: await chromiumPackage.executablePath(), args, headless: true });
  } catch (error) {
    reason = error;
  }
  const installed = systemBrowsers.find((path) => existsSync(path));
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args, headless: true });
  throw new Error(
    'No browser for the tests: `apt-get install -y libnss3 libnspr4` lets the one from npm run, or install chromium.',
    { cause: reason },
  );
}

/** Starts the browser: the one from npm, else the system's. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await launch();
  return {
    async page({ width = 1280, height = 800, dark = false, script = true, reducedMotion = false, locale = 'id-ID' } = {}) {
      const options: BrowserContextOptions = {
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
        javaScriptEnabled: script,
        locale,
        timezoneId: 'Asia/Jakarta',
      };
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const heard: string[] = [];
      complaints.set(page, heard);
      if (!script) scriptless.set(page, { ...options, javaScriptEnabled: true });
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          heard.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => heard.push(`script: ${error.message}`));
      return page;
    },
    close: () => browser.close(),
  };
}

/** Fails when the page logged an error or a warning, or a script threw. `allowed` takes out what the test provoked itself. */
export function expectQuiet(page: Page, allowed: readonly RegExp[] = []): void {
  const heard = (complaints.get(page) ?? []).filter((line) => !allowed.some((pattern) => pattern.test(line)));
  if (heard.length > 0) throw new Error(`${page.url()} is not quiet:\n${heard.join('\n')}`);
}

interface AxeNode {
  readonly html: string;
  readonly failureSummary?: string;
  readonly any: readonly { readonly data?: { readonly messageKey?: string } | null }[];
}

interface AxeFinding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly AxeNode[];
}

/**
 * Zero violations of every axe rule, best practices included, or an error that names each with its element. Works on pages
 * that forbid scripts too: axe is handed over by the debugger, not by the page.
 */
export async function checkAxe(page: Page): Promise<void> {
  const options = scriptless.get(page);
  const browser = page.context().browser();
  if (options === undefined || browser === null) return examine(page);
  // axe needs timers, which a visitor without JavaScript does not have: it examines a twin of the page, the same document at
  // the same address, whose own scripts are forbidden. What was typed but not sent is not in the twin.
  const html = await page.content();
  const context = await browser.newContext(options);
  try {
    await context.addCookies(await page.context().cookies());
    const twin = await context.newPage();
    const address = /^https?:/.test(page.url()) ? page.url() : 'http://tanpa-alamat.test/';
    await twin.route(address, (route) =>
      route.fulfill({
        body: html,
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': "script-src 'none'" },
      }),
    );
    await twin.goto(address);
    await examine(twin);
  } finally {
    await context.close();
  }
}

let axeSource: string | undefined;

async function examine(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    axeSource ??= await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
    await page.evaluate(axeSource);
  }
  const violations = await page.evaluate(async () => {
    type Outcome = { violations: AxeFinding[]; incomplete: AxeFinding[] };
    const axe = (globalThis as unknown as { axe: { run(): Promise<Outcome> } }).axe;
    const result = await axe.run();
    // Letters in the very colour of their ground are "incomplete" to axe, since they might be meant. Here they never are.
    const invisible = result.incomplete
      .map((finding) => ({
        ...finding,
        nodes: finding.nodes.filter((node) => node.any.some((check) => check.data?.messageKey === 'equalRatio')),
      }))
      .filter((finding) => finding.nodes.length > 0);
    return [...result.violations, ...invisible].map((v) => ({
      id: v.id,
      help: v.help,
      nodes: v.nodes.map((n) => `${n.html.slice(0, 160)}\n      ${n.failureSummary?.replace(/\n\s*/g, ' ') ?? ''}`),
    }));
  });
  if (violations.length === 0) return;
  const lines = violations.map(
    (v) =>
      `${v.id}: ${v.help}\n    ${v.nodes.slice(0, 5).join('\n    ')}${v.nodes.length > 5 ? `\n    and ${v.nodes.length - 5} more` : ''}`,
  );
  throw new Error(`${page.url()} has accessibility violations:\n  ${lines.join('\n  ')}`);
}

/** By how many pixels the page can be scrolled sideways. Zero is what we want at any width from 320. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
