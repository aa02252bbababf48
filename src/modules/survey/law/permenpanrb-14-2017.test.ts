import { describe, expect, it } from 'vitest';
import { unsurIds } from './instrument.ts';
import { findInstrument, instruments } from './instruments.ts';
import { permenpanrb142017 as instrument } from './permenpanrb-14-2017.ts';

describe('permenpanrb-14-2017', () => {
  it('has nine unsur, nine questions and four labels each', () => {
    expect(instrument.unsur.map(({ id }) => id)).toEqual([...unsurIds]);
    expect(instrument.items).toHaveLength(9);
    for (const { scale, question } of instrument.items) {
      expect(scale.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
      for (const words of [question, ...scale.map(({ label }) => label)]) {
        expect(words.id).not.toBe('');
        expect(words.en).not.toBe('');
      }
    }
  });

  it('keeps both orders, which differ in the eighth and ninth place only', () => {
    const { unsur, questionnaire } = instrument.orders;
    expect(unsur.slice(0, 7)).toEqual(questionnaire.slice(0, 7));
    expect(unsur.slice(7)).toEqual(['complaints', 'facilities']);
    expect(questionnaire.slice(7)).toEqual(['facilities', 'complaints']);
  });

  it('lets cost, competence and behaviour be replaced, and says that the footnotes are unconfirmed', () => {
    const replaceable = instrument.unsur.filter((unsur) => unsur.replaceable);
    expect(replaceable.map(({ id }) => id)).toEqual(['cost', 'competence', 'behaviour']);
    for (const { replaceable: rule } of replaceable) expect(rule?.source.confirmed).toBe(false);
  });

  it('cites every value and gives no alias to two unsur', () => {
    for (const { source } of [...instrument.unsur, ...instrument.items, ...instrument.profile, instrument])
      expect(source.document).not.toBe('');
    const names = instrument.unsur.flatMap(({ name, aliases }) => [name, ...aliases]).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it('is found by its id and nothing else is', () => {
    expect(findInstrument('permenpanrb-14-2017')).toBe(instrument);
    for (const [id, { id: own }] of Object.entries(instruments)) expect(own).toBe(id);
    expect(() => findInstrument('toString')).toThrow(expect.objectContaining({ code: 'survey.instrument_unknown' }));
  });
});
