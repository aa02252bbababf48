/** The list of sites, a line each, read into sites or into what is wrong with which line. */
import { mostSites, parseSite, type SiteWrong } from '../rules/widget.ts';
import type { Posted } from './form.ts';

export type ParsedSites =
  | { readonly sites: readonly string[]; readonly wrong?: undefined }
  | { readonly sites?: undefined; readonly wrong: { readonly kind: SiteWrong; readonly line: string } };

/** The first line that is no site, or all of them once. Empty: no site. */
export function parseSites(posted: Posted): ParsedSites {
  const lines = (posted.sites ?? '').split(/[\s,;]+/).filter((line) => line !== '');
  const sites = new Set<string>();
  for (const line of lines) {
    const parsed = parseSite(line);
    if (parsed.wrong) return { wrong: { kind: parsed.wrong, line: line.slice(0, 100) } };
    sites.add(parsed.site);
  }
  return sites.size > mostSites ? { wrong: { kind: 'many', line: '' } } : { sites: [...sites] };
}
