/** How the grouping of comments agrees with labelled ones (src/modules/survey/fixtures/labelled-comments.csv, invented), and how quick it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupComment, leastSimilarity } from '../src/modules/survey/rules/themes.ts';
import { qualityOf, readLabelled } from '../src/modules/survey/rules/themes-quality.ts';
import { packageRoot } from '../src/platform/root.ts';
import type { MeasureContext, Measurement } from './context.ts';

async function measureThemes(rounds: number, { log }: MeasureContext) {
  log('saran yang dikelompokkan, dibandingkan dengan label');
  const all = readLabelled(readFileSync(join(packageRoot, 'src/modules/survey/fixtures/labelled-comments.csv'), 'utf8'));
  const of = (part: string) => qualityOf(all.filter((one) => one.part === part));
  const began = performance.now();
  for (let round = 0; round < rounds; round++) for (const { comment } of all) groupComment(comment);
  const microseconds = ((performance.now() - began) * 1000) / (rounds * all.length);
  return { leastSimilarity, seen: of('seen'), held: of('held'), microsecondsPerComment: Math.round(microseconds * 10) / 10 };
}

/** For `npm run bench`. */
export const bench: Measurement = (context) => measureThemes(100, context);

/** For `npm run prove -- themes`. */
export const prove: Measurement = (context) => measureThemes(1000, context);
