/** Every kind of file (a)–(d), in any column order and with drifted wording, is read to the same scores. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument } from '../law/instrument.ts';
import { findInstrument } from '../law/instruments.ts';
import { profile } from '../law/permenpanrb-14-2017-profile.ts';
import { findMapping, groupItems } from '../rules/mapping.ts';
import type { ScoreCell } from './cells.ts';
import { detailKind, findDetails } from './details.ts';
import { type RowDetails, recogniseScores, type ScoreReading, type ScoreTable } from './scores.ts';
import { editDistance, isMistyped } from './spelling.ts';

type Row = readonly ScoreCell[];
const annex = findInstrument('permenpanrb-14-2017');
const nineteen = findInstrument('skm-online-19');
const sixteen = findInstrument('skm-online-16');

async function read(rows: readonly Row[], instrument?: Instrument) {
  async function* batches() {
    yield rows.map((cells, at) => ({ line: at + 1, cells }));
  }
  const table: ScoreTable = await recogniseScores(batches(), { ...(instrument ? { instrument } : {}), order: 'unsur' });
  const people: Record<string, number>[] = [];
  const details: RowDetails[] = [];
  const reading: ScoreReading = await table.read(table.columns, (scores, _, detailsOf) => {
    people.push(Object.fromEntries(table.columns.map(({ id }, at) => [id, scores[at] ?? 0])));
    details.push(detailsOf());
  });
  return { table, people, details, reading };
}

/** Wordings of the questions met on forms, exports and in the annex. */
const official: Readonly<Record<string, readonly string[]>> = {
  requirements: ['kesesuaian persyaratan pelayanan dengan jenis pelayanannya', 'kesesuaian persyaratan dengan jenis layanan'],
  procedure: ['kemudahan prosedur pelayanan di unit ini', 'kemudahan prosedur layanan kami'],
  time: ['kecepatan waktu dalam memberikan pelayanan', 'kecepatan waktu pelayanan kami'],
  cost: ['kewajaran biaya/tarif dalam pelayanan', 'kewajaran biaya layanan'],
  product: [
    'kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan dengan hasil yang diberikan',
    'kesesuaian produk layanan',
  ],
  competence: ['kompetensi/kemampuan petugas dalam pelayanan', 'kemampuan petugas kami'],
  behaviour: ['perilaku petugas dalam pelayanan terkait kesopanan dan keramahan', 'kesopanan dan keramahan petugas kami'],
  facilities: ['kualitas sarana dan prasarana', 'sarana & prasarana kami'],
  complaints: ['penanganan pengaduan pengguna layanan', 'penanganan pengaduan di sini'],
};
const drifted: Readonly<Record<string, string>> = {
  'requirements-as-informed': 'Persyaratan yang diminta sesuai dengan informasi yang diberikan',
  'no-fraud': 'Layanan diberikan sesuai prosedur tanpa adanya kecurangan',
  'information-available': 'Informasi layanan tersedia baik di media elektronik maupun non elektronik',
  'procedure-informed': 'Standar layanan dan prosedur pelayanan telah diinformasikan secara jelas',
  'procedure-easy': 'Alur atau prosedur pelayanan mudah untuk dipahami serta dilakukan',
  'time-as-informed': 'Jangka waktu pelayanan telah sesuai dengan yang diinformasikan',
  'cost-as-informed': 'Tarif/biaya pelayanan sesuai dengan yang diinformasikan',
  'no-levies': 'Tidak terdapat pungutan liar dalam pelayanan',
  'no-brokers': 'Tidak ada praktik percaloan dalam pelayanan ini',
  'product-as-published': 'Kesesuaian produk layanan yang saya terima dengan yang dipublikasikan',
  'staff-responsive': 'Petugas layanan merespon kebutuhan saya secara cepat',
  'application-responsive': 'Sistem/aplikasi layanan merespon kebutuhan saya dengan cepat',
  'staff-friendly': 'Petugas layanan melayani dengan ramah',
  'application-easy': 'Fitur-fitur aplikasi mudah untuk digunakan',
  'no-discrimination': 'Semua pengguna dilayani dengan adil dan tanpa diskriminasi',
  'no-gifts': 'Layanan diberikan tanpa imbalan uang/barang/fasilitas di luar ketentuan',
  'complaints-accessible': 'Layanan pengaduan dan konsultasi mudah untuk diakses',
  'facilities-comfortable': 'Sarana dan prasarana pendukung nyaman serta mudah digunakan',
  'system-comfortable': 'Sistem layanan daring nyaman dan mudah digunakan',
};

