/** Lists of people to ask, and what became of each. */
import { formatDateTime, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Lead,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Row,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import type { ListState, MessageState, Way } from '../rules/invitation.ts';
import type { RefusedLine } from '../rules/list.ts';
import type { LinkCount } from '../rules/rates.ts';
import { texts } from '../texts/screens.ts';
import { errorInWords, type WaysNow } from './parts.tsx';
import { Rates } from './rates.tsx';

export interface ListLine {
  readonly id: string;
  readonly fileName: string;
  readonly state: ListState;
  readonly taken: number;
  readonly createdAt: Date;
  readonly createdByName: string;
}

const listTones = { review: 'warning', sending: 'success', discarded: 'neutral' } as const;
const tones = { review: 'warning', waiting: 'info', sent: 'success', failed: 'danger', skipped: 'neutral' } as const;

interface ListsProps {
  readonly lists: readonly ListLine[];
  readonly links: { readonly open: number; readonly used: number };
  readonly rates: readonly LinkCount[];
  readonly ways: WaysNow;
  readonly hasAddress: boolean;
  readonly mayManage: boolean;
  readonly timeZone: string;
  readonly errors?: FieldErrors;
}

export function ListsPage({ lists, links, rates, ways, hasAddress, mayManage, timeZone, errors }: ListsProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const off = !ways.email && !ways.gateway ? t.nothingOn : !ways.email ? t.mailOff : !ways.gateway ? t.gatewayOff : null;
  return (
    <StaffPage title={t.title} actions={mayManage && <LinkButton href="/kelola/undangan">{t.toSettings}</LinkButton>}>
      <Lead>{t.lead}</Lead>
      {off !== null && (
        <Notice tone={ways.email || ways.gateway ? 'info' : 'warning'}>
          <p>{off}</p>
        </Notice>
      )}
      {!hasAddress && (
        <Notice tone="warning">
          <p>{t.noAddress}</p>
        </Notice>
      )}
      <Card footer={t.privacy}>
        <Form action="/undangan-survei" enctype="multipart/form-data" errors={errors}>
          <Field name="file" type="file" label={t.file} hint={t.fileHint} accept=".xlsx,.csv,.tsv,.txt" />
          <Buttons>
            <Button>{t.read}</Button>
          </Buttons>
        </Form>
      </Card>
      {lists.length === 0 ? (
        <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
      ) : (
        <Card title={t.lists} footer={links.open > 0 ? t.usedWhy : undefined}>
          {links.open > 0 && <p>{t.used(formatInteger(links.used, lang), formatInteger(links.open, lang))}</p>}
          <Table
            caption={t.lists}
            captionHidden
            rows={lists}
            columns={[
              { head: t.file, rowHeader: true, cell: (one) => <a href={`/undangan-survei/${one.id}`}>{one.fileName}</a> },
              { head: t.state, nowrap: true, cell: (one) => <Tag tone={listTones[one.state]}>{t.listStates[one.state]}</Tag> },
              { head: t.people, numeric: true, cell: (one) => formatInteger(one.taken, lang) },
              { head: t.sent, cell: (one) => t.sentBy(one.createdByName, formatDateTime(one.createdAt, timeZone, lang)) },
            ]}
          />
        </Card>
      )}
      <Rates counts={rates} />
    </StaffPage>
  );
}

export interface MessageLine {
  readonly id: string;
  readonly way: Way;
  readonly state: MessageState;
  readonly attempts: number;
  readonly lastError: string;
  readonly triedAt: Date | null;
}

interface ListProps {
  readonly list: ListLine & { readonly refused: readonly RefusedLine[] };
  readonly counts: ReadonlyMap<MessageState, number>;
  readonly messages: readonly MessageLine[];
  readonly againDays: number;
  readonly timeZone: string;
}

const refusedShown = 200;

export function ListPage({ list, counts, messages, againDays, timeZone }: ListProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const number = (value: number) => formatInteger(value, lang);
  const more = list.refused.length - refusedShown;
  return (
    <StaffPage title={list.fileName} crumbs={[{ href: '/undangan-survei', label: t.title }]}>
      <Muted>{t.sentBy(list.createdByName, formatDateTime(list.createdAt, timeZone, lang))}</Muted>
      {list.state === 'discarded' && (
        <Notice>
          <p>{t.discarded}</p>
        </Notice>
      )}
      {list.state === 'review' && (
        <Card title={t.reviewTitle}>
          <p>{t.reviewLead(number(list.taken), number(list.refused.length))}</p>
          <p>{t.reviewQuiet(number(againDays))}</p>
          <p>{t.reviewApart}</p>
          <Row>
            {list.taken > 0 && (
              <PostButton action={`/undangan-survei/${list.id}/kirim`} variant="primary">
                {t.send}
              </PostButton>
            )}
            <PostButton action={`/undangan-survei/${list.id}/batal`}>{t.discard}</PostButton>
          </Row>
        </Card>
      )}
      {list.state === 'sending' && (
        <Card title={t.log} footer={counts.get('skipped') ? t.statesWhy.skipped : undefined}>
          <p>
            {[...counts].map(([state, count]) => (
              <>
                <Tag key={state} tone={tones[state]}>
                  {t.states[state]}: {number(count)}
                </Tag>{' '}
              </>
            ))}
          </p>
          <Muted>{t.logLead}</Muted>
          <Table
            caption={t.log}
            captionHidden
            rows={messages}
            columns={[
              { head: t.message, rowHeader: true, cell: (_, at) => number(at + 1), narrow: true },
              { head: t.way, cell: (one) => t.ways[one.way] },
              { head: t.state, nowrap: true, cell: (one) => <Tag tone={tones[one.state]}>{t.states[one.state]}</Tag> },
              { head: t.attempts, numeric: true, cell: (one) => number(one.attempts) },
              { head: t.lastError, cell: (one) => (one.lastError === '' ? '–' : errorInWords(one.lastError, t.errors)) },
              { head: t.triedAt, cell: (one) => (one.triedAt ? formatDateTime(one.triedAt, timeZone, lang) : '–') },
            ]}
          />
          {messages.length < list.taken && <Muted>{t.logMore(number(messages.length))}</Muted>}
        </Card>
      )}
      {list.refused.length > 0 && (
        <Card title={t.refusedTitle}>
          <p>{t.refusedLead}</p>
          <Table
            caption={t.refusedTitle}
            captionHidden
            rows={list.refused.slice(0, refusedShown)}
            columns={[
              { head: t.line, rowHeader: true, narrow: true, cell: (one) => number(one.line) },
              { head: t.why, cell: (one) => t.lineProblems[one.problem] },
            ]}
          />
          {more > 0 && <Muted>{t.refusedMore(number(more))}</Muted>}
        </Card>
      )}
    </StaffPage>
  );
}
