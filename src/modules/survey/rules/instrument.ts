/**
 * The questionnaire of an office: an instrument of the law and what the office changed, resolved into what is asked, in which
 * order, and where each item is counted. A version is frozen by its first answer, so a resolved frozen version never changes.
 */
import { Problem } from '../../../kernel/problem.ts';
import type { BilingualText, InstrumentItem, ProfileField, ScalePoint } from '../law/instrument.ts';
import { findInstrument } from '../law/instruments.ts';
import { areaField } from '../law/permenpanrb-14-2017-profile.ts';
import { findMapping } from './mapping.ts';

/** Another question in the place of an unsur; keeps its code, its slot and its semantic id. Printed with every result. */
export interface ReplacedUnsur {
  readonly unsur: string;
  readonly name: string;
  readonly question: BilingualText;
  /** Four labels, the worst first. */
  readonly labels: readonly BilingualText[];
  readonly reason: string;
}

export interface DroppedUnsur {
  readonly unsur: string;
  readonly reason: string;
}

/** A question of the office. Outside the index, unless `unsur` maps it to a new one with four points. */
export interface OwnQuestion {
  /** `own-1` …, never used again for another question of the office. */
  readonly id: string;
  readonly kind: 'choice' | 'text';
  readonly question: BilingualText;
  /** 2–8 answers of a choice; empty for text. A mapped one has exactly four, the worst first. */
  readonly options: readonly BilingualText[];
  /** The new unsur it measures (`extra-1` … `extra-3`, one name each in the whole office); null keeps it out of the index. */
  readonly unsur: { readonly id: string; readonly name: string } | null;
}

/** An area that respondents may say they live in, as the office names it. */
export interface Area {
  /** Made of the name, so that one name is one area in every questionnaire and frame of the office. */
  readonly id: string;
  readonly name: string;
}

/** What a version changes of its base. Stored as it is in survey_instrument.changes. */
export interface Changes {
  readonly replaced: readonly ReplacedUnsur[];
  readonly dropped: readonly DroppedUnsur[];
  readonly own: readonly OwnQuestion[];
  /** Which unsur the items measure, where the base has several assignments; its default one unless said. */
  readonly mapping?: string;
  /** The areas to choose from, in the order they are offered; not asked without any. */
  readonly areas?: readonly Area[];
}

export const noChanges: Changes = { replaced: [], dropped: [], own: [] };

/** An unsur as this version asks it. */
export interface SurveyUnsur {
  readonly id: string;
  /** `U1` … by the order of the rule, whatever is dropped; `U10` … for added ones. */
  readonly code: string;
  readonly name: string;
  /** Place of its counters in survey_tally: 1–9 by the order of the rule, 10–12 for added unsur. */
  readonly slot: number;
  readonly replaced: { readonly officialName: string; readonly reason: string } | null;
  readonly added: boolean;
}

export interface SurveyItem {
  readonly id: string;
  readonly unsur: string;
  readonly question: BilingualText;
  readonly scale: readonly ScalePoint[];
}

export interface SurveyInstrument {
  readonly id: string;
  readonly questionnaireId: string;
  readonly version: number;
  /** The instrument of the law, e.g. `permenpanrb-14-2017`. */
  readonly base: string;
  readonly title: BilingualText;
  readonly createdAt: Date;
  readonly frozenAt: Date | null;
  readonly changes: Changes;
  /** In code order. */
  readonly unsur: readonly SurveyUnsur[];
  /** In the order of an answer's `scores`: the items of the first unsur, then of the second, and so on. */
  readonly items: readonly SurveyItem[];
  /** Indexes into `items`, in the order they are asked. */
  readonly asked: readonly number[];
  /** Questions outside the index, in the order they are asked. */
  readonly own: readonly OwnQuestion[];
  readonly profile: readonly ProfileField[];
  /** The greatest score of any item. */
  readonly points: number;
}

/** A stored version, before it is resolved. */
export interface InstrumentVersion {
  readonly id: string;
  readonly questionnaireId: string;
  readonly version: number;
  readonly base: string;
  readonly changes: Changes;
  readonly createdAt: Date;
  readonly frozenAt: Date | null;
}

