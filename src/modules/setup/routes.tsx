import { networkInterfaces } from 'node:os';
import type { VNode } from 'preact';
import { z } from 'zod';
import { localDay } from '../../kernel/dates.ts';
import { Problem } from '../../kernel/problem.ts';
import { problems as authProblems } from '../../platform/auth/texts.ts';
import type { Db } from '../../platform/db/db.ts';
import { type Context, openRoute, publicRoute, type Reply, type Route } from '../../platform/web/module.ts';
import { page, redirect } from '../../platform/web/reply.ts';
import { isLoopbackUrl } from '../org/index.ts';
import { maySetUp } from './access.ts';
import { codeProof, foundFromDraft, isCodeProof, isOneTimeCode, packFounded, unpackFounded } from './actions.ts';
import { checkStep, firstIncomplete, formSchema, readDraft, stepParams, takeStep, type Wrong } from './inputs.ts';
import { CheckStep } from './pages/check.tsx';
import {
  AddressStep,
  type OfferedAddress,
  OfficerStep,
  OfficeStep,
  PeriodStep,
  ServiceStep,
  serviceRows,
  UnitStep,
} from './pages/steps.tsx';
import { CodePage, DemoPage, DonePage, WelcomePage } from './pages/welcome.tsx';
import { type Draft, firstPeriods, listensToItselfOnly, neighbour, networkOrigins, type Step } from './rules.ts';
import { findDraft, setDraft } from './store.ts';

/** What the running server knows and can do for the first run; app.ts gives it. */
export interface SetupHooks {
  /** Makes the demonstration, once, and turns this server to it. */
  startDemo(): Promise<void>;
  /** Turns this server back to its own database. */
  leaveDemo(): Promise<void>;
  readonly inDemo: boolean;
  /** Digits, new at every start, shown in the log. */
  readonly oneTimeCode: string;
  isFirstRun(db: Db): Promise<boolean>;
  readonly listenHost: string;
  readonly port: number;
}

type Visit = Context<unknown, unknown, unknown>;

const codeCookie = 'suara_setup';
const doneCookie = 'suara_founded';
const dayOfSeconds = 24 * 3600;
/** A demonstration that is ready already needs no waiting page. */
const briefWait = 1000;
/** More blank lines at each "tambah baris". */
const moreRows = 5;

const open = publicRoute(
  'Nobody has an account at the first run; visitors from elsewhere than this machine give the code from its log.',
  { private: true },
);

/** Refuses everything once somebody works here. @throws Problem web.not_found */
async function duringFirstRun(hooks: SetupHooks, visit: Visit): Promise<void> {
  if (hooks.inDemo || !(await hooks.isFirstRun(visit.db))) throw new Problem('web.not_found');
}

function trusts(hooks: SetupHooks, visit: Visit): boolean {
  return maySetUp({
    remoteAddress: visit.remoteAddress,
    originIsLoopback: isLoopbackUrl(visit.origin),
    forwarded: ['forwarded', 'x-forwarded-for', 'x-real-ip'].some((name) => visit.headers[name] !== undefined),
    provedCode: isCodeProof(visit.config.secret, visit.cookies[codeCookie], hooks.oneTimeCode),
  });
}

function offersFor(hooks: SetupHooks, visit: Visit): OfferedAddress[] {
  const tls = visit.config.tls !== null;
  const all: OfferedAddress[] = [
    ...(visit.config.url === null ? [] : [{ origin: visit.config.url, why: 'configured' as const }]),
    { origin: visit.origin, why: 'origin' },
    ...networkOrigins(networkInterfaces(), hooks.port, tls).map((origin) => ({ origin, why: 'network' as const })),
  ];
  return all.filter((offer, i) => !isLoopbackUrl(offer.origin) && all.findIndex((other) => other.origin === offer.origin) === i);
}

