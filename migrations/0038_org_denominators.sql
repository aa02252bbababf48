-- Where an N comes from and how good it is: a register, a queue's count or an estimate; of which day; complete, partial or rough.
alter table org_population add column basis text;
alter table org_population add column quality text;
alter table org_population add column counted_on date;
alter table org_population add constraint org_population_basis_check check (basis in ('register', 'queue', 'estimate'));
alter table org_population add constraint org_population_quality_check check (quality in ('complete', 'partial', 'rough'));

-- N of a service by the way people were served, each with its own source.
create table org_population_part (
  tenant_id uuid not null,
  service_id uuid not null,
  period_id uuid not null,
  channel text not null,
  population integer not null,
  basis text,
  constraint org_population_part_pkey primary key (tenant_id, service_id, period_id, channel),
  constraint org_population_part_of_fkey foreign key (tenant_id, service_id, period_id)
    references org_population (tenant_id, service_id, period_id) on delete cascade,
  constraint org_population_part_channel_check check (channel in ('counter', 'online', 'visit', 'other')),
  constraint org_population_part_basis_check check (basis in ('register', 'queue', 'estimate')),
  constraint org_population_part_positive_check check (population >= 0)
);
alter table org_population_part enable row level security;
create policy tenant on org_population_part using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- The frame: who was served, one dimension at a time, never crossed.
create table org_frame (
  tenant_id uuid not null,
  service_id uuid not null,
  period_id uuid not null,
  dimension text not null,
  level text not null,
  population integer not null,
  constraint org_frame_pkey primary key (tenant_id, service_id, period_id, dimension, level),
  constraint org_frame_of_fkey foreign key (tenant_id, service_id, period_id)
    references org_population (tenant_id, service_id, period_id) on delete cascade,
  constraint org_frame_positive_check check (population >= 0)
);
alter table org_frame enable row level security;
create policy tenant on org_frame using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- As many respondents as people served (as East Java asks), shown beside S.
alter table org_tenant add column everybody boolean not null default false;
