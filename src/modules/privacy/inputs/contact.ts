/** Contact data as a form sends it. */
import { type ContactData, longestField, normalEmail, normalPhone } from '../rules/contact.ts';
import { collect, type FormBody, type Parsed, textOf, type Wrong, wrongText } from './form.ts';

/** Contact data with the consent to it. */
export interface GivenContact {
  readonly contact: ContactData;
  /** Who agreed in place of a child. */
  readonly guardian: { readonly name: string; readonly relation: string } | null;
}

function wrongContact(name: string, phone: string, email: string): Readonly<Record<string, Wrong | null>> {
  return {
    name: wrongText(name, longestField),
    phone: phone === '' ? (email === '' ? 'phoneOrEmail' : null) : normalPhone(phone) === null ? 'phone' : null,
    email: email === '' || normalEmail(email) !== null ? null : 'email',
  };
}

/** `name`, `phone`, `email`. */
export function parseContact(body: FormBody): Parsed<ContactData> {
  const [name, phone, email] = [textOf(body, 'name'), textOf(body, 'phone'), textOf(body, 'email')];
  return collect(wrongContact(name, phone, email), () => ({ name, phone, email }));
}

/**
 * The same with the consent: `agree`, `text` (the hash of what was shown, in hex), and for a child `guardian` and `relation`. A text that was
 * changed meanwhile is shown again: nobody agrees to what they have not read.
 */
export function parseConsented(
  body: FormBody,
  { text, needsGuardian }: { readonly text: Buffer; readonly needsGuardian: boolean },
): Parsed<GivenContact> {
  const [name, phone, email] = [textOf(body, 'name'), textOf(body, 'phone'), textOf(body, 'email')];
  const [guardian, relation] = [textOf(body, 'guardian'), textOf(body, 'relation')];
  const changed = textOf(body, 'text') !== text.toString('hex');
  return collect(
    {
      ...wrongContact(name, phone, email),
      ...(needsGuardian
        ? {
            guardian: guardian === '' ? 'guardian' : wrongText(guardian, longestField),
            relation: wrongText(relation, longestField),
          }
        : {}),
      agree: changed ? 'textChanged' : textOf(body, 'agree') === '1' ? null : 'consent',
    },
    () => ({ contact: { name, phone, email }, guardian: needsGuardian ? { name: guardian, relation } : null }),
  );
}
