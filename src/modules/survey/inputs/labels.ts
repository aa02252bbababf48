/**
 * Answers written as words. An item has four labels; files write them in its own wording, in that of another form or of an export,
 * and with typing errors. "Tidak sesuai" is worth 1 beside "Kurang sesuai" and 2 beside "Sangat tidak sesuai": which of the two a
 * file means follows from the labels it has, for the whole file, never for one cell.
 */
import { Problem } from '../../../kernel/problem.ts';
import type { Instrument } from '../law/instrument.ts';
import { plainText } from './cells.ts';
import { editDistance } from './spelling.ts';

/** `score_label_unknown`: no label of this question. `score_label_unclear`: a label that contradicts its own number or the file's scale. */
export type LabelRejection = 'score_label_unknown' | 'score_label_unclear';

/** A label read in spite of a typing error. */
export interface CorrectedLabel {
  /** As the file has it. */
  readonly given: string;
  readonly label: string;
  readonly value: number;
}

/** A label whose value the file alone does not settle, read as the form of the instrument has it. */
export interface AssumedLabel {
  readonly label: string;
  readonly value: number;
}

/** Four plain labels, worth 1 to 4. */
type Family = readonly string[];

/** Wordings that end alike exclude each other: a file uses one of them. */
interface Rivals {
  readonly all: readonly Family[];
  /** Those that fit every label met so far, the preferred first. */
  alive: readonly Family[];
  /** Values of the labels of a file that mixes wordings none of which contradicts another. */
  mixed: ReadonlyMap<string, number> | null;
}

/** Reads one cell of one column: 1–4 or why not. */
export type LabelReader = (text: string) => number | LabelRejection;

export interface LabelScales {
  /** Whether some wording of the item has this label. */
  knows(item: string, text: string): boolean;
  /** Narrows the wordings to those that fit labels which stand in the file. @throws Problem survey.label_scale_unclear */
  settle(seen: readonly { readonly item: string; readonly text: string }[]): void;
  readerOf(item: string): LabelReader;
  readonly corrected: readonly CorrectedLabel[];
  readonly assumed: readonly AssumedLabel[];
}

const shortForms: Readonly<Record<string, string>> = { tdk: 'tidak', krg: 'kurang', sgt: 'sangat', sngt: 'sangat' };

/** A label without the number or letter of its option: "d. Sangat sesuai", "4 - Sangat sesuai", "Sangat sesuai (4)". */
function splitLabel(text: string): { readonly label: string; readonly number: number | null } {
  const words = plainText(text)
    .split(' ')
    .map((word) => shortForms[word] ?? word);
  const numberOf = (word: string | undefined) =>
    word !== undefined && /^[1-4]$/.test(word)
      ? Number(word)
      : word !== undefined && /^[a-d]$/.test(word)
        ? word.charCodeAt(0) - 96
        : null;
  const first = words.length > 1 ? numberOf(words[0]) : null;
  if (first !== null) return { label: words.slice(1).join(' '), number: first };
  const last = words.at(-1) ?? '';
  if (words.length > 1 && /^[1-4]$/.test(last)) return { label: words.slice(0, -1).join(' '), number: Number(last) };
  return { label: words.join(' '), number: null };
}

/** The wordings in use that end like this one: the two lower labels are what differs. */
function rivalsOf(family: Family): Family[] {
  const [, , third = '', fourth = ''] = family;
  if (fourth !== `sangat ${third}`) return [family];
  const others = [
    [`tidak ${third}`, `kurang ${third}`, third, fourth],
    [`sangat tidak ${third}`, `tidak ${third}`, third, fourth],
    [`sangat tidak ${third}`, `kurang ${third}`, third, fourth],
  ];
  return [family, ...others.filter((other) => other.join() !== family.join())];
}

const valueIn = (family: Family, label: string) => family.indexOf(label) + 1;

