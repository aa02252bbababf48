import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readContent } from '../inputs/form.ts';
import { profile } from '../law/permenpanrb-14-2017-profile.ts';
import { type ByteRange, readRange } from './aids.ts';
import { noChanges, resolveInstrument } from './instrument.ts';
import { isShown, screensOf, stepFrom } from './kiosk.ts';
import { levelsOf, sayProfile, storedValues, valuesOf } from './profile.ts';

const instrument = resolveInstrument({
  id: 'i',
  questionnaireId: 'q',
  version: 1,
  base: 'permenpanrb-14-2017',
  changes: noChanges,
  createdAt: new Date(0),
  frozenAt: null,
});
const field = (id: string) => profile.find((one) => one.id === id) as (typeof profile)[number];
const disability = field('disability');
const read = (posted: Record<string, string>) => readContent(posted, instrument, '2024-10-15', { complete: false }).profile;

describe('several kinds of disability', () => {
  test('are one stored answer whoever ticked them, and what was stored before stays what it was', () => {
    expect(read({ 'disability-sensory': '1', 'disability-physical': '1', disability: 'yes' })).toEqual({
      disability: 'physical sensory',
    });
    // A form, a file or a device of before there could be several.
    expect(read({ disability: 'physical' })).toEqual({ disability: 'physical' });
    expect(read({ disability: 'physical sensory' })).toEqual({ disability: 'physical sensory' });
    expect(read({ disability: 'yes' })).toEqual({ disability: 'yes' });
    expect(read({ disability: 'no' })).toEqual({ disability: 'no' });
    // Whoever names a kind has one, whatever else was ticked.
    expect(read({ disability: 'no', 'disability-mental': '1' })).toEqual({ disability: 'mental' });
    expect(read({ disability: 'blind', 'disability-blind': '1' })).toEqual({});
    fc.assert(
      fc.property(fc.shuffledSubarray(disability.values.map(({ id }) => id)), (values) => {
        const stored = storedValues(disability, values);
        expect(storedValues(disability, valuesOf(stored))).toBe(stored);
      }),
    );
  });

  test('are counted each, and the person once', () => {
    expect(levelsOf(disability, 'physical sensory')).toEqual(['physical', 'yes', 'sensory']);
    expect(levelsOf(disability, 'physical')).toEqual(['physical', 'yes']);
    expect(levelsOf(disability, 'yes')).toEqual(['yes']);
    expect(levelsOf(disability, 'no')).toEqual(['no']);
    expect(sayProfile(disability, 'physical sensory', 'id')).toBe('Fisik, Sensorik');
  });
});

test('a helper is kept only beside help, and naming one says that there was help', () => {
  expect(read({ assistance: 'proxy', helper: 'officer' })).toEqual({ assistance: 'proxy', helper: 'officer' });
  expect(read({ helper: 'family' })).toEqual({ assistance: 'assisted', helper: 'family' });
  expect(read({ assistance: 'self', helper: 'officer' })).toEqual({ assistance: 'self' });
  expect(read({ assistance: '', helper: '' })).toEqual({});
});

test('a kiosk asks closer only where there is something closer, and forgets it when the answer before changes', () => {
  const screens = screensOf(instrument);
  const at = screens.findIndex((screen) => 'name' in screen && screen.name === 'disability');
  expect(screens[at + 1]?.kind).toBe('several');
  const yes = stepFrom(screens, at, 1, { disability: 'yes' });
  expect(yes.at).toBe(at + 1);
  const ticked = { disability: 'yes', 'disability-sensory': '1' };
  expect(stepFrom(screens, at + 1, 1, ticked).fields).toEqual(ticked);
  const no = stepFrom(screens, at, 1, { ...ticked, disability: 'no' });
  expect([no.at, no.fields]).toEqual([at + 2, { disability: 'no' }]);
  expect(stepFrom(screens, at + 2, -1, { disability: 'no' }).at).toBe(at);
  const alone = stepFrom(screens, at + 2, 1, { assistance: 'self', helper: 'officer' });
  expect([screens[alone.at]?.kind, alone.fields]).toEqual(['comment', { assistance: 'self' }]);
  expect(screens.filter((screen) => !isShown(screen, {}))).toHaveLength(2);
});

test('parts of a file are those that are asked for, never beyond its end', () => {
  const size = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(size, fc.nat(6000), fc.nat(6000), (size, a, b) => {
      for (const header of [`bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
        const range = readRange(header, size);
        if (range === null || range === 'unsatisfiable') continue;
        const { first, last } = range as ByteRange;
        expect(0 <= first && first <= last && last < size, header).toBe(true);
      }
    }),
  );
  expect(readRange('bytes=0-0', 10)).toEqual({ first: 0, last: 0 });
  expect(readRange('bytes=-3', 10)).toEqual({ first: 7, last: 9 });
  expect(readRange('bytes=10-', 10)).toBe('unsatisfiable');
  expect(readRange('bytes=-0', 10)).toBe('unsatisfiable');
  for (const header of [undefined, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,3-4', 'items=0-1'])
    expect(readRange(header, 10)).toBe(null);
});
