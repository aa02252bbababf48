import type { ComponentChildren } from 'preact';

interface StatProps {
  label?: ComponentChildren;
  /** Already written as Indonesia writes it: `83,60`, `1.250`. */
  value: ComponentChildren;
  /** A few words on the same line: "dari 217 yang diperlukan". */
  unit?: ComponentChildren;
  /** Under the number: a badge, an interval, a comparison. */
  children?: ComponentChildren;
  size?: 'md' | 'xl';
}

/** One number, set large in tabular figures, and what it counts. */
export function Stat({ label, value, unit, children, size = 'md' }: StatProps) {
  return (
    <div class={`stat stat-${size}`}>
      {label !== undefined && <p class="stat-label">{label}</p>}
      <p class="stat-line">
        <span class="stat-value">{value}</span>
        {unit !== undefined && <span class="stat-unit"> {unit}</span>}
      </p>
      {children}
    </div>
  );
}
