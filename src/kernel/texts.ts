/** The words of the few refusals that the kernel itself makes. */
import type { ProblemCatalogue } from './problem.ts';

export const problems: ProblemCatalogue = {
  'period.unknown': {
    status: 404,
    id: ({ code }) => `Periode "${code}" tidak dikenal. Tulis seperti 2024, 2024-s1, 2024-tw3, atau 2024-07.`,
    en: ({ code }) => `The period "${code}" is unknown. Write it like 2024, 2024-s1, 2024-tw3 or 2024-07.`,
    help: 'A period code in an address, a file or a form is not one of the four shapes. Correct the code; nothing was changed.',
  },
};
