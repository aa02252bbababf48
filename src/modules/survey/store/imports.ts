/** Imports: their state, what they refused, and how files like them were read before. */
import { sql } from 'kysely';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, lockExclusive, open } from '../../../platform/db/db.ts';
import type { ReceivedFile } from '../../../platform/files/store.ts';
import type { Finding, ImportChoices, ImportProblem, ImportRefusal, ImportState, ImportTargets } from '../rules/import.ts';
import type { ImportTable, SurveyTables } from '../tables.ts';

/** An import as it stands. */
export interface Import {
  readonly id: string;
  /** The kept file (platform/files); null when it was removed. */
  readonly uploadId: string | null;
  readonly fileName: string;
  readonly fileSize: number;
  readonly sha256: Buffer;
  readonly sheet: string | null;
  readonly state: ImportState;
  readonly choices: ImportChoices;
  readonly finding: Finding | null;
  readonly targets: ImportTargets | null;
  readonly problem: ImportProblem | null;
  /** People in the file, and those read so far by the job at work. */
  readonly rowsTotal: number;
  readonly rowsRead: number;
  readonly lineDone: number;
  readonly stored: number;
  readonly late: number;
  readonly refused: number;
  readonly cellsRejected: number;
  readonly excluded: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly undoneBy: string;
  readonly undoReason: string;
}

function importOf(row: ImportTable): Import {
  // jsonb arrives parsed; the column types are text only for writing.
  return {
    id: row.id,
    uploadId: row.upload_id,
    fileName: row.file_name,
    fileSize: row.file_size,
    sha256: row.sha256,
    sheet: row.sheet,
    state: row.state,
    choices: row.choices as ImportChoices,
    finding: row.finding as Finding | null,
    targets: row.targets as ImportTargets | null,
    problem: row.problem as ImportProblem | null,
    rowsTotal: row.rows_total,
    rowsRead: row.rows_read,
    lineDone: row.line_done,
    stored: row.stored,
    late: row.late,
    refused: row.refused,
    cellsRejected: row.cells_rejected,
    excluded: row.excluded,
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdByName: row.created_by_name,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    undoneBy: row.undone_by,
    undoReason: row.undo_reason,
  };
}

/** Adds an import that waits to be read. */
export async function insertImport(
  tx: Db,
  scope: OfficeScope,
  given: {
    readonly id: string;
    readonly uploadId: string;
    readonly file: ReceivedFile;
    readonly choices: ImportChoices;
    readonly by: { readonly id: string; readonly name: string };
    readonly at: Date;
  },
): Promise<void> {
  await open<SurveyTables>(tx)
    .insertInto('survey_import')
    .values({
      tenant_id: scope.tenantId,
      id: given.id,
      upload_id: given.uploadId,
      file_name: given.file.name,
      file_size: given.file.size,
      sha256: given.file.sha256,
      sheet: null,
      state: 'scanning',
      choices: JSON.stringify(given.choices),
      finding: null,
      targets: null,
      problem: null,
      rows_total: 0,
      line_done: 0,
      rows_read: 0,
      stored: 0,
      late: 0,
      refused: 0,
      cells_rejected: 0,
      excluded: 0,
      created_at: given.at,
      created_by: given.by.id,
      created_by_name: given.by.name,
      started_at: null,
      ended_at: null,
      undone_by: '',
      undo_reason: '',
    })
    .execute();
}

/** One import; with `lock` nobody else changes it until the end of the transaction. */
export async function findImport(db: Db, scope: OfficeScope, id: string, { lock = false } = {}): Promise<Import | null> {
  let query = open<SurveyTables>(db)
    .selectFrom('survey_import')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row ? importOf(row) : null;
}

/** An import in the list. */
export type ImportLine = Pick<Import, 'id' | 'fileName' | 'state' | 'stored' | 'excluded' | 'createdAt' | 'createdByName'>;

