/**
 * Comments by unsur and theme, by a method that a person can follow with a pencil: words become stems (Snowball's Indonesian stemmer after F. Z. Tala, 2003,
 * from @orama/stemmers), and a comment is compared with the word list of each unsur by the cosine of their TF-IDF vectors (G. Salton, C. Buckley,
 * Information Processing & Management 24(5), 1988, 513–523). Every grouping names the words that made it. Nothing is learnt from
 * anybody's comments and nothing leaves the machine. Pure.
 */
import { stemmer } from '@orama/stemmers/indonesian';
import { stopWords, type Theme, themes } from './theme-words.ts';

/** The cosine from which a comment belongs to an unsur; measured in docs/measured/themes.json. */
export const leastSimilarity = 0.34;

/** An unsur that a comment speaks of, and why. */
export interface Grouping {
  readonly unsur: string;
  /** 0–1. */
  readonly similarity: number;
  /** Themes of the unsur whose words were found. */
  readonly themes: readonly string[];
  /** The words of the comment that made it, as written, small, each once. */
  readonly words: readonly string[];
}

/** People write the same word in many ways; two spellings of one are brought together before the stem is taken. */
const spellings: Readonly<Record<string, string>> = {
  antri: 'antre',
  antrian: 'antrean',
  nunggu: 'menunggu',
  tunggu: 'menunggu',
};

/** Not remembered: what people write, names among it, stays in no memory that all offices share. */
const stemOf = (word: string): string => stemmer(spellings[word] ?? word);

interface Feature {
  readonly key: string;
  /** As it was written. */
  readonly words: string;
}

/** The words of a text and each two that stand together, as stems. Figures are no words; neither are stop words alone, but two words may hold one. */
function featuresOf(text: string): Feature[] {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/\p{L}+/gu) ?? [];
  return words.flatMap((word, at): Feature[] => {
    const next = words[at + 1];
    return [
      ...(stopWords.has(word) || word.length < 2 ? [] : [{ key: stemOf(word), words: word }]),
      ...(next === undefined ? [] : [{ key: `${stemOf(word)} ${stemOf(next)}`, words: `${word} ${next}` }]),
    ];
  });
}

/** The key of an entry of a list: the whole entry, so that "jam buka" does not also stand for "jam". */
function keyOf(entry: string): string {
  return entry
    .split(' ')
    .map((word) => stemOf(word))
    .join(' ');
}

interface Lists {
  readonly unsur: readonly string[];
  /** Stem → the unsur whose list has it. */
  readonly holders: ReadonlyMap<string, ReadonlySet<string>>;
  /** Stem → its themes. */
  readonly themesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

function listsOf(all: readonly Theme[]): Lists {
  const holders = new Map<string, Set<string>>();
  const themesOf = new Map<string, Set<string>>();
  for (const { id, unsur, words } of all)
    for (const word of words) {
      const key = keyOf(word);
      holders.set(key, (holders.get(key) ?? new Set()).add(unsur));
      themesOf.set(key, (themesOf.get(key) ?? new Set()).add(id));
    }
  return { unsur: [...new Set(all.map(({ unsur }) => unsur))], holders, themesOf };
}

const lists = listsOf(themes);

/** How telling a stem is: ln(1 + unsur ÷ lists that have it); two words together tell twice as much as one. */
function weightOf(key: string, holders: ReadonlySet<string>): number {
  return Math.log(1 + lists.unsur.length / holders.size) * (key.includes(' ') ? 2 : 1);
}

/**
 * The unsur that a comment speaks of, the closest first; none where it has no word of any list. A comment is weighed by the words it has: the cosine is
 * taken over the stems that some list knows, so that a long story is not further away than a short one.
 */
export function groupComment(text: string): readonly Grouping[] {
  const counts = new Map<string, { times: number; words: Set<string> }>();
  for (const { key, words } of featuresOf(text)) {
    if (!lists.holders.has(key)) continue;
    const held = counts.get(key) ?? { times: 0, words: new Set<string>() };
    held.times++;
    counts.set(key, { times: held.times, words: held.words.add(words) });
  }
  // A word that is part of a pair found is not counted once more by itself.
  for (const pair of [...counts.keys()].filter((key) => key.includes(' ')))
    for (const single of pair.split(' ')) {
      const held = counts.get(single);
      if (held) counts.set(single, { ...held, times: Math.max(0, held.times - (counts.get(pair)?.times ?? 0)) });
    }
  let square = 0;
  const parts = new Map<string, { dot: number; words: Set<string>; themes: Set<string> }>();
  for (const [key, { times, words }] of counts) {
    const holders = lists.holders.get(key);
    if (times === 0 || !holders) continue;
    const weight = (1 + Math.log(times)) * weightOf(key, holders);
    square += weight * weight;
    for (const unsur of holders) {
      const part = parts.get(unsur) ?? { dot: 0, words: new Set<string>(), themes: new Set<string>() };
      part.dot += weight * weight;
      for (const word of words) part.words.add(word);
      for (const theme of lists.themesOf.get(key) ?? []) if (theme.startsWith(`${unsur}.`)) part.themes.add(theme);
      parts.set(unsur, part);
    }
  }
  return [...parts]
    .map(
      ([unsur, { dot, words, themes: found }]): Grouping => ({
        unsur,
        // The cosine with the part of the unsur's list that the comment touches: the share of the comment's own weight.
        similarity: Math.sqrt(dot / square),
        themes: [...found],
        words: [...words],
      }),
    )
    .filter(({ similarity }) => similarity >= leastSimilarity)
    .toSorted((a, b) => b.similarity - a.similarity || (a.unsur < b.unsur ? -1 : 1));
}

/** What holds of one comment: what a person said, else the method. `kept` null: nobody said anything. */
export function settleGroups(
  text: string,
  kept: readonly string[] | null,
): { readonly groups: readonly Grouping[]; readonly byHand: boolean } {
  const found = groupComment(text);
  if (kept === null) return { groups: found, byHand: false };
  const groups = kept.map((unsur) => found.find((one) => one.unsur === unsur) ?? { unsur, similarity: 1, themes: [], words: [] });
  return { groups, byHand: true };
}

/** `none`: comments that belong to no unsur. */
export const ungrouped = 'none';

/** Whether a comment belongs where somebody looks: an unsur, a theme, or nowhere. */
export function isIn(groups: readonly Grouping[], place: string): boolean {
  if (place === ungrouped) return groups.length === 0;
  return groups.some(({ unsur, themes: found }) => unsur === place || found.includes(place));
}

/** How many comments stand at each unsur and theme, and at none; a comment of two unsur counts at both. */
export function countGroups(all: readonly (readonly Grouping[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const groups of all) {
    const places = groups.length === 0 ? [ungrouped] : groups.flatMap(({ unsur, themes: found }) => [unsur, ...found]);
    for (const place of new Set(places)) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
