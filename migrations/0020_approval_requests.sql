-- Four eyes: what binds the office is asked for by one person and done when another one agrees. The row binds exactly what was asked.
create table approval_request (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  -- the thing it is about: one request for it waits at a time
  thing text not null,
  -- what the kind needs to do it: ids and the asker's words
  subject jsonb not null,
  -- SHA-256 over what would be done, as it stood when it was asked
  fingerprint bytea not null,
  -- title and facts in both languages, as the asker saw them
  shown jsonb not null,
  reason text not null,
  state text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_by_role text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  answer text not null default '',
  constraint approval_request_pkey primary key (tenant_id, id),
  constraint approval_request_state_check check (state in ('waiting', 'done', 'refused', 'withdrawn', 'outdated', 'expired')),
  -- whoever asked never agrees to it
  constraint approval_request_eyes_check check (state <> 'done' or (decided_by is not null and decided_by <> asked_by))
);
create unique index approval_request_waiting on approval_request (tenant_id, kind, thing) where state = 'waiting';
create index approval_request_newest on approval_request (tenant_id, asked_at);
alter table approval_request enable row level security;
create policy tenant on approval_request using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on approval_request from suara_app;
grant update (state, asked_by, asked_by_name, asked_by_role, decided_by, decided_by_name, decided_at, answer) on approval_request to suara_app;

-- What the office decided about a kind; without a row the kind's own default holds.
create table approval_rule (
  tenant_id uuid not null,
  kind text not null,
  needed boolean not null,
  days integer not null,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null,
  constraint approval_rule_pkey primary key (tenant_id, kind),
  constraint approval_rule_days_check check (days between 1 and 90)
);
alter table approval_rule enable row level security;
create policy tenant on approval_rule using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on approval_rule from suara_app;

-- Single answers that no longer count: which of the published reasons it is. Null for undone imports and for what was excluded before.
alter table survey_exclusion add column reason_code text;
