import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { type AuditEntry, record } from '../audit/index.ts';
import { type Db, transact } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import { createGate } from './gate.ts';
import type { House } from './house.ts';
import { type Context, mayUse, type Reply, type Route, type StaffContext } from './module.ts';
import { refuseForeign } from './origin.ts';
import { sendPage, type Who } from './pages.tsx';

type AnyContext = Context<unknown, unknown, unknown>;

/** Requests of one account at work at once: more than a person's browser opens, far fewer than would keep all connections to the database. */
const perAccount = createGate(12, () => new Problem('web.too_many', { seconds: 5 }));

/** A visitor's language: what the link asks for, else what was chosen before, else Indonesian. */
export function chooseLang(request: FastifyRequest): Lang {
  const asked = (request.query as { bahasa?: unknown } | undefined)?.bahasa;
  const wanted = asked ?? request.cookies.suara_lang;
  return wanted === 'en' ? 'en' : 'id';
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

function parsePart(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return {};
  const result = schema.safeParse(withoutNul(value));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Problem('web.invalid_input', { place: issue?.path.join('.') || '-', message: issue?.message ?? '' });
}

/** Attempts of all accounts from one address: far more than an office behind one address needs, far fewer than guessing does. */
const accountsPerAddress = 10;

/**
 * The hooks that slow guessing down. By account: the account named in the form together with the address, so that nobody else is locked
 * out (other spellings of an account are the same account), and a ceiling per address over all accounts. By everybody: one count for all.
 */
function limitHooks(app: FastifyInstance, limit: NonNullable<Route['limit']>) {
  const hook = (max: number, keyGenerator: (request: FastifyRequest) => string) =>
    app.rateLimit({
      max,
      timeWindow: limit.seconds * 1000,
      keyGenerator,
      errorResponseBuilder: (_request, context) => new Problem('web.too_many', { seconds: Math.ceil(context.ttl / 1000) }),
    });
  if (limit.by === 'everybody') return [hook(limit.max, () => 'everybody')];
  const account = (request: FastifyRequest) =>
    String((request.body as { email?: unknown } | undefined)?.email ?? '')
      .trim()
      .toLowerCase();
  return [
    hook(limit.max, (request) => `${account(request)} ${request.ip}`),
    hook(limit.max * accountsPerAddress, (request) => request.ip),
  ];
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
    bodyLimit: route.bodyLimit ?? 128 * 1024,
    ...(protect ? { onRequest: async (request: FastifyRequest) => refuseForeign(request, house.config.url) } : {}),
    preHandler: [...(protect ? [app.csrfProtection] : []), ...(route.limit ? limitHooks(app, route.limit) : [])],
    handler: async (request, reply) => {
      const lang = chooseLang(request);
      if ((request.query as { bahasa?: unknown } | undefined)?.bahasa)
        house.setCookie(reply, 'suara_lang', lang, 365 * 24 * 3600);
      // Who asks comes before what is asked: a stranger learns nothing, not even that an address was ill-formed.
      const person = route.access.kind === 'staff' ? await house.sessions.resolve(request.headers) : null;
      let who: ReturnType<typeof mayUse> = null;
      if (route.access.kind === 'staff') {
        if (!person && route.method === 'GET') return reply.redirect(`/masuk?ke=${encodeURIComponent(request.url)}`, 303);
        if (!person) throw new Problem('auth.signed_out');
        request.suaraActor = person;
        if (person.needsSecondFactor && !route.beforeSecondFactor) {
          if (route.method === 'GET') return reply.redirect('/akun/dua-langkah', 303);
          throw new Problem('auth.second_factor_needed');
        }
        who = mayUse(route.access, route.method, person, request.ip);
        if (!who) throw new Problem('web.forbidden');
      }
      const base = {
        params: parsePart(route.params, request.params),
        query: parsePart(route.query, request.query),
        body: parsePart(route.body, request.body),
        lang,
        url: request.url,
        banner: house.banner?.(lang).text ?? null,
        origin: `${request.protocol}://${request.host}`,
        remoteAddress: request.ip,
        now: new Date(),
        config: house.config,
        headers: request.headers,
        cookies: request.cookies,
        setCookie: (name: string, value: string, maxAge: number) => house.setCookie(reply, name, value, maxAge),
      };
      if (!who || !person) {
        const answer = async (db: Db) => (route.handler as (context: AnyContext) => Promise<Reply>)({ ...base, db });
        const done =
          route.handle === 'root'
            ? await answer(house.db)
            : await transact(house.db, { tenantId: null }, answer, { readOnly: route.method === 'GET' });
        const visitor = route.shell === 'visitor' ? await house.sessions.resolve(request.headers) : null;
        const office =
          visitor && (await transact(house.db, visitor.scope, (db) => house.officeName(db, visitor.scope), { readOnly: true }));
        return send(house, request, reply, lang, done, visitor && { ...visitor, office });
      }
      const looks: Omit<AuditEntry, 'at'>[] = [];
      const looked = (entry: Omit<AuditEntry, 'at'>) => void looks.push(entry);
      // The shell's office name is read where the page is made: no second transaction for it.
      const { done, office } = await perAccount(person.actor.id, () =>
        transact(
          house.db,
          who.scope,
          async (db) => {
            const done = await (route.handler as (context: StaffContext<unknown, unknown, unknown>) => Promise<Reply>)({
              ...base,
              db,
              ...who,
              session: person.session,
              needsSecondFactor: person.needsSecondFactor,
              looked,
            });
            return { done, office: done.kind === 'page' ? await house.officeName(db, who.scope) : null };
          },
          { readOnly: route.method === 'GET' },
        ),
      );
      const { scope } = who;
      // No look without its entry: where it cannot be written, nothing is shown.
      if (looks.length > 0)
        await transact(house.db, scope, async (tx) => {
          for (const look of looks) await record(tx, scope, { ...look, at: base.now });
        });
      return send(house, request, reply, lang, done, person && { ...person, office });
    },
  });
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
