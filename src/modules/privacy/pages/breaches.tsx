/** The register of breaches, and the notice of one. */
import { formatDateTime, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  EmptyState,
  Facts,
  Field,
  Form,
  Lead,
  LinkButton,
  Muted,
  Notice,
  Prose,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Breach } from '../rules/breach.ts';
import type { Clock } from '../rules/request.ts';
import { officeTexts } from '../texts/office.ts';
import { texts } from '../texts/screens.ts';
import { home } from './office.tsx';
import { type Attempt, ClockTag, Lines, useErrors } from './parts.tsx';

const register = `${home}/kebocoran`;

export function BreachesPage({
  breaches,
  timeZone,
}: {
  breaches: readonly (Breach & { readonly clock: Clock })[];
  timeZone: string;
}) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = officeTexts[lang].breach;
  const add = <LinkButton href={`${register}/baru`}>{t.add}</LinkButton>;
  return (
    <StaffPage title={t.title} crumbs={[{ href: home, label: all.title }]} actions={breaches.length > 0 && add}>
      <Lead>{t.lead}</Lead>
      {breaches.length === 0 ? (
        <EmptyState title={t.none} action={add}>
          {t.noneWhy}
        </EmptyState>
      ) : (
        <Table
          caption={t.title}
          captionHidden
          rows={breaches}
          columns={[
            {
              head: t.detected,
              rowHeader: true,
              cell: (one) => <a href={`${register}/${one.id}`}>{formatDateTime(one.detectedAt, timeZone, lang)}</a>,
            },
            { head: all.requests.state, nowrap: true, cell: (one) => <ClockTag clock={one.clock} done={t.notified} /> },
            { head: t.due, cell: (one) => formatDateTime(one.dueAt, timeZone, lang) },
            { head: t.data, cell: (one) => one.data },
          ]}
        />
      )}
    </StaffPage>
  );
}

interface BreachProps {
  /** Null for a new one. */
  readonly id: string | null;
  readonly attempt: Attempt;
  readonly clock: Clock | null;
  readonly saved: boolean;
}

export function BreachPage({ id, attempt, clock, saved }: BreachProps) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = officeTexts[lang].breach;
  const time = (name: string, label: string, hint = t.timeHint) => (
    <Field name={name} label={label} hint={hint} type="datetime-local" width="md" optional={name !== 'detected_at'} />
  );
  return (
    <StaffPage
      title={id === null ? t.add : t.one}
      crumbs={[
        { href: home, label: all.title },
        { href: register, label: t.title },
      ]}
      actions={id !== null && <LinkButton href={`${register}/${id}/surat`}>{t.letter}</LinkButton>}
    >
      {saved && (
        <Notice tone="success" announce>
          <p>{all.saved}</p>
        </Notice>
      )}
      {clock && (
        <p>
          <ClockTag clock={clock} done={t.notified} />
        </p>
      )}
      <Card>
        <Form action={id === null ? register : `${register}/${id}`} values={attempt.values} errors={useErrors(attempt)}>
          {time('detected_at', t.detected)}
          <Field name="data" label={t.data} type="textarea" maxLength={4000} />
          <Field name="how" label={t.how} type="textarea" maxLength={4000} optional />
          <Field name="handling" label={t.handling} type="textarea" maxLength={4000} optional />
          <Field name="subjects" label={t.subjects} type="number" width="sm" suffix={t.people} optional />
          {time('told_subjects_at', t.toldSubjects)}
          {time('told_agency_at', t.toldAgency)}
          {time('told_public_at', t.toldPublic, t.toldPublicHint)}
          <Buttons>
            <Button>{all.save}</Button>
            <LinkButton href={register} variant="quiet">
              {all.cancel}
            </LinkButton>
          </Buttons>
        </Form>
      </Card>
    </StaffPage>
  );
}

interface LetterProps {
  readonly breach: Breach;
  readonly office: string;
  readonly officer: string;
  readonly noticeTo: string;
  readonly timeZone: string;
}

/** The written notice with what article 46 asks for: the data, when and how, handling. */
export function LetterPage({ breach, office, officer, noticeTo, timeZone }: LetterProps) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = officeTexts[lang].letter;
  const words = officeTexts[lang].breach;
  const said = (text: string) => (text === '' ? t.notYet : <Lines text={text} />);
  return (
    <StaffPage
      title={t.title}
      crumbs={[
        { href: home, label: all.title },
        { href: register, label: words.title },
        { href: `${register}/${breach.id}`, label: words.one },
      ]}
    >
      <Card>
        <Prose>
          <p>
            {t.to}: {noticeTo === '' ? t.toNobody : noticeTo} {t.andSubjects}
          </p>
          <p>{t.opening(office)}</p>
        </Prose>
        <Facts
          items={[
            { term: words.data, value: <Lines text={breach.data} /> },
            { term: words.detected, value: formatDateTime(breach.detectedAt, timeZone, lang) },
            { term: words.how, value: said(breach.how) },
            {
              term: words.subjects,
              value: breach.subjects === null ? words.subjectsUnknown : formatInteger(breach.subjects, lang),
            },
            { term: words.handling, value: said(breach.handling) },
            ...(officer === '' ? [] : [{ term: t.ask, value: <Lines text={officer} /> }]),
          ]}
        />
        <p>{t.place}: ……………………………………</p>
        <p>{t.sign}: ……………………………………</p>
      </Card>
      <Muted>{all.print}</Muted>
    </StaffPage>
  );
}
