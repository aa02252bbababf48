import type { ComponentChildren } from 'preact';

/** What somebody wrote, in their words. */
export function Quote({
  children,
  meta,
  actions,
}: {
  children: ComponentChildren;
  meta?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <figure class="quote">
      <blockquote>{children}</blockquote>
      {(meta !== undefined || actions !== undefined) && (
        <figcaption>
          {meta !== undefined && <span class="muted">{meta}</span>}
          {actions}
        </figcaption>
      )}
    </figure>
  );
}

/** Several of them under each other. */
export function Quotes({ children }: { children: ComponentChildren }) {
  return <div class="quotes">{children}</div>;
}
