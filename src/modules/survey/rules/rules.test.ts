import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../kernel/problem.ts';
import { addOwnQuestion, dropUnsur, replaceUnsur } from '../actions/questionnaire.ts';
import { canonicalJson, fitsInstrument } from './answer.ts';
import { isCode, makeCode } from './codes.ts';
import { checkAddedNames, checkChanges, noChanges, type OwnQuestion, resolveInstrument } from './instrument.ts';
import { maskPersonal } from './mask.ts';
import { ageGroupOf } from './profile.ts';

const base = 'permenpanrb-14-2017';
const words = (text: string) => ({ id: text, en: text });
const resolve = (changes = noChanges) =>
  resolveInstrument({ id: 'i', questionnaireId: 'q', version: 1, base, changes, createdAt: new Date(0), frozenAt: null });
const substitute = {
  unsur: 'cost',
  name: 'Transparansi biaya',
  question: words('Jelas?'),
  labels: ['1', '2', '3', '4'].map(words),
  reason: 'Gratis',
};

const counted = (unsurName: string) => ({
  kind: 'choice' as const,
  question: words('?'),
  options: ['1', '2', '3', '4'].map(words),
  unsurName,
});

describe('an instrument', () => {
  test('keeps scores in unsur order and asks in questionnaire order', () => {
    const one = resolve();
    expect(one.unsur.map(({ code, id, slot }) => [code, id, slot]).slice(7)).toEqual([
      ['U8', 'complaints', 8],
      ['U9', 'facilities', 9],
    ]);
    expect(one.asked.map((at) => one.items[at]?.id).slice(7)).toEqual(['facilities', 'complaints']);
  });

  test('a substitute keeps id, code and slot; a dropped unsur leaves its code and slot empty; an added one comes tenth', () => {
    const changes = addOwnQuestion(
      dropUnsur(replaceUnsur(noChanges, substitute), 'competence', 'Daring'),
      {
        kind: 'choice',
        question: words('Bebas pungli?'),
        options: ['1', '2', '3', '4'].map(words),
        unsurName: 'Integritas',
      },
      [],
    );
    checkChanges(base, changes);
    const one = resolve(changes);
    expect(one.unsur.map(({ code }) => code)).toEqual(['U1', 'U2', 'U3', 'U4', 'U5', 'U7', 'U8', 'U9', 'U10']);
    expect(one.unsur.find(({ id }) => id === 'cost')).toMatchObject({
      code: 'U4',
      slot: 4,
      name: 'Transparansi biaya',
      replaced: { officialName: 'Biaya/Tarif', reason: 'Gratis' },
    });
    expect(one.unsur.at(-1)).toMatchObject({ id: 'extra-1', slot: 10, added: true });
    expect(one.items).toHaveLength(9);
    expect(
      fitsInstrument(
        one.items.map(() => 4),
        one,
      ),
    ).toBe(true);
  });

  test('questions outside the index are no items', () => {
    const one = resolve(
      addOwnQuestion(
        noChanges,
        {
          kind: 'choice',
          question: words('Dari mana tahu?'),
          options: ['a', 'b'].map(words),
          unsurName: null,
        },
        [],
      ),
    );
    expect([one.items.length, one.own.length]).toEqual([9, 1]);
  });

  test.each([
    ['survey.unsur_not_replaceable', replaceUnsur(noChanges, { ...substitute, unsur: 'time' })],
    ['survey.reason_missing', replaceUnsur(noChanges, { ...substitute, reason: ' ' })],
    ['survey.reason_missing', dropUnsur(noChanges, 'time', '')],
    ['survey.scale_not_four', replaceUnsur(noChanges, { ...substitute, labels: [] })],
    ['survey.unsur_unknown', dropUnsur(noChanges, 'weather', 'x')],
    ['survey.unsur_twice', { ...noChanges, replaced: [substitute], dropped: [{ unsur: 'cost', reason: 'x' }] }],
    [
      'survey.nothing_left',
      ['requirements', 'procedure', 'time', 'cost', 'product', 'competence', 'behaviour', 'complaints', 'facilities'].reduce(
        (all, id) => dropUnsur(all, id, 'x'),
        noChanges,
      ),
    ],
    [
      'survey.too_many_added',
      {
        ...noChanges,
        own: [1, 2, 3, 4].map((n) => ({ ...counted(`N${n}`), id: `own-${n}`, unsur: { id: `extra-${n}`, name: `N${n}` } })),
      },
    ],
  ])('refuses with %s', (code, changes) => {
    expect(() => checkChanges(base, changes)).toThrow(expect.objectContaining({ code }));
  });

  test('an id means one question and one name for ever, in whatever order questions come and go', () => {
    const step = fc.oneof(fc.constantFrom('A', 'a ', 'B', 'C', 'D'), fc.nat(3));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let now = noChanges;
        const ever: OwnQuestion[] = [];
        const names = new Map<string, string>();
        for (const what of steps) {
          if (typeof what === 'number') {
            now = { ...now, own: now.own.filter((_, at) => at !== what) };
            continue;
          }
          try {
            now = addOwnQuestion(now, counted(what), ever);
          } catch (error) {
            if (error instanceof Problem) continue;
            throw error;
          }
          const added = now.own.at(-1) as OwnQuestion;
          expect(ever.map(({ id }) => id)).not.toContain(added.id);
          ever.push(added);
          const name = what.trim().toLowerCase();
          expect(names.get(added.unsur?.id ?? '') ?? name).toBe(name);
          names.set(added.unsur?.id ?? '', name);
          checkAddedNames(now.own, ever);
        }
        expect(names.size).toBeLessThanOrEqual(3);
      }),
    );
    const three = ['A', 'B', 'C'].reduce((all, name) => addOwnQuestion(all, counted(name), []), noChanges);
    expect(() => addOwnQuestion(noChanges, counted('D'), three.own)).toThrow(
      expect.objectContaining({ code: 'survey.added_names_full' }),
    );
    expect(() => addOwnQuestion(three, counted(' c'), [])).toThrow(expect.objectContaining({ code: 'survey.added_twice' }));
  });
});

