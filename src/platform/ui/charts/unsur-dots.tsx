import { scaleLinear } from 'd3-scale';
import { formatDecimal } from '../../i18n/index.ts';
import { MutuLetter, type MutuLetterName } from '../badge/view.tsx';
import { usePage } from '../context.ts';
import { Table } from '../table/view.tsx';
import { uiTexts } from '../texts.ts';
import { ChartFrame, pct } from './frame.tsx';

export interface UnsurRow {
  readonly name: string;
  /** NRR × 25, 25–100. */
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly mutu: MutuLetterName;
  readonly word?: string;
  /** The value as it is printed: `74,92`. */
  readonly text: string;
  readonly href?: string;
}

/** The unsur as dots with whiskers, weakest first, each with its value and letter. The weakest is set bold. */
export function UnsurDots({ rows, caption }: { rows: readonly UnsurRow[]; caption?: string }) {
  const { lang } = usePage();
  const t = uiTexts[lang];
  const sorted = [...rows].sort((a, b) => a.value - b.value);
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (!first || !last) return null;
  const least = Math.min(...sorted.map((row) => row.low ?? row.value));
  const start = Math.max(25, Math.floor((Math.min(least, 90) - 2) / 5) * 5);
  const x = scaleLinear([start, 100], [0, 100]).clamp(true);
  const ticks = x.ticks(100 - start > 45 ? 4 : 5).filter((tick) => tick % (100 - start > 20 ? 10 : 5) === 0);
  const grid = ticks.map((tick) => <line key={tick} class="grid-line" x1={pct(x(tick))} x2={pct(x(tick))} y1="0" y2="100%" />);
  const table = (
    <Table
      caption={caption ?? t.unsur}
      captionHidden
      compact
      columns={[
        { head: t.unsur, cell: (row) => row.name },
        { head: t.value, cell: (row) => row.text, numeric: true },
        {
          head: t.interval,
          cell: (row) =>
            row.low === undefined || row.high === undefined
              ? '–'
              : `${formatDecimal(row.low, lang, 1)}–${formatDecimal(row.high, lang, 1)}`,
          numeric: true,
          nowrap: true,
        },
        { head: t.mutu, cell: (row) => (row.word === undefined ? row.mutu : `${row.mutu} · ${row.word}`), nowrap: true },
      ]}
      rows={sorted}
    />
  );
  return (
    <ChartFrame kind="dots" alt={t.dotsAlt(first.name, first.text, last.name, last.text)} table={table}>
      <ol class="dots">
        {sorted.map((row, i) => (
          <li key={row.name} class={`dots-row${i === 0 ? ' dots-weakest' : ''}`}>
            <span class="dots-name">{row.href === undefined ? row.name : <a href={row.href}>{row.name}</a>}</span>
            <svg class={`dots-plot mutu-fill-${row.mutu.toLowerCase()}`} aria-hidden="true" focusable="false">
              {grid}
              {row.low !== undefined && row.high !== undefined && (
                <line class="whisker" x1={pct(x(row.low))} x2={pct(x(row.high))} y1="50%" y2="50%" />
              )}
              <circle class="dot" cx={pct(x(row.value))} cy="50%" r="0.375em" />
            </svg>
            <span class="dots-value">{row.text}</span>
            <MutuLetter mutu={row.mutu} word={row.word} />
          </li>
        ))}
      </ol>
      <div class="dots-row dots-axis" aria-hidden="true">
        <span class="dots-name" />
        <svg class="dots-plot" aria-hidden="true" focusable="false">
          {ticks.map((tick) => (
            <text
              key={tick}
              class="axis-word"
              x={pct(x(tick))}
              y="80%"
              text-anchor={x(tick) < 4 ? 'start' : x(tick) > 96 ? 'end' : 'middle'}
            >
              {tick}
            </text>
          ))}
        </svg>
        <span class="dots-value" />
        <span />
      </div>
    </ChartFrame>
  );
}
