/** What the page of a published version is drawn from. */
import type { OfficeLook } from '../../../platform/ui/index.ts';
import type { Compared } from '../rules/differences.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import type { PublicGoal } from './goal-progress.tsx';
import type { RankNote } from './ranking.tsx';

export interface VersionLink {
  readonly version: number;
  readonly publishedAt: Date;
  readonly ikm: string;
  readonly mutu: Snapshot['mutu'];
  readonly respondents: number;
  readonly note: string;
}

export interface PublishedView {
  readonly snapshot: Snapshot;
  readonly publishedAt: Date;
  readonly note: string;
  /** Newest first, this one included. */
  readonly versions: readonly VersionLink[];
  /** Path without a query. */
  /** Newest version of each period of the unit, earliest first. */
  readonly history: readonly {
    readonly code: string;
    readonly ikm: string;
    readonly low: number | null;
    readonly high: number | null;
    readonly ruleSet: string;
    readonly href: string;
  }[];
  /** What planning documents promised for this period, or for a longer one that holds it. */
  readonly goals: readonly PublicGoal[];
  /** Against earlier published periods of the same length, the nearest first; judged together. */
  readonly periods: readonly Compared<{ readonly name: string; readonly href: string }>[];
  readonly path: string;
  /** The same with its origin, printed on the poster; null where the office has no address that others can open. */
  readonly url: string | null;
  readonly periodName: string;
  /** Where this version stands among the units of its office; null where it is in no ranking. */
  readonly rank: RankNote | null;
  /** How the office looks now, and whom to ask. */
  readonly look: OfficeLook & { readonly contact: string };
}
