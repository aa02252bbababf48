/** Making a copy, taking it away when it is over, and erasing an office: each goes on where it was when it is cut off. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOwnGone, insertGone, setGoneProgress } from '../auth/store/gone.ts';
import { type Db, transact } from '../db/db.ts';
import { writeArchive } from '../files/archive.ts';
import { insertUpload, removeUpload } from '../files/store.ts';
import { enqueue, type JobContext, type JobKind, JobStopped, removeJobs } from '../jobs/index.ts';
import { type LedgerFill, lastHead, numberLeaves } from '../ledger/index.ts';
import { type CopySource, copyFiles } from './copy.ts';
import type { OfficeOf } from './door.ts';
import { copyJob, eraseJob, tidyJob } from './kinds.ts';
import {
  deleteClosing,
  eraseAccounts,
  eraseRows,
  findClosing,
  findCopy,
  listOpenCopies,
  listOwnedTables,
  type OwnedTable,
  setCopyExpired,
  setCopyReady,
} from './store.ts';

/** How long a finished copy can be downloaded. */
export const copyHours = 48;

export interface TenantJobs {
  readonly officeOf: OfficeOf;
  readonly doors: CopySource['doors'];
  readonly fills: readonly LedgerFill[];
}

/** The kinds of jobs of this part. */
export function tenantJobs({ officeOf, doors, fills }: TenantJobs): readonly JobKind[] {
  return [
    {
      ...copyJob,
      waiting: async (db, scope) =>
        (await listOpenCopies(db, scope)).flatMap(({ id, state }) => (state === 'waiting' ? [{ copy: id }] : [])),
      run: (context, data) => makeCopy(context, data.copy ?? '', officeOf, doors),
    },
    {
      ...tidyJob,
      waiting: async (db, scope) =>
        (await listOpenCopies(db, scope)).flatMap(({ id, expiresAt }) =>
          expiresAt ? [{ copy: id, over: expiresAt.toISOString() }] : [],
        ),
      run: ({ db, scope }, data) =>
        transact(db, scope, async (tx) => {
          const copy = await findCopy(tx, scope, data.copy ?? '');
          if (!copy?.uploadId) return;
          await setCopyExpired(tx, scope, copy.id);
          await removeUpload(tx, scope, copy.uploadId);
        }),
    },
    {
      ...eraseJob,
      waiting: async (db, scope) => {
        const closing = await findClosing(db, scope);
        return closing ? [{ due: closing.dueAt.toISOString() }] : [];
      },
      run: (context) => eraseOffice(context, officeOf, fills),
    },
  ];
}

async function makeCopy(
  { db, scope, signal }: JobContext,
  id: string,
  officeOf: OfficeOf,
  doors: CopySource['doors'],
): Promise<void> {
  const copy = await transact(db, scope, (tx) => findCopy(tx, scope, id), { readOnly: true });
  if (copy?.state !== 'waiting') return;
  const folder = await mkdtemp(join(tmpdir(), 'suara-export-'));
  try {
    const path = join(folder, 'salinan.zip');
    const at = new Date();
    await transact(
      db,
      scope,
      async (tx) => {
        const office = await officeOf(tx, scope);
        if (!office) throw new Error('there is no office to copy');
        const source = { office: office.name, timeZone: office.timeZone, doors, at, signal };
        await writeArchive(path, copyFiles(tx, scope, source), at);
      },
      { readOnly: true, oneMoment: true },
    );
    const hash = createHash('sha256');
    for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
    const [sha256, { size }] = [hash.digest(), await stat(path)];
    await transact(db, scope, async (tx) => {
      const done = new Date();
      const expiresAt = new Date(done.getTime() + copyHours * 3_600_000);
      const uploadId = await insertUpload(tx, scope, { path, name: 'salinan.zip', size, sha256 }, done);
      await setCopyReady(tx, scope, id, { uploadId, size, sha256, at: done, expiresAt });
      await enqueue(tx, scope, tidyJob, id, { copy: id, over: expiresAt.toISOString() });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rows that go in one transaction: others wait for none of their locks for long. */
const batch = 2000;
/** They tell whose accounts these were, and that the office is there at all: the last to go. */
const lastTables = ['audit_event', 'auth_membership', 'auth_tenant'];

async function eraseOffice(
  { db, scope, log, signal }: JobContext,
  officeOf: OfficeOf,
  fills: readonly LedgerFill[],
): Promise<void> {
  const begun = await transact(db, scope, async (tx) => {
    const closing = await findClosing(tx, scope);
    if (!closing) return false;
    if (closing.due) {
      if (!(await findOwnGone(tx, scope))) await bury(tx);
      return true;
    }
    // The database's clock is behind ours: a little later again.
    const due = new Date(Math.max(closing.dueAt.getTime(), Date.now()) + 60_000).toISOString();
    await enqueue(tx, scope, eraseJob, `due:${due}`, { due });
    return false;
  });
  if (!begun) return;
  const tables = (await transact(db, scope, (tx) => listOwnedTables(tx), { readOnly: true })).filter(
    ({ name }) => name !== 'tenants_closing',
  );
  const first = tables.filter(({ name }) => !lastTables.includes(name)).toReversed();
  const last = lastTables.flatMap((name) => tables.filter((table) => table.name === name));
  // What was being written when the tombstone was set may come in behind the first pass.
  while ((await erase(first)) > 0);
  await transact(db, scope, (tx) => eraseAccounts(tx, scope));
  await erase(last.filter(({ name }) => name === 'audit_event'));
  await transact(db, scope, async (tx) => {
    let rows = 0;
    for (const table of last) rows += await eraseRows(tx, scope, table, null);
    await removeJobs(tx, scope);
    await setGoneProgress(tx, scope, rows, new Date());
    await deleteClosing(tx, scope);
  });
  log.info({ office: scope.tenantId }, 'office erased');

  async function erase(some: readonly OwnedTable[]): Promise<number> {
    let all = 0;
    for (const table of some)
      for (let rows = batch; rows === batch; ) {
        if (signal.aborted) throw new JobStopped();
        rows = await transact(db, scope, async (tx) => {
          const done = await eraseRows(tx, scope, table, batch);
          if (done > 0) await setGoneProgress(tx, scope, done, null);
          return done;
        });
        all += rows;
      }
    return all;
  }

  async function bury(tx: Db): Promise<void> {
    const [closing, office] = [await findClosing(tx, scope), await officeOf(tx, scope)];
    await numberLeaves(tx, scope, fills, new Date());
    const ledger = await lastHead(tx, scope);
    await insertGone(tx, scope, {
      name: office?.name ?? '-',
      reason: closing?.reason ?? '-',
      askedAt: closing?.askedAt ?? new Date(),
      begunAt: new Date(),
      ledgerKey: ledger?.publicKey ?? null,
      ledgerNote: ledger?.note ?? null,
    });
    log.info({ office: scope.tenantId }, 'office is being erased');
  }
}
