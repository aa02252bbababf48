/** What may come in with the addresses and forms of the follow-up plan. Forms are read leniently; what is wrong is said beside its field. */
import { z } from 'zod';
import { isId } from '../../kernel/ids.ts';
import {
  type FollowUpContent,
  type FollowUpProgress,
  type FollowUpState,
  refuseProgress,
  states,
  tidyProgress,
} from './rules.ts';

/** An id in an address; what is none is empty, and belongs to nothing. */
export const idParams = z.object({
  id: z
    .string()
    .max(200)
    .transform((text) => (isId(text) ? text.toLowerCase() : '')),
});

const code = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[A-Za-z0-9.-]+$/);

export const publicParams = z.object({ unit: code(100), period: code(30) });

export const listQuery = z.object({
  /** Left out: the newest published period; empty: all of them. */
  periode: z.string().max(20).optional().catch(undefined),
  unit: z.string().max(100).catch('').default(''),
  status: z
    .enum(['', ...states])
    .catch('')
    .default(''),
  halaman: z.coerce.number().int().min(1).catch(1).default(1),
});
export type ListQuery = z.infer<typeof listQuery>;

/** `?unit=<code>&periode=2024-tw3&unsur=time`: the result that a new line answers. */
export const newQuery = z.object({
  unit: z.string().max(100).catch('').default(''),
  periode: z.string().max(20).catch('').default(''),
  unsur: z.string().max(60).catch('').default(''),
});

/** `?kabar=saved`: the outcome of the step before; anything unknown says nothing. */
export const newsQuery = z.object({ kabar: z.enum(['saved', 'added']).optional().catch(undefined) }).catch({});

export const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({});
export type FormBody = z.infer<typeof formSchema>;

export type Wrong = 'required' | 'long' | 'choose' | 'url' | 'no_evidence' | 'no_reason';

export type Parsed<T> =
  | { readonly value: T; readonly wrong?: undefined }
  | { readonly value?: undefined; readonly wrong: Readonly<Record<string, Wrong>> };

/** The text of a field, trimmed; the first one where the name came twice. */
export function textOf(body: FormBody, name: string): string {
  const value = body[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).toWellFormed().trim();
}

/** The texts of some fields, for a form that comes back. */
export function givenOf(body: FormBody, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, textOf(body, name)]));
}

export const contentFields = ['unsur', 'action', 'due', 'owner'] as const;
export const progressFields = ['state', 'evidence', 'evidence_url', 'reason'] as const;

/** Longest texts, in letters. */
export const longest = { action: 500, owner: 120, evidence: 1000, evidence_url: 500, reason: 300 } as const;

function wrongText(text: string, most: number, optional = false): Wrong | null {
  if (text === '') return optional ? null : 'required';
  return [...text].length > most ? 'long' : null;
}

function collect<T>(wrong: Readonly<Record<string, Wrong | null>>, value: () => T): Parsed<T> {
  const found = Object.entries(wrong).filter((entry): entry is [string, Wrong] => entry[1] !== null);
  return found.length > 0 ? { wrong: Object.fromEntries(found) } : { value: value() };
}

/** What is planned. `unsur`, `quarters`: what there is to choose from. */
export function parseContent(
  body: FormBody,
  { unsur, quarters }: { readonly unsur: readonly string[]; readonly quarters: readonly string[] },
): Parsed<FollowUpContent> {
  const given = givenOf(body, contentFields) as Record<(typeof contentFields)[number], string>;
  return collect(
    {
      unsur: unsur.includes(given.unsur) ? null : 'choose',
      action: wrongText(given.action, longest.action),
      due: quarters.includes(given.due) ? null : 'choose',
      owner: wrongText(given.owner, longest.owner),
    },
    () => given,
  );
}

/** An address that people can open: nothing that runs in a browser. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}

/** How far it is, with what that asks for. */
export function parseProgress(body: FormBody): Parsed<FollowUpProgress> {
  const given = givenOf(body, progressFields);
  const state = states.find((one) => one === given.state);
  const { evidence = '', evidence_url: url = '', reason = '' } = given;
  const progress = { state: state as FollowUpState, evidence, evidenceUrl: url, reason };
  const refused = state ? refuseProgress(progress) : null;
  return collect(
    {
      state: state ? null : 'choose',
      evidence: refused === 'no_evidence' ? refused : wrongText(evidence, longest.evidence, true),
      evidence_url: url === '' || isWebAddress(url) ? wrongText(url, longest.evidence_url, true) : 'url',
      reason: refused === 'no_reason' ? refused : wrongText(reason, longest.reason, true),
    },
    () => tidyProgress(progress),
  );
}
