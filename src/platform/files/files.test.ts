import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sniffDelimiter } from './csv.ts';
import { type Cell, openTable } from './index.ts';
import { problems } from './texts.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suara-files-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

let count = 0;
async function fileOf(content: string | Uint8Array, ending = 'csv'): Promise<string> {
  const path = join(folder, `${++count}.${ending}`);
  await writeFile(path, content);
  return path;
}

async function rowsOf(path: string, sheet?: string): Promise<[number, ...Cell[]][]> {
  const rows: [number, ...Cell[]][] = [];
  for await (const { line, cells } of (await openTable(path, sheet === undefined ? {} : { sheet })).rows)
    rows.push([line, ...cells]);
  return rows;
}

async function workbookOf(fill: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return fileOf(new Uint8Array(await book.xlsx.writeBuffer()), 'xlsx');
}

/** A ZIP written by hand, so that its directory can say what is not so. */
function zipOf(entries: readonly { name: string; data: Buffer; size?: number; flags?: number }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size = data.length, flags = 0 } of entries) {
    const packed = deflateRawSync(data);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(flags, 6);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(size, 22);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(header, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

const workbookXml = Buffer.from('<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>');
const relationsXml = Buffer.from(
  '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
);
const bookWith = (sheet: { data: Buffer; size?: number; flags?: number }) =>
  zipOf([
    { name: 'xl/workbook.xml', data: workbookXml },
    { name: 'xl/_rels/workbook.xml.rels', data: relationsXml },
    { name: 'xl/worksheets/sheet1.xml', ...sheet },
  ]);

const refusal = (code: string, params: object = {}) => expect.objectContaining({ code, params: expect.objectContaining(params) });

describe('CSV', () => {
  it.each([
    [',', 'No,U1\n1,4\n'],
    [';', 'No;U1\r\n1;4\r\n'],
    ['\t', 'No\tU1\r1\t4'],
    [';', 'sep=;\r\nNo;U1\r\n1;4'],
    [';', 'Dinas Sosial, Kota A, Jalan B\nNo;U1\n1;4\nNRR;2,81'],
  ] as const)('recognises the delimiter %j', async (delimiter, text) => {
    const path = await fileOf(text);
    const table = await openTable(path);
    expect(table).toMatchObject({ kind: 'csv', delimiter, sheet: null, sheets: [] });
    await table.close();
    const rows = await rowsOf(path);
    expect(rows).toContainEqual([expect.any(Number), 'No', 'U1']);
    expect(rows).toContainEqual([expect.any(Number), '1', '4']);
  });

  it('counts lines as the file does: empty lines, breaks inside quotes, an sep= line', async () => {
    expect(await rowsOf(await fileOf('a,b\n\n"x\ny\r\nz",2\n3,4\n'))).toEqual([
      [1, 'a', 'b'],
      [2],
      [3, 'x\ny\r\nz', '2'],
      [6, '3', '4'],
    ]);
    expect(await rowsOf(await fileOf('sep=,\na,b\n'))).toEqual([[2, 'a', 'b']]);
    expect((await rowsOf(await fileOf('a,"\n"\n"\r\n",b\n"\r",c\nd,e\n'))).map(([line]) => line)).toEqual([1, 3, 5, 7]);
  });

  it('takes rows of any length, and a quote inside a cell', async () => {
    expect(await rowsOf(await fileOf('a,b,c\n1\n1,2,3,4,5\nukuran 5",x,y\n'))).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '1'],
      [3, '1', '2', '3', '4', '5'],
      [4, 'ukuran 5"', 'x', 'y'],
    ]);
  });

  it('reads UTF-8 with and without a mark, UTF-16 and Windows-1252', async () => {
    const text = 'Né,U1\nÀ–é,4\n';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const windows = Buffer.from([...text].map((sign) => (sign === '–' ? 0x96 : sign.charCodeAt(0))));
    for (const [bytes, encoding] of [
      [Buffer.from(text), 'UTF-8'],
      [Buffer.from(`\ufeff${text}`), 'UTF-8'],
      [utf16, 'UTF-16'],
      [Buffer.from(utf16).swap16(), 'UTF-16'],
      [windows, 'Windows-1252'],
    ] as const) {
      const table = await openTable(await fileOf(bytes));
      expect(table.encoding).toBe(encoding);
      const rows = [];
      for await (const row of table.rows) rows.push(row.cells);
      expect(rows).toEqual([
        ['Né', 'U1'],
        ['À–é', '4'],
      ]);
    }
  });

  it('sees one Windows-1252 letter far down, and none where a UTF-8 letter lies across two blocks', async () => {
    const filler = 'a,1\n'.repeat(100_000);
    const far = await openTable(await fileOf(Buffer.concat([Buffer.from(filler), Buffer.from([0xe9])])));
    expect(far.encoding).toBe('Windows-1252');
    await far.close();
    for (let shift = 0; shift < 4; shift++) {
      const table = await openTable(await fileOf(`${'x'.repeat(shift)}\n${'é–𝟜'.repeat(50_000).replace(/(.{1000})/gu, '$1\n')}`));
      expect(table.encoding).toBe('UTF-8');
      await table.close();
    }
  });

  it('gives back what was written, whatever the cells and the delimiter', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', 'é', ' ', '1'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        async (cells) => {
          const text = [['x1', 'x2', 'x3'], ...cells]
            .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
            .join('\r\n');
          const rows = await rowsOf(await fileOf(text));
          expect(rows.slice(1).map(([, ...row]) => row)).toEqual(cells);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says where a quote was opened and never closed', async () => {
    await expect(rowsOf(await fileOf('a,b\n1,2\n"3,4\n5,6\n'))).rejects.toEqual(refusal('files.quote_not_closed', { line: 3 }));
    await expect(rowsOf(await fileOf(`a,b\n1,"2\n${'3,4\n'.repeat(400_000)}`))).rejects.toEqual(
      refusal('files.quote_not_closed', { line: 2 }),
    );
  });

  it('lets go of the file when the reader leaves early', async () => {
    const table = await openTable(await fileOf('a,b\n'.repeat(300_000)));
    for await (const { line } of table.rows) if (line === 5) break;
    await table.close();
  });

  it('guesses a comma where nothing tells', () => {
    expect(sniffDelimiter('')).toBe(',');
    expect(sniffDelimiter('U1\n4\n')).toBe(',');
    expect(sniffDelimiter('"a;b";c,d\n"e;f";g\n')).toBe(';');
  });
});

