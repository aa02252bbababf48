import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, localMinute } from '../../../kernel/dates.ts';
import { maskEmail, maskName, maskPhone, needsGuardian, normalEmail, normalPhone } from './contact.ts';
import { clockOf, requestDue, trackingOf, trackingPattern } from './request.ts';

describe('contact data', () => {
  test('one number is one number, however it is written', () => {
    for (const written of ['0812-3456-7890', '+62 812 3456 7890', '62812 34567890', '(0812) 3456.7890', '81234567890'])
      expect(normalPhone(written), written).toBe('6281234567890');
    expect(normalPhone('+65 6123 4567')).toBe('6561234567');
    for (const wrong of ['', '0812', 'tidak ada', '0812 3456 7890 ext 3', '9'.repeat(20)])
      expect(normalPhone(wrong), wrong).toBeNull();
    fc.assert(
      fc.property(fc.stringMatching(/^8\d{8,10}$/), fc.constantFrom('0', '+62', '62', '+62 ', ''), (rest, lead) => {
        expect(normalPhone(`${lead}${rest}`)).toBe(`62${rest}`);
      }),
    );
  });

  test('an address is compared without regard to letters, and must be one', () => {
    expect(normalEmail(' Siti@Contoh.ID ')).toBe('siti@contoh.id');
    for (const wrong of ['', 'siti', 'siti@', '@contoh.id', 'a b@contoh.id', 'siti@contoh', 'siti@contoh..id'])
      expect(normalEmail(wrong), wrong).toBeNull();
  });

  test('a mask keeps a first letter or three digits, whatever is under it', () => {
    expect(maskName('Siti Aminah')).toBe('S•••• A••••');
    expect(maskPhone('0812-3456-7890')).toBe('••••890');
    expect(maskEmail('siti@contoh.id')).toBe('s••••@••••');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,12}( [a-z]{2,12}){0,3}$/), (name) => {
        for (const word of name.split(' ')) expect(maskName(name)).not.toContain(word);
      }),
    );
  });

  test('a guardian is asked of whoever said an age below the limit', () => {
    expect([needsGuardian(17, 18), needsGuardian(18, 18), needsGuardian(undefined, 18), needsGuardian('5', 18)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('clocks', () => {
  const at = new Date('2026-05-01T03:00:00Z');

  test('72 hours of the clock, over weekends and changes of the month', () => {
    expect(requestDue(at).toISOString()).toBe('2026-05-04T03:00:00.000Z');
    const due = requestDue(at);
    expect(clockOf(due, null, at)).toEqual({ state: 'running', hours: 72 });
    expect(clockOf(due, null, due)).toEqual({ state: 'running', hours: 0 });
    expect(clockOf(due, null, new Date(due.getTime() + 1))).toEqual({ state: 'over', hours: 1 });
    expect(clockOf(due, at, new Date(due.getTime() + 1e9))).toEqual({ state: 'done' });
  });

  test('a form’s clock and an instant are one another’s', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e9 }),
        fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'UTC'),
        (minutes, zone) => {
          const instant = new Date((minutes % 5e7) * 60_000);
          expect(instantOf(localMinute(instant, zone), zone)?.getTime()).toBe(instant.getTime());
        },
      ),
    );
    expect(instantOf('2026-10-15 09:30', 'Asia/Jakarta')?.toISOString()).toBe('2026-10-15T02:30:00.000Z');
    for (const wrong of ['', '2026-02-30T09:00', '2026-10-15', '2026-10-15T24:00', 'besok'])
      expect(instantOf(wrong, 'Asia/Jakarta')).toBeNull();
  });

  test('a code of a request has the shape that its address asks for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(trackingOf(bytes)).toMatch(trackingPattern);
      }),
    );
  });
});
