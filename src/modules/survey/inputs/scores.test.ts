import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument } from '../law/instrument.ts';
import { instruments } from '../law/instruments.ts';
import { bottomKind, printedNumber } from './bottom-rows.ts';
import type { ScoreCell } from './headers.ts';
import { recogniseScores, type ScoreReading, type ScoreTable } from './scores.ts';

const instrument = instruments['permenpanrb-14-2017'] as Instrument;
const codes = Array.from({ length: 9 }, (_, u) => `U${u + 1}`);
type Row = readonly ScoreCell[];

async function recognise(rows: readonly Row[], order: 'unsur' | 'questionnaire' = 'unsur'): Promise<ScoreTable> {
  async function* batches() {
    for (let at = 0; at < rows.length; at += 7) yield rows.slice(at, at + 7).map((cells, i) => ({ line: at + i + 1, cells }));
  }
  return recogniseScores(batches(), { instrument, order });
}

async function read(rows: readonly Row[]): Promise<ScoreReading & { people: number[][]; table: ScoreTable }> {
  const table = await recognise(rows);
  const people: number[][] = [];
  const reading = await table.read(table.columns, (scores) => {
    people.push([...scores]);
  });
  return { ...reading, people, table };
}

const brief = (table: ScoreTable) => table.columns.map(({ header, id }) => `${header}=${id}`);

