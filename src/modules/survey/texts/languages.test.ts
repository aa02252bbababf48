import { describe, expect, test } from 'vitest';
import { permenpanrb142017 } from '../law/permenpanrb-14-2017.ts';
import { areaField } from '../law/permenpanrb-14-2017-profile.ts';
import { furtherLangs } from '../rules/languages.ts';
import { formTexts } from './form.ts';
import { draftMark, drafts, formWords } from './languages.ts';

const languageOf = { 'id-mudah': /belum diuji/i, jv: /draf/i, su: /draf/i, min: /draf/i };

describe.each(furtherLangs)('the data file of %s', (lang) => {
  const draft = drafts[lang];

  test('is a draft until a speaker has read it, and its pages say so', () => {
    // Whoever sets this to true has had the file read by a person at home in the language, and names them in docs/languages.md.
    expect(draft.reviewed).toBe(false);
    expect(draftMark(lang)?.own).toMatch(languageOf[lang]);
    expect(draftMark(lang)?.indonesian).toBe(lang === 'id-mudah' ? null : 'Draf, perlu ditinjau penutur.');
  });

  test('has every word that a respondent reads, with its place for a number or a name, and no other', () => {
    expect(Object.keys(draft.words).toSorted()).toEqual(Object.keys(formTexts.id).toSorted());
    for (const [key, house] of Object.entries(formTexts.id)) {
      const text = draft.words[key as keyof typeof draft.words];
      expect(text.trim(), key).not.toBe('');
      expect(text.split('{}').length - 1, key).toBe(typeof house === 'function' ? 1 : 0);
    }
  });

  test('puts the number or the name in its place, whatever it holds', () => {
    const t = formWords(lang);
    expect(t.questionNumber(4)).toContain('4');
    expect(t.unknownBody('$& {}')).toContain('“$& {}”');
    expect(t.errorTitle(2)).toContain('2');
  });

  test('asks the nine questions with four different answers each', () => {
    expect(Object.keys(draft.items)).toEqual(permenpanrb142017.items.map(({ id }) => id));
    for (const [id, { question, labels }] of Object.entries(draft.items)) {
      expect(question.trim(), id).not.toBe('');
      expect(labels, id).toHaveLength(4);
      expect(new Set(labels).size, id).toBe(4);
    }
  });

  test('names every field and value of the profile', () => {
    const values = ({ id, values }: (typeof permenpanrb142017.profile)[number]) => [id, values.map((value) => value.id)];
    const written = Object.entries(draft.profile).map(([id, field]) => [id, Object.keys(field.values)]);
    // The area's values are the office's own names.
    const fields = permenpanrb142017.profile.flatMap((field) => (field.id === 'occupation' ? [field, areaField] : [field]));
    expect(written).toEqual(fields.map(values));
  });
});
