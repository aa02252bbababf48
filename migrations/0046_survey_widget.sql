-- The form inside agencies' own sites (decision 0018): a way in of its own, and the sites that may show it.
alter table survey_answer drop constraint survey_answer_channel_check;
alter table survey_answer add constraint survey_answer_channel_check
  check (channel in ('link', 'qr', 'kiosk', 'paper', 'companion', 'invitation', 'import', 'widget'));
-- How many came through the site of one code; the others pay nothing for it.
create index survey_answer_widget on survey_answer (tenant_id, code) where channel = 'widget';

-- Which sites may show an office's forms. No row: none.
create table survey_widget (
  tenant_id uuid not null,
  -- sources of a content security policy, as rules/widget.ts writes them: https://dinas.contoh.go.id, https://*.contoh.go.id
  sites text[] not null,
  changed_at timestamptz not null,
  constraint survey_widget_pkey primary key (tenant_id),
  constraint survey_widget_sites_check check (cardinality(sites) <= 50)
);
alter table survey_widget enable row level security;
create policy tenant on survey_widget using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- The same as in 0041, with the sites: the frame asks nothing more of the database than the form does.
drop function survey_visit(uuid, text);
create function survey_visit(tenant uuid, given text)
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
      (select json_agg(json_build_object('id', o.id, 'name', o.name, 'instrument', i.id, 'changes', md5(i.changes::text)) order by o.name, o.id)
       from asked o cross join lateral (select i.id, i.changes from survey_instrument i
         where i.tenant_id = tenant and i.questionnaire_id = o.questionnaire_id order by i.version desc limit 1) i)
    from code c join org_unit_v u on u.tenant_id = tenant and u.id = c.unit_id;
  $$;
revoke all on function survey_visit(uuid, text) from public;
grant execute on function survey_visit(uuid, text) to suara_app;
