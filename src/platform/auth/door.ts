import { defineModule, type ModuleDoor } from '../web/module.ts';
import { createAccountRoutes, type TimeZoneOf } from './account-routes.tsx';
import { auditWords } from './audit-words.ts';
import type { HandOver } from './delegation.ts';
import { createDelegationRoutes } from './delegation-routes.tsx';
import { createGrantsKind, type NodesOf } from './grant-approval.tsx';
import { createGrantRoutes } from './grant-routes.tsx';
import { createKeyRoutes, type KeyUsesOf } from './keys/routes.tsx';
import { keyTexts } from './keys/texts.ts';
import type { DemoAccounts } from './pages.tsx';
import { createPasskeyRoutes } from './passkey-routes.tsx';
import { createAuthRoutes } from './routes.tsx';
import { createSecondFactorRoutes } from './second-factor-routes.tsx';
import type { Sessions } from './session.ts';
import { createSsoRoutes } from './sso/routes.tsx';
import { problems, texts } from './texts.ts';

/** What the account part must be told by the rest of the house. */
interface Surroundings {
  readonly timeZoneOf: TimeZoneOf;
  /** The nodes on which rights may hang. */
  readonly nodesOf: NodesOf;
  /** What the routes of the house may be read for by programs. */
  readonly keyUsesOf: KeyUsesOf;
  /** Pass on what a leaver has at work in the modules. */
  readonly handOvers: readonly HandOver[];
}

/** The account part as the web part sees it. `demo` is shown on the demonstration's sign-in page. */
export function authDoor(
  sessions: Sessions,
  demo: DemoAccounts | null,
  { timeZoneOf, nodesOf, keyUsesOf, handOvers }: Surroundings,
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
      ...createSsoRoutes(sessions.sso, timeZoneOf),
      ...createKeyRoutes(keyUsesOf, nodesOf, timeZoneOf),
    ],
    nav: [
      { href: '/kelola/petugas', label: (lang) => texts[lang].officers, group: 'setup', order: 60 },
      { href: '/kelola/kunci', label: (lang) => keyTexts[lang].title, group: 'setup', order: 65 },
    ],
    problems,
    audit: auditWords,
  });
}
