/** Public pages that shared caches may keep for a minute, and that say whether they changed. */
import { createHash } from 'node:crypto';
import type { Reply } from '../../../platform/web/module.ts';
import { raw } from '../../../platform/web/reply.ts';

/** Part of the tag of a page, because a new release may draw the same result in another way. */
export const edition = Date.now().toString(36);

/** A minute in shared caches; the language is chosen by a cookie, so caches must look at it. */
const cacheHeaders = { 'cache-control': 'public, max-age=60', vary: 'Cookie, Accept-Encoding' };

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The reply with its tag, or "not modified" for a reader who has it already. */
export function tagged(headers: Headers, tag: string, reply: (own: Readonly<Record<string, string>>) => Reply): Reply {
  const etag = `"${createHash('sha256').update(tag).digest('base64url').slice(0, 27)}"`;
  const own = { ...cacheHeaders, etag };
  const known = String(headers['if-none-match'] ?? '')
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(etag) ? raw('', own, 304) : reply(own);
}
