-- Results printed before this office used Suara, as they were printed: never computed again, never overwritten. A correction or a
-- withdrawal is a further entry with its reason; the newest entry of a unit and period holds.
create table ikm_earlier (
  tenant_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  -- kernel/period.ts; the period itself need not exist here
  period_code text not null,
  -- 1, 2 … per unit and period
  entry integer not null,
  -- ikm/law/rule-sets.ts; empty where the print names none
  rule_set text not null,
  -- with a point and the decimals of the print
  ikm text not null,
  -- the letter of the print; empty where it has none
  mutu text not null,
  respondents integer,
  source text not null,
  -- why there is an entry after the first
  reason text not null default '',
  withdrawn boolean not null default false,
  entered_at timestamptz not null,
  entered_by text not null,
  constraint ikm_earlier_pkey primary key (tenant_id, id),
  constraint ikm_earlier_entry_key unique (tenant_id, unit_id, period_code, entry),
  constraint ikm_earlier_unit_fkey foreign key (tenant_id, unit_id) references org_unit (tenant_id, id),
  constraint ikm_earlier_ikm_check check (ikm ~ '^\d{1,3}(\.\d{1,4})?$'),
  constraint ikm_earlier_mutu_check check (mutu in ('', 'A', 'B', 'C', 'D')),
  constraint ikm_earlier_respondents_check check (respondents > 0),
  constraint ikm_earlier_reason_check check (entry = 1 or reason <> '')
);
alter table ikm_earlier enable row level security;
create policy tenant on ikm_earlier using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on ikm_earlier from suara_app;
