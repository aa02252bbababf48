/**
 * An array of numbers, or of words without quotes, commas or braces, as PostgreSQL writes it: `{1,2,NULL}`. Arrays of arrays must be rectangles in
 * SQL; lists of different lengths travel side by side as their texts.
 */
export const arrayText = (values: readonly (number | string | null)[]): string =>
  `{${values.map((one) => one ?? 'NULL').join(',')}}`;
