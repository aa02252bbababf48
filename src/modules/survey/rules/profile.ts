/** Groups that a published result may show. */

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