export function createLabelScales(instrument: Instrument): LabelScales {
  const groups = new Map<string, Rivals>();
  const groupsOf = new Map<string, readonly Rivals[]>();
  for (const { id, scale } of instrument.items) {
    const own = scale.map(({ label }) => plainText(label.id));
    const families = [own, ...instrument.answerLabels.map(({ labels }) => labels.map(plainText))];
    const mine = families.map((family) => {
      const key = family.slice(2).join('|');
      const held = groups.get(key) ?? { all: rivalsOf(family), alive: rivalsOf(family), mixed: null };
      groups.set(key, held);
      return held;
    });
    groupsOf.set(id, [...new Set(mine)]);
  }
  const known = new Set([...groups.values()].flatMap(({ all }) => all.flat()));
  const groupWith = (item: string, label: string) =>
    groupsOf.get(item)?.find(({ all }) => all.some((family) => family.includes(label)));
  const corrected: CorrectedLabel[] = [];
  const assumed: AssumedLabel[] = [];

  /** The value of a label, once the wordings that give it another are ruled out. */
  function read(group: Rivals, label: string): number | LabelRejection {
    if (group.mixed) return group.mixed.get(label) ?? 'score_label_unclear';
    const alive = group.alive.filter((family) => family.includes(label));
    const [preferred] = alive;
    if (!preferred) return 'score_label_unclear';
    const value = valueIn(preferred, label);
    const agreeing = alive.filter((family) => valueIn(family, label) === value);
    if (agreeing.length < alive.length && !assumed.some((one) => one.label === label)) assumed.push({ label, value });
    group.alive = agreeing;
    return value;
  }

  /** The value that `read` would give, without narrowing anything. */
  const peek = (group: Rivals, label: string) =>
    group.mixed?.get(label) ?? group.alive.map((family) => valueIn(family, label)).find((value) => value > 0) ?? 0;

  /** The label of the item that is nearest, when every label nearly as near is worth the same. */
  function nearest(item: string, label: string): { label: string; group: Rivals } | null {
    if (known.has(label) || label.length < 5) return null;
    const most = label.length >= 12 ? 2 : 1;
    const near = (groupsOf.get(item) ?? []).flatMap((group) =>
      [...new Set(group.all.flat())].map((one) => ({ label: one, group, distance: editDistance(label, one, most + 2) })),
    );
    near.sort((a, b) => a.distance - b.distance);
    const [best] = near;
    if (!best || best.distance > most) return null;
    const value = peek(best.group, best.label);
    const contested = near.some((one) => one.distance < best.distance + 2 && peek(one.group, one.label) !== value);
    return contested ? null : best;
  }

  return {
    corrected,
    assumed,
    knows: (item, text) => groupWith(item, splitLabel(text).label) !== undefined,
    settle(seen) {
      const met = new Map<Rivals, Set<string>>();
      for (const { item, text } of seen) {
        const { label } = splitLabel(text);
        const group = groupWith(item, label);
        if (group) met.set(group, (met.get(group) ?? new Set()).add(label));
      }
      for (const [group, labels] of met) {
        const fitting = group.all.filter((family) => [...labels].every((label) => family.includes(label)));
        if (fitting.length > 0) {
          group.alive = fitting;
          continue;
        }
        const values = [...labels].map((label) => new Set(group.all.map((family) => valueIn(family, label)).filter(Boolean)));
        if (values.some(({ size }) => size > 1))
          throw new Problem('survey.label_scale_unclear', { labels: [...labels].join(', ') });
        // None of these is worth two things: "Buruk" beside "Kurang baik" is read all the same.
        group.mixed = new Map([...labels].map((label, at) => [label, [...(values[at] ?? [])][0] ?? 0]));
      }
    },
    readerOf(item) {
      const results = new Map<string, number | LabelRejection>();
      const readText = (text: string): number | LabelRejection => {
        const { label, number } = splitLabel(text);
        const exact = groupWith(item, label);
        const found = exact ? { label, group: exact } : nearest(item, label);
        if (!found) return 'score_label_unknown';
        const value = read(found.group, found.label);
        if (typeof value === 'number' && number !== null && number !== value) return 'score_label_unclear';
        if (!exact && typeof value === 'number' && corrected.length < 200) {
          const given = text.trim();
          if (!corrected.some((one) => one.given === given)) corrected.push({ given, label: found.label, value });
        }
        return value;
      };
      return (text) => {
        const held = results.get(text);
        if (held !== undefined) return held;
        const value = readText(text);
        // An unclear label stays unclear: the wordings are only ever narrowed.
        if (results.size < 1000) results.set(text, value);
        return value;
      };
    },
  };
}
