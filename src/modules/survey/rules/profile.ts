/** Profiles as they are stored, counted and said. A field of several values keeps them in one text, with a blank between. */
import type { ProfileField } from '../law/instrument.ts';

/** Ages in years as groups, youngest first. */
export const ageGroups = ['<18', '18–24', '25–34', '35–44', '45–54', '55–64', '65+'] as const;
export type AgeGroup = (typeof ageGroups)[number];

const upTo: readonly (readonly [number, AgeGroup])[] = [
  [17, '<18'],
  [24, '18–24'],
  [34, '25–34'],
  [44, '35–44'],
  [54, '45–54'],
  [64, '55–64'],
];

export function ageGroupOf(years: number): AgeGroup {
  return upTo.find(([last]) => years <= last)?.[1] ?? '65+';
}

/** The values of a stored answer to one field; several only where the field takes several. */
export function valuesOf(stored: number | string): readonly string[] {
  return String(stored).split(' ');
}

/** Values as they are stored: in the order of the field, so that the same answer has the same hash whoever ticked it. */
export function storedValues(field: ProfileField, values: readonly string[]): string {
  const ids = field.values.map(({ id }) => id).filter((id) => values.includes(id));
  const kinds = ids.filter((id) => field.values.some((value) => value.id === id && value.of !== undefined));
  return kinds.length > 0 ? kinds.join(' ') : (ids[0] ?? '');
}

/** What one stored answer is counted under: each of its values, and once whatever they say more precisely. */
export function levelsOf(field: ProfileField, stored: number | string): readonly string[] {
  const values = valuesOf(stored);
  return [...new Set(values.flatMap((id) => [id, field.values.find((value) => value.id === id)?.of ?? id]))];
}

/** A stored answer in words. */
export function sayProfile(field: ProfileField, stored: number | string, lang: 'id' | 'en'): string {
  return valuesOf(stored)
    .map((id) => field.values.find((value) => value.id === id)?.label[lang] ?? id)
    .join(', ');
}

/** The fields that a table of rows, one person each, may hold beside the service date. */
export function rowFields(profile: readonly ProfileField[]): ProfileField[] {
  return profile.filter(({ kind, marginal }) => kind !== 'date' && !marginal);
}

/** The name under which a form sends one of several values, which every reader of plain fields keeps apart. */
export function severalName(field: string, value: string): string {
  return `${field}-${value}`;
}

/** Whether the field makes sense beside what was given so far. */
export function isAsked({ beside }: Pick<ProfileField, 'beside'>, given: Readonly<Record<string, unknown>>): boolean {
  return beside === undefined || beside.values.some((value) => value === given[beside.field]);
}
