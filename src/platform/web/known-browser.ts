/**
 * A mark that a browser gets when somebody's right password was given in it. Whoever guesses at an account uses up the attempts of
 * strangers; the account's own people go on signing in from browsers that carry the mark, so nobody can be locked out by somebody else's
 * wrong passwords (OWASP, "device cookies"). The mark opens nothing and names nobody.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const knownSeconds = 365 * 24 * 3600;
/** People who share one counter's browser; the ones who came longest ago are forgotten. */
const mostAccounts = 10;

/** The name of its cookie. */
export const knownCookie = (secure: boolean): string => `${secure ? '__Host-' : ''}suara_known`;

function markOf(secret: string, browser: string, account: string): Buffer {
  return createHmac('sha256', `known browser\n${secret}`).update(`${browser}\n${account}`).digest().subarray(0, 16);
}

function split(cookie: string | undefined): { readonly browser: string; readonly marks: readonly string[] } | null {
  const [browser = '', ...marks] = (cookie ?? '').split('.');
  return /^[\w-]{22}$/.test(browser) ? { browser, marks: marks.slice(0, mostAccounts) } : null;
}

/** The browser's own name where it carries the mark of this account; else null. `account` as typed in the form, in small letters. */
export function knownBrowser(secret: string, cookie: string | undefined, account: string): string | null {
  const known = split(cookie);
  if (!known) return null;
  const right = markOf(secret, known.browser, account);
  const carries = known.marks.some((mark) => {
    const given = Buffer.from(mark, 'base64url');
    return given.length === right.length && timingSafeEqual(given, right);
  });
  return carries ? known.browser : null;
}

/** The cookie with the mark of this account added. */
export function markBrowser(secret: string, cookie: string | undefined, account: string): string {
  const { browser, marks } = split(cookie) ?? { browser: randomBytes(16).toString('base64url'), marks: [] };
  const mark = markOf(secret, browser, account).toString('base64url');
  return [browser, mark, ...marks.filter((each) => each !== mark)].slice(0, mostAccounts + 1).join('.');
}