const lawSlots = 9;
/** How many unsur an office may add: the slots that survey_tally keeps. */
export const mostAdded = 3;

/** Lays the changes of a version over its base. @throws Problem survey.instrument_unknown */
export function resolveInstrument(stored: InstrumentVersion): SurveyInstrument {
  const law = findInstrument(stored.base);
  const { changes } = stored;
  const dropped = new Set(changes.dropped.map(({ unsur }) => unsur));
  const replacedBy = new Map(changes.replaced.map((one) => [one.unsur, one]));
  const unsur: SurveyUnsur[] = [];
  const items: SurveyItem[] = [];
  const codeOrder = law.orders.unsur;
  const mapping = findMapping(law, changes.mapping);
  const measures = (item: InstrumentItem) => (mapping ? (mapping.items[item.id] ?? null) : item.unsur);
  codeOrder.forEach((id, at) => {
    const definition = law.unsur.find((one) => one.id === id);
    if (!definition || dropped.has(id)) return;
    const substitute = replacedBy.get(id);
    unsur.push({
      id,
      code: `U${at + 1}`,
      name: substitute?.name ?? definition.name,
      slot: at + 1,
      replaced: substitute ? { officialName: definition.name, reason: substitute.reason } : null,
      added: false,
    });
    if (substitute) items.push({ id, unsur: id, question: substitute.question, scale: scaleOf(substitute.labels) });
    else
      items.push(
        ...law.items
          .filter((item) => measures(item) === id)
          .map((item) => ({ id: item.id, unsur: id, question: item.question, scale: item.scale })),
      );
  });
  const mapped = changes.own
    .flatMap((one) => (one.unsur ? [{ ...one, unsur: one.unsur, number: Number(one.unsur.id.slice('extra-'.length)) }] : []))
    .toSorted((a, b) => a.number - b.number);
  for (const { number, ...one } of mapped) {
    unsur.push({
      id: one.unsur.id,
      code: `U${codeOrder.length + number}`,
      name: one.unsur.name,
      slot: lawSlots + number,
      replaced: null,
      added: true,
    });
    items.push({ id: one.id, unsur: one.unsur.id, question: one.question, scale: scaleOf(one.options) });
  }
  const inLawOrder = law.items.filter((item) => measures(item) !== null).map((item) => item.id);
  const asked = [...inLawOrder, ...mapped.map((one) => one.id)]
    .map((id) => items.findIndex((item) => item.id === id))
    .filter((at) => at >= 0);
  return {
    ...stored,
    title: law.title,
    unsur,
    items,
    asked,
    own: changes.own.filter((one) => one.unsur === null),
    profile: profileWith(law.profile, changes.areas ?? []),
    points: Math.max(...items.map((item) => item.scale.length)),
  };
}

function profileWith(profile: readonly ProfileField[], areas: readonly Area[]): readonly ProfileField[] {
  if (areas.length === 0) return profile;
  const values = areas.map(({ id, name }) => ({ id, label: { id: name, en: name }, official: false }));
  return profile.flatMap((field) => (field.id === 'occupation' ? [field, { ...areaField, values }] : [field]));
}

function scaleOf(labels: readonly BilingualText[]): ScalePoint[] {
  return labels.map((label, at) => ({ value: at + 1, label }));
}

/** Which unsur of a base may be replaced, and when (PermenPANRB 14/2017: U4 where law makes the service free; U6, U7 online). */
export function listReplaceable(base: string): { unsur: string; name: string; when: BilingualText }[] {
  return findInstrument(base).unsur.flatMap((one) =>
    one.replaceable ? [{ unsur: one.id, name: one.name, when: one.replaceable.when }] : [],
  );
}

/**
 * Refuses changes that would make the index wrong. Dropping an unsur is allowed with a reason, and warned about elsewhere.
 * @throws Problem survey.unsur_not_replaceable, survey.reason_missing, survey.unsur_unknown, survey.too_many_added, survey.scale_not_four,
 *   survey.unsur_twice, survey.nothing_left
 */
