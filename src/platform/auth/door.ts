import { defineModule, type ModuleDoor } from '../web/module.ts';
import { createAccountRoutes, type TimeZoneOf } from './account-routes.tsx';
import { auditWords } from './audit-words.ts';
import { createGrantRoutes, type NodesOf } from './grant-routes.tsx';
import type { DemoAccounts } from './pages.tsx';
import { createPasskeyRoutes } from './passkey-routes.tsx';
import { createAuthRoutes } from './routes.tsx';
import { createSecondFactorRoutes } from './second-factor-routes.tsx';
import type { Sessions } from './session.ts';
import { createSsoRoutes } from './sso/routes.tsx';
import { problems, texts } from './texts.ts';

/**
 * The account part as the web part sees it. `nodesOf` gives the nodes on which rights may hang; `demo` is shown on the demonstration's sign-in
 * page.
 */
export function authDoor(sessions: Sessions, demo: DemoAccounts | null, timeZoneOf: TimeZoneOf, nodesOf: NodesOf): ModuleDoor {
  return defineModule({
    name: 'auth',
    routes: [
      ...createAuthRoutes(sessions, demo),
      ...createAccountRoutes(sessions, timeZoneOf),
      ...createSecondFactorRoutes(sessions),
      ...createPasskeyRoutes(sessions.passkeys),
      ...createGrantRoutes(nodesOf),
      ...createSsoRoutes(sessions.sso, timeZoneOf),
    ],
    nav: [{ href: '/kelola/petugas', label: (lang) => texts[lang].officers, group: 'setup', order: 60 }],
    problems,
    audit: auditWords,
  });
}
