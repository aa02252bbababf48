/** Sheets of paper with a code: printed in batches, keyed once or twice, counted. */
import { isId, newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { findService, type Service } from '../../org/index.ts';
import type { Posted } from '../inputs/form.ts';
import type { StoreOutcome } from '../rules/answer.ts';
import { compareEntries, type Difference, type Fate, type KeyedContent, mostSheets, readSheetCode } from '../rules/paper.ts';
import { findInstrument, findServiceInstrument, freezeInstruments } from '../store/instruments.ts';
import {
  findBatch,
  findSheet,
  insertBatch,
  listEntries,
  lockSheet,
  type PaperSheet,
  putEntry,
  type SheetBatch,
  setFate,
  setReturned,
  settleEntries,
} from '../store/paper.ts';
import { describePaper, type PaperAgain, type PaperBatch, readPaper, storePaper } from './paper.ts';

/** Makes a batch; returns its number. @throws Problem survey.service_unknown, survey.sheets_many */
export async function printBatch(
  tx: Db,
  scope: TenantScope,
  given: { readonly serviceId: string; readonly sheets: number; readonly doubleEntry: boolean },
  at: Date,
): Promise<number> {
  const service = await findService(tx, scope, given.serviceId);
  if (!service || service.retiredAt) throw new Problem('survey.service_unknown');
  if (!Number.isInteger(given.sheets) || given.sheets < 1 || given.sheets > mostSheets)
    throw new Problem('survey.sheets_many', { most: mostSheets });
  const instrument = await findServiceInstrument(tx, scope, service.id);
  // What is printed stays as it is, as what is answered does.
  await freezeInstruments(tx, scope, [instrument.id], at);
  const number = await insertBatch(
    tx,
    scope,
    {
      id: newId(),
      serviceId: service.id,
      instrumentId: instrument.id,
      doubleEntry: given.doubleEntry,
      printedAt: at,
      printedBy: scope.actor.id,
    },
    Array.from({ length: given.sheets }, newId),
  );
  await record(tx, scope, {
    at,
    action: 'survey.print_sheets',
    targetKind: 'paper_batch',
    targetId: String(number),
    detail: { serviceId: service.id, sheets: given.sheets, doubleEntry: given.doubleEntry },
  });
  return number;
}

/** A batch within this person's reach. @throws Problem survey.batch_unknown */
export async function openBatch(
  db: Db,
  scope: TenantScope,
  number: number,
): Promise<{ readonly batch: SheetBatch; readonly service: Service }> {
  const batch = await findBatch(db, scope, number);
  const service = batch && (await findService(db, scope, batch.serviceId));
  if (!batch || !service) throw new Problem('survey.batch_unknown');
  return { batch, service };
}

/** A sheet as somebody keys it. */
export interface OpenSheet {
  readonly sheet: PaperSheet;
  readonly batch: SheetBatch;
  readonly paper: PaperBatch;
}

/** The sheet of a code that was scanned or typed; null where there is none within this person's reach. */
export async function openSheet(db: Db, scope: TenantScope, code: string, now: Date): Promise<OpenSheet | null> {
  const typed = code.trim();
  const by = isId(typed) ? { id: typed.toLowerCase() } : readSheetCode(typed);
  const found = by && (await findSheet(db, scope, by));
  const service = found && (await findService(db, scope, found.batch.serviceId));
  const instrument = found && (await findInstrument(db, scope, found.batch.instrumentId));
  if (!found || !service || !instrument) return null;
  return { ...found, paper: await describePaper(db, scope, service, instrument, now) };
}

/** Where the two entries of a sheet differ, with what both agree on. Null: there are not two. */
export async function compareSheet(
  db: Db,
  scope: TenantScope,
  { sheet, paper }: OpenSheet,
): Promise<{ readonly first: KeyedContent; readonly differences: readonly Difference[] } | null> {
  const [first, second] = await listEntries(db, scope, sheet.id);
  if (!first || !second) return null;
  return { first: first.content, differences: compare(paper, first.content, second.content) };
}

const compare = ({ instrument }: PaperBatch, first: KeyedContent, second: KeyedContent): Difference[] =>
  compareEntries(
    first,
    second,
    instrument.items.map(({ id }) => id),
  );

export type SheetResult =
  | PaperAgain
  | { readonly kind: 'stored'; readonly outcome: StoreOutcome }
  /** The first of two entries. */
  | { readonly kind: 'first' }
  /** The second entry says something else: somebody looks at the sheet a third time. */
  | { readonly kind: 'differs'; readonly differences: number };

/**
 * Keys a sheet. Where its batch is keyed twice the answer is stored when two people agree or, `third`, when somebody looked at the sheet
 * again; until then nothing counts. A sheet whose answer is stored already is `repeated` or a conflict, as every answer is.
 */
export async function keySheet(
  tx: Db,
  scope: TenantScope,
  open: OpenSheet,
  posted: Posted,
  given: { readonly confirmed: boolean; readonly third: boolean },
  now: Date,
): Promise<SheetResult> {
  const { sheet, paper } = open;
  const read = readPaper(paper, posted, given.confirmed);
  if (read.kind === 'again') return read;
  const { serviceOn, scores, own, profile, comment } = read.content;
  const content: KeyedContent = { serviceOn, scores, own, profile, comment };
  await lockSheet(tx, scope, sheet.id);
  const store = async (by: string, differences: number): Promise<SheetResult> => {
    const outcome = await storePaper(tx, scope, paper, sheet.id, { ...read.content }, by, now);
    if (outcome.state === 'stored') await settleEntries(tx, scope, sheet.id, differences);
    return { kind: 'stored', outcome };
  };
  const { state } = (await findSheet(tx, scope, { id: sheet.id }))?.sheet ?? sheet;
  const me = scope.actor.id;
  // Whoever keys it has something to key.
  if (state === 'blank' || state === 'spoiled') await setFate(tx, scope, sheet.id, null);
  if (!open.batch.doubleEntry || state === 'keyed') return store(me, 0);
  const [first, second] = await listEntries(tx, scope, sheet.id);
  if (first && second) {
    const { length } = compare(paper, first.content, second.content);
    if (!given.third) return { kind: 'differs', differences: length };
    await record(tx, scope, {
      at: now,
      action: 'survey.settle_sheet',
      targetKind: 'paper_sheet',
      targetId: sheet.id,
      detail: { differences: length },
    });
    return store(me, length);
  }
  if (!first || first.enteredBy === me) {
    await putEntry(tx, scope, sheet.id, 1, { content, by: me, at: now });
    return { kind: 'first' };
  }
  await putEntry(tx, scope, sheet.id, 2, { content, by: me, at: now });
  const { length } = compare(paper, first.content, content);
  return length === 0 ? store(first.enteredBy, 0) : { kind: 'differs', differences: length };
}

/** Sets a sheet aside that has nothing to key. @throws Problem survey.sheet_keyed */
export async function markSheet(tx: Db, scope: TenantScope, { sheet }: OpenSheet, fate: Fate, at: Date): Promise<void> {
  await lockSheet(tx, scope, sheet.id);
  const { state } = (await findSheet(tx, scope, { id: sheet.id }))?.sheet ?? sheet;
  if (state === 'keyed') throw new Problem('survey.sheet_keyed');
  await setFate(tx, scope, sheet.id, fate);
  await record(tx, scope, { at, action: 'survey.mark_sheet', targetKind: 'paper_sheet', targetId: sheet.id, detail: { fate } });
}

/** Writes down how many sheets came back. @throws Problem survey.returned_wrong */
export async function countReturned(tx: Db, scope: TenantScope, batch: SheetBatch, returned: number, at: Date): Promise<void> {
  if (!Number.isInteger(returned) || returned < 0 || returned > batch.sheets)
    throw new Problem('survey.returned_wrong', { most: batch.sheets });
  await setReturned(tx, scope, batch.id, returned);
  const detail = { returned, before: batch.returned };
  await record(tx, scope, {
    at,
    action: 'survey.count_sheets',
    targetKind: 'paper_batch',
    targetId: String(batch.number),
    detail,
  });
}
