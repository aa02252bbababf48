/** One line of the plan: a new one, and one that is there with how far it is, its proof and its history. */
import type { ComponentChildren } from 'preact';
import { formatDateTime } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  Facts,
  Field,
  type FieldErrors,
  Form,
  Hidden,
  Lead,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Prose,
  Row,
  Select,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import { longest, type Wrong } from '../inputs.ts';
import { states } from '../rules.ts';
import { quarterName, texts } from '../texts/screens.ts';
import { Proof, StateTag } from './parts.tsx';
import type { Option, PlanLine } from './plan.tsx';

/** What a form was given, and what is wrong with it. */
export interface Attempt {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong?: Readonly<Record<string, Wrong>> | undefined;
}

function useErrors(attempt: Attempt): FieldErrors {
  const t = texts[usePage().lang];
  return Object.fromEntries(Object.entries(attempt.wrong ?? {}).map(([field, wrong]) => [field, t.wrong[wrong]]));
}

/** What there is to choose from. */
export interface Choices {
  readonly unsur: readonly Option[];
  readonly quarters: readonly string[];
}

function ContentForm({
  action,
  attempt,
  choices,
  prefix,
  children,
}: {
  action: string;
  attempt: Attempt;
  choices: Choices;
  prefix: string;
  children: ComponentChildren;
}) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <Form action={action} values={attempt.values} errors={useErrors(attempt)} prefix={prefix}>
      <Select name="unsur" label={t.priority} options={choices.unsur} />
      <Field name="action" label={t.action} hint={t.actionHint} type="textarea" rows={3} maxLength={longest.action} />
      <Select
        name="due"
        label={t.due}
        hint={t.dueHint}
        options={choices.quarters.map((code) => ({ value: code, label: quarterName(code, lang) }))}
      />
      <Field name="owner" label={t.owner} hint={t.ownerHint} maxLength={longest.owner} />
      {children}
    </Form>
  );
}

export interface NewView {
  readonly unitCode: string;
  readonly unitName: string;
  readonly periodCode: string;
  readonly periodName: string;
  readonly choices: Choices;
  readonly attempt: Attempt;
}

/** A line that is not there yet. */
export function NewActionPage({ view }: { view: NewView }) {
  const t = texts[usePage().lang];
  const back = `/rencana?${new URLSearchParams({ periode: view.periodCode, unit: view.unitCode })}`;
  return (
    <StaffPage title={t.add} crumbs={[{ href: back, label: t.title }]}>
      <Lead>
        {view.unitName} · {view.periodName}
      </Lead>
      <Card>
        <ContentForm action="/rencana" attempt={view.attempt} choices={view.choices} prefix="f">
          <Hidden name="unit" value={view.unitCode} />
          <Hidden name="periode" value={view.periodCode} />
          <Buttons>
            <Button>{t.save}</Button>
            <LinkButton href={back} variant="quiet">
              {t.cancel}
            </LinkButton>
          </Buttons>
        </ContentForm>
      </Card>
    </StaffPage>
  );
}

export interface ActionView {
  readonly one: PlanLine;
  readonly unitCode: string;
  readonly periodName: string;
  readonly choices: Choices;
  /** What is planned, and how far it is, each with what came back. */
  readonly content: Attempt;
  readonly progress: Attempt;
  readonly history: readonly {
    readonly at: Date;
    readonly by: string;
    readonly what: string;
    readonly changes: readonly string[];
  }[];
  readonly timeZone: string;
  readonly news: 'saved' | 'added' | undefined;
  readonly mayPlan: boolean;
  readonly mayShow: boolean;
}

/** One line: how far it is, the proof, what was changed when and by whom. */
export function ActionPage({ view }: { view: ActionView }) {
  const { lang } = usePage();
  const t = texts[lang];
  const { one } = view;
  const path = `/rencana/${one.id}`;
  const back = `/rencana?${new URLSearchParams({ periode: one.periodCode, unit: view.unitCode })}`;
  const progressErrors = useErrors(view.progress);
  return (
    <StaffPage title={t.one} crumbs={[{ href: back, label: t.title }]}>
      {view.news && (
        <Notice tone="success" announce>
          <p>{t[view.news]}</p>
        </Notice>
      )}
      <Card title={one.action} actions={<StateTag one={one} overdue={one.overdue} />}>
        <Facts
          items={[
            { term: t.unit, value: one.unitName },
            { term: t.period, value: <a href={`/ikm/${view.unitCode}/${one.periodCode}`}>{view.periodName}</a> },
            { term: t.priority, value: one.unsurName },
            { term: t.due, value: quarterName(one.due, lang) },
            { term: t.owner, value: one.owner },
            ...(one.evidence !== '' || one.evidenceUrl !== ''
              ? [{ term: t.evidence, value: <Proof one={{ ...one, reason: '' }} /> }]
              : []),
            ...(one.reason === '' ? [] : [{ term: t.reason, value: one.reason }]),
          ]}
        />
      </Card>
      {view.mayPlan && (
        <Card title={t.progress}>
          <Form action={`${path}/status`} values={view.progress.values} errors={progressErrors} prefix="s">
            <Select name="state" label={t.state} options={states.map((state) => ({ value: state, label: t.states[state] }))} />
            <Field
              name="evidence"
              label={t.evidence}
              hint={t.evidenceHint}
              type="textarea"
              rows={3}
              maxLength={longest.evidence}
              optional="said"
            />
            <Field
              name="evidence_url"
              label={t.evidenceUrl}
              hint={t.evidenceUrlHint}
              type="url"
              maxLength={longest.evidence_url}
              optional
            />
            <Field name="reason" label={t.reason} hint={t.reasonHint} maxLength={longest.reason} optional="said" />
            <Button>{t.save}</Button>
          </Form>
        </Card>
      )}
      <Card title={t.publicPage}>
        <p>{one.public ? t.shown : t.hidden}</p>
        <Muted>{t.showNote}</Muted>
        <Row>
          {view.mayShow && (
            <PostButton action={`${path}/umumkan`} fields={{ shown: one.public ? '' : '1' }}>
              {one.public ? t.hide : t.show}
            </PostButton>
          )}
          <LinkButton href={`/tindak-lanjut/${view.unitCode}/${one.periodCode}`} variant="quiet">
            {t.publicPage}
          </LinkButton>
        </Row>
      </Card>
      {view.mayPlan && (
        <Details summary={t.change} open={view.content.wrong !== undefined}>
          <ContentForm action={path} attempt={view.content} choices={view.choices} prefix="c">
            <Button variant="secondary">{t.save}</Button>
          </ContentForm>
        </Details>
      )}
      <Card title={t.history}>
        <Prose>
          <ul>
            {view.history.map(({ at, by, what, changes }) => (
              <li key={at.getTime()}>
                {formatDateTime(at, view.timeZone, lang)} · {by} · {what}
                {changes.length > 0 && `: ${changes.join('; ')}`}
              </li>
            ))}
          </ul>
        </Prose>
      </Card>
    </StaffPage>
  );
}
