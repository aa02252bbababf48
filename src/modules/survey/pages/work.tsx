/** What waits and what was said: conflicts, late answers, comments. */
import { formatDate, formatDateTime, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  EmptyState,
  Facts,
  Field,
  Form,
  Grid,
  Hidden,
  Lead,
  LinkButton,
  Muted,
  Pager,
  Quote,
  Quotes,
  Select,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Channel, Flag } from '../rules/answer.ts';
import { themes } from '../rules/theme-words.ts';
import { ungrouped } from '../rules/themes.ts';
import { exclusionTexts } from '../texts/exclusion.ts';
import { themeTexts } from '../texts/themes.ts';
import { workTexts } from '../texts/work.ts';
import { GroupTags, type ShownGroups, ThemeCounts } from './themes.tsx';

export interface ConflictSide {
  /** Question and answer, in the order of asking. */
  readonly answers: readonly { readonly term: string; readonly value: string }[];
  readonly comment: string;
  readonly at: Date;
}

export interface ConflictCard {
  readonly id: string;
  readonly receipt: string;
  readonly serviceName: string;
  readonly stored: ConflictSide;
  readonly excluded: boolean;
  readonly other: ConflictSide;
  readonly seen: { readonly by: string; readonly at: Date } | null;
  readonly note: string;
}

export function ConflictsPage({ conflicts, timeZone }: { conflicts: readonly ConflictCard[]; timeZone: string }) {
  const { lang } = usePage();
  const t = workTexts[lang];
  return (
    <StaffPage title={t.conflicts} wide>
      <Lead>{t.conflictsLead}</Lead>
      {conflicts.length === 0 && <EmptyState title={t.noConflicts}>{t.noConflictsWhy}</EmptyState>}
      {conflicts.map((one) => (
        <Card key={one.id} title={`${one.serviceName} · ${one.receipt}`} id={`bentrok-${one.id}`}>
          <Grid min="md">
            <Side title={one.excluded ? t.firstExcluded : t.first} side={one.stored} timeZone={timeZone} lang={lang} />
            <Side title={t.second} side={one.other} timeZone={timeZone} lang={lang} />
          </Grid>
          {one.seen ? (
            <Muted>
              {t.seen(one.seen.by, formatDateTime(one.seen.at, timeZone, lang))}
              {one.note !== '' && `: ${one.note}`}
            </Muted>
          ) : (
            <Form action={`/bentrok/${one.id}`} prefix={one.id}>
              <Field name="note" label={t.note} maxLength={500} optional />
              <Button variant="secondary">{t.markSeen}</Button>
            </Form>
          )}
          {!one.excluded && (
            <p>
              <a href={`/jawaban/keluarkan?kode=${encodeURIComponent(one.receipt)}`}>{exclusionTexts[lang].title}</a>
            </p>
          )}
        </Card>
      ))}
    </StaffPage>
  );
}

function Side({ title, side, timeZone, lang }: { title: string; side: ConflictSide; timeZone: string; lang: Lang }) {
  const t = workTexts[lang];
  return (
    <div>
      <h3>{title}</h3>
      <Muted>{formatDateTime(side.at, timeZone, lang)}</Muted>
      <Facts items={side.answers.map((one) => ({ term: one.term, value: one.value }))} />
      <p>{side.comment || <Muted>{t.noComment}</Muted>}</p>
    </div>
  );
}

export interface LateLine {
  readonly receipt: string;
  readonly serviceName: string;
  readonly serviceOn: string;
  readonly receivedAt: Date;
  readonly channel: Channel;
}

export function LatePage({ late, timeZone }: { late: readonly LateLine[]; timeZone: string }) {
  const { lang } = usePage();
  const t = workTexts[lang];
  return (
    <StaffPage title={t.late}>
      <Lead>{t.lateLead}</Lead>
      {late.length === 0 ? (
        <EmptyState title={t.noLate}>{t.noLateWhy}</EmptyState>
      ) : (
        <Table
          caption={t.late}
          captionHidden
          rows={late}
          columns={[
            { head: t.service, rowHeader: true, cell: (one) => one.serviceName },
            { head: t.serviceOn, nowrap: true, cell: (one) => formatDate(one.serviceOn, lang) },
            { head: t.receivedAt, cell: (one) => formatDateTime(one.receivedAt, timeZone, lang) },
            { head: t.channel, cell: (one) => t.channels[one.channel] },
            { head: t.receipt, nowrap: true, cell: (one) => one.receipt },
          ]}
        />
      )}
    </StaffPage>
  );
}

export interface CommentCard {
  readonly id: string;
  readonly comment: string;
  readonly serviceName: string;
  readonly serviceOn: string;
  readonly channel: Channel;
  readonly low: readonly string[];
  readonly shown: ShownGroups;
}

