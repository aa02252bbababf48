/** Answers that bring their own style: respondents' pages and what is printed. */
import { createHash } from 'node:crypto';

/**
 * Headers for a document with this one style inside and nothing to load, or with scripts of ours; the style is allowed by its hash.
 * `frames`: which sites may show it inside theirs, as a source list.
 *
 * `no-cache`, not `no-store`: a new visit always asks us and gets a new nonce, but the Back button shows the page as it was left, with its
 * answers and its nonce. Where the answer to a send was lost on the way, going back and sending again is then the same send.
 */
export function documentHeaders(style: string, { scripts = false, frames = "'none'" } = {}): Readonly<Record<string, string>> {
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-cache',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; img-src data:;${scripts ? " script-src 'self'; connect-src 'self'; worker-src 'self';" : ''} form-action 'self'; base-uri 'none'; frame-ancestors ${frames}`,
    vary: 'accept-encoding',
  };
}
