/** One target beside what was measured: its parts, where it is heading, what the rest has to bring. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import { Card, Facts, LinkButton, Muted, Prose, Row, StaffPage, Table, TrendChart, usePage } from '../../../platform/ui/index.ts';
import type { GoalPromise, GoalSubject } from '../rules/goals.ts';
import type { Progress, Standing } from '../rules/progress.ts';
import type { SpanMethod } from '../rules/spans.ts';
import { goalTexts } from '../texts/goals.ts';
import { shortPeriod, unsurWords } from '../texts/words.ts';
import { aboutWords, attainmentWords, FigureCell, GoalEdit, sourceWords, VerdictTag, wantedWords } from './goals.tsx';

export interface GoalView {
  readonly goal: GoalPromise & Pick<GoalSubject, 'document' | 'unsur' | 'periodCode'> & { readonly withdrawn: boolean };
  readonly path: string;
  readonly placeName: string;
  readonly periodName: string;
  readonly method: SpanMethod;
  readonly progress: Progress;
  /** Of what was published for the period itself where that is, else of `progress`. */
  readonly standing: Standing;
  readonly publishedHref: string | null;
  readonly rangeHref: string;
  readonly edit: Omit<Parameters<typeof GoalEdit>[0], 'path' | 'withdrawn'>;
}

export function GoalPage({ view }: { view: GoalView }) {
  const { lang } = usePage();
  const t = goalTexts[lang];
  const { goal, progress, standing } = view;
  return (
    <StaffPage
      title={`${view.placeName}, ${aboutWords(goal.unsur, lang)}, ${view.periodName}`}
      crumbs={[{ label: t.title, href: `/target-kinerja?tahun=${goal.periodCode.slice(0, 4)}` }]}
    >
      {!goal.withdrawn && (
        <>
          <Card title={t.progress} actions={<VerdictTag verdict={standing.verdict} />}>
            <Facts
              items={[
                { term: t.document, value: t.documents[goal.document] },
                { term: t.wanted, value: wantedWords(goal, lang) },
                { term: t.measured, value: <FigureCell figure={standing.figure} /> },
                { term: t.attainment, value: attainmentWords(standing, lang) },
                { term: t.source, value: sourceWords(goal, lang) },
              ]}
            />
            <p>
              {view.publishedHref ? (
                <a href={view.publishedHref}>{t.publishedText}</a>
              ) : view.method === 'mean' ? (
                t.meanText(formatInteger(progress.figure?.counted ?? 0, lang))
              ) : (
                t.pooledText
              )}{' '}
              {progress.parts.length > 1 && (
                <a href={view.method === 'mean' ? view.path : `${view.path}?cara=rata`}>
                  {view.method === 'mean' ? t.pooled : t.mean}
                </a>
              )}
            </p>
            <Muted>{t.verdictHow}</Muted>
          </Card>
          <Parts view={view} />
          <Outlook view={view} />
          <Steps view={view} />
        </>
      )}
      <GoalEdit path={view.path} withdrawn={goal.withdrawn} {...view.edit} />
      <Row>
        <LinkButton href={view.rangeHref} variant="quiet">
          {t.rangeLink}
        </LinkButton>
      </Row>
    </StaffPage>
  );
}

function Parts({ view }: { view: GoalView }) {
  const { lang } = usePage();
  const t = goalTexts[lang];
  const { parts, threshold } = view.progress;
  if (parts.length < 2) return null;
  return (
    <Card title={t.parts}>
      {parts.some(({ figure }) => figure !== null) && (
        <TrendChart
          caption={t.parts}
          target={threshold}
          targetLabel={t.wanted.toLowerCase()}
          points={parts.map(({ code, figure }) => ({
            label: shortPeriod(code, lang),
            value: figure?.value ?? null,
            low: figure?.low ?? undefined,
            high: figure?.high ?? undefined,
            text: figure ? formatDecimal(figure.text, lang) : '',
          }))}
        />
      )}
      <Table
        caption={t.parts}
        captionHidden
        compact
        rows={parts}
        columns={[
          { head: t.part, rowHeader: true, cell: ({ code }) => shortPeriod(code, lang) },
          { head: t.value, cell: ({ figure }) => <FigureCell figure={figure} />, numeric: true },
          { head: 'n', cell: ({ figure }) => (figure ? formatInteger(figure.n, lang) : '–'), numeric: true },
          { head: t.stateHead, cell: ({ state }) => t.state[state] },
        ]}
      />
    </Card>
  );
}

