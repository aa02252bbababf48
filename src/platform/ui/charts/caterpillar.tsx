import { scaleLinear } from 'd3-scale';
import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';
import { pct } from './frame.tsx';

export interface CaterpillarRow {
  readonly key: string;
  readonly name: string;
  readonly href?: string;
  /** 25–100. */
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** The value as it is printed: `93,18`. */
  readonly text: string;
  /** Null where it has no rank: its dot is hollow. */
  readonly place: { readonly rank: number; readonly best: number; readonly worst: number } | null;
  /** The whole row in words. */
  readonly said: string;
}

export interface CaterpillarGroup {
  readonly key: string;
  readonly name: string;
  readonly rows: readonly CaterpillarRow[];
}

interface CaterpillarProps {
  groups: readonly CaterpillarGroup[];
  /** How many have a rank. */
  of: number;
  /** What the picture shows, in a sentence. */
  alt: string;
  valueName: string;
  rankName: string;
}

/**
 * Places from the first to the last, each with two intervals: of its value and of its rank. Groups that cannot be told apart lie on one ground. Its table
 * stands beside it, made by whoever draws it.
 */
export function Caterpillar({ groups, of, alt, valueName, rankName }: CaterpillarProps) {
  const t = uiTexts[usePage().lang];
  const rows = groups.flatMap((group) => group.rows);
  const least = Math.min(100, ...rows.map((row) => row.low ?? row.value));
  const start = Math.max(25, Math.floor((Math.min(least, 90) - 1) / 5) * 5);
  const x = scaleLinear([start, 100], [1, 99]).clamp(true);
  const every = 100 - start > 40 ? 20 : 100 - start > 20 ? 10 : 5;
  const ticks = x.ticks(10).filter((tick) => tick % every === 0);
  // Half a rank at both ends: a single rank is as wide as its place.
  const place = scaleLinear([0.5, Math.max(1, of) + 0.5], [0, 100]).clamp(true);
  const ends = of > 1 ? [1, of] : [1];
  return (
    <figure class="chart chart-caterpillar">
      <figcaption class="hidden">{alt}</figcaption>
      <div class="cat-row cat-heads" aria-hidden="true">
        <span class="cat-plot-head">{valueName}</span>
        {of > 0 && <span class="cat-ranks-head">{rankName}</span>}
        <svg class="cat-plot" aria-hidden="true" focusable="false">
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
        {of > 0 && (
          <svg class="cat-ranks" aria-hidden="true" focusable="false">
            {ends.map((end, at) => (
              <text
                key={end}
                class="axis-word"
                x={pct(ends.length === 1 ? 50 : 100 * at)}
                y="80%"
                text-anchor={ends.length === 1 ? 'middle' : at === 0 ? 'start' : 'end'}
              >
                {end}
              </text>
            ))}
          </svg>
        )}
      </div>
      {groups.map((group) => (
        <div key={group.key} class="cat-group">
          <p class="cat-group-name">{group.name}</p>
          <ol class="cat-rows">
            {group.rows.map((row) => (
              <li key={row.key} class={`cat-row${row.place ? '' : ' cat-out'}`}>
                <span class="cat-rank" aria-hidden="true">
                  {row.place?.rank ?? '–'}
                </span>
                <span class="cat-name">{row.href === undefined ? row.name : <a href={row.href}>{row.name}</a>}</span>
                <span class="cat-value" aria-hidden="true">
                  {row.text}
                </span>
                <svg class="cat-plot" aria-hidden="true" focusable="false">
                  {ticks.map((tick) => (
                    <line key={tick} class="grid-line" x1={pct(x(tick))} x2={pct(x(tick))} y1="0" y2="100%" />
                  ))}
                  {row.low !== undefined && row.high !== undefined && (
                    <line class="whisker" x1={pct(x(row.low))} x2={pct(x(row.high))} y1="50%" y2="50%" />
                  )}
                  <circle class="cat-dot" cx={pct(x(row.value))} cy="50%" r="0.3125em" />
                </svg>
                {row.place && (
                  <>
                    <svg class="cat-ranks" aria-hidden="true" focusable="false">
                      <line class="grid-line" x1="0" x2="100%" y1="50%" y2="50%" />
                      <rect
                        class="cat-reach"
                        x={pct(place(row.place.best - 0.5))}
                        width={pct(place(row.place.worst + 0.5) - place(row.place.best - 0.5))}
                        y="32%"
                        height="36%"
                        rx="0.2em"
                      />
                      <circle class="cat-at" cx={pct(place(row.place.rank))} cy="50%" r="0.25em" />
                    </svg>
                    <span class="cat-range" aria-hidden="true">
                      {row.place.best === row.place.worst ? row.place.best : `${row.place.best}–${row.place.worst}`}
                    </span>
                  </>
                )}
                <span class="hidden">: {row.said}</span>
              </li>
            ))}
          </ol>
        </div>
      ))}
      {start > 25 && <p class="chart-note">{t.gaugeAxis(String(start), '25')}</p>}
    </figure>
  );
}
