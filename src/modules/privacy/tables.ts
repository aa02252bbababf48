/** Row types of the privacy tables (migrations/0022). */
import type { Outcome, RequestKind } from './rules/request.ts';

interface SettingTable {
  tenant_id: string;
  age_limit: number;
  contact_offered: boolean;
  officer: string;
  notice_to: string;
  updated_at: Date;
}

interface KeyTable {
  tenant_id: string;
  id: string;
  /** Null once destroyed. */
  wrapped: Buffer | null;
  created_at: Date;
  retired_at: Date | null;
  destroyed_at: Date | null;
}

interface ConsentTextTable {
  tenant_id: string;
  purpose: string;
  version: number;
  body_id: string;
  body_en: string;
  created_at: Date;
  created_by: string;
}

interface ConsentTable {
  tenant_id: string;
  id: string;
  purpose: string;
  text_version: number;
  text_hash: Buffer;
  lang: 'id' | 'en';
  method: 'web' | 'paper' | 'spoken';
  given_at: Date;
  guardian: boolean;
  key_id: string | null;
  sealed: Buffer | null;
  withdrawn_at: Date | null;
}

interface ContactTable {
  tenant_id: string;
  id: string;
  purpose: string;
  consent_id: string;
  reference: string;
  key_id: string;
  sealed: Buffer;
  phone_index: Buffer | null;
  email_index: Buffer | null;
  created_at: Date;
  restricted_at: Date | null;
}

interface RequestTable {
  tenant_id: string;
  id: string;
  kind: RequestKind;
  tracking: string;
  receipt: string | null;
  key_id: string;
  sealed: Buffer;
  received_at: Date;
  due_at: Date;
  outcome: Outcome | null;
  told_at: Date | null;
  told_by: string | null;
}

interface BreachTable {
  tenant_id: string;
  id: string;
  detected_at: Date;
  due_at: Date;
  data: string;
  how: string;
  handling: string;
  subjects: number | null;
  told_subjects_at: Date | null;
  told_agency_at: Date | null;
  told_public_at: Date | null;
  created_at: Date;
  created_by: string;
}

interface RetentionTable {
  tenant_id: string;
  purpose: string;
  days: number;
  note: string;
  changed_at: Date;
  confirmed_at: Date | null;
  confirmed_by: string | null;
  run_at: Date | null;
}

export interface PrivacyTables {
  privacy_setting: SettingTable;
  privacy_key: KeyTable;
  privacy_consent_text: ConsentTextTable;
  privacy_consent: ConsentTable;
  privacy_contact: ContactTable;
  privacy_request: RequestTable;
  privacy_breach: BreachTable;
  privacy_retention: RetentionTable;
}
