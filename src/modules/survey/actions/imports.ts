/** What people do with an import: send a file, decide how it is read, let it be stored, leave it, undo it. The work itself is a job's. */
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { Decided } from '../../../platform/approvals/index.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { insertUpload, type ReceivedFile, removeUpload } from '../../../platform/files/store.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { type ImportChoices, noChoices } from '../rules/import.ts';
import { joinIntake } from '../store/answers.ts';
import { countInClosedPeriods } from '../store/exclusions.ts';
import {
  deleteRefusals,
  findImport,
  findSameImport,
  type Import,
  insertImport,
  listForgotten,
  lockImports,
  updateImport,
} from '../store/imports.ts';

/** The kind of job that reads, stores and undoes (jobs/import.ts). */
export const importJob = { name: 'survey.import' } as const;

/** Wakes the job for the state that was just written. */
async function work(tx: Db, scope: OfficeScope, id: string): Promise<void> {
  // A key of its own each time: the job that ended this state's forerunner may still be on its way out.
  await enqueue(tx, scope, importJob, newId(), { import: id });
}

/** Days that a file waits for a decision. */
const waitingDays = 30;

/** Removes files that nobody decided about: they hold what people said, and wait for nobody. */
async function forget(tx: Db, scope: TenantScope, at: Date): Promise<void> {
  for (const { id, state, uploadId } of await listForgotten(tx, scope, new Date(at.getTime() - waitingDays * 86_400_000))) {
    await updateImport(tx, scope, id, state, { state: 'discarded', uploadId: null, finding: null, endedAt: at });
    if (uploadId !== null) await removeUpload(tx, scope, uploadId);
  }
}

/** Keeps a file and lets it be read. Returns the import's id. */
export async function receiveImport(tx: Db, scope: TenantScope, file: ReceivedFile, at: Date): Promise<string> {
  await forget(tx, scope, at);
  const id = newId();
  const uploadId = await insertUpload(tx, scope, file, at);
  await insertImport(tx, scope, { id, uploadId, file, choices: noChoices, by: scope.actor, at });
  await record(tx, scope, {
    at,
    action: 'survey.receive_import',
    targetKind: 'import',
    targetId: id,
    detail: { bytes: file.size, sha256: file.sha256.toString('hex') },
  });
  await work(tx, scope, id);
  return id;
}

/** The import, held until the end of the transaction. @throws Problem survey.import_unknown */
async function takeImport(tx: Db, scope: OfficeScope, id: string): Promise<Import> {
  const found = await findImport(tx, scope, id, { lock: true });
  if (!found) throw new Problem('survey.import_unknown');
  return found;
}

/** Reads the file again under other choices. @throws Problem survey.import_unknown, survey.import_state */
export async function chooseImport(tx: Db, scope: TenantScope, id: string, choices: ImportChoices): Promise<void> {
  const { state, stored } = await takeImport(tx, scope, id);
  if (!(state === 'review' || (state === 'failed' && stored === 0))) throw new Problem('survey.import_state');
  // Nothing of an earlier try stays: which lines were read, what they were refused for, where they were to go.
  await deleteRefusals(tx, scope, id);
  const afresh = { targets: null, rowsRead: 0, refused: 0, cellsRejected: 0, late: 0, endedAt: null };
  await updateImport(tx, scope, id, state, { state: 'scanning', choices, problem: null, ...afresh });
  await work(tx, scope, id);
}

/**
 * Begins to store what the last reading found.
 * @throws Problem survey.import_unknown, survey.import_state, survey.import_not_ready, survey.import_twice
 */
export async function startImport(tx: Db, scope: TenantScope, id: string, at: Date): Promise<void> {
  await lockImports(tx, scope);
  const one = await takeImport(tx, scope, id);
  if (one.state !== 'review') throw new Problem('survey.import_state');
  if (!one.finding || one.finding.problem || one.finding.ready === 0) throw new Problem('survey.import_not_ready');
  const same = await findSameImport(tx, scope, one);
  if (same) throw new Problem('survey.import_twice', { by: same.createdByName, at: same.createdAt.toISOString().slice(0, 10) });
  // Whoever closes a period either waits for this or is seen by it.
  await joinIntake(tx, scope);
  await updateImport(tx, scope, id, 'review', { state: 'running', startedAt: at, rowsRead: 0 });
  await record(tx, scope, {
    at,
    action: 'survey.start_import',
    targetKind: 'import',
    targetId: id,
    detail: { people: one.finding.people, ready: one.finding.ready },
  });
  await work(tx, scope, id);
}

