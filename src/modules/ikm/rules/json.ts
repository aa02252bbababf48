/** A result as JSON: the one shape of the command `suara ikm --json` and of `/ikm/<unit>/<period>.json`. */
import { rational, toDecimal } from '../../../kernel/rational.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import { publishedCertainty } from './certainty.ts';
import type { Aggregation } from './compute.ts';
import type { Interval } from './live.ts';
import type { Snapshot } from './snapshot.ts';
import type { WeightName } from './weights.ts';

/** What both know of a result. Published numbers are text with a point and all their decimals. */
export interface JsonResult {
  /** The instrument of the law. */
  readonly instrument: string;
  readonly respondents: number;
  readonly weights: WeightName;
  readonly aggregation: Aggregation;
  /** In code order. */
  readonly unsur: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly answered: number;
    readonly sum: number | string;
    readonly nrr: string;
    readonly nrr_tertimbang: string;
    readonly value: string;
    readonly mutu: Mutu;
  }[];
  readonly index_1_4: string;
  readonly ikm: string;
  readonly mutu: Mutu;
  readonly kinerja: string;
  readonly rejected: readonly unknown[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** The shared part, in the fixed order of its keys. Whoever prints it may add keys after it. */
export function resultJson(result: JsonResult): Record<string, unknown> {
  const { instrument, respondents, weights, aggregation, index_1_4, ikm, mutu, kinerja, rejected, warnings } = result;
  const unsur = result.unsur.map(({ id, code, name, answered, sum, nrr, nrr_tertimbang, value, mutu: letter }) => ({
    id,
    code,
    name,
    answered,
    sum,
    nrr,
    nrr_tertimbang,
    value,
    mutu: letter,
  }));
  return { instrument, respondents, weights, aggregation, unsur, index_1_4, ikm, mutu, kinerja, rejected, warnings };
}

/** Sums of single-item unsur are whole; a fraction, which only several items can make, keeps its decimals. */
export function jsonSum(sum: { readonly n: bigint; readonly d: bigint }): number | string {
  return sum.d === 1n ? Number(sum.n) : toDecimal(sum, 4);
}

/** What the page says of how certain the result is; null where it has no interval. `unknown` for what the version does not keep. */
function certaintyJson(snapshot: Snapshot): Record<string, unknown> | null {
  const found = publishedCertainty(snapshot);
  if (!found) return null;
  const { unsur, days, companions, recipients, letters } = found;
  const two = ({ low, high, standardError }: Interval) => ({
    low: low.toFixed(2),
    high: high.toFixed(2),
    standard_error: standardError.toFixed(2),
  });
  return {
    standard_error: Object.fromEntries(unsur.map(({ id, standardError }) => [id, standardError?.toFixed(2) ?? 'unknown'])),
    by_days:
      days === null || days === 'unknown'
        ? days
        : { ...two(days), days: days.days, design_effect: days.designEffect?.toFixed(2) ?? null },
    by_companions:
      companions === null || typeof companions === 'string'
        ? companions
        : { ...two(companions), design_effect: companions.designEffect?.toFixed(2) ?? null },
    recipients_of_period: recipients && { ...two(recipients), N: recipients.population },
    letters_of_100: letters && Object.fromEntries(letters.chances.map(({ mutu, outOfHundred }) => [mutu, outOfHundred])),
  };
}

/** A published version: the shared shape, then who, when, n against S and N, the method, and the other versions. */
export function publishedJson(
  snapshot: Snapshot,
  about: { readonly publishedAt: Date; readonly note: string; readonly versions: readonly number[]; readonly url: string | null },
  messageOf: (warning: Snapshot['warnings'][number]) => string,
): Record<string, unknown> {
  const { method } = snapshot;
  return {
    ...resultJson({
      ...snapshot,
      instrument: method.instruments[0]?.base ?? method.rule_set,
      weights: method.weights,
      aggregation: method.aggregation,
      unsur: snapshot.unsur.map((unsur) => ({ ...unsur, sum: jsonSum(rational(BigInt(unsur.sum60), 60n)) })),
      rejected: [],
      warnings: snapshot.warnings.map((warning) => ({ code: warning.code, message: messageOf(warning) })),
    }),
    order: method.order,
    rule_set: method.rule_set,
    interval_95: snapshot.interval && {
      low: snapshot.interval.low.toFixed(2),
      high: snapshot.interval.high.toFixed(2),
      standard_error: snapshot.interval.standard_error.toFixed(2),
    },
    certainty: certaintyJson(snapshot),
    office: snapshot.office.name,
    unit: { code: snapshot.unit.code, name: snapshot.unit.name },
    period: snapshot.period,
    n: snapshot.respondents,
    S: snapshot.sample.required,
    N: snapshot.sample.population,
    version: snapshot.version,
    versions: about.versions,
    published_at: about.publishedAt.toISOString(),
    note: about.note,
    exact: { index: snapshot.index_exact, nrr: Object.fromEntries(snapshot.unsur.map(({ id, nrr_exact }) => [id, nrr_exact])) },
    method,
    other_aggregations: snapshot.others,
    importance: snapshot.importance ?? null,
    breakdown: snapshot.breakdown,
    with_refused: snapshot.apart ?? null,
    ledger: snapshot.ledger ?? null,
    excluded: snapshot.excluded ?? [],
    review: snapshot.review ?? null,
    decision: snapshot.decision ?? null,
    url: about.url,
  };
}
