/** "Kalender pengumpulan": when periods open and end, what is late, and how far each unit is. */
import { formatDate, formatInteger } from '../../../platform/i18n/index.ts';
import { Card, EmptyState, Lead, LinkButton, Muted, Notice, StaffPage, Table, Tag, usePage } from '../../../platform/ui/index.ts';
import type { LateItem } from '../rules/calendar.ts';
import { calendarTexts } from '../texts/calendar.ts';
import { periodTexts } from '../texts/periods.ts';
import { shortPeriod } from '../texts/words.ts';
import type { PeriodLink } from './live-view.ts';

export interface CalendarCell {
  readonly n: number;
  /** Sum of S where it is known; null where none is. */
  readonly required: number | null;
  /** Address of the newest published version. */
  readonly published: string | null;
}

export interface CalendarView {
  readonly periods: readonly (PeriodLink & {
    readonly closedOn: string | null;
    readonly unitsWithAnswers: number;
    readonly unitsPublished: number;
  })[];
  readonly late: readonly LateItem[];
  /** Office-wide gaps; empty for whoever sees a branch alone. */
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
  readonly todayUncovered: boolean;
  readonly nothingForAYear: boolean;
  /** The periods of the columns, earliest first. */
  readonly columns: readonly { readonly code: string }[];
  readonly units: readonly {
    readonly id: string;
    readonly name: string;
    readonly cells: readonly CalendarCell[];
  }[];
  readonly canManage: boolean;
}

/** Lines of what is late; a province with hundreds of services would fill the page with one period. */
const mostLate = 60;

const tones = { open: 'info', over: 'warning', closed: 'neutral', ahead: 'neutral' } as const;

export function CalendarPage({ view }: { view: CalendarView }) {
  const { lang } = usePage();
  const t = calendarTexts[lang];
  const p = periodTexts[lang];
  const day = (one: string) => formatDate(one, lang);
  if (view.periods.length === 0)
    return (
      <StaffPage title={t.title}>
        <EmptyState
          title={t.noPeriods}
          action={
            view.canManage ? (
              <LinkButton href="/kelola/periode" variant="primary">
                {t.create}
              </LinkButton>
            ) : undefined
          }
        >
          <p>{t.noPeriodsText}</p>
        </EmptyState>
      </StaffPage>
    );
  return (
    <StaffPage title={t.title} actions={<LinkButton href="/periode">{t.all}</LinkButton>} wide>
      <Lead>{t.lead}</Lead>
      {(view.todayUncovered || view.nothingForAYear || view.gaps.length > 0) && (
        <Notice tone="warning">
          {view.todayUncovered && (
            <p>
              {t.today} {view.canManage && <a href="/kelola/periode">{t.create}</a>}
            </p>
          )}
          {view.nothingForAYear && <p>{t.yearly}</p>}
          {view.gaps.map(({ from, to }) => (
            <p key={from}>{t.unassigned(day(from), day(to))}</p>
          ))}
        </Notice>
      )}
      <Card title={t.late}>
        {view.late.length === 0 ? (
          <p>{t.nothingLate}</p>
        ) : (
          <Table
            caption={t.late}
            captionHidden
            cards
            rows={view.late.slice(0, mostLate)}
            columns={[
              { head: t.where, rowHeader: true, wide: true, cell: (item) => <Where item={item} /> },
              { head: t.what, wide: true, cell: (item) => <What item={item} /> },
              {
                head: t.period,
                nowrap: true,
                cell: ({ code }) => view.periods.find((one) => one.code === code)?.name ?? code,
              },
            ]}
          />
        )}
        {view.late.length > mostLate && <p>{t.more(formatInteger(view.late.length - mostLate, lang))}</p>}
        <Muted>{t.lateHow}</Muted>
      </Card>
      <Card title={t.periods}>
        <Table
          caption={t.periods}
          captionHidden
          cards
          rows={view.periods}
          columns={[
            { head: t.period, rowHeader: true, nowrap: true, cell: ({ code, name }) => <a href={`/periode/${code}`}>{name}</a> },
            { head: t.state, cell: ({ state }) => <Tag tone={tones[state]}>{p.stateWord[state]}</Tag> },
            { head: t.opens, cell: ({ startsOn }) => day(startsOn), nowrap: true },
            { head: t.ends, cell: ({ endsOn }) => day(endsOn), nowrap: true },
            { head: t.closed, cell: ({ closedOn }) => (closedOn === null ? '–' : day(closedOn)), nowrap: true },
            {
              head: t.results,
              cell: ({ unitsPublished, unitsWithAnswers }) =>
                unitsWithAnswers === 0
                  ? t.noneYet
                  : t.resultsOf(formatInteger(unitsPublished, lang), formatInteger(unitsWithAnswers, lang)),
            },
          ]}
        />
      </Card>
      {view.columns.length > 0 && view.units.length > 0 && (
        <Card title={t.units}>
          <Table
            caption={t.units}
            captionHidden
            compact
            cards
            rows={view.units}
            columns={[
              { head: t.unit, rowHeader: true, wide: true, cell: ({ id, name }) => <a href={`/unit/${id}`}>{name}</a> },
              ...view.columns.map(({ code }, at) => ({
                head: shortPeriod(code, lang),
                cell: ({ cells, name }: CalendarView['units'][number]) => (
                  <Cell cell={cells[at]} about={`${name}, ${shortPeriod(code, lang)}`} />
                ),
              })),
            ]}
          />
          <Muted>{t.unitsNote}</Muted>
        </Card>
      )}
    </StaffPage>
  );
}

function Cell({ cell, about }: { cell: CalendarCell | undefined; about: string }) {
  const { lang } = usePage();
  const t = calendarTexts[lang];
  if (!cell) return <>–</>;
  const { n, required, published } = cell;
  return (
    <span>
      {t.cell(formatInteger(n, lang), required === null ? null : formatInteger(required, lang))}
      {published !== null && (
        <>
          {' · '}
          <a href={published}>
            {t.published}
            <span class="hidden">: {about}</span>
          </a>
        </>
      )}
    </span>
  );
}

function Where({ item }: { item: LateItem }) {
  const { lang } = usePage();
  if (item.kind === 'uncounted') return <a href={`/unit/${item.unitId}?periode=${item.code}`}>{item.unitName}</a>;
  if (!('service' in item)) return <a href={`/periode/${item.code}`}>{calendarTexts[lang].everywhere}</a>;
  const { id, name, unitName } = item.service;
  return (
    <>
      <a href={`/layanan/${id}?periode=${item.code}`}>{name}</a> <span class="muted">{unitName}</span>
    </>
  );
}

function What({ item }: { item: LateItem }) {
  const { lang } = usePage();
  const t = calendarTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  if (item.kind === 'not_closed') return <>{t.notClosed(n(item.days))}</>;
  if (item.kind === 'unpublished') return <>{t.unpublished(n(item.missing), n(item.units), n(item.days))}</>;
  if (item.kind === 'silent') return <>{t.silent}</>;
  if (item.kind === 'uncounted')
    return (
      <>
        {t.uncounted(n(item.missing), n(item.services))} <a href={`/sasaran?periode=${item.code}`}>{t.targets}</a>
      </>
    );
  const { service, expected, pace } = item;
  return <>{item.kind === 'short' ? t.short(n(service.n), n(expected)) : t.behind(n(service.n), n(expected), n(pace))}</>;
}