/** The newest imports, newest first. */
export async function listImports(db: Db, scope: OfficeScope, limit: number): Promise<ImportLine[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_import')
    .select(['id', 'file_name', 'state', 'stored', 'excluded', 'created_at', 'created_by_name'])
    .where('tenant_id', '=', scope.tenantId)
    .where('state', '<>', 'discarded')
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    stored: row.stored,
    excluded: row.excluded,
    createdAt: row.created_at,
    createdByName: row.created_by_name,
  }));
}

/** Another import of the same bytes and sheet that is being stored, or whose answers count. */
export async function findSameImport(db: Db, scope: OfficeScope, one: Import): Promise<Import | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_import')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '<>', one.id)
    .where('sha256', '=', one.sha256)
    .where(sql<boolean>`sheet is not distinct from ${one.sheet}`)
    // One that was stopped half way counts as far as it came.
    .where(sql<boolean>`(state in ('running', 'done', 'undoing') or (state = 'failed' and stored > excluded))`)
    .limit(1)
    .executeTakeFirst();
  return row ? importOf(row) : null;
}

/** Ids of the imports that a job should be at work on. */
export async function listImportsAtWork(db: Db, scope: OfficeScope): Promise<string[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_import')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('state', 'in', ['scanning', 'running', 'undoing'])
    .execute();
  return rows.map(({ id }) => id);
}

/** Files that were sent before `before` and that nobody decided about. */
export async function listForgotten(
  db: Db,
  scope: OfficeScope,
  before: Date,
): Promise<{ id: string; state: ImportState; uploadId: string | null }[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_import')
    .select(['id', 'state', 'upload_id'])
    .where('tenant_id', '=', scope.tenantId)
    .where('state', 'in', ['review', 'failed'])
    .where('stored', '=', 0)
    .where('created_at', '<', before)
    .execute();
  return rows.map((row) => ({ id: row.id, state: row.state, uploadId: row.upload_id }));
}

/** Whether a file is being stored or undone: until then no period may be closed. */
export async function hasImportAtWork(db: Db, scope: OfficeScope): Promise<boolean> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_import')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('state', 'in', ['running', 'undoing'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Two files are not begun at the same moment: each must see the other. Held until the end of the transaction. */
export async function lockImports(tx: Db, scope: OfficeScope): Promise<void> {
  await lockExclusive(tx, `survey.import:${scope.tenantId}`);
}

/** What may change in an import; only what is given changes. */
export interface ImportChange {
  readonly state?: ImportState;
  readonly choices?: ImportChoices;
  readonly finding?: Finding | null;
  readonly targets?: ImportTargets | null;
  readonly problem?: ImportProblem | null;
  readonly uploadId?: null;
  readonly sheet?: string | null;
  readonly rowsTotal?: number;
  readonly rowsRead?: number;
  readonly lineDone?: number;
  readonly stored?: number;
  readonly late?: number;
  readonly refused?: number;
  readonly cellsRejected?: number;
  readonly excluded?: number;
  readonly startedAt?: Date;
  readonly endedAt?: Date | null;
  readonly undoneBy?: string;
  readonly undoReason?: string;
}

const columnNames = {
  state: 'state',
  choices: 'choices',
  finding: 'finding',
  targets: 'targets',
  problem: 'problem',
  uploadId: 'upload_id',
  sheet: 'sheet',
  rowsTotal: 'rows_total',
  rowsRead: 'rows_read',
  lineDone: 'line_done',
  stored: 'stored',
  late: 'late',
  refused: 'refused',
  cellsRejected: 'cells_rejected',
  excluded: 'excluded',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  undoneBy: 'undone_by',
  undoReason: 'undo_reason',
} as const satisfies Record<keyof ImportChange, keyof ImportTable>;
const asJson = new Set(['choices', 'finding', 'targets', 'problem']);

/** Changes an import, only while it is in the state `while`. False when it is not. */
export async function updateImport(
  tx: Db,
  scope: OfficeScope,
  id: string,
  whileState: ImportState,
  change: ImportChange,
): Promise<boolean> {
  const values = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      columnNames[name as keyof ImportChange],
      asJson.has(name) && value !== null ? JSON.stringify(value) : value,
    ]),
  );
  const done = await open<SurveyTables>(tx)
    .updateTable('survey_import')
    .set(values)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .where('state', '=', whileState)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Forgets what was refused: the file is read under other choices. */
