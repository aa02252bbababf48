/** Batches of printed sheets, and what was keyed of them. */
import { sql } from 'kysely';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, lockExclusive, open } from '../../../platform/db/db.ts';
import type { Fate, KeyedContent, SheetState } from '../rules/paper.ts';
import type { SurveyTables } from '../tables.ts';

export interface SheetBatch {
  readonly id: string;
  readonly number: number;
  readonly serviceId: string;
  readonly instrumentId: string;
  readonly sheets: number;
  readonly doubleEntry: boolean;
  readonly printedAt: Date;
  readonly printedBy: string;
  readonly returned: number | null;
}

export interface PaperSheet {
  readonly id: string;
  readonly number: number;
  readonly batchId: string;
  readonly state: SheetState;
}

const batchColumns = [
  'id',
  'number',
  'service_id as serviceId',
  'instrument_id as instrumentId',
  'sheets',
  'double_entry as doubleEntry',
  'printed_at as printedAt',
  'printed_by as printedBy',
  'returned',
] as const;

/** Writes a batch with its sheets; returns its number, one more than the office's last. */
export async function insertBatch(
  tx: Db,
  scope: OfficeScope,
  given: Omit<SheetBatch, 'number' | 'returned' | 'sheets'>,
  sheetIds: readonly string[],
): Promise<number> {
  await lockExclusive(tx, `survey.paper:${scope.tenantId}`);
  const tables = open<SurveyTables>(tx);
  const last = await tables
    .selectFrom('survey_paper_batch')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await tables
    .insertInto('survey_paper_batch')
    .values({
      tenant_id: scope.tenantId,
      id: given.id,
      number,
      service_id: given.serviceId,
      instrument_id: given.instrumentId,
      sheets: sheetIds.length,
      double_entry: given.doubleEntry,
      printed_at: given.printedAt,
      printed_by: given.printedBy,
      returned: null,
    })
    .execute();
  await tables
    .insertInto('survey_paper_sheet')
    .values(
      sheetIds.map((id, at) => ({
        tenant_id: scope.tenantId,
        id,
        batch_id: given.id,
        number: at + 1,
        fate: null,
        differences: null,
      })),
    )
    .execute();
  return number;
}

/** Batches of services, newest first. */
export async function listBatches(db: Db, scope: OfficeScope, serviceIds: readonly string[]): Promise<SheetBatch[]> {
  return open<SurveyTables>(db)
    .selectFrom('survey_paper_batch')
    .select(batchColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('service_id', '=', sql<string>`any(${[...serviceIds]}::uuid[])`)
    .orderBy('number', 'desc')
    .limit(200)
    .execute();
}

export async function findBatch(db: Db, scope: OfficeScope, number: number): Promise<SheetBatch | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_paper_batch')
    .select(batchColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ?? null;
}

/** One state per sheet: its answer outweighs everything, a mark outweighs entries. */
const state = sql<SheetState>`case
  when exists (select from survey_answer a where a.tenant_id = s.tenant_id and a.id = s.id) then 'keyed'
  when s.fate is not null then s.fate
  else case (select count(*) from survey_paper_entry e
    where e.tenant_id = s.tenant_id and e.sheet_id = s.id and e.content is not null)
    when 0 then 'outstanding' when 1 then 'waiting' else 'differs' end end`;

/** The sheets of batches, in the order of their numbers. */
export async function listSheets(db: Db, scope: OfficeScope, batchId: string): Promise<PaperSheet[]> {
  return open<SurveyTables>(db)
    .selectFrom('survey_paper_sheet as s')
    .select(['s.id', 's.number', 's.batch_id as batchId', state.as('state')])
    .where('s.tenant_id', '=', scope.tenantId)
    .where('s.batch_id', '=', batchId)
    .orderBy('s.number')
    .execute();
}

/** How many sheets of each batch are in which state. */
export async function countSheets(
  db: Db,
  scope: OfficeScope,
  batchIds: readonly string[],
): Promise<ReadonlyMap<string, Partial<Record<SheetState, number>>>> {
  const { rows } = await sql<{ batch: string; state: SheetState; n: number }>`
    select batch, state, count(*)::int as n from (
      select s.batch_id as batch, ${state} as state from survey_paper_sheet s
      where s.tenant_id = ${scope.tenantId} and s.batch_id = any(${[...batchIds]}::uuid[])) as each
    group by batch, state`.execute(open<SurveyTables>(db));
  const counts = new Map<string, Partial<Record<SheetState, number>>>();
  for (const row of rows) counts.set(row.batch, { ...counts.get(row.batch), [row.state]: row.n });
  return counts;
}

/** A sheet with its batch, by its id or by its numbers. */
export async function findSheet(
  db: Db,
  scope: OfficeScope,
  by: { readonly id: string } | { readonly batch: number; readonly sheet: number },
): Promise<{ readonly sheet: PaperSheet; readonly batch: SheetBatch } | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_paper_sheet as s')
    .innerJoin('survey_paper_batch as b', (join) =>
      join.onRef('b.tenant_id', '=', 's.tenant_id').onRef('b.id', '=', 's.batch_id'),
    )
    .select(['s.id', 's.number', 's.batch_id as batchId', state.as('state'), 'b.number as batch'])
    .where('s.tenant_id', '=', scope.tenantId)
    .$call((query) =>
      'id' in by ? query.where('s.id', '=', by.id) : query.where('b.number', '=', by.batch).where('s.number', '=', by.sheet),
    )
    .executeTakeFirst();
  const batch = row && (await findBatch(db, scope, row.batch));
  if (!row || !batch) return null;
  return { sheet: { id: row.id, number: row.number, batchId: row.batchId, state: row.state }, batch };
}

