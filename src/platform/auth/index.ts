/** Accounts, sessions, scopes and the directory of public names. */
export { foundOffice } from './actions.ts';
export { authDoor } from './door.ts';
export type { DemoAccounts } from './pages.tsx';
export { isAdmin, isMember } from './rules.ts';
export type { Actor, IntakeScope, JobScope, OfficeScope, PublicScope, Role, Scope, TenantScope } from './scope.ts';
export { createSessions, type Sessions } from './session.ts';
export {
  accountNames,
  findIntakeScope,
  findJobScope,
  findLogScope,
  findPublicScope,
  hasMembers,
  insertName,
  isNameFree,
  listJobScopes,
  listPublicScopes,
} from './store.ts';
export { roleName } from './texts.ts';
