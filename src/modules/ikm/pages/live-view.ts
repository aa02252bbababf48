/** What the live pages are drawn from. */
import type { Change, LiveResult } from '../rules/live.ts';
import type { UnsurFigure } from './parts.tsx';

export interface PeriodLink {
  readonly code: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: 'open' | 'closed' | 'over' | 'ahead';
}

export interface TrendFigure {
  readonly code: string;
  /** Published text with a point, null where the period has no index. */
  readonly ikm: string | null;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly href?: string;
}

export interface LiveView {
  readonly title: string;
  readonly crumbs: readonly { readonly label: string; readonly href?: string }[];
  /** `/layanan/…` or `/unit/…`, without a query. */
  readonly path: string;
  readonly period: PeriodLink;
  readonly earlier: PeriodLink | null;
  readonly later: PeriodLink | null;
  readonly live: LiveResult;
  readonly unsur: readonly UnsurFigure[];
  /** Name of each replaced or added unsur. */
  readonly ownNames: ReadonlyMap<string, string>;
  readonly change: (Change & { readonly period: string }) | null;
  readonly channels: readonly { readonly id: string; readonly n: number }[];
  readonly trend: readonly TrendFigure[];
  readonly comments: readonly { readonly text: string; readonly on: string }[];
  readonly commentsHref: string;
  /** Comments of those who rated the weakest unsur low. */
  readonly weakComments: number;
  readonly codesHref: string;
  readonly downloadHref: string;
  readonly canManage: boolean;
  /** The services of a unit; empty for a service page. */
  readonly kind: 'service' | 'unit';
  readonly publishedHref: string | null;
}
