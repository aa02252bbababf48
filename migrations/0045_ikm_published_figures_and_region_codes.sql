-- What a province reads of its cities (architecture §6, docs/decisions/0017): who stands where, and the headline of what was published.
-- These two tables are the only ones of tenants that everybody may read; each office writes its own rows alone.

-- An office with its kode wilayah (Kepmendagri 300.2.2-2138/2025): '33' a province, '33.74' a kabupaten or kota. An office without one has no
-- row. The code opens published figures, which are open anyway, so nobody proves that an area is theirs; the page shows name and code.
create table org_region (
  tenant_id uuid not null,
  code text not null,
  -- as org_tenant has it, written in the same transaction: others may not read that table
  office_name text not null,
  constraint org_region_pkey primary key (tenant_id),
  constraint org_region_code_check check (code ~ '^[1-9]\d(\.\d\d)?$' and code not like '%.00')
);
alter table org_region enable row level security;
create policy tenant on org_region using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
create policy published on org_region for select using (true);

-- The headline of each published version, copied out of its snapshot in the transaction that publishes it, and like it never changed.
create table ikm_figure (
  tenant_id uuid not null,
  result_id uuid not null,
  unit_id uuid not null,
  unit_code text not null,
  unit_name text not null,
  -- where the unit stood in the tree at that time: 0 the office as a whole, 1 directly below it, 2 further down
  level smallint not null,
  period_code text not null,
  starts_on date not null,
  ends_on date not null,
  version integer not null,
  -- text with a point, exactly as published
  ikm text not null,
  mutu text not null,
  respondents integer not null,
  -- [{id, code, name, value, mutu}] in the order of the snapshot
  unsur jsonb not null,
  -- {rule_set, weights, aggregation, instruments: [base …], mapping: id or null}
  method jsonb not null,
  published_at timestamptz not null,
  constraint ikm_figure_pkey primary key (tenant_id, result_id),
  constraint ikm_figure_result_fkey foreign key (tenant_id, result_id) references ikm_result (tenant_id, id),
  constraint ikm_figure_level_check check (level between 0 and 2)
);
alter table ikm_figure enable row level security;
create policy tenant on ikm_figure using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
create policy published on ikm_figure for select using (true);
revoke update, delete on ikm_figure from suara_app;

-- What was published before. Where a unit stood then is not written down anywhere: it is taken to be where it stands now.
insert into ikm_figure (
  tenant_id, result_id, unit_id, unit_code, unit_name, level, period_code, starts_on, ends_on, version, ikm, mutu, respondents,
  unsur, method, published_at
)
select
  r.tenant_id, r.id, r.unit_id, r.unit_code, r.snapshot->'unit'->>'name',
  case when u.parent_id is null then 0 when p.parent_id is null then 1 else 2 end,
  r.period_code, (r.snapshot->'period'->>'starts_on')::date, (r.snapshot->'period'->>'ends_on')::date,
  r.version, r.snapshot->>'ikm', r.snapshot->>'mutu', (r.snapshot->>'respondents')::integer,
  (select jsonb_agg(
      jsonb_build_object('id', s.one->'id', 'code', s.one->'code', 'name', s.one->'name', 'value', s.one->'value', 'mutu', s.one->'mutu')
      order by s.place)
    from jsonb_array_elements(r.snapshot->'unsur') with ordinality s(one, place)),
  jsonb_build_object(
    'rule_set', r.snapshot->'method'->'rule_set',
    'weights', r.snapshot->'method'->'weights',
    'aggregation', r.snapshot->'method'->'aggregation',
    'instruments', (select coalesce(jsonb_agg(i.one->'base' order by i.place), '[]')
      from jsonb_array_elements(r.snapshot->'method'->'instruments') with ordinality i(one, place)),
    'mapping', (select m.one->>'id' from jsonb_array_elements(r.snapshot->'mappings') m(one) where (m.one->>'used')::boolean limit 1)
  ),
  r.published_at
from ikm_result r
join org_unit u on u.tenant_id = r.tenant_id and u.id = r.unit_id
left join org_unit p on p.tenant_id = u.tenant_id and p.id = u.parent_id;
