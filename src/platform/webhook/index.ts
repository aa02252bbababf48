/**
 * Handing something to another program over HTTP, signed, so that it can tell that it comes from here and is new.
 *
 *     X-Suara-Timestamp: 1732600000                        seconds
 *     X-Suara-Signature: v1=<hex of HMAC-SHA-256 over "<timestamp>.<body>" under the shared secret>
 *     Idempotency-Key: <the same in every try>
 */
import { createHmac } from 'node:crypto';

/** Seconds for one answer. */
export const longestWait = 10;

/** What a receiver compares with, in hex. */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

const isThisMachine = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

/**
 * An address that may be called: https, without an account in it. `trial`: where the house itself is not reached over TLS, http to this very
 * machine too. Null for any other text.
 */
export function parseWebhook(text: string, { trial }: { readonly trial: boolean }): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const safe = url.protocol === 'https:' || (trial && url.protocol === 'http:' && isThisMachine(url.hostname));
  return safe && url.username === '' && url.password === '' && url.hash === '' ? url : null;
}

/** What became of a call. `code` holds nothing that the receiver wrote. */
export type WebhookOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: string;
      /** The receiver understood and refused: trying again is of no use. */
      readonly lasting: boolean;
    };

/** Statuses under 500 that are over by themselves: time-out, too early, too many. */
const passing = new Set([408, 425, 429]);

/** Calls once; never along a redirect, which could lead anywhere. */
export async function callWebhook(given: {
  readonly url: URL;
  readonly secret: string;
  /** The same in every try. */
  readonly key: string;
  readonly content: object;
  readonly now: Date;
  /** Seconds; `longestWait` unless a test is short of time. */
  readonly wait?: number;
}): Promise<WebhookOutcome> {
  const body = JSON.stringify(given.content);
  const timestamp = Math.floor(given.now.getTime() / 1000);
  try {
    const response = await fetch(given.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout((given.wait ?? longestWait) * 1000),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-suara-timestamp': String(timestamp),
        'x-suara-signature': `v1=${signatureOf(given.secret, timestamp, body)}`,
        'idempotency-key': given.key,
      },
      body,
    });
    // What it says is of no use here, and may be endless.
    await response.body?.cancel();
    if (response.ok) return { ok: true };
    return { ok: false, code: `http_${response.status}`, lasting: response.status < 500 && !passing.has(response.status) };
  } catch (error) {
    return { ok: false, code: (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable', lasting: false };
  }
}
