/** The form inside an agency's own site: which sites may show it, and how a site says what it looks like (decision 0018). */

/** What a site may say of its own ground; otherwise the visitor's device says it. */
export const themes = ['terang', 'gelap'] as const;
export type Theme = (typeof themes)[number];

/** Sites that one office may name. */
export const mostSites = 50;

/** Why what was written is no site that may be named. The words are in texts/widget under `wrong`. */
export type SiteWrong = 'address' | 'secure' | 'wide' | 'many';

/** Names and numbers that no stranger's network answers to: there is no certificate for them, and nobody between who could be one. */
const isNear = (host: string): boolean =>
  !host.includes('.') ||
  /\.(lan|local|internal|test|localhost|home\.arpa)$/.test(host) ||
  /^(10|127)\.\d+\.\d+\.\d+$/.test(host) ||
  /^192\.168\.\d+\.\d+$/.test(host) ||
  /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host);

/**
 * A site as a content security policy names it. What people paste is a page of the site, or its name alone: the rest is cut off or added.
 * `*.` before a name stands for all below it, where that name is one agency's or one local government's own.
 */
export function parseSite(text: string): { readonly site: string; readonly wrong?: undefined } | { readonly wrong: SiteWrong } {
  const given = text.trim();
  const [, scheme = 'https://', star = '', rest = ''] = /^(https?:\/\/)?(\*\.)?(.*)$/i.exec(given) ?? [];
  const address = `${scheme.toLowerCase()}${rest}`;
  if (!URL.canParse(address)) return { wrong: 'address' };
  const { protocol, hostname, host, username } = new URL(address);
  // A policy has no word for addresses in brackets, and a name in other letters arrives here already rewritten.
  if (username !== '' || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(hostname)) return { wrong: 'address' };
  if (star !== '' && (hostname.split('.').length < 3 || /^[\d.]+$/.test(hostname))) return { wrong: 'wide' };
  if (!hostname.includes('.') && hostname !== 'localhost') return { wrong: 'address' };
  if (protocol === 'http:' && !isNear(hostname)) return { wrong: 'secure' };
  return { site: `${protocol}//${star}${host}` };
}

/** Whether a page of this origin may show the form; browsers decide by the same list in the policy. */
export function isAllowed(sites: readonly string[], origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, port } = new URL(origin);
  return sites.some((site) => {
    const [, scheme, star, name = '', given = ''] = /^(https?:)\/\/(\*\.)?([^:]*)(?::(\d+))?$/.exec(site) ?? [];
    // A policy that names the plain address lets the secure one in too.
    if (protocol !== scheme && !(scheme === 'http:' && protocol === 'https:')) return false;
    return given === port && (star ? hostname.endsWith(`.${name}`) : hostname === name);
  });
}
