/** Areas of residence: a list of the office's own, never smaller than a desa or kelurahan. */
import { slugOf } from '../../org/index.ts';
import type { Area } from '../rules/instrument.ts';

/** A longer list is no choice on a phone, and its areas are too small to be counted. */
export const mostAreas = 60;
export const longestArea = 60;

export function areaOf(name: string): Area {
  return { id: slugOf(name), name };
}

/** `Kec. Mijen` and `Mijen` are one place where the list has only one of them. */
const withoutKind = (id: string): string =>
  id.replace(/^(?:kecamatan|kec|distrik|kapanewon|kemantren|kelurahan|kel|desa|kalurahan|nagari|gampong)-/, '');

/** The area that a file means by a name; null where it may be several, or none of the list. */
export function findArea(areas: readonly Area[], name: string): Area | null {
  const id = slugOf(name);
  const exact = areas.find((one) => one.id === id);
  if (exact) return exact;
  const [only, ...others] = areas.filter((one) => withoutKind(one.id) === withoutKind(id));
  return others.length === 0 ? (only ?? null) : null;
}
