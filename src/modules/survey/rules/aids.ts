/** Pictures and sign-language videos beside questions: what is taken, where it is shown. Pure. */
import type { SurveyInstrument } from './instrument.ts';

export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;
export const videoTypes = ['video/mp4', 'video/webm'] as const;
export type AidType = (typeof pictureTypes)[number] | (typeof videoTypes)[number];

/** In bytes. A picture may be looked at on mobile data; eight megabytes are about a minute of a signer at 640 × 480. */
export const largestPicture = 200 * 1024;
export const largestVideo = 8 * 1024 * 1024;
/** Letters of what it says in words. */
export const longestWords = 600;

/** What stands beside a question. */
export interface Aid {
  readonly itemId: string;
  /** In public addresses: another content, other words or another question have another. */
  readonly address: string;
  readonly type: AidType;
  readonly size: number;
  readonly words: string;
  /** The question in Indonesian that it was made for. */
  readonly question: string;
  readonly changedAt: Date;
}

export function isVideo({ type }: Pick<Aid, 'type'>): boolean {
  return videoTypes.some((one) => one === type);
}

/** A question that something may stand beside. */
export interface AidedQuestion {
  readonly id: string;
  /** In Indonesian. */
  readonly question: string;
}

/** The questions of a version in the order they are asked, those of the office last. */
export function questionsOf({ asked, items, own }: Pick<SurveyInstrument, 'asked' | 'items' | 'own'>): AidedQuestion[] {
  return [...asked.flatMap((at) => items[at] ?? []), ...own].map(({ id, question }) => ({ id, question: question.id }));
}

/** What a form shows, by question: nothing beside a question whose words have changed since, because it would say something else. */
export function shownAids(
  aids: readonly Aid[],
  instrument: Pick<SurveyInstrument, 'asked' | 'items' | 'own'>,
): ReadonlyMap<string, Aid> {
  const words = new Map(questionsOf(instrument).map(({ id, question }) => [id, question]));
  return new Map(aids.filter(({ itemId, question }) => words.get(itemId) === question).map((aid) => [aid.itemId, aid]));
}

/** Bytes of a file, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What a Range header asks of a file (RFC 9110 §14.2). Null: everything, also where it asks for several pieces or for what we do not
 * understand. `unsatisfiable`: it begins behind the end.
 */
export function readRange(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') return Number(to) === 0 ? 'unsatisfiable' : { first: Math.max(0, size - Number(to)), last: size - 1 };
  if (to !== '' && Number(to) < Number(from)) return null;
  if (Number(from) >= size) return 'unsatisfiable';
  return { first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}
