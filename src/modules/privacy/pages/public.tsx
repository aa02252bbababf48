/** Pages for everybody: leaving a contact, asking about one's data, following a request. */
import type { ComponentChildren } from 'preact';
import { formatDateTime } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Checkbox,
  EmptyState,
  Facts,
  Field,
  Form,
  Hidden,
  LinkButton,
  Muted,
  Notice,
  type PageOf,
  Pager,
  PublicPage,
  Radios,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { type RequestContent, type RequestKind, requestKinds } from '../rules/request.ts';
import { publicTexts } from '../texts/public.ts';
import { texts } from '../texts/screens.ts';
import { type Attempt, Lines, useErrors } from './parts.tsx';

interface ContactFormProps {
  readonly kicker: string;
  readonly action: string;
  readonly back: string;
  /** The text of consent in the page's language, and its hash. */
  readonly text: string;
  readonly hash: string;
  /** The age below which a guardian fills this in; null where none is needed. */
  readonly guardianBelow: number | null;
  readonly attempt?: Attempt | undefined;
}

/** "May we contact you?": everything optional, the consent not ticked beforehand. */
export function ContactFormPage({ kicker, action, back, text, hash, guardianBelow, attempt }: ContactFormProps) {
  const { lang } = usePage();
  const t = publicTexts[lang];
  return (
    <PublicPage title={t.contactTitle} kicker={kicker} lead={t.contactLead} narrow>
      <Form action={action} values={attempt?.values} errors={useErrors(attempt)}>
        {guardianBelow !== null && (
          <Notice>
            <p>{t.guardianLead(String(guardianBelow))}</p>
          </Notice>
        )}
        <Hidden name="text" value={hash} />
        <Field name="name" label={t.name} maxLength={120} autocomplete="name" />
        <Field name="phone" label={t.phone} hint={t.phoneHint} type="tel" maxLength={40} optional autocomplete="tel" />
        <Field name="email" label={t.email} type="email" maxLength={120} optional autocomplete="email" />
        {guardianBelow !== null && (
          <>
            <Field name="guardian" label={t.guardian} maxLength={120} autocomplete="off" />
            <Field name="relation" label={t.relation} maxLength={120} autocomplete="off" />
          </>
        )}
        <Card title={t.text}>
          <Lines text={text} />
        </Card>
        <Checkbox name="agree" label={guardianBelow === null ? t.agree : t.agreeGuardian} />
        <Buttons>
          <Button>{t.send}</Button>
          <LinkButton href={back} variant="quiet">
            {t.skip}
          </LinkButton>
        </Buttons>
      </Form>
    </PublicPage>
  );
}

/** The contact is kept, now or since before. */
export function ContactTakenPage({ kicker, now, back, rights }: { kicker: string; now: boolean; back: string; rights: string }) {
  const t = publicTexts[usePage().lang];
  return (
    <PublicPage title={now ? t.takenTitle : t.already} kicker={kicker} narrow>
      <p>{now ? t.taken : t.alreadyLead}</p>
      <Buttons>
        <LinkButton href={back}>{t.backToReceipt}</LinkButton>
        <LinkButton href={rights} variant="quiet">
          {t.rights}
        </LinkButton>
      </Buttons>
    </PublicPage>
  );
}

interface OfficesProps {
  readonly offices: readonly { readonly tenantId: string; readonly name: string }[];
  readonly place: PageOf;
  readonly hrefOf: (page: number) => string;
}

/** The offices of this installation. */
export function OfficesPage({ offices, place, hrefOf }: OfficesProps) {
  const t = publicTexts[usePage().lang];
  return (
    <PublicPage title={t.rights} lead={t.rightsLead} narrow>
      {offices.length === 0 ? (
        <EmptyState title={t.none}>{t.noneText}</EmptyState>
      ) : (
        <Card>
          <p>{t.listLead}</p>
          <ul class="plain-list">
            {offices.map(({ tenantId, name }) => (
              <li key={tenantId}>
                <a href={`/data-pribadi/${tenantId}`}>{name}</a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Pager {...place} href={hrefOf} />
    </PublicPage>
  );
}

interface AskProps {
  readonly id: string;
  readonly office: string;
  readonly officer: string;
  readonly attempt?: Attempt | undefined;
}

/** Asking about one's own data. */
export function AskPage({ id, office, officer, attempt }: AskProps) {
  const { lang } = usePage();
  const t = publicTexts[lang];
  const kinds = texts[lang].requests.kinds;
  return (
    <PublicPage title={t.rightsOf(office)} lead={t.rightsLead} narrow>
      <Card title={t.kept}>
        <p>{t.keptLead}</p>
        {officer !== '' && <Facts items={[{ term: t.officer, value: <Lines text={officer} /> }]} />}
      </Card>
      <Card title={t.ask}>
        <Form action={`/data-pribadi/${id}`} values={attempt?.values} errors={useErrors(attempt)}>
          <Radios name="kind" label={t.kind} options={requestKinds.map((kind) => ({ value: kind, label: kinds[kind] }))} />
          <Field name="receipt" label={t.receipt} hint={t.receiptHint} maxLength={20} width="md" optional autocomplete="off" />
          <Field name="contact" label={t.contact} hint={t.contactHint} maxLength={120} optional autocomplete="tel" />
          <Field name="message" label={t.message} hint={t.messageHint} type="textarea" maxLength={2000} optional />
          <Button>{t.file}</Button>
        </Form>
      </Card>
    </PublicPage>
  );
}

interface FollowProps {
  readonly office: string;
  readonly tracking: string;
  readonly kind: RequestKind;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly overdue: boolean;
  readonly told: { readonly outcome: 'done' | 'partly' | 'refused'; readonly at: Date } | null;
  readonly content: RequestContent;
  readonly timeZone: string;
}

/** One request as its sender follows it. */
export function FollowPage({ office, tracking, kind, told, content, timeZone, ...request }: FollowProps) {
  const { lang } = usePage();
  const t = publicTexts[lang];
  const words = texts[lang].requests;
  const state: ComponentChildren = told ? (
    <Tag tone="success">{words.outcomes[told.outcome]}</Tag>
  ) : (
    <Tag tone={request.overdue ? 'danger' : 'info'}>{request.overdue ? t.overdue : t.waiting}</Tag>
  );
  return (
    <PublicPage title={t.filedTitle} kicker={office} narrow>
      <Card>
        <Facts
          items={[
            { term: t.tracking, value: <strong>{tracking}</strong> },
            { term: t.kind, value: words.kinds[kind] },
            { term: t.received, value: formatDateTime(request.receivedAt, timeZone, lang) },
            { term: t.due, value: formatDateTime(request.dueAt, timeZone, lang) },
            { term: t.state, value: state },
          ]}
        />
        <Muted>{t.trackingUse}</Muted>
      </Card>
      {told && (
        <Card title={t.told}>
          <Lines text={content.result} />
          <Muted>{formatDateTime(told.at, timeZone, lang)}</Muted>
        </Card>
      )}
    </PublicPage>
  );
}
