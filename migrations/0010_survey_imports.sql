-- Files of answers from outside. A file is read twice: once to show what would become of it, once to store it; every batch of rows is
-- committed with the progress, so that it can be left, cut off and gone on with.
create table survey_import (
  tenant_id uuid not null,
  id uuid not null,
  -- files_upload; null when the file was removed, which is as soon as nobody needs it
  upload_id uuid,
  file_name text not null,
  file_size bigint not null,
  sha256 bytea not null,
  -- the sheet that was read; null for a CSV
  sheet text,
  state text not null,
  -- what the officer decided (rules/import.ts)
  choices jsonb not null,
  -- what the last reading found (rules/import.ts); without cells of the file once it is stored
  finding jsonb,
  -- which questionnaire version each service's rows are stored under, settled when storing begins
  targets jsonb,
  -- why it failed: code and parameters of a problem
  problem jsonb,
  rows_total integer not null default 0,
  -- last line of the file that is committed
  line_done integer not null default 0,
  rows_read integer not null default 0,
  stored integer not null default 0,
  late integer not null default 0,
  refused integer not null default 0,
  cells_rejected integer not null default 0,
  excluded integer not null default 0,
  created_at timestamptz not null,
  created_by text not null,
  created_by_name text not null,
  started_at timestamptz,
  ended_at timestamptz,
  undone_by text not null default '',
  undo_reason text not null default '',
  constraint survey_import_pkey primary key (tenant_id, id),
  constraint survey_import_state_check
    check (state in ('scanning', 'review', 'running', 'done', 'failed', 'undoing', 'undone', 'discarded'))
);
create index survey_import_newest on survey_import (tenant_id, created_at);
alter table survey_import enable row level security;
create policy tenant on survey_import using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- What was not taken, by cell (column not empty) or by row. A cell that is no score counts as missing and its row stays.
create table survey_import_refusal (
  tenant_id uuid not null,
  import_id uuid not null,
  line integer not null,
  place integer not null,
  header text not null,
  value text not null,
  code text not null,
  constraint survey_import_refusal_pkey primary key (tenant_id, import_id, line, place),
  constraint survey_import_refusal_import_fkey foreign key (tenant_id, import_id) references survey_import (tenant_id, id)
);
alter table survey_import_refusal enable row level security;
create policy tenant on survey_import_refusal using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- How a file with these headers was read last time, so that nobody decides it twice.
create table survey_import_layout (
  tenant_id uuid not null,
  signature bytea not null,
  choices jsonb not null,
  used_at timestamptz not null,
  constraint survey_import_layout_pkey primary key (tenant_id, signature)
);
alter table survey_import_layout enable row level security;
create policy tenant on survey_import_layout using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- Where an answer comes from, when it comes from a file.
alter table survey_answer add column import_id uuid;
alter table survey_answer add column import_line integer;
alter table survey_answer add column origin_channel text;
alter table survey_answer add constraint survey_answer_import_fkey foreign key (tenant_id, import_id)
  references survey_import (tenant_id, id);
create index survey_answer_import on survey_answer (tenant_id, import_id, import_line) where import_id is not null;

-- An answer is never changed or deleted: that it no longer counts is an entry of its own, with who, when and why.
create table survey_exclusion (
  tenant_id uuid not null,
  answer_id uuid not null,
  import_id uuid,
  excluded_at timestamptz not null,
  excluded_by text not null,
  reason text not null,
  constraint survey_exclusion_pkey primary key (tenant_id, answer_id),
  constraint survey_exclusion_answer_fkey foreign key (tenant_id, answer_id) references survey_answer (tenant_id, id),
  constraint survey_exclusion_reason_check check (reason <> '')
);
alter table survey_exclusion enable row level security;
create policy tenant on survey_exclusion using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on survey_exclusion from suara_app;

-- The answers that count.
create view survey_counted_v with (security_invoker = true) as
  select a.* from survey_answer a
  where not exists (select from survey_exclusion e where e.tenant_id = a.tenant_id and e.answer_id = a.id);
grant select on survey_counted_v to suara_app;
