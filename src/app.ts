import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { problems as demoProblems } from './demo/texts.ts';
import type { ProblemCatalogue } from './kernel/problem.ts';
import { problems as kernelProblems } from './kernel/texts.ts';
import { ikm } from './modules/ikm/index.ts';
import { insight } from './modules/insight/index.ts';
import { findOffice, getOffice, listUnits, org } from './modules/org/index.ts';
import { createPrivacy, privacyPersonalData } from './modules/privacy/index.ts';
import { createSetup, problems as setupProblems } from './modules/setup/index.ts';
import { survey } from './modules/survey/index.ts';
import { officerCommand } from './platform/auth/commands.ts';
import { authDoor, createSessions, type DemoAccounts, hasMembers, type TenantScope } from './platform/auth/index.ts';
import { problems as authProblems } from './platform/auth/texts.ts';
import type { Command } from './platform/cli.ts';
import type { Config } from './platform/config.ts';
import { databaseCommands } from './platform/db/commands.ts';
import type { Db } from './platform/db/db.ts';
import { registerConstraints } from './platform/db/errors.ts';
import { problems as dbProblems } from './platform/db/texts.ts';
import { problems as fileProblems } from './platform/files/texts.ts';
import { ledgerRoutes } from './platform/ledger/routes.tsx';
import { ledgerProblems } from './platform/ledger/texts.ts';
import { gatherPersonalData } from './platform/personal/index.ts';
import { platformPersonalData } from './platform/personal/own.ts';
import { readAssets } from './platform/web/assets.ts';
import { frontDoor } from './platform/web/front.tsx';
import type { House } from './platform/web/house.ts';
import { defineModule, type ModuleDoor } from './platform/web/module.ts';
import { createServer } from './platform/web/server.ts';
import { problems as webProblems } from './platform/web/texts.ts';

/** What only the running installation knows; tests give plain values. */
export interface Installation {
  readonly log: Logger;
  readonly inDemo: boolean;
  /** The accounts that stand on the demonstration's sign-in page. */
  readonly demoAccounts: DemoAccounts | null;
  readonly banner: House['banner'];
  /** Asked of whoever sets the office up from another machine. */
  readonly oneTimeCode: string;
  readonly startDemo: () => Promise<void>;
  readonly leaveDemo: () => Promise<void>;
  readonly ready: () => Promise<boolean>;
}

/** What every part of the house declares about personal data. */
export const personalData = gatherPersonalData([
  platformPersonalData,
  privacyPersonalData,
  ...[org, survey, ikm, insight].flatMap((door) => door.personal ?? []),
]);

/** The modules of the house that need nothing of the running installation, in the order of their levels. */
export const moduleDoors: readonly ModuleDoor[] = [org, createPrivacy(personalData), survey, ikm, insight];

/** The verbs of `suara`, platform and modules together. */
export const allCommands: readonly Command[] = [
  ...moduleDoors.flatMap((door) => door.commands ?? []),
  officerCommand,
  ...databaseCommands,
];

/** Every word for what can go wrong, by code: for pages, for the command line, for docs/problems.md. */
export const allProblems: ProblemCatalogue = Object.assign(
  {},
  kernelProblems,
  dbProblems,
  fileProblems,
  ledgerProblems,
  webProblems,
  authProblems,
  demoProblems,
  setupProblems,
  ...moduleDoors.map((door) => door.problems ?? {}),
);

/** Puts the house together over one database. */
export async function compose(config: Config, db: Db, installation: Installation): Promise<FastifyInstance> {
  const secure = config.tls !== null || config.url?.startsWith('https:') === true;
  const sessions = await createSessions(db, {
    secret: config.secret,
    origin: config.url,
    baseUrl: config.url ?? `http://localhost:${config.port}`,
    secure,
  });
  const setup = createSetup({
    startDemo: installation.startDemo,
    leaveDemo: installation.leaveDemo,
    inDemo: installation.inDemo,
    oneTimeCode: installation.oneTimeCode,
    isFirstRun: async (handle) => !(await hasMembers(handle)),
    listenHost: config.host,
    port: config.port,
  });
  const timeZoneOf = async (handle: Db, scope: TenantScope) => (await getOffice(handle, scope)).timeZone;
  const ledger = defineModule({ name: 'ledger', routes: ledgerRoutes(findOffice), problems: ledgerProblems });
  const modules = [...moduleDoors, setup, authDoor(sessions, installation.demoAccounts, timeZoneOf, listUnits), ledger];
  const places = { firstRun: '/siapkan', staff: '/beranda', open: '/ikm' };
  const doors = [...modules, frontDoor(sessions, modules, places, timeZoneOf)];
  for (const door of doors) registerConstraints(door.constraints ?? {});
  const app = await createServer({
    config,
    log: installation.log,
    db,
    sessions,
    assets: readAssets(),
    doors,
    problems: allProblems,
    officeName: async (handle, scope) => (await getOffice(handle, scope)).name,
    banner: installation.banner,
    ready: installation.ready,
    setCookie: (reply, name, value, maxAge) =>
      void reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge }),
  });
  composed.set(app, doors);
  return app;
}

const composed = new WeakMap<FastifyInstance, readonly ModuleDoor[]>();

/** The doors of a composed application, for the tests and lists that go through all its routes. */
export function houseDoors(app: FastifyInstance): readonly ModuleDoor[] {
  return composed.get(app) ?? [];
}
