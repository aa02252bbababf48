/**
 * What slows guessing down and programs gone wild, counted in this process. Never by address alone: a whole office may sit behind one, and
 * whoever guesses must not be able to shut somebody else out.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.ts';
import { keyIn } from '../auth/keys/holder.ts';
import { type Config, isOverTls } from '../config.ts';
import { knownBrowser, knownCookie } from './known-browser.ts';
import type { Limit, Route } from './module.ts';

/** Attempts of strangers at one account from all addresses together, in multiples of those from one address. */
const addressesPerAccount = 5;

/** How much one key of a program may ask. */
const keyLimit: Omit<Limit, 'by'> = { max: 120, seconds: 300 };

interface Count {
  readonly max: number;
  readonly seconds: number;
  /** Under what a request is counted; null is not at all. */
  readonly key: (request: FastifyRequest) => string | null;
}

/** The library's own hook runs once per request, so of several counts only the first would: its counter is used bare. */
function hook(app: FastifyInstance, { max, seconds, key }: Count) {
  const count = app.createRateLimit({
    max,
    timeWindow: seconds * 1000,
    allowList: (request) => key(request) === null,
    keyGenerator: (request) => key(request) ?? '',
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', String(counted.ttlInSeconds));
    throw new Problem('web.too_many', { seconds: counted.ttlInSeconds });
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Other spellings of an account are the same account. */
function accountIn(request: FastifyRequest): string {
  return String((request.body as { email?: unknown } | undefined)?.email ?? '')
    .trim()
    .toLowerCase();
}

function countsOf({ max, seconds, by }: Limit, config: Config): readonly Count[] {
  const prefix = isOverTls(config) ? '__Host-' : '';
  const known = (request: FastifyRequest) =>
    knownBrowser(config.secret, request.cookies[knownCookie(isOverTls(config))], accountIn(request));
  switch (by) {
    case 'everybody':
      return [{ max, seconds, key: () => 'everybody' }];
    case 'link':
      return [{ max, seconds, key: ({ params }) => digest(String((params as { token?: unknown }).token ?? '')) }];
    case 'browser': {
      const cookie = ({ cookies }: FastifyRequest) =>
        cookies[`${prefix}suara.session_token`] ?? cookies[`${prefix}suara_csrf`] ?? '';
      return [{ max, seconds, key: (request) => digest(cookie(request)) }];
    }
    case 'account':
      return [
        {
          max,
          seconds,
          key: (request) => (accountIn(request) === '' ? null : digest(`${accountIn(request)} ${known(request) ?? request.ip}`)),
        },
        // Strangers from many addresses: a browser that the account's own people used before is not among them.
        {
          max: max * addressesPerAccount,
          seconds,
          key: (request) => (known(request) === null && accountIn(request) !== '' ? digest(accountIn(request)) : null),
        },
      ];
  }
}

/** The hooks of a route. Keys of programs are counted each on its own, from whatever address; people are not. */
export function limitHooks(app: FastifyInstance, config: Config, route: Route) {
  const byKey = ({ headers }: FastifyRequest) => {
    const key = keyIn(headers.authorization);
    return key === null ? null : digest(key);
  };
  return [...(route.limit ? countsOf(route.limit, config) : []), ...(route.key ? [{ ...keyLimit, key: byKey }] : [])].map(
    (count) => hook(app, count),
  );
}
