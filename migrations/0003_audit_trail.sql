-- Who changed what, when and why. The application can add and read, never change or delete.
create table audit_event (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  target_kind text,
  target_id text,
  detail jsonb not null default '{}',
  reason text,
  constraint audit_event_pkey primary key (tenant_id, id)
);
create index audit_event_at on audit_event (tenant_id, at);
alter table audit_event enable row level security;
create policy tenant on audit_event using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on audit_event from suara_app;
