import type { ComponentChildren } from 'preact';

interface ProgressProps {
  label: string;
  /** Done so far and the whole, in the same unit. A `max` of zero means the whole is not known yet. */
  value: number;
  max: number;
  /** "320 dari 1.250 baris". */
  text?: ComponentChildren;
  /** Where the label leads, when it names something that has its own page. */
  href?: string;
}

/** How far long work has come. */
export function Progress({ label, value, max, text, href }: ProgressProps) {
  return (
    <div class="progress">
      <p class="progress-line">
        <span class="progress-label">{href === undefined ? label : <a href={href}>{label}</a>}</span>
        {text !== undefined && <span class="muted"> {text}</span>}
      </p>
      {max > 0 ? (
        <progress class="progress-bar" aria-label={label} value={Math.min(value, max)} max={max} />
      ) : (
        <progress class="progress-bar" aria-label={label} />
      )}
    </div>
  );
}
