import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';

/** Field name → what is wrong and how to mend it. The name `''` is for an error that belongs to no single field. */
export type FieldErrors = Readonly<Record<string, string | undefined>>;
/** Field name → what was given. A list for checkboxes. */
export type FieldValues = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

export interface FormState {
  readonly errors: FieldErrors;
  readonly values: FieldValues;
  /** Keeps ids apart when a page has more than one form. */
  readonly prefix: string;
  /** A search or filter: nobody needs telling that a filter may stay empty. */
  readonly filter: boolean;
}

export const FormContext = createContext<FormState>({ errors: {}, values: {}, prefix: 'f', filter: false });

/** The id of a field's control: what a link of the error summary points to. */
export function fieldId(prefix: string, name: string): string {
  return `${prefix}-${name}`;
}

/** What each kind of field shares: its ids, its value, its error, and which texts describe it. */
export function useField(name: string, own: { error?: string | undefined; hint?: unknown; value?: FieldValues[string] }) {
  const form = useContext(FormContext);
  const id = fieldId(form.prefix, name);
  const error = own.error ?? form.errors[name];
  const hintId = own.hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const value = own.value ?? form.values[name];
  return {
    id,
    error,
    hintId,
    errorId,
    value,
    filter: form.filter,
    describedBy: [hintId, errorId].filter(Boolean).join(' ') || undefined,
    invalid: error === undefined ? undefined : ('true' as const),
    t: uiTexts[usePage().lang],
  };
}
