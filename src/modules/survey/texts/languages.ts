/**
 * Words of respondents' pages in every language of `rules/languages`. The further ones are data files in `drafts/`, written by people who are
 * not at home in them: as long as a file says `reviewed: false`, every page in it says so too.
 */
import { formatInteger } from '../../../platform/i18n/index.ts';
import type { ProfileField } from '../law/instrument.ts';
import { permenpanrb142017 } from '../law/permenpanrb-14-2017.ts';
import type { SurveyItem } from '../rules/instrument.ts';
import { type FormLang, type FurtherLang, houseLangOf, tagOf } from '../rules/languages.ts';
import easy from './drafts/id-mudah.json' with { type: 'json' };
import javanese from './drafts/jv.json' with { type: 'json' };
import minangkabau from './drafts/min.json' with { type: 'json' };
import sundanese from './drafts/su.json' with { type: 'json' };
import { formTexts } from './form.ts';

export type FormWords = (typeof formTexts)['id'];

interface DraftField {
  readonly label: string;
  readonly values: Readonly<Record<string, string>>;
  readonly more?: string;
}

/** A data file. `{}` in a text is the place of its one number or name. */
export interface Draft {
  readonly reviewed: boolean;
  /** The language's name in itself, for the link to it. */
  readonly name: string;
  /** In the language itself: that it is a draft. */
  readonly mark: string;
  readonly words: Readonly<Record<keyof FormWords, string>>;
  /** The nine questions of PermenPANRB 14/2017 by item, labels the worst first. */
  readonly items: Readonly<Record<string, { readonly question: string; readonly labels: readonly string[] }>>;
  readonly profile: Readonly<Record<string, DraftField>>;
}

export const drafts: Readonly<Record<FurtherLang, Draft>> = {
  'id-mudah': easy,
  jv: javanese,
  su: sundanese,
  min: minangkabau,
};

/** The questions that the drafts put into other words. */
const translated = permenpanrb142017;

const draftOf = (lang: FormLang): Draft | null => (lang === 'id' || lang === 'en' ? null : drafts[lang]);

function wordsIn(draft: Draft): FormWords {
  const words = Object.entries(formTexts.id).map(([key, house]) => {
    const text = draft.words[key as keyof FormWords];
    const said = (value: number | string) => (typeof value === 'number' ? formatInteger(value, 'id') : value);
    return [key, typeof house === 'function' ? (value: number | string) => text.replace('{}', () => said(value)) : text];
  });
  return Object.fromEntries(words) as FormWords;
}

const words: Readonly<Record<FormLang, FormWords>> = {
  ...formTexts,
  'id-mudah': wordsIn(easy),
  jv: wordsIn(javanese),
  su: wordsIn(sundanese),
  min: wordsIn(minangkabau),
};

/** Everything that respondents read but the questions. */
export const formWords = (lang: FormLang): FormWords => words[lang];

/** A language's name in itself. */
export function languageName(lang: FormLang): string {
  return draftOf(lang)?.name ?? (lang === 'en' ? 'English' : 'Bahasa Indonesia');
}

/** What a page in this language says of itself, in the language and, where that is another, in Indonesian. Null for a reviewed one. */
export function draftMark(lang: FormLang): { readonly own: string; readonly indonesian: string | null } | null {
  const draft = draftOf(lang);
  if (!draft || draft.reviewed) return null;
  return { own: draft.mark, indonesian: tagOf(lang) === 'id' ? null : 'Draf, perlu ditinjau penutur.' };
}

/** Whether a questionnaire on this base has its questions in the further languages. */
export const isTranslated = (base: string): boolean => base === translated.id;

/** A question and its answers; `inIndonesian` where the page's language has none for it, such as for one of the office's own. */
export interface ItemWords {
  readonly question: string;
  readonly labels: readonly string[];
  readonly inIndonesian: boolean;
}

export function itemWords(lang: FormLang, item: SurveyItem): ItemWords {
  // Another question in the place of the official one has its id and not its words.
  const official = translated.items.some(({ id, question }) => id === item.id && question === item.question);
  const draft = official ? draftOf(lang)?.items[item.id] : undefined;
  if (draft) return { ...draft, inIndonesian: false };
  const house = houseLangOf(lang);
  return {
    question: item.question[house],
    labels: item.scale.map(({ label }) => label[house]),
    inIndonesian: draftOf(lang) !== null && tagOf(lang) !== 'id',
  };
}

/** A field of the profile and its values by id. */
export function profileWords(lang: FormLang, field: ProfileField): { label: string; more: string; value(id: string): string } {
  const [draft, house] = [draftOf(lang)?.profile[field.id], houseLangOf(lang)];
  return {
    label: draft?.label ?? field.label[house],
    more: draft?.more ?? field.more?.[house] ?? '',
    value: (id) => draft?.values[id] ?? field.values.find((value) => value.id === id)?.label[house] ?? id,
  };
}
