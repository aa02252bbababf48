import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { formatDecimal } from '../../i18n/index.ts';
import { usePage } from '../context.ts';
import { Table } from '../table/view.tsx';
import { uiTexts } from '../texts.ts';
import { anchorAt, ChartFrame, pct } from './frame.tsx';

export interface TrendPoint {
  /** `IV/2024`. Short: it stands on the axis. */
  readonly label: string;
  /** `null` where the period has no result: the line is broken, never bridged. */
  readonly value: number | null;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** As it is printed. Empty where there is no value. */
  readonly text: string;
  /** From this period on another rule set holds: said in words, drawn as a line before the point. */
  readonly mark?: string | undefined;
  readonly href?: string;
}

interface TrendChartProps {
  points: readonly TrendPoint[];
  target?: number | undefined;
  /** `target RPJMD`; default "target". */
  targetLabel?: string;
  caption?: string;
}

/** One index over periods: interval band, gaps left open, the target, and where the rules changed. */
export function TrendChart({ points, target, targetLabel, caption }: TrendChartProps) {
  const { lang } = usePage();
  const t = uiTexts[lang];
  const known = points.filter((p): p is TrendPoint & { value: number } => p.value !== null);
  const first = known[0];
  const last = known[known.length - 1];
  if (!first || !last) return <p class="muted">{t.trendEmpty}</p>;
  const lows = known.map((p) => p.low ?? p.value);
  const highs = known.map((p) => p.high ?? p.value);
  const bottom = Math.min(...lows, target ?? Number.POSITIVE_INFINITY);
  const top = Math.max(...highs, target ?? Number.NEGATIVE_INFINITY);
  // Never magnify a small wobble into a drama: at least ten points of index are in view.
  const spare = Math.max(0, 10 - (top - bottom)) / 2 + 1;
  const y = scaleLinear([Math.max(25, bottom - spare), Math.min(100, top + spare)], [96, 4]);
  const xAt = (i: number) => (points.length === 1 ? 50 : 3 + (94 * i) / (points.length - 1));
  const band = area<TrendPoint>()
    .defined((p) => p.value !== null && p.low !== undefined && p.high !== undefined)
    .x((_, i) => xAt(i))
    .y0((p) => y(p.low ?? 0))
    .y1((p) => y(p.high ?? 0))
    .digits(2);
  const path = line<TrendPoint>()
    .defined((p) => p.value !== null)
    .x((_, i) => xAt(i))
    .y((p) => y(p.value ?? 0))
    .digits(2);
  const lastIndex = points.lastIndexOf(last);
  const step = Math.max(1, Math.ceil((points.length - 1) / 3));
  const labelled = points
    .map((_, i) => i)
    .filter((i) => i === 0 || i === points.length - 1 || (i % step === 0 && points.length - 1 - i >= step * 0.7));
  const targetY = target === undefined ? undefined : y(target);
  const ticks = y.ticks(3).filter((tick) => targetY === undefined || Math.abs(y(tick) - targetY) > 8);
  const marks = points.map((p, i) => ({ ...p, i })).filter((p) => p.mark !== undefined);
  // The last value stands on the side of its dot where the line is not.
  const before = points[lastIndex - 1]?.value ?? last.value;
  const above = targetY !== undefined && Math.abs(y(last.value) - 12 - targetY) < 12 ? false : before <= last.value;
  const table = (
    <Table
      caption={caption ?? t.period}
      captionHidden
      compact
      columns={[
        { head: t.period, cell: (p) => (p.href === undefined ? p.label : <a href={p.href}>{p.label}</a>), nowrap: true },
        { head: t.value, cell: (p) => (p.value === null ? t.noData : p.text), numeric: true },
        {
          head: t.interval,
          cell: (p) =>
            p.low === undefined || p.high === undefined
              ? '–'
              : `${formatDecimal(p.low, lang, 1)}–${formatDecimal(p.high, lang, 1)}`,
          numeric: true,
          nowrap: true,
        },
        ...(marks.length > 0 ? [{ head: t.note, cell: (p: TrendPoint) => p.mark ?? '' }] : []),
      ]}
      rows={points}
    />
  );
  return (
    <ChartFrame kind="trend" alt={t.trendAlt(known.length, first.label, first.text, last.label, last.text)} table={table}>
      <svg class="trend" width="100%" aria-hidden="true" focusable="false">
        {ticks.map((tick) => (
          <line key={tick} class="grid-line" x1="0" x2="100%" y1={pct(y(tick))} y2={pct(y(tick))} />
        ))}
        <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <path class="trend-band" d={band(points) ?? ''} />
          <path class="trend-line" d={path(points) ?? ''} vector-effect="non-scaling-stroke" />
        </svg>
        {targetY !== undefined && <line class="trend-target" x1="0" x2="100%" y1={pct(targetY)} y2={pct(targetY)} />}
        {marks.map((p) => {
          const at = p.i === 0 ? xAt(0) : (xAt(p.i - 1) + xAt(p.i)) / 2;
          return <line key={p.i} class="trend-mark" x1={pct(at)} x2={pct(at)} y1="0" y2="100%" />;
        })}
        {points.map((p, i) =>
          p.value === null ? null : (
            <circle
              key={p.label}
              class={i === lastIndex ? 'trend-last' : 'trend-dot'}
              cx={pct(xAt(i))}
              cy={pct(y(p.value))}
              r={i === lastIndex ? '0.3em' : '0.14em'}
            />
          ),
        )}
        {ticks.map((tick) => (
          <text key={tick} class="axis-word halo" x="0" y={pct(y(tick))} dy="-0.35em">
            {tick}
          </text>
        ))}
        {targetY !== undefined && (
          <text class="trend-target-word halo" x="100%" y={pct(targetY)} dy="-0.45em" text-anchor="end">
            {targetLabel ?? t.target} {formatDecimal(target ?? 0, lang, 2)}
          </text>
        )}
        <text
          class="trend-last-word halo"
          x={pct(xAt(lastIndex))}
          y={pct(y(last.value))}
          dy={above ? '-0.7em' : '1.45em'}
          text-anchor={anchorAt(xAt(lastIndex))}
        >
          {last.text}
        </text>
      </svg>
      <svg class="trend-axis" width="100%" aria-hidden="true" focusable="false">
        {labelled.map((i) => (
          <text
            key={i}
            class={`axis-word${i === 0 || i === points.length - 1 ? '' : ' axis-middle'}`}
            x={pct(points.length === 1 ? 50 : i === 0 ? 0 : i === points.length - 1 ? 100 : xAt(i))}
            y="75%"
            text-anchor={points.length === 1 ? 'middle' : i === 0 ? 'start' : i === points.length - 1 ? 'end' : 'middle'}
          >
            {points[i]?.label}
          </text>
        ))}
      </svg>
      {marks.length > 0 && (
        <ul class="chart-marks">
          {marks.map((p) => (
            <li key={p.i}>
              <strong>{p.label}</strong> {p.mark}
            </li>
          ))}
        </ul>
      )}
    </ChartFrame>
  );
}
