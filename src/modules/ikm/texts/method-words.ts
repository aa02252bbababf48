/** How a figure came about, in one line of a table. */
import { formatDecimal, type Lang } from '../../../platform/i18n/index.ts';
import { publishedTexts } from './published.ts';
import { words } from './words.ts';

interface Method {
  readonly rule_set: string;
  readonly weights: string;
  readonly aggregation: string;
}

/** `PermenPANRB 14/2017; bobot 1/9; semua jawaban disatukan`. `unsur`: how many there are. */
export function methodWords({ rule_set, weights, aggregation }: Method, unsur: number, lang: Lang): string {
  const rules: Readonly<Record<string, string>> = publishedTexts[lang].rule;
  const together: Readonly<Record<string, string>> = words[lang].aggregation;
  const weight = weights === 'exact' ? `1/${unsur}` : Number.isNaN(Number(weights)) ? weights : formatDecimal(weights, lang);
  return [rules[rule_set] ?? rule_set, `${words[lang].weight} ${weight}`, together[aggregation] ?? aggregation].join('; ');
}
