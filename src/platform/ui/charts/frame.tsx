import type { ComponentChildren } from 'preact';
import { usePage } from '../context.ts';
import { Details } from '../details/view.tsx';
import { uiTexts } from '../texts.ts';

/**
 * What every chart shares: a figure with its one-sentence alternative, and the numbers as a table one click away.
 *
 * House rule for drawing: positions in percent, sizes in em, no `viewBox` around text. So a chart fills the width it is
 * given, its letters stay as large as the reader has set them (320 px, 400 % zoom, print), and no script is needed. Shapes
 * that need a path sit in an inner `<svg viewBox="0 0 100 100" preserveAspectRatio="none">` with unscaled strokes.
 */
export function ChartFrame({
  kind,
  alt,
  table,
  summary,
  children,
}: {
  kind: string;
  alt: string;
  table: ComponentChildren;
  summary?: string;
  children: ComponentChildren;
}) {
  const t = uiTexts[usePage().lang];
  return (
    <figure class={`chart chart-${kind}`}>
      <figcaption class="hidden">{alt}</figcaption>
      {children}
      <Details summary={summary ?? t.asTable}>{table}</Details>
    </figure>
  );
}

/** A position as the SVG attribute wants it. Two decimals: a thousandth of a page is below what a printer resolves. */
export function pct(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

/** Which side of its anchor a text stands on, so that it never leaves the picture. */
export function anchorAt(percent: number, margin = 12): 'start' | 'middle' | 'end' {
  return percent < margin ? 'start' : percent > 100 - margin ? 'end' : 'middle';
}
