/** Areas of residence: a list of the office's own, never smaller than a desa or kelurahan. */
import { createHash } from 'node:crypto';
import { slugOf } from '../../org/index.ts';
import type { Area } from '../rules/instrument.ts';

/** A longer list is no choice on a phone, and its areas are too small to be counted. */
export const mostAreas = 60;
export const longestArea = 60;

/** A name without case and punctuation, in whatever letters it is written. */
const spelt = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/(?:[^\p{L}\p{M}\p{N}]|[\u02b0-\u02ff])+/gu, '-')
    .replace(/^-|-$/g, '');

/**
 * The area of a name. A slug that lost something of the name, its end or letters that are not Latin, would be that of other names too, so it
 * gets eight hex digits of the whole: of the name and not of its place in the list, since one name is one area in every list (decision 0029).
 */
export function areaOf(name: string): Area {
  const slug = slugOf(name);
  const whole = spelt(name);
  const id = slug === whole ? slug : `${slug}-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`;
  return { id, name };
}

/** What kinds of place are called, by their level: a kelurahan often bears the name of its kecamatan and is another place. */
const kinds = {
  kecamatan: /^(?:kecamatan|kec|distrik|kapanewon|kemantren)(?:-|$)/,
  kelurahan: /^(?:kelurahan|kel|desa|kalurahan|nagari|gampong)(?:-|$)/,
};
type Level = keyof typeof kinds;
const levelOf = (id: string): Level | null =>
  (['kecamatan', 'kelurahan'] as const).find((level) => kinds[level].test(id)) ?? null;

/** `Kec. Mijen` and `Mijen` are one place where the list has only one of them. */
const withoutKind = (id: string): string => {
  const level = levelOf(id);
  return level ? id.replace(kinds[level], '') : id;
};

/** The area that a file means by a name under a header; null where it may be several, or none of the list. */
export function findArea(areas: readonly Area[], name: string, header = ''): Area | null {
  const { id } = areaOf(name);
  const exact = areas.find((one) => one.id === id);
  const level = levelOf(id) ?? levelOf(slugOf(header));
  const fits = (one: Area) => level === null || levelOf(one.id) === null || levelOf(one.id) === level;
  if (exact && fits(exact)) return exact;
  const [only, ...others] = areas.filter((one) => fits(one) && withoutKind(one.id) === withoutKind(id));
  return others.length === 0 ? (only ?? null) : null;
}
