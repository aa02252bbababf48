/** The form of a kiosk's settings, read into values or into what is wrong by field. */
import { type Hours, leastIdle, mostIdle, type Span } from '../rules/kiosk.ts';
import type { Posted } from './form.ts';

/** The words are in texts/kiosk-settings under `wrong`. */
export type KioskWrong = 'pin' | 'pinSimple' | 'idle' | 'time' | 'half' | 'order';

export interface NewKiosk {
  readonly idleSeconds: number;
  readonly hours: Hours;
  readonly readAloud: boolean;
  /** Null: as it is. */
  readonly pin: string | null;
}

export type ParsedKiosk =
  | { readonly value: NewKiosk; readonly wrong?: undefined }
  | { readonly value?: undefined; readonly wrong: Readonly<Record<string, KioskWrong>> };

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
/** `8.00`, as it is written here, is `08:00`. */
const clock = (text = ''): string =>
  text
    .trim()
    .replace('.', ':')
    .replace(/^(\d:)/, '0$1');
/** One digit again and again, or a row upwards or downwards: the first that anybody tries. */
const isSimple = (pin: string): boolean =>
  /^(\d)\1+$/.test(pin) || '01234567890123456789'.includes(pin) || '98765432109876543210'.includes(pin);

/** `pin`, `idle_seconds`, `read_aloud`, and `opens_1` … `closes_7` from Monday on; all fourteen empty: always open. */
export function parseKiosk(posted: Posted): ParsedKiosk {
  const wrong: Record<string, KioskWrong> = {};
  const pin = (posted.pin ?? '').trim();
  if (pin !== '' && !/^\d{6,12}$/.test(pin)) wrong.pin = 'pin';
  else if (pin !== '' && isSimple(pin)) wrong.pin = 'pinSimple';
  const idle = (posted.idle_seconds ?? '').trim();
  const idleSeconds = /^\d{1,3}$/.test(idle) ? Number(idle) : Number.NaN;
  if (!(idleSeconds >= leastIdle && idleSeconds <= mostIdle)) wrong.idle_seconds = 'idle';
  const hours = Array.from({ length: 7 }, (_, at): Span => {
    const [opens, closes] = [`opens_${at + 1}`, `closes_${at + 1}`];
    const [from, to] = [clock(posted[opens]), clock(posted[closes])];
    if (!from && !to) return null;
    if (from && !isTime(from)) wrong[opens] = 'time';
    if (to && !isTime(to)) wrong[closes] = 'time';
    if (!from || !to) wrong[from ? closes : opens] = 'half';
    else if (isTime(from) && from === to) wrong[closes] = 'order';
    return [from, to];
  });
  if (Object.keys(wrong).length > 0) return { wrong };
  return {
    value: {
      idleSeconds,
      hours: hours.every((span) => span === null) ? null : hours,
      readAloud: posted.read_aloud === '1',
      pin: pin === '' ? null : pin,
    },
  };
}
