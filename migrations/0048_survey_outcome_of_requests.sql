-- What became of the request that an answer is about (decision 0020). Null: served, or nobody said; every answer from before.
-- Answers about a request that was refused or given up are counted apart and never enter the index.
alter table survey_answer add column outcome text;
-- Where the request ended; null where nobody said. The list of stages is the program's (survey/rules/outcome.ts).
alter table survey_answer add column stage text;
alter table survey_answer
  add constraint survey_answer_outcome_check check (outcome in ('refused', 'abandoned')),
  add constraint survey_answer_stage_check check (stage is null or (stage <> '' and outcome is not null));

-- The answers that stand: neither excluded nor erased, whatever became of the request.
create view survey_standing_v with (security_invoker = true) as
  select a.* from survey_answer a
  where not exists (select from survey_exclusion e where e.tenant_id = a.tenant_id and e.answer_id = a.id)
    and not exists (select from survey_erasure g where g.tenant_id = a.tenant_id and g.answer_id = a.id and g.whole);
grant select on survey_standing_v to suara_app;

-- The answers that count in the index: of those that stand, the ones about a request that was served.
create or replace view survey_counted_v with (security_invoker = true) as
  select a.* from survey_answer a
  where a.outcome is null
    and not exists (select from survey_exclusion e where e.tenant_id = a.tenant_id and e.answer_id = a.id)
    and not exists (select from survey_erasure g where g.tenant_id = a.tenant_id and g.answer_id = a.id and g.whole);

-- The counters of the answers kept apart, as survey_tally has those of the index. A table of its own: whoever sums survey_tally cannot
-- take one of these along. stage: empty where nobody said.
create table survey_tally_apart (like survey_tally including defaults);
alter table survey_tally_apart
  add column outcome text not null,
  add column stage text not null,
  add constraint survey_tally_apart_pkey primary key (tenant_id, service_id, instrument_id, day, channel, late, outcome, stage),
  add constraint survey_tally_apart_service_fkey foreign key (tenant_id, service_id) references org_service (tenant_id, id),
  add constraint survey_tally_apart_instrument_fkey foreign key (tenant_id, instrument_id) references survey_instrument (tenant_id, id),
  add constraint survey_tally_apart_outcome_check check (outcome in ('refused', 'abandoned'));
alter table survey_tally_apart enable row level security;
create policy tenant on survey_tally_apart using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- What a list says of the request and how it was handled, and by what the link went out: as service and day, nothing about a person.
-- undelivered: its message was given up.
alter table invitation_link
  add column outcome text,
  add column stage text,
  add column served_by text,
  add column sent_by text,
  add column undelivered boolean not null default false,
  add constraint invitation_link_outcome_check check (outcome in ('refused', 'abandoned')),
  add constraint invitation_link_stage_check check (stage is null or (stage <> '' and outcome is not null)),
  add constraint invitation_link_served_by_check check (served_by in ('counter', 'online', 'visit', 'other')),
  add constraint invitation_link_sent_by_check check (sent_by in ('email', 'gateway'));
