/** Accounts, sessions, scopes and the directory of public names. */
export { foundOffice, foundOfficeByOperator } from './actions.ts';
export { auditWords } from './audit-words.ts';
export { confirmPerson, type Proof, passwordError } from './confirm.ts';
export { authDoor } from './door.ts';
export type { Person } from './narrow.ts';
export { suspendOffice } from './operators.ts';
export type { DemoAccounts } from './pages.tsx';
export { roleName } from './role-texts.ts';
export { isAdmin, isCoordinator, isHead, isKeyer, isMember, isReader, isReviewer, isWorker } from './rules.ts';
export type { Actor, IntakeScope, JobScope, OfficeScope, OperatorScope, PublicScope, Role, Scope, TenantScope } from './scope.ts';
export { createSessions, type Sessions, type SignedIn } from './session.ts';
export { accountNames, listMembers } from './store/accounts.ts';
export {
  findIntakeScope,
  findJobScope,
  findLogScope,
  findPublicScope,
  hasOffices,
  insertName,
  isNameFree,
  listJobScopes,
  listPublicScopes,
} from './store/directory.ts';
export { type Gone, listGone } from './store/gone.ts';
export { startTidying, type Tidying } from './tidy.ts';
