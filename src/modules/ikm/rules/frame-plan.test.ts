import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLocalDay } from '../../../kernel/dates.ts';
import { type FrameReading, findFrameHeader, frameFields } from './frame-line.ts';
import { planFrame } from './frame-plan.ts';

const dimensions = [
  {
    id: 'sex',
    names: ['Jenis kelamin', 'Sex'],
    levels: [
      { id: 'male', names: ['Laki-laki', 'Male'] },
      { id: 'female', names: ['Perempuan', 'Female'] },
    ],
  },
  { id: 'age', names: ['Usia (tahun)'], levels: ['<18', '18–24', '65+'].map((id) => ({ id, names: [id] })) },
];
const denominator = {
  serviceId: 'a',
  population: 85,
  source: 'buku tamu',
  basis: 'register' as const,
  quality: 'complete' as const,
  countedOn: '2024-09-01',
  parts: [{ channel: 'counter' as const, population: 85, basis: null }],
};
const about: FrameReading = {
  services: [
    { id: 'a', name: 'Rekomendasi Bantuan', n: 17, carried: false, denominator, frame: [], dimensions },
    { id: 'b', name: 'Konsultasi Data', n: 3, carried: false, denominator: null, frame: [], dimensions },
  ],
  today: '2024-10-01',
  countOf: (text) => (/^\d+$/.test(text) ? Number(text) : null),
  dayOf: (cell) => (isLocalDay(String(cell)) ? String(cell) : null),
};

const rowsOf = (text: string) =>
  text.split('\n').map((line, at) => ({ line: at + 1, cells: line.split(';').map((cell) => cell.trim()) }));
function plan(text: string, against = about) {
  const header = findFrameHeader(rowsOf(text));
  if (!header) throw new Error('no header');
  return planFrame(header, against);
}
const problemsOf = (text: string) => plan(text).refused.map(({ line, problem }) => [line, problem]);

