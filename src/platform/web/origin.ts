/**
 * Where a form was sent from: the second defence beside the token. Browsers say it themselves and pages cannot change it, so a forged
 * form on another site is refused before a byte of it is read, even by somebody who got hold of a token.
 */
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.ts';

/** Whether the request comes from a page of this house, from nobody's page, or from a program that does not say. `url` is SUARA_URL. */
export function isOwnOrigin(request: Pick<FastifyRequest, 'headers' | 'host'>, url: string | null): boolean {
  const site = request.headers['sec-fetch-site'];
  // Every browser since 2023 (Fetch Metadata). "same-site" is another host of the same domain: not us. Over plain HTTP browsers leave it out.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  // Hosts are compared, not schemes: a proxy that ends TLS may not tell us which one the browser used.
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  return host !== null && (host === request.host || (url !== null && host === new URL(url).host));
}

/** Refuses a form of another site. Problem `web.foreign_origin`. */
export function refuseForeign(request: Pick<FastifyRequest, 'headers' | 'host'>, url: string | null): void {
  if (!isOwnOrigin(request, url)) throw new Problem('web.foreign_origin');
}
