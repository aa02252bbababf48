-- A picture or a short video in sign language beside a question: kept with the questionnaire and the question's id, over all its versions.
-- The bytes lie in files_chunk.
create table survey_aid (
  tenant_id uuid not null,
  questionnaire_id uuid not null,
  -- an item or own question of its versions
  item_id text not null,
  upload_id uuid not null,
  mime text not null,
  size integer not null,
  -- hex
  sha256 text not null,
  -- names the content, its words and its question in public addresses: another one has another
  address text not null,
  -- what it says, in words
  words text not null,
  -- the question in Indonesian as it was then: with other words it is shown no longer
  question text not null,
  changed_at timestamptz not null,
  constraint survey_aid_pkey primary key (tenant_id, questionnaire_id, item_id),
  constraint survey_aid_address_key unique (tenant_id, address),
  constraint survey_aid_questionnaire_fkey foreign key (tenant_id, questionnaire_id) references survey_questionnaire (tenant_id, id),
  constraint survey_aid_mime_check check (mime in ('image/png', 'image/jpeg', 'image/webp', 'video/mp4', 'video/webm'))
);
alter table survey_aid enable row level security;
create policy tenant on survey_aid using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- The same as in 0046; what stands beside the questions changes the fingerprint of the form too.
create or replace function survey_visit(tenant uuid, given text)
  returns table (closed_at timestamptz, unit text, zone text, accent text, languages text[], sites text[], whole boolean, services json)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with recursive code as (
      select unit_id, service_id, closed_at from survey_code where tenant_id = tenant and code = given
    ), branch as (
      select unit_id as id from code
      union select u.id from org_unit_v u join branch b on u.parent_id = b.id where u.tenant_id = tenant and u.retired_at is null
    ), offered as (
      select s.id, s.name from org_service_v s, code c
      where s.tenant_id = tenant and s.retired_at is null
        and case when c.service_id is null then s.unit_id in (select id from branch) else s.id = c.service_id end
    ), asked as (
      select o.id, o.name, coalesce(a.questionnaire_id,
        (select q.id from survey_questionnaire q where q.tenant_id = tenant order by q.created_at, q.id limit 1)) as questionnaire_id
      from offered o left join survey_service a on a.tenant_id = tenant and a.service_id = o.id
    )
    select c.closed_at, u.name, u.time_zone, (select b.accent from org_brand_v b where b.tenant_id = tenant),
      (select i.languages from survey_inclusion i where i.tenant_id = tenant),
      (select w.sites from survey_widget w where w.tenant_id = tenant), c.service_id is null,
      (select json_agg(json_build_object('id', o.id, 'name', o.name, 'instrument', i.id, 'changes', md5(i.changes::text || coalesce((
         select string_agg(d.address, ',' order by d.address) from survey_aid d
         where d.tenant_id = tenant and d.questionnaire_id = o.questionnaire_id), ''))) order by o.name, o.id)
       from asked o cross join lateral (select i.id, i.changes from survey_instrument i
         where i.tenant_id = tenant and i.questionnaire_id = o.questionnaire_id order by i.version desc limit 1) i)
    from code c join org_unit_v u on u.tenant_id = tenant and u.id = c.unit_id;
  $$;
