/** The languages every text is complete in. Indonesian comes first: it is the language of the law and of the default page. */
export const langs = ['id', 'en'] as const;
export type Lang = (typeof langs)[number];

type Words = Readonly<Record<string, unknown>>;
/** The same keys; strings may differ, functions keep their parameters and still give text. */
type SameShape<T> = { readonly [K in keyof T]: SameKind<T[K]> };
type SameKind<V> = V extends string
  ? string
  : V extends (...given: infer G) => string
    ? (...given: G) => string
    : V extends (...given: never[]) => unknown
      ? V
      : V extends Words
        ? SameShape<V>
        : V;

/**
 * Declares a module's words. Typed keys: `en` must have exactly the keys of `id`, so a missing translation does not compile.
 *
 *     export const texts = defineTexts({ id: { save: 'Simpan' }, en: { save: 'Save' } });
 *     texts[lang].save
 */
export function defineTexts<T extends Words>(words: { id: T; en: SameShape<T> }): Readonly<Record<Lang, SameShape<T>>> {
  return words as Readonly<Record<Lang, SameShape<T>>>;
}
