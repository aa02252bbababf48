/** What may come in: forms of the setup screens. A form is read leniently as text, then becomes typed values or a message per field. */
import { z } from 'zod';
import { findPeriod, likelyYears, makePeriod, type PeriodKind } from '../../kernel/period.ts';
import { accents } from '../../platform/ui/accents.ts';
import { isLoopbackUrl, type Office, parseOrigin, parseRegionCode, timeZones } from './rules.ts';

/** What is wrong with a field; the words are in texts/screens.ts under `wrong`. */
export type Wrong = 'required' | 'long' | 'zone' | 'origin' | 'loopback' | 'region_code' | 'number' | 'year' | 'choose';

/** Typed values, or what is wrong by field name. */
export type Parsed<T> =
  | { readonly value: T; readonly wrong?: undefined }
  | { readonly value?: undefined; readonly wrong: Readonly<Record<string, Wrong>> };

/** Most people that one service can have served: more than Indonesia has inhabitants is a slip. */
export const largestPopulation = 300_000_000;
const longestName = 200;
const longestText = 1000;

/** Any form: each name once or several times. */
export const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({});
export type FormBody = z.infer<typeof formSchema>;

/** The text of a field, trimmed; the first one when the name came twice. */
export function textOf(body: FormBody, name: string): string {
  const value = body[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim();
}

function collect<T>(wrong: Record<string, Wrong | null>, value: () => T): Parsed<T> {
  const found = Object.entries(wrong).filter((entry): entry is [string, Wrong] => entry[1] !== null);
  return found.length > 0 ? { wrong: Object.fromEntries(found) } : { value: value() };
}

export function wrongName(text: string): Wrong | null {
  if (text === '') return 'required';
  return text.length > longestName ? 'long' : null;
}

export function wrongText(text: string): Wrong | null {
  return text.length > longestText ? 'long' : null;
}

export function wrongZone(text: string): Wrong | null {
  return timeZones.some(({ zone }) => zone === text) ? null : 'zone';
}

/** What is wrong with an address for phones; an empty one is fine (there is none yet). */
export function wrongOrigin(text: string): Wrong | null {
  if (text === '') return null;
  const origin = parseOrigin(text);
  if (origin === null) return 'origin';
  return isLoopbackUrl(origin) ? 'loopback' : null;
}

/** `name`, `region`, `code`, `zone`, `url` → the office. */
export function parseOffice(body: FormBody): Parsed<Office> {
  const [name, regionName, code, timeZone, url] = ['name', 'region', 'code', 'zone', 'url'].map((field) =>
    textOf(body, field),
  ) as [string, string, string, string, string];
  return collect(
    {
      name: wrongName(name),
      region: wrongName(regionName),
      code: code === '' || parseRegionCode(code) !== null ? null : 'region_code',
      zone: wrongZone(timeZone),
      url: wrongOrigin(url),
    },
    () => ({
      name,
      regionName,
      timeZone,
      publicUrl: url === '' ? null : parseOrigin(url),
      regionCode: parseRegionCode(code),
    }),
  );
}

export interface UnitForm {
  readonly name: string;
  readonly address: string;
  readonly timeZone: string;
}

/** `name`, `address`, `zone` → what a person may say of a unit. */
export function parseUnit(body: FormBody): Parsed<UnitForm> {
  const [name, address, timeZone] = ['name', 'address', 'zone'].map((field) => textOf(body, field)) as [string, string, string];
  return collect({ name: wrongName(name), address: wrongText(address), zone: wrongZone(timeZone) }, () => ({
    name,
    address,
    timeZone,
  }));
}

export interface ServiceForm {
  readonly name: string;
  readonly description: string;
  readonly unitId: string;
}

/** `name`, `description`, `unit` → what a person may say of a service. Whether the unit exists is the action's to check. */
export function parseService(body: FormBody): Parsed<ServiceForm> {
  const [name, description, unitId] = ['name', 'description', 'unit'].map((field) => textOf(body, field)) as [
    string,
    string,
    string,
  ];
  return collect(
    { name: wrongName(name), description: wrongText(description), unit: z.uuid().safeParse(unitId).success ? null : 'choose' },
    () => ({
      name,
      description,
      unitId,
    }),
  );
}

/**
 * A whole number as Indonesia writes it: `1250`, `1.250`, `1 250`. Null when it is none: a comma is a decimal sign here, so `1,250` is
 * asked about and not guessed.
 */
export function parseCount(text: string): number | null {
  const trimmed = text.trim().replace(/\u00a0/g, ' ');
  if (!/^(\d+|\d{1,3}([. ]\d{3})+)$/.test(trimmed)) return null;
  const value = Number(trimmed.replace(/[. ]/g, ''));
  return value <= largestPopulation ? value : null;
}

/** What is wrong with an N that may be left empty. */
export function wrongCount(text: string): Wrong | null {
  return text === '' || parseCount(text) !== null ? null : 'number';
}

const partCount: Readonly<Record<PeriodKind, number>> = { year: 1, semester: 2, quarter: 4, month: 12 };

/** `code` (one click), or `kind`, `year` and the part of that kind (`part`) → a period's code. */
export function parsePeriodForm(body: FormBody): Parsed<string> {
  const code = textOf(body, 'code');
  if (code !== '') return findPeriod(code) ? { value: code } : { wrong: { which: 'choose' } };
  // One list offers every kind and part at once: `year`, `s1`, `tw3`, `07`.
  const [which, year] = [textOf(body, 'which'), textOf(body, 'year')];
  const [, semester, quarter, month] = /^(?:s(\d)|tw(\d)|(\d\d))$/.exec(which) ?? [];
  const kind: PeriodKind | null =
    which === 'year' ? 'year' : semester ? 'semester' : quarter ? 'quarter' : month ? 'month' : null;
  const part = Number(semester ?? quarter ?? month ?? 1);
  const fits = kind !== null && part >= 1 && part <= partCount[kind];
  const yearFits = /^\d{4}$/.test(year) && Number(year) >= likelyYears.first && Number(year) <= likelyYears.last;
  return collect(
    { which: fits ? null : 'choose', year: yearFits ? null : 'year' },
    () => makePeriod(kind ?? 'year', Number(year), part).code,
  );
}

export interface PopulationLine {
  readonly serviceId: string;
  /** Null when N was left empty: not known. */
  readonly population: number | null;
  readonly source: string;
}

/** `n-<service id>` and `s-<service id>` for each of the services that the page listed → N and source. */
export function parsePopulations(body: FormBody, serviceIds: readonly string[]): Parsed<PopulationLine[]> {
  const lines = serviceIds.map((serviceId) => ({
    serviceId,
    n: textOf(body, `n-${serviceId}`),
    source: textOf(body, `s-${serviceId}`),
  }));
  const wrong = Object.fromEntries(
    lines.flatMap(({ serviceId, n, source }) => [
      [`n-${serviceId}`, wrongCount(n)],
      [`s-${serviceId}`, wrongText(source)],
    ]),
  );
  return collect(wrong, () =>
    lines.map(({ serviceId, n, source }) => ({ serviceId, population: n === '' ? null : parseCount(n), source })),
  );
}

export type BrandWrong = 'accent' | 'contact' | 'logo';

/** `accent`, `contact`, `remove` → the look, as given, and what is wrong with it. The picture comes as a file. */
export function parseBrand(body: unknown): {
  readonly value: { readonly accent: string; readonly contact: string; readonly remove: boolean };
  readonly wrong: readonly BrandWrong[];
} {
  const parsed = formSchema.catch({}).parse(
    // A received file beside the fields is no field.
    Object.fromEntries(Object.entries((body ?? {}) as Record<string, unknown>).filter(([, each]) => typeof each === 'string')),
  );
  const value = {
    accent: textOf(parsed, 'accent'),
    contact: textOf(parsed, 'contact').replace(/\s+/g, ' '),
    remove: textOf(parsed, 'remove') !== '',
  };
  const wrong: BrandWrong[] = [];
  if (!Object.hasOwn(accents, value.accent)) wrong.push('accent');
  if (value.contact.length > longestName) wrong.push('contact');
  return { value, wrong };
}
