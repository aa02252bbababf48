/** A kiosk: what it is set to, when it is open, what it asks screen by screen, and what time does to a visit. Pure: browsers run it. */
import type { BilingualText, ProfileField } from '../law/instrument.ts';
import type { SurveyInstrument } from './instrument.ts';
import { isAsked, severalName } from './profile.ts';

/** Opening and closing time of a day, `08:00`; a closing time before the opening one is of the next day. Null: closed all day. */
export type Span = readonly [string, string] | null;
/** Seven days, Monday first; null: always open. */
export type Hours = readonly Span[] | null;

/** What a device needs to check a PIN by itself: salt and hash as base64. */
export interface PinCheck {
  readonly salt: string;
  readonly hash: string;
  readonly iterations: number;
}

export interface KioskSettings {
  readonly idleSeconds: number;
  readonly hours: Hours;
  /** Every screen is read aloud without being asked to. */
  readonly readAloud: boolean;
  readonly pin: PinCheck | null;
}

export const leastIdle = 30;
export const mostIdle = 300;
/** How long before the reset a visitor is warned, and how long the thanks stand that nobody touches, in seconds. */
export const warnSeconds = 20;
export const thanksSeconds = 15;

export const kioskDefaults: KioskSettings = { idleSeconds: 60, hours: null, readAloud: false, pin: null };

/** One option of a screen. `value` is what is sent. */
interface KioskOption {
  readonly value: string;
  readonly label: BilingualText;
}

/** What stands beside a question on its screen; not there without a network. */
export interface KioskAid {
  readonly src: string;
  readonly video: boolean;
  readonly words: string;
}

/** What is asked on one screen. `about` asks whether the person wants to go on after what must be answered. */
export type KioskScreen = AskedScreen & { readonly aid?: KioskAid };

type AskedScreen =
  | { readonly kind: 'item'; readonly name: string; readonly question: BilingualText; readonly options: readonly KioskOption[] }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly question: BilingualText;
      readonly options: readonly KioskOption[];
      readonly beside?: ProfileField['beside'];
    }
  | {
      /** As many as are true, each sent under its own name: the value of its option. */
      readonly kind: 'several';
      readonly name: string;
      readonly question: BilingualText;
      readonly options: readonly KioskOption[];
      /** What `name` says when any of them may be true. */
      readonly beside: NonNullable<ProfileField['beside']>;
    }
  | { readonly kind: 'text'; readonly name: string; readonly question: BilingualText }
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly question: BilingualText;
      readonly range: readonly [number, number];
    }
  | { readonly kind: 'about' }
  | { readonly kind: 'comment' };

export interface KioskInstrument {
  readonly id: string;
  readonly look: string;
  readonly screens: readonly KioskScreen[];
}

/** Everything a kiosk shows, in the page itself. */
export interface KioskData {
  readonly code: string;
  readonly unitName: string;
  readonly timeZone: string;
  /** The code stands for a unit: the person says which service. */
  readonly services: readonly { readonly id: string; readonly name: string; readonly instrument: string }[];
  readonly instruments: readonly KioskInstrument[];
  readonly settings: KioskSettings;
  /** For officers to look at: nothing is kept or sent. */
  readonly preview: boolean;
}

/** The screens of a questionnaire, in the order of the form. The service date is today: who stands at a kiosk has just been served. */
export function screensOf(instrument: SurveyInstrument, aids: ReadonlyMap<string, KioskAid> = new Map()): KioskScreen[] {
  const items = instrument.asked.flatMap((at): KioskScreen[] => {
    const item = instrument.items[at];
    if (!item) return [];
    const options = item.scale.map(({ value, label }) => ({ value: String(value), label }));
    return [{ kind: 'item', name: item.id, question: item.question, options }];
  });
  const own = instrument.own.map(({ id, kind, question, options }): KioskScreen => {
    if (kind === 'text') return { kind, name: id, question };
    return { kind, name: id, question, options: options.map((label, place) => ({ value: String(place + 1), label })) };
  });
  const profile = instrument.profile.flatMap((field): KioskScreen[] => {
    if (field.kind === 'choice' || field.kind === 'several') {
      const plain = field.values.filter(({ of }) => of === undefined).map(({ id, label }) => ({ value: id, label }));
      const closer = field.values.filter(({ of }) => of !== undefined);
      const { beside, id: name, label, more } = field;
      const of = closer[0]?.of;
      return [
        { kind: 'choice', name, question: label, options: plain, ...(beside ? { beside } : {}) },
        ...(of === undefined || !more
          ? []
          : [
              {
                kind: 'several' as const,
                name,
                question: more,
                options: closer.map((value) => ({ value: severalName(name, value.id), label: value.label })),
                beside: { field: name, values: [of] as const },
              },
            ]),
      ];
    }
    if (field.kind !== 'number') return [];
    return [{ kind: 'number', name: field.id, question: field.label, range: field.range ?? [0, 9999] }];
  });
  const aided = [...items, ...own].map((screen): KioskScreen => {
    const aid = 'name' in screen ? aids.get(screen.name) : undefined;
    return aid ? { ...screen, aid } : screen;
  });
  return [...aided, { kind: 'about' }, ...profile, { kind: 'comment' }];
}

