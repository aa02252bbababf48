/** Rows of the tables that org owns. */
import type { Generated } from 'kysely';
import type { Basis, LogoType, Quality, ServedBy } from './rules.ts';

interface TenantTable {
  tenant_id: string;
  name: string;
  region_name: string;
  time_zone: string;
  public_url: string | null;
  created_at: Date;
  /** As many respondents as people served are wanted, beside S. */
  everybody: Generated<boolean>;
}

/** The office in the register that everybody may read (migrations/0045). */
interface RegionTable {
  tenant_id: string;
  code: string;
  office_name: string;
}

interface UnitTable {
  tenant_id: string;
  id: string;
  parent_id: string | null;
  code: string;
  name: string;
  address: string;
  time_zone: string;
  created_at: Date;
  retired_at: Date | null;
}

interface ServiceTable {
  tenant_id: string;
  id: string;
  unit_id: string;
  name: string;
  description: string;
  created_at: Date;
  retired_at: Date | null;
}

interface PeriodTable {
  tenant_id: string;
  id: string;
  code: string;
  /** `YYYY-MM-DD` */
  starts_on: string;
  ends_on: string;
  created_at: Date;
  closed_at: Date | null;
}

interface PopulationTable {
  tenant_id: string;
  service_id: string;
  period_id: string;
  population: number;
  source: string;
  copied_from: string | null;
  recorded_at: Date;
  basis: Basis | null;
  quality: Quality | null;
  counted_on: string | null;
}

interface PopulationPartTable {
  tenant_id: string;
  service_id: string;
  period_id: string;
  channel: ServedBy;
  population: number;
  basis: Basis | null;
}

interface FrameTable {
  tenant_id: string;
  service_id: string;
  period_id: string;
  dimension: string;
  level: string;
  population: number;
}

interface BrandTable {
  tenant_id: string;
  accent: string;
  contact: string;
  logo: Buffer | null;
  logo_type: LogoType | null;
  logo_sha256: string | null;
  changed_at: Date;
  /** The edition of the cleaning that the logo was last held to. */
  cleaned: number;
}

export interface OrgTables {
  org_tenant: TenantTable;
  org_region: RegionTable;
  org_unit: UnitTable;
  org_service: ServiceTable;
  org_period: PeriodTable;
  org_population: PopulationTable;
  org_population_part: PopulationPartTable;
  org_frame: FrameTable;
  org_brand: BrandTable;
}
