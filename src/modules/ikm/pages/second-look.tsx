/** The second look before a period is closed and before a result is published. */
import { SecondPerson, type SecondPersonState } from '../../../platform/approvals/index.ts';
import { formatDate, formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Checkbox,
  Field,
  Form,
  LinkButton,
  Muted,
  Notice,
  Prose,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import { periodTexts } from '../texts/periods.ts';
import { publishedTexts } from '../texts/published.ts';
import { Collected } from './period-parts.tsx';
import type { PeriodView } from './periods.tsx';
import { ResultPoster } from './published.tsx';
import { servicesWords } from './published-method.tsx';

/** The second look before a period is closed. */
export function ClosePage({ view, errors }: { view: PeriodView; errors: { readonly agree: boolean; readonly code: boolean } }) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  const path = `/periode/${view.period.code}`;
  return (
    <StaffPage
      title={t.closeTitle(view.period.name)}
      crumbs={[
        { label: t.title, href: '/periode' },
        { label: view.period.name, href: path },
      ]}
    >
      <Collected view={view} />
      <Card>
        <Prose>
          <p>{t.closeLead}</p>
          <ul>
            {t.closePoints.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </Prose>
        {view.period.state === 'open' && (
          <Notice tone="warning">
            <p>{t.early(formatDate(view.period.endsOn, lang), view.period.daysLeft)}</p>
          </Notice>
        )}
        <Form
          action={`${path}/tutup`}
          errors={{
            ...(errors.agree ? { agree: t.agreeMissing } : {}),
            ...(errors.code ? { code: t.typeCodeMissing(view.period.code) } : {}),
          }}
        >
          {view.period.state === 'open' && (
            <Field name="code" label={t.typeCode(view.period.code)} maxLength={20} autocomplete="off" />
          )}
          <Checkbox name="agree" label={t.agreeClose} />
          <Buttons>
            <Button variant="danger">{t.close}</Button>
            <LinkButton href={path} variant="quiet">
              {t.cancel}
            </LinkButton>
          </Buttons>
        </Form>
      </Card>
    </StaffPage>
  );
}

export interface PublishView {
  readonly snapshot: Snapshot;
  readonly periodName: string;
  readonly url: string | null;
  readonly before: string | null;
  readonly needsNote: boolean;
  /** Answers that came in time. */
  readonly onTime: number;
  /** Whether another unit's result may be subtracted from this one. */
  readonly hasOtherUnits: boolean;
  /** Whoever only agrees to publications sees it without the form. */
  readonly canAsk: boolean;
  readonly second: SecondPersonState;
  readonly note: string;
  readonly errors: { readonly agree: boolean; readonly note: boolean };
}

/** The second look before a result is published: the poster as everybody will see it. */
export function PublishPage({ view }: { view: PublishView }) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  const p = publishedTexts[lang];
  const { snapshot } = view;
  const path = `/periode/${snapshot.period.code}`;
  const { late, services } = snapshot.method;
  const first = snapshot.version === 1;
  const noteHint = first ? t.noteHintLate : t.noteHint;
  return (
    <StaffPage
      title={t.previewTitle(snapshot.unit.name, view.periodName)}
      crumbs={[
        { label: t.title, href: '/periode' },
        { label: view.periodName, href: path },
      ]}
    >
      <Card>
        <p>{t.previewLead(snapshot.version)}</p>
        {first && late.included > 0 && (
          <Notice tone="warning">
            <p>{t.takesLate(formatInteger(view.onTime, lang), formatInteger(late.included, lang))}</p>
          </Notice>
        )}
        {services && (
          <Notice tone="warning">
            <p>{servicesWords(services, lang)}</p>
          </Notice>
        )}
        {view.before !== null && (
          <p>
            {t.whatChanges(
              formatDecimal(view.before, lang),
              formatDecimal(snapshot.ikm, lang),
              formatInteger(snapshot.respondents, lang),
            )}
          </p>
        )}
        {view.canAsk && <SecondPerson {...view.second} />}
        {view.canAsk && (
          <Form
            action={`${path}/terbitkan/${snapshot.unit.code}`}
            values={{ note: view.note }}
            errors={{ ...(view.errors.agree ? { agree: t.agreeMissing } : {}), ...(view.errors.note ? { note: noteHint } : {}) }}
          >
            {view.needsNote && <Field name="note" type="textarea" label={t.note} hint={noteHint} maxLength={2000} />}
            {view.second.needed && <Field name="message" label={t.message} maxLength={500} optional autocomplete="off" />}
            <Checkbox name="agree" label={t.agreePublish} />
            <Buttons>
              <Button>{view.second.needed ? t.askNow(snapshot.version) : t.publishNow(snapshot.version)}</Button>
              <LinkButton href={path} variant="quiet">
                {t.cancel}
              </LinkButton>
            </Buttons>
          </Form>
        )}
      </Card>
      {view.hasOtherUnits && <Muted>{t.aboveLimit}</Muted>}
      <ResultPoster view={view} />
      <Muted>
        {p.late}:{' '}
        {snapshot.method.late.included + snapshot.method.late.waiting === 0
          ? p.lateNone
          : snapshot.method.late.included > 0
            ? p.lateIncluded(formatInteger(snapshot.method.late.included, lang))
            : p.lateWaiting(formatInteger(snapshot.method.late.waiting, lang))}
      </Muted>
    </StaffPage>
  );
}
