/** Parts that the live and the published pages share. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import { IndexGauge, IndexSheet, Muted, MutuBadge, Stat, Table, UnsurDots, usePage } from '../../../platform/ui/index.ts';
import { type Mutu, mutuBands } from '../law/permenpanrb-14-2017.ts';
import type { PrintedDimension } from '../rules/breakdown.ts';
import { liveTexts } from '../texts/live.ts';
import { publishedTexts } from '../texts/published.ts';
import { intervalWords, listWords, unsurWords, words } from '../texts/words.ts';

/** What the opening of a result shows. */
export interface IndexFigure {
  /** Published text with a point. */
  readonly ikm: string;
  readonly mutu: Mutu;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** The index, large, with its letter and interval at the left, its place among the letters at the right. */
export function IndexOpening({ figure, children }: { figure: IndexFigure; children?: preact.ComponentChildren }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const w = words[lang];
  const text = formatDecimal(figure.ikm, lang);
  return (
    <IndexSheet
      figure={
        <Stat label={w.ikm} value={text} size="xl">
          <p>
            <MutuBadge mutu={figure.mutu} word={w.mutuWord[figure.mutu]} />
          </p>
          {figure.interval && <p class="muted">{t.range(intervalWords(figure.interval, lang))}</p>}
        </Stat>
      }
    >
      <GaugeOf figure={figure} />
      {children}
    </IndexSheet>
  );
}

/** How forms were filled in: alone, with help, by somebody else. Of a result where nobody said that they were helped there is nothing to tell. */
export function AssistanceLine({ dimension }: { dimension: PrintedDimension | undefined }) {
  const { lang } = usePage();
  if (!dimension || dimension.lines?.every(({ ids, n }) => ids.includes('alone') || n === 0)) return null;
  const lines = dimension.lines
    ?.filter(({ n }) => n > 0)
    .map(({ labels, n }) => {
      const names = labels.map((label) => label[lang]);
      return `${listWords(names, lang, 'or')} ${formatInteger(n, lang)}`;
    });
  return (
    <Muted>
      {dimension.label[lang]}: {lines?.join(' · ') ?? publishedTexts[lang].withheld}
    </Muted>
  );
}

/** A service in a list of a branch: its name leads to its figures, and its unit stands under it where that is another one. */
export function ServiceName({
  id,
  name,
  unit,
  period,
}: {
  readonly id: string;
  readonly name: string;
  readonly unit: string | undefined;
  readonly period: string;
}) {
  return (
    <>
      <a href={`/layanan/${id}?periode=${period}`}>{name}</a>
      {unit !== undefined && (
        <>
          <br />
          <span class="muted">{unit}</span>
        </>
      )}
    </>
  );
}

/** The index among the letters, with its interval. */
export function GaugeOf({ figure }: { figure: IndexFigure }) {
  const { lang } = usePage();
  return (
    <IndexGauge
      value={Number(figure.ikm)}
      text={formatDecimal(figure.ikm, lang)}
      low={figure.interval?.low}
      high={figure.interval?.high}
      bands={mutuBands.map(({ mutu, from, to }) => ({
        mutu,
        from: Number(from),
        to: Number(to),
        word: words[lang].mutuWord[mutu],
      }))}
    />
  );
}

/** One unsur as pages have it: published texts with a point. */
export interface UnsurFigure {
  readonly id: string;
  readonly code: string;
  /** Given where it was replaced or added: then its own name is shown, not the everyday one. */
  readonly ownName: string | undefined;
  readonly answered: number;
  /** Sum of the values, as text with a point or a whole number. */
  readonly sum: number | string;
  readonly nrr: string;
  readonly nrr_tertimbang: string;
  readonly value: string;
  readonly mutu: Mutu;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** The unsur as dots, weakest first. */
export function UnsurPicture({ unsur }: { unsur: readonly UnsurFigure[] }) {
  const { lang } = usePage();
  return (
    <UnsurDots
      rows={unsur.map((one) => ({
        name: unsurWords(one.id, lang, one.ownName),
        value: Number(one.value),
        low: one.interval?.low,
        high: one.interval?.high,
        mutu: one.mutu,
        word: words[lang].mutuWord[one.mutu],
        text: formatDecimal(one.value, lang),
      }))}
    />
  );
}

/** Every figure of the unsur in code order, as the standard sheet has them, so that a reader can recompute the index. */
export function UnsurTable({
  unsur,
  index,
  compact,
}: {
  unsur: readonly UnsurFigure[];
  index: string | null;
  compact?: boolean;
}) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const rows = [...unsur].sort((a, b) => Number(a.code.slice(1)) - Number(b.code.slice(1)));
  return (
    <Table
      caption={t.numbers}
      captionHidden
      compact={compact}
      columns={[
        { head: t.code, cell: (one) => one.code, nowrap: true },
        { head: t.unsur, cell: (one) => unsurWords(one.id, lang, one.ownName), rowHeader: true },
        { head: t.filled, cell: (one) => formatInteger(one.answered, lang), numeric: true },
        { head: t.sum, cell: (one) => formatDecimal(String(one.sum), lang), numeric: true },
        { head: t.nrr, cell: (one) => formatDecimal(one.nrr, lang), numeric: true },
        { head: t.weighted, cell: (one) => formatDecimal(one.nrr_tertimbang, lang), numeric: true },
        { head: t.value, cell: (one) => formatDecimal(one.value, lang), numeric: true },
        { head: t.mutu, cell: (one) => one.mutu, nowrap: true },
      ]}
      rows={rows}
      {...(index === null ? {} : { footer: ['', words[lang].ikm, '', '', '', formatDecimal(index, lang), '', ''] })}
    />
  );
}
