import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { type AuditEntry, record } from '../audit/index.ts';
import type { Person } from '../auth/index.ts';
import { keyIn } from '../auth/keys/holder.ts';
import { type OperatorScope, operatorRole, type TenantScope } from '../auth/scope.ts';
import { operatorScope } from '../auth/store/operators.ts';
import { type Db, transact } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import { createGate } from './gate.ts';
import type { House } from './house.ts';
import { limitHooks } from './limits.ts';
import {
  badgesFor,
  type Context,
  type Failed,
  isPrivate,
  mayUse,
  type OperatorContext,
  type Reply,
  type Route,
  type StaffContext,
} from './module.ts';
import { refuseForeign } from './origin.ts';
import { keptNowhere, sendPage, type Who } from './pages.tsx';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route behind the address. */
    suaraRoute?: Route;
  }
}

type AnyContext = Context<unknown, unknown, unknown>;

/** Requests of one account at work at once: more than a person's browser opens, far fewer than would keep all connections to the database. */
const perAccount = createGate(12, () => new Problem('web.too_many', { seconds: 5 }));

/** A language as a link or a cookie may name it, such as `en` or `id-mudah`. */
const tag = /^[a-z]{2,3}(-[a-z]{2,8})?$/;

/** The language a visitor asks for: by the link, else chosen before, else Indonesian. Pages of a module may speak more than the house does. */
function wantedLang(request: FastifyRequest): string {
  const asked = (request.query as { bahasa?: unknown } | undefined)?.bahasa;
  const wanted = asked ?? request.cookies.suara_lang;
  return typeof wanted === 'string' && tag.test(wanted) ? wanted : 'id';
}

/** The same in a language of the house: whoever wants another reads Indonesian. */
export function chooseLang(request: FastifyRequest): Lang {
  return wantedLang(request) === 'en' ? 'en' : 'id';
}

/** The character U+0000 means nothing in a text and PostgreSQL cannot keep it. */
function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '');
  if (Array.isArray(value)) return value.map(withoutNul);
  if (value === null || typeof value !== 'object') return value;
  // A received file and the like are no input to be cleaned; what parsers make is plain, or has no constructor at all.
  const made = (value as { constructor?: unknown }).constructor;
  if (typeof made === 'function' && made !== Object) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutNul(each)]));
}

/** What a schema says of what does not fit it, in the language of the page. */
const faultsIn = { id: z.locales.id().localeError, en: z.locales.en().localeError };

function parsePart(schema: z.ZodType | undefined, value: unknown, lang: Lang): unknown {
  if (!schema) return {};
  const result = schema.safeParse(withoutNul(value), { error: faultsIn[lang] });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Problem('web.invalid_input', { place: issue?.path.join('.') || '-', message: issue?.message ?? '' });
}

/** What a request asks. @throws Problem web.invalid_input */
function askedOf(house: House, route: Route, request: FastifyRequest) {
  const lang = chooseLang(request);
  return {
    params: parsePart(route.params, request.params, lang),
    query: parsePart(route.query, request.query, lang),
    lang,
    wantedLang: wantedLang(request),
    url: request.url,
    banner: house.banner?.(lang).text ?? null,
    now: new Date(),
    config: house.config,
    headers: request.headers,
  };
}

