-- The device that an answer came from, told apart within one office and one day only: HMAC of a random id that the device makes anew every
-- day, under the installation's secret, the office and the day. Null for kiosks and for forms without a script.
alter table survey_answer add column device_mark bytea;
comment on column survey_answer.device_mark is 'secret: tells the answers of one device on one day apart from others';
create index survey_answer_device on survey_answer (tenant_id, device_mark) where device_mark is not null;

-- What the rules of rules/flags.ts found among the answers of a service in a period. Found anew at every check; what was reviewed stays.
create table survey_flag (
  tenant_id uuid not null,
  answer_id uuid not null,
  rule text not null,
  -- what the rule saw, as counts
  numbers jsonb not null,
  found_at timestamptz not null,
  constraint survey_flag_pkey primary key (tenant_id, answer_id, rule),
  constraint survey_flag_answer_fkey foreign key (tenant_id, answer_id) references survey_answer (tenant_id, id)
);
alter table survey_flag enable row level security;
create policy tenant on survey_flag using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- When a service's answers of a period were last gone through, and how many counted then: another number asks for another check.
create table survey_flag_check (
  tenant_id uuid not null,
  service_id uuid not null,
  period_id uuid not null,
  checked_at timestamptz not null,
  answers integer not null,
  constraint survey_flag_check_pkey primary key (tenant_id, service_id, period_id),
  constraint survey_flag_check_service_fkey foreign key (tenant_id, service_id) references org_service (tenant_id, id)
);
alter table survey_flag_check enable row level security;
create policy tenant on survey_flag_check using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- A flagged answer that somebody looked at and let stand. Exclusion is an entry of survey_exclusion, by two people.
create table survey_review (
  tenant_id uuid not null,
  answer_id uuid not null,
  accepted_at timestamptz not null,
  accepted_by text not null,
  reason text not null,
  constraint survey_review_pkey primary key (tenant_id, answer_id),
  constraint survey_review_answer_fkey foreign key (tenant_id, answer_id) references survey_answer (tenant_id, id),
  constraint survey_review_reason_check check (reason <> '')
);
alter table survey_review enable row level security;
create policy tenant on survey_review using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on survey_review from suara_app;

-- An erasure takes the device and what was found with it.
create or replace function survey_erase_content(tenant uuid, answer uuid) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
    update survey_answer a set
      scores = case when e.whole then '{}' else a.scores end,
      own = case when e.whole then '{}'::jsonb
        else coalesce((select jsonb_object_agg(key, value) from jsonb_each(a.own) where jsonb_typeof(value) = 'number'), '{}'::jsonb) end,
      profile = '{}'::jsonb, comment = '', content_hash = e.left_hash, flags = '{}', code = null, answered_at = null, clock_behind = null,
      device_mark = null
    from survey_erasure e
    where tenant = suara_tenant() and a.tenant_id = tenant and a.id = answer and e.tenant_id = tenant and e.answer_id = answer;
    delete from survey_conflict c using survey_erasure e
    where tenant = suara_tenant() and c.tenant_id = tenant and c.answer_id = answer and e.tenant_id = tenant and e.answer_id = answer;
    delete from survey_flag f using survey_erasure e
    where tenant = suara_tenant() and f.tenant_id = tenant and f.answer_id = answer and e.tenant_id = tenant and e.answer_id = answer;
  $$;
