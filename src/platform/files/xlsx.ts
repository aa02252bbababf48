/**
 * Sheets of an .xlsx file (ECMA-376 part 1, §18) as a stream of rows, on the SAX parser that exceljs uses too. Every limit is checked
 * in the directory of the ZIP before a part is unpacked, and the order of the parts inside the file does not matter. Only the shared
 * strings are held in memory, and they have a limit.
 */
import type { FileHandle } from 'node:fs/promises';
import { posix } from 'node:path';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Problem } from '../../kernel/problem.ts';
import { type Cell, maximumColumns, type TableRow } from './table.ts';
import { openZip, type ZipEntry } from './zip.ts';

/** Characters of shared strings held at most. */
const sharedCharacters = 100_000_000;

export interface Workbook {
  /** Visible sheets in the order of their tabs. */
  readonly sheets: readonly string[];
  /** The rows of one of `sheets`, as they are read from the file. */
  batches(sheet: string): AsyncIterable<readonly TableRow[]>;
}

/** What a ZIP without a workbook is, by a part of it. */
const otherContents = { 'xl/workbook.bin': 'xlsb', 'word/document.xml': 'docx', mimetype: 'OpenDocument' };

/** The name without its namespace prefix: some writers put `x:row` for `row`. */
function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

interface XmlHandler {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Feeds the XML of one part to `handler`, yielding after every chunk so that its rows can leave. */
async function* parseXml(bytes: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let failure: unknown = null;
  parser.on('error', (error) => {
    failure ??= error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => handler.open?.(localName(tag.name), tag.attributes as Record<string, string>));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('closetag', (tag: SaxesTagPlain) => handler.close?.(localName(tag.name)));
  const decoder = new TextDecoder();
  const check = () => {
    if (failure) throw failure instanceof Problem ? failure : new Problem('files.malformed', {}, { cause: failure });
  };
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }));
    check();
    yield;
  }
  parser.write(decoder.decode());
  parser.close();
  check();
  yield;
}

async function readAll(bytes: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of parseXml(bytes, handler));
}

/**
 * Opens the workbook inside an open file.
 * @throws Problem files.wrong_type when the ZIP is no workbook, and those of zip.ts.
 */
export async function openWorkbook(file: FileHandle): Promise<Workbook> {
  const zip = await openZip(file);
  const { entries } = zip;
  const part = (name: string) =>
    entries.get(name) ?? [...entries.values()].find((entry) => entry.fileName.toLowerCase() === name.toLowerCase());
  const book = part('xl/workbook.xml');
  const relations = part('xl/_rels/workbook.xml.rels');
  if (!book || !relations) {
    if ([...entries.values()].some((entry) => entry.isEncrypted())) throw new Problem('files.encrypted');
    throw new Problem('files.wrong_type', {
      type: (Object.entries(otherContents).find(([name]) => entries.has(name)) ?? ['', 'zip'])[1],
    });
  }
  const found: { name: string; relation: string }[] = [];
  await readAll(zip.unzip(book), {
    open(name, attributes) {
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const relation = Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === 'id');
      found.push({ name: attributes.name ?? '', relation: relation?.[1] ?? '' });
    },
  });
  const targets = new Map<string, string>();
  let shared: ZipEntry | undefined;
  await readAll(zip.unzip(relations), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = attributes.Target ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.normalize(`xl/${target}`);
      if (/\/worksheet$/.test(attributes.Type ?? '')) targets.set(attributes.Id ?? '', path);
      if (/\/sharedStrings$/.test(attributes.Type ?? '')) shared = part(path);
    },
  });
  // Chart sheets have no rows and are left out.
  const sheets = found.filter(({ relation }) => targets.has(relation));
  let strings: Promise<string[]> | null = null;
  return {
    sheets: sheets.map(({ name }) => name),
    async *batches(sheet) {
      const entry = part(targets.get(sheets.find(({ name }) => name === sheet)?.relation ?? '') ?? '');
      if (!entry) throw new Problem('files.malformed');
      strings ??= shared ? readSharedStrings(zip.unzip(shared)) : Promise.resolve([]);
      yield* readSheet(zip.unzip(entry), await strings);
    },
  };
}

/** §18.4: each `si` is one text, in runs; phonetic hints (`rPh`) are not part of it. */
async function readSharedStrings(bytes: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let inHint = false;
  let characters = 0;
  await readAll(bytes, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') inHint = true;
      else if (name === 't') inText = !inHint;
    },
    text(part) {
      if (!inText) return;
      characters += part.length;
      if (characters > sharedCharacters) throw new Problem('files.too_big');
      text += part;
    },
    close(name) {
      if (name === 'si') strings.push(text);
      else if (name === 'rPh') inHint = false;
      else if (name === 't') inText = false;
    },
  });
  return strings;
}

/** §18.3.1.73 row, §18.3.1.4 c. A formula gives the value stored with it; one that was never computed gives its own text, `=…`. */
async function* readSheet(bytes: AsyncIterable<Buffer>, strings: readonly string[]): AsyncGenerator<TableRow[]> {
  let ready: TableRow[] = [];
  let line = 0;
  let cells: Cell[] = [];
  let column = -1;
  let type = 'n';
  let value = '';
  let formula: string | null = null;
  let into: 'value' | 'formula' | null = null;
  let inHint = false;
  const xml = parseXml(bytes, {
    open(name, attributes) {
      if (name === 'row') {
        line = attributes.r ? Number(attributes.r) : line + 1;
        if (!Number.isInteger(line) || line < 1) throw new Problem('files.malformed');
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1;
        if (column < 0 || column >= maximumColumns) throw new Problem('files.malformed');
        type = attributes.t ?? 'n';
        value = '';
        formula = null;
      } else if (name === 'v') into = 'value';
      else if (name === 'rPh') inHint = true;
      else if (name === 't' && type === 'inlineStr' && !inHint) into = 'value';
      else if (name === 'f') {
        into = 'formula';
        formula = '';
      }
    },
    text(part) {
      if (into === 'value') value += part;
      else if (into === 'formula') formula += part;
    },
    close(name) {
      if (name === 'v' || name === 't' || name === 'f') into = null;
      else if (name === 'rPh') inHint = false;
      else if (name === 'c') {
        const cell = value === '' && formula !== null && type !== 'str' ? `=${formula}` : cellOf(type, value, strings);
        if (cell === null) return;
        while (cells.length < column) cells.push(null);
        cells[column] = cell;
      } else if (name === 'row') ready.push({ line, cells });
    },
  });
  for await (const _ of xml) {
    const rows = ready;
    ready = [];
    if (rows.length > 0) yield rows;
  }
}

function cellOf(type: string, value: string, strings: readonly string[]): Cell {
  if (value === '') return null;
  if (type === 's') {
    const text = strings[Number(value)];
    if (text === undefined) throw new Problem('files.malformed');
    return text === '' ? null : text;
  }
  if (type === 'n') {
    const number = Number(value);
    return Number.isNaN(number) ? value : number;
  }
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return value;
}

/** `AB12` → 27, counted from 0; −1 when it is no reference. */
function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return at === 0 || at > 3 ? -1 : column - 1;
}
