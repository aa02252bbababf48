import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import coverage from '../docs/measured/coverage.json' with { type: 'json' };
import { generateCommand, isDemonstration } from './demo/index.ts';
import { problems as demoProblems } from './demo/texts.ts';
import type { ProblemCatalogue } from './kernel/problem.ts';
import { problems as kernelProblems } from './kernel/texts.ts';
import { followup } from './modules/followup/index.ts';
import { createIkm } from './modules/ikm/index.ts';
import { insight } from './modules/insight/index.ts';
import { installation as installationPart } from './modules/installation/index.ts';
import { invitation } from './modules/invitation/index.ts';
import { findOffice, getOfficeHead, isProvince, listPublicOffices, listUnits, org } from './modules/org/index.ts';
import { createPrivacy, privacyPersonalData } from './modules/privacy/index.ts';
import { createSetup, officeCommand, problems as setupProblems } from './modules/setup/index.ts';
import { survey } from './modules/survey/index.ts';
import { expiryJob } from './platform/approvals/jobs.ts';
import { approvalNotice } from './platform/approvals/notices.ts';
import { approvalDoor } from './platform/approvals/routes.tsx';
import { approvalProblems } from './platform/approvals/texts.ts';
import { officerCommand } from './platform/auth/commands.ts';
import { authDoor, createSessions, type DemoAccounts, hasOffices, type TenantScope } from './platform/auth/index.ts';
import { operatorCommand } from './platform/auth/operator-commands.ts';
import { installationId } from './platform/auth/scope.ts';
import { problems as authProblems } from './platform/auth/texts.ts';
import type { Command } from './platform/cli.ts';
import { type Config, isOverTls } from './platform/config.ts';
import { databaseCommands } from './platform/db/commands.ts';
import type { Db } from './platform/db/db.ts';
import { registerConstraints } from './platform/db/errors.ts';
import { problems as dbProblems } from './platform/db/texts.ts';
import { problems as fileProblems } from './platform/files/texts.ts';
import type { JobKind } from './platform/jobs/index.ts';
import { ledgerCopies } from './platform/ledger/copies.ts';
import { ledgerRoutes } from './platform/ledger/routes.tsx';
import { ledgerProblems } from './platform/ledger/texts.ts';
import { type NoticeJobs, noticeJobs } from './platform/notices/jobs.ts';
import { noticesDoor } from './platform/notices/routes.tsx';
import { gatherPersonalData } from './platform/personal/index.ts';
import { platformPersonalData } from './platform/personal/own.ts';
import { closingBanner, tenantsDoor } from './platform/tenants/door.ts';
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

/** The method page says where the interval misses its promise: the measurement is part of the build, never typed. */
const ikm = createIkm(coverage);

const ledger = defineModule({
  name: 'ledger',
  routes: ledgerRoutes({ find: findOffice, list: listPublicOffices }),
  problems: ledgerProblems,
  copies: ledgerCopies,
});

/** What every part of the house declares about personal data. */
export const personalData = gatherPersonalData([
  platformPersonalData,
  privacyPersonalData,
  ...[org, survey, ikm, invitation, followup, insight].flatMap((door) => door.personal ?? []),
]);

const privacy = createPrivacy(personalData);

const tenants = tenantsDoor({
  officeOf: findOffice,
  doors: [org, privacy, survey, ikm, invitation, followup, insight, ledger],
  fills: survey.ledger ?? [],
  mayClose: async (db) => !(await isDemonstration(db)),
});

/** The parts of the house that need nothing of the running installation: the modules in the order of their levels, then the platform's. */
export const moduleDoors: readonly ModuleDoor[] = [
  org,
  privacy,
  survey,
  ikm,
  invitation,
  followup,
  insight,
  installationPart,
  tenants,
  ledger,
];

/** What people are told of: the modules' kinds, and what waits for a second person. */
const notices: NoticeJobs = {
  kinds: [
    approvalNotice(moduleDoors.flatMap((door) => door.approvals ?? [])),
    ...moduleDoors.flatMap((door) => door.notices ?? []),
  ],
  officeOf: findOffice,
};

/** What runs later. */
export const allJobs: readonly JobKind[] = [...moduleDoors.flatMap((door) => door.jobs ?? []), expiryJob, ...noticeJobs(notices)];

/** The verbs of `suara`, platform and modules together. */
export const allCommands: readonly Command[] = [
  ...moduleDoors.flatMap((door) => door.commands ?? []),
  generateCommand,
  officerCommand,
  operatorCommand,
  officeCommand,
  ...databaseCommands,
];

/** Every word for what can go wrong, by code: for pages, for the command line, for docs/problems.md. */
export const allProblems: ProblemCatalogue = Object.assign(
  {},
  kernelProblems,
  dbProblems,
  fileProblems,
  webProblems,
  authProblems,
  approvalProblems,
  demoProblems,
  setupProblems,
  ...moduleDoors.map((door) => door.problems ?? {}),
);

/** Puts the house together over one database. */
export async function compose(config: Config, db: Db, installation: Installation): Promise<FastifyInstance> {
  const secure = isOverTls(config);
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
    isFirstRun: async (handle) => !(await hasOffices(handle)),
    listenHost: config.host,
    port: config.port,
  });
  const timeZoneOf = async (handle: Db, scope: TenantScope) => (await findOffice(handle, scope))?.timeZone ?? 'Asia/Jakarta';
  const keyUsesOf = () =>
    doors.flatMap(({ routes }) => routes.flatMap(({ key, path }) => (key === undefined ? [] : [{ ...key, path }])));
  const handOvers = moduleDoors.flatMap((door) => door.handOver ?? []);
  const auth = authDoor(sessions, installation.demoAccounts, { timeZoneOf, nodesOf: listUnits, keyUsesOf, handOvers });
  const approvals = approvalDoor(
    [...moduleDoors, auth].flatMap((door) => door.approvals ?? []),
    allProblems,
    timeZoneOf,
  );
  const modules = [...moduleDoors, setup, auth, approvals, noticesDoor(notices.kinds, timeZoneOf)];
  const officeHead = async (handle: Db, scope: TenantScope) => {
    // An operator without an office looks at the own account.
    if (scope.tenantId === installationId) return { office: null, notice: null, kinds: [] };
    const { name, timeZone, erasedAt, regionCode } = await getOfficeHead(handle, scope);
    const kinds = isProvince(regionCode) ? ['province'] : [];
    return { office: name, notice: erasedAt && closingBanner(erasedAt, timeZone), kinds };
  };
  const places = { firstRun: '/siapkan', staff: '/beranda', open: '/ikm' };
  const doors: readonly ModuleDoor[] = [...modules, frontDoor(sessions, modules, places, timeZoneOf, officeHead)];
  for (const door of doors) registerConstraints(door.constraints ?? {});
  const app = await createServer({
    config,
    log: installation.log,
    db,
    sessions,
    assets: readAssets(),
    doors,
    problems: allProblems,
    officeHead,
    homes: { staff: places.staff, operator: '/instalasi' },
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
