/** The head's sheet: one screen, one page of paper, every number with where it is told how it came about. */
import { formatDate, formatDecimal, formatInteger, formatUpTo } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  EmptyState,
  Form,
  Grid,
  Lead,
  LinkButton,
  Muted,
  MutuBadge,
  OneSheet,
  SampleBar,
  Select,
  StaffPage,
  Stat,
  TrendChart,
  UnsurDots,
  usePage,
} from '../../../platform/ui/index.ts';
import { intervalWords, selfSelectedWords } from '../../ikm/index.ts';
import { commentsCounted } from '../../survey/index.ts';
import type { ComparedLine, Side, Unjudged } from '../rules/comparison.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { headTexts } from '../texts/head.ts';
import { signed } from './comparison.tsx';

interface Named {
  readonly code: string;
  readonly name: string;
}
interface Linked {
  readonly name: string;
  readonly href: string;
}

export interface HeadView {
  readonly unit: Named;
  readonly units: readonly Named[];
  /** With a published result of the unit, newest first. */
  readonly periods: readonly Named[];
  readonly asked: { readonly unit: string; readonly periode: string; readonly angka: 'terbit' | 'berjalan' };
  /** Whether the figures were published; otherwise they are still running. */
  readonly published: boolean;
  /** The day it is read: `YYYY-MM-DD`. */
  readonly on: string;
  readonly periodName: string;
  readonly side: Side;
  readonly mutuWords: Readonly<Record<'A' | 'B' | 'C' | 'D', string>>;
  readonly howHref: string;
  readonly before: {
    readonly periodName: string;
    readonly value: string;
    readonly line: ComparedLine;
    readonly unjudged: Unjudged | null;
    readonly href: string;
  } | null;
  readonly place: {
    readonly rank: { readonly rank: number; readonly best: number; readonly worst: number } | null;
    readonly ranked: number;
    readonly reasons: number;
    readonly href: string;
  } | null;
  /** What planning documents promise of this result, in words. */
  readonly goals: readonly { readonly promise: string; readonly wanted: string; readonly verdict: string }[];
  readonly sample: { readonly n: number; readonly required: number | null; readonly population: number | null };
  /** The period that runs today. */
  readonly running: {
    readonly periodName: string;
    readonly n: number;
    readonly required: number | null;
    readonly population: number | null;
    readonly daysLeft: number;
    readonly pace: number | null;
    readonly href: string;
  } | null;
  readonly weakest: Side['unsur'];
  readonly trend: readonly {
    readonly name: string;
    readonly ikm: string;
    readonly low: number | null;
    readonly high: number | null;
    readonly href: string;
  }[];
  readonly comments: { readonly days: number; readonly n: number; readonly onWeakest: number; readonly href: string };
  readonly waits: {
    /** Null for somebody who sees one branch. */
    readonly requests: number | null;
    readonly toClose: readonly Linked[];
    readonly toPublish: Linked | null;
  };
}

/** The link that stands with every number. */
function How({ href, of }: { href: string; of: string }) {
  const t = headTexts[usePage().lang];
  return (
    <a href={href} aria-label={t.howOf(of)}>
      {t.how}
    </a>
  );
}

export function HeadPage({ view }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  return (
    <StaffPage title={t.title} wide>
      <Lead>{view.published ? t.lead(view.unit.name, view.periodName) : t.leadLive(view.unit.name, view.periodName)}</Lead>
      <Filters view={view} />
      <OneSheet>
        <Grid min="sm">
          <Index view={view} />
          <Before view={view} />
          <Place view={view} />
          <Comments view={view} />
        </Grid>
        <Grid>
          <Goals view={view} />
          <Sample view={view} />
          <Weakest view={view} />
          <Trend view={view} />
          <Waits view={view} />
        </Grid>
      </OneSheet>
      <Muted>
        {t.readOn(formatDate(view.on, lang))} {selfSelectedWords(lang)}
      </Muted>
    </StaffPage>
  );
}

