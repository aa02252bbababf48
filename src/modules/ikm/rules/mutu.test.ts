import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutuBands } from '../law/permenpanrb-14-2017.ts';
import { letterOf } from './mutu.ts';

describe('letterOf', () => {
  it('gives the letter at both ends of every band', () => {
    for (const band of mutuBands) for (const end of [band.from, band.to]) expect(letterOf(end)).toBe(band);
    expect(letterOf('88.20').mutu).toBe('B');
    expect(letterOf('24.75').mutu).toBe('D');
  });

  it('leaves no published value without a letter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2500, max: 10_000 }), (hundredths) => {
        const published = (hundredths / 100).toFixed(2);
        const { from, to } = letterOf(published);
        expect(Number(from) <= Number(published) && Number(published) <= Number(to)).toBe(true);
      }),
    );
  });

  it('reads published values only', () => {
    for (const text of ['88,31', '88.3', '88.305', '', 'B']) expect(() => letterOf(text)).toThrow(RangeError);
  });
});
