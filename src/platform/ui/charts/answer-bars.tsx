import { scaleLinear } from 'd3-scale';
import { formatInteger, formatPercent } from '../../i18n/index.ts';
import { usePage } from '../context.ts';
import { Table } from '../table/view.tsx';
import { uiTexts } from '../texts.ts';
import { ChartFrame, pct } from './frame.tsx';

export interface AnswerRow {
  readonly name: string;
  /** How many gave 1, 2, 3, 4. */
  readonly counts: readonly [number, number, number, number];
}

interface AnswerBarsProps {
  /** In the order they are to be drawn. */
  rows: readonly AnswerRow[];
  /** The general words for 1 to 4: "tidak baik" … "sangat baik". */
  labels: readonly [string, string, string, string];
  caption?: string;
}

/** How the four answers are spread per unsur: 1 and 2 to the left of the middle, 3 and 4 to the right, all on one scale. */
export function AnswerBars({ rows, labels, caption }: AnswerBarsProps) {
  const { lang } = usePage();
  const t = uiTexts[lang];
  const shares = rows.map((row) => {
    const total = row.counts.reduce((a, b) => a + b, 0);
    const share = (n: number) => (total === 0 ? 0 : n / total);
    const [c1, c2, c3, c4] = row.counts;
    return {
      row,
      total,
      parts: [share(c1), share(c2), share(c3), share(c4)] as const,
      low: share(c1 + c2),
      high: share(c3 + c4),
    };
  });
  const left = Math.max(0.05, ...shares.map((s) => s.low));
  const right = Math.max(0.05, ...shares.map((s) => s.high));
  const x = scaleLinear([-left, right], [0, 100]);
  const table = (
    <Table
      caption={caption ?? t.answers}
      captionHidden
      compact
      columns={[
        { head: t.unsur, cell: (s) => s.row.name },
        ...labels.map((label, i) => ({
          head: `${i + 1} ${label}`,
          cell: (s: (typeof shares)[number]) => formatInteger(s.row.counts[i] ?? 0, lang),
          numeric: true,
        })),
        { head: t.total, cell: (s) => formatInteger(s.total, lang), numeric: true },
      ]}
      rows={shares}
    />
  );
  return (
    <ChartFrame kind="answers" alt={t.answersAlt(rows.length)} table={table}>
      <ul class="legend" aria-hidden="true">
        {labels.map((label, i) => (
          <li key={label}>
            <svg class="legend-box" aria-hidden="true" focusable="false">
              <rect class={`answer answer-${i + 1}`} width="100%" height="100%" rx="2" />
            </svg>
            {i + 1} {label}
          </li>
        ))}
      </ul>
      <ul class="answers">
        {shares.map((s) => {
          const [p1, p2, p3, p4] = s.parts;
          const at = [-(p1 + p2), -p2, 0, p3];
          return (
            <li key={s.row.name} class="answers-row">
              <span class="answers-name">{s.row.name}</span>
              <span class="answers-low">
                {formatPercent(s.low, lang)}
                <span class="hidden"> {t.answersLow}, </span>
              </span>
              <svg class="answers-plot" aria-hidden="true" focusable="false">
                {[p1, p2, p3, p4].map((p, i) =>
                  p === 0 ? null : (
                    <rect
                      key={at[i]}
                      class={`answer answer-${i + 1}`}
                      x={pct(x(at[i] ?? 0))}
                      width={pct(x((at[i] ?? 0) + p) - x(at[i] ?? 0))}
                      y="18%"
                      height="64%"
                    />
                  ),
                )}
                <line class="answers-middle" x1={pct(x(0))} x2={pct(x(0))} y1="0" y2="100%" />
              </svg>
              <span class="answers-high">
                {formatPercent(s.high, lang)}
                <span class="hidden"> {t.answersHigh}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </ChartFrame>
  );
}
