import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';

/** Where a page stands among all. */
export interface PageOf {
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
}

interface PagerProps extends PageOf {
  href: (page: number) => string;
}

/** Pages of a long list, as links that can be sent to somebody. */
export function Pager({ page, pages, href }: PagerProps) {
  const t = uiTexts[usePage().lang];
  if (pages <= 1) return null;
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const shown = [...new Set(near)].sort((a, b) => a - b);
  return (
    <nav class="pager" aria-label={t.pages}>
      <ul>
        {page > 1 && (
          <li>
            <a class="pager-link" href={href(page - 1)} rel="prev">
              ← {t.previous}
            </a>
          </li>
        )}
        {shown.map((n, i) => (
          <li key={n} class={n === page ? 'pager-here' : 'pager-number'}>
            {i > 0 && n - (shown[i - 1] ?? n) > 1 && <span class="pager-gap">…</span>}
            <a class="pager-link" href={href(n)} aria-label={t.page(n)} aria-current={n === page ? 'page' : undefined}>
              {n}
            </a>
          </li>
        ))}
        {page < pages && (
          <li>
            <a class="pager-link" href={href(page + 1)} rel="next">
              {t.next} →
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
