/** The public page of one published version, with its poster; and the list of all published results. */
import { rational } from '../../../kernel/rational.ts';
import { formatDate, formatDateTime, formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  Details,
  EmptyState,
  Facts,
  Field,
  Form,
  LinkButton,
  Muted,
  MutuBadge,
  MutuLetter,
  Notice,
  Poster,
  PosterLine,
  Prose,
  PublicPage,
  Row,
  SampleBar,
  Stack,
  Table,
  TrendChart,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Breakdown } from '../rules/breakdown.ts';
import { jsonSum } from '../rules/json.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import { publishedTexts } from '../texts/published.ts';
import { channelWords, listWords, shortPeriod, unsurWords, warningWords, words } from '../texts/words.ts';
import { GaugeOf, type UnsurFigure, UnsurPicture, UnsurTable } from './parts.tsx';

export interface VersionLink {
  readonly version: number;
  readonly publishedAt: Date;
  readonly ikm: string;
  readonly mutu: Snapshot['mutu'];
  readonly respondents: number;
  readonly note: string;
}

export interface PublishedView {
  readonly snapshot: Snapshot;
  readonly publishedAt: Date;
  readonly note: string;
  /** Newest first, this one included. */
  readonly versions: readonly VersionLink[];
  /** Path without a query. */
  /** Newest version of each period of the unit, earliest first. */
  readonly history: readonly {
    readonly code: string;
    readonly ikm: string;
    readonly low: number | null;
    readonly high: number | null;
    readonly ruleSet: string;
    readonly href: string;
  }[];
  readonly path: string;
  /** The same with its origin, printed on the poster. */
  readonly url: string;
  readonly periodName: string;
}

/** The poster as it is practised (skm.md §1.8): NILAI IKM at the left, RESPONDEN at the right, thanks at the foot. */
export function ResultPoster({ view }: { view: Pick<PublishedView, 'snapshot' | 'url' | 'periodName'> }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const w = words[lang];
  const { snapshot } = view;
  const { breakdown, period, office, unit } = snapshot;
  const printed = breakdown.dimensions.filter(({ id }) => id === 'sex' || id === 'education');
  return (
    <Poster
      heading={[t.heading, unit.name, ...(office.name === unit.name ? [] : [office.name]), office.region_name, view.periodName]}
      figureName={t.figureName}
      figure={formatDecimal(snapshot.ikm, lang)}
      under={
        <p>
          <MutuBadge mutu={snapshot.mutu} word={w.mutuWord[snapshot.mutu]} />
        </p>
      }
      boxName={t.boxName}
      box={
        <>
          <PosterLine name={t.count} value={t.people(formatInteger(snapshot.respondents, lang))} />
          {printed.map((dimension) => (
            <Dimension key={dimension.id} dimension={dimension} />
          ))}
          {breakdown.version !== snapshot.version && (
            <Muted>{t.breakdownOf(breakdown.version, formatInteger(breakdown.respondents, lang))}</Muted>
          )}
          <PosterLine
            name={t.periodName}
            value={t.periodValue(formatDate(period.starts_on, lang), formatDate(period.ends_on, lang))}
          />
        </>
      }
      foot={t.foot}
      source={t.check(view.url)}
    />
  );
}

type Dimension = Breakdown['dimensions'][number];

function Dimension({ dimension }: { dimension: Dimension }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const name = dimension.label[lang];
  if (dimension.lines === null) return <PosterLine name={name} value={<span class="muted">{t.withheld}</span>} />;
  const filled = dimension.lines.filter(({ n }) => n > 0);
  return (
    <PosterLine
      name={name}
      parts={filled.map(({ labels, n }) => ({
        name: listWords(
          labels.map((label) => label[lang]),
          lang,
          'or',
        ),
        value: formatInteger(n, lang),
      }))}
    />
  );
}