const hidden = { email: '[surel disamarkan]', phone: '[nomor telepon disamarkan]', nik: '[NIK disamarkan]' };

describe('personal data', () => {
  test.each([
    ['hubungi 081234567890 ya', 'hubungi [nomor telepon disamarkan] ya'],
    ['WA +62 812-3456-7890.', 'WA [nomor telepon disamarkan].'],
    ['62812 3456 7890', '[nomor telepon disamarkan]'],
    ['telp (021) 5551234', 'telp [nomor telepon disamarkan]'],
    ['hp 0812.3456.7890', 'hp [nomor telepon disamarkan]'],
    ['hp 812 3456 7890', 'hp [nomor telepon disamarkan]'],
    ['NIK 6403051507900001', 'NIK [NIK disamarkan]'],
    ['NIK 6403 0515 0790 0001!', 'NIK [NIK disamarkan]!'],
    ['surel budi.s+x@contoh.co.id, ya', 'surel [surel disamarkan], ya'],
  ])('%s', (given, masked) => {
    expect(maskPersonal(given, hidden)).toBe(masked);
  });

  test.each([
    'Dua minggu sejak 12-10-2024',
    'bayar Rp1.250.000',
    'bayar 850.000.000',
    'tahun 2023 dan 2024',
    'antre 3 jam, loket 12',
    '08-10-2024 datang',
    'jam 08.30-12.00',
  ])('leaves "%s"', (text) => {
    expect(maskPersonal(text, hidden)).toBe(text);
  });

  test('no run of nine digits that starts like a telephone number and no NIK is left', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('08', '628', '+628'),
        fc.stringMatching(/^\d{8,10}$/),
        fc.stringMatching(/^[1-9]\d{15}$/),
        (text, prefix, rest, nik) => {
          const clean = text.replace(/[\d+().-]/g, '');
          const masked = maskPersonal(`${clean} ${prefix}${rest} ${clean}x${nik}`, hidden);
          expect(masked).not.toContain(rest);
          expect(masked).not.toContain(nik);
        },
      ),
    );
  });
});

describe('a code', () => {
  test('is always a code, and can be read aloud', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.nat(5), (random, attempt) => {
        const code = makeCode(() => random, attempt);
        expect(isCode(code)).toBe(true);
        expect(code).not.toMatch(/[01]/);
      }),
    );
  });

  test.each(['ab', 'A-b', '-abc', 'abc-', 'a--b', 'a b c', 'a'.repeat(41), ''])('"%s" is none', (text) =>
    expect(isCode(text)).toBe(false),
  );
});

test('canonical JSON does not depend on key order or composition of letters', () => {
  expect(canonicalJson({ b: [1, null], a: 'e\u0301' })).toBe(canonicalJson({ a: '\u00e9', b: [1, null] }));
  expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }));
});

test('ages fall into groups without holes', () => {
  for (let age = 0; age <= 120; age++) expect(ageGroupOf(age)).toBeDefined();
  expect([17, 18, 64, 65].map(ageGroupOf)).toEqual(['<18', '18–24', '55–64', '65+']);
});