describe('.xlsx', () => {
  it('reads text, numbers, runs, formulas, gaps and the sheet that is named', async () => {
    const path = await workbookOf((book) => {
      const sheet = book.addWorksheet('Januari');
      sheet.addRow(['No', 'U1', 'U2']);
      sheet.getRow(3).values = [1, 4, 2.5];
      sheet.getCell('B4').value = { formula: 'SUM(B3:B3)', result: 4 };
      sheet.getCell('C4').value = { formula: 'SUM(C3:C3)' };
      sheet.getCell('A5').value = { richText: [{ text: 'Pengo' }, { text: 'lahan & <SKM>', font: { bold: true } }] };
      sheet.getCell('B5').value = true;
      book.addWorksheet('Februari').addRow(['lain']);
      book.addWorksheet('Rahasia', { state: 'hidden' }).addRow(['x']);
    });
    expect(await rowsOf(path)).toEqual([
      [1, 'No', 'U1', 'U2'],
      [3, 1, 4, 2.5],
      [4, null, 4, '=SUM(C3:C3)'],
      [5, 'Pengolahan & <SKM>', 'TRUE'],
    ]);
    expect(await rowsOf(path, ' februari ')).toEqual([[1, 'lain']]);
    const table = await openTable(path);
    expect(table).toMatchObject({ kind: 'xlsx', sheets: ['Januari', 'Februari'], sheet: 'Januari', encoding: null });
    await table.close();
    await expect(openTable(path, { sheet: 'Maret' })).rejects.toEqual(
      refusal('files.sheet_not_found', { sheets: 'Januari, Februari' }),
    );
    await expect(openTable(path, { sheet: 'Rahasia' })).rejects.toEqual(refusal('files.sheet_not_found'));
  });

  it('is known by its content, not its name', async () => {
    const path = await workbookOf((book) => book.addWorksheet('A').addRow(['x']));
    expect(await rowsOf(await fileOf(await readFile(path), 'csv'))).toEqual([[1, 'x']]);
  });

  it('reads inline text, prefixed names and cells without references', async () => {
    const sheet = Buffer.from(
      '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>U1</x:t></x:is></x:c><x:c><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    );
    expect(await rowsOf(await fileOf(bookWith({ data: sheet }), 'xlsx'))).toEqual([[1, 'U1', 4]]);
  });

  it('keeps memory flat: a hundred thousand rows pass in blocks', async () => {
    const row = (r: number) =>
      `<row r="${r}">${'ABCDEFGHIJ'.replace(/./g, (c) => `<c r="${c}${r}"><v>${(r % 4) + 1}</v></c>`)}</row>`;
    const sheet = Buffer.from(
      `<worksheet><sheetData>${Array.from({ length: 100_000 }, (_, i) => row(i + 1)).join('')}</sheetData></worksheet>`,
    );
    let rows = 0;
    let largest = 0;
    for await (const batch of (await openTable(await fileOf(bookWith({ data: sheet }), 'xlsx'))).batches) {
      rows += batch.length;
      largest = Math.max(largest, batch.length);
    }
    expect(rows).toBe(100_000);
    expect(largest).toBeLessThan(5000);
  });
});

describe('what cannot be read is said in one sentence', () => {
  const bomb = Buffer.alloc(40 * 2 ** 20, 0x20);
  const whole = Buffer.from('<worksheet><sheetData/></worksheet>');
  it.each<[string, () => string | Uint8Array]>([
    ['files.empty', () => ''],
    ['files.empty', () => ' \r\n\r\n'],
    ['files.web_page', () => '\ufeff<html><table><tr><td>U1</td></tr></table>'],
    ['files.web_page', () => '<?xml version="1.0"?><Workbook/>'],
    ['files.wrong_type', () => '%PDF-1.7\n%âãÏÓ\n'],
    ['files.wrong_type', () => Buffer.from([0x41, 0, 0x42, 0, 0, 1, 2, 3])],
    ['files.wrong_type', () => zipOf([{ name: 'word/document.xml', data: whole }])],
    [
      'files.encrypted',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(1024),
          Buffer.from('EncryptedPackage', 'utf16le'),
          Buffer.alloc(512),
        ]),
    ],
    [
      'files.old_excel',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(1024),
          Buffer.from('Workbook', 'utf16le'),
          Buffer.alloc(512),
        ]),
    ],
    ['files.locked_or_old', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)])],
    ['files.encrypted', () => bookWith({ data: whole, flags: 1 })],
    ['files.truncated', () => bookWith({ data: whole }).subarray(0, 200)],
    ['files.truncated', () => bookWith({ data: whole, size: whole.length + 5 })],
    ['files.zip_bomb', () => bookWith({ data: bomb })],
    ['files.zip_bomb', () => bookWith({ data: bomb, size: 1000 })],
    ['files.zip_bomb', () => bookWith({ data: whole, size: 2 ** 31 })],
    ['files.malformed', () => bookWith({ data: Buffer.from('<worksheet><sheetData><row></sheetData></worksheet>') })],
    [
      'files.malformed',
      () => bookWith({ data: Buffer.from('<worksheet><sheetData><row><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>') }),
    ],
    [
      'files.malformed',
      () =>
        bookWith({
          data: Buffer.from(
            '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>',
          ),
        }),
    ],
    [
      'files.no_sheet',
      () =>
        zipOf([
          { name: 'xl/workbook.xml', data: Buffer.from('<workbook/>') },
          { name: 'xl/_rels/workbook.xml.rels', data: Buffer.from('<Relationships/>') },
        ]),
    ],
  ])('%s', async (code, make) => {
    await expect(rowsOf(await fileOf(make(), 'xlsx'))).rejects.toEqual(refusal(code));
  });

  it('a real workbook cut anywhere is refused, never half read in silence', async () => {
    const whole = await readFile(
      await workbookOf((book) => {
        const sheet = book.addWorksheet('A');
        for (let row = 0; row < 300; row++) sheet.addRow([row, 1, 2, 3, 4]);
      }),
    );
    for (const share of [0.05, 0.3, 0.6, 0.9, 0.99]) {
      await expect(rowsOf(await fileOf(whole.subarray(0, Math.floor(whole.length * share)), 'xlsx'))).rejects.toEqual(
        refusal('files.truncated'),
      );
    }
  });

  it('missing files and folders', async () => {
    await expect(openTable(join(folder, 'none.csv'))).rejects.toEqual(refusal('files.not_found'));
    await expect(openTable(folder)).rejects.toEqual(refusal('files.not_readable'));
    const pipe = join(folder, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    await expect(openTable(pipe)).rejects.toEqual(refusal('files.not_readable'));
    await expect(openTable(await fileOf('a\n'), { sheet: 'A' })).rejects.toEqual(refusal('files.sheet_not_found'));
  });

  it('every refusal has its words', () => {
    for (const words of Object.values(problems)) {
      expect(words.id({ path: 'p', type: 't', line: 1, sheet: 's', sheets: 'a, b' })).toMatch(/[.)]$/);
      expect(words.en({ path: 'p', type: 't', line: 1, sheet: 's', sheets: 'a, b' })).toMatch(/[.)]$/);
    }
  });
});
