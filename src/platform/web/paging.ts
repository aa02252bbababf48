/** Long lists in pages, by the number in the address: `?hal=2`. */
import { z } from 'zod';
import type { PageOf } from '../ui/index.ts';
import { addressWith } from './address.ts';

/** What cannot be a number of a page reads as the first. */
export const pageNumber = z.coerce.number().int().positive().max(10_000).catch(1).default(1);

export const pageQuery = z.object({ hal: pageNumber });

/** Offices on a page of a public list. */
export const officesPerPage = 50;

/** The page that was asked for, or the last one where there are fewer. */
export function placeOfPage(asked: number, count: number, perPage: number): PageOf {
  const pages = Math.max(1, Math.ceil(count / perPage));
  return { page: Math.min(asked, pages), pages };
}

/** `placeOfPage` with what stands on it. */
export function onePage<T>(all: readonly T[], asked: number, perPage: number): PageOf & { readonly rows: readonly T[] } {
  const { page, pages } = placeOfPage(asked, all.length, perPage);
  return { page, pages, rows: all.slice((page - 1) * perPage, page * perPage) };
}

/** The address of a page of what was asked for; the first needs no number. */
export function pageAddress(path: string, asked: Readonly<Record<string, string>>, page: number): string {
  return addressWith(path, { ...asked, hal: page > 1 ? String(page) : '' });
}
