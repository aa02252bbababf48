/** The operators of the installation: made by the command line alone; and what they do to an office's sign-in. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../audit/index.ts';
import { type Db, transact } from '../db/db.ts';
import { installationId, issueScope, type JobScope, type OperatorScope, operatorRole } from './scope.ts';
import { findUserId, insertInvitation, isMember } from './store/accounts.ts';
import { findOperator, insertOperator, removeOperator, revokeOperatorInvitations, setSuspended } from './store/operators.ts';

const invitationHours = 72;

/** The installation's own trail, for the command line and for links. */
export const installationJob = (job: string): JobScope => issueScope<JobScope>({ kind: 'job', tenantId: installationId, job });

/**
 * Makes an operator. Whoever works for an office is one at once, with the account they have; anybody else gets a link for this address, which
 * makes their account, or gives an operator who forgot it a new password. The link's secret is shown once.
 * @throws Problem auth.email_invalid
 */
export async function addOperator(db: Db, email: string, at: Date): Promise<{ readonly token: string | null }> {
  if (!z.email().safeParse(email).success) throw new Problem('auth.email_invalid', { email });
  const scope = installationJob('suara operator');
  return transact(db, scope, async (tx) => {
    const id = await findUserId(tx, email);
    if (id !== null && (await isMember(tx, id))) {
      await insertOperator(tx, id, at);
      await record(tx, scope, { at, action: 'operator.add', targetKind: 'account', targetId: id });
      return { token: null };
    }
    const token = randomBytes(24).toString('base64url');
    const expiresAt = new Date(at.getTime() + invitationHours * 3_600_000);
    await revokeOperatorInvitations(tx, email, at);
    await insertInvitation(tx, scope, { token, role: operatorRole, at, expiresAt, email });
    await record(tx, scope, { at, action: 'operator.invite' });
    return { token };
  });
}

/** Takes the mark from an account, and voids links for it. @throws Problem auth.no_operator */
export async function dropOperator(db: Db, email: string, at: Date): Promise<void> {
  const scope = installationJob('suara operator');
  await transact(db, scope, async (tx) => {
    await revokeOperatorInvitations(tx, email, at);
    const id = await findUserId(tx, email);
    if (id === null || !(await findOperator(tx, id))) throw new Problem('auth.no_operator', { email });
    await removeOperator(tx, id);
    await record(tx, scope, { at, action: 'operator.remove', targetKind: 'account', targetId: id });
  });
}

/** Refuses sign-in to an office's people, or lets them in again. Answers are taken all the while. @throws Problem web.not_found */
export async function suspendOffice(
  tx: Db,
  scope: OperatorScope,
  given: { readonly tenantId: string; readonly suspended: boolean; readonly reason: string },
  at: Date,
): Promise<void> {
  if (!(await setSuspended(tx, scope, given.tenantId, given.suspended ? at : null))) throw new Problem('web.not_found');
  await record(tx, scope, {
    at,
    action: given.suspended ? 'operator.suspend_office' : 'operator.resume_office',
    targetKind: 'office',
    targetId: given.tenantId,
    ...(given.reason === '' ? {} : { reason: given.reason }),
  });
}
