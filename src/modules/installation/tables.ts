/** A row of `installation_offices()` (migrations/0033): bigint arrives as text. */
export interface OfficeCountRow {
  tenant_id: string;
  name: string;
  region: string;
  founded_at: Date;
  suspended_at: Date | null;
  erased_on: Date | null;
  units: string | number;
  services: string | number;
  answers: string | number;
  accounts: string | number;
}
