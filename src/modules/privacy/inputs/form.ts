/** Any form, read leniently as text; then typed values, or what is wrong by field. */
import { z } from 'zod';

/** The words are in texts/screens.ts under `wrong`. */
export type Wrong =
  | 'required'
  | 'long'
  | 'phone'
  | 'email'
  | 'phoneOrEmail'
  | 'consent'
  | 'guardian'
  | 'textChanged'
  | 'choose'
  | 'receipt'
  | 'contactOrReceipt'
  | 'number'
  | 'time'
  | 'future';

export type Parsed<T> =
  | { readonly value: T; readonly wrong?: undefined }
  | { readonly value?: undefined; readonly wrong: Readonly<Record<string, Wrong>> };

export const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({});
export type FormBody = z.infer<typeof formSchema>;

/** The text of a field, trimmed; the first one where the name came twice. */
export function textOf(body: FormBody, name: string): string {
  const value = body[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).toWellFormed().trim();
}

/** The texts of some fields, for a form that comes back. */
export function givenOf(body: FormBody, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, textOf(body, name)]));
}

export function collect<T>(wrong: Readonly<Record<string, Wrong | null>>, value: () => T): Parsed<T> {
  const found = Object.entries(wrong).filter((entry): entry is [string, Wrong] => entry[1] !== null);
  return found.length > 0 ? { wrong: Object.fromEntries(found) } : { value: value() };
}

export function wrongText(text: string, most: number, { empty = false } = {}): Wrong | null {
  if (text === '') return empty ? null : 'required';
  return [...text].length > most ? 'long' : null;
}

/** A reason as officers give it for a look or a change. */
export function parseReason(body: FormBody): Parsed<string> {
  const reason = textOf(body, 'reason');
  return collect({ reason: wrongText(reason, 300) }, () => reason);
}