export function checkChanges(base: string, changes: Changes): void {
  const law = findInstrument(base);
  const known = new Set(law.unsur.map((one) => one.id));
  const touched = [...changes.replaced, ...changes.dropped].map((one) => one.unsur);
  for (const id of touched) if (!known.has(id)) throw new Problem('survey.unsur_unknown', { unsur: id });
  if (new Set(touched).size < touched.length) throw new Problem('survey.unsur_twice');
  const replaceable = new Set(listReplaceable(base).map((one) => one.unsur));
  for (const one of changes.replaced) {
    if (!replaceable.has(one.unsur))
      throw new Problem('survey.unsur_not_replaceable', {
        unsur: law.unsur.find(({ id }) => id === one.unsur)?.name ?? one.unsur,
      });
    if (one.labels.length !== 4) throw new Problem('survey.scale_not_four');
    if (one.reason.trim() === '') throw new Problem('survey.reason_missing');
  }
  for (const one of changes.dropped) if (one.reason.trim() === '') throw new Problem('survey.reason_missing');
  if (changes.dropped.length >= known.size) throw new Problem('survey.nothing_left');
  const mapped = changes.own.filter((one) => one.unsur);
  if (mapped.length > mostAdded) throw new Problem('survey.too_many_added', { most: mostAdded });
  for (const one of mapped) if (one.kind !== 'choice' || one.options.length !== 4) throw new Problem('survey.scale_not_four');
}

/** Case and spaces make no other name. */
export const plainName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('id');

/** Every added unsur of these questions by its id, with the names it was given. */
const addedOf = (questions: readonly OwnQuestion[]): { id: string; name: string }[] =>
  questions.flatMap((one) => (one.unsur ? [one.unsur] : []));

/**
 * Answers of several versions are pooled by unsur id, so an id means one thing in the whole office and for ever: compares the added
 * unsur of `own` with those of `ever`.
 * @throws Problem survey.added_renamed
 */
export function checkAddedNames(own: readonly OwnQuestion[], ever: readonly OwnQuestion[]): void {
  const names = new Map(addedOf(ever).map(({ id, name }) => [id, name]));
  for (const { id, name } of addedOf([...ever, ...own])) {
    const first = names.get(id) ?? name;
    if (plainName(first) !== plainName(name)) throw new Problem('survey.added_renamed', { first, second: name });
    names.set(id, first);
  }
}

/**
 * The ids of a new question. `ever` are the questions of all versions of all questionnaires of the office: no `own-N` comes twice, and
 * an added unsur has the `extra-N` of its name, or one that no other name ever had.
 * @throws Problem survey.added_twice, survey.too_many_added, survey.added_names_full
 */
export function nextOwnIds(
  changes: Changes,
  unsurName: string | null,
  ever: readonly OwnQuestion[],
): { readonly id: string; readonly unsur: OwnQuestion['unsur'] } {
  const all = [...ever, ...changes.own];
  const id = `own-${1 + Math.max(0, ...all.map((one) => Number(one.id.slice('own-'.length))))}`;
  if (unsurName === null) return { id, unsur: null };
  const isSame = ({ name }: { name: string }) => plainName(name) === plainName(unsurName);
  const here = addedOf(changes.own);
  if (here.some(isSame)) throw new Problem('survey.added_twice', { name: unsurName });
  if (here.length >= mostAdded) throw new Problem('survey.too_many_added', { most: mostAdded });
  const known = addedOf(all);
  const earlier = known.find(isSame);
  if (earlier) return { id, unsur: earlier };
  const slots = Array.from({ length: mostAdded }, (_, at) => `extra-${at + 1}`);
  const free = slots.find((slot) => !known.some((one) => one.id === slot));
  if (!free) {
    const names = slots.map((slot) => known.find((one) => one.id === slot)?.name).join(', ');
    throw new Problem('survey.added_names_full', { most: mostAdded, names });
  }
  return { id, unsur: { id: free, name: unsurName } };
}