function Outlook({ view }: { view: GoalView }) {
  const { lang } = usePage();
  const t = goalTexts[lang];
  const { forecast, forecastVerdict, known, left, needed } = view.progress;
  const one = (value: number) => formatDecimal(value, lang, 1);
  return (
    <>
      <Card title={t.forecast} actions={forecastVerdict ? <VerdictTag verdict={forecastVerdict} /> : undefined}>
        {forecast ? (
          <>
            <p>
              <strong>{t.forecastText(one(forecast.value), one(forecast.low), one(forecast.high))}</strong>
            </p>
            <Muted>{t.forecastHow(formatInteger(forecast.periods, lang), formatDecimal(forecast.slope, lang, 2))}</Muted>
          </>
        ) : (
          <p>{left === 0 ? t.forecastOver : t.forecastFew(formatInteger(known, lang))}</p>
        )}
      </Card>
      {needed && (
        <Card title={t.needed}>
          <p>
            {needed.kind === 'mean' &&
              t.neededMean(formatInteger(left, lang), formatDecimal(Math.ceil(needed.mean * 100) / 100, lang))}
            {needed.kind === 'safe' && t.neededSafe}
            {needed.kind === 'lost' && t.neededLost(formatDecimal(needed.best, lang))}
          </p>
          <Muted>{t.neededHow[view.method]}</Muted>
        </Card>
      )}
    </>
  );
}

function Steps({ view }: { view: GoalView }) {
  const { lang } = usePage();
  const t = goalTexts[lang];
  const { steps, level } = view.progress;
  const { figure, threshold } = view.standing;
  if (view.goal.unsur !== '' || !figure) return null;
  const [first] = steps;
  if (figure.value >= threshold)
    return (
      <Card title={t.steps}>
        <p>{t.none_needed}</p>
      </Card>
    );
  // Made of all answers in time together, which may reach what the figure above, a mean or a later version, does not.
  if (!first || !level) return null;
  const count = formatInteger(steps.length, lang);
  return (
    <Card title={t.steps}>
      <p>
        {t.stepsLead(formatDecimal((first.alone - first.value) / steps.length, lang), count)}{' '}
        {level.count === steps.length
          ? t.stepsLevelAll(formatDecimal(level.level, lang))
          : t.stepsLevel(formatInteger(level.count, lang), formatDecimal(level.level, lang))}
      </p>
      <Table
        caption={t.steps}
        captionHidden
        compact
        rows={steps}
        columns={[
          { head: t.unsur, rowHeader: true, cell: ({ id }) => unsurWords(id, lang) },
          { head: t.value, cell: ({ value }) => formatDecimal(value, lang), numeric: true },
          {
            head: t.alone,
            numeric: true,
            cell: ({ alone, possible }) => (possible ? formatDecimal(alone, lang) : <span class="muted">{t.tooHigh}</span>),
          },
        ]}
      />
    </Card>
  );
}

export interface PublicGoal extends GoalPromise {
  readonly document: GoalSubject['document'];
  readonly unsur: string;
  readonly periodName: string;
  readonly standing: Pick<Progress, 'attainment' | 'verdict'> & { readonly figure: Parameters<typeof FigureCell>[0]['figure'] };
  /** Published results that the figure is the mean of; null where it is this very result. */
  readonly counted: number | null;
}

/** What was promised for this period, or for a longer one that holds it, on the page of a result. */
export function GoalCard({ goals }: { goals: readonly PublicGoal[] }) {
  const { lang } = usePage();
  const t = goalTexts[lang];
  if (goals.length === 0) return null;
  return (
    <Card title={t.publicTitle}>
      <Table
        caption={t.publicTitle}
        captionHidden
        cards
        rows={goals}
        columns={[
          {
            head: t.document,
            rowHeader: true,
            cell: (goal) => (
              <>
                {t.documents[goal.document]}: {aboutWords(goal.unsur, lang)}
                <br />
                <span class="muted">{sourceWords(goal, lang)}</span>
              </>
            ),
          },
          { head: t.period, cell: ({ periodName }) => periodName },
          { head: t.wanted, cell: (goal) => wantedWords(goal, lang), numeric: true },
          {
            head: t.measured,
            cell: ({ standing, counted }) => (
              <FigureCell figure={standing.figure}>
                <br />
                <span class="muted">{counted === null ? t.publicThis : t.publicMean(formatInteger(counted, lang))}</span>
              </FigureCell>
            ),
          },
          { head: t.attainment, cell: ({ standing }) => attainmentWords(standing, lang), numeric: true },
          { head: t.status, cell: ({ standing }) => <VerdictTag verdict={standing.verdict} /> },
        ]}
      />
      <Muted>{t.verdictHow}</Muted>
    </Card>
  );
}

export type GoalLink = GoalPromise &
  Pick<GoalSubject, 'document' | 'unsur'> & { readonly id: string; readonly periodName: string };

/** The targets that a live page belongs to, each leading to its account. */
export function GoalLinks({ goals }: { goals: readonly GoalLink[] }) {
  const { lang } = usePage();
  const t = goalTexts[lang];
  if (goals.length === 0) return null;
  return (
    <Card title={t.cardTitle}>
      <Prose>
        <ul>
          {goals.map((goal) => (
            <li key={goal.id}>
              <a href={`/target-kinerja/${goal.id}`}>
                {t.documents[goal.document]}, {goal.periodName}, {aboutWords(goal.unsur, lang)}: {wantedWords(goal, lang)}
              </a>
            </li>
          ))}
        </ul>
      </Prose>
    </Card>
  );
}
