/** /bandingkan: two published results beside each other, of any two units or periods of the office. */
import { addressWith } from '../../../platform/web/address.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import { findResult, listResults, mutuWords, type ResultLine } from '../../ikm/index.ts';
import { listUnits, periodName } from '../../org/index.ts';
import { canCompare } from '../access.ts';
import { comparisonQuery } from '../inputs.ts';
import { ComparisonPage } from '../pages/comparison.tsx';
import { compareSides, publishedSide } from '../rules/comparison.ts';
import { byNewest, previousOf } from '../rules/head.ts';

const keyOf = ({ unitCode, periodCode }: Pick<ResultLine, 'unitCode' | 'periodCode'>): string => `${unitCode}/${periodCode}`;

/** The newest result and the one before it of the same unit and kind of period, which is what is asked most often. `results`: newest first. */
function usual(results: readonly ResultLine[]): { a: string; b: string } {
  for (const second of results) {
    const first = previousOf(
      results.filter(({ unitId }) => unitId === second.unitId),
      second.periodCode,
    );
    if (first) return { a: keyOf(first), b: keyOf(second) };
  }
  return { a: '', b: '' };
}

export const comparisonRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/bandingkan',
    access: staff('insight.comparison', canCompare, { branch: true }),
    query: comparisonQuery,
    handler: async ({ db, scope, query, lang }) => {
      const units = new Map((await listUnits(db, scope)).map((unit) => [unit.id, unit]));
      const results = (await listResults(db, scope)).filter(({ unitId }) => units.has(unitId)).toSorted(byNewest);
      const known = new Set(results.map(keyOf));
      const given = { a: known.has(query.a) ? query.a : '', b: known.has(query.b) ? query.b : '' };
      const asked = query.a === '' && query.b === '' ? usual(results) : given;
      const read = async (key: string) => {
        const [unit = '', period = ''] = key.split('/');
        const found = key === '' ? null : await findResult(db, scope, unit, period);
        return found && publishedSide(found);
      };
      const [first, second] = [await read(asked.a), await read(asked.b)];
      const periods = [...new Set(results.map(({ periodCode }) => periodCode))];
      const view = {
        asked,
        // What was asked for and is not there is said, not silently replaced.
        unknown: [query.a, query.b].filter((key) => key !== '' && !known.has(key)),
        choices: periods.map((code) => ({
          group: periodName(code, lang),
          options: results
            .filter(({ periodCode }) => periodCode === code)
            .map((line) => ({ value: keyOf(line), label: `${line.unitName}, ${periodName(code, lang)}` })),
        })),
        pair: first && second ? { first, second, comparison: compareSides(first, second) } : null,
        periodName: (code: string) => periodName(code, lang),
        mutuWords: mutuWords(lang),
        swapHref: addressWith('/bandingkan', { a: asked.b, b: asked.a }),
      };
      return page('', <ComparisonPage view={view} />);
    },
  }),
];
