/** What the screens share. */
import { formatInteger } from '../../../platform/i18n/index.ts';
import { type FieldErrors, Tag, usePage } from '../../../platform/ui/index.ts';
import type { Wrong } from '../inputs/form.ts';
import type { Clock } from '../rules/request.ts';
import { texts } from '../texts/screens.ts';

/** What a form was given, and what is wrong with it. */
export interface Attempt {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong?: Readonly<Record<string, Wrong>> | undefined;
}

/** The messages of an attempt, by field, in the page's language. */
export function useErrors(attempt: Attempt | undefined): FieldErrors {
  const t = texts[usePage().lang];
  return Object.fromEntries(Object.entries(attempt?.wrong ?? {}).map(([field, wrong]) => [field, t.wrong[wrong]]));
}

/** A clock of the law: hours left, or over in red. */
export function ClockTag({ clock, done }: { clock: Clock; done: string }) {
  const { lang } = usePage();
  const t = texts[lang].requests;
  if (clock.state === 'done') return <Tag tone="success">{done}</Tag>;
  const hours = formatInteger(clock.hours, lang);
  return clock.state === 'over' ? <Tag tone="danger">{t.over(hours)}</Tag> : <Tag tone="warning">{t.left(hours)}</Tag>;
}

/** Text of several lines, as it was written. */
export function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </>
  );
}
