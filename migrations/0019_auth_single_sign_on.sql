-- Signing in through an office's own identity provider (OpenID Connect). Read before anybody is signed in, so without a policy.
create table auth_sso (
  tenant_id uuid not null,
  label text not null,
  issuer text not null,
  client_id text not null,
  -- encrypted with the installation's secret
  client_secret text not null,
  scopes text not null,
  groups_claim text not null,
  -- [{"group": …, "role": …}], the first that somebody belongs to counts
  group_roles jsonb not null,
  enabled boolean not null,
  -- nobody but the emergency account signs in otherwise
  required boolean not null,
  emergency_user_id text,
  -- when somebody first came in by the provider as it is set now
  proven_at timestamptz,
  updated_at timestamptz not null,
  constraint auth_sso_pkey primary key (tenant_id),
  constraint auth_sso_emergency_fkey foreign key (emergency_user_id) references auth_user (id),
  constraint auth_sso_required_check check (not required or (enabled and proven_at is not null and emergency_user_id is not null))
);

-- Attempts of the last minutes that came back from a provider: an answer counts once.
create table auth_used_state (
  state_hash bytea not null,
  expires_at timestamptz not null,
  constraint auth_used_state_pkey primary key (state_hash)
);
comment on table auth_used_state is 'transient: answers of identity providers that were used; after a restore every attempt begins anew';

-- How somebody signed in, and where the provider wants to hear that they signed out (encrypted: the address holds the provider's token).
alter table auth_session add column method text not null default 'password';
alter table auth_session add column sign_out_url text;
