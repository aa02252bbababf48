import type { ComponentChildren } from 'preact';

interface DetailsProps {
  summary: ComponentChildren;
  children: ComponentChildren;
  open?: boolean;
  /** On paper it is open, whatever its state on the screen. Without it, what is closed is left out of the print. */
  printed?: boolean;
}

/** Something to open: "Cara menghitung", the table behind a picture. Works without script. */
export function Details({ summary, children, open, printed }: DetailsProps) {
  return (
    <details class={`details${printed ? ' details-printed' : ''}`} open={open}>
      <summary>{summary}</summary>
      <div class="details-body">{children}</div>
    </details>
  );
}