/** Goes on storing where a failed or stopped import was. @throws Problem survey.import_unknown, survey.import_state */
export async function resumeImport(tx: Db, scope: TenantScope, id: string, at: Date): Promise<void> {
  await lockImports(tx, scope);
  const { state, stored, uploadId, finding } = await takeImport(tx, scope, id);
  if (state !== 'failed' || stored === 0 || uploadId === null || finding === null) throw new Problem('survey.import_state');
  await joinIntake(tx, scope);
  await updateImport(tx, scope, id, state, { state: 'running', problem: null, endedAt: null });
  await record(tx, scope, { at, action: 'survey.start_import', targetKind: 'import', targetId: id, detail: { after: stored } });
  await work(tx, scope, id);
}

/** Leaves a file that nothing was stored of. @throws Problem survey.import_unknown, survey.import_state */
export async function discardImport(tx: Db, scope: TenantScope, id: string, at: Date): Promise<void> {
  const { state, stored, uploadId } = await takeImport(tx, scope, id);
  if (!(state === 'review' || state === 'scanning' || (state === 'failed' && stored === 0)))
    throw new Problem('survey.import_state');
  await updateImport(tx, scope, id, state, { state: 'discarded', uploadId: null, finding: null, endedAt: at });
  if (uploadId !== null) await removeUpload(tx, scope, uploadId);
  await record(tx, scope, { at, action: 'survey.discard_import', targetKind: 'import', targetId: id });
}

/** Stops storing for good; what was stored until now may be undone. @throws Problem survey.import_unknown, survey.import_state */
export async function stopImport(tx: Db, scope: TenantScope, id: string, at: Date): Promise<void> {
  const { state, stored } = await takeImport(tx, scope, id);
  if (state !== 'running') throw new Problem('survey.import_state');
  const problem = { code: 'survey.import_stopped', params: { by: scope.actor.name } };
  await updateImport(tx, scope, id, state, { state: 'failed', problem, endedAt: at });
  await record(tx, scope, { at, action: 'survey.stop_import', targetKind: 'import', targetId: id, detail: { stored } });
}

/** The import, where it can be undone. @throws Problem survey.import_unknown, survey.import_state, survey.import_closed */
export async function checkUndo(db: Db, scope: TenantScope, id: string): Promise<Import> {
  const one = await findImport(db, scope, id);
  if (!one) throw new Problem('survey.import_unknown');
  if (!(one.state === 'done' || (one.state === 'failed' && one.stored > 0))) throw new Problem('survey.import_state');
  const inClosed = await countInClosedPeriods(db, scope, id);
  if (inClosed > 0) throw new Problem('survey.import_closed', { count: inClosed });
  return one;
}

/**
 * Begins to take out everything that was stored, as was decided: every answer stays, with an entry that it no longer counts. Never after
 * closing: what is in a published result stays there.
 * @throws Problem survey.reason_missing, and those of `checkUndo`
 */
export async function undoImport(
  tx: Db,
  scope: TenantScope,
  id: string,
  reason: string,
  decided: Decided,
  at: Date,
): Promise<void> {
  if (reason.trim() === '') throw new Problem('survey.reason_missing');
  await takeImport(tx, scope, id);
  await joinIntake(tx, scope);
  const { state, stored } = await checkUndo(tx, scope, id);
  await updateImport(tx, scope, id, state, {
    state: 'undoing',
    lineDone: 0,
    undoneBy: decided.names.join(', '),
    undoReason: reason.trim(),
  });
  await record(tx, scope, {
    at,
    action: 'survey.undo_import',
    targetKind: 'import',
    targetId: id,
    detail: { answers: stored, persons: decided.persons },
    reason: reason.trim(),
  });
  await work(tx, scope, id);
}
