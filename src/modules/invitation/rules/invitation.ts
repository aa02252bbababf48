/** Who is asked, about what, in which words, and for how long it is tried. Pure. */
import { addDays, type LocalDay } from '../../../kernel/dates.ts';
import type { ServedBy } from '../../org/index.ts';
import type { ApartRequest } from '../../survey/index.ts';

/** By what a message goes. */
export type Way = 'email' | 'gateway';
export type MessageState = 'review' | 'waiting' | 'sent' | 'failed' | 'skipped';
export type ListState = 'review' | 'sending' | 'discarded';

/** Everything about one person, as it lies sealed until it is sent. */
export interface Invitation {
  readonly name: string;
  /** An address, or a number with its country code. */
  readonly to: string;
  readonly lang: 'id' | 'en';
  readonly serviceId: string;
  readonly serviceOn: LocalDay;
  /** What became of the request, and how the office served; absent in messages sealed before lists said so. */
  readonly apart?: ApartRequest | null;
  readonly servedBy?: ServedBy | null;
  /** What stands in the address of the link; empty before the list is agreed to. */
  readonly link: string;
}

/** What an office decides. */
export interface InvitationSettings {
  readonly textId: string;
  readonly textEn: string;
  readonly againDays: number;
  readonly linkDays: number;
  /** Empty: nothing is handed over. */
  readonly webhookUrl: string;
}

/** Until the office writes its own. */
export const defaultSettings: InvitationSettings = {
  textId: 'Yth. {nama}, {instansi} ingin mendengar penilaian Anda tentang {layanan}. Dua menit, tanpa nama: {tautan}',
  textEn: 'Dear {nama}, {instansi} would like to hear how you rate {layanan}. Two minutes, no names: {tautan}',
  againDays: 90,
  linkDays: 30,
  webhookUrl: '',
};

/** The places that a text may have. */
export const placeholders = ['nama', 'layanan', 'instansi', 'tautan'] as const;
/** Longest text, in characters: three parts of an SMS. */
export const longestTemplate = 400;

/** What is wrong with a text: without the link it is of no use, and an unknown place would be sent as it stands. */
export function checkTemplate(text: string): 'noLink' | 'unknownPlace' | 'long' | null {
  if ([...text].length > longestTemplate) return 'long';
  const places = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
  if (places.some((name) => !(placeholders as readonly string[]).includes(name))) return 'unknownPlace';
  return places.includes('tautan') ? null : 'noLink';
}

/** A text with its places filled. What is filled in is not looked through again: a name may hold braces. */
export function fillTemplate(text: string, values: Readonly<Record<(typeof placeholders)[number], string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name as keyof typeof values] ?? whole);
}

/** Hours for which a message is tried; then it is given up and its contact erased. */
export const triedFor = 72;
/** Days for which a list waits to be agreed to; then its contacts are erased. */
export const keptForReview = 7;

/** Whether it is too late for another try. */
export function isOver(createdAt: Date, now: Date): boolean {
  return now.getTime() - createdAt.getTime() >= triedFor * 3_600_000;
}

/** Whether somebody may be asked today. */
export function mayAsk(
  known: { readonly askedOn: LocalDay | null; readonly never: boolean } | null,
  today: LocalDay,
  againDays: number,
): boolean {
  if (known === null) return true;
  return !known.never && (known.askedOn === null || addDays(known.askedOn, againDays) <= today);
}
