/** What an administrator asks for: a copy of everything, the end of the office, or not to end it after all. */
import { newId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../audit/index.ts';
import { confirmPerson, type Proof, type TenantScope } from '../auth/index.ts';
import { type Db, lockExclusive } from '../db/db.ts';
import { enqueue } from '../jobs/index.ts';
import { copyJob, eraseJob } from './kinds.ts';
import { deleteClosing, findClosing, insertClosing, insertCopy, listOpenCopies } from './store.ts';

/** Begins a copy. @throws Problem auth.password_mismatch, auth.sso_confirm, tenants.copy_waiting */
export async function askCopy(tx: Db, scope: TenantScope, proof: Proof): Promise<void> {
  const at = proof.now;
  await confirmPerson(tx, scope, proof);
  await lockExclusive(tx, `tenants.copy:${scope.tenantId}`);
  if ((await listOpenCopies(tx, scope)).some(({ state }) => state === 'waiting')) throw new Problem('tenants.copy_waiting');
  const id = newId();
  await insertCopy(tx, scope, id, at);
  await enqueue(tx, scope, copyJob, id, { copy: id });
  await record(tx, scope, { at, action: 'tenants.ask_copy', targetKind: 'copy', targetId: id });
}

/** What the form of the end holds, and who sends it. */
export interface ClosingForm {
  /** The office's name, typed once more. */
  readonly name: string;
  readonly reason: string;
  readonly proof: Proof;
}

/** What of it may be wrong at its place. */
type ClosingField = 'name' | 'reason' | 'password';

/** Names are compared as people read them: capital letters and spaces do not matter. */
const sameName = (a: string, b: string): boolean => {
  const read = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return read(a) === read(b);
};

/**
 * Asks for the office to be erased after `waitDays`. Returns the fields that are wrong; empty when it was done.
 * @throws Problem auth.password_mismatch, auth.sso_confirm, tenants.closing_stands
 */
export async function askClosing(
  tx: Db,
  scope: TenantScope,
  form: ClosingForm,
  office: { readonly name: string; readonly waitDays: number },
  at: Date,
): Promise<readonly ClosingField[]> {
  const wrong: ClosingField[] = [];
  if (!sameName(form.name, office.name)) wrong.push('name');
  if (form.reason === '') wrong.push('reason');
  if (form.proof.password === '' && form.proof.method !== 'sso') wrong.push('password');
  if (wrong.length > 0) return wrong;
  await confirmPerson(tx, scope, form.proof);
  await lockExclusive(tx, `tenants.closing:${scope.tenantId}`);
  if (await findClosing(tx, scope)) throw new Problem('tenants.closing_stands');
  await insertClosing(tx, scope, { reason: form.reason, waitDays: office.waitDays });
  const closing = await findClosing(tx, scope);
  if (!closing) throw new Error('the request was not kept');
  const due = closing.dueAt.toISOString();
  await enqueue(tx, scope, eraseJob, `due:${due}`, { due });
  await record(tx, scope, {
    at,
    action: 'tenants.ask_closing',
    detail: { due, wait_days: office.waitDays },
    reason: form.reason,
  });
  return [];
}

/** Takes the request back: any administrator may, as long as nothing was erased. @throws Problem tenants.no_closing */
export async function withdrawClosing(tx: Db, scope: TenantScope, at: Date): Promise<void> {
  if (!(await deleteClosing(tx, scope))) throw new Problem('tenants.no_closing');
  await record(tx, scope, { at, action: 'tenants.withdraw_closing' });
}
