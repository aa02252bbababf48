/** The live pages of an officer: one service, or one unit with all its services. */
import type { ComponentChildren } from 'preact';
import { formatDate, formatDecimal } from '../../../platform/i18n/index.ts';
import {
  Card,
  Columns,
  Details,
  EmptyState,
  LinkButton,
  Muted,
  Notice,
  Prose,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import { certaintyTexts } from '../texts/certainty.ts';
import { liveTexts } from '../texts/live.ts';
import { listWords, unsurWords, warningWords, words } from '../texts/words.ts';
import { Apart } from './apart.tsx';
import { CertaintyFigures, Differences } from './certainty.tsx';
import { GoalLinks } from './goal-progress.tsx';
import { Comments, Distribution, EarlierTrends, Respondents, Services, Trend } from './live-cards.tsx';
import type { LiveView, PeriodLink } from './live-view.ts';
import { IndexOpening, UnsurPicture, UnsurTable } from './parts.tsx';
import { PrioritiesCard } from './priorities.tsx';
import { Sensitivity } from './sensitivity.tsx';

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
  const change = view.periods.find(({ of }) => of.code === view.earlier?.code);
  if (!change) return <>{t.firstPeriod}</>;
  const { name } = change.of;
  const points = formatDecimal(Math.abs(change.difference), lang, 1);
  if (points === formatDecimal(0, lang, 1)) return <>{t.level(name)}.</>;
  return (
    <>
      {change.difference > 0 ? t.rose(points, name) : t.fell(points, name)}
      {'; '}
      {change.verdict !== 'indistinct' ? (
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
      {view.certainty && (
        <Card title={certaintyTexts[lang].title}>
          <CertaintyFigures certainty={view.certainty} ownNames={view.ownNames} unsur={view.unsur} />
          {view.frameHref && <a href={view.frameHref}>{certaintyTexts[lang].weighted}</a>}
        </Card>
      )}
      {!empty && <Distribution view={view} />}
    </>
  );
  const side: ComponentChildren = (
    <>
      <Respondents view={view} />
      {view.trend.some(({ ikm }) => ikm !== null) && <Trend view={view} />}
      <EarlierTrends view={view} />
      <GoalLinks goals={view.goals} />
      <Differences kind="periods" rows={view.periods} />
      {!empty && <Comments view={view} />}
    </>
  );
  return (
    <StaffPage title={view.title} crumbs={view.crumbs} actions={<PeriodLinks view={view} />}>
      {empty ? <Nothing view={view} /> : <Opening view={view} />}
      {!empty && <Warnings view={view} />}
      {empty && view.unsur.length === 0 ? side : <Columns main={main} side={side} />}
      {view.priorities && <PrioritiesCard priorities={view.priorities} n={view.live.n} ownNames={view.ownNames} />}
      {view.kind === 'unit' && <Services view={view} />}
      {view.kind === 'unit' && (
        <Differences
          kind="services"
          rows={view.compared.map(({ of, ...rest }) => ({
            ...rest,
            of: { name: of.name, href: `/layanan/${of.id}?periode=${view.period.code}` },
          }))}
        />
      )}
      <Apart
        served={view.live.ikm && { ...view.live.ikm.published, mutu: view.live.ikm.mutu, n: view.live.n }}
        figure={view.apart}
        downloadHref={`${view.downloadHref}&ditolak=1`}
      />
      {view.panel && <Sensitivity panel={view.panel} count={view.unsur.length} ownNames={view.ownNames} />}
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
