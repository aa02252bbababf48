import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger, FastifyError, FastifyInstance } from 'fastify';
import { Problem } from '../../kernel/problem.ts';
import { isOverTls } from '../config.ts';
import { isUnavailable, translateDbError } from '../db/errors.ts';
import { histogram, secondsBounds } from '../metrics.ts';
import { answerFailed, chooseLang, mount, send } from './endpoint.ts';
import type { House } from './house.ts';
import { sendProblem } from './pages.tsx';
import { acceptUploads, largerThan, readToEnd } from './upload.ts';

/** By pattern: an address may name a person's link. Foreign methods are answered by nobody, so their names are few too. */
const requestSeconds = histogram('suara_http_request_seconds', 'Requests by route pattern and kind of answer.', secondsBounds);

const yearSeconds = 365 * 24 * 3600;

/** Builds the web application over a house. It does not listen: main.ts does, and tests inject requests. */
export async function createServer(house: House): Promise<FastifyInstance> {
  const secure = isOverTls(house.config);
  // Only those who serve wait for the libraries: the command line is quicker and smaller without them.
  const { default: Fastify, LogController } = await import('fastify');
  const app = Fastify({
    loggerInstance: house.log as FastifyBaseLogger,
    // A request's path may name a person's link: the log keeps method, route pattern, status and time, never the address.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies(house.config.trustProxy),
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4000 },
    exposeHeadRoutes: true,
  });
  app.decorateRequest('suaraActor', undefined);

  await app.register(import('@fastify/cookie'), { secret: house.config.secret });
  await app.register(import('@fastify/csrf-protection'), {
    cookieKey: secure ? '__Host-suara_csrf' : 'suara_csrf',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure },
    getToken: (request) => (request.body as { _csrf?: string } | undefined)?._csrf,
  });
  await app.register(import('@fastify/formbody'));
  await app.register(import('@fastify/rate-limit'), { global: false });
  await app.register(import('@fastify/compress'), { encodings: ['gzip'], threshold: 1024 });
  await app.register(import('@fastify/helmet'), {
    strictTransportSecurity: secure ? { maxAge: yearSeconds } : false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        // Previews of our own pages, of those that let themselves be framed.
        frameSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // frame-ancestors says it for every browser that Suara supports; two answers would contradict each other.
    xFrameOptions: false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    // Plain HTTP on an office network would only get a console warning out of it.
    crossOriginOpenerPolicy: secure ? { policy: 'same-origin' } : false,
    originAgentCluster: secure,
  });
  await app.register(import('@fastify/static'), {
    root: house.assets.folder,
    prefix: '/assets/',
    immutable: true,
    maxAge: yearSeconds * 1000,
    preCompressed: true,
    index: false,
  });

  // What a person reads from an error page finds the line in the log.
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // Nothing here needs them, so nothing that slips in gets them.
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { url: route = '(none)' } = request.routeOptions;
    const code = `${Math.floor(reply.statusCode / 100)}xx`;
    requestSeconds.observe(reply.elapsedTime / 1000, { method: request.method, route, code });
    house.log.info(
      {
        id: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });

  app.get('/healthz', async () => 'ok');
  app.get('/readyz', async (_request, reply) => ((await house.ready()) ? 'ready' : reply.code(503).send('not ready')));

  app.setNotFoundHandler((request, reply) =>
    sendProblem(house, request, reply, chooseLang(request), new Problem('web.not_found')),
  );
  app.setErrorHandler(async (error: FastifyError | Problem, request, reply) => {
    const problem = toProblem(error, request.routeOptions.bodyLimit);
    const status = house.problems[problem.code]?.status ?? 500;
    if (status >= 500)
      house.log.error({ id: request.id, route: request.routeOptions.url ?? null, ...describeFault(error) }, problem.code);
    if (isTooLarge(error)) await readToEnd(request.raw);
    // What is over by itself soon: a browser's person tries again, a program waits as it is told.
    if (status === 503) reply.header('retry-after', '5');
    const own = answerFailed(house, request, problem, status);
    const lang = chooseLang(request);
    return own ? send(house, request, reply, lang, own, null) : sendProblem(house, request, reply, lang, problem);
  });
  // After the handlers above: a part of the server that is set up apart takes over what is set by then.
  for (const route of house.doors.flatMap((door) => door.routes)) {
    const { upload } = route;
    if (upload === undefined) mount(app, house, route);
    else
      await app.register(async (apart) => {
        await acceptUploads(apart, house, { access: route.access, upload });
        mount(apart, house, route);
      });
  }
  return app;
}

/** What the log keeps of a fault. A database error also carries rows and parameters, which may be somebody's answer: those stay out. */
function describeFault(error: FastifyError | Problem): Readonly<Record<string, unknown>> {
  const fault = (error instanceof Problem && error.cause instanceof Error ? error.cause : error) as Error & {
    code?: string;
    constraint?: string;
    table?: string;
    severity?: string;
  };
  const ours = fault.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .join('\n');
  // PostgreSQL puts the offending value into some messages; the five-letter code says what happened without it.
  const message = fault.severity === undefined ? fault.message : undefined;
  return { type: fault.name, code: fault.code, constraint: fault.constraint, table: fault.table, message, stack: ours };
}

/** Libraries wrap what the database said. */
function causeOf(error: Error): Error {
  return !(error instanceof Problem) && error.cause instanceof Error && isUnavailable(error.cause) ? error.cause : error;
}

/** The number of hops as the function that Fastify wants: the nearest `hops` proxies may say who the visitor is. */
function trustedProxies(trust: House['config']['trustProxy']): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof trust === 'number' ? (_address, hop) => hop < trust : trust;
}

/** Its body is over the limit, by what it says of itself or by what has come of it. */
const isTooLarge = (error: FastifyError | Problem): boolean => error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';

function toProblem(thrown: FastifyError | Problem, bodyLimit: number): Problem {
  // What was read outside a transaction of ours, such as a session, has not been translated yet.
  const error = translateDbError(causeOf(thrown)) as FastifyError | Problem;
  if (error instanceof Problem) return error;
  if (error.code?.startsWith('FST_CSRF')) return new Problem('web.form_expired');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem('web.media_type');
  if (isTooLarge(error)) return largerThan(bodyLimit);
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return error.statusCode === 404
      ? new Problem('web.not_found')
      : new Problem('web.invalid_input', { place: '-', message: error.message });
  }
  return new Problem('web.broken', {}, { cause: error });
}
