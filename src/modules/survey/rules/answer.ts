/** An answer on its way in: what it holds, what makes two sends the same, and the receipt its sender gets. */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { SurveyInstrument } from './instrument.ts';
import type { FormLang } from './languages.ts';
import type { ApartRequest } from './outcome.ts';

/** Ways an answer may come in. Every result shows n by channel (architecture §5.13). */
export const channels = ['link', 'qr', 'kiosk', 'paper', 'companion', 'invitation', 'import', 'widget'] as const;
export type Channel = (typeof channels)[number];
/** What a visitor's address may claim; everything else is set by the server. */
export const publicChannels: readonly Channel[] = ['link', 'qr', 'kiosk'];

/** Answers of these were keyed in one by one, by somebody who may have sat beside the respondent. */
export const keyedChannels: readonly Channel[] = ['paper', 'companion'];

/** Why an answer looks odd. It is taken all the same (architecture §5.6). */
export type Flag = 'nonce' | 'fast' | 'honeypot' | 'burst';

/** One answer, ready to be stored. Its id was made before it was sent. */
export interface NewAnswer {
  /** A UUID; the same id and content again is the same answer. */
  readonly id: string;
  readonly serviceId: string;
  readonly instrumentId: string;
  readonly channel: Channel;
  /** The day the service was received, in the unit's time zone: it decides the period. */
  readonly serviceOn: LocalDay;
  readonly receivedAt: Date;
  /** One per item of the instrument version, in its order; null = not answered. At least one is not null. */
  readonly scores: readonly (number | null)[];
  /** Questions outside the index by id: the chosen option's number from 1, or text. */
  readonly own?: Readonly<Record<string, number | string>>;
  /** Profile fields by id: a value's id, or a number. */
  readonly profile?: Readonly<Record<string, number | string>>;
  readonly comment?: string;
  /** The language of the form that was read. */
  readonly lang?: FormLang;
  readonly flags?: readonly Flag[];
  /** The survey code it came through. */
  readonly code?: string | null;
  /** The account that keyed or imported it. */
  readonly enteredBy?: string | null;
  /** What a device said of the time; answers that did not wait on one have none. */
  readonly device?: { readonly answeredAt: Date; readonly clockBehind: number };
  /** Tells the answers of one device on one day apart from others (actions/delivery.ts). */
  readonly deviceMark?: Uint8Array;
  /** The request was refused or given up, as the office's list said: the answer is kept apart from the index. Not what the sender said. */
  readonly apart?: ApartRequest | null;
  /** Where it stands in a file that was imported, and the channel that the file names. */
  readonly origin?: { readonly importId: string; readonly line: number; readonly channel: string | null };
}

/** What became of one answer. `receipt` is that of the stored answer, in a conflict that of the first. */
export interface StoreOutcome {
  readonly id: string;
  readonly state: 'stored' | 'repeated' | 'conflict';
  readonly receipt: string;
  /** Its service date lies in a closed period: kept, listed as late, outside the published result. */
  readonly late: boolean;
  /** What was written is not kept, because the sender is a child and no guardian has agreed. */
  readonly withheld: boolean;
}

type Json = null | number | string | boolean | readonly Json[] | { readonly [key: string]: Json };

/** JSON with sorted keys and NFC strings, so that equal content has equal bytes whoever wrote it. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'));
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value as { readonly [key: string]: Json }).map(
    ([key, one]) => [key.normalize('NFC'), one] as const,
  );
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`;
}

/** What the sender said, without times, channel or paradata. */
export function contentOf(answer: NewAnswer) {
  return {
    service: answer.serviceId,
    instrument: answer.instrumentId,
    scores: answer.scores,
    own: answer.own ?? {},
    profile: answer.profile ?? {},
    comment: answer.comment ?? '',
  };
}

/**
 * The answer without anything in own words where the sender has said an age below the limit (UU 27/2022 art. 25): words may hold personal
 * data, scores and choices do not. The same answer where there is nothing to leave out.
 */
export function withoutChildsText(answer: NewAnswer, ageLimit: number): NewAnswer {
  const age = answer.profile?.age;
  if (typeof age !== 'number' || age >= ageLimit) return answer;
  const own = Object.entries(answer.own ?? {});
  if (!answer.comment && own.every(([, value]) => typeof value === 'number')) return answer;
  return { ...answer, comment: '', own: Object.fromEntries(own.filter(([, value]) => typeof value === 'number')) };
}

/** A receipt as people see it: ten characters of Crockford's base 32, which has no I, L, O or U. */
export const receiptPattern = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/;

/** Whether the scores fit the instrument version: one place per item, whole points of its scale, at least one answered. */
export function fitsInstrument(scores: readonly (number | null)[], instrument: SurveyInstrument): boolean {
  if (scores.length !== instrument.items.length || scores.every((score) => score === null)) return false;
  return instrument.items.every((item, at) => {
    const score = scores[at];
    return score === null || (Number.isInteger(score) && (score as number) >= 1 && (score as number) <= item.scale.length);
  });
}

/** Longest comment or text answer that is kept, in characters. */
export const longestText = 2000;

/** Largest send of one answer in bytes: room for more than fifty texts of that length in any script, so that one that is too long can be handed back. */
export const largestSend = 1024 * 1024;
