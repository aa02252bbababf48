/** What the rules of flags find, and how often they are wrong, on invented periods; see measuring/flagging.ts. */
import { flagLimits } from '../src/modules/survey/rules/flags.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { measureAllFlags } from './measuring/flagging.ts';

async function measureWith(periods: number, { seed, log }: MeasureContext) {
  return { limits: flagLimits, ...measureAllFlags(periods, seed, log) };
}

/** For `npm run bench`. */
export const bench: Measurement = (context) => measureWith(40, context);

/** For `npm run prove -- flags`: intervals of a few percent. */
export const prove: Measurement = (context) => measureWith(300, context);
