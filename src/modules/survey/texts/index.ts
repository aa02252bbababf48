/** All words of survey. */
import { scoreProblems } from './scores.ts';
import { surveyProblems } from './problems.ts';

export const problems = { ...scoreProblems, ...surveyProblems };
