/** What can go wrong in ikm, from all its texts. */
import { engineProblems } from './engine.ts';
import { publishProblems } from './problems.ts';

export const problems = { ...engineProblems, ...publishProblems };
