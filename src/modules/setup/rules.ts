/** What the first-run wizard knows: its steps, what was filled in, and what follows from it. Pure. */
import type { LocalDay } from '../../kernel/dates.ts';
import { nextPeriod, type Period, type PeriodKind, parsePeriod, periodOf } from '../../kernel/period.ts';

/** The steps in their order; each is also its address, `/siapkan/<step>`. */
export const steps = ['instansi', 'unit', 'layanan', 'periode', 'alamat', 'petugas', 'periksa'] as const;
export type Step = (typeof steps)[number];

/** One line of the services step, as it was written. */
export interface ServiceLine {
  readonly name: string;
  /** The name of its unit; empty for the office itself. */
  readonly unit: string;
  /** How many people it serves; may be empty. */
  readonly n: string;
}

/** Everything filled in so far, as it was written, so that nothing is lost by going back or by a slip. Never a password. */
export interface Draft {
  readonly name: string;
  readonly region: string;
  readonly zone: string;
  /** Names of units below the office. */
  readonly units: readonly string[];
  readonly services: readonly ServiceLine[];
  /** Whether N counts a year or one survey period. */
  readonly basis: 'year' | 'period';
  /** A period's code. */
  readonly period: string;
  /** An origin, `own` for what is in `ownAddress`, `later` for none yet. */
  readonly address: string;
  readonly ownAddress: string;
  readonly officerName: string;
  readonly email: string;
}

export const emptyDraft: Draft = {
  name: '',
  region: '',
  zone: 'Asia/Jakarta',
  units: [],
  services: [],
  basis: 'year',
  period: '',
  address: '',
  ownAddress: '',
  officerName: '',
  email: '',
};

/** The step after, or before, this one; itself at the ends. */
export function neighbour(step: Step, by: 1 | -1): Step {
  const index = steps.indexOf(step) + by;
  return steps[Math.max(0, Math.min(index, steps.length - 1))] ?? step;
}

/** Lines of a text that say something, trimmed, without the dash, dot or number of a list, each once. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) =>
    line
      .trim()
      .replace(/^([-•*]|\d{1,3}[.)])\s+/, '')
      .replace(/\s+/g, ' '),
  );
  return [...new Set(lines)].filter((line) => /[\p{L}\p{N}]/u.test(line));
}

/**
 * Services pasted from a spreadsheet or written one per line: `name; N; unit`, with semicolons or tabs, N and unit optional.
 * A comma separates nothing: names have them.
 */
export function servicesOfText(text: string): ServiceLine[] {
  return linesOf(text.replaceAll('\t', ';')).map((line) => {
    const [name = '', n = '', unit = ''] = line.split(';').map((part) => part.trim());
    return { name, n, unit };
  });
}

/** Periods to start with: this quarter first, since three-monthly is what most offices practise. */
export function firstPeriods(today: LocalDay): Period[] {
  const now = (kind: PeriodKind) => periodOf(kind, today);
  return [now('quarter'), nextPeriod(now('quarter')), now('semester'), now('year'), now('month')];
}

const perYear: Readonly<Record<PeriodKind, number>> = { year: 1, semester: 2, quarter: 4, month: 12 };

/** N of one period from what was given, rounded half up; at least 1 where anybody was served. */
export function populationFor(given: number, basis: Draft['basis'], code: string): number {
  if (basis === 'period' || given === 0) return given;
  return Math.max(1, Math.round(given / perYear[parsePeriod(code).kind]));
}

/** How many periods of this kind make a year. */
export function periodsPerYear(code: string): number {
  return perYear[parsePeriod(code).kind];
}

/** One address of this machine in a network. */
export interface NetworkAddress {
  readonly address: string;
  readonly family: string;
  readonly internal: boolean;
}

const homeNetworks = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./];

/**
 * Origins at which phones in the same network may find this server: its IPv4 addresses, those of home and office networks
 * (RFC 1918) first; no loopback, no link-local (RFC 3927), no address twice.
 */
export function networkOrigins(
  interfaces: Readonly<Record<string, readonly NetworkAddress[] | undefined>>,
  port: number,
  tls: boolean,
): string[] {
  const rank = (address: string) => {
    const found = homeNetworks.findIndex((network) => network.test(address));
    return found < 0 ? homeNetworks.length : found;
  };
  const addresses = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(({ address, family, internal }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address);
  const usual = port === (tls ? 443 : 80) ? '' : `:${port}`;
  return [...new Set(addresses)]
    .sort((a, b) => rank(a) - rank(b))
    .map((address) => `${tls ? 'https' : 'http'}://${address}${usual}`);
}

/** Whether an IP address is this machine itself (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3, and IPv4 mapped into IPv6). */
export function isLoopbackIp(ip: string): boolean {
  return ip === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/i.test(ip);
}

/** Whether a server that listens on `host` can be reached from this machine only. */
export function listensToItselfOnly(host: string): boolean {
  return host === 'localhost' || isLoopbackIp(host);
}
