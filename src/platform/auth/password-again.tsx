import { Field, usePage } from '../ui/index.ts';
import { texts } from './texts.ts';

/** The field of a form that asks for the password once more; `confirmPassword` checks what comes of it. */
export function PasswordAgain({ hint }: { hint?: string }) {
  const t = texts[usePage().lang];
  return (
    <Field
      name="password"
      type="password"
      label={t.passwordAgain}
      hint={hint ?? t.passwordAgainHint}
      autocomplete="current-password"
      width="md"
    />
  );
}
