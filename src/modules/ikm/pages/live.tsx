/** The live pages of an officer: one service, or one unit with all its services. */
import type { ComponentChildren } from 'preact';
import { formatDate, formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  AnswerBars,
  Card,
  Columns,
  Details,
  EmptyState,
  LinkButton,
  Muted,
  Notice,
  Prose,
  Quote,
  Quotes,
  SampleBar,
  StaffPage,
  Table,
  TrendChart,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import type { Change, LiveResult } from '../rules/live.ts';
import { liveTexts } from '../texts/live.ts';
import { channelWords, intervalWords, listWords, shortPeriod, unsurWords, warningWords, words } from '../texts/words.ts';
import { IndexOpening, type UnsurFigure, UnsurPicture, UnsurTable } from './parts.tsx';

export interface PeriodLink {
  readonly code: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: 'open' | 'closed' | 'over' | 'ahead';
}

export interface TrendFigure {
  readonly code: string;
  /** Published text with a point, null where the period has no index. */
  readonly ikm: string | null;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly href?: string;
}

export interface LiveView {
  readonly title: string;
  readonly crumbs: readonly { readonly label: string; readonly href?: string }[];
  /** `/layanan/…` or `/unit/…`, without a query. */
  readonly path: string;
  readonly period: PeriodLink;
  readonly earlier: PeriodLink | null;
  readonly later: PeriodLink | null;
  readonly live: LiveResult;
  readonly unsur: readonly UnsurFigure[];
  /** Name of each replaced or added unsur. */
  readonly ownNames: ReadonlyMap<string, string>;
  readonly change: (Change & { readonly period: string }) | null;
  readonly channels: readonly { readonly id: string; readonly n: number }[];
  readonly trend: readonly TrendFigure[];
  readonly comments: readonly { readonly text: string; readonly on: string }[];
  readonly commentsHref: string;
  /** Comments of those who rated the weakest unsur low. */
  readonly weakComments: number;
  readonly codesHref: string;
  readonly downloadHref: string;
  readonly canManage: boolean;
  /** The services of a unit; empty for a service page. */
  readonly kind: 'service' | 'unit';
  readonly publishedHref: string | null;
}

/** Where the reader is in time, with links to the neighbours: a view that can be sent as a link. */
function PeriodLinks({ view }: { view: LiveView }) {
  const t = liveTexts[usePage().lang];
  const link = (period: PeriodLink, arrow: string, word: string) => (
    <LinkButton href={`${view.path}?periode=${period.code}`} variant="quiet">
      <span aria-hidden="true">{arrow}</span>
      <span class="hidden">
        {word}: {period.name}
      </span>
    </LinkButton>
  );
  return (
    <>
      {view.earlier && link(view.earlier, '←', t.previous)}
      <LinkButton href={`/periode/${view.period.code}`}>{view.period.name}</LinkButton>
      {view.later && link(view.later, '→', t.next)}
    </>
  );
}

function ChangeLine({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const { change } = view;
  if (!change) return <>{t.firstPeriod}</>;
  const points = formatDecimal(Math.abs(change.difference), lang, 1);
  if (points === formatDecimal(0, lang, 1)) return <>{t.level(change.period)}.</>;
  return (
    <>
      {change.difference > 0 ? t.rose(points, change.period) : t.fell(points, change.period)}
      {'; '}
      {change.distinguishable ? (
        t.distinct
      ) : (
        <>
          {t.indistinct} <strong>{t.indistinctStrong}</strong>
        </>
      )}
      .
    </>
  );
}

/** What the reader must know besides the numbers. */
function Warnings({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  // The sample card says this in a picture already.
  const spoken = view.live.warnings.filter(
    ({ code }) => !(view.kind === 'service' && (code === 'sample_not_reached' || code === 'population_missing')),
  );
  const lines = spoken.flatMap((warning) => warningWords(warning, lang) ?? []);
  if (lines.length === 0) return null;
  return (
    <Notice tone="warning" title={t.attention}>
      <Prose>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Prose>
    </Notice>
  );
}

/** The page before the first answer: what comes next. */
function Nothing({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const { state, startsOn } = view.period;
  const why = state === 'ahead' ? t.emptyBefore(formatDate(startsOn, lang)) : state === 'closed' ? t.emptyClosed : t.emptyOpen;
  return (
    <EmptyState
      title={t.emptyTitle}
      action={
        state === 'open' ? (
          <LinkButton href={view.codesHref} variant="primary">
            {t.emptyAction}
          </LinkButton>
        ) : undefined
      }
    >
      <p>{why}</p>
    </EmptyState>
  );
}

function Respondents({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const { n, required, population } = view.live;
  return (
    <Card
      title={t.respondents}
      actions={
        n > 0 ? (
          <a class="no-print" href={view.downloadHref}>
            {t.download}
          </a>
        ) : undefined
      }
    >
      {required === null ? (
        <>
          <p class="stat-line">
            <span class="stat-value">{formatInteger(n, lang)}</span>
          </p>
          <p>
            {t.noPopulation} {view.canManage && <a href="/kelola/periode">{t.setPopulation}</a>}
          </p>
        </>
      ) : (
        <SampleBar n={n} required={required} population={population} />
      )}
      <Muted>
        {t.periodState[view.period.state](
          formatDate(view.period.state === 'ahead' ? view.period.startsOn : view.period.endsOn, lang),
        )}
      </Muted>
      {view.channels.length > 0 && (
        <Muted>
          {view.channels.map(({ id, n: count }) => `${channelWords(id, lang)} ${formatInteger(count, lang)}`).join(' · ')}
        </Muted>
      )}
    </Card>
  );
}

function Trend({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  return (
    <Card title={t.trend}>
      <TrendChart
        caption={t.trend}
        points={view.trend.map(({ code, ikm, low, high, href }) => ({
          label: shortPeriod(code, lang),
          value: ikm === null ? null : Number(ikm),
          low,
          high,
          text: ikm === null ? '' : formatDecimal(ikm, lang),
          ...(href === undefined ? {} : { href }),
        }))}
      />
    </Card>
  );
}

function Comments({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const weakest = view.live.unsur[0];
  const name = weakest && unsurWords(weakest.id, lang, view.ownNames.get(weakest.id));
  if (view.comments.length === 0) {
    return (
      <Card title={t.comments}>
        <Muted>{t.noComments}</Muted>
      </Card>
    );
  }
  return (
    <Card title={name && view.weakComments > 0 ? t.commentsOf(name) : t.comments}>
      <Quotes>
        {view.comments.map(({ text, on }) => (
          <Quote key={text + on} meta={formatDate(on, lang)}>
            {text}
          </Quote>
        ))}
      </Quotes>
      <Muted>
        {name && view.weakComments > 0 && `${t.commentCount(formatInteger(view.weakComments, lang), name)} `}
        <a href={view.commentsHref}>{t.allComments}</a>. {t.masked}
      </Muted>
    </Card>
  );
}

function Distribution({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const w = words[lang];
  const order = new Map(view.live.unsur.map(({ id }, at) => [id, at]));
  const several = new Set(view.live.items.filter(({ item }) => item > 0).map(({ unsur }) => unsur));
  const rows = view.live.items
    .filter(({ unsur, points }) => order.has(unsur) && points.length === 4)
    .toSorted((a, b) => (order.get(a.unsur) ?? 0) - (order.get(b.unsur) ?? 0) || a.item - b.item)
    .map(({ unsur, item, points: [one = 0, two = 0, three = 0, four = 0] }) => ({
      name: `${unsurWords(unsur, lang, view.ownNames.get(unsur))}${several.has(unsur) ? ` (${item + 1})` : ''}`,
      counts: [one, two, three, four] as const,
    }));
  const [a = '', b = '', c = '', d = ''] = w.answerWords;
  return (
    <Card title={t.distribution}>
      <AnswerBars caption={t.distribution} rows={rows} labels={[a, b, c, d]} />
    </Card>
  );
}

function Services({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const rows = view.live.services.toSorted((a, b) => Number(a.ikm?.published.ikm ?? 999) - Number(b.ikm?.published.ikm ?? 999));
  const count = (value: number | null) => (value === null ? t.unknown : formatInteger(value, lang));
  return (
    <Card title={t.services}>
      <Table
        caption={t.services}
        captionHidden
        empty={t.noServices}
        columns={[
          {
            head: t.service,
            cell: (row) => <a href={`/layanan/${row.id}?periode=${view.period.code}`}>{row.name}</a>,
            rowHeader: true,
          },
          {
            head: t.value,
            cell: (row) => (row.ikm ? <strong>{formatDecimal(row.ikm.published.ikm, lang)}</strong> : t.unknown),
            numeric: true,
          },
          { head: t.mutu, cell: (row) => (row.ikm ? <MutuCell mutu={row.ikm.mutu} /> : t.unknown), nowrap: true },
          {
            head: t.interval,
            cell: (row) => (row.interval ? intervalWords(row.interval, lang) : t.unknown),
            numeric: true,
            nowrap: true,
          },
          { head: t.n, cell: (row) => formatInteger(row.n, lang), numeric: true },
          { head: t.required, cell: (row) => count(row.required), numeric: true },
          { head: t.served, cell: (row) => count(row.population), numeric: true },
        ]}
        rows={rows}
      />
    </Card>
  );
}

function MutuCell({ mutu }: { mutu: Mutu }) {
  const { lang } = usePage();
  return (
    <>
      {mutu} · {words[lang].mutuWord[mutu]}
    </>
  );
}

function Others({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const w = words[lang];
  const { ikm, others } = view.live;
  if (!ikm || others.length === 0) return null;
  const rows = [{ aggregation: ikm.aggregation, ikm: ikm.published.ikm, mutu: ikm.mutu }, ...others];
  return (
    <Details summary={t.others}>
      <Table
        caption={t.others}
        captionHidden
        compact
        columns={[
          { head: t.way, cell: (row) => w.aggregation[row.aggregation] },
          { head: t.value, cell: (row) => (row.ikm === null ? t.populationNeeded : formatDecimal(row.ikm, lang)), numeric: true },
          { head: t.mutu, cell: (row) => row.mutu ?? t.unknown },
        ]}
        rows={rows}
      />
      <Muted>{t.othersNote}</Muted>
    </Details>
  );
}

/** The index, or why there is none yet. */
function Opening({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const { ikm, interval, silent } = view.live;
  if (!ikm) {
    const names = silent.map((id) => unsurWords(id, lang, view.ownNames.get(id)).toLowerCase());
    return (
      <Notice title={t.silentTitle}>
        <p>{t.silent(listWords(names, lang, 'or'))}</p>
      </Notice>
    );
  }
  return (
    <Card>
      <IndexOpening figure={{ ikm: ikm.published.ikm, mutu: ikm.mutu, interval }}>
        <p>
          <ChangeLine view={view} /> <a href="/cara-menghitung">{t.method}</a>
        </p>
      </IndexOpening>
    </Card>
  );
}

function Method({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const { ikm } = view.live;
  if (!ikm) return null;
  return (
    <Muted>
      {t.methodLine({
        aggregation: words[lang].aggregation[ikm.aggregation],
        unsur: ikm.unsur.length,
        rule: 'PermenPANRB 14/2017',
      })}{' '}
      {t.lateNote} <a href="/cara-menghitung">{t.method}</a>
      {view.publishedHref && (
        <>
          {' · '}
          <a href={view.publishedHref}>{t.published}</a>
        </>
      )}
    </Muted>
  );
}

/** The page of a service or a unit in one period. */
export function LivePage({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const empty = view.live.n === 0;
  const main: ComponentChildren = (
    <>
      {view.unsur.length > 0 && (
        <Card title={t.unsurTitle(view.unsur.length)}>
          <UnsurPicture unsur={view.unsur} />
          <Details summary={t.numbers}>
            <UnsurTable unsur={view.unsur} index={view.live.ikm?.published.index_1_4 ?? null} compact />
          </Details>
        </Card>
      )}
      {!empty && <Distribution view={view} />}
    </>
  );
  const side: ComponentChildren = (
    <>
      <Respondents view={view} />
      {view.trend.some(({ ikm }) => ikm !== null) && <Trend view={view} />}
      {!empty && <Comments view={view} />}
    </>
  );
  return (
    <StaffPage title={view.title} crumbs={view.crumbs} actions={<PeriodLinks view={view} />}>
      {empty ? <Nothing view={view} /> : <Opening view={view} />}
      {!empty && <Warnings view={view} />}
      {empty && view.unsur.length === 0 ? side : <Columns main={main} side={side} />}
      {view.kind === 'unit' && <Services view={view} />}
      <Others view={view} />
      <Method view={view} />
    </StaffPage>
  );
}

/** When the office has no period at all. */
export function NoPeriodPage({ title, canManage }: { title: string; canManage: boolean }) {
  const t = liveTexts[usePage().lang];
  return (
    <StaffPage title={title}>
      <EmptyState
        title={t.noPeriodTitle}
        action={
          canManage ? (
            <LinkButton href="/kelola/periode" variant="primary">
              {t.noPeriodAction}
            </LinkButton>
          ) : undefined
        }
      >
        <p>{t.noPeriod}</p>
      </EmptyState>
    </StaffPage>
  );
}