/** Where a comment may be looked for: an unsur, a theme of it, or nowhere. */
function placesOf(unsur: CommentsProps['unsur'], lang: Lang): { value: string; label: string }[] {
  return [
    ...unsur.flatMap(({ id, name }) => [
      { value: id, label: name },
      ...themes.filter((one) => one.unsur === id).map((one) => ({ value: one.id, label: `${name}: ${one.label[lang]}` })),
    ]),
    { value: ungrouped, label: themeTexts[lang].none },
  ];
}

export interface CommentsProps {
  readonly comments: readonly CommentCard[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly values: Readonly<Record<'unit' | 'layanan' | 'periode' | 'unsur' | 'tema', string>>;
  /** Of all comments of the filter, whatever theme is looked at. */
  readonly themes: { readonly counts: ReadonlyMap<string, number>; readonly looked: number };
  readonly mayCorrect: boolean;
  /** Where only one unit's are shown: its name; `services` are that unit's. */
  readonly unitName: string | null;
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly periods: readonly { readonly code: string; readonly name: string }[];
  readonly unsur: readonly { readonly id: string; readonly name: string }[];
  /** Of all answers of these services in this period, with a comment or without. */
  readonly flags: Readonly<Record<Flag | 'answers' | 'flagged', number>>;
}

export function CommentsPage({
  comments,
  page,
  pages,
  values,
  unitName,
  services,
  periods,
  unsur,
  flags,
  themes: found,
  mayCorrect,
}: CommentsProps) {
  const { lang } = usePage();
  const t = workTexts[lang];
  const filtered = values.layanan !== '' || values.periode !== '' || values.unsur !== '' || values.tema !== '';
  const query = (n: number) => `/komentar?${new URLSearchParams({ ...values, halaman: String(n) }).toString()}`;
  const { periode, layanan, unit } = values;
  const about = (tema: string) => `/komentar?${new URLSearchParams({ ...values, tema }).toString()}`;
  return (
    <StaffPage
      title={t.comments}
      actions={
        values.periode === '' ? undefined : (
          <LinkButton
            href={`/unduh/jawaban.csv?${new URLSearchParams({ periode, ...(unit && { unit }), ...(layanan && { layanan }) }).toString()}`}
          >
            {t.download}
          </LinkButton>
        )
      }
    >
      <Lead>{t.commentsLead}</Lead>
      <Form action="/komentar" method="get" values={values}>
        {unit !== '' && <Hidden name="unit" value={unit} />}
        <Grid min="sm">
          <Select
            name="layanan"
            label={t.service}
            empty={unitName === null ? t.allServices : t.allServicesOf(unitName)}
            options={services.map((one) => ({ value: one.id, label: one.name }))}
            optional
          />
          <Select
            name="periode"
            label={t.period}
            empty={t.allPeriods}
            options={periods.map((one) => ({ value: one.code, label: one.name }))}
            optional
          />
          <Select
            name="unsur"
            label={t.low}
            empty={t.anyScore}
            options={unsur.map((one) => ({ value: one.id, label: one.name }))}
            optional
          />
          <Select
            name="tema"
            label={themeTexts[lang].about}
            empty={themeTexts[lang].anything}
            options={placesOf(unsur, lang)}
            optional
          />
        </Grid>
        <Button variant="secondary">{t.filter}</Button>
      </Form>
      {comments.length === 0 ? (
        <EmptyState title={t.noComments}>{filtered ? t.noCommentsFilter : t.noCommentsWhy}</EmptyState>
      ) : (
        <Quotes>
          {comments.map((one) => (
            <Quote
              key={one.id}
              meta={
                <>
                  {one.serviceName} · {formatDate(one.serviceOn, lang)} · {t.channels[one.channel]}
                  {one.low.length > 0 && (
                    <>
                      {' '}
                      <Tag tone="warning">{t.lowFor(one.low.join(', '))}</Tag>
                    </>
                  )}
                  <GroupTags shown={one.shown} unsur={unsur} />
                  {mayCorrect && (
                    <>
                      {' '}
                      <a href={`/komentar/${one.id}/kelompok?${new URLSearchParams({ ...values, halaman: String(page) })}`}>
                        {themeTexts[lang].correct}
                      </a>
                    </>
                  )}
                </>
              }
            >
              {one.comment}
            </Quote>
          ))}
        </Quotes>
      )}
      {pages > 1 && <Pager page={page} pages={pages} href={query} />}
      {found.looked > 0 && <ThemeCounts counts={found.counts} looked={found.looked} unsur={unsur} href={about} />}
      {flags.answers > 0 && (
        <Card title={t.flags} id="janggal">
          <p>{t.flagsLead(formatInteger(flags.flagged, lang), formatInteger(flags.answers, lang))}</p>
          <Facts
            items={[
              { term: t.flagFast, value: formatInteger(flags.fast, lang) },
              { term: t.flagNonce, value: formatInteger(flags.nonce, lang) },
              { term: t.flagHoneypot, value: formatInteger(flags.honeypot, lang) },
              { term: t.flagBurst, value: formatInteger(flags.burst, lang) },
            ]}
          />
        </Card>
      )}
    </StaffPage>
  );
}
