/** The sheet "Unsur": the table of unsur, all of it read off the sheet of answers. */
import { toNumber } from '../../../../kernel/rational.ts';
import { conversion } from '../../law/permenpanrb-14-2017.ts';
import { byBand, centred, head, rounded, type SheetCell, type SheetRow, strong } from './cells.ts';
import type { Found, Places, SheetSource, SheetWords, Whole } from './source.ts';

export function* unsurRows(
  source: SheetSource,
  words: SheetWords,
  at: Places,
  values: Found,
  result: Whole,
): Generator<SheetRow> {
  const data = `'${words.sheets.data}'!`;
  yield { cells: [{ value: words.unsurTitle, look: { bold: true } }], merge: [[0, 7]] };
  for (const [label, value] of source.head) yield { cells: [label, null, value === '' ? null : value] };
  yield { cells: [] };
  yield { cells: words.unsurHeads.map((value) => ({ value, look: head })) };
  const start = source.head.length + 4;
  for (const [place, { code, name }] of source.unsur.entries()) {
    const one = values[place];
    const column = at.columns[place];
    const row = start + place;
    const look = { ...centred, format: '0.00' };
    const none: SheetCell = { value: words.none, look: centred };
    yield {
      cells: [
        { value: place + 1, look: centred },
        { value: code, look: centred },
        { value: name, look: { border: true, wrap: true } },
        { formula: `COUNT(${data}${column}${at.first}:${column}${at.last})`, result: one?.answered ?? 0, look: centred },
        one ? { formula: `${data}${column}${at.sum}`, result: toNumber(one.sum), look: centred } : none,
        one ? { formula: `${data}${column}${at.nrr}`, result: toNumber(one.nrr), look: { ...centred, format: '0.0000' } } : none,
        one ? { formula: rounded(`F${row}*${conversion.factor}`), result: Number(one.published.value), look } : none,
        one ? { formula: byBand(`G${row}`, ({ mutu }) => mutu), result: one.mutu, look: centred } : none,
      ],
    };
  }
  yield { cells: [] };
  const box = (label: string, cell: string, value: string | number | undefined, format?: string): SheetRow => ({
    cells: [
      null,
      null,
      { value: label, look: strong },
      value === undefined
        ? { value: words.none, look: strong }
        : {
            formula: `${data}${at.total}${cell}`,
            result: value,
            look: { ...strong, center: true, ...(format ? { format } : {}) },
          },
    ],
  });
  yield box(words.box, String(at.ikm), result ? Number(result.published.ikm) : undefined, '0.00');
  yield box(words.rows.mutu, String(at.ikm + 1), result?.mutu);
  yield box(words.rows.kinerja, String(at.ikm + 2), result?.kinerja);
}
