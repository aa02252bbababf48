/** What waits on a device: its states, when it is tried again, and the file it can be saved to. Pure: browsers run it. */
import type { FormLang } from './languages.ts';

/** What a device delivers (docs/delivery.md). Times by the device's clock; `sent_at` is put in at each attempt. */
export interface QueuedDelivery {
  readonly id: string;
  readonly instrument: string;
  readonly service?: string | undefined;
  readonly channel: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly answered_at: string;
  readonly took_ms?: number | undefined;
  readonly lang: FormLang;
  /** Many answers from this device in a short time (rules/kiosk). */
  readonly burst?: boolean | undefined;
  readonly device?: string | undefined;
}

/** `sent` and `conflict` hold no content any more: it has arrived. */
export type QueuedAnswer = {
  readonly id: string;
  readonly code: string;
  readonly at: string;
  readonly attempts: number;
} & (
  | { readonly state: 'waiting'; readonly delivery: QueuedDelivery }
  | { readonly state: 'refused'; readonly delivery: QueuedDelivery; readonly why: string }
  | { readonly state: 'sent'; readonly receipt: string }
  | { readonly state: 'conflict'; readonly receipt: string }
);

/** What the server said to one attempt; null where nothing came back. */
export interface Told {
  readonly status: number;
  readonly body: {
    readonly receipt?: string;
    readonly message?: string;
    readonly fields?: Readonly<Record<string, string>>;
  } | null;
}

/** The state after an attempt. Whatever is not understood leaves the answer waiting: nothing is let go without a receipt. */
export function afterAttempt(one: QueuedAnswer, told: Told | null): QueuedAnswer {
  if (one.state === 'sent' || one.state === 'conflict') return one;
  const tried = { id: one.id, code: one.code, at: one.at, attempts: one.attempts + 1 };
  const receipt = told?.body?.receipt;
  if (told && (told.status === 200 || told.status === 201) && receipt) return { ...tried, state: 'sent', receipt };
  if (told?.status === 409 && receipt) return { ...tried, state: 'conflict', receipt };
  if (told && told.status >= 400 && told.status < 500 && told.body && told.status !== 408 && told.status !== 429) {
    const why = told.body.message ?? Object.values(told.body.fields ?? {}).join(' ');
    return { ...tried, state: 'refused', delivery: one.delivery, why: why || String(told.status) };
  }
  return { ...tried, state: 'waiting', delivery: one.delivery };
}

/** Seconds until the next attempt: 2, 4, 8 … 300. */
export function pauseAfter(failures: number): number {
  return Math.min(300, 2 ** Math.min(Math.max(failures, 1), 9));
}

const fileKind = 'suara-antrean-1';

/** The queue as the text of a file that another device can load. */
export function queueFile(answers: readonly QueuedAnswer[]): string {
  return JSON.stringify({ kind: fileKind, answers }, null, 1);
}

/** What of a file is a queue; null where it is none. Entries that are cut or altered beyond use are left out and counted. */
export function readQueueFile(text: string): { readonly answers: readonly QueuedAnswer[]; readonly broken: number } | null {
  let found: { kind?: unknown; answers?: unknown };
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (found === null || typeof found !== 'object' || found.kind !== fileKind || !Array.isArray(found.answers)) return null;
  const answers = found.answers.filter(isQueued);
  return { answers, broken: found.answers.length - answers.length };
}

function isQueued(value: unknown): value is QueuedAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Readonly<Record<string, unknown>>;
  if (![one.id, one.code, one.at].every((each) => typeof each === 'string') || typeof one.attempts !== 'number') return false;
  if (one.state === 'sent' || one.state === 'conflict') return typeof one.receipt === 'string';
  if (one.state !== 'waiting' && !(one.state === 'refused' && typeof one.why === 'string')) return false;
  const delivery = one.delivery as QueuedDelivery | null | undefined;
  return (
    typeof delivery === 'object' &&
    delivery !== null &&
    delivery.id === one.id &&
    typeof delivery.instrument === 'string' &&
    typeof delivery.fields === 'object' &&
    delivery.fields !== null &&
    Object.values(delivery.fields).every((field) => typeof field === 'string')
  );
}

/** What loading a file leaves: what has arrived stays arrived, what waits here stays, what is new comes in. */
export function mergeQueues(here: readonly QueuedAnswer[], loaded: readonly QueuedAnswer[]): QueuedAnswer[] {
  const merged = new Map(here.map((one) => [one.id, one]));
  for (const one of loaded) {
    const known = merged.get(one.id);
    if (!known || (hasArrived(one) && !hasArrived(known))) merged.set(one.id, one);
  }
  return [...merged.values()];
}

/** Whether the server has it. */
export const hasArrived = ({ state }: QueuedAnswer): boolean => state === 'sent' || state === 'conflict';
