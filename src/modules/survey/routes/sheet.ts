/** Answers that bring their own style: respondents' pages and what is printed. */
import { createHash } from 'node:crypto';

/** Headers for a document with this one style inside and nothing to load; the style is allowed by its hash. */
export function documentHeaders(style: string): Readonly<Record<string, string>> {
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    vary: 'accept-encoding',
  };
}
