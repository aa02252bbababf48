/** `/kelola/jejak`: the audit trail, searched, paged and downloaded. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { isLocalDay } from '../../kernel/dates.ts';
import { type AuditLine, countEvents, type EventFilter, listEventActors, listEvents } from '../audit/index.ts';
import { isAdmin, type TenantScope } from '../auth/index.ts';
import type { Db } from '../db/db.ts';
import { byteOrderMark, csvLine } from '../files/csv-line.ts';
import { formatDateTime, formatInteger, type Lang } from '../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  EmptyState,
  Field,
  Form,
  Grid,
  Lead,
  LinkButton,
  Muted,
  Pager,
  Select,
  StaffPage,
  Table,
  usePage,
} from '../ui/index.ts';
import { type ModuleDoor, type Route, staff, staffRoute } from './module.ts';
import { download, page } from './reply.ts';
import { texts } from './texts.ts';

const perPage = 50;
/** Entries of one download, read this many at a time. */
const mostDownloaded = 100_000;
const perRead = 2000;

/** What the trail's own entry is called. */
export const ownWords = {
  id: { 'web.download_trail': 'Mengunduh jejak audit' },
  en: { 'web.download_trail': 'Downloaded the audit trail' },
};

const word = z.string().trim().max(100).catch('').default('');
const trailQuery = z.object({
  kata: word,
  siapa: word,
  apa: word,
  dari: word,
  sampai: word,
  halaman: z.coerce.number().int().min(1).catch(1).default(1),
});
type TrailQuery = z.infer<typeof trailQuery>;

interface TrailProps {
  readonly events: readonly AuditLine[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly query: TrailQuery;
  readonly actors: readonly { readonly id: string; readonly name: string }[];
  readonly timeZone: string;
  readonly words: Readonly<Record<string, string>>;
}

/** The address of the same search, elsewhere. */
function searchOf({ halaman: _page, ...query }: TrailQuery, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams(Object.entries({ ...query, ...more }).filter(([, value]) => value !== '')).toString();
}

/** What an entry says beside its words. */
function detailOf({ targetKind, targetId, detail }: AuditLine): string {
  const rest = Object.keys(detail).length > 0 ? JSON.stringify(detail) : '';
  return [targetId === null ? '' : `${targetKind ?? ''} ${targetId}`.trim(), rest].filter((part) => part !== '').join(' · ');
}

function TrailPage({ events, total, page: at, pages, query, actors, timeZone, words }: TrailProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const actions = Object.entries(words).toSorted(([, a], [, b]) => a.localeCompare(b, lang));
  return (
    <StaffPage title={t.trail} wide>
      <Lead>{t.trailLead}</Lead>
      <Card>
        <Form action="/kelola/jejak" method="get" values={{ ...query }}>
          <Grid>
            <Field name="kata" label={t.trailWords} hint={t.trailWordsHint} maxLength={100} optional autocomplete="off" />
            <Select
              name="siapa"
              label={t.who}
              empty={t.trailAnybody}
              optional
              options={actors.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Select
              name="apa"
              label={t.what}
              empty={t.trailAnything}
              optional
              options={actions.map(([value, label]) => ({ value, label }))}
            />
            <Field name="dari" type="date" label={t.trailFrom} optional />
            <Field name="sampai" type="date" label={t.trailTo} optional />
          </Grid>
          <Buttons>
            <Button>{t.trailShow}</Button>
            <LinkButton href={`/kelola/jejak.csv?${searchOf(query)}`} variant="secondary">
              {t.trailDownload}
            </LinkButton>
          </Buttons>
        </Form>
      </Card>
      {events.length === 0 ? (
        <EmptyState title={t.trail}>{t.trailNone}</EmptyState>
      ) : (
        <Card>
          <Muted>{t.trailCount(formatInteger(total, lang))}</Muted>
          <Table
            caption={t.trail}
            captionHidden
            rows={events}
            columns={[
              {
                head: t.what,
                rowHeader: true,
                cell: (event) => (
                  <>
                    {words[event.action] ?? event.action}
                    {detailOf(event) !== '' && (
                      <Details summary={t.details}>
                        <span class="muted wrap-anywhere">{detailOf(event)}</span>
                      </Details>
                    )}
                  </>
                ),
              },
              { head: t.when, cell: (event) => formatDateTime(event.at, timeZone, lang) },
              { head: t.who, cell: (event) => event.actorName },
              { head: t.where, cell: (event) => event.fromAddress ?? '–', nowrap: true },
              { head: t.why, cell: (event) => event.reason ?? '' },
            ]}
          />
          <Pager page={at} pages={pages} href={(n) => `/kelola/jejak?${searchOf(query, { halaman: String(n) })}`} />
        </Card>
      )}
    </StaffPage>
  );
}

/** The pages of the audit trail. Each module says what its own actions are called. */
export function trailRoutes(
  doors: readonly ModuleDoor[],
  timeZoneOf: (db: Db, scope: TenantScope) => Promise<string>,
): readonly Route[] {
  const access = staff('audit.read', isAdmin);
  const wordsIn = (lang: Lang): Readonly<Record<string, string>> =>
    Object.assign({}, ownWords[lang], ...doors.map((door) => door.audit?.[lang] ?? {}));
  const filterOf = (query: TrailQuery, zone: string): EventFilter => ({
    zone,
    ...(query.kata === '' ? {} : { words: query.kata }),
    ...(query.siapa === '' ? {} : { actorId: query.siapa }),
    ...(query.apa === '' ? {} : { actions: [query.apa] }),
    ...(isLocalDay(query.dari) ? { from: query.dari } : {}),
    ...(isLocalDay(query.sampai) ? { to: query.sampai } : {}),
  });
  return [
    staffRoute({
      method: 'GET',
      path: '/kelola/jejak',
      access,
      query: trailQuery,
      handler: async ({ db, scope, lang, query }) => {
        const timeZone = await timeZoneOf(db, scope);
        const filter = filterOf(query, timeZone);
        const total = await countEvents(db, scope, filter);
        const pages = Math.max(1, Math.ceil(total / perPage));
        const at = Math.min(query.halaman, pages);
        const events = await listEvents(db, scope, { ...filter, limit: perPage, offset: (at - 1) * perPage });
        const actors = await listEventActors(db, scope);
        const props = { events, total, page: at, pages, query, actors, timeZone, words: wordsIn(lang) };
        return page('', <TrailPage {...props} />);
      },
    }),
    staffRoute({
      method: 'GET',
      path: '/kelola/jejak.csv',
      access,
      key: { name: 'audit:read', label: (lang) => texts[lang].keyUse },
      query: trailQuery,
      handler: async ({ db, scope, lang, query, looked }) => {
        const t = texts[lang];
        const words = wordsIn(lang);
        const filter = filterOf(query, await timeZoneOf(db, scope));
        const parts = [Buffer.from(byteOrderMark + csvLine([t.when, t.what, t.who, t.where, t.why, t.details]))];
        let count = 0;
        for (let offset = 0; offset < mostDownloaded; offset += perRead) {
          const events = await listEvents(db, scope, { ...filter, limit: perRead, offset });
          count += events.length;
          const lines = events.map((event) =>
            csvLine([
              event.at.toISOString(),
              words[event.action] ?? event.action,
              event.actorName,
              event.fromAddress,
              event.reason,
              detailOf(event),
            ]),
          );
          parts.push(Buffer.from(lines.join('')));
          if (events.length < perRead) break;
        }
        looked({ action: 'web.download_trail', detail: { entries: count } });
        return download('jejak-audit.csv', 'text/csv; charset=utf-8', Readable.from(parts));
      },
    }),
  ];
}
