/** How many respondents a service should have: Krejcie and Morgan's table, by its formula. */
import { add, divide, multiply, one, parseRational, rational, subtract, toDecimal } from '../../../kernel/rational.ts';
import { sampling } from '../law/permenpanrb-14-2017.ts';

/**
 * The required sample S of a population N, rounded to nearest; N below 10 is a census (S = N). S is a minimum: answers beyond it
 * are all used. `lambda2` is chi-square with one degree of freedom: 3.841 (5 %), 6.635 (1 %), 2.706 (10 %).
 * @throws RangeError when N is not a whole number from 0.
 */
export function requiredSample(population: number, lambda2: string | number = sampling.lambda2): number {
  if (!Number.isSafeInteger(population) || population < 0) throw new RangeError(`${population} is not a population`);
  if (population < sampling.censusBelow) return population;
  const n = rational(population);
  const p = parseRational(sampling.proportion);
  const spread = multiply(parseRational(String(lambda2)), multiply(p, subtract(one, p)));
  const margin = parseRational(sampling.margin);
  const below = add(multiply(multiply(margin, margin), subtract(n, one)), spread);
  return Number(toDecimal(divide(multiply(spread, n), below), 0));
}

/** Whether everybody is asked instead of a sample. */
export function isCensus(population: number): boolean {
  return population < sampling.censusBelow;
}