const starts = ['Bagaimana pendapat Saudara tentang ', 'Bagaimana pendapat Anda mengenai ', ''];
const titled = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** Looks that change nothing: case, numbers, punctuation, brackets, line breaks, blanks. */
const look = fc.constantFrom<(text: string, at: number) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text, at) => `${at + 1}. ${text}?`,
  (text, at) => `${at + 1}) ${text} *`,
  (text) => `Pertanyaan [${text}]`,
  (text) => ` ${text.replace(' ', '\n')} `,
  (text) => `${text.replaceAll(' ', '  ')} :`,
);
const labelSets = {
  quality: ['Tidak Baik', 'Kurang Baik', 'Baik', 'Sangat Baik'],
  agree: ['Sangat tidak setuju', 'Tidak setuju', 'Setuju', 'Sangat setuju'],
  agreeKurang: ['Sangat Tidak Setuju', 'Kurang Setuju', 'Setuju', 'Sangat Setuju'],
  suitable: ['SANGAT TIDAK SESUAI', 'TIDAK SESUAI', 'SESUAI', 'SANGAT SESUAI'],
  suitableKurang: ['Tidak Sesuai', 'Kurang Sesuai', 'Sesuai', 'Sangat Sesuai'],
};
const labelLook = fc.constantFrom<(text: string, value: number) => string>(
  (text) => text,
  (text) => ` ${text.toLowerCase()} `,
  (text, value) => `${value}. ${text}`,
  (text, value) => `${text} (${value})`,
  (text, value) => `${'abcd'[value - 1]}. ${text}`,
);

/** People: per item 0–4; the first two show every label of the scale, so that a file says which one it has. */
const peopleOf = (items: readonly string[]) =>
  fc
    .array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: items.length, maxLength: items.length }), {
      minLength: 1,
      maxLength: 12,
    })
    .map((rows) => [
      ...[1, 2, 3, 4].map((value) => items.map(() => value)),
      ...rows.filter((row) => row.some((score) => score > 0)),
    ]);
const expected = (items: readonly string[], people: readonly (readonly number[])[]) =>
  people.map((row) => Object.fromEntries(items.map((id, at) => [id, row[at] ?? 0])));
const shuffled = (length: number) =>
  fc.shuffledSubarray(
    Array.from({ length }, (_, at) => at),
    { minLength: length, maxLength: length },
  );
const beside = ['Jenis Kelamin', 'Usia', 'Pendidikan', 'Pekerjaan', 'Saran'];
const besideCells: Row = ['Perempuan', 31, 'S1', 'Wiraswasta', 'prosedur mudah, petugas ramah'];

/** The table of these columns in another order. */
const reorder = (rows: readonly Row[], order: readonly number[]): Row[] => rows.map((row) => order.map((at) => row[at] ?? null));
const sorted = (people: readonly Record<string, number>[]) =>
  people.map((row) => Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))));

