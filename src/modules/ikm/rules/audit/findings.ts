/** What an audit can find. Each code has one severity; its words are in texts, its meaning for readers in docs/audit-findings.md. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * `error`: two printed figures exclude each other, or a figure cannot be. `warning`: something a reader must know before relying
 * on the number, with an innocent explanation possible. `info`: how the number came about, or why something was not tested.
 */
export const severities = {
  ikm_differs: 'error',
  ikm_equals_element: 'error',
  ikm_outside_scale: 'error',
  index_outside_scale: 'error',
  mean_outside_scale: 'error',
  converted_outside_scale: 'error',
  total_outside_scale: 'error',
  answer_outside_scale: 'error',
  respondents_differ: 'error',
  totals_differ: 'error',
  means_differ: 'error',
  converted_differ: 'error',
  index_differs: 'error',
  index_ikm_differ: 'error',
  mean_impossible: 'error',
  weighted_differs: 'error',
  weighted_total_differs: 'error',
  weighted_total_ten_times: 'error',
  letter_differs: 'error',
  letter_fits_no_rule: 'error',
  letter_words_differ: 'error',
  service_letter_differs: 'error',
  service_index_differs: 'error',
  aggregate_outside_parts: 'error',
  aggregate_sum_differs: 'error',
  aggregate_mean_differs: 'error',
  other_convention: 'warning',
  mean_not_possible: 'warning',
  total_not_whole: 'warning',
  ikm_not_possible: 'warning',
  elements_incomplete: 'warning',
  not_read: 'warning',
  missing_answers: 'warning',
  weighted_other_weight: 'warning',
  stated_weight_differs: 'warning',
  sum_of_means_misnamed: 'warning',
  letter_differs_unconfirmed: 'warning',
  letter_fits_older_rule: 'warning',
  letter_in_gap: 'warning',
  letter_changes: 'warning',
  grade_intervals_gap: 'warning',
  parts_differ: 'warning',
  parts_respondents_differ: 'warning',
  fits: 'info',
  fits_any_answers: 'info',
  rule_unknown: 'info',
  ikm_missing: 'info',
  nothing_to_test: 'info',
  responses_incomplete: 'info',
  parts_fit: 'info',
  parts_not_testable: 'info',
} as const satisfies Readonly<Record<string, Severity>>;

export type FindingCode = keyof typeof severities;

/** Names with a figure each, such as `U4` and `3.50`. */
export type NamedFigures = readonly (readonly [name: string, figure: string])[];

/** Figures are text with a point, counts are numbers; words are made of them in texts. */
export type FindingParams = Readonly<Record<string, string | number | NamedFigures>>;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly params: FindingParams;
}

export function finding(code: FindingCode, params: FindingParams = {}): Finding {
  return { code, severity: severities[code], params };
}
