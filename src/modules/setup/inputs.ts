/** What may come into the wizard: each step is read as it was written, and checked apart, so that a slip or a step back loses nothing. */
import { z } from 'zod';
import { findPeriod } from '../../kernel/period.ts';
import { isLoopbackUrl, parseCount, parseOrigin, timeZones } from '../org/index.ts';
import { type Draft, emptyDraft, linesOf, type ServiceLine, type Step, servicesOfText, steps } from './rules.ts';

/** What is wrong with a field; the words are in texts.ts under `wrong`. */
export type Wrong = 'required' | 'long' | 'choose' | 'number' | 'origin' | 'loopback' | 'email' | 'one' | 'twice' | 'many';

/** The choice "the office itself" in a list of units: no unit is called so. */
export const officeItself = '-';

const longestName = 200;
/** More is done on the set-up screens afterwards. */
export const mostLines = 200;

/** Any form: each name once or several times. */
export const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({});
export type FormBody = z.infer<typeof formSchema>;

export const stepParams = z.object({ langkah: z.enum(steps).or(z.string().transform(() => null)) });

const text = (longest: number) => z.string().max(longest).catch('');
const draftSchema = z.object({
  name: text(1000),
  region: text(1000),
  zone: text(100),
  units: z.array(z.string()).catch([]),
  services: z.array(z.object({ name: z.string(), unit: z.string(), n: z.string() })).catch([]),
  basis: z.enum(['year', 'period']).catch('year'),
  period: text(20),
  address: text(300),
  ownAddress: text(300),
  officerName: text(1000),
  email: text(300),
});

/** A stored draft; an empty one where nothing, or nothing readable, is stored. */
export function readDraft(stored: unknown): Draft {
  const parsed = draftSchema.safeParse(stored);
  return parsed.success ? parsed.data : emptyDraft;
}

function textOf(body: FormBody, name: string): string {
  const value = body[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim().slice(0, 1000);
}

/** Lines `name-0`, `unit-0`, `n-0` … in order, empty ones left out, then what was pasted. */
function serviceLines(body: FormBody, draft: Draft): ServiceLine[] {
  const written: ServiceLine[] = [];
  for (let i = 0; body[`name-${i}`] !== undefined; i++) {
    const unit = textOf(body, `unit-${i}`);
    const line = { name: textOf(body, `name-${i}`), unit: unit === officeItself ? '' : unit, n: textOf(body, `n-${i}`) };
    if (line.name !== '' || line.n !== '') written.push(line);
  }
  const paste = body.paste;
  const pasted = servicesOfText(typeof paste === 'string' ? paste : '').map((line) => ({
    ...line,
    // A unit that is not on the list is the office itself; upper and lower case are not a difference.
    unit: draft.units.find((unit) => unit.toLowerCase() === line.unit.toLowerCase()) ?? '',
  }));
  return [...written, ...pasted];
}

/** The draft with what one step's form gave. */
export function takeStep(draft: Draft, step: Step, body: FormBody): Draft {
  const of = (name: string) => textOf(body, name);
  switch (step) {
    case 'instansi':
      return { ...draft, name: of('name'), region: of('region'), zone: of('zone') };
    case 'unit': {
      const units = linesOf(typeof body.units === 'string' ? body.units : '');
      const services = draft.services.map((line) => (units.includes(line.unit) ? line : { ...line, unit: '' }));
      return { ...draft, units, services };
    }
    case 'layanan':
      return { ...draft, services: serviceLines(body, draft), basis: of('basis') === 'period' ? 'period' : 'year' };
    case 'periode':
      return { ...draft, period: of('period') };
    case 'alamat':
      return { ...draft, address: of('address'), ownAddress: of('own') };
    case 'petugas':
      return { ...draft, officerName: of('officer'), email: of('email').toLowerCase() };
    case 'periksa':
      return draft;
  }
}

function wrongName(name: string): Wrong | null {
  if (name === '') return 'required';
  return name.length > longestName ? 'long' : null;
}

function wrongServices(draft: Draft): Record<string, Wrong | null> {
  const { services } = draft;
  if (services.length === 0) return { 'name-0': 'one' };
  if (services.length > mostLines) return { 'name-0': 'many' };
  const key = (line: ServiceLine) => `${line.unit}\n${line.name.toLowerCase()}`;
  const wrong = services.flatMap((line, i): [string, Wrong | null][] => [
    [`name-${i}`, wrongName(line.name) ?? (services.findIndex((other) => key(other) === key(line)) < i ? 'twice' : null)],
    [`unit-${i}`, line.unit === '' || draft.units.includes(line.unit) ? null : 'choose'],
    [`n-${i}`, line.n === '' || parseCount(line.n) !== null ? null : 'number'],
  ]);
  return Object.fromEntries(wrong);
}

function wrongOrigin(text: string): Wrong | null {
  const origin = parseOrigin(text);
  if (origin === null) return text === '' ? 'required' : 'origin';
  return isLoopbackUrl(origin) ? 'loopback' : null;
}

/** What is wrong with one step of the draft, by field name; empty when the step is complete. */
export function checkStep(draft: Draft, step: Step): Readonly<Record<string, Wrong>> {
  const wrong = (): Record<string, Wrong | null> => {
    switch (step) {
      case 'instansi':
        return {
          name: wrongName(draft.name),
          region: wrongName(draft.region),
          zone: timeZones.some(({ zone }) => zone === draft.zone) ? null : 'choose',
        };
      case 'unit':
        return {
          units: draft.units.length > mostLines ? 'many' : draft.units.some((name) => name.length > longestName) ? 'long' : null,
        };
      case 'layanan':
        return wrongServices(draft);
      case 'periode':
        return { period: findPeriod(draft.period) ? null : 'choose' };
      case 'alamat': {
        if (draft.address === 'later') return {};
        if (draft.address === 'own') return { own: wrongOrigin(draft.ownAddress) };
        return { address: draft.address === '' || wrongOrigin(draft.address) !== null ? 'choose' : null };
      }
      case 'petugas':
        return {
          officer: wrongName(draft.officerName),
          email: z.email().max(200).safeParse(draft.email).success ? null : 'email',
        };
      case 'periksa':
        return {};
    }
  };
  return Object.fromEntries(Object.entries(wrong()).filter((entry): entry is [string, Wrong] => entry[1] !== null));
}

/** The first step that is not complete; `periksa` when all are. */
export function firstIncomplete(draft: Draft): Step {
  return steps.find((step) => Object.keys(checkStep(draft, step)).length > 0) ?? 'periksa';
}

/** The origin that phones will use, of a draft whose address step is complete; null for none yet. */
export function publicUrlOf(draft: Draft): string | null {
  if (draft.address === 'later') return null;
  return parseOrigin(draft.address === 'own' ? draft.ownAddress : draft.address);
}