export async function deleteRefusals(tx: Db, scope: OfficeScope, importId: string): Promise<void> {
  await open<SurveyTables>(tx)
    .deleteFrom('survey_import_refusal')
    .where('tenant_id', '=', scope.tenantId)
    .where('import_id', '=', importId)
    .execute();
}

const rowsPerStatement = 2000;

/** Keeps refusals; their places count on within each line. */
export async function insertRefusals(
  tx: Db,
  scope: OfficeScope,
  importId: string,
  refusals: readonly ImportRefusal[],
): Promise<void> {
  const places = new Map<number, number>();
  const rows = refusals.map(({ line, header, value, code }) => {
    const place = places.get(line) ?? 0;
    places.set(line, place + 1);
    return { tenant_id: scope.tenantId, import_id: importId, line, place, header, value, code };
  });
  for (let from = 0; from < rows.length; from += rowsPerStatement)
    await open<SurveyTables>(tx)
      .insertInto('survey_import_refusal')
      .values(rows.slice(from, from + rowsPerStatement))
      // A job that was cut off at the very end reads the last lines again.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** One line of the row-level result. */
export interface ImportedLine {
  readonly line: number;
  /** Null for a row that was not taken. */
  readonly receipt: string | null;
  readonly late: boolean;
  readonly excluded: boolean;
  readonly refusals: readonly ImportRefusal[];
}

/** Every line of the file that was stored or refused, in order, a few thousand at a time. */
export async function* listImportedLines(db: Db, scope: OfficeScope, importId: string): AsyncGenerator<readonly ImportedLine[]> {
  for (let after = -1; ; ) {
    const found = await sql<{
      line: number;
      receipt: string | null;
      late: boolean | null;
      excluded: boolean;
      refusals: readonly { header: string; value: string; code: string }[] | null;
    }>`
      with line as (
        (select import_line as line from survey_answer
          where tenant_id = ${scope.tenantId} and import_id = ${importId} and import_line > ${after} order by import_line limit ${rowsPerStatement})
        union
        (select distinct line from survey_import_refusal
          where tenant_id = ${scope.tenantId} and import_id = ${importId} and line > ${after} order by line limit ${rowsPerStatement})
        order by line limit ${rowsPerStatement}
      )
      select line.line, a.receipt, a.late, e.answer_id is not null as excluded,
        (select jsonb_agg(jsonb_build_object('header', r.header, 'value', r.value, 'code', r.code) order by r.place)
          from survey_import_refusal r
          where r.tenant_id = ${scope.tenantId} and r.import_id = ${importId} and r.line = line.line) as refusals
      from line
      left join survey_answer a on a.tenant_id = ${scope.tenantId} and a.import_id = ${importId} and a.import_line = line.line
      left join survey_exclusion e on e.tenant_id = a.tenant_id and e.answer_id = a.id
      order by line.line`.execute(open<SurveyTables>(db));
    const last = found.rows.at(-1);
    if (!last) return;
    yield found.rows.map(({ line, receipt, late, excluded, refusals }) => ({
      line,
      receipt,
      late: late ?? false,
      excluded,
      refusals: (refusals ?? []).map((one) => ({ line, ...one })),
    }));
    after = last.line;
  }
}

/** How a file with these headers was read last time. */
export async function findLayout(db: Db, scope: OfficeScope, signature: Buffer): Promise<ImportChoices | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_import_layout')
    .select('choices')
    .where('tenant_id', '=', scope.tenantId)
    .where('signature', '=', signature)
    .executeTakeFirst();
  return row ? (row.choices as ImportChoices) : null;
}

export async function keepLayout(tx: Db, scope: OfficeScope, signature: Buffer, choices: ImportChoices, at: Date): Promise<void> {
  await open<SurveyTables>(tx)
    .insertInto('survey_import_layout')
    .values({ tenant_id: scope.tenantId, signature, choices: JSON.stringify(choices), used_at: at })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'signature']).doUpdateSet({ choices: JSON.stringify(choices), used_at: at }),
    )
    .execute();
}