/** What the route itself says of a request that came to a problem; null leaves it to the house. */
export function answerFailed(house: House, request: FastifyRequest, problem: Problem, status: number): Reply | null {
  const route = request.routeOptions.config.suaraRoute;
  if (!route?.failed) return null;
  try {
    const asked = { ...askedOf(house, route, request), body: request.body, problem, status, requestId: request.id };
    return (route.failed as (context: Failed<unknown, unknown>) => Reply | null)(asked);
  } catch (error) {
    // Its address alone cannot be read.
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** A program with a key, where the route takes keys for what it is; the same checks of role and reach follow as for people. */
async function programOf(house: House, route: Route, key: string) {
  const use = route.method === 'GET' ? (route.key?.name ?? null) : null;
  const program = await house.sessions.resolveKey(key, use, new Date());
  return { ...program, session: '', method: 'key' as const, needsSecondFactor: false, confirmedAt: null };
}

/**
 * Mounts one route: session first, then access, then input; GET reads in a read-only transaction, everything else writes in
 * one, and the answer is sent after commit (architecture §5.2).
 */
export function mount(app: FastifyInstance, house: House, route: Route): void {
  const protect = route.method === 'POST' && route.csrf !== false;
  app.route({
    method: route.method,
    url: route.path,
    config: { suaraRoute: route },
    bodyLimit: route.bodyLimit ?? 128 * 1024,
    ...(protect ? { onRequest: async (request: FastifyRequest) => refuseForeign(request, house.config.url) } : {}),
    preHandler: [...(protect ? [app.csrfProtection] : []), ...limitHooks(app, house.config, route)],
    // At the very end, so that refusals, errors and redirects say it too, and no handler can say otherwise.
    ...(isPrivate(route.access)
      ? { onSend: async (_request: FastifyRequest, reply: FastifyReply) => void reply.header('cache-control', keptNowhere) }
      : {}),
    handler: async (request, reply) => {
      const lang = chooseLang(request);
      if (!route.cookieless && (request.query as { bahasa?: unknown } | undefined)?.bahasa)
        house.setCookie(reply, 'suara_lang', wantedLang(request), 365 * 24 * 3600);
      // Who asks comes before what is asked: a stranger learns nothing, not even that an address was ill-formed.
      const closed = route.access.kind !== 'public';
      const key = closed ? keyIn(request.headers.authorization) : null;
      // A key stands alone: what it lacks, the cookie of somebody's browser does not add.
      const person =
        key !== null ? await programOf(house, route, key) : closed ? await house.sessions.resolve(request.headers) : null;
      let who: ReturnType<typeof mayUse> = null;
      let operating: OperatorScope | null = null;
      if (closed) {
        if (!person && route.method === 'GET') return reply.redirect(`/masuk?ke=${encodeURIComponent(request.url)}`, 303);
        if (!person) throw new Problem('auth.signed_out');
        if (person.method !== 'key') request.suaraActor = person;
        if (person.needsSecondFactor && !route.beforeSecondFactor) {
          if (route.method === 'GET') return reply.redirect('/akun/dua-langkah', 303);
          throw new Problem('auth.second_factor_needed');
        }
        who = route.access.kind === 'staff' ? mayUse(route.access, route.method, person, request.ip) : null;
        operating = route.access.kind === 'operator' && person.operator ? operatorScope(person.actor, request.ip) : null;
        // Everybody is led to the office's home; whoever operates the installation and works for no office has another one.
        if (!who && person.actor.role === operatorRole && route.method === 'GET' && route.path === house.homes.staff)
          return reply.redirect(house.homes.operator, 303);
        if (!who && !operating) throw new Problem('web.forbidden');
      }
      const asked = askedOf(house, route, request);
      const base = {
        ...asked,
        body: parsePart(route.body, request.body, asked.lang),
        origin: `${request.protocol}://${request.host}`,
        remoteAddress: request.ip,
        cookies: request.cookies,
        setCookie: (name: string, value: string, maxAge: number) => house.setCookie(reply, name, value, maxAge),
      };
      if (operating && person) {
        const scope = operating;
        const answer = async (db: Db) =>
          (route.handler as (context: OperatorContext<unknown, unknown, unknown>) => Promise<Reply>)({ ...base, db, scope });
        const done = await perAccount(person.actor.id, () =>
          route.handle === 'root' ? answer(house.db) : transact(house.db, scope, answer, { readOnly: route.method === 'GET' }),
        );
        return send(house, request, reply, lang, done, { ...person, ...noShell });
      }
      if (!who || !person) {
        const answer = async (db: Db) => (route.handler as (context: AnyContext) => Promise<Reply>)({ ...base, db });
        const done =
          route.handle === 'root'
            ? await answer(house.db)
            : await transact(house.db, { tenantId: null }, answer, { readOnly: route.method === 'GET' });
        const visitor = route.shell === 'visitor' ? await house.sessions.resolve(request.headers) : null;
        const head =
          visitor && (await transact(house.db, visitor.scope, (db) => shellOf(house, db, visitor), { readOnly: true }));
        return send(house, request, reply, lang, done, visitor && head && { ...visitor, ...head });
      }
      const looks: Omit<AuditEntry, 'at'>[] = [];
      const looked = (entry: Omit<AuditEntry, 'at'>) => void looks.push(entry);
      const answer = async (db: Db) =>
        (route.handler as (context: StaffContext<unknown, unknown, unknown>) => Promise<Reply>)({
          ...base,
          db,
          ...who,
          session: person.session,
          method: person.method,
          confirmedAt: person.confirmedAt,
          needsSecondFactor: person.needsSecondFactor,
          looked,
        });
      const { scope } = who;
      const headFor = async (db: Db, done: Reply) => (done.kind === 'page' ? shellOf(house, db, person) : noShell);
      const readOnly = route.method === 'GET';
      const whole = async (db: Db) => {
        const done = await answer(db);
        // The shell's office name is read where the page is made: no second transaction for it.
        return { done, head: await headFor(db, done) };
      };
      const apart = async () => {
        const done = await answer(house.db);
        return { done, head: await transact(house.db, scope, (db) => headFor(db, done), { readOnly: true }) };
      };
      const { done, head } = await perAccount(person.actor.id, () =>
        route.handle === 'root' ? apart() : transact(house.db, scope, whole, { readOnly }),
      );
      // No look without its entry: where it cannot be written, nothing is shown.
      if (looks.length > 0)
        await transact(house.db, scope, async (tx) => {
          for (const look of looks) await record(tx, scope, { ...look, at: base.now });
        });
      if (done.kind === 'pieces') {
        const body = Readable.from(piecesOf(house.db, scope, done.piece), { objectMode: false });
        return reply.headers(done.headers).send(body);
      }
      return send(house, request, reply, lang, done, person.method === 'key' ? null : { ...person, ...head });
    },
  });
}

/** What a page says around its content. */
type Shell = Pick<NonNullable<Who>, 'office' | 'notice' | 'badges' | 'kinds'>;

const noShell: Shell = { office: null, notice: null, badges: new Map(), kinds: [] };

/** What the shell around a page says of the office and of what waits for this person. */
async function shellOf(house: House, db: Db, person: Person): Promise<Shell> {
  return { ...(await house.officeHead(db, person.scope)), badges: await badgesFor(house.doors, db, person, new Date()) };
}

/** The pieces in order: a slow reader holds no connection and no transaction. */
async function* piecesOf(
  db: Db,
  scope: TenantScope,
  piece: (db: Db, place: number) => Promise<Uint8Array | null>,
): AsyncGenerator<Uint8Array> {
  for (let place = 0; ; place++) {
    const bytes = await transact(db, scope, (tx) => piece(tx, place), { readOnly: true });
    if (!bytes) return;
    yield bytes;
  }
}

/** Sends what a handler answered. */
export async function send(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  lang: Lang,
  answer: Reply,
  who: Who,
): Promise<FastifyReply> {
  switch (answer.kind) {
    case 'pieces':
      throw new Error('Pieces are read with the scope of somebody who is signed in.');
    case 'redirect':
      for (const cookie of answer.cookies ?? []) reply.header('set-cookie', cookie);
      return reply.redirect(answer.location, 303);
    case 'raw':
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    case 'page':
      for (const cookie of answer.cookies ?? []) reply.header('set-cookie', cookie);
      return sendPage(house, request, reply, lang, answer, who);
  }
}