/** Waits for whoever else keys this sheet, until the end of the transaction. */
export async function lockSheet(tx: Db, scope: OfficeScope, id: string): Promise<void> {
  await open<SurveyTables>(tx)
    .selectFrom('survey_paper_sheet')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .execute();
}

/** The number of the next sheet after one that this person can key; null at the end. */
export async function findNextNumber(
  db: Db,
  scope: OfficeScope,
  batchId: string,
  after: number,
  by: string,
): Promise<number | null> {
  const { rows } = await sql<{ number: number }>`
    select s.number from survey_paper_sheet s
    where s.tenant_id = ${scope.tenantId} and s.batch_id = ${batchId} and s.number > ${after} and ${state} in ('outstanding', 'waiting')
      and not exists (select from survey_paper_entry e
        where e.tenant_id = s.tenant_id and e.sheet_id = s.id and e.pass = 1 and e.content is not null and e.entered_by = ${by})
    order by s.number limit 1`.execute(open<SurveyTables>(db));
  return rows[0]?.number ?? null;
}

/** Marks a sheet that has nothing to key, or takes the mark back. What was keyed of it by one person goes. */
export async function setFate(tx: Db, scope: OfficeScope, id: string, fate: Fate | null): Promise<void> {
  await blankEntries(tx, scope, [id]);
  await open<SurveyTables>(tx)
    .updateTable('survey_paper_sheet')
    .set({ fate })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

export async function setReturned(tx: Db, scope: OfficeScope, batchId: string, returned: number | null): Promise<void> {
  await open<SurveyTables>(tx)
    .updateTable('survey_paper_batch')
    .set({ returned })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', batchId)
    .execute();
}

/** What one person keyed of a sheet. */
export interface PaperEntry {
  readonly pass: number;
  readonly content: KeyedContent;
  readonly enteredBy: string;
}

/** The entries of a sheet whose answer is not stored yet. */
export async function listEntries(db: Db, scope: OfficeScope, sheetId: string): Promise<PaperEntry[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_paper_entry')
    .select(['pass', 'content', 'entered_by'])
    .where('tenant_id', '=', scope.tenantId)
    .where('sheet_id', '=', sheetId)
    .where('content', 'is not', null)
    .orderBy('pass')
    .execute();
  return rows.map((row) => ({ pass: row.pass, content: row.content as KeyedContent, enteredBy: row.entered_by }));
}

/** Keeps an entry; whoever keys the same pass of the same sheet again, before anybody else did, mends their own. */
export async function putEntry(
  tx: Db,
  scope: OfficeScope,
  sheetId: string,
  pass: 1 | 2,
  given: { readonly content: KeyedContent; readonly by: string; readonly at: Date },
): Promise<void> {
  const content = JSON.stringify(given.content);
  await open<SurveyTables>(tx)
    .insertInto('survey_paper_entry')
    .values({
      tenant_id: scope.tenantId,
      sheet_id: sheetId,
      pass,
      content,
      entered_at: given.at,
      entered_by: given.by,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'sheet_id', 'pass']).doUpdateSet({ content, entered_at: given.at, entered_by: given.by }),
    )
    .execute();
}

/** Takes away what was keyed of sheets; who keyed them stays. */
export async function blankEntries(tx: Db, scope: OfficeScope, sheetIds: readonly string[]): Promise<void> {
  await open<SurveyTables>(tx)
    .updateTable('survey_paper_entry')
    .set({ content: null })
    .where('tenant_id', '=', scope.tenantId)
    .where('sheet_id', '=', sql<string>`any(${[...sheetIds]}::uuid[])`)
    .execute();
}

/** Sheets of which something was keyed before an instant that never became an answer: how many, and the oldest. */
export async function listEntriesBefore(db: Db, scope: OfficeScope, before: Date, limit: number) {
  const old = open<SurveyTables>(db)
    .selectFrom('survey_paper_entry')
    .where('tenant_id', '=', scope.tenantId)
    .where('content', 'is not', null)
    .where('entered_at', '<', before);
  const counted = await old.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirst();
  const first = await old
    .select(['sheet_id as id', 'entered_at as at'])
    .orderBy('entered_at')
    .orderBy('sheet_id')
    .limit(limit)
    .execute();
  return { count: counted?.n ?? 0, first };
}

/** The sheet's answer is stored: what was keyed goes, who keyed it and in how many places they differed stays. */
export async function settleEntries(tx: Db, scope: OfficeScope, sheetId: string, differences: number): Promise<void> {
  await blankEntries(tx, scope, [sheetId]);
  await open<SurveyTables>(tx)
    .updateTable('survey_paper_sheet')
    .set({ differences, fate: null })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', sheetId)
    .execute();
}
