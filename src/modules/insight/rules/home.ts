/** What the officer's home decides: the pace that is still needed, and the one next step. Pure. */

/** One service of the running period against its sample. */
export interface Behind {
  readonly id: string;
  readonly name: string;
  readonly n: number;
  /** S, null where N is not known. */
  readonly required: number | null;
}

/** Answers still missing for the sample of every service: what one service has too many does not help another. */
export function missingAnswers(services: readonly Pick<Behind, 'n' | 'required'>[]): number {
  return services.reduce((sum, { n, required }) => sum + Math.max(0, (required ?? 0) - n), 0);
}

/** Services with a known sample that they have not reached, the furthest behind (by share) first. */
export function furthestBehind<S extends Behind>(services: readonly S[]): S[] {
  const share = ({ n, required }: Behind) => n / (required ?? 1);
  return services
    .filter(({ n, required }) => required !== null && n < required)
    .toSorted((a, b) => share(a) - share(b) || (a.name < b.name ? -1 : 1));
}

export interface Situation {
  readonly services: number;
  readonly periods: number;
  readonly codes: number;
  /** Whether any period holds today. */
  readonly running: boolean;
  readonly answersInRunning: number;
  /** The oldest period that is over and not closed. */
  readonly toClose: string | null;
  /** The newest closed period that nobody has published, where it has answers enough. */
  readonly toPublish: string | null;
  readonly conflicts: number;
  /** The service furthest behind. */
  readonly behind: string | null;
  /** Services of the running period whose sample cannot be judged, because their N is not known. */
  readonly withoutPopulation: number;
  readonly canDecide: boolean;
}

export type NextStep =
  | {
      readonly kind:
        | 'add_services'
        | 'add_period'
        | 'add_codes'
        | 'print_codes'
        | 'see_conflicts'
        | 'set_populations'
        | 'see_figures'
        | 'see_live';
    }
  | { readonly kind: 'close_period' | 'publish'; readonly period: string }
  | { readonly kind: 'collect'; readonly service: string };

/**
 * The one next step: what blocks everything else comes first, then what has a deadline, then collecting. An officer who may not
 * decide is never sent to a page that refuses.
 */
export function nextStep(at: Situation): NextStep {
  if (at.canDecide) {
    if (at.services === 0) return { kind: 'add_services' };
    if (at.periods === 0) return { kind: 'add_period' };
    if (at.codes === 0) return { kind: 'add_codes' };
    if (at.toClose !== null) return { kind: 'close_period', period: at.toClose };
    if (at.toPublish !== null) return { kind: 'publish', period: at.toPublish };
    if (!at.running) return { kind: 'add_period' };
  }
  if (at.running && at.answersInRunning === 0 && at.codes > 0) return { kind: 'print_codes' };
  if (at.conflicts > 0) return { kind: 'see_conflicts' };
  if (at.behind !== null) return { kind: 'collect', service: at.behind };
  // Nothing is behind that is known; that is not the same as every sample reached.
  if (at.withoutPopulation > 0) return { kind: at.canDecide ? 'set_populations' : 'see_figures' };
  return { kind: 'see_live' };
}
