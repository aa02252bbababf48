import type { ComponentChildren } from 'preact';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

interface NoticeProps {
  tone?: Tone;
  title?: string;
  level?: 2 | 3;
  /** Announce it when the page opens: for the outcome of what the person just did. */
  announce?: boolean;
  children?: ComponentChildren;
}

/** Something the person should know. The icon's shape and the words carry the tone, never the colour alone. */
export function Notice({ tone = 'info', title, level = 2, announce, children }: NoticeProps) {
  const H = level === 2 ? 'h2' : 'h3';
  return (
    <div class="ds-alert notice" data-color={tone} role={announce ? (tone === 'danger' ? 'alert' : 'status') : undefined}>
      {title !== undefined && <H class="notice-title">{title}</H>}
      {children}
    </div>
  );
}
