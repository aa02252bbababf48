/** Retention: what is due, seen before it first runs, and then really erased. */
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope, TenantScope } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { enqueue, type JobContext, JobStopped } from '../../../platform/jobs/index.ts';
import type { AllPersonalData, RetentionHandler } from '../../../platform/personal/index.ts';
import { followUp } from '../law/consent-texts.ts';
import { countContacts, findContact, listOldContacts } from '../store/contacts.ts';
import { deleteRequests, listOldRequests } from '../store/requests.ts';
import { confirmRetention, listRetention, type Retention, setRetention, setRetentionRun } from '../store/settings.ts';
import { eraseContact } from './contacts.ts';

/** Without its handler, so that an action can enqueue it. */
export const retentionJob = { name: 'privacy.retention' } as const;

const day = 24 * 3600 * 1000;
const perStep = 200;

/** Rows from before this instant have been kept for so many days. */
export function keptUntil(days: number, now: Date): Date {
  return new Date(now.getTime() - days * day);
}

/** What this module itself erases. */
export const ownRetention: readonly RetentionHandler[] = [
  {
    purpose: followUp,
    due: async (db, scope, before, limit) => ({
      count: await countContacts(db, scope, before),
      first: await listOldContacts(db, scope, before, limit),
    }),
    erase: async (tx, scope, ids, erasing) => {
      for (const id of ids) {
        const row = await findContact(tx, scope, id);
        if (row) await eraseContact(tx, scope, row, erasing);
      }
    },
  },
  { purpose: 'privacy.requests', due: listOldRequests, erase: (tx, scope, ids) => deleteRequests(tx, scope, ids) },
];

/** Sets the days of a purpose; nothing is erased before somebody has looked at the list. */
export async function changeRetention(
  tx: Db,
  scope: TenantScope,
  purpose: string,
  given: { readonly days: number; readonly note: string } | null,
  at: Date,
): Promise<void> {
  await setRetention(tx, scope, purpose, given, at);
  await record(tx, scope, {
    at,
    action: 'privacy.set_retention',
    detail: { purpose, days: given?.days ?? 'keep' },
    ...(given && given.note !== '' ? { reason: given.note } : {}),
  });
}

/** Lets the days take effect after the list was seen, and begins at once. @throws Problem privacy.retention_changed */
export async function startRetention(tx: Db, scope: TenantScope, purpose: string, days: number, at: Date): Promise<void> {
  if (!(await confirmRetention(tx, scope, purpose, days, { at, by: scope.actor.name })))
    throw new Problem('privacy.retention_changed');
  await record(tx, scope, { at, action: 'privacy.confirm_retention', detail: { purpose, days } });
  await enqueue(tx, scope, retentionJob, `${purpose}:${at.toISOString()}`, {});
}

/** The purposes whose confirmed days have not been looked at for a day. */
export async function listRetentionDue(db: Db, scope: OfficeScope, now: Date): Promise<readonly Retention[]> {
  return (await listRetention(db, scope)).filter(
    ({ confirmedAt, runAt }) => confirmedAt !== null && (runAt === null || now.getTime() - runAt.getTime() >= day),
  );
}

/** Erases everything that is due, purpose by purpose, some hundred rows in a transaction. */
export async function workOnRetention({ db, scope, signal }: JobContext, { retention }: AllPersonalData): Promise<void> {
  const now = new Date();
  const wanted = await transact(db, scope, (tx) => listRetention(tx, scope), { readOnly: true });
  for (const { purpose, days, confirmedAt } of wanted) {
    const handler = retention.find((one) => one.purpose === purpose);
    if (!handler || confirmedAt === null) continue;
    let erased = 0;
    for (let more = true; more; ) {
      if (signal.aborted) throw new JobStopped();
      const done = await transact(db, scope, async (tx) => {
        // Somebody may have changed the days meanwhile.
        const still = (await listRetention(tx, scope)).find((one) => one.purpose === purpose);
        if (still?.days !== days || still.confirmedAt === null) return 0;
        const { first } = await handler.due(tx, scope, keptUntil(days, now), perStep);
        if (first.length > 0)
          await handler.erase(
            tx,
            scope,
            first.map(({ id }) => id),
            { at: new Date(), by: scope.job, reason: `retensi ${days} hari` },
          );
        return first.length;
      });
      erased += done;
      more = done === perStep;
    }
    await transact(db, scope, async (tx) => {
      await setRetentionRun(tx, scope, purpose, now);
      if (erased > 0)
        await record(tx, scope, { at: new Date(), action: 'privacy.run_retention', detail: { purpose, days, erased } });
    });
  }
}
