/** The columns of a table of figures whose questionnaires need not agree. Pure. */
import type { Figure } from '../../ikm/index.ts';

export interface UnsurColumn {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/**
 * The unsur that these figures have, by id: questionnaires disagree on which of two is U8 and which U9, so a column carries the code that
 * most of them print, and a value always stands under its own unsur.
 */
export function columnsOf(figures: readonly Pick<Figure, 'unsur'>[]): UnsurColumn[] {
  const counts = new Map<string, Map<string, UnsurColumn & { n: number }>>();
  for (const { id, code, name } of figures.flatMap(({ unsur }) => unsur)) {
    const ofId = counts.get(id) ?? new Map<string, UnsurColumn & { n: number }>();
    ofId.set(code, { id, code, name, n: (ofId.get(code)?.n ?? 0) + 1 });
    counts.set(id, ofId);
  }
  return [...counts.values()]
    .flatMap((codes) => [...codes.values()].toSorted((a, b) => b.n - a.n).slice(0, 1))
    .map(({ id, code, name }) => ({ id, code, name }))
    .toSorted((a, b) => a.code.localeCompare(b.code, 'id', { numeric: true }) || (a.id < b.id ? -1 : 1));
}
