-- Sheets of paper that are printed in batches and keyed in by their code, and answers that moved to the service they belong to (decision 0016).

-- One printing: `number` counts the batches of an office. The version is the one that was printed, whatever the service asks later.
create table survey_paper_batch (
  tenant_id uuid not null,
  id uuid not null,
  number integer not null,
  service_id uuid not null,
  instrument_id uuid not null,
  sheets integer not null,
  double_entry boolean not null,
  printed_at timestamptz not null,
  printed_by text not null,
  -- how many came back from the counter, as somebody counted; null until then
  returned integer,
  constraint survey_paper_batch_pkey primary key (tenant_id, id),
  constraint survey_paper_batch_number_key unique (tenant_id, number),
  constraint survey_paper_batch_service_fkey foreign key (tenant_id, service_id) references org_service (tenant_id, id),
  constraint survey_paper_batch_instrument_fkey foreign key (tenant_id, instrument_id) references survey_instrument (tenant_id, id),
  constraint survey_paper_batch_sheets_check check (sheets between 1 and 200),
  constraint survey_paper_batch_returned_check check (returned between 0 and sheets)
);
alter table survey_paper_batch enable row level security;
create policy tenant on survey_paper_batch using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on survey_paper_batch from suara_app;

-- One sheet. Its id is the id of its answer, so that keying it twice is the same answer.
create table survey_paper_sheet (
  tenant_id uuid not null,
  id uuid not null,
  batch_id uuid not null,
  number integer not null,
  -- 'blank' or 'spoiled' where there is nothing to key
  fate text,
  -- in how many places two entries differed, once a third look settled them
  differences integer,
  constraint survey_paper_sheet_pkey primary key (tenant_id, id),
  constraint survey_paper_sheet_number_key unique (tenant_id, batch_id, number),
  constraint survey_paper_sheet_batch_fkey foreign key (tenant_id, batch_id) references survey_paper_batch (tenant_id, id),
  constraint survey_paper_sheet_fate_check check (fate in ('blank', 'spoiled'))
);
alter table survey_paper_sheet enable row level security;
create policy tenant on survey_paper_sheet using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on survey_paper_sheet from suara_app;

-- What one person keyed of a sheet that is keyed twice. It counts for nothing; the content goes when the sheet's answer is stored.
create table survey_paper_entry (
  tenant_id uuid not null,
  sheet_id uuid not null,
  pass smallint not null,
  content jsonb,
  entered_at timestamptz not null,
  entered_by text not null,
  constraint survey_paper_entry_pkey primary key (tenant_id, sheet_id, pass),
  constraint survey_paper_entry_sheet_fkey foreign key (tenant_id, sheet_id) references survey_paper_sheet (tenant_id, id),
  constraint survey_paper_entry_pass_check check (pass in (1, 2))
);
alter table survey_paper_entry enable row level security;
create policy tenant on survey_paper_entry using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on survey_paper_entry from suara_app;

-- An answer that was given to the wrong service: it is excluded, and this says which answer took its place.
create table survey_correction (
  tenant_id uuid not null,
  answer_id uuid not null,
  successor_id uuid not null,
  corrected_at timestamptz not null,
  corrected_by text not null,
  reason text not null,
  constraint survey_correction_pkey primary key (tenant_id, answer_id),
  constraint survey_correction_successor_key unique (tenant_id, successor_id),
  constraint survey_correction_exclusion_fkey foreign key (tenant_id, answer_id) references survey_exclusion (tenant_id, answer_id),
  constraint survey_correction_answer_fkey foreign key (tenant_id, successor_id) references survey_answer (tenant_id, id),
  constraint survey_correction_reason_check check (reason <> '')
);
alter table survey_correction enable row level security;
create policy tenant on survey_correction using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on survey_correction from suara_app;

-- What a code is for. That of an officer names a counter or a role, never the person.
alter table survey_code add column kind text not null default 'service';
update survey_code set kind = 'office' where service_id is null;
alter table survey_code add constraint survey_code_kind_check check (kind in ('office', 'service', 'counter', 'officer'));
