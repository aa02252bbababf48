import { Field, LinkButton, Muted, usePage } from '../ui/index.ts';
import { texts } from './texts.ts';

/**
 * The part of a form that makes sure who sends it; `confirmPerson` checks what comes of it. The password once more, or, for who signed in by
 * the office's provider, a way there and back to `back`, this page.
 */
export function PersonAgain({ hint, back }: { readonly hint?: string; readonly back: string }) {
  const { lang, person } = usePage();
  const t = texts[lang];
  if (person?.sso === 'confirmed') return <p>{t.ssoAgainDone}</p>;
  if (person?.sso === 'open')
    return (
      <>
        <LinkButton href={`/akun/masuk-ulang?ke=${encodeURIComponent(back)}`} variant="secondary">
          {t.ssoAgain}
        </LinkButton>
        <Muted>{t.ssoAgainHint}</Muted>
      </>
    );
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
