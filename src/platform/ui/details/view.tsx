import type { ComponentChildren } from 'preact';

/** Something to open: "Cara menghitung", the table behind a picture. Works without script; printed open where the browser can. */
export function Details({ summary, children, open }: { summary: ComponentChildren; children: ComponentChildren; open?: boolean }) {
  return (
    <details class="details" open={open}>
      <summary>{summary}</summary>
      <div class="details-body">{children}</div>
    </details>
  );
}