function figuresOf(snapshot: Snapshot): UnsurFigure[] {
  const own = new Set(snapshot.method.changes.filter(({ change }) => change !== 'dropped').map(({ unsur }) => unsur));
  return snapshot.unsur.map((unsur) => ({
    ...unsur,
    sum: jsonSum(rational(BigInt(unsur.sum60), 60n)),
    ownName: own.has(unsur.id) ? unsur.name : undefined,
    interval: unsur.low === null || unsur.high === null ? null : { low: unsur.low, high: unsur.high },
  }));
}

/** One published version. */
export function PublishedPage({ view }: { view: PublishedView }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const { snapshot } = view;
  const { unit, office, period } = snapshot;
  const unsur = figuresOf(snapshot);
  const days = t.periodValue(formatDate(period.starts_on, lang), formatDate(period.ends_on, lang));
  const latest = view.versions[0]?.version ?? snapshot.version;
  return (
    <PublicPage
      title={t.title(unit.name)}
      kicker={`${t.heading} · ${office.region_name}`}
      lead={
        <>
          {t.lead(view.periodName, days)} · {t.versionTag(snapshot.version, latest)}
        </>
      }
    >
      <ResultPoster view={view} />
      {view.note !== '' && (
        <Notice title={`${t.version} ${snapshot.version}`}>
          <p>{view.note}</p>
        </Notice>
      )}
      <Card title={t.unsurTitle(unsur.length)}>
        <UnsurPicture unsur={unsur} />
        <Details summary={t.numbers}>
          <UnsurTable unsur={unsur} index={snapshot.index_1_4} compact />
        </Details>
      </Card>
      <Card title={t.certainty}>
        <GaugeOf figure={{ ikm: snapshot.ikm, mutu: snapshot.mutu, interval: snapshot.interval }} />
        {snapshot.interval && (
          <p>{t.certaintyText(formatDecimal(snapshot.interval.low, lang, 1), formatDecimal(snapshot.interval.high, lang, 1))}</p>
        )}
        <Sample snapshot={snapshot} />
      </Card>
      <History view={view} />
      <Services breakdown={snapshot.breakdown} />
      <MethodCard view={view} />
      <Versions view={view} />
      <Row>
        <LinkButton href={`${view.path}.json${snapshot.version === latest ? '' : `?versi=${snapshot.version}`}`}>
          {t.json}
        </LinkButton>
        <LinkButton href="/cara-menghitung" variant="quiet">
          {t.explain}
        </LinkButton>
        <LinkButton href="/ikm" variant="quiet">
          {t.list}
        </LinkButton>
      </Row>
      <p class="muted no-print">{t.print}</p>
    </PublicPage>
  );
}

function Sample({ snapshot }: { snapshot: Snapshot }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const { required, population } = snapshot.sample;
  const n = formatInteger(snapshot.respondents, lang);
  const channels = snapshot.breakdown.channels.map(
    ({ ids, n: count }) =>
      `${listWords(
        ids.map((id) => channelWords(id, lang)),
        lang,
      )} ${formatInteger(count, lang)}`,
  );
  return (
    <Stack gap="sm">
      {required === null || population === null ? (
        <p>{t.sampleUnknown(n)}</p>
      ) : (
        <>
          <SampleBar n={snapshot.respondents} required={required} population={population} />
          <Muted>{t.sampleText(n, formatInteger(required, lang), formatInteger(population, lang))}</Muted>
        </>
      )}
      <Muted>
        {t.channels}: {channels.join(' · ')}
      </Muted>
    </Stack>
  );
}

/** The unit's published results over time. A change of rules is marked, since the same number may then mean another letter. */
function History({ view }: { view: PublishedView }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  if (view.history.length < 2) return null;
  const rules: Readonly<Record<string, string>> = t.rule;
  return (
    <Card title={t.more}>
      <TrendChart
        caption={t.more}
        points={view.history.map(({ code, ikm, low, high, ruleSet, href }, at) => {
          const before = view.history[at - 1];
          return {
            label: shortPeriod(code, lang),
            value: Number(ikm),
            low: low ?? undefined,
            high: high ?? undefined,
            text: formatDecimal(ikm, lang),
            href,
            ...(before && before.ruleSet !== ruleSet ? { mark: rules[ruleSet] ?? ruleSet } : {}),
          };
        })}
      />
    </Card>
  );
}

