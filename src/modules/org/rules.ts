/** What an office is made of, and what its tree, its names and its periods refuse. Pure. */
import { daysBetween, type LocalDay } from '../../kernel/dates.ts';
import { nextPeriod, type Period as PeriodSpan, parsePeriod, periodOf } from '../../kernel/period.ts';
import { Problem } from '../../kernel/problem.ts';

/** The agency itself: one per tenant. */
export interface Office {
  readonly name: string;
  /** Kabupaten, kota, provinsi or ministry that the agency belongs to. */
  readonly regionName: string;
  /** IANA name, one of `timeZones`. */
  readonly timeZone: string;
  /** Origin that phones use, such as `http://192.168.1.5:8080`, without a final slash; null until somebody says so. */
  readonly publicUrl: string | null;
  /** Kode wilayah as `parseRegionCode` writes it; null until somebody says so. */
  readonly regionCode: string | null;
}

/**
 * A kode wilayah (Permendagri 137/2017) as it is kept: '33' a province, '33.74' a kabupaten or kota; null when the text is none.
 * Only the shape is checked: codes change when regions split, so no list of them is kept here. '3300' is how BPS writes a province, so
 * it is asked about and not guessed.
 */
export function parseRegionCode(text: string): string | null {
  const [, province, city] = /^([1-9]\d)(?:[. ]?(\d\d))?$/.exec(text.trim()) ?? [];
  if (province === undefined || city === '00') return null;
  return city === undefined ? province : `${province}.${city}`;
}

/** Whether a kode wilayah is a province's. */
export function isProvince(code: string | null): code is string {
  return code !== null && /^\d\d$/.test(code);
}

export const logoTypes = ['image/png', 'image/jpeg'] as const;
export type LogoType = (typeof logoTypes)[number];

/** Largest logo in bytes: it travels with every poster and sheet. */
export const largestLogo = 100 * 1024;

/** How the office looks to the public. */
export interface Brand {
  /** A name of the palette; empty is the house's own colour. */
  readonly accent: string;
  /** Whom to ask, as it is printed; empty for nobody. */
  readonly contact: string;
  /** `hash` is the SHA-256 of its bytes, in hex. */
  readonly logo: { readonly type: LogoType; readonly hash: string } | null;
}

/** A unit of the agency: the office itself (no parent), a UPT, a bidang, a kelurahan. */
export interface Unit {
  readonly id: string;
  readonly parentId: string | null;
  /** Its public name in addresses, unique in the installation, never changed: addresses are a promise. */
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly timeZone: string;
  readonly retiredAt: Date | null;
}

/** A public service of one unit: what an index is computed for. */
export interface Service {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly description: string;
  readonly retiredAt: Date | null;
}

/** A survey period of the office. `code` as in kernel/period; both days are included. */
export interface Period {
  readonly id: string;
  readonly code: string;
  readonly startsOn: LocalDay;
  readonly endsOn: LocalDay;
  readonly closedAt: Date | null;
}

/** N: how many people a service served in a period (PermenPANRB 14/2017: population per type of service), with its source. */
export interface Population {
  readonly serviceId: string;
  /** ≥ 0 */
  readonly population: number;
  readonly source: string;
  /** The code of the period it was carried over from; null once a person has given or confirmed it. */
  readonly copiedFrom: string | null;
}

/** What an N rests on. */
export const bases = ['register', 'queue', 'estimate'] as const;
export type Basis = (typeof bases)[number];

/** How good an N is, by whoever gave it. */
export const qualities = ['complete', 'partial', 'rough'] as const;
export type Quality = (typeof qualities)[number];

/** Ways in which people are served. */
export const waysOfServing = ['counter', 'online', 'visit', 'other'] as const;
export type ServedBy = (typeof waysOfServing)[number];

/** The zones of Indonesia by their everyday names. Pontianak keeps WIB, so it needs no entry of its own. */
export const timeZones = [
  { zone: 'Asia/Jakarta', abbreviation: 'WIB' },
  { zone: 'Asia/Makassar', abbreviation: 'WITA' },
  { zone: 'Asia/Jayapura', abbreviation: 'WIT' },
] as const;

const longestSlug = 60;

/**
 * The code that a name suggests: `Dinas Sosial Kab. Sekadau` → `dinas-sosial-kab-sekadau`. Lower-case ASCII letters and digits in words
 * joined by hyphens, at most 60 long, cut between words where there is one; `unit` when nothing is left.
 */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (words.length <= longestSlug) return words || 'unit';
  const cut = words.slice(0, longestSlug + 1).lastIndexOf('-');
  return words.slice(0, cut > 0 ? cut : longestSlug);
}