/** A server behind its own public address, or that this visitor found from elsewhere, is heard whatever it listens to itself. */
function isUnheard(hooks: SetupHooks, visit: Visit): boolean {
  const { url } = visit.config;
  return listensToItselfOnly(hooks.listenHost) && isLoopbackUrl(visit.origin) && (url === null || isLoopbackUrl(url));
}

function stepView(
  hooks: SetupHooks,
  visit: Visit,
  step: Step,
  draft: Draft,
  wrong: Readonly<Record<string, Wrong>>,
  rows = 0,
): VNode {
  const props = { draft, wrong };
  switch (step) {
    case 'instansi':
      return <OfficeStep {...props} />;
    case 'unit':
      return <UnitStep {...props} />;
    case 'layanan':
      return <ServiceStep {...props} rows={serviceRows(draft.services.length, rows)} />;
    case 'periode':
      return <PeriodStep {...props} periods={firstPeriods(localDay(visit.now, draft.zone))} />;
    case 'alamat':
      return <AddressStep {...props} offers={offersFor(hooks, visit)} unheard={isUnheard(hooks, visit)} />;
    case 'petugas':
      return <OfficerStep {...props} />;
    case 'periksa':
      return <CheckStep draft={draft} errors={{}} />;
  }
}

/** The password's own refusals are shown beside it; anything else goes on being thrown. */
function passwordErrors(error: unknown, lang: 'id' | 'en'): Record<string, string> {
  if (!(error instanceof Problem)) throw error;
  if (error.code.startsWith('auth.password_') && error.code in authProblems)
    return { password: authProblems[error.code as keyof typeof authProblems][lang](error.params as never) };
  if (error.code === 'auth.email_taken') return { '': authProblems['auth.email_taken'][lang](error.params) };
  throw error;
}

async function finish(visit: Visit, draft: Draft, password: string): Promise<Reply> {
  const incomplete = firstIncomplete(draft);
  if (incomplete !== 'periksa') return redirect(`/siapkan/${incomplete}`);
  try {
    const founded = await foundFromDraft(visit.db, draft, password, visit.now);
    visit.setCookie(doneCookie, packFounded(visit.config.secret, founded), dayOfSeconds);
    return redirect('/siapkan/selesai');
  } catch (error) {
    return page('', <CheckStep draft={draft} errors={passwordErrors(error, visit.lang)} />, 422);
  }
}

