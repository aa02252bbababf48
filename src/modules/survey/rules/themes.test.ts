/** The grouping of comments: every grouping says why, a person's word wins, and how often it is right on labelled comments. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../platform/root.ts';
import { instruments } from '../law/instruments.ts';
import { stopWords, themes } from './theme-words.ts';
import { countGroups, groupComment, isIn, leastSimilarity, settleGroups, ungrouped } from './themes.ts';
import { qualityOf, readLabelled } from './themes-quality.ts';

const words = fc.array(fc.constantFrom(...themes.flatMap((one) => one.words), 'saya', 'dan', 'xyz', '12', 'Budi'), {
  maxLength: 12,
});

describe('groupComment', () => {
  test('says which words of the comment made each grouping, the closest first', () => {
    fc.assert(
      fc.property(words, (given) => {
        const comment = given.join(', ');
        const small = comment.toLowerCase().replace(/[^\p{L}]+/gu, ' ');
        const found = groupComment(comment);
        for (const [at, one] of found.entries()) {
          expect(one.words.length).toBeGreaterThan(0);
          for (const word of one.words) expect(small).toContain(word);
          expect(one.similarity).toBeGreaterThanOrEqual(leastSimilarity);
          expect(one.similarity).toBeLessThanOrEqual(1 + 1e-9);
          expect(one.themes.length).toBeGreaterThan(0);
          expect(one.similarity).toBeGreaterThanOrEqual(found[at + 1]?.similarity ?? 0);
        }
      }),
    );
  });

  test('does not depend on capitals, marks or figures, nor on which spelling of one word', () => {
    fc.assert(
      fc.property(words, (given) => {
        const unsur = (text: string) => groupComment(text).map((one) => one.unsur);
        expect(unsur(given.join(' ').toUpperCase())).toEqual(unsur(given.join(' ')));
      }),
    );
    expect(groupComment('Mengantri lama').map(({ unsur }) => unsur)).toEqual(['time']);
    expect(groupComment('Antrean').at(0)?.themes).toEqual(['time.queue']);
  });

  test('nothing comes of nothing', () => {
    for (const text of ['', '👍', '1234', 'Terima kasih', 'semoga semua baik']) expect(groupComment(text)).toEqual([]);
  });

  test('never breaks on what people write', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => void groupComment(text)));
  });
});

test('a person’s word wins, an empty one too; counts and filters follow it', () => {
  const comment = 'Antre lama';
  expect(settleGroups(comment, null)).toMatchObject({ byHand: false, groups: [{ unsur: 'time' }] });
  const said = settleGroups(comment, ['facilities']);
  expect(said).toMatchObject({ byHand: true, groups: [{ unsur: 'facilities', words: [] }] });
  const none = settleGroups(comment, []);
  expect([isIn(said.groups, 'facilities'), isIn(said.groups, 'time'), isIn(none.groups, ungrouped)]).toEqual([true, false, true]);
  const counts = countGroups([said.groups, none.groups, groupComment(comment)]);
  expect(Object.fromEntries(counts)).toMatchObject({ facilities: 1, none: 1, time: 1, 'time.queue': 1 });
});

test('the lists speak of unsur that are asked, each theme once, and hold no stop word alone', () => {
  const asked = new Set(Object.values(instruments).flatMap(({ unsur }) => unsur.map(({ id }) => id as string)));
  expect(themes.filter(({ unsur }) => !asked.has(unsur))).toEqual([]);
  expect(new Set(themes.map(({ id }) => id)).size).toBe(themes.length);
  expect(themes.flatMap((one) => one.words).filter((word) => stopWords.has(word))).toEqual([]);
});

test('agrees with labelled comments that nobody looked at while the lists were made', () => {
  const file = join(packageRoot, 'src', 'modules', 'survey', 'fixtures', 'labelled-comments.csv');
  const held = qualityOf(readLabelled(readFileSync(file, 'utf8')).filter(({ part }) => part === 'held'));
  // Bounds, not figures: the figures are in docs/measured/themes.json.
  expect(held.precision).toBeGreaterThan(0.7);
  expect(held.recall).toBeGreaterThan(0.7);
  expect(held.noneKept).toBe(held.none);
});
