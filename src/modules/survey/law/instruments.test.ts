import { describe, expect, it } from 'vitest';
import { furtherUnsur } from './further-unsur.ts';
import { apart, unsurIds } from './instrument.ts';
import { findInstrument, instruments, instrumentsInFiles, officialUnsurName } from './instruments.ts';

describe('instruments', () => {
  it('are these seven, each under its own id, and cite what they say', () => {
    expect(Object.keys(instruments)).toEqual([
      'permenpanrb-14-2017',
      'skm-online-16',
      'skm-online-19',
      'permenpanrb-16-2014',
      'kepmenpan-25-2004',
      'spkp-8',
      'spak-5',
    ]);
    for (const one of Object.values(instruments)) {
      const sources = [one, ...one.unsur, ...one.items, ...one.profile, ...one.mappings, ...one.answerLabels, ...one.scales];
      for (const { source } of sources) expect(source.document).not.toBe('');
      for (const { question, scale } of one.items) {
        expect(question.id && question.en).toBeTruthy();
        expect(scale.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
        for (const { label } of scale) expect(label.id && label.en).toBeTruthy();
      }
      expect(new Set(one.items.map(({ id }) => id)).size).toBe(one.items.length);
    }
    expect(instrumentsInFiles.every((id) => findInstrument(id).items.length > 0)).toBe(true);
  });

  it('SKM Online asks 16 items either way and 19 in the hybrid form; its mapping is data, unconfirmed', () => {
    const [sixteen, nineteen] = [findInstrument('skm-online-16'), findInstrument('skm-online-19')];
    expect(sixteen.variants.map(({ id, items }) => [id, items.length])).toEqual([
      ['manual', 16],
      ['online', 16],
    ]);
    expect(nineteen.variants.map(({ items }) => items.length)).toEqual([19]);
    const numbers = (list: readonly string[]) => list.map((id) => sixteen.items.find((item) => item.id === id)?.number);
    for (const { items } of sixteen.variants) expect(numbers(items)).toEqual(Array.from({ length: 16 }, (_, at) => at + 1));
    expect(sixteen.items.filter(({ variant }) => variant).map(({ number, variant }) => `${number} ${variant}`)).toEqual([
      '11 manual',
      '11 online',
      '12 manual',
      '12 online',
      '16 manual',
      '16 online',
    ]);
    expect(nineteen.mappings.map(({ id, offered, source }) => [id, offered, source.confirmed])).toEqual([
      ['M1', true, false],
      ['M2', true, false],
      ['M3', false, false],
    ]);
    for (const { items } of nineteen.mappings)
      for (const unsur of Object.values(items)) expect([...unsurIds, apart]).toContain(unsur);
    expect(nineteen.items.filter(({ unsur }) => unsur === null).map(({ number }) => number)).toEqual([5, 8, 9, 13, 14]);
    expect(nineteen.answerLabels.map(({ labels }) => labels.length)).toEqual([4, 4, 4]);
  });

  it('older rules have names only: 9 in 2014 with the charter, 14 in 2004', () => {
    const [of2014, of2004] = [findInstrument('permenpanrb-16-2014'), findInstrument('kepmenpan-25-2004')];
    expect([of2014.unsur.length, of2004.unsur.length, of2014.items.length, of2004.items.length]).toEqual([9, 14, 0, 0]);
    expect([of2014.surveyed, of2004.surveyed]).toEqual([false, false]);
    expect(officialUnsurName('permenpanrb-16-2014', 'charter')).toBe('Maklumat Pelayanan');
    expect(of2014.orders.unsur.slice(7)).toEqual(['charter', 'complaints']);
    expect(furtherUnsur.some(({ name }) => name === 'Maklumat Pelayanan')).toBe(true);
  });

  it('SPKP has eight items, SPAK five, on four points or six; none is part of an IKM', () => {
    for (const [id, items] of [
      ['spkp-8', 8],
      ['spak-5', 5],
    ] as const) {
      const one = findInstrument(id);
      expect(one.items).toHaveLength(items);
      expect(one.items.every(({ unsur }) => unsur === null)).toBe(true);
      expect(one.scales.map(({ points }) => points)).toEqual([4, 6]);
    }
  });
});
