/**
 * Table files from outside, read as a stream: .csv (comma, semicolon, tab; UTF-8, UTF-16, Windows-1252) and .xlsx. The content
 * decides what a file is, never its name.
 *
 *     const table = await openTable('/data/skm.xlsx', { sheet: 'Januari' });
 *     for await (const { line, cells } of table.rows) …
 */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '../../kernel/problem.ts';
import { openCsv } from './csv.ts';
import type { Table, TableRow } from './table.ts';
import { openWorkbook } from './xlsx.ts';

export type { Cell, Table, TableRow } from './table.ts';
export { problems } from './texts.ts';
export { maximumRows, writeWorkbook } from './workbook.ts';

/**
 * Opens a table. The file stays open until its rows have been read or left (`break`), or `close` is called.
 * @throws Problem files.not_found, files.not_readable, files.empty, files.encrypted, files.old_excel, files.locked_or_old,
 *   files.web_page, files.wrong_type, files.truncated, files.zip_bomb, files.too_big, files.malformed, files.sheet_not_found, files.no_sheet.
 */
export async function openTable(path: string, options: { readonly sheet?: string } = {}): Promise<Table> {
  const file = await openFile(path);
  try {
    const kind = await recognise(file);
    if (kind === 'csv') {
      const { batches, ...shape } = await openCsv(file);
      if (options.sheet !== undefined) throw new Problem('files.sheet_not_found', { sheet: options.sheet, sheets: '–' });
      return { ...shape, ...reading(file, batches) };
    }
    const book = await openWorkbook(file);
    const sheet = options.sheet === undefined ? book.sheets[0] : findSheet(book.sheets, options.sheet);
    if (sheet === undefined) throw new Problem('files.no_sheet');
    return {
      kind: 'xlsx',
      encoding: null,
      delimiter: null,
      sheets: book.sheets,
      sheet,
      ...reading(file, () => book.batches(sheet)),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // Looked at before it is opened: opening a pipe waits until somebody writes.
    if ((await stat(path)).isFile()) return await open(path, 'r');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new Problem('files.not_found', { path }, { cause });
    throw new Problem('files.not_readable', { path }, { cause });
  }
  throw new Problem('files.not_readable', { path });
}

/** The sheet of that name; a difference in case or outer spaces is forgiven. */
function findSheet(sheets: readonly string[], wanted: string): string {
  const plain = (name: string) => name.trim().toLowerCase();
  const found = sheets.find((name) => name === wanted) ?? sheets.find((name) => plain(name) === plain(wanted));
  if (found === undefined) throw new Problem('files.sheet_not_found', { sheet: wanted, sheets: sheets.join(', ') });
  return found;
}

const oleMagic = 'd0cf11e0a1b11ae1';

async function recognise(file: FileHandle): Promise<'csv' | 'xlsx'> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(8192), 0, 8192, 0);
  const head = buffer.subarray(0, bytesRead);
  if (head.length === 0) throw new Problem('files.empty');
  const magic = head.toString('hex', 0, 8);
  if (magic === oleMagic) throw new Problem(await describeOle(file));
  if (magic.startsWith('504b0304')) return 'xlsx';
  const type = await fileTypeFromBuffer(head);
  // An XML declaration is recognised too; a table in XML or HTML is a web page under a borrowed name.
  const start = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .slice(0, 200)
    .toLowerCase();
  if (/^(<!doctype html|<html|<head|<table|<meta|<\?xml)/.test(start)) throw new Problem('files.web_page');
  if (type) throw new Problem('files.wrong_type', { type: type.ext });
  if (head.toString('latin1').trim() === '' && bytesRead < 8192) throw new Problem('files.empty');
  return 'csv';
}

/**
 * An OLE container (MS-CFB) is an encrypted .xlsx (MS-OFFCRYPTO: a stream named EncryptedPackage) or an Excel workbook of before
 * 2007. Names stand in its directory as UTF-16.
 */
async function describeOle(file: FileHandle): Promise<'files.encrypted' | 'files.old_excel' | 'files.locked_or_old'> {
  const { size } = await file.stat();
  const names = {
    'files.encrypted': Buffer.from('EncryptedPackage', 'utf16le'),
    'files.old_excel': Buffer.from('Workbook', 'utf16le'),
  } as const;
  const step = 2 ** 20;
  let old = false;
  for (let position = 0; position < size; position += step) {
    // The windows overlap, so that a name across their border is seen.
    const { bytesRead, buffer } = await file.read(Buffer.alloc(step + 64), 0, step + 64, position);
    const bytes = buffer.subarray(0, bytesRead);
    if (bytes.includes(names['files.encrypted'])) return 'files.encrypted';
    old ||= bytes.includes(names['files.old_excel']) || bytes.includes(Buffer.from('Book\0', 'utf16le'));
  }
  return old ? 'files.old_excel' : 'files.locked_or_old';
}

/** The two ways to read, both closing the file when the rows end or are left. */
function reading(file: FileHandle, open: () => AsyncIterable<readonly TableRow[]>): Pick<Table, 'rows' | 'batches' | 'close'> {
  const batches: AsyncIterable<readonly TableRow[]> = {
    async *[Symbol.asyncIterator]() {
      try {
        yield* open();
      } finally {
        await file.close();
      }
    },
  };
  const rows: AsyncIterable<TableRow> = {
    async *[Symbol.asyncIterator]() {
      for await (const batch of batches) yield* batch;
    },
  };
  return { rows, batches, close: () => file.close() };
}
