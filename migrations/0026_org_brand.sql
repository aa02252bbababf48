-- How an office looks to the public: a colour of the palette, whom to ask, a logo. One row per office that chose anything.
create table org_brand (
  tenant_id uuid not null,
  -- a name of platform/ui/accents.ts
  accent text not null,
  contact text not null,
  logo bytea,
  -- as its bytes say, not as its sender did
  logo_type text,
  logo_sha256 text,
  changed_at timestamptz not null,
  constraint org_brand_pkey primary key (tenant_id),
  constraint org_brand_logo_check check ((logo is null) = (logo_type is null) and (logo is null) = (logo_sha256 is null)),
  constraint org_brand_type_check check (logo_type in ('image/png', 'image/jpeg')),
  constraint org_brand_size_check check (length(logo) <= 102400)
);
alter table org_brand alter column logo set storage external;
alter table org_brand enable row level security;
create policy tenant on org_brand using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

create view org_brand_v with (security_invoker = true) as select tenant_id, accent from org_brand;
grant select on org_brand_v to suara_app;
