-- What a planning document promised (RPJMD, Renstra, perjanjian kinerja): the value that a unit, a service or one unsur is to reach in a period.
-- Never overwritten: a correction or a withdrawal is a further entry with its reason, and the newest entry of one promise holds (decision 0025).
-- Not to be confused with S and N of /sasaran, which say how many people are to be asked.
create table ikm_goal (
  tenant_id uuid not null,
  id uuid not null,
  document text not null,
  unit_id uuid not null,
  -- null: the unit as a whole, with all services below it
  service_id uuid,
  -- an id of the rule's nine; empty: the index
  unsur text not null,
  -- kernel/period.ts; the period itself need not exist here
  period_code text not null,
  -- 1, 2 … per document, unit, service, unsur and period
  entry integer not null,
  -- 25–100 as written, with a point; empty where the document names a letter
  value text not null,
  -- the letter that the document names; empty where it names a value
  mutu text not null,
  source_title text not null,
  -- page or number within it
  source_place text not null,
  -- the day of the document
  source_on date not null,
  -- why there is an entry after the first
  reason text not null default '',
  withdrawn boolean not null default false,
  entered_at timestamptz not null,
  entered_by text not null,
  constraint ikm_goal_pkey primary key (tenant_id, id),
  constraint ikm_goal_entry_key unique nulls not distinct (tenant_id, document, unit_id, service_id, unsur, period_code, entry),
  constraint ikm_goal_unit_fkey foreign key (tenant_id, unit_id) references org_unit (tenant_id, id),
  constraint ikm_goal_service_fkey foreign key (tenant_id, service_id) references org_service (tenant_id, id),
  constraint ikm_goal_document_check check (document in ('rpjmd', 'renstra', 'perjanjian_kinerja')),
  constraint ikm_goal_value_check check (value = '' or value ~ '^\d{2,3}(\.\d{1,2})?$'),
  constraint ikm_goal_mutu_check check (mutu in ('', 'A', 'B', 'C', 'D')),
  constraint ikm_goal_wanted_check check ((value = '') <> (mutu = '')),
  constraint ikm_goal_source_check check (source_title <> '' and source_place <> ''),
  constraint ikm_goal_reason_check check (entry = 1 or reason <> '')
);
alter table ikm_goal enable row level security;
create policy tenant on ikm_goal using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on ikm_goal from suara_app;
