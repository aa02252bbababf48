/** /peringkat: where units stand and how sure that is. */
import { formatDateTime, formatDecimal, formatInteger, formatPercent, type Lang } from '../../../platform/i18n/index.ts';
import {
  Card,
  Caterpillar,
  type CaterpillarGroup,
  type Column,
  Details,
  EmptyState,
  LinkButton,
  Muted,
  MutuLetter,
  Notice,
  type OfficeLook,
  type PageOf,
  Pager,
  Prose,
  PublicPage,
  Row,
  Stack,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { type RankedUnit, smallNumber, tierName, type UnrankedReason, unrankedReasons } from '../rules/ranking.ts';
import { publishedTexts } from '../texts/published.ts';
import { rankingTexts } from '../texts/ranking.ts';
import { intervalWords, words } from '../texts/words.ts';

/** A line of a kept ranking. */
export type RankingLine = Omit<RankedUnit, 'interval'> & {
  readonly interval: { readonly low: number; readonly high: number } | null;
};

export interface RankingView {
  readonly units: readonly RankingLine[];
  readonly ranked: number;
  readonly unpublished: number;
  readonly critical: number;
  readonly level: number;
  readonly draws: number;
  readonly seed: number;
  readonly leastWithoutN: number;
  readonly computedAt: Date;
  readonly timeZone: string;
  readonly officeName: string;
  readonly periodCode: string;
  readonly periodName: string;
  /** `/peringkat/<office>/<period>` */
  readonly path: string;
  /** Whom the reader came from, by code; empty where nobody. */
  readonly unit: string;
  readonly look: OfficeLook;
}

interface Said {
  readonly ranked: number;
  readonly leastWithoutN: number;
}

/** Why a unit has no rank, in words. */
export function reasonWords(
  unit: Pick<RankingLine, 'reasons' | 'respondents' | 'required' | 'population'>,
  said: Said,
  lang: Lang,
): string {
  const t = rankingTexts[lang];
  const required = unit.required ?? said.leastWithoutN;
  return unit.reasons
    .map((reason) => t.reasons[reason](formatInteger(unit.respondents, lang), formatInteger(required, lang)))
    .join('; ');
}

/** "Dinas Sosial peringkat 6 dari 30; yang pasti hanya: antara 3 dan 14." */
export function rankSentence(unit: RankingLine, said: Said, lang: Lang): string {
  const t = rankingTexts[lang];
  if (!unit.place) return t.saidOut(unit.unitName, reasonWords(unit, said, lang));
  const { rank, best, worst } = unit.place;
  const n = (value: number) => formatInteger(value, lang);
  return t.said({ unit: unit.unitName, rank: n(rank), of: n(said.ranked), best: n(best), worst: n(worst) });
}

function groupsOf({ units, ranked, leastWithoutN, periodCode }: RankingView, lang: Lang): CaterpillarGroup[] {
  const t = rankingTexts[lang];
  const tiers = new Map<number, RankingLine[]>();
  // Those without a place come last: tier 0.
  for (const unit of units) tiers.set(unit.place?.tier ?? 0, [...(tiers.get(unit.place?.tier ?? 0) ?? []), unit]);
  return [...tiers].map(([tier, lines]) => ({
    key: `${tier}`,
    name: (tier === 0 ? t.out : (n: string) => t.tierOf(tierName(tier), n))(formatInteger(lines.length, lang)),
    rows: lines.map((unit) => ({
      key: unit.unitId,
      name: unit.unitName,
      href: `/ikm/${unit.unitCode}/${periodCode}`,
      value: Number(unit.ikm),
      low: unit.interval?.low,
      high: unit.interval?.high,
      text: formatDecimal(unit.ikm, lang),
      place: unit.place,
      said: rankSentence(unit, { ranked, leastWithoutN }, lang),
    })),
  }));
}

export function RankingPage({ view }: { view: RankingView }) {
  const { lang } = usePage();
  const t = rankingTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const placed = view.units.filter(({ place }) => place !== null);
  const out = view.units.filter(({ place }) => place === null);
  const [first, last] = [placed[0], placed.at(-1)];
  const tiers = Math.max(0, ...placed.map(({ place }) => place?.tier ?? 0));
  const mine = view.units.find(({ unitCode }) => unitCode === view.unit);
  const at = formatDateTime(view.computedAt, view.timeZone, lang);
  return (
    <PublicPage title={t.title} brand={view.look} kicker={view.officeName} lead={t.lead(view.periodName, at)}>
      {mine && (
        <Notice title={mine.unitName}>
          <p>{rankSentence(mine, view, lang)}</p>
        </Notice>
      )}
      {placed.length === 0 && <NobodyRanked view={view} />}
      {view.units.length > 0 && (
        <Card title={t.picture}>
          {placed.length > 0 && <p>{t.summary(n(placed.length), n(tiers))}</p>}
          <Caterpillar
            groups={groupsOf(view, lang)}
            of={view.ranked}
            valueName={t.indexName}
            rankName={t.rankName}
            alt={first && last ? t.alt(n(placed.length), n(out.length), first.unitName, last.unitName) : t.altOut(n(out.length))}
          />
          <Muted>{t.chosen}</Muted>
        </Card>
      )}
      {view.units.length > 0 && (
        <Card title={t.table} actions={<LinkButton href={`${view.path}.csv`}>{t.download}</LinkButton>}>
          {placed.length > 0 && <PlacedTable view={view} units={placed} />}
          {out.length > 0 && <OutTable view={view} units={out} />}
          {view.units.some(({ respondents }) => respondents < smallNumber) && <Muted>{t.smallNote(n(smallNumber))}</Muted>}
          {view.unpublished > 0 && <Muted>{t.unpublished(n(view.unpublished))}</Muted>}
          {placed.length > 0 && (
            <Details summary={t.inWords}>
              <ul class="plain-list">
                {view.units.map((unit) => (
                  <li key={unit.unitId}>{rankSentence(unit, view, lang)}</li>
                ))}
              </ul>
            </Details>
          )}
        </Card>
      )}
      <Card title={t.how} id="cara">
        <Prose>
          <ul>
            <li>{t.howFigures}</li>
            <li>{t.howGate(n(view.leastWithoutN))}</li>
            {placed.length > 1 && (
              <li>
                {t.howIntervals(
                  formatPercent(view.level, lang),
                  formatDecimal(view.critical, lang, 2),
                  n(view.draws),
                  String(view.seed),
                )}
              </li>
            )}
            {placed.length > 1 && <li>{t.howTiers}</li>}
            <li>{t.howWhen}</li>
            <li>{t.chosen}</li>
          </ul>
        </Prose>
      </Card>
      <Row>
        <LinkButton href="/peringkat" variant="quiet">
          {t.others}
        </LinkButton>
        <LinkButton href="/ikm" variant="quiet">
          {t.published}
        </LinkButton>
        <LinkButton href="/cara-menghitung" variant="quiet">
          {t.explain}
        </LinkButton>
      </Row>
    </PublicPage>
  );
}

function NobodyRanked({ view }: { view: RankingView }) {
  const { lang } = usePage();
  const t = rankingTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const count = (reason: UnrankedReason) => view.units.filter(({ reasons }) => reasons.includes(reason)).length;
  return (
    <EmptyState title={t.nobody}>
      {view.units.length === 0 ? (
        <p>{t.nobodyPublished}</p>
      ) : (
        <>
          <p>{t.nobodyListed(n(view.units.length))}</p>
          <ul class="plain-list">
            {unrankedReasons
              .filter((reason) => count(reason) > 0)
              .map((reason) => (
                <li key={reason}>{t.nobodyCount[reason](n(count(reason)))}</li>
              ))}
          </ul>
        </>
      )}
      {view.unpublished > 0 && <p>{t.unpublished(n(view.unpublished))}</p>}
    </EmptyState>
  );
}

/** What both tables say of a unit. */
function commonColumns(view: RankingView, lang: Lang): readonly [Column<RankingLine>, ...Column<RankingLine>[]] {
  const t = rankingTexts[lang];
  return [
    {
      head: t.unit,
      rowHeader: true,
      cell: ({ unitName, unitCode }) => <a href={`/ikm/${unitCode}/${view.periodCode}`}>{unitName}</a>,
    },
    {
      head: t.n,
      numeric: true,
      cell: ({ respondents }) => (
        <>
          {formatInteger(respondents, lang)}
          {respondents < smallNumber && <span class="muted"> {t.small}</span>}
        </>
      ),
    },
    {
      head: t.ikm,
      numeric: true,
      cell: ({ ikm, mutu }) => (
        <>
          <strong>{formatDecimal(ikm, lang)}</strong> <MutuLetter mutu={mutu} word={words[lang].mutuWord[mutu]} />
        </>
      ),
    },
    { head: t.interval, numeric: true, nowrap: true, cell: ({ interval }) => (interval ? intervalWords(interval, lang) : '–') },
  ];
}

function PlacedTable({ view, units }: { view: RankingView; units: readonly RankingLine[] }) {
  const { lang } = usePage();
  const t = rankingTexts[lang];
  const n = (value: number | undefined) => (value === undefined ? '' : formatInteger(value, lang));
  return (
    <Table
      caption={t.table}
      captionHidden
      compact
      cards
      columns={[
        { head: t.rank, numeric: true, cell: ({ place }) => n(place?.rank) },
        ...commonColumns(view, lang),
        { head: t.rankInterval, nowrap: true, cell: ({ place }) => place && t.rankRange(n(place.best), n(place.worst)) },
        { head: t.group, nowrap: true, cell: ({ place }) => place && t.tierLower(tierName(place.tier)) },
      ]}
      rows={units}
    />
  );
}

function OutTable({ view, units }: { view: RankingView; units: readonly RankingLine[] }) {
  const { lang } = usePage();
  const t = rankingTexts[lang];
  return (
    <Table
      caption={t.outTable}
      compact
      cards
      columns={[...commonColumns(view, lang), { head: t.why, cell: (unit) => reasonWords(unit, view, lang) }]}
      rows={units}
    />
  );
}

interface RankingListOffice {
  readonly name: string;
  readonly periods: readonly {
    readonly href: string;
    readonly name: string;
    readonly ranked: number;
    readonly listed: number;
    readonly computedAt: Date;
  }[];
  readonly timeZone: string;
  /** Its further rankings, where not all stand here. */
  readonly allHref: string | null;
}

interface RankingListProps {
  readonly offices: readonly RankingListOffice[];
  /** One office was asked for. */
  readonly one: boolean;
  readonly place: PageOf;
  readonly hrefOf: (page: number) => string;
}

/** The rankings of this installation, office by office. */
export function RankingListPage({ offices, one, place, hrefOf }: RankingListProps) {
  const { lang } = usePage();
  const t = rankingTexts[lang];
  return (
    <PublicPage title={t.title} kicker={publishedTexts[lang].heading} lead={t.listLead}>
      {offices.length === 0 && (
        <EmptyState title={t.none} action={<LinkButton href="/ikm">{t.published}</LinkButton>}>
          <p>{t.noneText}</p>
        </EmptyState>
      )}
      {offices.map(({ name, periods, timeZone, allHref }, index) => (
        <Card key={index} title={name}>
          <ul class="plain-list">
            {periods.map(({ href, name: period, ranked, listed, computedAt }) => (
              <li key={href}>
                <a href={href}>
                  {period}
                  <span class="hidden">, {name}</span>
                </a>{' '}
                <span class="muted">
                  {t.periodLine(
                    formatInteger(ranked, lang),
                    formatInteger(listed, lang),
                    formatDateTime(computedAt, timeZone, lang),
                  )}
                </span>
              </li>
            ))}
          </ul>
          {allHref !== null && (
            <p>
              <a href={allHref}>
                {t.everyPeriod}
                <span class="hidden">, {name}</span>
              </a>
            </p>
          )}
        </Card>
      ))}
      <Pager {...place} href={hrefOf} />
      <Row>
        {one && (
          <LinkButton href="/peringkat" variant="quiet">
            {t.others}
          </LinkButton>
        )}
        <LinkButton href="/ikm" variant="quiet">
          {t.published}
        </LinkButton>
      </Row>
    </PublicPage>
  );
}

/** On the page of a unit's result: where it stands, and how sure that is. */
export interface RankNote {
  readonly unit: RankingLine;
  readonly ranked: number;
  readonly leastWithoutN: number;
  readonly href: string;
}

export function RankOfUnit({ note: { unit, ranked, leastWithoutN, href } }: { note: RankNote }) {
  const { lang } = usePage();
  const t = rankingTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const { place } = unit;
  return (
    <Card title={t.rank}>
      <Stack gap="sm">
        {place && (
          <p>
            <strong>{t.rankOf(n(place.rank), n(ranked), n(place.best), n(place.worst))}</strong>
          </p>
        )}
        <p>{rankSentence(unit, { ranked, leastWithoutN }, lang)}</p>
        <p>
          <a href={href}>{t.allOf}</a>
        </p>
      </Stack>
    </Card>
  );
}
