/** Requests to an identity provider: only to addresses that it may have, never along a redirect, little time, little to read. */
import type { CustomFetch } from 'openid-client';
import { Problem } from '../../../kernel/problem.ts';
import { mayAsk } from './rules.ts';

/** Seconds for one answer, its body included. */
export const longestWait = 5;
/** Descriptions and keys of large providers are some tens of kilobytes. */
const maxBytes = 512 * 1024;

/** Reads a body as long as it stays small. Problem `auth.sso_not_provider`. */
async function readSmall(response: Response, host: string): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > maxBytes) throw new Problem('auth.sso_not_provider', { host });
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** The codes under which Node names a certificate that it does not trust. */
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|ERR_TLS|ERR_SSL/;

/** Why a request came to nothing, from what Node says of it. */
function faultOfRequest(error: unknown, host: string): Problem {
  if (error instanceof Problem) return error;
  const { code } = ((error as Error).cause ?? error) as { code?: unknown };
  const kind = typeof code === 'string' && certificate.test(code) ? 'auth.sso_certificate' : 'auth.sso_unreachable';
  return new Problem(kind, { host }, { cause: error });
}

/**
 * How an office's provider is asked. Problems `auth.sso_address`, `auth.sso_unreachable`, `auth.sso_certificate`, `auth.sso_redirect`,
 * `auth.sso_not_provider`.
 */
export function askingFor(issuer: URL): CustomFetch {
  return async (address, options) => {
    const url = new URL(address);
    const { host } = url;
    if (!mayAsk(url, issuer)) throw new Problem('auth.sso_address', { host });
    const { method, headers, body } = options;
    try {
      const signal = AbortSignal.timeout(longestWait * 1000);
      const response = await fetch(url, { method, headers, body: body as string, redirect: 'manual', signal });
      if (response.status >= 300 && response.status < 400) throw new Problem('auth.sso_redirect', { host });
      const content = await readSmall(response, host);
      return new Response(content.length === 0 ? null : content, { status: response.status, headers: response.headers });
    } catch (error) {
      throw faultOfRequest(error, host);
    }
  };
}
