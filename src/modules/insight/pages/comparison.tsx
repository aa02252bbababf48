/** Two results beside each other: picture, table and plain words. */
import { formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  type Column,
  EmptyState,
  Form,
  Grid,
  Lead,
  LinkButton,
  Muted,
  MutuBadge,
  MutuLetter,
  Notice,
  PairDots,
  Prose,
  Row,
  Select,
  StaffPage,
  Stat,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { intervalWords, selfSelectedWords, signedWords } from '../../ikm/index.ts';
import type { ComparedLine, Comparison, Reading, Side } from '../rules/comparison.ts';
import { comparisonTexts } from '../texts/comparison.ts';

export interface ComparisonView {
  readonly asked: { readonly a: string; readonly b: string };
  /** Asked for, and not there. */
  readonly unknown: readonly string[];
  readonly choices: readonly {
    readonly group: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  }[];
  readonly pair: { readonly first: Side; readonly second: Side; readonly comparison: Comparison } | null;
  readonly periodName: (code: string) => string;
  readonly mutuWords: Readonly<Record<'A' | 'B' | 'C' | 'D', string>>;
  readonly swapHref: string;
}

/** A difference with its sign: `+6,20`, `−1,05`, `0,00`; what is printed as nothing has none. */
export function signed(value: number, lang: Lang, digits = 2): string {
  return signedWords(value, lang, digits);
}

/** What became of one figure, in words. */
export function verdictWords({ verdict, difference }: Pick<ComparedLine, 'verdict' | 'difference'>, lang: Lang): string {
  const t = comparisonTexts[lang];
  if (difference === null) return t.notAsked;
  return verdict === null ? t.notJudged : t.verdict[verdict];
}

export function ComparisonPage({ view }: { view: ComparisonView }) {
  const { lang } = usePage();
  const t = comparisonTexts[lang];
  const { pair } = view;
  return (
    <StaffPage title={t.title} wide>
      <Lead>{t.lead}</Lead>
      {view.unknown.length > 0 && (
        <Notice tone="warning" title={t.unknownTitle}>
          <p>{t.unknown(view.unknown.join(', '))}</p>
        </Notice>
      )}
      <div class="no-print">
        <Form action="/bandingkan" method="get" values={view.asked} prefix="pilih">
          <Select name="a" label={t.first} empty options={view.choices} />
          <Select name="b" label={t.second} empty options={view.choices} />
          <Row gap="sm">
            <Button variant="secondary">{t.compare}</Button>
            {pair && (
              <LinkButton href={view.swapHref} variant="quiet">
                {t.swap}
              </LinkButton>
            )}
          </Row>
        </Form>
      </div>
      {pair ? (
        <Pair view={view} pair={pair} />
      ) : (
        <EmptyState title={view.choices.length === 0 ? t.noResults : t.chooseTwo}>
          <p>{view.choices.length === 0 ? t.noResultsText : t.chooseTwoText}</p>
        </EmptyState>
      )}
    </StaffPage>
  );
}

type PairOf = NonNullable<ComparisonView['pair']>;

function Pair({ view, pair: { first, second, comparison } }: { view: ComparisonView; pair: PairOf }) {
  const { lang } = usePage();
  const t = comparisonTexts[lang];
  const names = sideNames(first, second, view.periodName);
  const lines = [comparison.index, ...comparison.unsur];
  const distinct = comparison.unsur.filter(({ verdict }) => verdict === 'up' || verdict === 'down');
  const { unjudged } = comparison;
  return (
    <>
      <Grid>
        {([first, second] as const).map((side, at) => (
          <Card key={at} title={names[at]}>
            <Stat label={at === 0 ? t.first : t.second} value={formatDecimal(side.index.value, lang)}>
              <p>
                <MutuBadge size="sm" mutu={side.index.mutu} word={view.mutuWords[side.index.mutu]} />
              </p>
              <p class="muted">
                {[t.respondents(formatInteger(side.respondents, lang)), intervalOf(side.index, lang)].filter(Boolean).join(' · ')}
              </p>
              <p>
                <a href={`/ikm/${side.unitCode}/${side.periodCode}#cara`} aria-label={t.howOf(names[at] ?? '')}>
                  {t.how}
                </a>
              </p>
            </Stat>
          </Card>
        ))}
      </Grid>
      <Card title={t.difference}>
        <Stat value={comparison.index.difference === null ? '–' : signed(comparison.index.difference, lang)}>
          <p>{unjudged ? t.unjudged[unjudged] : t.indexSaid[comparison.index.verdict ?? 'unknown']}</p>
          {comparison.index.interval && <p class="muted">{t.interval(differenceInterval(comparison.index, lang))}</p>}
        </Stat>
      </Card>
      {comparison.methods.length > 0 && (
        <Notice tone="warning" title={t.methodsTitle}>
          <p>{t.methods(comparison.methods.map((part) => t.methodPart[part]).join(', '))}</p>
        </Notice>
      )}
      <Card title={t.picture}>
        {!unjudged && <p>{distinct.length === 0 ? t.noneDistinct : t.someDistinct(formatInteger(distinct.length, lang))}</p>}
        <PairDots
          firstName={names[0]}
          secondName={names[1]}
          alt={t.alt(names[0], names[1])}
          rows={lines.map((line) => ({
            key: line.unsur?.id ?? 'ikm',
            name: nameOf(line, lang),
            first: pointOf(line.first, lang),
            second: pointOf(line.second, lang),
            verdict: saidOf(line, lang),
            distinct: line.verdict === 'up' || line.verdict === 'down',
          }))}
          table={<LinesTable lines={lines} names={names} />}
        />
      </Card>
      <Card title={t.howTitle} id="cara">
        <Prose>
          <ul>
            <li>{t.howValues}</li>
            <li>{t.howDifference}</li>
            {unjudged === null && <li>{t.howHolm(formatInteger(comparison.judged, lang))}</li>}
            <li>{selfSelectedWords(lang)}</li>
            <li>
              <a href="/cara-menghitung">{t.explain}</a>
            </li>
          </ul>
        </Prose>
      </Card>
      <Muted>{t.note}</Muted>
    </>
  );
}

/** Two names that can be told apart: the unit, the period, or both. */
function sideNames(first: Side, second: Side, periodName: (code: string) => string): readonly [string, string] {
  const name = ({ unitName, periodCode }: Side) => `${unitName}, ${periodName(periodCode)}`;
  return [name(first), name(second)];
}

const intervalOf = ({ low, high }: Reading, lang: Lang): string | null =>
  low === null || high === null ? null : comparisonTexts[lang].own(intervalWords({ low, high }, lang));

function pointOf(reading: Reading | null, lang: Lang) {
  if (!reading) return null;
  const { value, low, high } = reading;
  return { value: Number(value), low: low ?? undefined, high: high ?? undefined, text: formatDecimal(value, lang) };
}

const nameOf = ({ unsur }: ComparedLine, lang: Lang): string =>
  unsur ? `${unsur.code} ${unsur.name}` : comparisonTexts[lang].index;

function saidOf(line: ComparedLine, lang: Lang): string {
  const words = verdictWords(line, lang);
  return line.difference === null ? words : `${signed(line.difference, lang)}, ${words}`;
}

function differenceInterval({ interval }: Pick<ComparedLine, 'interval'>, lang: Lang): string {
  return interval ? comparisonTexts[lang].fromTo(signed(interval.low, lang, 1), signed(interval.high, lang, 1)) : '–';
}

function LinesTable({ lines, names }: { lines: readonly ComparedLine[]; names: readonly [string, string] }) {
  const { lang } = usePage();
  const t = comparisonTexts[lang];
  const cell = (reading: Reading | null) =>
    reading ? (
      <>
        {formatDecimal(reading.value, lang)} <MutuLetter mutu={reading.mutu} />
      </>
    ) : (
      '–'
    );
  const columns: Column<ComparedLine>[] = [
    { head: t.unsur, rowHeader: true, cell: (line) => nameOf(line, lang) },
    { head: names[0], numeric: true, cell: ({ first }) => cell(first) },
    { head: names[1], numeric: true, cell: ({ second }) => cell(second) },
    {
      head: t.difference,
      numeric: true,
      nowrap: true,
      cell: ({ difference }) => (difference === null ? '–' : signed(difference, lang)),
    },
    { head: t.intervalHead, numeric: true, nowrap: true, cell: (line) => differenceInterval(line, lang) },
    { head: t.meaning, cell: (line) => verdictWords(line, lang) },
  ];
  return <Table compact caption={t.title} captionHidden columns={columns} rows={lines} />;
}
