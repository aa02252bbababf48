/** How well the grouping of comments agrees with people who labelled some: precision, recall and their counts, over all pairs of comment and unsur. Pure. */
import { groupComment } from './themes.ts';

export interface Labelled {
  readonly comment: string;
  readonly unsur: readonly string[];
}

export interface Quality {
  readonly comments: number;
  /** Pairs of a comment and an unsur: found and right, found and wrong, not found. */
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly precision: number;
  readonly recall: number;
  /** Comments of no unsur that were left alone. */
  readonly noneKept: number;
  readonly none: number;
}

export function qualityOf(all: readonly Labelled[]): Quality {
  let [right, wrong, missed, noneKept] = [0, 0, 0, 0];
  for (const { comment, unsur } of all) {
    const found = groupComment(comment).map((one) => one.unsur);
    right += found.filter((id) => unsur.includes(id)).length;
    wrong += found.filter((id) => !unsur.includes(id)).length;
    missed += unsur.filter((id) => !found.includes(id)).length;
    if (unsur.length === 0 && found.length === 0) noneKept++;
  }
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  return {
    ...{ comments: all.length, right, wrong, missed, noneKept },
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    none: all.filter(({ unsur }) => unsur.length === 0).length,
  };
}

/** The labelled comments of a file: `part;unsur unsur;comment`, after lines that begin with # and a head. */
export function readLabelled(text: string): readonly (Labelled & { readonly part: string })[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => {
      const [part = '', unsur = '', ...comment] = line.split(';');
      return { part, unsur: unsur.split(' ').filter(Boolean), comment: comment.join(';') };
    });
}
