create table org_tenant (
  tenant_id uuid not null,
  name text not null,
  region_name text not null,
  time_zone text not null,
  public_url text,
  created_at timestamptz not null,
  constraint org_tenant_pkey primary key (tenant_id)
);
alter table org_tenant enable row level security;
create policy tenant on org_tenant using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

create table org_unit (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  code text not null,
  name text not null,
  address text not null default '',
  time_zone text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint org_unit_pkey primary key (tenant_id, id),
  constraint org_unit_code_key unique (tenant_id, code),
  constraint org_unit_parent_fkey foreign key (tenant_id, parent_id) references org_unit (tenant_id, id)
);
alter table org_unit enable row level security;
create policy tenant on org_unit using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

create table org_service (
  tenant_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  name text not null,
  description text not null default '',
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint org_service_pkey primary key (tenant_id, id),
  constraint org_service_unit_fkey foreign key (tenant_id, unit_id) references org_unit (tenant_id, id)
);
create index org_service_unit on org_service (tenant_id, unit_id);
alter table org_service enable row level security;
create policy tenant on org_service using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

create table org_period (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  starts_on date not null,
  ends_on date not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  constraint org_period_pkey primary key (tenant_id, id),
  constraint org_period_code_key unique (tenant_id, code),
  constraint org_period_span_check check (starts_on <= ends_on)
);
alter table org_period enable row level security;
create policy tenant on org_period using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- N: how many people a service served in a period, with its source (PermenPANRB 14/2017: population per type of service).
create table org_population (
  tenant_id uuid not null,
  service_id uuid not null,
  period_id uuid not null,
  population integer not null,
  source text not null default '',
  -- the code of the period this N was carried over from; null once a person has given or confirmed it
  copied_from text,
  recorded_at timestamptz not null,
  constraint org_population_pkey primary key (tenant_id, service_id, period_id),
  constraint org_population_service_fkey foreign key (tenant_id, service_id) references org_service (tenant_id, id),
  constraint org_population_period_fkey foreign key (tenant_id, period_id) references org_period (tenant_id, id),
  constraint org_population_positive_check check (population >= 0)
);
alter table org_population enable row level security;
create policy tenant on org_population using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- What modules above may read. security_invoker: the reader's policies apply, not the owner's.
create view org_unit_v with (security_invoker = true) as
  select tenant_id, id, parent_id, code, name, time_zone, retired_at from org_unit;
create view org_service_v with (security_invoker = true) as
  select tenant_id, id, unit_id, name, retired_at from org_service;
create view org_period_v with (security_invoker = true) as
  select tenant_id, id, code, starts_on, ends_on, closed_at from org_period;
