/** What can go wrong in ikm, from all its texts. */
import { auditProblems } from './audit.ts';
import { earlierProblems } from './earlier.ts';
import { engineProblems } from './engine.ts';
import { goalProblems } from './goals.ts';
import { publishProblems } from './problems.ts';
import { rankingProblems } from './ranking.ts';
import { sheetProblems } from './sheet.ts';

export const problems = {
  ...engineProblems,
  ...publishProblems,
  ...sheetProblems,
  ...earlierProblems,
  ...goalProblems,
  ...auditProblems,
  ...rankingProblems,
};
