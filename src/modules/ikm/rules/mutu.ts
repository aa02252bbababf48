/** Letters. They are read off the published number (two decimals), so letter and print can never disagree. */
import { multiply, type Rational, rational, toDecimal } from '../../../kernel/rational.ts';
import { conversion, type MutuBand, mutuBands } from '../law/permenpanrb-14-2017.ts';

/** The value 25–100 of an index 1–4, as published: "88.31". */
export function publishedValue(index: Rational): string {
  return toDecimal(multiply(index, rational(conversion.factor)), 2);
}

/**
 * The band of a published value such as "88.31" (Tabel II). A value below 25.00, which only the conventions 0.11 and 0.111 can
 * produce (24.75 and 24.98 where every answer is 1), belongs to the lowest band.
 * @throws RangeError when the text is not a number with two decimals.
 */
export function letterOf(published: string): MutuBand {
  if (!/^\d{1,3}\.\d{2}$/.test(published)) throw new RangeError(`"${published}" is not a published value`);
  const hundredths = (text: string) => Number(text.replace('.', ''));
  const band = mutuBands.find(({ from }) => hundredths(published) >= hundredths(from)) ?? mutuBands.at(-1);
  if (!band) throw new RangeError('the table of letters is empty');
  return band;
}
