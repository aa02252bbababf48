/** Answers that bring their own style: respondents' pages and what is printed. */
import { createHash } from 'node:crypto';

/**
 * Headers for a document with this style inside and nothing to load, or with scripts of ours; styles are allowed by their hashes.
 * `frames`: which sites may show it inside theirs, as a source list. `sends`: whether its forms lead anywhere. `media`: it shows pictures or
 * videos of the office.
 *
 * `no-cache`, not `no-store`: a new visit always asks us and gets a new nonce, but the Back button shows the page as it was left, with its
 * answers and its nonce. Where the answer to a send was lost on the way, going back and sending again is then the same send.
 */
export function documentHeaders(
  style: string | readonly string[],
  { scripts = false, sends = true, media = false, frames = "'none'" } = {},
): Readonly<Record<string, string>> {
  const hashOf = (one: string) => `'sha256-${createHash('sha256').update(one).digest('base64')}'`;
  const styles = [style].flat().map(hashOf).join(' ');
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-cache',
    'content-security-policy': `default-src 'none'; style-src ${styles}; img-src data:${media ? " 'self'; media-src 'self'" : ''};${scripts ? " script-src 'self'; connect-src 'self'; worker-src 'self';" : ''} form-action ${sends ? "'self'" : "'none'"}; base-uri 'none'; frame-ancestors ${frames}`,
    vary: 'accept-encoding',
  };
}
