-- The ranking of the units directly below an office in one period, as a job last computed it from the newest published versions
-- (docs/decisions/0021-peringkat.md). Nothing here is a source: the job writes all of it again. Pages read only what is kept.
create table ikm_ranking (
  tenant_id uuid not null,
  period_code text not null,
  computed_at timestamptz not null,
  -- of everything that was computed from: the same again is not computed again
  basis text not null,
  -- the office's own unit, by which the page is addressed, and the office's name at that time
  office_code text not null,
  office_name text not null,
  ranked integer not null,
  -- units directly below the office without a published result of the period
  unpublished integer not null,
  -- kernel/statistics/ranking.ts: in standard errors; share; draws; seed. Critical value 0 where fewer than two were ranked.
  critical double precision not null,
  level double precision not null,
  draws integer not null,
  seed integer not null,
  -- the S that was asked of a unit whose N is not known
  least_without_n integer not null,
  constraint ikm_ranking_pkey primary key (tenant_id, period_code)
);
alter table ikm_ranking enable row level security;
create policy tenant on ikm_ranking using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- Each unit with the figure of its published version, under the name it was published with.
create table ikm_ranking_unit (
  tenant_id uuid not null,
  period_code text not null,
  unit_id uuid not null,
  result_id uuid not null,
  unit_code text not null,
  unit_name text not null,
  version integer not null,
  respondents integer not null,
  -- S and N; null where N of no service was known
  required integer,
  population integer,
  -- text with a point, exactly as published
  ikm text not null,
  mutu text not null,
  low double precision,
  high double precision,
  -- why it has no rank (rules/ranking.ts); empty for who has one
  reasons text[] not null,
  rank integer,
  best integer,
  worst integer,
  tier integer,
  constraint ikm_ranking_unit_pkey primary key (tenant_id, period_code, unit_id),
  constraint ikm_ranking_unit_ranking_fkey foreign key (tenant_id, period_code) references ikm_ranking (tenant_id, period_code),
  constraint ikm_ranking_unit_result_fkey foreign key (tenant_id, result_id) references ikm_result (tenant_id, id),
  constraint ikm_ranking_unit_rank_check check (
    (reasons = '{}') = (rank is not null) and (rank is null) = (best is null) and (rank is null) = (worst is null) and (rank is null) = (tier is null)
    and (rank is null or (1 <= best and best <= rank and rank <= worst))
  )
);
alter table ikm_ranking_unit enable row level security;
create policy tenant on ikm_ranking_unit using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