function Services({ breakdown }: { breakdown: Breakdown }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const lines = breakdown.services.toSorted((a, b) => Number(a.ikm ?? 999) - Number(b.ikm ?? 999));
  if (lines.length < 2) return null;
  const count = (value: number | null) => (value === null ? t.dash : formatInteger(value, lang));
  return (
    <Card title={t.services} footer={lines.some(({ names }) => names.length > 1) ? t.servicesNote : undefined}>
      <Table
        caption={t.services}
        captionHidden
        columns={[
          { head: t.service, cell: ({ names }) => names.join(', ') },
          {
            head: t.ikm,
            cell: ({ ikm }) => (ikm === null ? t.dash : <strong>{formatDecimal(ikm, lang)}</strong>),
            numeric: true,
          },
          {
            head: t.mutu,
            cell: ({ mutu }) => (mutu === null ? t.dash : <MutuLetter mutu={mutu} word={words[lang].mutuWord[mutu]} />),
          },
          { head: t.respondents, cell: ({ n }) => formatInteger(n, lang), numeric: true },
          { head: t.required, cell: ({ required }) => count(required), numeric: true },
        ]}
        rows={lines}
      />
    </Card>
  );
}

function MethodCard({ view }: { view: PublishedView }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const w = words[lang];
  const { snapshot } = view;
  const { method, office, others } = snapshot;
  const rules: Readonly<Record<string, string>> = t.rule;
  const zone = office.time_zone;
  const other = others.flatMap(({ aggregation, ikm }) =>
    ikm === null ? [] : [`${aggregationWords(aggregation, w.aggregation)} ${formatDecimal(ikm, lang)}`],
  );
  const warnings = snapshot.warnings
    .filter(({ code }) => !code.startsWith('unsur_'))
    .flatMap((warning) => warningWords(warning, lang) ?? []);
  return (
    <Card id="cara" title={t.method}>
      <Facts
        items={[
          { term: t.basis, value: rules[method.rule_set] ?? method.rule_set },
          {
            term: t.computation,
            value: t.computationValue(formatDecimal(snapshot.index_1_4, lang), formatDecimal(snapshot.ikm, lang)),
            gloss: t.computationGloss,
          },
          {
            term: t.weights,
            value: method.weights === 'exact' ? t.weightsValue(snapshot.unsur.length) : t.weightsOther(method.weights),
          },
          {
            term: t.aggregation,
            value: aggregationWords(method.aggregation, w.aggregation),
            ...(other.length > 0 ? { gloss: t.othersValue(other.join('; ')) } : {}),
          },
          {
            term: t.questionnaire,
            value: method.instruments
              .map(({ base, version, respondents }) =>
                t.questionnaireValue(rules[base] ?? base, version, formatInteger(respondents, lang)),
              )
              .join('; '),
          },
          { term: t.late, value: lateWords(method.late, lang) },
          { term: t.closed, value: formatDateTime(new Date(snapshot.period.closed_at), zone, lang) },
          { term: t.publishedAt, value: formatDateTime(view.publishedAt, zone, lang) },
        ]}
      />
      {method.changes.length > 0 && (
        <Stack gap="sm">
          <h3 class="heading heading-3">{t.changes}</h3>
          <Prose>
            <ul>
              {method.changes.map(({ unsur, change, official_name: official, name, reason }) => (
                <li key={unsur + change}>
                  {change === 'replaced'
                    ? t.replaced(official, name ?? unsurWords(unsur, lang), reason)
                    : change === 'dropped'
                      ? t.dropped(official, reason)
                      : t.added(official)}
                </li>
              ))}
            </ul>
          </Prose>
        </Stack>
      )}
      {warnings.length > 0 && (
        <Stack gap="sm">
          <h3 class="heading heading-3">{t.notes}</h3>
          <Prose>
            <ul>
              {warnings.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Prose>
        </Stack>
      )}
    </Card>
  );
}

function aggregationWords(name: string, known: Readonly<Record<string, string>>): string {
  return known[name] ?? name;
}

function lateWords(late: Snapshot['method']['late'], lang: 'id' | 'en'): string {
  const t = publishedTexts[lang];
  if (late.included > 0) return t.lateIncluded(formatInteger(late.included, lang));
  return late.waiting > 0 ? t.lateWaiting(formatInteger(late.waiting, lang)) : t.lateNone;
}

function Versions({ view }: { view: PublishedView }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  if (view.versions.length < 2) return null;
  const zone = view.snapshot.office.time_zone;
  return (
    <Card title={t.versions} footer={t.versionsNote}>
      <Table
        caption={t.versions}
        captionHidden
        columns={[
          {
            head: t.version,
            cell: ({ version }) =>
              version === view.snapshot.version ? version : <a href={`${view.path}?versi=${version}`}>{version}</a>,
            nowrap: true,
          },
          { head: t.ikm, cell: ({ ikm, mutu }) => `${formatDecimal(ikm, lang)} ${mutu}`, numeric: true, nowrap: true },
          { head: t.respondents, cell: ({ respondents }) => formatInteger(respondents, lang), numeric: true },
          { head: t.publishedAt, cell: ({ publishedAt }) => formatDateTime(publishedAt, zone, lang) },
          { head: t.note, cell: ({ note }) => note || t.noNote },
        ]}
        rows={view.versions}
      />
    </Card>
  );
}

export interface PublishedLine {
  readonly href: string;
  readonly unitName: string;
  readonly officeName: string;
  readonly periodName: string;
  readonly ikm: string;
  readonly mutu: Snapshot['mutu'];
  readonly respondents: number;
}

/** The landing page for citizens: every published result of this installation. */
export function PublishedListPage({ lines, search }: { lines: readonly PublishedLine[]; search: string }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const w = words[lang];
  return (
    <PublicPage title={t.list} kicker={t.heading} lead={t.listLead}>
      {(lines.length > 0 || search !== '') && (
        <Form action="/ikm" method="get" values={{ q: search }}>
          <Field name="q" label={t.search} type="search" optional />
          <Button variant="secondary">{t.searchButton}</Button>
        </Form>
      )}
      {lines.length === 0 ? (
        <EmptyState
          title={search ? t.noMatch(search) : t.none}
          action={search ? <LinkButton href="/ikm">{t.all}</LinkButton> : undefined}
        >
          <p>{search ? t.noMatchText : t.noneText}</p>
        </EmptyState>
      ) : (
        <Card>
          <Table
            caption={t.list}
            captionHidden
            columns={[
              {
                head: t.unit,
                rowHeader: true,
                cell: (line) => (
                  <>
                    {line.unitName}
                    {line.officeName !== line.unitName && <span class="muted"> · {line.officeName}</span>}
                  </>
                ),
              },
              {
                head: t.period,
                nowrap: true,
                cell: (line) => (
                  <a href={line.href}>
                    {line.periodName}
                    <span class="hidden">: {line.unitName}</span>
                  </a>
                ),
              },
              { head: t.ikm, cell: (line) => <strong>{formatDecimal(line.ikm, lang)}</strong>, numeric: true },
              {
                head: t.mutu,
                cell: (line) => <MutuBadge size="sm" mutu={line.mutu} word={w.mutuWord[line.mutu]} />,
                nowrap: true,
              },
              { head: t.respondents, cell: (line) => formatInteger(line.respondents, lang), numeric: true },
            ]}
            rows={lines}
          />
        </Card>
      )}
    </PublicPage>
  );
}
