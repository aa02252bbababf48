import type { Generated } from 'kysely';

/** Row types of the reference tables of accounts, offices and the directory (migrations/0002, 0012, 0014, 0017, 0019, 0021, 0024). */
export interface UserTable {
  id: string;
  name: string;
  email: string;
  /** Whether the address is known to be the account holder's. */
  email_verified: boolean;
  image: string | null;
  two_factor_enabled: Generated<boolean>;
  created_at: Date;
  updated_at: Date;
}

export interface SessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  method: Generated<string>;
  sign_out_url: string | null;
  /** When the office's provider last asked this person anew. */
  confirmed_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export interface CredentialTable {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  password: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface MembershipTable {
  user_id: string;
  tenant_id: string;
  role: string;
  created_at: Date;
  /** Since when they have this role; not before they joined. */
  role_since: Date;
}

export interface InvitationTable {
  token_hash: Buffer;
  tenant_id: string;
  role: string;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
  /** The only address that may use it; null is anybody who has the link. */
  email: string | null;
}

/** A right on a node of the tree, or in the whole office where it was lent or handed over (migrations/0014, 0025). */
export interface GrantTable {
  id: string;
  tenant_id: string;
  user_id: string;
  role: string;
  node_id: string | null;
  from_on: string;
  to_on: string | null;
  reason: string;
  granted_by: string;
  granted_at: Date;
  ended_by: string | null;
  ended_at: Date | null;
  delegated_by: string | null;
}

export interface DirectoryTable {
  kind: 'survey_code' | 'unit';
  name: string;
  tenant_id: string;
  target_id: string;
}

export interface SecondFactorTable {
  id: string;
  user_id: string;
  secret: string;
  recovery_codes: string;
  verified: boolean;
  failed_count: Generated<number>;
  locked_until: Date | null;
}

export interface PasskeyTable {
  id: string;
  user_id: string;
  name: string;
  created_at: Date;
}

export interface UsedCodeTable {
  user_id: string;
  code: string;
  expires_at: Date;
}

export interface OfficeTable {
  tenant_id: string;
  second_factor_required: boolean;
  updated_at: Date;
}

/** An office there is. */
export interface TenantTable {
  tenant_id: string;
  founded_at: Date;
  suspended_at: Date | null;
}

/** A mark on an account: it operates the installation (migrations/0033). */
export interface OperatorTable {
  user_id: string;
  added_at: Date;
}

/** What is left of an erased office. */
export interface GoneTable {
  tenant_id: string;
  name: string;
  reason: string;
  asked_at: Date;
  begun_at: Date;
  erased_at: Date | null;
  rows_erased: Generated<number>;
  unit_codes: string[];
  survey_codes: string[];
  ledger_key: Buffer | null;
  ledger_note: string | null;
}

export interface SsoTable {
  tenant_id: string;
  label: string;
  issuer: string;
  client_id: string;
  client_secret: string;
  scopes: string;
  groups_claim: string;
  /** Written as JSON, arrives parsed. */
  group_roles: string;
  enabled: boolean;
  required: boolean;
  emergency_user_id: string | null;
  proven_at: Date | null;
  updated_at: Date;
}

export interface UsedStateTable {
  state_hash: Buffer;
  expires_at: Date;
}

export interface KeyTable {
  id: string;
  tenant_id: string;
  name: string;
  token_hash: Buffer;
  hint: string;
  /** Written as JSON, arrives parsed. */
  uses: string;
  role: string;
  node_id: string | null;
  expires_on: string;
  created_by: string;
  created_by_id: string;
  created_at: Date;
  last_used_at: Date | null;
  revoked_by: string | null;
  revoked_at: Date | null;
}

export interface AuthTables {
  auth_user: UserTable;
  auth_session: SessionTable;
  auth_credential: CredentialTable;
  auth_membership: MembershipTable;
  auth_invitation: InvitationTable;
  auth_grant: GrantTable;
  auth_directory: DirectoryTable;
  auth_second_factor: SecondFactorTable;
  auth_passkey: PasskeyTable;
  auth_used_code: UsedCodeTable;
  auth_office: OfficeTable;
  auth_tenant: TenantTable;
  auth_operator: OperatorTable;
  auth_gone: GoneTable;
  auth_sso: SsoTable;
  auth_key: KeyTable;
  auth_used_state: UsedStateTable;
}
