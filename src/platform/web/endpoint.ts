import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { type Db, transact } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import type { House } from './house.ts';
import type { Context, Reply, Route, StaffContext } from './module.ts';
import { sendPage, type Who } from './pages.tsx';

type AnyContext = Context<unknown, unknown, unknown>;

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
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value;
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
    preHandler: [...(protect ? [app.csrfProtection] : []), ...(route.limit ? limitHooks(app, route.limit) : [])],
    handler: async (request, reply) => {
      const lang = chooseLang(request);
      if ((request.query as { bahasa?: unknown } | undefined)?.bahasa)
        house.setCookie(reply, 'suara_lang', lang, 365 * 24 * 3600);
      // Who asks comes before what is asked: a stranger learns nothing, not even that an address was ill-formed.
      const who = route.access.kind === 'staff' ? await house.sessions.resolve(request.headers) : null;
      if (route.access.kind === 'staff') {
        if (!who && route.method === 'GET') return reply.redirect(`/masuk?ke=${encodeURIComponent(request.url)}`, 303);
        if (!who) throw new Problem('auth.signed_out');
        request.suaraActor = who;
        if (who.needsSecondFactor && !route.beforeSecondFactor) {
          if (route.method === 'GET') return reply.redirect('/akun/dua-langkah', 303);
          throw new Problem('auth.second_factor_needed');
        }
        if (!route.access.allow(who.actor)) throw new Problem('web.forbidden');
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
      if (!who) {
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
      // The shell's office name is read where the page is made: no second transaction for it.
      const { done, office } = await transact(
        house.db,
        who.scope,
        async (db) => {
          const done = await (route.handler as (context: StaffContext<unknown, unknown, unknown>) => Promise<Reply>)({
            ...base,
            db,
            ...who,
          });
          return { done, office: done.kind === 'page' ? await house.officeName(db, who.scope) : null };
        },
        { readOnly: route.method === 'GET' },
      );
      return send(house, request, reply, lang, done, { ...who, office });
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