function Filters({ view: { asked, unit, units, periods } }: { view: HeadView }) {
  const t = headTexts[usePage().lang];
  return (
    <div class="no-print">
      <Form action="/pimpinan" method="get" values={{ ...asked, unit: unit.code }} prefix="saring">
        <Grid min="sm">
          {' '}
          {units.length > 1 && (
            <Select
              name="unit"
              label={t.unit}
              width="full"
              options={units.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
          {periods.length > 0 && (
            <Select
              name="periode"
              label={t.period}
              width="full"
              empty={t.newest}
              optional
              options={periods.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
          <Select
            name="angka"
            label={t.source}
            width="full"
            options={[
              { value: 'terbit', label: t.published },
              { value: 'berjalan', label: t.live },
            ]}
          />
        </Grid>{' '}
        <Button variant="secondary">{t.show}</Button>
      </Form>
    </div>
  );
}

function Index({ view }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  const { index } = view.side;
  return (
    <Card title={view.published ? t.index : t.indexLive} actions={<How href={view.howHref} of={t.index} />}>
      <Stat value={formatDecimal(index.value, lang)}>
        <p>
          <MutuBadge size="sm" mutu={index.mutu} word={view.mutuWords[index.mutu]} />
        </p>
        <p class="muted">
          {index.low === null || index.high === null
            ? t.noInterval
            : t.interval(intervalWords({ low: index.low, high: index.high }, lang))}
        </p>
      </Stat>
    </Card>
  );
}

function Before({ view: { before } }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  const c = comparisonTexts[lang];
  return (
    <Card title={t.before} actions={before ? <How href={before.href} of={t.before} /> : undefined}>
      {before === null || before.line.difference === null ? (
        <Muted>{t.noBefore}</Muted>
      ) : (
        <Stat value={signed(before.line.difference, lang)}>
          <p>{before.unjudged ? c.unjudged[before.unjudged] : t.beforeSaid[before.line.verdict ?? 'unknown']}</p>
          <p class="muted">
            {t.beforeWas(before.periodName, formatDecimal(before.value, lang))}
            {before.line.interval &&
              ` ${t.differenceInterval(signed(before.line.interval.low, lang, 1), signed(before.line.interval.high, lang, 1))}`}
          </p>
        </Stat>
      )}
    </Card>
  );
}

function Place({ view: { place, published } }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  return (
    <Card title={t.rank} actions={place ? <How href={place.href} of={t.rank} /> : undefined}>
      {place?.rank ? (
        <Stat value={n(place.rank.rank)} unit={t.rankOf(n(place.ranked))}>
          <p>{place.rank.best === place.rank.worst ? t.rankSure : t.rankBetween(n(place.rank.best), n(place.rank.worst))}</p>
        </Stat>
      ) : (
        <Muted>{place ? t.notRanked : published ? t.noRanking : t.noRankingLive}</Muted>
      )}
    </Card>
  );
}

function Goals({ view }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  if (view.goals.length === 0) return null;
  return (
    <Card title={t.goals} actions={<a href="/target-kinerja">{t.see}</a>}>
      <ul class="plain-list">
        {view.goals.map(({ promise, wanted, verdict }) => (
          <li key={promise}>
            {promise}: <strong>{wanted}</strong>. {verdict}.
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Sample({ view: { sample, running, published, howHref } }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  return (
    <Card title={t.sample} actions={<How href={published ? howHref : (running?.href ?? howHref)} of={t.sample} />}>
      {sample.required === null ? (
        <Stat value={n(sample.n)} unit={t.people}>
          <p class="muted">{t.noRequired}</p>
        </Stat>
      ) : (
        <SampleBar n={sample.n} required={sample.required} population={sample.population} />
      )}
      {running && (
        <p>
          {published && <>{t.now(running.periodName, n(running.n), running.required === null ? null : n(running.required))} </>}
          {running.pace !== null && t.pace(n(running.pace), running.daysLeft)} {published && <a href={running.href}>{t.see}</a>}
        </p>
      )}
    </Card>
  );
}

function Weakest({ view }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  return (
    <Card title={t.weakest} actions={<How href={view.howHref} of={t.weakest} />}>
      <UnsurDots
        caption={t.weakest}
        rows={view.weakest.map(({ code, name, value, low, high, mutu }) => ({
          name: `${code} ${name}`,
          value: Number(value),
          low: low ?? undefined,
          high: high ?? undefined,
          mutu,
          word: view.mutuWords[mutu],
          text: formatDecimal(value, lang),
        }))}
      />
    </Card>
  );
}

function Trend({ view: { trend } }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  if (trend.length < 2) return null;
  return (
    <Card title={t.trend}>
      <TrendChart
        caption={t.trend}
        points={trend.map(({ name, ikm, low, high, href }) => ({
          label: name,
          value: Number(ikm),
          low: low ?? undefined,
          high: high ?? undefined,
          text: formatDecimal(ikm, lang),
          href,
        }))}
      />
    </Card>
  );
}

function Comments({ view: { comments } }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  const n = (value: number) => formatUpTo(value, commentsCounted, lang);
  return (
    <Card title={t.comments} actions={<a href={comments.href}>{t.read}</a>}>
      <Stat value={n(comments.n)} unit={t.inDays(formatInteger(comments.days, lang))}>
        {comments.n > 0 && <p class="muted">{t.onWeakest(n(comments.onWeakest))}</p>}
      </Stat>
    </Card>
  );
}

function Waits({ view: { waits } }: { view: HeadView }) {
  const { lang } = usePage();
  const t = headTexts[lang];
  const lines = [
    ...(waits.requests ? [{ name: t.requests(formatInteger(waits.requests, lang)), href: '/persetujuan' }] : []),
    ...waits.toClose.map(({ name, href }) => ({ name: t.toClose(name), href })),
    ...(waits.toPublish ? [{ name: t.toPublish(waits.toPublish.name), href: waits.toPublish.href }] : []),
  ];
  return (
    <Card title={t.waits}>
      {lines.length === 0 ? (
        <Muted>{t.nothingWaits}</Muted>
      ) : (
        <ul class="plain-list">
          {lines.map(({ name, href }) => (
            <li key={href + name}>
              <a href={href}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Before there is any answer. */
export function NothingForHeadPage() {
  const t = headTexts[usePage().lang];
  return (
    <StaffPage title={t.title}>
      <EmptyState
        title={t.nothing}
        action={
          <LinkButton href="/beranda" variant="primary">
            {t.home}
          </LinkButton>
        }
      >
        <p>{t.nothingText}</p>
      </EmptyState>
    </StaffPage>
  );
}
