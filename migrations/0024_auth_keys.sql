-- Keys with which a program of the office reads what its administrator allows. Read before the office is known, so without a policy.
create table auth_key (
  id uuid not null,
  tenant_id uuid not null,
  name text not null,
  -- SHA-256 of the key, which holds 256 random bits and is kept nowhere
  token_hash bytea not null,
  -- its first letters, so that a key that turns up somewhere can be recognised
  hint text not null,
  -- names of what it may read, as the routes declare them
  uses jsonb not null,
  role text not null,
  -- null is the whole office
  node_id uuid,
  -- last day, included
  expires_on date not null,
  created_by text not null,
  -- the account: what a leaver made and has seen ends with them
  created_by_id text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_by text,
  revoked_at timestamptz,
  constraint auth_key_pkey primary key (id),
  constraint auth_key_token_key unique (token_hash)
);
create index auth_key_tenant on auth_key (tenant_id, created_at);
