import { scaleLinear } from 'd3-scale';
import type { ComponentChildren } from 'preact';
import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';
import { ChartFrame, pct } from './frame.tsx';

interface PairPoint {
  /** 25–100. */
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** As it is printed. */
  readonly text: string;
}

export interface PairRow {
  readonly key: string;
  readonly name: string;
  /** Null where the result has no such figure. */
  readonly first: PairPoint | null;
  readonly second: PairPoint | null;
  /** The difference in few words, at the end of the row. */
  readonly verdict: string;
  /** Whether it is more than chance: set bold. */
  readonly distinct: boolean;
}

interface PairDotsProps {
  rows: readonly PairRow[];
  firstName: string;
  secondName: string;
  /** What the picture shows, in a sentence. */
  alt: string;
  table: ComponentChildren;
}

/** Two results beside each other, a row for each figure: the first a hollow circle, the second a filled square, each with its interval. */
export function PairDots({ rows, firstName, secondName, alt, table }: PairDotsProps) {
  const t = uiTexts[usePage().lang];
  const ends = rows.flatMap(({ first, second }) => [first, second].flatMap((point) => (point ? [point.low ?? point.value] : [])));
  const start = Math.max(25, Math.floor((Math.min(90, ...ends) - 2) / 5) * 5);
  const x = scaleLinear([start, 100], [1, 99]).clamp(true);
  const every = 100 - start > 40 ? 20 : 100 - start > 20 ? 10 : 5;
  const ticks = x.ticks(10).filter((tick) => tick % every === 0);
  const whisker = ({ low, high }: PairPoint, y: string) =>
    low !== undefined && high !== undefined && <line class="whisker" x1={pct(x(low))} x2={pct(x(high))} y1={y} y2={y} />;
  return (
    <ChartFrame kind="pair" alt={alt} table={table}>
      <ul class="legend">
        <li>
          <svg class="pair-key pair-first" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <circle class="pair-circle" cx="8" cy="8" r="5" />
          </svg>
          {firstName}
        </li>
        <li>
          <svg class="pair-key pair-second" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <rect class="pair-square" x="3" y="3" width="10" height="10" />
          </svg>
          {secondName}
        </li>
      </ul>
      <ol class="pair-rows">
        {rows.map(({ key, name, first, second, verdict, distinct }) => (
          <li key={key} class={`pair-row${distinct ? ' pair-distinct' : ''}`}>
            <span class="pair-name">{name}</span>
            <svg class="pair-plot" aria-hidden="true" focusable="false">
              {ticks.map((tick) => (
                <line key={tick} class="grid-line" x1={pct(x(tick))} x2={pct(x(tick))} y1="0" y2="100%" />
              ))}
              {first && (
                <g class="pair-first">
                  {whisker(first, '30%')}
                  <circle class="pair-circle" cx={pct(x(first.value))} cy="30%" r="0.3125em" />
                </g>
              )}
              {second && (
                <g class="pair-second">
                  {whisker(second, '72%')}
                  <svg class="pair-anchor" x={pct(x(second.value))} y="72%" aria-hidden="true" focusable="false">
                    <rect class="pair-square" x="-0.3125em" y="-0.3125em" width="0.625em" height="0.625em" />
                  </svg>
                </g>
              )}
            </svg>
            <span class="pair-said">{verdict}</span>
          </li>
        ))}
      </ol>
      <div class="pair-row pair-axis" aria-hidden="true">
        <span class="pair-name" />
        <svg class="pair-plot" aria-hidden="true" focusable="false">
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
        <span class="pair-said" />
      </div>
      {start > 25 && <p class="chart-note">{t.gaugeAxis(String(start), '25')}</p>}
    </ChartFrame>
  );
}
