/** Which columns of a table ask the items of an instrument with several items per unsur, as SKM Online does. */
import { Problem } from '../../../kernel/problem.ts';
import type { Instrument } from '../law/instrument.ts';
import { headerText, type ScoreCell } from './cells.ts';
import { detailKind } from './details.ts';
import { type HeaderRow, isHeaderLike, type Match, type ScoreColumn } from './headers.ts';
import { markedItem } from './marks.ts';

type Cells = readonly ScoreCell[];

/**
 * The cells of one row that ask an item. Exact words first; a header with typing errors may then take an item that nobody has, if
 * it is the only one.
 */
export function matchItems(cells: Cells, instrument: Instrument): Match[] {
  const found = new Map<number, string>();
  const taken = new Set<string>();
  for (const typingErrors of [false, true]) {
    const fits = cells.flatMap((cell, index) => {
      if (found.has(index) || !isHeaderLike(cell) || detailKind(headerText(cell)) !== null) return [];
      const item = markedItem(instrument.id, headerText(cell), typingErrors);
      return item === null || (typingErrors && taken.has(item)) ? [] : [{ index, item }];
    });
    for (const { index, item } of fits) {
      if (typingErrors && fits.filter((other) => other.item === item).length > 1) continue;
      found.set(index, item);
      taken.add(item);
    }
  }
  return [...found]
    .toSorted(([a], [b]) => a - b)
    .map(([index, item]) => ({ index, header: headerText(cells[index]), number: null, unsur: item }));
}

/** The row that asks most items, the first of equals; null when none asks any. */
export function findItemHeader(rows: readonly { readonly cells: Cells }[], instrument: Instrument): HeaderRow | null {
  let best: HeaderRow | null = null;
  let most = 0;
  rows.forEach(({ cells }, at) => {
    const matches = matchItems(cells, instrument);
    const items = new Set(matches.map(({ unsur }) => unsur)).size;
    if (items > most) {
      best = { at, matches, height: 1 };
      most = items;
    }
  });
  return best;
}

/**
 * The columns in the order of the items. Of two that ask one item, the one that holds answers.
 * @throws Problem survey.duplicate_column when both do.
 */
export function chooseItems(
  matches: readonly Match[],
  instrument: Instrument,
  scoreShare: (index: number, item: string) => number | null,
): ScoreColumn[] {
  const chosen = new Map<string, Match>();
  for (const match of matches) {
    const item = match.unsur ?? '';
    const other = chosen.get(item);
    const holds = (one: Match) => (scoreShare(one.index, item) ?? 0) > 0;
    if (other && holds(other) && holds(match))
      throw new Problem('survey.duplicate_column', { column: match.header, other: other.header });
    if (!other || (holds(match) && !holds(other))) chosen.set(item, match);
  }
  return instrument.items.flatMap((item) => {
    const match = chosen.get(item.id);
    if (!match) return [];
    return [{ index: match.index, header: match.header, id: item.id, name: item.question.id, by: 'name' as const, number: null }];
  });
}
