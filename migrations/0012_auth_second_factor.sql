-- The second step of signing in: a code of an authenticator app, or a recovery code. Reference tables like the other accounts.
alter table auth_user add column two_factor_enabled boolean not null default false;

-- One per account. The secret is encrypted with the installation's key, recovery codes are kept as keyed digests only.
create table auth_second_factor (
  id text not null,
  user_id text not null,
  secret text not null,
  recovery_codes text not null,
  verified boolean not null,
  failed_count integer not null default 0,
  locked_until timestamptz,
  constraint auth_second_factor_pkey primary key (id),
  constraint auth_second_factor_user_key unique (user_id),
  constraint auth_second_factor_user_fkey foreign key (user_id) references auth_user (id) on delete cascade
);

-- Codes of the last minutes that were used: a code that somebody looked over a shoulder opens nothing a second time.
create table auth_used_code (
  user_id text not null,
  code text not null,
  expires_at timestamptz not null,
  constraint auth_used_code_pkey primary key (user_id, code),
  constraint auth_used_code_user_fkey foreign key (user_id) references auth_user (id) on delete cascade
);

-- What an office asks of everybody who signs in. Read before the office is known to the transaction, so without a policy.
create table auth_office (
  tenant_id uuid not null,
  second_factor_required boolean not null,
  updated_at timestamptz not null,
  constraint auth_office_pkey primary key (tenant_id)
);
