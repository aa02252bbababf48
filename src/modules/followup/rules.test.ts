/** The rules of the plan: what is proposed, what a state asks for, which quarters there are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPeriod } from '../../kernel/period.ts';
import { compare, parseRational } from '../../kernel/rational.ts';
import { recapColumns } from './index.ts';
import { parseContent, parseProgress } from './inputs.ts';
import {
  isOverdue,
  type PublishedUnsur,
  proposalsOf,
  proposed,
  quartersFor,
  refuseProgress,
  states,
  tidyProgress,
  usualQuarter,
} from './rules.ts';
import { quarterName } from './texts/screens.ts';

const unsurList = fc
  .array(
    fc.record({
      sum: fc.integer({ min: 1, max: 400 }),
      n: fc.integer({ min: 1, max: 100 }),
      mutu: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(
      ({ sum, n, mutu }, at): PublishedUnsur => ({
        id: `u${at}`,
        name: `Unsur ${at}`,
        nrr_exact: `${sum}/${n}`,
        value: '0.00',
        mutu,
      }),
    ),
  );
const exact = ({ nrr_exact }: PublishedUnsur) => parseRational(nrr_exact);

describe('what a result proposes', () => {
  test('weakest first; nothing left out is weaker than the third or below B; what has a line is not proposed again', () => {
    fc.assert(
      fc.property(unsurList, fc.array(fc.nat(12)), (unsur, taken) => {
        const plan = taken.map((at) => ({ unsur: `u${at}`, state: at % 2 === 0 ? ('planned' as const) : ('dropped' as const) }));
        const open = new Set(plan.filter(({ state }) => state !== 'dropped').map((one) => one.unsur));
        const found = proposalsOf(unsur, plan);
        for (const [at, one] of found.entries()) {
          const next = found[at + 1];
          if (next) expect(compare(exact(one), exact(next))).toBeLessThanOrEqual(0);
          expect(open.has(one.id)).toBe(false);
        }
        const ids = new Set(found.map(({ id }) => id));
        for (const one of unsur.filter(({ id }) => !ids.has(id) && !open.has(id))) {
          expect(['A', 'B']).toContain(one.mutu);
          expect(unsur.filter((other) => compare(exact(other), exact(one)) < 0).length).toBeGreaterThanOrEqual(proposed);
        }
      }),
    );
  });
});

describe('what a state asks for', () => {
  const text = fc.constantFrom('', 'Loket ketiga dibuka 2 Januari.');
  const progress = fc.record({ state: fc.constantFrom(...states), evidence: text, evidenceUrl: text, reason: text });

  test('done without proof and given up without a reason are refused, nothing else; a tidy line keeps a reason only where it was given up', () => {
    fc.assert(
      fc.property(progress, (one) => {
        const wrong = (one.state === 'done' && one.evidence === '') || (one.state === 'dropped' && one.reason === '');
        expect(refuseProgress(one) !== null).toBe(wrong);
        const tidy = tidyProgress(one);
        expect(tidy.reason !== '').toBe(one.state === 'dropped' && one.reason !== '');
        expect(refuseProgress(tidy)).toBe(refuseProgress(one));
      }),
    );
  });

  test.each([
    [{ state: 'done' }, { evidence: 'no_evidence' }],
    [{ state: 'dropped' }, { reason: 'no_reason' }],
    [{ state: 'selesai' }, { state: 'choose' }],
    [{ state: 'done', evidence: 'x', evidence_url: 'javascript:alert(1)' }, { evidence_url: 'url' }],
    [{ state: 'running', evidence: 'x'.repeat(1001) }, { evidence: 'long' }],
  ])('the form says where: %j', (body, wrong) => {
    expect(parseProgress(body as Record<string, string>).wrong).toEqual(wrong);
  });

  test('what is planned needs every field, of what there is to choose', () => {
    const choices = { unsur: ['time'], quarters: ['2025-tw1'] };
    const good = { unsur: 'time', action: 'Loket ketiga', due: '2025-tw1', owner: 'Kepala Seksi' };
    expect(parseContent(good, choices).value).toEqual(good);
    expect(parseContent({ unsur: 'cost', due: '2030-tw1', owner: 'x'.repeat(121) }, choices).wrong).toEqual({
      ...{ unsur: 'choose', action: 'required', due: 'choose', owner: 'long' },
    });
  });
});

test('quarters begin with the one in which the period ended and are all quarters; what was named stays among them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2900 }), fc.constantFrom('', '-s1', '-s2', '-tw3', '-07'), (year, part) => {
      const codes = quartersFor(`${year}${part}`);
      expect(codes.every((code) => findPeriod(code)?.kind === 'quarter')).toBe(true);
      expect(codes.at(-1)).toBe(`${year + 2}-tw4`);
      expect(quartersFor(`${year}${part}`, '1999-tw1')).toEqual(['1999-tw1', ...codes]);
    }),
  );
  expect(quartersFor('2024-tw3')[0]).toBe('2024-tw3');
  expect(quartersFor('2024-s1')[0]).toBe('2024-tw2');
});

test('a new line begins with a quarter that is not over, while there is one', () => {
  const quarters = quartersFor('2024-tw3');
  expect(usualQuarter(quarters, '2024-09-30')).toBe('2024-tw3');
  expect(usualQuarter(quarters, '2024-10-05')).toBe('2024-tw4');
  expect(usualQuarter(quarters, '2031-01-01')).toBe('2026-tw4');
});

test('a line is overdue after its quarter while it is open', () => {
  expect(isOverdue({ state: 'planned', due: '2025-tw1' }, '2025-03-31')).toBe(false);
  expect(isOverdue({ state: 'running', due: '2025-tw1' }, '2025-04-01')).toBe(true);
  expect(isOverdue({ state: 'done', due: '2025-tw1' }, '2026-04-01')).toBe(false);
});

test('the columns of the recap leave out what was given up', () => {
  const line = { unsurName: 'Waktu penyelesaian', action: 'Loket ketiga', due: '2025-tw1', owner: 'Seksi Pelayanan' };
  const plan = [
    { ...line, state: 'running' as const },
    { ...line, unsurName: 'Biaya/tarif', state: 'dropped' as const },
  ];
  expect(recapColumns(plan, 'id')).toEqual({
    priority: 'Waktu penyelesaian',
    plan: '1. Loket ketiga (TW I 2025; Seksi Pelayanan; berjalan)',
  });
  expect(quarterName('2025-tw4', 'en')).toBe('Q4 2025');
});
