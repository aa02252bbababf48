/** `suara ikm --out FILE.xlsx`: the answers that were read, as the standard sheet. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { UsageProblem } from '../../../platform/cli.ts';
import { maximumRows, writeWorkbook } from '../../../platform/files/index.ts';
import { apart } from '../../survey/index.ts';
import { type AnswerBook, createAnswerBook, rowsBesidePeople, standardSheets } from '../rules/sheet/index.ts';
import { sheetTexts } from '../texts/sheet.ts';
import type { IkmReport } from './report.ts';

/** Takes answers as they are read: a byte per person and column, so that the file is read once. */
export interface AnswerKeeper {
  /** Scores of one person per column read, 0 for a missing one. */
  readonly each: (scores: Uint8Array) => void;
  readonly book: () => AnswerBook;
}

export function keepAnswers(): AnswerKeeper {
  let book: AnswerBook | null = null;
  return {
    each(scores) {
      book ??= createAnswerBook(scores.length);
      book.add(scores);
    },
    book: () => book ?? createAnswerBook(0),
  };
}

/** Refuses before anything is read: the name of another kind of file, or the file that is read. @throws UsageProblem ikm.out_not_xlsx, ikm.out_is_input */
export function checkOut(out: string, input: string): void {
  if (!/\.xlsx$/i.test(out)) throw new UsageProblem('ikm.out_not_xlsx', { file: out });
  if (out === input) throw new UsageProblem('ikm.out_is_input', { file: out });
}

/**
 * Writes the sheet beside its place and then moves it there: what stood under the name stays until the new one is whole.
 * @throws UsageProblem ikm.out_not_written, ikm.sheet_too_long
 */
export async function writeSheet(out: string, report: IkmReport, answers: AnswerBook): Promise<void> {
  const words = sheetTexts.id;
  if (answers.respondents + rowsBesidePeople > maximumRows)
    throw new UsageProblem('ikm.sheet_too_long', { n: answers.respondents });
  const { items, mapping } = report;
  const { weights } = report.result;
  const placesOf = (unsur: string) => items.flatMap((item, place) => (item.unsur === unsur ? [place] : []));
  const sheets = standardSheets(
    {
      head: [
        [words.head.unit, ''],
        [words.head.address, ''],
        [words.head.phone, ''],
        [words.head.period, ''],
        [words.head.source, report.file.name],
        ...(mapping ? [[words.head.mapping, `${mapping.id} (${mapping.name.id})`] as const] : []),
      ],
      unsur: report.columns.map(({ id, header, name }, at) => ({
        id,
        code: header,
        name,
        places: mapping ? placesOf(id) : [at],
      })),
      ...(mapping ? { items: { headers: items.map(({ column }) => column.header), apart: placesOf(apart) } } : {}),
      weights: weights === 'custom' ? 'exact' : weights,
      answers,
    },
    words,
  );
  const partial = `${out}.${process.pid}.tmp`;
  try {
    await writeWorkbook(createWriteStream(partial, { flags: 'wx' }), sheets);
    await rename(partial, out);
  } catch (cause) {
    await rm(partial, { force: true });
    if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
    throw new UsageProblem('ikm.out_not_written', { file: out }, { cause });
  }
}