describe('columns', () => {
  it.each([
    ['codes', codes],
    ['lower case and spaces', codes.map((code) => ` ${code.toLowerCase().replace('u', 'u ')} `)],
    ['points, dashes and zeros', codes.map((code) => code.replace('U', 'U-0'))],
    [
      'official names',
      [
        'PERSYARATAN',
        'Sistem, Mekanisme dan Prosedur',
        'waktu penyelesaian',
        'Biaya / Tarif',
        'Produk Spesifikasi Jenis Pelayanan',
        'Kompetensi Pelaksana',
        'Perilaku Pelaksana',
        'Penanganan Pengaduan, Saran & Masukan',
        'Sarana dan Prasarana',
      ],
    ],
    [
      'older and short names',
      [
        'Persyaratan Pelayanan',
        'Prosedur',
        'Waktu Pelayanan',
        'Biaya',
        'Produk',
        'Kompetensi',
        'Perilaku',
        'Pengaduan',
        'Sarpras',
      ],
    ],
    [
      'code and name',
      [
        'U1 Persyaratan',
        'U2. Prosedur',
        'U3 (Waktu)',
        'U4: Biaya/Tarif',
        'U5 - Produk',
        'U6 Kompetensi',
        'U7 Perilaku',
        'U8 Pengaduan',
        'U9 Sarana',
      ],
    ],
    ['codes behind or before other words', codes.map((code, u) => (u % 2 ? `Nilai ${code}` : code))],
    [
      'names with the code behind',
      [
        'Persyaratan (U1)',
        'Prosedur (U2)',
        'Waktu (U3)',
        'Biaya (U4)',
        'Produk (U5)',
        'Kompetensi (U6)',
        'Perilaku (U7)',
        'Pengaduan (U8)',
        'Sarana (U9)',
      ],
    ],
    [
      'the questions of the annex, as forms on the web head their columns',
      [
        'Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?',
        'Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?',
        'Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?',
        'Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?',
        'Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan dengan hasil yang diberikan?',
        'Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?',
        '7. Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?',
        'Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?',
        'Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?',
      ],
    ],
    [
      'semantic ids',
      ['requirements', 'procedure', 'time', 'cost', 'product', 'competence', 'behaviour', 'complaints', 'facilities'],
    ],
  ])('%s', async (_, headers) => {
    const table = await recognise([
      ['No', ...headers, 'Saran'],
      [1, 1, 2, 3, 4, 1, 2, 3, 4, 1, 'baik'],
    ]);
    expect(table.columns.map(({ id }) => id)).toEqual(instrument.orders.unsur);
    expect(table.columns.map(({ header }) => header)).toEqual(headers.map((header) => header.trim()));
    expect(table.ignored).toEqual(['No', 'Saran']);
  });

  it('a code follows the order; a name is itself', async () => {
    expect(
      brief(
        await recognise(
          [
            ['U7', 'U8', 'U9'],
            ['1', '2', '3'],
          ],
          'questionnaire',
        ),
      ),
    ).toEqual(['U7=behaviour', 'U8=facilities', 'U9=complaints']);
    expect(
      brief(
        await recognise(
          [
            ['Sarana', 'Pengaduan'],
            ['1', '2'],
          ],
          'questionnaire',
        ),
      ),
    ).toEqual(['Sarana=facilities', 'Pengaduan=complaints']);
    expect(
      brief(
        await recognise(
          [
            ['U8 Pengaduan', 'U9 Sarana'],
            ['1', '2'],
          ],
          'questionnaire',
        ),
      ),
    ).toEqual(['U8 Pengaduan=complaints', 'U9 Sarana=facilities']);
  });

  it('code order rules, wherever a column stands; extras come last', async () => {
    expect(
      brief(
        await recognise([
          ['U10', 'Transparansi', 'U2', 'U1'],
          ['1', '2', '3', '4'],
        ]),
      ),
    ).toEqual(['U1=requirements', 'U2=procedure', 'U10=extra-1', 'Transparansi=extra-2']);
  });

  it('an unknown name beside the scores counts when it holds scores and is no usual neighbour', async () => {
    const rows = (header: string, cell: ScoreCell): Row[] => [
      ['No', ...codes, header],
      ...Array.from({ length: 10 }, (_, n) => [n + 1, ...codes.map(() => 3), cell]),
    ];
    expect((await recognise(rows('Inklusivitas', 4))).columns.at(-1)).toMatchObject({
      id: 'extra-1',
      header: 'Inklusivitas',
      by: 'extra',
    });
    for (const [header, cell] of [
      ['Inklusivitas', 'ya'],
      ['Umur', 4],
      ['Jenis Kelamin', 1],
      ['Pendidikan', 2],
      ['Saran', 4],
      ['Jumlah', 4],
      ['', 4],
    ] as const) {
      expect((await recognise(rows(header, cell))).columns, header).toHaveLength(9);
    }
  });

  it('two columns of one unsur are refused, a timestamp called Waktu is not', async () => {
    await expect(
      recognise([
        ['U1', 'u1'],
        ['1', '2'],
      ]),
    ).rejects.toMatchObject({ code: 'survey.duplicate_column' });
    await expect(
      recognise([
        ['U1', 'U3', 'Waktu'],
        ['1', '2', '3'],
      ]),
    ).rejects.toMatchObject({ code: 'survey.duplicate_column' });
    expect(
      brief(
        await recognise([
          ['Waktu', 'U1', 'U3'],
          ['2024-01-01 10.00', '1', '2'],
        ]),
      ),
    ).toEqual(['U1=requirements', 'U3=time']);
  });

  it('a name over something else, or over nothing, gives way to the column that holds the scores', async () => {
    expect(
      brief(
        await recognise([
          ['Waktu', 'Persyaratan', 'Waktu Penyelesaian'],
          ['2024/01/02 10:00', '3', '2'],
        ]),
      ),
    ).toEqual(['Persyaratan=requirements', 'Waktu Penyelesaian=time']);
    expect(
      brief(
        await recognise([
          ['Waktu', 'U1', 'U3'],
          ['', '3', '2'],
        ]),
      ),
    ).toEqual(['U1=requirements', 'U3=time']);
  });

  it('points out a column of scores that it does not count', async () => {
    const table = await recognise([
      ['Inklusivitas', 'Umur', 'U1', 'U2'],
      ['3', '4', '3', '2'],
    ]);
    expect(table.columns).toHaveLength(2);
    expect(table.overlooked).toEqual(['Inklusivitas']);
  });

  it('headers lose invisible and control characters', async () => {
    expect(
      brief(
        await recognise([
          ['\u200bU1\u200b', 'U2\u0007'],
          ['1', '2'],
        ]),
      ),
    ).toEqual(['U1=requirements', 'U2=procedure']);
  });

  it('codes under names, or names under codes, are one header', async () => {
    const names = ['Sarana', 'Pengaduan', 'Waktu'];
    for (const [first, second] of [
      [names, ['U8', 'U9', 'U3']],
      [['U8', 'U9', 'U3'], names],
    ] as const) {
      const { table, people, rejected } = await read([first, second, ['1', '2', '3']]);
      expect(brief(table)).toEqual(['U3=time', 'U8=facilities', 'U9=complaints']);
      expect(people).toEqual([[3, 1, 2]]);
      expect(rejected).toEqual([]);
    }
  });

  it('says when there are none', async () => {
    await expect(
      recognise([
        ['a', 'b'],
        ['1', '2'],
      ]),
    ).rejects.toMatchObject({ code: 'survey.no_unsur_columns' });
    await expect(recognise([[], []])).rejects.toMatchObject({ code: 'survey.empty_table' });
  });
});