describe('a table of N and frames', () => {
  test('is found below a title, its headings by many names and in any order', () => {
    const { changes, refused } = plan(`Kerangka Triwulan III
      ;
      Jumlah ; Kelompok ; CIRI ; Jenis  Layanan ; Tgl. ; apa saja
      40 ; laki – laki ; JK ; rekomendasi bantuan ; ; x
      45 ; P ; ; ; ; y`);
    expect(changes).toMatchObject([{ line: 4, serviceId: 'a', told: { dimension: 'sex', level: 'male', population: 40 } }]);
    expect(refused).toEqual([{ line: 5, problem: 'dimensionUnknown' }]);
    expect(findFrameHeader(rowsOf('layanan;tanggal\na;b'))).toBeNull();
    expect(findFrameHeader([])).toBeNull();
  });

  test('tells N with what it rests on, ways of serving and groups; what it does not name stays', () => {
    const head = 'layanan;saluran;populasi;sumber;keterangan;tanggal;mutu;dimensi;kelompok;jumlah';
    const { next, notes, empty } = plan(`${head}
      Konsultasi Data;;120;antrean: mesin di lobi;;2024-09-30;sebagian;;;
      ;loket;100;;;;;;;
      ;daring;;;;;;;;
      ;;;;;;;umur;18-24 tahun;60
      ;;;;;;;Usia (tahun);65 ke atas;0
      Rekomendasi Bantuan;;85;;;;;;;`);
    expect(next).toEqual([
      {
        ...{ serviceId: 'b', population: 120, source: 'mesin di lobi', populationSet: true },
        ...{ basis: 'queue', quality: 'partial', countedOn: '2024-09-30' },
        parts: [{ channel: 'counter', population: 100, basis: null }],
        frame: [
          { dimension: 'age', level: '18–24', population: 60 },
          { dimension: 'age', level: '65+', population: 0 },
        ],
      },
    ]);
    expect(empty).toBe(1);
    expect(notes).toEqual([
      { kind: 'parts', serviceId: 'b', sum: 100, population: 120 },
      { kind: 'levels', serviceId: 'b', dimension: 'age', sum: 60, population: 120 },
    ]);
  });

  test('another N rests on nothing until somebody says on what; the same N keeps it, and what was carried over is confirmed', () => {
    const [other] = plan('layanan;populasi\nRekomendasi Bantuan;90').next;
    expect(other).toMatchObject({ population: 90, source: '', basis: null, quality: null, countedOn: null });
    const same = plan('layanan;populasi;mutu\nRekomendasi Bantuan;85;kasar').next;
    expect(same).toMatchObject([
      { population: 85, source: 'buku tamu', basis: 'register', quality: 'rough', populationSet: false },
    ]);
    const [a, ...rest] = about.services;
    const carried = { ...about, services: [{ ...(a as NonNullable<typeof a>), carried: true }, ...rest] };
    expect(plan('layanan;populasi\nRekomendasi Bantuan;85').next).toEqual([]);
    expect(plan('layanan;populasi\nRekomendasi Bantuan;85', carried).next).toMatchObject([{ populationSet: true }]);
  });

  test('N smaller than n is a note and no refusal', () => {
    const { next, notes, refused } = plan('layanan;populasi\nRekomendasi Bantuan;12');
    expect(next[0]?.population).toBe(12);
    expect(notes[0]).toEqual({ kind: 'exceeds', serviceId: 'a', n: 17, population: 12 });
    expect(refused).toEqual([]);
  });

  test('every line that is not taken says why', () => {
    const head = 'layanan;saluran;populasi;tanggal;mutu;dimensi;kelompok';
    expect(
      problemsOf(`${head}
;;10;;;;
Tidak Ada;;10;;;;
Rekomendasi Bantuan;;4x;;;;
Rekomendasi Bantuan;kapal;10;;;;
Rekomendasi Bantuan;loket;10;;;sex;male
Rekomendasi Bantuan;;10;;;agama;x
Rekomendasi Bantuan;;10;;;sex;
Rekomendasi Bantuan;;10;;;sex;lain
Rekomendasi Bantuan;;10;2024-02-30;;;
Rekomendasi Bantuan;;10;2024-10-02;;;
Rekomendasi Bantuan;;10;;bagus;;
Konsultasi Data;loket;10;;;;
Rekomendasi Bantuan;loket;10;;;;
Rekomendasi Bantuan;LOKET;11;;;;`),
    ).toEqual([
      [2, 'serviceMissing'],
      [3, 'serviceUnknown'],
      [4, 'number'],
      [5, 'channelUnknown'],
      [6, 'crossed'],
      [7, 'dimensionUnknown'],
      [8, 'levelMissing'],
      [9, 'levelUnknown'],
      [10, 'dateWrong'],
      [11, 'dateFuture'],
      [12, 'qualityUnknown'],
      [13, 'noPopulation'],
      [15, 'twice'],
    ]);
    expect(problemsOf(`layanan;populasi;keterangan\nRekomendasi Bantuan;1;${'x'.repeat(1001)}`)).toEqual([[2, 'sourceLong']]);
    const twins = { ...about, services: about.services.map((one) => ({ ...one, name: 'Surat' })) };
    expect(plan('layanan;populasi\nSurat;1', twins).refused).toEqual([{ line: 2, problem: 'serviceTwice' }]);
  });

  test('whatever stands in it, each line is taken, refused or empty, never two of these; applied again it changes nothing', () => {
    const cell = fc.constantFrom(
      '',
      '',
      'Rekomendasi Bantuan',
      'Konsultasi Data',
      '7',
      '85',
      'loket',
      'sex',
      'male',
      '65+',
      'age',
      '=1',
      'x',
    );
    const row = fc.array(cell, { maxLength: frameFields.length });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (body) => {
        const rows = [['layanan', 'saluran', 'populasi', 'dimensi', 'kelompok'], ...body].map((cells, at) => ({
          line: at + 1,
          cells,
        }));
        const header = findFrameHeader(rows);
        if (!header) throw new Error('no header');
        const first = planFrame(header, about);
        const lines = [...first.changes, ...first.refused].map(({ line }) => line);
        expect(new Set(lines).size).toBe(lines.length);
        const filled = body.filter((cells) => cells.some((one) => one !== '')).length;
        expect(lines.length + first.empty).toBe(filled);
        const after = about.services.map((one) => {
          const next = first.next.find(({ serviceId }) => serviceId === one.id);
          return next ? { ...one, denominator: next, frame: next.frame } : one;
        });
        const second = planFrame(header, { ...about, services: after });
        expect(second.next).toEqual([]);
        expect(second.refused).toEqual(first.refused);
      }),
      { numRuns: 300 },
    );
  });
});
