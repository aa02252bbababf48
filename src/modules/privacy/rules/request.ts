/** What people may ask for, and by when they are told. */
import { answerHours, breachHours } from '../law/uu-27-2022.ts';

/** Articles 6–10, 11 and 30–41. */
export const requestKinds = ['access', 'correction', 'erasure', 'withdrawal', 'restriction', 'objection'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const outcomes = ['done', 'partly', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

const hour = 3600 * 1000;

/** The moment by which a person must have been told: clock hours, whatever day it is. */
export function requestDue(receivedAt: Date): Date {
  return new Date(receivedAt.getTime() + answerHours.value * hour);
}

/** The moment by which a breach must have been notified. */
export function breachDue(detectedAt: Date): Date {
  return new Date(detectedAt.getTime() + breachHours.value * hour);
}

/** Where a clock stands: done, running with whole hours left, or over by whole hours begun. */
export type Clock = { readonly state: 'done' } | { readonly state: 'running' | 'over'; readonly hours: number };

export function clockOf(due: Date, done: Date | null, now: Date): Clock {
  if (done !== null) return { state: 'done' };
  const left = due.getTime() - now.getTime();
  return left >= 0 ? { state: 'running', hours: Math.floor(left / hour) } : { state: 'over', hours: Math.ceil(-left / hour) };
}

/** Hours before the law's hours are over at which officers are reminded. */
export const reminderHours = 24;

/** Requests due before this are reminded of now. */
export function remindedBefore(now: Date): Date {
  return new Date(now.getTime() + reminderHours * hour);
}

/** What is sealed in a request. */
export interface RequestContent {
  /** How to reach the person, as they wrote it. */
  readonly contact: string;
  readonly message: string;
  /** What they were told; empty until then. */
  readonly result: string;
}

/** Longest text in a request. */
export const longestMessage = 2000;

/** The code by which somebody follows their request: 16 characters of Crockford's base 32, 80 bits. */
export function trackingOf(bytes: Uint8Array): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const text = [...bytes.subarray(0, 16)].map((byte) => alphabet[byte & 31]).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

export const trackingPattern = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/;
