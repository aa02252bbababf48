import { scaleLinear } from 'd3-scale';
import type { ComponentChildren } from 'preact';
import { ChartFrame, pct } from './frame.tsx';

export interface QuadrantPoint {
  /** Stands at the dot: a figure or a short code. */
  readonly mark: string;
  readonly x: number;
  readonly y: number;
  /** Drawn hollow: chance may move it across a line. */
  readonly open: boolean;
}

interface QuadrantChartProps {
  points: readonly QuadrantPoint[];
  /** Where the lines cross. */
  cross: { readonly x: number; readonly y: number };
  /** What each corner is called: top left, top right, bottom left, bottom right. */
  corners: readonly [string, string, string, string];
  xLabel: string;
  yLabel: string;
  alt: string;
  table: ComponentChildren;
}

/** Points in four fields around a cross. A dot carries a mark only, so that a phone has room; names stand in the list beside it and in the table. */
export function QuadrantChart({ points, cross, corners, xLabel, yLabel, alt, table }: QuadrantChartProps) {
  if (points.length === 0) return null;
  // The cross stands in the middle: as much is in view on one side of a line as on the other.
  const reach = (values: readonly number[], middle: number, least: number) =>
    Math.max(least, ...values.map((value) => Math.abs(value - middle))) * 1.15;
  const rx = reach(
    points.map((point) => point.x),
    cross.x,
    1,
  );
  const ry = reach(
    points.map((point) => point.y),
    cross.y,
    0.01,
  );
  const x = scaleLinear([cross.x - rx, cross.x + rx], [0, 100]).clamp(true);
  // Above and below stay free for the words in the corners.
  const y = scaleLinear([cross.y - ry, cross.y + ry], [84, 16]).clamp(true);
  const [topLeft, topRight, bottomLeft, bottomRight] = corners;
  const corner = (word: string, left: boolean, top: boolean) => (
    <text
      class="quad-word"
      x={left ? '1.5%' : '98.5%'}
      y={top ? '0%' : '100%'}
      dy={top ? '1.3em' : '-0.6em'}
      text-anchor={left ? 'start' : 'end'}
    >
      {word}
    </text>
  );
  return (
    <ChartFrame kind="quad" alt={alt} table={table}>
      <p class="chart-note" aria-hidden="true">
        ↑ {yLabel}
      </p>
      <svg class="quad" width="100%" aria-hidden="true" focusable="false">
        <rect class="quad-first" x="0%" y="0%" width="50%" height="50%" />
        <line class="quad-line" x1="50%" x2="50%" y1="0%" y2="100%" />
        <line class="quad-line" x1="0%" x2="100%" y1="50%" y2="50%" />
        {corner(topLeft, true, true)}
        {corner(topRight, false, true)}
        {corner(bottomLeft, true, false)}
        {corner(bottomRight, false, false)}
        {points.map((point) => (
          <g key={point.mark}>
            <circle class={point.open ? 'quad-open' : 'quad-dot'} cx={pct(x(point.x))} cy={pct(y(point.y))} r="0.75em" />
            <text
              class={point.open ? 'quad-mark quad-mark-open' : 'quad-mark'}
              x={pct(x(point.x))}
              y={pct(y(point.y))}
              dy="0.35em"
              text-anchor="middle"
            >
              {point.mark}
            </text>
          </g>
        ))}
      </svg>
      <p class="chart-note quad-below" aria-hidden="true">
        {xLabel} →
      </p>
    </ChartFrame>
  );
}
