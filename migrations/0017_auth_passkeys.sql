-- Passkeys: the public halves of keys that stay on a person's device. A reference table like the other accounts.
create table auth_passkey (
  id text not null,
  user_id text not null,
  name text not null,
  credential_id text not null,
  public_key text not null,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null,
  constraint auth_passkey_pkey primary key (id),
  constraint auth_passkey_credential_key unique (credential_id),
  constraint auth_passkey_user_fkey foreign key (user_id) references auth_user (id) on delete cascade
);
create index auth_passkey_user on auth_passkey (user_id);
