/** The languages every text is complete in. Indonesian comes first: it is the language of the law and of the default page. */
export const langs = ['id', 'en'] as const;
export type Lang = (typeof langs)[number];

type Words = Readonly<Record<string, unknown>>;
/** The same keys, strings may differ, functions keep their parameters. */
type SameShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] extends Words ? SameShape<T[K]> : T[K] };

/**
 * Declares a module's words. Typed keys: `en` must have exactly the keys of `id`, so a missing translation does not compile.
 *
 *     export const texts = defineTexts({ id: { save: 'Simpan' }, en: { save: 'Save' } });
 *     texts[lang].save
 */
export function defineTexts<T extends Words>(words: { id: T; en: SameShape<T> }): Readonly<Record<Lang, SameShape<T>>> {
  return words as Readonly<Record<Lang, SameShape<T>>>;
}
