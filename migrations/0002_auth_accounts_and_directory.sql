-- Accounts, sessions and the directory: reference tables, the only ones without a tenant policy (architecture §5.4, §6).
-- Column names follow this schema; platform/auth/store.ts maps them to the sign-in library's names.
create table auth_user (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint auth_user_pkey primary key (id),
  constraint auth_user_email_key unique (email)
);

create table auth_session (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint auth_session_pkey primary key (id),
  constraint auth_session_token_key unique (token),
  constraint auth_session_user_fkey foreign key (user_id) references auth_user (id) on delete cascade
);
create index auth_session_user on auth_session (user_id);

create table auth_credential (
  id text not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint auth_credential_pkey primary key (id),
  constraint auth_credential_user_fkey foreign key (user_id) references auth_user (id) on delete cascade
);
create index auth_credential_user on auth_credential (user_id);

create table auth_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint auth_verification_pkey primary key (id)
);
create index auth_verification_identifier on auth_verification (identifier);

-- Which office an account works for. One office per account until roles hang on the tree.
create table auth_membership (
  user_id text not null,
  tenant_id uuid not null,
  role text not null,
  created_at timestamptz not null,
  constraint auth_membership_pkey primary key (user_id, tenant_id),
  constraint auth_membership_user_fkey foreign key (user_id) references auth_user (id) on delete cascade
);
create index auth_membership_tenant on auth_membership (tenant_id);

-- Links for a further officer, shown on screen once. Only the hash of the link's secret is kept.
create table auth_invitation (
  token_hash bytea not null,
  tenant_id uuid not null,
  role text not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint auth_invitation_pkey primary key (token_hash)
);

-- Globally unique public names → tenant: survey codes and unit codes.
create table auth_directory (
  kind text not null,
  name text not null,
  tenant_id uuid not null,
  target_id uuid not null,
  constraint auth_directory_pkey primary key (kind, name),
  constraint auth_directory_kind_check check (kind in ('survey_code', 'unit'))
);

-- Facts about the installation itself, such as "this is a demonstration".
create table platform_setting (
  key text not null,
  value jsonb not null,
  constraint platform_setting_pkey primary key (key)
);
