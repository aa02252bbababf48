-- Erasure of an answer (UU 27/2022 art. 43, decision 0010). The entry stays; what the answer said goes.
-- whole: taken out of the tallies, nothing is left of it. Otherwise its period is closed: the counted scores stay, all that is personal goes.
create table survey_erasure (
  tenant_id uuid not null,
  answer_id uuid not null,
  whole boolean not null,
  erased_at timestamptz not null,
  erased_by text not null,
  reason text not null,
  -- SHA-256 of the content that is left, as content_hash of the answer
  left_hash bytea not null,
  constraint survey_erasure_pkey primary key (tenant_id, answer_id),
  constraint survey_erasure_answer_fkey foreign key (tenant_id, answer_id) references survey_answer (tenant_id, id),
  constraint survey_erasure_reason_check check (reason <> '')
);
alter table survey_erasure enable row level security;
create policy tenant on survey_erasure using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on survey_erasure from suara_app;

-- Blanks what an entry of survey_erasure names, and nothing else: the application itself still has no right to change an answer.
create function survey_erase_content(tenant uuid, answer uuid) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
    update survey_answer a set
      scores = case when e.whole then '{}' else a.scores end,
      own = case when e.whole then '{}'::jsonb
        else coalesce((select jsonb_object_agg(key, value) from jsonb_each(a.own) where jsonb_typeof(value) = 'number'), '{}'::jsonb) end,
      profile = '{}'::jsonb, comment = '', content_hash = e.left_hash, flags = '{}', code = null
    from survey_erasure e
    where tenant = suara_tenant() and a.tenant_id = tenant and a.id = answer and e.tenant_id = tenant and e.answer_id = answer;
    delete from survey_conflict c using survey_erasure e
    where tenant = suara_tenant() and c.tenant_id = tenant and c.answer_id = answer and e.tenant_id = tenant and e.answer_id = answer;
  $$;
revoke all on function survey_erase_content(uuid, uuid) from public;
grant execute on function survey_erase_content(uuid, uuid) to suara_app;

-- The answers that count.
create or replace view survey_counted_v with (security_invoker = true) as
  select a.* from survey_answer a
  where not exists (select from survey_exclusion e where e.tenant_id = a.tenant_id and e.answer_id = a.id)
    and not exists (select from survey_erasure g where g.tenant_id = a.tenant_id and g.answer_id = a.id and g.whole);

-- Which contact was left with which answer: kept here, apart from the contact, which knows the random reference only.
create table survey_contact_link (
  tenant_id uuid not null,
  answer_id uuid not null,
  reference uuid not null,
  constraint survey_contact_link_pkey primary key (tenant_id, answer_id),
  constraint survey_contact_link_answer_fkey foreign key (tenant_id, answer_id) references survey_answer (tenant_id, id)
);
alter table survey_contact_link enable row level security;
create policy tenant on survey_contact_link using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
