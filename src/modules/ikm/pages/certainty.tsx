/** How certain a result is, and whether it differs from others: the same on live and on published pages. */
import { formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { Card, Details, Facts, Muted, Table, usePage } from '../../../platform/ui/index.ts';
import type { Certainty } from '../rules/certainty.ts';
import { enoughDays } from '../rules/certainty.ts';
import type { Compared } from '../rules/differences.ts';
import { certaintyTexts, selfSelectedWords } from '../texts/certainty.ts';
import { intervalWords, unsurWords } from '../texts/words.ts';

/** The one sentence that belongs to every interval. */
export function SelfSelected() {
  return <Muted>{selfSelectedWords(usePage().lang)}</Muted>;
}

interface CertaintyProps {
  certainty: Certainty;
  /** Names of replaced or added unsur. */
  ownNames: ReadonlyMap<string, string>;
  /** How many answered each unsur. */
  unsur: readonly { readonly answered: number }[];
}

/** Errors, intervals and chances in words, with the unsur folded away. */
export function CertaintyFigures({ certainty, ownNames, unsur }: CertaintyProps) {
  const { lang } = usePage();
  const t = certaintyTexts[lang];
  const { n, index, days, companions, recipients, letters } = certainty;
  const two = (value: number) => formatDecimal(value, lang, 2);
  const skipped = unsur.some(({ answered }) => answered < n) ? [t.skippedGloss] : [];
  return (
    <>
      {certainty.few && (
        <p>
          <strong>{t.few(formatInteger(n, lang))}</strong>
        </p>
      )}
      <Facts
        items={[
          {
            term: t.error,
            value: t.errorValue(two(index.standardError), intervalWords(index, lang)),
            gloss: [t.errorGloss, ...skipped].join(' '),
          },
          {
            term: t.letters,
            value: letters ? <Letters letters={letters} /> : t.noSpread,
            ...(letters ? { gloss: t.lettersGloss[letters.basis] } : {}),
          },
          { term: t.days, ...daysFact(days, t, lang) },
          ...(companions === null ? [] : [{ term: t.companions, ...companionsFact(companions, t, lang) }]),
          ...(recipients
            ? [
                {
                  term: t.recipients,
                  value: t.recipientsValue(intervalWords(recipients, lang)),
                  gloss: t.recipientsGloss(formatInteger(n, lang), formatInteger(recipients.population, lang)),
                },
              ]
            : []),
        ]}
      />
      <Details summary={t.table}>
        <ErrorTable certainty={certainty} ownNames={ownNames} />
      </Details>
      <SelfSelected />
    </>
  );
}

type Words = (typeof certaintyTexts)['id'];

function daysFact(days: Certainty['days'], t: Words, lang: Lang) {
  if (days === 'unknown') return { value: t.daysUnknown };
  if (days === null) return { value: t.daysNone };
  const count = formatInteger(days.days, lang);
  const effect = effectOf(days, t, lang);
  return {
    value: t.daysValue(effect, intervalWords(days, lang)),
    gloss: [t.daysGloss(count, effect), ...below(days, t), ...(days.days < enoughDays ? [t.daysFew(count)] : [])].join(' '),
  };
}

interface Clustered {
  readonly designEffect: number | null;
}

const effectOf = ({ designEffect }: Clustered, t: Words, lang: Lang): string =>
  designEffect === null ? t.unknown : formatDecimal(designEffect, lang, 2);

/** A variance that is smaller with the groups than without is no discovery: there is no likeness to be seen. */
const below = ({ designEffect }: Clustered, t: Words): string[] =>
  designEffect !== null && designEffect < 0.995 ? [t.noLikeness] : [];

function companionsFact(companions: NonNullable<Certainty['companions']>, t: Words, lang: Lang) {
  if (typeof companions === 'string') return { value: t.companionsUnknown[companions] };
  const effect = effectOf(companions, t, lang);
  const few = companions.degrees < enoughDays - 1 ? [t.companionsFew] : [];
  return {
    value: t.daysValue(effect, intervalWords(companions, lang)),
    gloss: [t.companionsGloss(effect), ...below(companions, t), ...few].join(' '),
  };
}

/** `mutu A: 83 dari 100; mutu B: 17 dari 100; mutu C dan D: kurang dari 1 dari 100`. */
function Letters({ letters }: { letters: NonNullable<Certainty['letters']> }) {
  const { lang } = usePage();
  const t = certaintyTexts[lang];
  const { chances } = letters;
  const said = chances.filter(({ outOfHundred }) => outOfHundred > 0).toSorted((a, b) => b.outOfHundred - a.outOfHundred);
  const rest = chances.filter(({ outOfHundred }) => outOfHundred === 0).map(({ mutu }) => mutu);
  return (
    <>
      {[
        ...said.map(({ mutu, outOfHundred }) =>
          outOfHundred === 100 ? t.over(mutu) : t.chance(mutu, formatInteger(outOfHundred, lang)),
        ),
        ...(rest.length > 0 ? [t.under(rest.join(', '))] : []),
      ].join('; ')}
    </>
  );
}

function ErrorTable({ certainty: { index, unsur }, ownNames }: Omit<CertaintyProps, 'unsur'>) {
  const { lang } = usePage();
  const t = certaintyTexts[lang];
  const two = (value: number | null) => (value === null ? t.unknown : formatDecimal(value, lang, 2));
  const rows = [
    { name: t.ikm, value: null, ...index },
    ...unsur.map(({ id, ...rest }) => ({ name: unsurWords(id, lang, ownNames.get(id)), ...rest })),
  ];
  return (
    <>
      <Table
        caption={t.table}
        captionHidden
        compact
        columns={[
          { head: t.of, cell: ({ name }) => name, rowHeader: true },
          { head: t.standardError, cell: ({ standardError }) => two(standardError), numeric: true },
          {
            head: t.interval,
            cell: ({ low, high }) => (low === null || high === null ? t.unknown : intervalWords({ low, high }, lang)),
            numeric: true,
            nowrap: true,
          },
        ]}
        rows={rows}
      />
      {unsur.some(({ standardError }) => standardError === null) && <Muted>{t.unsurUnknown}</Muted>}
    </>
  );
}

interface DifferencesProps {
  kind: 'periods' | 'services';
  rows: readonly Compared<{ readonly name: string; readonly href?: string }>[];
}

/** `−3,3`, `+0,2`, `0,0`. */
export function signedWords(value: number, lang: Lang, digits = 1): string {
  const text = formatDecimal(Math.abs(value), lang, digits);
  return text === formatDecimal(0, lang, digits) ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** What a table of differences means by its verdicts. */
export function differencesNote(kind: DifferencesProps['kind'], count: number, lang: Lang): string {
  const t = certaintyTexts[lang];
  return `${kind === 'services' ? `${t.servicesNote} ` : ''}${t.holm(kind === 'services' && count === 2 ? 1 : count)}`;
}

/** This period against earlier ones, or each service against the others: difference, interval, verdict. Nothing where nothing is compared. */
export function Differences({ kind, rows }: DifferencesProps) {
  const { lang } = usePage();
  const t = certaintyTexts[lang];
  if (rows.length === 0) return null;
  const signed = (value: number) => signedWords(value, lang);
  const verdicts = kind === 'periods' ? t.periodVerdict : t.serviceVerdict;
  return (
    <Card title={t[kind]}>
      <Table
        caption={t[kind]}
        captionHidden
        compact
        columns={[
          {
            head: kind === 'periods' ? t.period : t.service,
            cell: ({ of }) => (of.href === undefined ? of.name : <a href={of.href}>{of.name}</a>),
            rowHeader: true,
          },
          {
            // One above the other: the card is narrow, and the verdict must not be what falls off its edge.
            head: `${t.difference} (${t.differenceInterval})`,
            cell: ({ difference, low, high }) => (
              <>
                {signed(difference)}
                <br />
                <span class="muted">{`${signed(low)}\u00a0…\u00a0${signed(high)}`}</span>
              </>
            ),
            numeric: true,
          },
          { head: t.verdict, cell: ({ verdict }) => verdicts[verdict] },
        ]}
        rows={rows}
      />
      <Muted>{differencesNote(kind, rows.length, lang)}</Muted>
      <SelfSelected />
    </Card>
  );
}