/** Whether a screen makes sense beside what was answered so far. */
export function isShown(screen: KioskScreen, fields: Readonly<Record<string, string>>): boolean {
  return !('beside' in screen) || isAsked(screen, fields);
}

/**
 * The next screen that makes sense in that direction, and the answers without those of screens that no longer do: who goes back and says
 * otherwise leaves nothing behind.
 */
export function stepFrom(
  screens: readonly KioskScreen[],
  at: number,
  step: 1 | -1,
  fields: Readonly<Record<string, string>>,
): { readonly at: number; readonly fields: Readonly<Record<string, string>> } {
  const hidden = screens.filter((screen) => !isShown(screen, fields));
  const gone = new Set(
    hidden.flatMap((screen) => {
      if (screen.kind === 'several') return screen.options.map(({ value }) => value);
      return 'name' in screen ? [screen.name] : [];
    }),
  );
  let next = at + step;
  while (screens[next] && hidden.some((screen) => screen === screens[next])) next += step;
  return { at: next, fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !gone.has(name))) };
}

/** The day of the week (0 = Monday) and the time `HH:MM` at an instant in a zone. */
export function placeInWeek(now: Date, zone: string): { readonly day: number; readonly time: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const part = (type: string) => format.formatToParts(now).find((one) => one.type === type)?.value ?? '';
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday'));
  // Browsers before 2020 write midnight as 24.
  return { day, time: `${part('hour').replace('24', '00')}:${part('minute')}` };
}

export function isOpenAt(hours: Hours, now: Date, zone: string): boolean {
  if (hours === null) return true;
  const { day, time } = placeInWeek(now, zone);
  const span = hours[day] ?? null;
  const before = hours[(day + 6) % 7] ?? null;
  if (before && closesNextDay(before) && time < before[1]) return true;
  return span !== null && span[0] <= time && (closesNextDay(span) || time < span[1]);
}

/** Whether an opening goes on over midnight. */
export const closesNextDay = (span: Span): boolean => span !== null && span[1] < span[0];

/** Neighbouring days with the same hours put together. Days from 0 = Monday, both included. */
export function groupHours(hours: readonly Span[]): { readonly from: number; readonly to: number; readonly span: Span }[] {
  const groups: { from: number; to: number; span: Span }[] = [];
  hours.forEach((span, day) => {
    const last = groups[groups.length - 1];
    if (last && String(last.span) === String(span)) last.to = day;
    else groups.push({ from: day, to: day, span });
  });
  return groups;
}

/** More answers than this within so many minutes from one kiosk are flagged: one in half a minute, again and again. */
export const burstLimit = { answers: 10, minutes: 5 } as const;

/** Whether an answer given at `now` makes a burst with the `earlier` ones (milliseconds). */
export function isBurst(earlier: readonly number[], now: number): boolean {
  const since = now - burstLimit.minutes * 60_000;
  return earlier.filter((at) => at > since && at <= now).length >= burstLimit.answers;
}

/** Seconds that nobody may try a PIN after so many wrong ones: three are free, then 4, 8 … 300. */
export function pinPause(failures: number): number {
  return failures < 3 ? 0 : Math.min(300, 2 ** Math.min(failures - 1, 9));
}

export type Visit =
  | { readonly phase: 'rest' }
  | {
      readonly phase: 'asking';
      /** Of the answer that will come of it. */
      readonly id: string;
      readonly service: string;
      readonly at: number;
      readonly fields: Readonly<Record<string, string>>;
      readonly began: number;
    }
  | { readonly phase: 'thanks'; readonly since: number; readonly id: string };

/**
 * What time alone does to a visit: left alone it ends, thanks are over. Who writes the receipt down keeps it there by a touch or any key.
 * `touched`: the last sign of a person, in milliseconds.
 */
export function afterTime(visit: Visit, touched: number, now: number, idleSeconds: number): Visit {
  if (visit.phase === 'asking' && now - touched >= idleSeconds * 1000) return { phase: 'rest' };
  if (visit.phase === 'thanks' && now - Math.max(visit.since, touched) >= thanksSeconds * 1000) return { phase: 'rest' };
  return visit;
}

/** Seconds until a visit is ended, once there are few left; null before. */
export function secondsLeft(visit: Visit, touched: number, now: number, idleSeconds: number): number | null {
  if (visit.phase !== 'asking') return null;
  const left = Math.ceil((touched + idleSeconds * 1000 - now) / 1000);
  return left > 0 && left <= warnSeconds ? left : null;
}
