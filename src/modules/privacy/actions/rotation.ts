/** Changing the office's key: a new one at once, everything sealed anew by a job, then the old one destroyed. */
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope, TenantScope } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { enqueue, type JobContext, JobStopped } from '../../../platform/jobs/index.ts';
import type { ContactData } from '../rules/contact.ts';
import { setContact } from '../store/contacts.ts';
import {
  destroyUnusedKeys,
  listOldSealed,
  openVaultToWrite,
  replaceKey,
  type SealedTable,
  setSealed,
  type Vault,
} from '../store/keys.ts';
import { sealContact } from './contacts.ts';

/** Without its handler, so that an action can enqueue it. */
export const rotationJob = { name: 'privacy.rotate' } as const;

const perStep = 200;

/** Puts a new key in use and lets the job do the rest. */
export async function startRotation(tx: Db, scope: TenantScope, secret: string, at: Date): Promise<void> {
  // Nothing may be replaced that cannot be opened.
  await openVaultToWrite(tx, scope, secret, at);
  await replaceKey(tx, scope, secret, at);
  await record(tx, scope, { at, action: 'privacy.replace_key' });
  await enqueue(tx, scope, rotationJob, at.toISOString(), {});
}

/** Seals some rows of a table anew; how many. */
async function sealAnew(tx: Db, scope: OfficeScope, vault: Vault, table: SealedTable): Promise<number> {
  const rows = await listOldSealed(tx, scope, table, perStep);
  for (const row of rows) {
    const content = vault.open<object>(table, row);
    if (table === 'privacy_contact') await setContact(tx, scope, row.id, sealContact(vault, row.id, content as ContactData));
    else await setSealed(tx, scope, table, row.id, vault.seal(table, row.id, content));
  }
  return rows.length;
}

/** Goes on until nothing is sealed with an old key; small transactions, so that it can be cut off at any moment. */
export async function workOnRotation({ db, scope, secret, signal }: JobContext): Promise<void> {
  let moved = 0;
  for (const table of ['privacy_contact', 'privacy_consent', 'privacy_request'] as const)
    for (let more = true; more; ) {
      if (signal.aborted) throw new JobStopped();
      const done = await transact(db, scope, async (tx) =>
        sealAnew(tx, scope, await openVaultToWrite(tx, scope, secret, new Date()), table),
      );
      moved += done;
      more = done === perStep;
    }
  await transact(db, scope, async (tx) => {
    const at = new Date();
    const destroyed = await destroyUnusedKeys(tx, scope, at);
    if (destroyed > 0) await record(tx, scope, { at, action: 'privacy.destroy_key', detail: { keys: destroyed, rows: moved } });
  });
}
