/** What the wizard's pages share. */
import type { ComponentChildren } from 'preact';
import {
  Button,
  Buttons,
  type FieldErrors,
  type FieldValues,
  Form,
  LinkButton,
  Muted,
  Notice,
  PlainPage,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Wrong } from '../inputs.ts';
import { neighbour, type Step, steps } from '../rules.ts';
import { texts } from '../texts.ts';

/** The messages of what is wrong, by field, in the page's language. */
export function useWrong(wrong: Readonly<Record<string, Wrong>>): FieldErrors {
  const t = texts[usePage().lang];
  return Object.fromEntries(Object.entries(wrong).map(([field, code]) => [field, t.wrong[code]]));
}

interface StepPageProps {
  step: Step;
  title: string;
  lead: string;
  values?: FieldValues;
  errors?: FieldErrors;
  /** The words of the button that goes on. */
  next?: string;
  children: ComponentChildren;
}

/** One step: its form, and the way on and back. Going back keeps what was written, right or wrong. */
export function StepPage({ step, title, lead, values = {}, errors = {}, next, children }: StepPageProps) {
  const t = texts[usePage().lang];
  return (
    <PlainPage
      title={title}
      lead={lead}
      steps={{
        current: steps.indexOf(step) + 1,
        steps: steps.map((each) => ({ label: t.steps[each], href: `/siapkan/${each}` })),
      }}
      foot={<p class="muted">{t.keptNote}</p>}
    >
      <Form action={`/siapkan/${step}`} values={values} errors={errors}>
        {children}
        <Buttons>
          {/* First in the form, so that Enter goes on and not back. */}
          <Button name="aksi" value="lanjut">
            {next ?? t.next}
          </Button>
          {neighbour(step, -1) === step ? (
            <LinkButton href="/siapkan" variant="quiet">
              {t.back}
            </LinkButton>
          ) : (
            <Button variant="quiet" name="aksi" value="kembali">
              {t.back}
            </Button>
          )}
        </Buttons>
      </Form>
    </PlainPage>
  );
}

/** What to do so that phones reach a server that listens to its own machine only. */
export function HostNotice({ during = false }: { during?: boolean }) {
  const t = texts[usePage().lang];
  return (
    <Notice tone="warning" title={t.hostTitle}>
      <p>{t.hostLead}</p>
      <p>
        <code>HOST=0.0.0.0 npm start</code>
      </p>
      <p>
        {t.hostWindows} <code>$env:HOST='0.0.0.0'; npm start</code>
      </p>
      {during && <Muted>{t.hostKept}</Muted>}
    </Notice>
  );
}