/** The `attempt`-th spelling to try for a code, from 1: `upt-utara`, `upt-utara-2`, `upt-utara-3` … */
export function slugAttempt(slug: string, attempt: number): string {
  return attempt <= 1 ? slug : `${slug}-${attempt}`;
}

interface Node {
  readonly id: string;
  readonly parentId: string | null;
}

/** The ids of a unit and of all below it; just the unit itself when nothing is known of it. */
export function branchOf(units: readonly Node[], unitId: string): string[] {
  const branch = [unitId];
  const seen = new Set(branch);
  for (const id of branch) {
    for (const unit of units) {
      if (unit.parentId !== id || seen.has(unit.id)) continue;
      seen.add(unit.id);
      branch.push(unit.id);
    }
  }
  return branch;
}

/** Units from the top down, each with its depth (0 for the office) and siblings by name. A unit whose parent is not among them stands at the top. */
export function treeOf<U extends Node & { readonly name: string }>(units: readonly U[]): { unit: U; depth: number }[] {
  const known = new Set(units.map((unit) => unit.id));
  const below = new Map<string | null, U[]>();
  for (const unit of units) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const lines: { unit: U; depth: number }[] = [];
  const walk = (parent: string | null, depth: number) => {
    const children = [...(below.get(parent) ?? [])].sort((a, b) => a.name.localeCompare(b.name, 'id'));
    for (const unit of children) {
      lines.push({ unit, depth });
      walk(unit.id, depth + 1);
    }
  };
  walk(null, 0);
  return lines;
}

/** The office itself: the unit without a parent, the first of them by id where an old import left several. */
export function officeUnitOf<U extends Node>(units: readonly U[]): U | null {
  const ids = new Set(units.map(({ id }) => id));
  // Of somebody who sees one branch only, its own top.
  const tops = units.filter((unit) => unit.parentId === null || !ids.has(unit.parentId)).sort((a, b) => (a.id < b.id ? -1 : 1));
  return tops[0] ?? null;
}

/**
 * Services as one tells them apart where those of several units stand in one list: two of one name ("Surat Pengantar" of two districts)
 * have their unit behind it.
 */
export function servicesApart<S extends Pick<Service, 'name' | 'unitId'>>(
  services: readonly S[],
  units: readonly Pick<Unit, 'id' | 'name'>[],
): S[] {
  const count = new Map<string, number>();
  for (const { name } of services) count.set(name, (count.get(name) ?? 0) + 1);
  return services.map((service) => {
    const unit = units.find(({ id }) => id === service.unitId);
    return unit && (count.get(service.name) ?? 0) > 1 ? { ...service, name: `${service.name} (${unit.name})` } : service;
  });
}

type TreeUnit = Pick<Unit, 'id' | 'parentId' | 'name' | 'retiredAt'>;

/**
 * Refuses to put a unit where the tree would break.
 * @throws Problem org.unit_unknown · org.unit_is_office (the office stays on top) · org.move_into_itself (a cycle) · org.unit_retired (the new parent is out of use)
 */
export function checkMove(units: readonly TreeUnit[], unitId: string, parentId: string): void {
  const unit = units.find((each) => each.id === unitId);
  const parent = units.find((each) => each.id === parentId);
  if (!unit || !parent) throw new Problem('org.unit_unknown');
  if (unit.parentId === null) throw new Problem('org.unit_is_office', { name: unit.name });
  if (branchOf(units, unitId).includes(parentId))
    throw new Problem('org.move_into_itself', { name: unit.name, parent: parent.name });
  if (parent.retiredAt) throw new Problem('org.unit_retired', { name: parent.name });
}

/** Where a unit may be moved to: every unit in use outside its own branch, its present parent included. */
export function parentsFor<U extends TreeUnit>(units: readonly U[], unitId: string): U[] {
  const own = new Set(branchOf(units, unitId));
  return units.filter((unit) => !own.has(unit.id) && unit.retiredAt === null);
}

/** What stops a unit from being retired: units and services below it that are still in use. `office` when it is the office itself. */
export interface RetireObstacles {
  readonly office: boolean;
  readonly units: readonly string[];
  readonly services: readonly string[];
}

export function retireObstacles(
  units: readonly TreeUnit[],
  services: readonly Pick<Service, 'unitId' | 'name' | 'retiredAt'>[],
  unitId: string,
): RetireObstacles {
  const below = new Set(branchOf(units, unitId));
  return {
    office: units.some((unit) => unit.id === unitId && unit.parentId === null),
    units: units.filter((unit) => unit.id !== unitId && below.has(unit.id) && !unit.retiredAt).map((unit) => unit.name),
    services: services.filter((service) => below.has(service.unitId) && !service.retiredAt).map((service) => service.name),
  };
}

/**
 * Refuses to retire a unit that is still needed: retiring it would hide what hangs below it.
 * @throws Problem org.unit_unknown · org.unit_is_office · org.unit_has_units · org.unit_has_services
 */