describe('files in any order and wording', () => {
  it.each([
    ['skm-online-19', nineteen.items.map(({ id }) => id)],
    ['skm-online-16', sixteen.variants[0]?.items ?? []],
    ['skm-online-16', sixteen.variants[1]?.items ?? []],
  ] as const)('(c) the export of skm.go.id, %s', async (id, items) => {
    await fc.assert(
      fc.asyncProperty(
        peopleOf(items),
        shuffled(items.length + 4),
        look,
        labelLook,
        fc.constantFrom(...Object.values(labelSets)),
        fc.array(fc.boolean(), { minLength: items.length, maxLength: items.length }),
        fc.boolean(),
        async (people, order, headerLook, cellLook, labels, drift, letterhead) => {
          const headers = items.map((item, at) => {
            const wording = nineteen.items.find((one) => one.id === item)?.question.id ?? '';
            return headerLook((drift[at] && drifted[item]) || wording, at);
          });
          const rows = people.map((scores, n): Row => {
            const cells = scores.map((value) => (value === 0 ? null : cellLook(labels[value - 1] ?? '', value)));
            return [...cells, 46_112.4 + n, 'Ya', 'Laki-laki', 'prosedur mudah'];
          });
          const body = reorder(
            [[...headers, 'Waktu Pengisian', 'Hasil Import', 'Jenis Kelamin', 'Kritik dan Saran'], ...rows],
            order,
          );
          const above: Row[] = [
            ['Nama Survei', null, 'Survei Kepuasan Masyarakat 2026'],
            ['Jenis Layanan', null, 'KTP elektronik'],
            [],
          ];
          const {
            table,
            people: found,
            reading,
          } = await read([...(letterhead ? above : []), ...body.map((row, n) => [n === 0 ? 'No' : n, ...row])]);
          expect(table).toMatchObject({ instrument: { id }, layout: 'skm_online', overlooked: [] });
          expect(reading.rejected).toEqual([]);
          expect(sorted(found)).toEqual(sorted(expected(items, people)));
          if (letterhead) expect(table.heading).toContainEqual({ label: 'Jenis Layanan', value: 'KTP elektronik' });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('(d) a form with the nine questions of the annex', async () => {
    const items = annex.items.map(({ id }) => id);
    await fc.assert(
      fc.asyncProperty(
        peopleOf(items),
        shuffled(items.length + beside.length),
        look,
        labelLook,
        fc.constantFrom(...starts),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 9, maxLength: 9 }),
        async (people, order, headerLook, cellLook, start, wording) => {
          const headers = items.map((item, at) => {
            const own = annex.items.find((one) => one.id === item)?.question.id ?? '';
            const text = official[item]?.[wording[at] ?? 0];
            return headerLook(text === undefined ? own : titled(start + text), at);
          });
          const rows = people.map((scores): Row => {
            const cells = scores.map((value, at) => {
              const label = annex.items[at]?.scale[value - 1]?.label.id ?? '';
              return value === 0 ? '' : cellLook(label, value);
            });
            return [...cells, ...besideCells];
          });
          const body = reorder([[...headers, ...beside], ...rows], order);
          const {
            table,
            people: found,
            reading,
            details,
          } = await read(body.map((row, n) => [n === 0 ? 'Timestamp' : '2026/03/31 9:15:00 AM GMT+7', ...row]));
          expect(table).toMatchObject({ instrument: { id: annex.id }, layout: 'form', overlooked: [] });
          expect(reading.rejected).toEqual([]);
          expect(sorted(found)).toEqual(sorted(expected(items, people)));
          expect(details[0]).toEqual({
            date: '2026-03-31',
            service: null,
            channel: null,
            sex: 'female',
            age: 31,
            ageGroup: null,
            education: 's1',
            occupation: 'entrepreneur',
            disability: null,
            areas: [],
            assistance: null,
            helper: null,
            comment: besideCells[4],
            unread: [],
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('(a) and (b) codes or names over numbers, plain or on the standard sheet', async () => {
    const items = annex.orders.unsur;
    await fc.assert(
      fc.asyncProperty(
        peopleOf(items),
        shuffled(items.length),
        look,
        fc.boolean(),
        fc.boolean(),
        async (people, order, headerLook, names, sheet) => {
          const headers = items.map((id, at) =>
            names ? headerLook(annex.unsur.find((one) => one.id === id)?.name ?? '', at) : `U${at + 1}`,
          );
          const body = reorder([headers, ...people.map((scores) => scores.map((value) => (value === 0 ? null : value)))], order);
          const {
            table,
            people: found,
            reading,
          } = await read([
            ...(sheet ? [['PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN']] : []),
            ...body.map((row, n) => [n === 0 ? 'No' : n, ...row]),
          ]);
          expect(table).toMatchObject({ instrument: { id: annex.id }, layout: sheet ? 'standard' : 'plain' });
          expect(reading.rejected).toEqual([]);
          expect(sorted(found)).toEqual(sorted(expected(items, people)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('one typing error in a header, in a word of the question, does not lose the column', async () => {
    const items = sixteen.variants[0]?.items ?? [];
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 2 }), fc.nat(), async (place, kind, seed) => {
        const headers = items.map((item) => {
          const words = (nineteen.items.find((one) => one.id === item)?.question.id ?? '').split(' ');
          const long = words.flatMap((word, at) => (/^[a-z]{7,}$/i.test(word) ? [at] : []));
          const at = long[seed % Math.max(1, long.length)];
          if (at === undefined) return words.join(' ');
          const word = words[at] ?? '';
          const cut = 1 + (place % (word.length - 2));
          const [before, letter, after] = [word.slice(0, cut), word.charAt(cut), word.slice(cut + 1)];
          words[at] = kind === 0 ? before + after : kind === 1 ? before + letter + letter + after : `${before}x${after}`;
          return words.join(' ');
        });
        const { table } = await read([headers, ...[1, 2, 3, 4].map((value) => items.map(() => value))]);
        expect(table.columns.map(({ id }) => id)).toEqual(items);
      }),
      { numRuns: 100 },
    );
  });
});

describe('labels', () => {
  const one = (labels: readonly string[], header = 'Kesesuaian persyaratan pelayanan dengan jenis pelayanannya') =>
    read([['Timestamp', header], ...labels.map((label) => ['2026/01/31 10:00:00', label])]);
  const scores = async (labels: readonly string[], header?: string) =>
    (await one(labels, header)).people.map((row) => Object.values(row)[0]);

  it('the same words are worth what the file around them says', async () => {
    expect(await scores(['Tidak sesuai', 'Kurang sesuai', 'Sesuai', 'Sangat sesuai'])).toEqual([1, 2, 3, 4]);
    expect(await scores(['Sangat tidak sesuai', 'Tidak sesuai', 'Sesuai', 'Sangat sesuai'])).toEqual([1, 2, 3, 4]);
    expect(await scores(['Sangat tidak sesuai', 'Kurang sesuai', 'Sesuai', 'Sangat sesuai'])).toEqual([1, 2, 3, 4]);
    expect(await scores(['Tidak sesuai', 'Sesuai'])).toEqual([1, 3]);
    await expect(one(['Sangat tidak sesuai', 'Tidak sesuai', 'Kurang sesuai', 'Sesuai'])).rejects.toMatchObject({
      code: 'survey.label_scale_unclear',
    });
  });

  it('says which label it took as the form has it', async () => {
    expect((await one(['Tidak sesuai', 'Sesuai'])).reading.assumed).toEqual([{ label: 'tidak sesuai', value: 1 }]);
    expect((await one(['Tidak sesuai', 'Kurang sesuai'])).reading.assumed).toEqual([]);
  });

  it('a label that contradicts the scale of the file, seen late, is rejected and not guessed', async () => {
    const many = Array.from({ length: 400 }, () => 'Tidak sesuai');
    const { reading, people } = await one([...many, 'Sangat tidak sesuai', 'Kurang sesuai', 'Sesuai']);
    expect(people).toHaveLength(402);
    expect(reading.rejected).toEqual([
      {
        row: 402,
        column: 'Kesesuaian persyaratan pelayanan dengan jenis pelayanannya',
        value: 'Sangat tidak sesuai',
        code: 'score_label_unclear',
      },
    ]);
  });

  it('mends a typing error only where one label is meant, and says so', async () => {
    const { people, reading } = await one([
      'Sesuai',
      'Sesuai',
      'Sesuai',
      'Sangat sesuwai',
      'Sesua',
      'Tdk sesuai',
      'Cukup',
      'Mudah',
      'Baik',
    ]);
    expect(people.map((row) => row.requirements)).toEqual([3, 3, 3, 4, 3, 1]);
    expect(reading.corrected).toEqual([
      { given: 'Sangat sesuwai', label: 'sangat sesuai', value: 4 },
      { given: 'Sesua', label: 'sesuai', value: 3 },
    ]);
    expect(reading.rejected.map(({ row, value, code }) => [row, value, code])).toEqual([
      [8, 'Cukup', 'score_label_unknown'],
      [9, 'Mudah', 'score_label_unknown'],
      [10, 'Baik', 'score_label_unknown'],
    ]);
  });

  it('a number that contradicts its label is unclear', async () => {
    const { reading, people } = await one(['Sesuai', 'Sangat sesuai', '1. Sangat sesuai', '4', '5', '75%', '3,5']);
    expect(people.map((row) => row.requirements)).toEqual([3, 4, 4]);
    expect(reading.rejected.map(({ value, code }) => `${value} ${code}`)).toEqual([
      '1. Sangat sesuai score_label_unclear',
      '5 score_out_of_range',
      '75% score_label_unknown',
      '3,5 score_not_whole',
    ]);
  });

  it('labels nobody knows are rejected with their place, not passed over', async () => {
    const { reading, table } = await read([
      ['Kualitas sarana dan prasarana kami', 'Penanganan pengaduan kami'],
      ...Array.from({ length: 6 }, () => ['Baik', 'Mantap']),
    ]);
    expect(table.columns.map(({ id }) => id)).toEqual(['complaints', 'facilities']);
    expect(reading.rejected).toHaveLength(6);
    expect(reading.rejected[0]).toMatchObject({ row: 2, column: 'Penanganan pengaduan kami', value: 'Mantap' });
  });
});

describe('bad input', () => {
  const items = sixteen.variants[0]?.items ?? [];
  const questions = items.map((item) => nineteen.items.find((one) => one.id === item)?.question.id ?? '');

  it('a group header in merged cells over the questions, and numbers under them, are no people', async () => {
    const { people, table } = await read([
      ['No', 'Persyaratan', null, 'Prosedur', null, 'IPAK'],
      ['No', ...questions],
      ['(1)', ...questions.map((_, at) => `(${at + 2})`)],
      [1, ...items.map(() => 3)],
    ]);
    expect(table.headerLine).toBe(2);
    expect(people).toHaveLength(1);
  });

  it('headers of two rows: what stands beside the scores is found in the row above', async () => {
    const { table, details } = await read([
      ['No', 'Tanggal', 'Jenis Kelamin', 'NILAI UNSUR PELAYANAN'],
      [null, null, null, 'U1', 'U2'],
      [1, 46_112, 'P', 3, 4],
      [2, '31/12/2025', 'L', 3, 4],
    ]);
    expect(table.details.map(({ kind, header }) => `${kind} ${header}`)).toEqual(['date Tanggal', 'sex Jenis Kelamin']);
    expect(details.map(({ date, sex }) => `${date} ${sex}`)).toEqual(['2026-03-31 female', '2025-12-31 male']);
  });

  it('days: numbers of a spreadsheet, either order where the file tells it, none where it does not', async () => {
    const days = async (...cells: ScoreCell[]) =>
      (await read([['Tanggal', 'U1'], ...cells.map((cell) => [cell, 3])])).details.map(({ date }) => date);
    expect(await days(46_112.75, '46112', '2026-03-31T10:00:00Z', '31 Maret 2026', '5-Mei-2026')).toEqual([
      '2026-03-31',
      '2026-03-31',
      '2026-03-31',
      '2026-03-31',
      '2026-05-05',
    ]);
    expect(await days('03/04/2026', '31/04/2026', '13/04/2026')).toEqual(['2026-04-03', null, '2026-04-13']);
    expect(await days('3/4/2026 10:00', '3/14/2026 10:00')).toEqual(['2026-03-04', '2026-03-14']);
    const open = await read([
      ['Tanggal', 'U1'],
      ['03/04/2026', 3],
    ]);
    expect(open.details[0]).toMatchObject({ date: null, unread: [{ column: 'Tanggal', value: '03/04/2026' }] });
  });

  it('half of the columns missing is read as far as it goes; names and telephone numbers are not taken along', async () => {
    const { table, details } = await read([
      ['No', 'Nama', 'No HP', 'Waktu Pengisian', ...questions.slice(0, 8)],
      [1, 'Ani', '0812', '', ...questions.slice(0, 8).map(() => 'Baik')],
    ]);
    expect(table.instrument.id).toBe('skm-online-16');
    expect(table.columns.map(({ id }) => id)).toEqual(items.slice(0, 8));
    expect(JSON.stringify(details)).not.toMatch(/Ani|0812/);
  });

  it('who helped: as our own tables write it, in other words, and never a name', async () => {
    const said = async (heads: readonly string[], ...rows: readonly (readonly string[])[]) =>
      (await read([['U1', ...heads], ...rows.map((row) => [3, ...row])])).details.map(({ assistance, helper, unread }) => [
        assistance,
        helper,
        ...unread.map(({ value }) => value),
      ]);
    const fields = ['assistance', 'helper'].map((id) => profile.find((field) => field.id === id));
    for (const lang of ['id', 'en'] as const) {
      const [how, who] = fields.map((field) => field?.values.map(({ id, label }) => [id, label[lang]] as const) ?? []);
      const rows = how?.flatMap(([id, text]) =>
        id === 'self' ? [[id, null, text, '']] : (who?.map(([helper, by]) => [id, helper, text, by]) ?? []),
      );
      const read = await said(
        fields.map((field) => field?.label[lang] ?? ''),
        ...(rows ?? []).map(([, , text, by]) => [text ?? '', by ?? '']),
      );
      expect(read, lang).toEqual(rows?.map(([id, helper]) => [id, helper]));
    }
    expect(await said(['Dibantu', 'Diwakili'], ['Ya', 'Tidak'], ['Tidak', 'Ya'], ['tidak dibantu', ''], ['', 'tidak'])).toEqual([
      ['assisted', null],
      ['proxy', null],
      ['self', null],
      [null, null],
    ]);
    expect(await said(['Pendamping'], ['Orang tua'], ['ya'], ['tidak ada'], [''], ['Siti Aminah'])).toEqual([
      ['assisted', 'family'],
      ['assisted', null],
      [null, null],
      [null, null],
      [null, null, '•••'],
    ]);
    expect(await said(['Diwakili oleh'], ['Petugas loket'])).toEqual([['proxy', 'officer']]);
    const way = [
      'Mandiri, tidak dibantu',
      'Sendiri, tanpa dibantu petugas',
      'Diisi petugas',
      'Sendiri',
      'Tidak bisa membaca, dibantu petugas',
    ].map((text) => [text]);
    expect(await said(['Cara mengisi'], ...way)).toEqual([
      ['self', null],
      ['self', null],
      ['assisted', null],
      ['self', null],
      ['assisted', null],
    ]);
    expect(await said(['Dibantu'], ['Petugas'])).toEqual([['assisted', null]]);
  });

  it('places are read by their headers, and no address is', () => {
    const kinds = ['Kecamatan', 'Kelurahan/Desa', 'Kelurahan dan alamat lengkap', 'Desa RT RW', 'Kecamatan, jalan'].map(
      detailKind,
    );
    expect(kinds).toEqual(['area', 'area', null, null, null]);
    expect(findDetails(['Kecamatan', 'Kelurahan'], new Set()).map(({ index }) => index)).toEqual([0, 1]);
  });

  it('two columns of one item are refused when both hold answers', async () => {
    const twice = ['Tidak ada pungli', 'Tidak ada pungutan liar', questions[0] ?? '', questions[1] ?? ''];
    await expect(read([twice, ['Baik', 'Baik', 'Baik', 'Baik']])).rejects.toMatchObject({ code: 'survey.duplicate_column' });
    const { people } = await read([twice, [null, 'Baik', 'Baik', 'Baik']]);
    expect(people[0]).toMatchObject({ 'no-levies': 3 });
  });

  it('a column that speaks of an unsur beside its code is another column; two questions of one unsur are refused', async () => {
    const codes = Array.from({ length: 9 }, (_, at) => `U${at + 1}`);
    const { table } = await read([
      ['Keramahan satpam kami', ...codes],
      [4, ...codes.map(() => 3)],
    ]);
    expect(table.columns.map(({ header }) => header)).toEqual(codes);
    expect(table.overlooked).toEqual(['Keramahan satpam kami']);
    const both = ['Apakah prosedur kami mudah?', 'Apakah alur kami singkat?'];
    await expect(read([both, [3, 4]], annex)).rejects.toMatchObject({ code: 'survey.duplicate_column' });
  });

  it('an item is read in the wording of its form, each its own', async () => {
    const own = items.map((item) => nineteen.items.find((one) => one.id === item)?.scale.map(({ label }) => label.id) ?? []);
    const { people, reading } = await read([
      questions,
      ...[1, 3, 4].map((value) => own.map((labels) => labels[value - 1] ?? '')),
    ]);
    expect(people.map((row) => new Set(Object.values(row)))).toEqual([1, 3, 4].map((value) => new Set([value])));
    expect(reading.assumed).toEqual([]);
    const open = await read([questions, own.map((labels) => labels[1] ?? '')]);
    expect(open.reading.assumed.toSorted((a, b) => (a.label < b.label ? -1 : 1))).toEqual([
      { label: 'tidak sesuai', value: 2 },
      { label: 'tidak setuju', value: 2 },
    ]);
  });

  it('questions about other things are no items', async () => {
    const trust = ['Tingkat kepercayaan kepada pemerintah pusat (1-10)', 'Tingkat kepercayaan kepada pemerintah daerah (1-10)'];
    const { table } = await read([[...questions, ...trust], ...[4, 9, 10].map((n) => [...questions.map(() => 'Baik'), n, n])]);
    expect(table).toMatchObject({ ignored: trust, overlooked: [] });
  });

  it('an instrument asked for is the one read', async () => {
    const header = ['Kemudahan prosedur layanan', 'Kesesuaian persyaratan'];
    expect((await read([header, [3, 4]])).table.instrument.id).toBe('permenpanrb-14-2017');
    expect((await read([header, [3, 4]], sixteen)).table.columns.map(({ id }) => id)).toEqual([
      'requirements-as-informed',
      'procedure-easy',
    ]);
  });
});

describe('words', () => {
  it('typing errors are counted', () => {
    expect([editDistance('waktu', 'wkatu', 2), editDistance('biaya', 'biya', 2), editDistance('a', 'abcd', 2)]).toEqual([
      1, 1, 3,
    ]);
    expect([isMistyped('prosedr', 'prosedur'), isMistyped('rumah', 'ramah'), isMistyped('adli', 'adil')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('mappings', () => {
  it('give every item an unsur or keep it apart, and differ where they say', () => {
    const items = nineteen.items.map(({ id }) => id);
    const [m1, m2, m3] = nineteen.mappings.map((mapping) => groupItems(nineteen, mapping, items));
    expect(nineteen.mappings.map(({ items: map }) => Object.keys(map).toSorted())).toEqual(
      nineteen.mappings.map(() => items.toSorted()),
    );
    const sizes = (groups: typeof m1) => groups?.unsur.map(({ places }) => places.length);
    expect([sizes(m1), m1?.apart.length]).toEqual([[2, 2, 1, 1, 1, 2, 2, 1, 2], 5]);
    expect([sizes(m2), m2?.apart.length]).toEqual([[2, 3, 1, 3, 1, 2, 4, 1, 2], 0]);
    expect([sizes(m3), m3?.apart.length]).toEqual([[2, 3, 1, 1, 1, 3, 5, 1, 2], 0]);
    expect(findMapping(nineteen)?.id).toBe('M1');
    expect(findMapping(annex)).toBeNull();
    expect(() => findMapping(nineteen, 'M9')).toThrow(expect.objectContaining({ code: 'survey.mapping_unknown' }));
  });
});
