/** What may come in with the addresses and forms of this module. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { openTable } from '../../platform/files/index.ts';
import { pageNumber } from '../../platform/web/paging.ts';

/** `?periode=2024-tw3`; anything else in the address is ignored. */
export const periodQuery = z.object({ periode: z.string().max(20).optional() });

export const idParams = z.object({ id: z.string().refine(isId) });

/** Codes of units and periods in addresses: what cannot be one never reaches the database. */
const code = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[A-Za-z0-9.-]+$/);

export const periodParams = z.object({ code: code(20) });

export const publishParams = z.object({ code: code(20), unit: code(100) });

/** The second look at closing and publishing: `agree` is the box that says so. */
/** `code`: the period's own code, typed out, where it still runs. */
export const closeBody = z.object({ agree: z.string().optional(), code: z.string().max(20).default('') });
export const publishBody = z.object({
  agree: z.string().optional(),
  note: z.string().max(2000).default(''),
  /** To whoever agrees; never printed. */
  message: z.string().trim().max(500).default(''),
});

export const publicParams = z.object({ unit: code(100), period: code(30) });
/** `?versi=1`; a wrong number reads as "the newest". */
export const versionQuery = z.object({ versi: z.coerce.number().int().positive().optional().catch(undefined) });

/** `?unit=dinsos-contoh`: the unit that the reader comes from. */
export const rankingQuery = z.object({ unit: code(100).catch('').default('') });

/** `?instansi=pemkot-contoh`: one office by the code of its unit. */
const office = code(100).catch('').default('');

/** `?q=dinas&hal=2`; `semua=1`: every period, not only the newest of each unit. */
export const listQuery = z.object({
  q: z.string().trim().max(100).catch('').default(''),
  semua: z.string().max(1).catch('').default(''),
  instansi: office,
  hal: pageNumber,
});

export const rankingListQuery = z.object({ instansi: office, hal: pageNumber });

/** `?periode=2024-tw3&layanan=<id>` or `&unit=<id>`; `rincian=1` adds date, service, channel and profile of each person. */
export const sheetQuery = z.object({
  periode: z.string().max(20).default(''),
  layanan: z.union([z.literal(''), z.string().refine(isId)]).default(''),
  unit: z.union([z.literal(''), z.string().refine(isId)]).default(''),
  rincian: z.string().max(1).default(''),
});

/** /periksa: what is left out of the address is not printed. Figures are read afterwards, so that errors stay beside their field. */
const given = z.string().max(2000).optional();
export const checkQuery = z.object({
  ikm: given,
  n: given,
  mutu: given,
  aturan: given,
  unsur: given,
  nrr: given,
  jumlah: given,
  tertimbang: given,
});
export const checkBody = z.object({ json: z.string().max(900_000).default('') });

const text = z.string().max(2000).default('');

/** The fields of one printed result, as typed; rules/earlier.ts reads them. */
export const earlierBody = z.object({
  unit: text,
  period: text,
  rule: text,
  ikm: text,
  mutu: text,
  respondents: text,
  source: text,
  reason: text,
  withdraw: z.string().optional(),
});

/** A table from the clipboard: tabs from a worksheet, or semicolons or commas. */
export const earlierTableBody = z.object({ table: z.string().max(2_000_000).default('') });

export const earlierQuery = z.object({
  kabar: z.enum(['added', 'corrected', 'taken']).optional().catch(undefined),
  baru: z.coerce.number().int().nonnegative().catch(0).default(0),
  sama: z.coerce.number().int().nonnegative().catch(0).default(0),
});

/**
 * A pasted table: tabs, semicolons or commas, whichever its first line has most of. Lines are counted from 1.
 * @throws Problem files.quote_not_closed
 */
export function pastedRows(text: string): { line: number; cells: string[] }[] {
  const [first = ''] = text.trimStart().split(/\r?\n/, 1);
  const count = (sign: string) => first.split(sign).length;
  const delimiter = ['\t', ';', ','].toSorted((a, b) => count(b) - count(a))[0] ?? '\t';
  const rows: { line: number; cells: string[] }[] = [];
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: lines, cells });
        return null;
      },
    });
  } catch (cause) {
    throw new Problem('files.quote_not_closed', { line: (rows.at(-1)?.line ?? 0) + 1 }, { cause });
  }
  return rows;
}

/** The fields of a target of a planning document, as typed; rules/goals.ts reads them. `place`: `unit:<id>` or `layanan:<id>`. */
export const goalBody = z.object({
  document: text,
  place: text,
  unsur: text,
  period: text,
  wanted: text,
  source_title: text,
  source_place: text,
  source_on: text,
  reason: text,
});

/** `?tahun=2024`; `kabar` says what was just done. */
export const goalsQuery = z.object({
  tahun: z.coerce.number().int().min(1000).max(9999).optional().catch(undefined),
  kabar: z.enum(['added', 'corrected', 'withdrawn']).optional().catch(undefined),
});

/** `?cara=rata`: the plain mean of the parts instead of all answers together. */
export const goalQuery = z.object({ cara: z.string().max(10).default('') });

/** `?dari=2024-01-01&sampai=2024-tw3&unit=<id>&per=bulan&cara=rata`; faults of the days are told beside their fields. */
export const spanQuery = z.object({
  dari: z.string().max(20).default(''),
  sampai: z.string().max(20).default(''),
  tempat: z.string().max(60).default(''),
  per: z.enum(['bulan', 'triwulan', 'semester', 'tahun']).catch('triwulan').default('triwulan'),
  cara: z.string().max(10).default(''),
});

/** Most lines of a table of N and frames: a hundred services with every group. */
export const mostFrameLines = 5000;

const frameRow = z.object({
  line: z.number().int().positive(),
  cells: z.array(z.union([z.string().max(2000), z.number(), z.null()])).max(60),
});
const frameRows = z.array(frameRow).max(mostFrameLines);
export type FrameRows = z.infer<typeof frameRows>;

/** What a preview hands over to be applied: the rows as they were read, and the mark of what was shown. */
export const frameBody = z.object({
  file: z.string().max(200).default(''),
  seen: z.string().max(100).default(''),
  rows: z
    .string()
    .max(4_000_000)
    .transform((text, context): FrameRows => {
      try {
        return frameRows.parse(JSON.parse(text));
      } catch {
        context.addIssue({ code: 'custom' });
        return z.NEVER;
      }
    }),
});

/** The rows of a received file; null where there are more than `mostFrameLines`. @throws Problem those of a file that is no table */
export async function readFrameFile(path: string): Promise<FrameRows | null> {
  const rows: FrameRows = [];
  for await (const { line, cells } of (await openTable(path)).rows) {
    if (cells.every((cell) => String(cell ?? '').trim() === '')) continue;
    if (rows.length >= mostFrameLines) return null;
    rows.push({ line, cells: cells.slice(0, 60).map((cell) => (typeof cell === 'string' ? cell.slice(0, 2000) : cell)) });
  }
  return rows;
}
