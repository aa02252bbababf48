-- Which further languages an office offers on its form. No row: Indonesian and English only.
create table survey_inclusion (
  tenant_id uuid not null,
  -- names of survey/rules/languages.ts
  languages text[] not null,
  changed_at timestamptz not null,
  constraint survey_inclusion_pkey primary key (tenant_id)
);
alter table survey_inclusion enable row level security;
create policy tenant on survey_inclusion using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
