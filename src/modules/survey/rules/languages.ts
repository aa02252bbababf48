/**
 * Languages of what respondents read. Indonesian and English belong to the house; the further ones are offered where an office switches
 * them on. `id-mudah` is Indonesian in easy words.
 */
export const houseLangs = ['id', 'en'] as const;
export const furtherLangs = ['id-mudah', 'jv', 'su', 'min'] as const;
export const formLangs = [...houseLangs, ...furtherLangs] as const;

export type FurtherLang = (typeof furtherLangs)[number];
export type FormLang = (typeof formLangs)[number];

/** The language of that name; null where it is none of ours. */
export function formLangOf(text: string | undefined): FormLang | null {
  return formLangs.find((lang) => lang === text) ?? null;
}

/** What the visitor wants where it is offered, else Indonesian. */
export function chooseFormLang(wanted: string | undefined, offered: readonly FormLang[]): FormLang {
  return offered.find((lang) => lang === wanted) ?? 'id';
}

/** The further languages of a stored list, in our order, whatever it holds. */
export function furtherLangsIn(stored: readonly string[]): FurtherLang[] {
  return furtherLangs.filter((lang) => stored.includes(lang));
}

/** The language of the house for what is written in no other: dates, the office's own words. */
export function houseLangOf(lang: FormLang): 'id' | 'en' {
  return lang === 'en' ? 'en' : 'id';
}

/** The value of `lang` in HTML (BCP 47). */
export function tagOf(lang: FormLang): string {
  return lang === 'id-mudah' ? 'id' : lang;
}