export function createRoutes(hooks: SetupHooks): readonly Route[] {
  /** The demonstration being made: kept here so that the page can be reloaded meanwhile. */
  let demo: 'idle' | 'making' | 'failed' = 'idle';

  return [
    openRoute({
      method: 'GET',
      path: '/siapkan',
      access: open,
      handler: async (visit) => {
        await duringFirstRun(hooks, visit);
        if (!trusts(hooks, visit)) return page('', <CodePage wrong={false} />);
        const draft = readDraft(await findDraft(visit.db));
        const begun = draft.name === '' ? null : { name: draft.name, step: firstIncomplete(draft) };
        return page('', <WelcomePage begun={begun} demoByCommand={visit.config.databaseUrl !== null} />);
      },
    }),
    openRoute({
      method: 'POST',
      path: '/siapkan/kode',
      access: open,
      limit: { max: 10, seconds: 60, by: 'everybody' },
      body: z.object({ kode: z.string().max(100).default('') }),
      handler: async (visit) => {
        await duringFirstRun(hooks, visit);
        const { secret } = visit.config;
        if (!isOneTimeCode(secret, visit.body.kode, hooks.oneTimeCode)) return page('', <CodePage wrong />, 422);
        visit.setCookie(codeCookie, codeProof(secret, hooks.oneTimeCode), dayOfSeconds);
        return redirect('/siapkan');
      },
    }),
    openRoute({
      method: 'GET',
      path: '/siapkan/selesai',
      access: publicRoute('Shows the founder, known by a signed cookie, what was made.', { private: true }),
      handler: (visit) => {
        const founded = unpackFounded(visit.config.secret, visit.cookies[doneCookie]);
        if (!founded || hooks.inDemo) throw new Problem('web.not_found');
        return page('', <DonePage {...founded} unheard={isUnheard(hooks, visit)} />);
      },
    }),
    openRoute({
      method: 'GET',
      path: '/siapkan/:langkah',
      access: open,
      params: stepParams,
      query: z.object({ baris: z.coerce.number().int().min(0).max(200).catch(0) }),
      handler: async (visit) => {
        await duringFirstRun(hooks, visit);
        const step = visit.params.langkah;
        if (step === null) throw new Problem('web.not_found');
        if (!trusts(hooks, visit)) return redirect('/siapkan');
        const draft = readDraft(await findDraft(visit.db));
        const incomplete = firstIncomplete(draft);
        if (step === 'periksa' && incomplete !== 'periksa') return redirect(`/siapkan/${incomplete}`);
        return page('', stepView(hooks, visit, step, draft, {}, visit.query.baris));
      },
    }),
    openRoute({
      method: 'POST',
      path: '/siapkan/:langkah',
      access: open,
      // The office is founded in a transaction of its own tenant, which does not exist before.
      handle: 'root',
      params: stepParams,
      body: formSchema,
      handler: async (visit) => {
        await duringFirstRun(hooks, visit);
        const { params, body, db } = visit;
        const step = params.langkah;
        if (step === null) throw new Problem('web.not_found');
        if (!trusts(hooks, visit)) return redirect('/siapkan');
        const draft = takeStep(readDraft(await findDraft(db)), step, body);
        await setDraft(db, draft);
        if (body.aksi === 'kembali') return redirect(`/siapkan/${neighbour(step, -1)}`);
        if (step === 'periksa') return finish(visit, draft, typeof body.password === 'string' ? body.password : '');
        const blank = draft.services.length + moreRows;
        if (body.aksi === 'tambah') return redirect(`/siapkan/${step}?baris=${blank}#f-name-${draft.services.length}`);
        const wrong = checkStep(draft, step);
        if (Object.keys(wrong).length > 0) return page('', stepView(hooks, visit, step, draft, wrong), 422);
        return redirect(`/siapkan/${neighbour(step, 1)}`);
      },
    }),
    openRoute({
      method: 'POST',
      path: '/peraga/mulai',
      access: open,
      handle: 'root',
      handler: async (visit) => {
        if (hooks.inDemo) return redirect('/');
        await duringFirstRun(hooks, visit);
        if (!trusts(hooks, visit) || visit.config.databaseUrl !== null) return redirect('/siapkan');
        demo = 'making';
        const made = hooks.startDemo().then(
          () => true,
          () => {
            demo = 'failed';
            return false;
          },
        );
        const { promise: late, resolve } = Promise.withResolvers<'late'>();
        const timer = setTimeout(resolve, briefWait, 'late');
        const outcome = await Promise.race([made, late]);
        clearTimeout(timer);
        return redirect(outcome === true ? '/' : '/peraga/mulai');
      },
    }),
    openRoute({
      method: 'GET',
      path: '/peraga/mulai',
      access: publicRoute('Says how far the demonstration is; holds nothing of an office.', { private: true }),
      handler: async (visit) => {
        // Answered by the demonstration itself once the server has turned to it.
        if (hooks.inDemo) return redirect('/');
        await duringFirstRun(hooks, visit);
        if (demo === 'idle') return redirect('/siapkan');
        const waiting = page('', <DemoPage failed={demo === 'failed'} />);
        return demo === 'making' && waiting.kind === 'page' ? { ...waiting, headers: { refresh: '2' } } : waiting;
      },
    }),
    openRoute({
      method: 'POST',
      path: '/peraga/keluar',
      access: publicRoute('Leaving the demonstration gives nobody anything: the own pages ask for their own rights.', {
        private: true,
      }),
      handle: 'root',
      handler: async () => {
        if (!hooks.inDemo) throw new Problem('web.not_found');
        await hooks.leaveDemo();
        return redirect('/');
      },
    }),
  ];
}
