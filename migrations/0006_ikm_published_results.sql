-- A published result is a snapshot with its method; a later version stands beside it, nothing replaces it (architecture §5.7).
create table ikm_result (
  tenant_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  period_id uuid not null,
  version integer not null,
  unit_code text not null,
  period_code text not null,
  -- the whole computation: figures, method, respondents by group, services; see ikm/rules
  snapshot jsonb not null,
  note text not null default '',
  published_at timestamptz not null,
  published_by text not null,
  constraint ikm_result_pkey primary key (tenant_id, id),
  constraint ikm_result_version_key unique (tenant_id, unit_id, period_id, version),
  constraint ikm_result_unit_fkey foreign key (tenant_id, unit_id) references org_unit (tenant_id, id),
  constraint ikm_result_period_fkey foreign key (tenant_id, period_id) references org_period (tenant_id, id)
);
create index ikm_result_code on ikm_result (tenant_id, unit_code, period_code);
alter table ikm_result enable row level security;
create policy tenant on ikm_result using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on ikm_result from suara_app;
