/** Whoever looks after an office stays there: the last administrator, and the emergency account where SSO is required. */
import { Problem } from '../../kernel/problem.ts';
import { type Db, lockExclusive } from '../db/db.ts';
import type { TenantScope } from './scope.ts';
import { listMembers } from './store/accounts.ts';
import { countOwnAdmins } from './store/grants.ts';
import { findProvider } from './store/sso.ts';

/** Waits until nobody else changes who looks after the office: two administrators who take each other's role away do it one after the other. */
export async function lockAdmins(tx: Db, { tenantId }: TenantScope): Promise<void> {
  await lockExclusive(tx, `auth.admins:${tenantId}`);
}

async function hasEmergency(tx: Db, scope: TenantScope): Promise<boolean> {
  const provider = await findProvider(tx, scope.tenantId);
  if (!provider?.required) return true;
  return (await listMembers(tx, scope)).some(({ id, role }) => id === provider.emergencyUserId && role === 'admin');
}

/** Whether the office has no administrator of its own but this one, until the end of the transaction. */
export async function isLastAdmin(tx: Db, scope: TenantScope, userId: string): Promise<boolean> {
  await lockAdmins(tx, scope);
  return (await countOwnAdmins(tx, scope)) > 0 && (await countOwnAdmins(tx, scope, userId)) === 0;
}

/** Makes a change of people's roles unless the office is left without somebody who looks after it. @throws Problem auth.last_admin, auth.sso_emergency_kept */
export async function keepAdmins(tx: Db, scope: TenantScope, change: () => Promise<void>): Promise<void> {
  await lockAdmins(tx, scope);
  const before = await countOwnAdmins(tx, scope);
  await change();
  if (!(await hasEmergency(tx, scope))) throw new Problem('auth.sso_emergency_kept');
  // An office that never had one (the operator's, before its administrator joined) loses none.
  if (before > 0 && (await countOwnAdmins(tx, scope)) === 0) throw new Problem('auth.last_admin');
}
