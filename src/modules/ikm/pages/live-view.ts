/** What the live pages are drawn from. */
import type { ApartFigure } from '../rules/apart.ts';
import type { PrintedDimension } from '../rules/breakdown.ts';
import type { Certainty } from '../rules/certainty.ts';
import type { Compared } from '../rules/differences.ts';
import type { Priorities } from '../rules/importance.ts';
import type { LiveResult, LiveService } from '../rules/live.ts';
import type { SensitivityPanel } from '../rules/sensitivity-panel.ts';
import type { GoalLink } from './goal-progress.tsx';
import type { UnsurFigure } from './parts.tsx';
import type { TrendFigure } from './trend.tsx';

export interface PeriodLink {
  readonly code: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: 'open' | 'closed' | 'over' | 'ahead';
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
  readonly certainty: Certainty | null;
  /** Against earlier periods of the same length, the nearest first; judged together. */
  readonly periods: readonly Compared<{ readonly code: string; readonly name: string; readonly href: string }>[];
  /** Each service of a unit against its others, judged together. */
  readonly compared: readonly Compared<LiveService>[];
  readonly channels: readonly { readonly id: string; readonly n: number }[];
  /** How forms were filled in, as it may be printed; `later`: too many for a page. */
  readonly assistance: PrintedDimension | 'later';
  readonly trend: readonly TrendFigure[];
  /** Earlier printed results of periods of another length, a line each. */
  readonly otherTrends: readonly (readonly TrendFigure[])[];
  readonly comments: readonly { readonly text: string; readonly on: string }[];
  /** Targets of planning documents for this place, whose period holds this one. */
  readonly goals: readonly GoalLink[];
  readonly commentsHref: string;
  /** Comments of those who rated the weakest unsur low. */
  readonly weakComments: number;
  readonly codesHref: string;
  readonly downloadHref: string;
  /** The standard sheet with formulas. */
  readonly sheetHref: string;
  /** Where the frame of a service and its weighted index stand; null for a unit. */
  readonly frameHref: string | null;
  readonly canManage: boolean;
  /** Units of the services that are not the page's own unit's, by service id: a branch may have two services of one name. */
  readonly unitNames: ReadonlyMap<string, string>;
  readonly kind: 'service' | 'unit';
  readonly publishedHref: string | null;
  /** The result under other conventions; null while there is no index. */
  readonly panel: SensitivityPanel | null;
  /** Importance and performance of the unsur; null where too few people answered. */
  readonly priorities: Priorities | null;
  /** With those who were refused or gave up; null where there are none. */
  readonly apart: ApartFigure | 'few' | 'silent' | null;
}
