/** The public page of one published version, with its poster. */
import { rational } from '../../../kernel/rational.ts';
import { formatDate, formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Card,
  Details,
  LinkButton,
  Muted,
  MutuBadge,
  Notice,
  Poster,
  PosterLine,
  PublicPage,
  Row,
  SampleBar,
  Stack,
  TrendChart,
  usePage,
} from '../../../platform/ui/index.ts';
import { assistanceDimension, type Breakdown } from '../rules/breakdown.ts';
import { publishedCertainty } from '../rules/certainty.ts';
import { prioritiesFor } from '../rules/importance.ts';
import { jsonSum } from '../rules/json.ts';
import { sensitivityPanel } from '../rules/sensitivity-panel.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import { ledgerTexts } from '../texts/ledger.ts';
import { publishedTexts } from '../texts/published.ts';
import { channelWords, listWords, shortPeriod, words } from '../texts/words.ts';
import { Apart } from './apart.tsx';
import { CertaintyFigures, Differences } from './certainty.tsx';
import { GoalCard } from './goal-progress.tsx';
import { AssistanceLine, GaugeOf, type UnsurFigure, UnsurPicture, UnsurTable } from './parts.tsx';
import { PrioritiesCard } from './priorities.tsx';
import { LedgerCard } from './published-ledger.tsx';
import { MethodCard, Services, Versions } from './published-method.tsx';
import type { PublishedView } from './published-view.ts';
import { RankOfUnit } from './ranking.tsx';
import { Sensitivity } from './sensitivity.tsx';

/** The poster as it is practised (skm.md §1.8): NILAI IKM at the left, RESPONDEN at the right, thanks at the foot. */
export function ResultPoster({ view }: { view: Pick<PublishedView, 'snapshot' | 'url' | 'periodName'> }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const w = words[lang];
  const { snapshot } = view;
  const { breakdown, period, office, unit } = snapshot;
  const late = snapshot.method.late.included;
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
          {late > 0 && <PosterLine name={t.late} value={t.lateAmong(formatInteger(late, lang))} />}
          <PosterLine
            name={t.periodName}
            value={t.periodValue(formatDate(period.starts_on, lang), formatDate(period.ends_on, lang))}
          />
        </>
      }
      foot={t.foot}
      {...(view.url === null ? {} : { source: t.check(view.url) })}
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
  const certainty = publishedCertainty(snapshot);
  const ownNames = new Map(unsur.flatMap(({ id, ownName }) => (ownName === undefined ? [] : [[id, ownName] as const])));
  return (
    <PublicPage
      title={t.title(unit.name)}
      brand={view.look}
      kicker={`${t.heading} · ${office.region_name}`}
      lead={
        <>
          {t.lead(view.periodName, days)} · {t.versionTag(snapshot.version, latest)}
          {view.look.contact !== '' && ` · ${t.contact}: ${view.look.contact}`}
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
        {certainty && <CertaintyFigures certainty={certainty} ownNames={ownNames} unsur={unsur} />}
        <Sample snapshot={snapshot} />
      </Card>
      {/* For whoever plans on the screen; on the paper that hangs on a wall the unsur themselves say what is weakest. */}
      <div class="no-print">
        <PrioritiesCard
          priorities={prioritiesFor(unsur, snapshot.importance ?? null)}
          n={snapshot.respondents}
          ownNames={ownNames}
        />
      </div>
      {view.rank && <RankOfUnit note={view.rank} />}
      <GoalCard goals={view.goals} />
      <History view={view} />
      <Differences kind="periods" rows={view.periods} />
      <Services snapshot={snapshot} />
      <Sensitivity
        panel={sensitivityPanel({
          unsur: snapshot.unsur.map(({ id, answered, sum60 }) => ({ id, answered, sum60: BigInt(sum60) })),
          used: { weights: snapshot.method.weights, aggregation: snapshot.method.aggregation, ikm: snapshot.ikm },
          aggregations: snapshot.others,
          mappings: snapshot.mappings?.map((mapping) => ({
            ...mapping,
            unsur: mapping.unsur.map(({ sum60, ...sums }) => ({ ...sums, sum60: BigInt(sum60) })),
          })),
        })}
        count={unsur.length}
        ownNames={ownNames}
      />
      <Apart
        served={{ ikm: snapshot.ikm, mutu: snapshot.mutu, n: snapshot.respondents }}
        figure={snapshot.apart ? ('withheld' in snapshot.apart ? snapshot.apart.withheld : snapshot.apart) : null}
      />
      <LedgerCard
        snapshot={snapshot}
        path={`${view.path}.json${snapshot.version === latest ? '' : `?versi=${snapshot.version}`}`}
      />
      <MethodCard view={view} />
      <Versions view={view} />
      <Row>
        <LinkButton href={`${view.path}.json${snapshot.version === latest ? '' : `?versi=${snapshot.version}`}`}>
          {t.json}
        </LinkButton>
        <LinkButton href={`/tindak-lanjut/${unit.code}/${period.code}`} variant="quiet">
          {t.followUp}
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
  const accounts = snapshot.breakdown.accounts?.map(
    ({ labels, n: count }) =>
      `${listWords(
        labels.map((label) => label[lang]),
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
      <AssistanceLine dimension={snapshot.breakdown.dimensions.find(({ id }) => id === assistanceDimension)} />
      {accounts && (
        <Muted>
          {ledgerTexts[lang].accounts}: {accounts.join(' · ')}
        </Muted>
      )}
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
