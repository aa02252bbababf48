/** All words of survey. */

import { surveyProblems } from './problems.ts';
import { scoreProblems } from './scores.ts';

export const problems = { ...scoreProblems, ...surveyProblems };
