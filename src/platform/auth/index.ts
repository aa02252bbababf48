/** Accounts, sessions, scopes and the directory of public names. */
export { foundOffice } from './actions.ts';
export { authDoor } from './door.ts';
export type { DemoAccounts } from './pages.tsx';
export { isAdmin, isMember } from './rules.ts';
export type { Actor, IntakeScope, JobScope, OfficeScope, PublicScope, Role, Scope, TenantScope } from './scope.ts';
export { createSessions, type Sessions, type SignedIn } from './session.ts';
export { hasMembers } from './store/accounts.ts';
export {
  findIntakeScope,
  findJobScope,
  findPublicScope,
  insertName,
  isNameFree,
  listJobScopes,
  listPublicScopes,
} from './store/directory.ts';
export { roleName } from './texts.ts';
