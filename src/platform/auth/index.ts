/** Accounts, sessions, scopes and the directory of public names. */
export { foundOffice } from './actions.ts';
export { authDoor } from './door.ts';
export type { Person } from './narrow.ts';
export type { DemoAccounts } from './pages.tsx';
export { roleName } from './role-texts.ts';
export { isAdmin, isHead, isKeyer, isMember, isReader, isReviewer, isWorker } from './rules.ts';
export type { Actor, IntakeScope, JobScope, OfficeScope, PublicScope, Role, Scope, TenantScope } from './scope.ts';
export { createSessions, type Sessions, type SignedIn } from './session.ts';
export { accountNames, hasMembers } from './store/accounts.ts';
export {
  findIntakeScope,
  findJobScope,
  findLogScope,
  findPublicScope,
  insertName,
  isNameFree,
  listJobScopes,
  listPublicScopes,
} from './store/directory.ts';
