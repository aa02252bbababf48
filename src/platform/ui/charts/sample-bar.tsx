import { formatInteger } from '../../i18n/index.ts';
import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';
import { pct } from './frame.tsx';

interface SampleBarProps {
  /** Answers counted so far. */
  n: number;
  /** The required sample S. */
  required: number;
  /** Everybody served in the period, N; `null` where it is not known. */
  population: number | null;
}

/** Answers against the required sample, on the scale of everybody served. */
export function SampleBar({ n, required, population }: SampleBarProps) {
  const { lang } = usePage();
  const t = uiTexts[lang];
  const whole = Math.max(population ?? Math.ceil(required * 1.2), n, required, 1);
  const count = (value: number) => formatInteger(value, lang);
  const alt = t.sampleAlt(count(n), count(required), population === null ? null : count(population));
  return (
    <div class="sample">
      <p class="stat-line">
        <span class="stat-value">{count(n)}</span>
        <span class="stat-unit">
          {' '}
          {t.sampleOf(count(required))}
          {population !== null && `, ${t.sampleServed(count(population))}`}
        </span>
      </p>
      <svg class="sample-bar" width="100%" role="img" aria-label={alt}>
        <rect class="sample-all" width="100%" y="20%" height="60%" rx="0.35em" />
        {n > 0 && <rect class="sample-done" width={pct((100 * n) / whole)} y="20%" height="60%" rx="0.35em" />}
        <line
          class="sample-need"
          x1={pct(Math.min(99.6, (100 * required) / whole))}
          x2={pct(Math.min(99.6, (100 * required) / whole))}
          y1="0"
          y2="100%"
        />
      </svg>
      <p class="muted">{n >= required ? t.sampleMet : t.sampleShort(count(required - n))}</p>
    </div>
  );
}
