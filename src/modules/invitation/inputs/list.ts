/** A file of people served, read into lines to take and lines to refuse. */
import { Problem } from '../../../kernel/problem.ts';
import { openTable } from '../../../platform/files/index.ts';
import { columnsOf, type Reading, type RefusedLine, readLine, type TakenLine } from '../rules/list.ts';

/** Most people of one list. */
export const mostLines = 5000;

/** @throws Problem invitation.list_columns, invitation.list_long, and those of a file that is no table */
export async function readList(
  path: string,
  about: Reading,
): Promise<{ readonly taken: readonly TakenLine[]; readonly refused: readonly RefusedLine[] }> {
  const table = await openTable(path);
  const taken: TakenLine[] = [];
  const refused: RefusedLine[] = [];
  const seen = new Set<string>();
  let columns: ReturnType<typeof columnsOf> | null = null;
  for await (const { line, cells } of table.rows) {
    if (cells.every((cell) => cell === null || String(cell).trim() === '')) continue;
    if (columns === null) {
      columns = columnsOf(cells);
      if (!(columns.has('contact') || columns.has('phone') || columns.has('email'))) throw new Problem('invitation.list_columns');
      continue;
    }
    if (taken.length + refused.length >= mostLines) throw new Problem('invitation.list_long', { most: mostLines });
    const at = columns;
    const read = readLine((field) => cells[at.get(field) ?? -1] ?? null, about);
    if (typeof read === 'string') refused.push({ line, problem: read });
    // One person is asked once, whatever they came for that day.
    else if (seen.has(read.to)) refused.push({ line, problem: 'twice' });
    else {
      seen.add(read.to);
      taken.push(read);
    }
  }
  if (columns === null) throw new Problem('invitation.list_columns');
  return { taken, refused };
}
