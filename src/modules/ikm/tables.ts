/** Rows of the table that ikm owns. */
export interface IkmTables {
  ikm_result: {
    tenant_id: string;
    id: string;
    unit_id: string;
    period_id: string;
    /** 1, 2 … per unit and period. */
    version: number;
    unit_code: string;
    period_code: string;
    /** See rules/snapshot.ts; written as JSON text, read as a value. */
    snapshot: unknown;
    note: string;
    published_at: Date;
    published_by: string;
  };
}
