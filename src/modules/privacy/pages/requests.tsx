/** The inbox of requests, and one request with what may be done. */
import { SecondPerson, type SecondPersonState } from '../../../platform/approvals/index.ts';
import { formatDateTime } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  EmptyState,
  Facts,
  Field,
  Form,
  Lead,
  LinkButton,
  Muted,
  Notice,
  Radios,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Clock, Outcome, RequestContent, RequestKind } from '../rules/request.ts';
import { outcomes } from '../rules/request.ts';
import { approvalTexts } from '../texts/approvals.ts';
import { texts } from '../texts/screens.ts';
import { type ContactLine, ContactTable } from './contacts.tsx';
import { type Attempt, ClockTag, Lines, useErrors } from './parts.tsx';

export interface RequestLine {
  readonly id: string;
  readonly kind: RequestKind;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly clock: Clock;
}

export function RequestsPage({ requests, timeZone }: { requests: readonly RequestLine[]; timeZone: string }) {
  const { lang } = usePage();
  const t = texts[lang].requests;
  return (
    <StaffPage title={t.title}>
      <Lead>{t.lead}</Lead>
      {requests.length === 0 ? (
        <EmptyState title={t.none} action={<LinkButton href="/data-pribadi">/data-pribadi</LinkButton>}>
          {t.noneWhy}
        </EmptyState>
      ) : (
        <Table
          caption={t.title}
          captionHidden
          rows={requests}
          columns={[
            { head: t.kind, rowHeader: true, cell: (one) => <a href={`/permohonan/${one.id}`}>{t.kinds[one.kind]}</a> },
            { head: t.state, nowrap: true, cell: (one) => <ClockTag clock={one.clock} done={t.done} /> },
            { head: t.due, cell: (one) => formatDateTime(one.dueAt, timeZone, lang) },
            { head: t.received, cell: (one) => formatDateTime(one.receivedAt, timeZone, lang) },
          ]}
        />
      )}
    </StaffPage>
  );
}

interface RequestProps {
  readonly request: RequestLine & {
    readonly receipt: string | null;
    readonly outcome: Outcome | null;
    readonly toldAt: Date | null;
    readonly toldBy: string | null;
  };
  readonly content: RequestContent;
  /** What the receipt leads to. */
  readonly found: readonly {
    readonly id: string;
    readonly title: string;
    readonly erased: boolean;
    readonly extent: 'whole' | 'personal';
  }[];
  readonly contacts: readonly ContactLine[];
  readonly timeZone: string;
  readonly attempt?: (Attempt & { readonly form: 'jawab' | 'hapus' }) | undefined;
  readonly news?: 'erased' | 'answered' | undefined;
  readonly second: SecondPersonState;
  /** The request for approval that this erasure waits for. */
  readonly waiting: string | null;
}

export function RequestPage({ request, content, found, contacts, timeZone, attempt, news, second, waiting }: RequestProps) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = all.requests;
  const errors = useErrors(attempt);
  const erasable = found.filter((one) => !one.erased);
  const of = (form: 'jawab' | 'hapus') => ({
    action: `/permohonan/${request.id}/${form}`,
    prefix: form,
    values: attempt?.form === form ? attempt.values : {},
    errors: attempt?.form === form ? errors : {},
  });
  return (
    <StaffPage title={t.kinds[request.kind]} crumbs={[{ href: '/permohonan', label: t.title }]}>
      {news !== undefined && (
        <Notice tone="success" announce>
          <p>{news === 'erased' ? t.erasedNews : t.answeredNews}</p>
        </Notice>
      )}
      <Card>
        <Facts
          items={[
            { term: t.state, value: <ClockTag clock={request.clock} done={t.done} /> },
            { term: t.received, value: formatDateTime(request.receivedAt, timeZone, lang) },
            { term: t.due, value: formatDateTime(request.dueAt, timeZone, lang) },
            { term: t.receipt, value: request.receipt ?? t.receiptNone },
            { term: t.contact, value: content.contact || t.contactNone },
            ...(content.message === '' ? [] : [{ term: t.message, value: <Lines text={content.message} /> }]),
          ]}
        />
      </Card>
      <Card title={t.found}>
        {request.receipt !== null && found.length === 0 && <p>{t.foundNone}</p>}
        {found.map((one) => (
          <p key={one.id}>
            {t.foundRecord(one.title)} {one.erased && <Tag>{t.foundErased}</Tag>}
          </p>
        ))}
        {contacts.length > 0 && <ContactTable contacts={contacts} timeZone={timeZone} caption={t.foundContacts} />}
        {request.receipt === null && contacts.length === 0 && <p>{t.foundNothing}</p>}
        {request.toldAt === null && erasable.length > 0 && (
          <>
            {request.kind === 'access' && <LinkButton href={`/permohonan/${request.id}/data`}>{t.read}</LinkButton>}
            {request.kind === 'correction' && <Muted>{t.immutable}</Muted>}
            {request.kind !== 'access' && waiting !== null && (
              <p>
                <a href={`/persetujuan/${waiting}`}>{approvalTexts[lang].waiting}</a>
              </p>
            )}
            {request.kind !== 'access' && waiting === null && (
              <Form {...of('hapus')}>
                {[...new Set(erasable.map((one) => one.extent))].map((extent) => (
                  <p key={extent}>{t[extent]}</p>
                ))}
                <SecondPerson {...second} />
                <Field name="reason" label={all.reason} hint={all.reasonHint} maxLength={300} autocomplete="off" />
                <Button variant="danger">{t.erase}</Button>
              </Form>
            )}
          </>
        )}
      </Card>
      <Card title={t.answer}>
        {request.toldAt !== null ? (
          <>
            <p>
              <strong>{request.outcome && t.outcomes[request.outcome]}</strong>
            </p>
            <Lines text={content.result} />
            <Muted>{t.told(request.toldBy ?? '', formatDateTime(request.toldAt, timeZone, lang))}</Muted>
          </>
        ) : (
          <Form {...of('jawab')}>
            <Radios
              name="outcome"
              label={t.outcome}
              inline
              options={outcomes.map((outcome) => ({ value: outcome, label: t.outcomes[outcome] }))}
            />
            <Field name="result" label={t.result} hint={t.resultHint} type="textarea" maxLength={2000} />
            <Button>{t.send}</Button>
          </Form>
        )}
      </Card>
    </StaffPage>
  );
}

/** What is kept about the holder of a receipt, for the answer to a request for access. */
export function RecordPage({
  requestId,
  records,
}: {
  requestId: string;
  records: readonly { readonly title: string; readonly items: readonly { readonly term: string; readonly value: string }[] }[];
}) {
  const t = texts[usePage().lang].requests;
  return (
    <StaffPage
      title={t.readTitle}
      crumbs={[
        { href: '/permohonan', label: t.title },
        { href: `/permohonan/${requestId}`, label: t.kinds.access },
      ]}
    >
      <Lead>{t.readLead}</Lead>
      {records.length === 0 && <p>{t.foundNone}</p>}
      {records.map(({ title, items }) => (
        <Card key={title} title={title}>
          <Facts items={items} />
        </Card>
      ))}
    </StaffPage>
  );
}
