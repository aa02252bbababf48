import { PersonAgain } from '../auth/password-again.tsx';
import { formatDateTime, formatDecimal } from '../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Facts,
  Field,
  Form,
  Heading,
  Lead,
  Muted,
  Notice,
  PostButton,
  Prose,
  Row,
  StaffPage,
  usePage,
} from '../ui/index.ts';
import type { Closing, OfficeCopy } from './store.ts';
import { texts } from './texts.ts';

/** What a message in the address stands for. */
export const news = { salinan: 'copyAsked', batal: 'withdrawn' } as const;

interface DataProps {
  readonly office: { readonly name: string; readonly timeZone: string };
  /** Who looks. */
  readonly actorId: string;
  readonly copies: readonly OfficeCopy[];
  readonly copyHours: number;
  readonly closing: Closing | null;
  readonly waitDays: number;
  readonly mayClose: boolean;
  readonly message?: keyof typeof news | undefined;
  readonly copyErrors?: Readonly<Record<string, string>>;
  /** At the copy that was not handed out. */
  readonly downloadErrors?: { readonly copy: string; readonly fields: Readonly<Record<string, string>> };
  readonly closeErrors?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, string>>;
}

/** All that is kept for the office: a copy of it, and its end. */
export function DataPage(props: DataProps) {
  const t = texts[usePage().lang];
  return (
    <StaffPage title={t.title}>
      {props.message && (
        <Notice tone="success" announce>
          <p>{t[news[props.message]]}</p>
        </Notice>
      )}
      <Lead>{t.lead}</Lead>
      {props.closing && <ClosingCard closing={props.closing} zone={props.office.timeZone} />}
      <CopyCard {...props} />
      {!props.closing && (props.mayClose ? <CloseCard {...props} /> : <Muted>{t.closeDemo}</Muted>)}
    </StaffPage>
  );
}

const megabytes = (bytes: number): string => (Math.ceil(bytes / 10_000) / 100).toFixed(2);

function CopyCard({ office, actorId, copies, copyHours, copyErrors = {}, downloadErrors }: DataProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const time = (at: Date) => formatDateTime(at, office.timeZone, lang);
  const stateOf = (copy: OfficeCopy) =>
    copy.state === 'ready' && copy.expiresAt ? t.ready(time(copy.expiresAt)) : copy.state === 'waiting' ? t.waiting : t.expired;
  return (
    <Card title={t.copyTitle}>
      <p>{t.copyLead}</p>
      <p>{t.copyCare(copyHours)}</p>
      <Form action="/kelola/data/salinan" errors={copyErrors} prefix="salinan">
        <PersonAgain back="/kelola/data" />
        <Buttons>
          <Button variant="secondary">{t.copyAsk}</Button>
        </Buttons>
      </Form>
      {copies.length > 0 && (
        <>
          <Heading level={3}>{t.copies}</Heading>
          <ul class="plain-list">
            {copies.map((copy) => (
              <li key={copy.id}>
                <Row apart>
                  <div>
                    <strong>{time(copy.askedAt)}</strong>
                    <br />
                    <span class="muted">
                      {t.askedBy(copy.askedBy === actorId)}, {stateOf(copy)}
                      {copy.size !== null && ` · ${t.megabytes(formatDecimal(megabytes(copy.size), lang))}`}
                    </span>
                  </div>
                  {copy.state === 'ready' && copy.askedBy === actorId && (
                    <Form
                      action={`/kelola/data/salinan/${copy.id}/unduh`}
                      prefix={copy.id}
                      errors={downloadErrors?.copy === copy.id ? downloadErrors.fields : {}}
                    >
                      <PersonAgain back="/kelola/data" />
                      <Buttons>
                        <Button variant="secondary">
                          {t.download}
                          <span class="hidden">: {time(copy.askedAt)}</span>
                        </Button>
                      </Buttons>
                    </Form>
                  )}
                </Row>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

/** What is gone then, and what is not. */
function Consequences() {
  return (
    <Prose>
      <ul>
        {texts[usePage().lang].closeList.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Prose>
  );
}

function CloseCard({ office, waitDays, closeErrors = {}, values = {} }: DataProps) {
  const t = texts[usePage().lang];
  return (
    <Card title={t.closeTitle} id="hapus">
      <p>{t.closeLead(waitDays)}</p>
      <p>
        <strong>{t.closeWhat}</strong>
      </p>
      <Consequences />
      <p>{t.closeCopy}</p>
      <Form action="/kelola/data/hapus" values={values} errors={closeErrors} prefix="hapus">
        <Field name="name" label={t.closeName} hint={t.closeNameHint(office.name)} maxLength={200} autocomplete="off" />
        <Field name="reason" type="textarea" label={t.closeReason} hint={t.closeReasonHint} maxLength={500} rows={3} />
        <PersonAgain back="/kelola/data" />
        <Buttons>
          <Button variant="danger">{t.closeAsk}</Button>
        </Buttons>
      </Form>
    </Card>
  );
}

function ClosingCard({ closing, zone }: { readonly closing: Closing; readonly zone: string }) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <Card title={t.closingTitle}>
      <Facts
        items={[
          { term: t.closingDue, value: formatDateTime(closing.dueAt, zone, lang) },
          { term: t.closingBy, value: closing.askedByName },
          { term: t.closingAt, value: formatDateTime(closing.askedAt, zone, lang) },
          { term: t.closeReason, value: closing.reason },
        ]}
      />
      <Consequences />
      <Buttons>
        <PostButton action="/kelola/data/hapus/batal">{t.withdraw}</PostButton>
      </Buttons>
    </Card>
  );
}
