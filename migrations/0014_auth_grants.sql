-- Rights that hang on a node of an office's tree, with dates: a unit's officer, a delegation during leave. Read before the office is known to the
-- session, like the rest of accounts: a reference table without a policy.
create table auth_grant (
  id uuid not null,
  tenant_id uuid not null,
  user_id text not null,
  role text not null,
  node_id uuid not null,
  from_on date not null,
  -- last day, included; null is open-ended
  to_on date,
  reason text not null,
  granted_by text not null,
  granted_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  constraint auth_grant_pkey primary key (id),
  constraint auth_grant_user_fkey foreign key (user_id) references auth_user (id),
  constraint auth_grant_span_check check (to_on is null or to_on >= from_on)
);
create index auth_grant_user on auth_grant (user_id, tenant_id);
