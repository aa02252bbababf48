/**
 * What a published result may say about small groups. A count from 1 to 4 could point at a person whom a neighbour knows, so
 * no such count is ever printed, and none can be found by subtracting the printed ones from n: every respondent is in exactly
 * one printed group, and each printed group is empty or has at least five people. Zero is printed: it points at nobody.
 *
 * Indonesian practice prints SEX and EDUCATION line by line with counts down to 1 (the poster of skm.md §1.8); the floor of five
 * follows the usual rule of statistical disclosure control (Hundepool et al., Statistical Disclosure Control, 2012, §4.2).
 */

/** The least number of people that a printed group may have, unless it is empty. */
export const smallestGroup = 5;

/** One level of a dimension: "SMA", "Perempuan", "kertas". */
export interface Level {
  readonly id: string;
  /** People, ≥ 0. */
  readonly n: number;
  /** People who came in since the version published before, ≥ 0: what a reader gets by subtracting the two versions. */
  readonly added?: number;
}

/** One printed line: one level, or several taken together. */
export interface Group {
  readonly ids: readonly string[];
  readonly n: number;
}

function isSafe(n: number): boolean {
  return n === 0 || n >= smallestGroup;
}

function total(levels: readonly Level[]): number {
  return levels.reduce((sum, { n }) => sum + n, 0);
}

function isPrintable(levels: readonly Level[]): boolean {
  return isSafe(total(levels)) && isSafe(levels.reduce((sum, { added = 0 }) => sum + added, 0));
}

/**
 * The levels as printed lines, in their own order. A level under five is taken together with the next ones until five people
 * are there; what is left over at the end joins the line before it. A group of several levels never has only one of them
 * filled, so a merged line never gives a single hidden level away.
 *
 * Null when only one line remains of several levels: then the dimension is not printed and the page says so.
 */
export function mergeSmallGroups(levels: readonly Level[]): readonly Group[] | null {
  const lines: Level[][] = [];
  let open: Level[] = [];
  for (const level of levels) {
    open.push(level);
    if (isPrintable(open)) {
      lines.push(open);
      open = [];
    }
  }
  while (open.length > 0) {
    const before = lines.pop();
    if (!before) return null;
    open = [...before, ...open];
    if (isPrintable(open)) {
      lines.push(open);
      open = [];
    }
  }
  if (lines.length < 2 && levels.length > 1) return null;
  return lines.map((line) => ({ ids: line.map(({ id }) => id), n: total(line) }));
}

/** Which items of a list stand alone and which share one line. */
export interface RestGroup {
  readonly alone: readonly string[];
  /** Empty when nothing needs to be taken together. */
  readonly together: readonly string[];
}

/**
 * For lists without an order of their own (services, channels): the items under five people share one line. When that line
 * could still be taken apart (only one item, fewer than five people, or a sum that leaves one possibility), the next smallest
 * joins it. Empty items always stand alone.
 */
export function shareSmallItems(items: readonly Level[]): RestGroup {
  const filled = items
    .filter(({ n, added = 0 }) => n > 0 || added > 0)
    .sort((a, b) => Number(isPrintable([a])) - Number(isPrintable([b])) || a.n - b.n || (a.id < b.id ? -1 : 1));
  let count = filled.filter((item) => !isPrintable([item])).length;
  if (count > 0) {
    while (count < filled.length && !isAmbiguous(filled, count)) count++;
  }
  const together = new Set(filled.slice(0, count).map(({ id }) => id));
  return {
    alone: items.filter(({ id }) => !together.has(id)).map(({ id }) => id),
    together: items.filter(({ id }) => together.has(id)).map(({ id }) => id),
  };
}

/** Whether a reader who knows this rule cannot work out what each of the first `count` items has. */
function isAmbiguous(filled: readonly Level[], count: number): boolean {
  const hidden = filled.slice(0, count);
  if (count < 2 || !isPrintable(hidden)) return false;
  const n = total(hidden);
  const next = filled[count]?.n ?? Number.POSITIVE_INFINITY;
  // Each hidden item has at least one person; the smallest at most four, the others at most as many as the smallest one shown.
  return n > count && n < smallestGroup - 1 + (count - 1) * next;
}
