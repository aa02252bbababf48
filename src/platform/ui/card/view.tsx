import type { ComponentChildren } from 'preact';
import { Heading } from '../layout/view.tsx';

interface CardProps {
  title?: ComponentChildren;
  /** Heading level; 2 under a page's `h1`. */
  level?: 2 | 3 | 4;
  /** Links or small buttons at the right of the title. */
  actions?: ComponentChildren;
  /** A quiet line under the content, with a thin rule above it. */
  footer?: ComponentChildren;
  id?: string;
  children?: ComponentChildren;
}

/** A sheet of paper on the table: one subject. */
export function Card({ title, level = 2, actions, footer, id, children }: CardProps) {
  return (
    <section class="card" id={id}>
      {title !== undefined && (
        <div class="card-head">
          <Heading level={level}>{title}</Heading>
          {actions}
        </div>
      )}
      {children}
      {footer !== undefined && <div class="card-foot">{footer}</div>}
    </section>
  );
}
