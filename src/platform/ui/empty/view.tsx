import type { ComponentChildren } from 'preact';

interface EmptyStateProps {
  title: string;
  /** Why it is empty and what comes next. */
  children: ComponentChildren;
  /** The next step, as a `LinkButton` or a `PostButton`. */
  action?: ComponentChildren;
  level?: 2 | 3;
}

/** Nothing here yet: says why and teaches the next step. */
export function EmptyState({ title, children, action, level = 2 }: EmptyStateProps) {
  const H = level === 2 ? 'h2' : 'h3';
  return (
    <div class="empty">
      <svg class="empty-dots" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        {[6, 16, 26].flatMap((y) =>
          [6, 16, 26].map((x) => (
            <circle key={`${x}-${y}`} cx={x} cy={y} r="3" class={x === 6 && y === 6 ? 'empty-first' : undefined} />
          )),
        )}
      </svg>
      <H class="heading heading-2">{title}</H>
      <div class="empty-text">{children}</div>
      {action !== undefined && <div class="buttons">{action}</div>}
    </div>
  );
}
