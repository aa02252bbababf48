/**
 * Why the house reads .xlsx with its own rows over a SAX parser: 100,000 rows read by it and by the streaming reader of exceljs, each
 * in a process of its own, in turn. Both must give the same sum of scores.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { makeTestFolder } from '../test/folder.ts';
import type { Measurement } from './context.ts';
import { scoresFrom, width } from './measuring/answers.ts';
import { runScript, withScript } from './measuring/process.ts';
import { compare } from './measuring/rounds.ts';

const rows = 100_000;
const rounds = 3;

const house = `
  import { openTable } from './src/platform/files/index.ts';
  let sum = 0;
  const table = await openTable(process.argv[2], {});
  for await (const { line, cells } of table.rows) if (line > 1) for (const cell of cells.slice(1, 10)) sum += Number(cell);
  await table.close();
  done({ sum });`;

const exceljs = `
  import ExcelJS from 'exceljs';
  let sum = 0;
  const book = new ExcelJS.stream.xlsx.WorkbookReader(process.argv[2], { sharedStrings: 'cache', styles: 'ignore', hyperlinks: 'ignore' });
  for await (const sheet of book) for await (const row of sheet) if (row.number > 1) for (let at = 2; at <= 10; at++) sum += Number(row.getCell(at).value);
  done({ sum });`;

async function writeSheet(path: string, seed: number): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true });
  const sheet = book.addWorksheet('Data');
  sheet.addRow(['No', ...Array.from({ length: width }, (_, at) => `U${at + 1}`), 'Saran']).commit();
  const score = scoresFrom(seed);
  for (let row = 1; row <= rows; row++) {
    const comment = row % 10 === 0 ? `saran ${row % 499}` : null;
    sheet.addRow([row, ...Array.from({ length: width }, score), comment]).commit();
  }
  await book.commit();
}

export const bench: Measurement = async ({ seed, log }) => {
  const folder = makeTestFolder('suara-sheet-');
  try {
    const path = join(folder, 'answers.xlsx');
    await writeSheet(path, seed);
    log(`${rows} baris (.xlsx): pembaca Suara · exceljs`);
    const found = await withScript('sheet-house', house, (ours) =>
      withScript('sheet-exceljs', exceljs, (peer) =>
        compare(
          rounds,
          {
            ours: () => runScript<{ sum: number }>(ours, [path]),
            peer: () => runScript<{ sum: number }>(peer, [path]),
          },
          log,
        ),
      ),
    );
    const sums = new Set([...found.ours.readings, ...found.peer.readings].map(({ sum }) => sum));
    if (sums.size !== 1) throw new Error('the two readers do not read the same');
    return { rows, compared_with: 'the streaming reader of exceljs', ...found };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
