import { defineModule, type ModuleDoor } from '../web/module.ts';
import { createAccountRoutes, type TimeZoneOf } from './account-routes.tsx';
import { auditWords } from './audit-words.ts';
import type { HandOver } from './delegation.ts';
import { createDelegationRoutes } from './delegation-routes.tsx';
import { createGrantsKind, type NodesOf } from './grant-approval.tsx';
import { createGrantRoutes } from './grant-routes.tsx';
import type { DemoAccounts } from './pages.tsx';
import { createPasskeyRoutes } from './passkey-routes.tsx';
import { createAuthRoutes } from './routes.tsx';
import { createSecondFactorRoutes } from './second-factor-routes.tsx';
import type { Sessions } from './session.ts';
import { problems, texts } from './texts.ts';

/**
 * The account part as the web part sees it. `nodesOf` gives the nodes on which rights may hang; `demo` is shown on the demonstration's sign-in
 * page, `handOvers` pass on what a leaver has at work in the modules.
 */
export function authDoor(
  sessions: Sessions,
  demo: DemoAccounts | null,
  timeZoneOf: TimeZoneOf,
  nodesOf: NodesOf,
  handOvers: readonly HandOver[],
): ModuleDoor {
  const grants = createGrantsKind(nodesOf);
  return defineModule({
    name: 'auth',
    approvals: [grants],
    routes: [
      ...createAuthRoutes(sessions, demo, grants),
      ...createAccountRoutes(sessions, timeZoneOf),
      ...createSecondFactorRoutes(sessions),
      ...createPasskeyRoutes(sessions.passkeys),
      ...createGrantRoutes(nodesOf, grants),
      ...createDelegationRoutes(nodesOf, grants, handOvers),
    ],
    nav: [{ href: '/kelola/petugas', label: (lang) => texts[lang].officers, group: 'setup', order: 60 }],
    problems,
    audit: auditWords,
  });
}
