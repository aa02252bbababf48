import type { Generated } from 'kysely';

/** Row types of the reference tables of accounts and the directory (migrations/0002, 0012, 0017). */
export interface UserTable {
  id: string;
  name: string;
  email: string;
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
}

export interface InvitationTable {
  token_hash: Buffer;
  tenant_id: string;
  role: string;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
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
}