export function checkRetireUnit(
  units: readonly TreeUnit[],
  services: readonly Pick<Service, 'unitId' | 'name' | 'retiredAt'>[],
  unitId: string,
): void {
  const unit = units.find((each) => each.id === unitId);
  if (!unit) throw new Problem('org.unit_unknown');
  const obstacles = retireObstacles(units, services, unitId);
  if (obstacles.office) throw new Problem('org.unit_is_office', { name: unit.name });
  if (obstacles.units.length > 0) throw new Problem('org.unit_has_units', { name: unit.name, count: obstacles.units.length });
  if (obstacles.services.length > 0)
    throw new Problem('org.unit_has_services', { name: unit.name, count: obstacles.services.length });
}

/** Refuses to bring something back under a unit that is itself out of use. @throws Problem org.unit_unknown · org.unit_retired */
export function checkUnitInUse(units: readonly TreeUnit[], unitId: string): void {
  const unit = units.find((each) => each.id === unitId);
  if (!unit) throw new Problem('org.unit_unknown');
  if (unit.retiredAt) throw new Problem('org.unit_retired', { name: unit.name });
}

/** The periods among `periods` that share at least one day with `span`. */
function overlapping<P extends Pick<Period, 'startsOn' | 'endsOn'>>(
  periods: readonly P[],
  span: Pick<PeriodSpan, 'firstDay' | 'lastDay'>,
): P[] {
  return periods.filter((period) => period.startsOn <= span.lastDay && span.firstDay <= period.endsOn);
}

/**
 * Refuses a period that is there already, or that shares a day with another one, of whatever kind: an answer has one period, and
 * whether it came late must have one meaning (architecture §5.7, decision 0006).
 * @throws Problem org.period_taken · org.period_overlaps
 */
export function checkNewPeriod(periods: readonly Pick<Period, 'code' | 'startsOn' | 'endsOn'>[], span: PeriodSpan): void {
  if (periods.some((period) => period.code === span.code)) throw new Problem('org.period_taken', { code: span.code });
  const [clash] = overlapping(periods, span);
  if (clash) throw new Problem('org.period_overlaps', { code: span.code, other: clash.code });
}

/** The period before `span` whose N may be carried over: the latest earlier one of the same kind, since a year's N is not a quarter's. */
export function previousOfKind<P extends Pick<Period, 'code' | 'endsOn'>>(periods: readonly P[], span: PeriodSpan): P | null {
  const earlier = periods.filter((period) => period.endsOn < span.firstDay && parsePeriod(period.code).kind === span.kind);
  return earlier.sort((a, b) => (a.endsOn < b.endsOn ? 1 : -1))[0] ?? null;
}

/** The period to offer next: the one after the newest of the list (of its kind), or the current quarter when there is none. */
export function suggestPeriod(periods: readonly Pick<Period, 'code' | 'endsOn'>[], today: LocalDay): PeriodSpan {
  const [newest] = [...periods].sort((a, b) => (a.endsOn < b.endsOn ? 1 : -1));
  return newest ? nextPeriod(parsePeriod(newest.code)) : periodOf('quarter', today);
}

/** The period of the list that holds `day`, the shortest one first; null when none does. */
export function periodHolding<P extends Pick<Period, 'startsOn' | 'endsOn'>>(periods: readonly P[], day: LocalDay): P | null {
  const holding = periods.filter((period) => period.startsOn <= day && day <= period.endsOn);
  return holding.sort((a, b) => daysBetween(a.startsOn, a.endsOn) - daysBetween(b.startsOn, b.endsOn))[0] ?? null;
}

/** `[::ffff:7f00:1]` is how addresses spell 127.0.0.1 within IPv6. */
const loopbackHost = /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:(7f[0-9a-f]{2}:[0-9a-f]{1,4}|0:0)\])$/;

/** Whether an address leads nowhere but to the machine it is opened on: no phone can use it, so no QR may carry it. */
export function isLoopbackUrl(url: string): boolean {
  return loopbackHost.test(new URL(url).hostname);
}

/**
 * The origin that somebody wrote for phones to use: `192.168.1.5:8080` → `http://192.168.1.5:8080`. Null when it is no address of a web
 * server: another scheme, a path, a password, a host without a name.
 */
export function parseOrigin(text: string): string | null {
  const trimmed = text.trim().replace(/\/+$/, '');
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  const plain =
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash &&
    !url.username &&
    !url.password;
  // One word without a dot is a slip more often than a name in the network; `localhost` is caught with its own message.
  const named = url.hostname.includes('.') || url.hostname.includes(':') || isLoopbackUrl(full);
  return plain && named ? url.origin : null;
}
