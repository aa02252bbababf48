import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earlierLines, letterUnder, mergeTrend, readEarlier, ruleChanges } from './earlier.ts';

const given = {
  period: '2016',
  rule: '16/2014',
  ikm: '78,5',
  mutu: 'B',
  respondents: '1.250',
  source: 'Laporan SKM 2016, hlm. 12',
};

describe('what a print says', () => {
  test('is kept as it is: decimals, letter and all', () => {
    expect(readEarlier(given).value).toEqual({
      periodCode: '2016',
      ruleSet: 'permenpanrb-16-2014',
      ikm: '78.5',
      mutu: 'B',
      respondents: 1250,
      source: 'Laporan SKM 2016, hlm. 12',
    });
    expect(readEarlier({ ...given, rule: '', mutu: '', respondents: '' }).value).toMatchObject({
      ruleSet: '',
      mutu: '',
      respondents: null,
    });
    expect(readEarlier({ ...given, mutu: 'b (Baik)', rule: 'KEP/25/M.PAN/2/2004' }).value).toMatchObject({
      mutu: 'B',
      ruleSet: 'kepmenpan-25-2004',
    });
  });

  test.each([
    ['period', '2016-tw5'],
    ['period', '9999'],
    ['period', '1024-07'],
    ['rule', 'ISO 9001'],
    ['ikm', '785'],
    ['ikm', '3,14'],
    ['ikm', ''],
    ['mutu', 'E'],
    ['mutu', 'Baik'],
    ['respondents', '12,5'],
    ['respondents', '0'],
    ['source', ' '],
  ] as const)('%s "%s" is refused, and only that', (field, value) => {
    expect(readEarlier({ ...given, [field]: value }).faults).toEqual([field]);
  });

  test('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (ikm, respondents) => {
        const { value } = readEarlier({ ...given, ikm, respondents }) as { value?: { ikm: string } };
        if (value) expect(value.ikm).toBe(ikm.trim().replace(',', '.'));
      }),
    );
  });
});

test('letters are read under the rule of the time', () => {
  // 78.5 is B in 2017 (76.61–88.30) and B in 2004 (62.51–81.25); 82 is B in 2017 and A in 2004.
  expect(letterUnder('permenpanrb-14-2017', '82')).toBe('B');
  expect(letterUnder('kepmenpan-25-2004', '82')).toBe('A');
  expect(letterUnder('permenpanrb-16-2014', '82')).toBe('A');
  expect(letterUnder('permenpanrb-14-2017', '88.305')).toBe('A');
  expect(letterUnder('permenpanrb-14-2017', '88.304')).toBe('B');
  expect(letterUnder('', '82')).toBeNull();
});

describe('a table', () => {
  test('is read by its header, whatever the order', () => {
    const rows = [
      ['Sumber', 'IKM', 'Unit Pelayanan', 'Periode', 'Jumlah Responden'],
      ['Laporan', 78.5, 'dinsos', 2016, 120],
    ].map((cells, at) => ({ line: at + 3, cells }));
    expect(earlierLines(rows)).toEqual([
      {
        line: 4,
        unit: 'dinsos',
        given: { period: '2016', rule: '', ikm: '78.5', mutu: '', respondents: '120', source: 'Laporan' },
      },
    ]);
  });

  test('without its columns is none', () => {
    expect(earlierLines([])).toBeNull();
    expect(earlierLines([{ line: 1, cells: ['a', 'b'] }])).toBeNull();
  });
});

describe('a trend', () => {
  const point = (code: string, ikm: string | null, ruleSet = 'new') => ({ code, ikm, ruleSet });
  const blank = (code: string) => point(code, null, '');

  test('puts printed figures before own ones, keeps gaps open, and prefers own figures', () => {
    const merged = mergeTrend(
      [point('2019', null), point('2020', '80.00'), point('2021', '81.00')],
      [point('2016', '70.00', 'old'), point('2019', '75.00', 'old'), point('2021', '60.00', 'old')],
      blank,
    );
    expect(merged.map(({ code, ikm }) => [code, ikm])).toEqual([
      ['2016', '70.00'],
      ['2017', null],
      ['2018', null],
      ['2019', '75.00'],
      ['2020', '80.00'],
      ['2021', '81.00'],
    ]);
    expect(ruleChanges(merged)).toEqual([false, false, false, false, true, false]);
  });

  test('of nothing is nothing', () => {
    expect(mergeTrend([], [], blank)).toEqual([]);
    expect(ruleChanges([])).toEqual([]);
  });
});