describe('cells', () => {
  it('rejects with the place what is no score, and keeps the row', async () => {
    const { people, rejected, respondents } = await read([
      ['U1', 'U2'],
      ['5', '4'],
      ['0', 'empat'],
      ['2.5', '3,0'],
      ['', ' '],
      [-1, 3.5],
      ['1;2', '\u00a04 '],
    ]);
    expect(people).toEqual([
      [0, 4],
      [0, 3],
      [0, 4],
    ]);
    expect(respondents).toBe(3);
    expect(rejected).toEqual([
      { row: 2, column: 'U1', value: '5', code: 'score_out_of_range' },
      { row: 3, column: 'U1', value: '0', code: 'score_out_of_range' },
      { row: 3, column: 'U2', value: 'empat', code: 'score_not_a_number' },
      { row: 4, column: 'U1', value: '2.5', code: 'score_not_whole' },
      { row: 6, column: 'U1', value: '-1', code: 'score_out_of_range' },
      { row: 6, column: 'U2', value: '3.5', code: 'score_not_whole' },
      { row: 7, column: 'U1', value: '1;2', code: 'score_not_a_number' },
    ]);
  });

  it('every filled cell is counted or listed, whatever stands in it', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', '1', '2', '3', '4'),
      fc.constantFrom<ScoreCell>('5', '0', '3,5', 'Baik', null, 3, 7, 2.5, '#N/A'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 40 }), async (rows) => {
        const { people, rejected, respondents } = await read([['U1', 'U2', 'U3'], ...rows]);
        const filled = rows.flat().filter((one) => one !== null && one !== '');
        expect(people.flat().filter((score) => score > 0).length + rejected.length).toBe(filled.length);
        expect(respondents).toBe(people.length);
        for (const { row, column, value } of rejected) {
          expect(String(rows[row - 2]?.[Number(column.slice(1)) - 1])).toBe(value);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('equal rows are people who agree', async () => {
    expect((await read([['U1'], ...Array.from({ length: 500 }, () => ['3'])])).respondents).toBe(500);
  });

  it('gives up after a million', async () => {
    const table = await recognise([['U1'], ...Array.from({ length: 1_000_001 }, () => ['x'])]);
    await expect(table.read(table.columns, () => undefined)).rejects.toMatchObject({ code: 'survey.too_many_rejected' });
  });

  it('skips the row that numbers the columns and a header printed again', async () => {
    const people = Array.from({ length: 3 }, (_, n) => [n + 1, 1, 2, 3, 4, 3, 2, 1, 2, 3]);
    const numbers = Array.from({ length: 10 }, (_, n) => n + 1);
    for (const row of [numbers, numbers.map((n) => `(${n})`)]) {
      const { respondents, rejected } = await read([['No', ...codes], row, ...people, ['No', ...codes], ...people]);
      expect(respondents).toBe(6);
      expect(rejected).toEqual([]);
    }
    const two = await read([
      ['No', 'U1', 'U2'],
      ['(1)', '(2)', '(3)'],
      ['1', '2', '3'],
    ]);
    expect([two.people, two.rejected]).toEqual([[[2, 3]], []]);
  });
});

describe('the standard sheet', () => {
  const answers = [
    [1, 2, 2, 3, 4, 3, 4, 4, 4, 3],
    [2, 3, 3, 2, 3, 3, 3, 3, 2, 3],
    [3, 3, 3, null, 4, 4, 3, 3, 3, 4],
  ];
  const gap: Row = [];
  const sheet: Row[] = [
    ['PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR PELAYANAN'],
    ['UNIT PELAYANAN', ': Dinas Sosial'],
    gap,
    ['NO. RESP', 'NILAI UNSUR PELAYANAN'],
    [null, ...codes, null, 'No', 'UNSUR PELAYANAN', 'NILAI RATA-RATA'],
    [...(answers[0] ?? []), null, 'U1', 'Persyaratan', 2.67],
    [...(answers[1] ?? []), null, 'U2', 'Prosedur', 2.67],
    answers[2] ?? [],
    [4],
    ['Σ Nilai /Unsur', 8, 8, 5, 11, 10, 10, 10, 9, 10],
    ['NRR / Unsur', 2.67, 2.67, 2.5, 3.67, 3.33, 3.33, 3.33, 3, 3.33],
    ['NRR tertbg/ unsur', 0.296, 0.296, 0.28, 0.41, 0.37, 0.37, 0.37, 0.33, 0.37, '3,09 *)'],
    ['IKM Unit Pelayanan', null, null, null, null, null, null, null, null, null, '77,31 **)'],
    ['Keterangan :'],
    ['- U1 s.d. U9', '= Unsur-unsur pelayanan'],
    ['A (Sangat Baik)', '88,31 - 100,00'],
    [1, 'Persyaratan', 2.67],
    [null, 3, 3, 3],
  ];

  it('reads people, takes the bottom rows as a check, leaves legend and right block alone', async () => {
    const { table, people, rejected, bottomRows } = await read(sheet);
    expect(table).toMatchObject({ layout: 'standard', headerLine: 5 });
    expect(table.columns.map(({ header }) => header)).toEqual(codes);
    expect(people).toEqual(answers.map(([, ...scores]) => scores.map((score) => score ?? 0)));
    expect(rejected).toEqual([]);
    expect(bottomRows.map(({ kind, line, total }) => [kind, line, total])).toEqual([
      ['sum', 10, null],
      ['nrr', 11, null],
      ['weighted', 12, 3.09],
      ['ikm', 13, 77.31],
    ]);
    expect(bottomRows[0]?.values).toEqual([8, 8, 5, 11, 10, 10, 10, 9, 10]);
  });

  it('a numbered person under a subtotal still counts', async () => {
    const { respondents } = await read([...sheet, [5, 1, 1, 1, 1, 1, 1, 1, 1, 1]]);
    expect(respondents).toBe(4);
  });

  it('a head printed again on each page is no answer', async () => {
    const { respondents, rejected } = await read([
      ...sheet.slice(0, 6),
      ['NO. RESP', 'NILAI UNSUR PELAYANAN'],
      [null, ...codes],
      ...sheet.slice(6),
    ]);
    expect(respondents).toBe(3);
    expect(rejected).toEqual([]);
  });

  it('a row of the IKM may hold the value of each unsur before its own', async () => {
    const { bottomRows } = await read([...sheet.slice(0, 12), ['IKM', ...codes.map((_, u) => 70 + u), 77.31]]);
    expect(bottomRows.at(-1)).toMatchObject({ kind: 'ikm', total: 77.31 });
  });

  it('people below a subtotal count, by name, date or number, and the subtotal is no check of the whole', async () => {
    for (const [one, other] of [
      ['Ani', 'Budi'],
      ['2024-01-02', '2024-01-03'],
      ['1', '2'],
      ['', ''],
    ] as const) {
      const { people, bottomRows } = await read([
        ['Tanda', 'U1', 'U2', 'U3'],
        [one, '3', '3', '4'],
        ['Jumlah', '3', '3', '4'],
        [other, '1', '', '1'],
        ['Jumlah', '1', '', '1'],
      ]);
      expect(people).toEqual([
        [3, 3, 4],
        [1, 0, 1],
      ]);
      expect(bottomRows.map(({ line }) => line)).toEqual([5]);
    }
  });

  it('a comment is no bottom row, however it begins', async () => {
    const comments = ['Rata-rata petugas baik', 'Jumlah loket kurang', 'IKM bagus', 'NILAI SKM naik', 'bagus', ''];
    const { people } = await read([
      ['Saran', 'U1', 'U2', 'U3'],
      ...comments.map((comment): Row => [comment, '3', 'x', '4']),
      ...comments.map((comment): Row => [comment, '2', '', '']),
    ]);
    expect(people).toHaveLength(12);
  });

  it('a service called IKM is no bottom row', async () => {
    const { respondents } = await read([
      ['Layanan', 'U1', 'U2', 'U3'],
      ['IKM Pangan', '3', '3', '4'],
      ['Mutu Pelayanan', '3', '', '4'],
      ['KTP', '1', '1', '1'],
      ['Rata-rata', '2,33', '2', '3'],
    ]);
    expect(respondents).toBe(3);
  });

  it('knows bottom rows by many names, and people by none', () => {
    for (const [label, kind] of [
      ['∑ Nilai/Unsur', 'sum'],
      ['Jumlah Nilai per Unsur', 'sum'],
      ['JUMLAH', 'sum'],
      ['NRR/Unsur', 'nrr'],
      ['Rata-rata', 'nrr'],
      ['Nilai Rata-Rata per Unsur', 'nrr'],
      ['NRR Tertimbang per Unsur', 'weighted'],
      ['NRR tertbg/unsur', 'weighted'],
      ['IKM UNIT PELAYANAN', 'ikm'],
      ['Nilai SKM', 'ikm'],
      ['Mutu Pelayanan', 'other'],
      ['Total Siregar', null],
      ['Budi', null],
      ['Keterangan', null],
    ] as const) {
      expect(bottomKind(label), label).toBe(kind);
    }
    expect([
      printedNumber('78,74 **)'),
      printedNumber('2.81'),
      printedNumber(3),
      printedNumber('x'),
      printedNumber(null),
    ]).toEqual([78.74, 2.81, 3, null, null]);
  });
});
