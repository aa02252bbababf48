/** Why a single answer may stop counting. The list is public, and no reason has to do with what was answered. */
export const exclusionReasons = ['double_entry', 'test_entry', 'wrong_service', 'not_served', 'not_genuine'] as const;

export type ExclusionReason = (typeof exclusionReasons)[number];

/** What the public ledger and the result pages call why an answer does not count: a listed reason, an undone import, or one from before the list. */
export function publicReason(row: { readonly reason_code: string | null; readonly import_id: string | null }): string {
  return row.reason_code ?? (row.import_id === null ? 'other' : 'import_undone');
}
