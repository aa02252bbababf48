import { scaleLinear } from 'd3-scale';
import { formatDecimal } from '../../i18n/index.ts';
import type { MutuLetterName } from '../badge/view.tsx';
import { usePage } from '../context.ts';
import { Table } from '../table/view.tsx';
import { uiTexts } from '../texts.ts';
import { anchorAt, ChartFrame, pct } from './frame.tsx';

export interface GaugeBand {
  readonly mutu: MutuLetterName;
  /** On the 25–100 scale. A band reaches up to where the next one begins. */
  readonly from: number;
  readonly to: number;
  readonly word?: string;
}

interface IndexGaugeProps {
  /** The published index, 25–100. */
  value: number;
  /** The same as it is printed: `83,60`. */
  text: string;
  /** The interval around it, same scale. */
  low?: number | undefined;
  high?: number | undefined;
  target?: number | undefined;
  bands: readonly GaugeBand[];
}

/** Where an index stands among the letters, with its interval and its target. */
export function IndexGauge({ value, text, low, high, target, bands }: IndexGaugeProps) {
  const { lang } = usePage();
  const t = uiTexts[lang];
  const sorted = [...bands].sort((a, b) => a.from - b.from);
  const floor = sorted[0]?.from ?? 25;
  const top = sorted[sorted.length - 1]?.to ?? 100;
  // The lowest band is as wide as the three others together; a picture that starts at its upper end shows the part that matters.
  const lowest = Math.min(value, low ?? value, target ?? value);
  const start = lowest >= 63 && floor < 60 ? 60 : lowest >= 48 && floor < 45 ? 45 : floor;
  const x = scaleLinear([start, top], [0, 100]).clamp(true);
  const shown = sorted.filter((_, i) => (sorted[i + 1]?.from ?? top) > start);
  const edges = shown.map((band, i) => ({
    ...band,
    x0: x(Math.max(band.from, start)),
    x1: i === shown.length - 1 ? 100 : x(shown[i + 1]?.from ?? top),
  }));
  const mutu = [...sorted].reverse().find((band) => value >= band.from)?.mutu ?? sorted[0]?.mutu ?? 'D';
  const short = (n: number) => formatDecimal(n, lang, Number.isInteger(n) ? 0 : 2);
  const alt =
    t.gaugeAlt(text, mutu) +
    (low !== undefined && high !== undefined ? t.gaugeInterval(formatDecimal(low, lang, 1), formatDecimal(high, lang, 1)) : '') +
    (target === undefined ? '' : t.gaugeTarget(formatDecimal(target, lang, 2)));
  const table = (
    <>
      <Table
        caption={t.mutu}
        captionHidden
        compact
        columns={[
          { head: t.mutu, cell: (band) => `${band.mutu}${band.word ? ` · ${band.word}` : ''}` },
          { head: t.from, cell: (band) => formatDecimal(band.from, lang, 2), numeric: true },
          { head: t.to, cell: (band) => formatDecimal(band.to, lang, 2), numeric: true },
        ]}
        rows={[...sorted].reverse()}
      />
      {start > floor && <p class="chart-note">{t.gaugeAxis(short(start), short(floor))}</p>}
    </>
  );
  return (
    <ChartFrame kind="gauge" alt={alt} table={table} summary={t.gaugeBands}>
      <svg class="gauge" width="100%" aria-hidden="true" focusable="false">
        {target !== undefined && (
          <text class="gauge-target-word" x={pct(x(target))} y="16%" text-anchor={anchorAt(x(target), 16)}>
            {t.target} {formatDecimal(target, lang, 2)}
          </text>
        )}
        {edges.map((band) => (
          <g key={band.mutu}>
            <rect
              class={`band band-${band.mutu.toLowerCase()}`}
              x={pct(band.x0 === 0 ? 0 : band.x0 + 0.2)}
              width={pct(band.x1 - band.x0 - (band.x0 === 0 ? 0.2 : 0.4))}
              y="36%"
              height="13%"
              rx="2"
            />
            <text
              class={`gauge-letter mutu-fill-${band.mutu.toLowerCase()}`}
              x={pct((band.x0 + band.x1) / 2)}
              y="70%"
              text-anchor="middle"
            >
              {band.mutu}
            </text>
            <text class="gauge-edge" x={pct(band.x0)} y="95%" text-anchor={band.x0 < 3 ? 'start' : 'middle'}>
              {short(Math.max(band.from, start))}
            </text>
          </g>
        ))}
        {low !== undefined && high !== undefined && (
          <line class="gauge-range" x1={pct(x(low))} x2={pct(x(high))} y1="42.5%" y2="42.5%" />
        )}
        {target !== undefined && <line class="gauge-target" x1={pct(x(target))} x2={pct(x(target))} y1="26%" y2="59%" />}
        <circle class="gauge-dot" cx={pct(x(value))} cy="42.5%" r="0.46em" />
      </svg>
    </ChartFrame>
  );
}
