-- What a cluster of Citus needs of functions (decision 0024); nothing changes for a single server. A function in SQL is planned without
-- knowing its parameters, so Citus cannot tell which server holds the rows: those that read or write tables of tenants are in PL/pgSQL.

-- As in 0049, word for word inside.
create or replace function survey_visit(tenant uuid, given text)
  returns table (closed_at timestamptz, unit text, zone text, accent text, languages text[], sites text[], whole boolean, services json)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
#variable_conflict use_column
begin
  return query
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
end
$$;

-- As in 0037.
create or replace function survey_erase_content(tenant uuid, answer uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  if tenant is distinct from suara_tenant() then
    return;
  end if;
  update survey_answer a set
    scores = case when e.whole then '{}' else a.scores end,
    own = case when e.whole then '{}'::jsonb
      else coalesce((select jsonb_object_agg(key, value) from jsonb_each(a.own) where jsonb_typeof(value) = 'number'), '{}'::jsonb) end,
    profile = '{}'::jsonb, comment = '', content_hash = e.left_hash, flags = '{}', code = null, answered_at = null, clock_behind = null,
    device_mark = null
  from survey_erasure e
  where a.tenant_id = tenant and a.id = answer and e.tenant_id = tenant and e.answer_id = answer;
  delete from survey_conflict c using survey_erasure e
  where c.tenant_id = tenant and c.answer_id = answer and e.tenant_id = tenant and e.answer_id = answer;
  delete from survey_flag f using survey_erasure e
  where f.tenant_id = tenant and f.answer_id = answer and e.tenant_id = tenant and e.answer_id = answer;
end
$$;

-- As in 0033. Which accounts go is found out first: a table that lies on every server is not changed by what only some of them hold.
create or replace function tenants_erase_accounts(which uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  known text[];
  elsewhere text[];
  done integer;
begin
  perform tenants_check_due(which);
  select array_agg(distinct e.actor_id) into known from audit_event e where e.tenant_id = which and e.actor_id is not null;
  known := known || array(select distinct e.target_id from audit_event e where e.tenant_id = which and e.target_kind = 'account');
  known := known || array(select m.user_id from auth_membership m where m.tenant_id = which);
  elsewhere := array(select distinct e.actor_id from audit_event e where e.actor_id = any (known) and e.tenant_id <> which);
  delete from auth_user u
  where u.id = any (known) and not (u.id = any (elsewhere))
    and not exists (select from auth_membership m where m.user_id = u.id and m.tenant_id <> which)
    and not exists (select from auth_grant g where g.user_id = u.id)
    and not exists (select from auth_operator o where o.user_id = u.id);
  get diagnostics done = row_count;
  return done;
end
$$;

-- As in 0033; each table is counted by office before it is joined.
create or replace function installation_offices() returns table (
  tenant_id uuid, name text, region text, founded_at timestamptz, suspended_at timestamptz, erased_on timestamptz,
  units bigint, services bigint, answers bigint, accounts bigint
)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if suara_tenant() is distinct from '00000000-0000-8000-8000-000000000001'::uuid then
    raise exception 'only for the installation itself' using errcode = 'insufficient_privilege';
  end if;
  return query
    select t.tenant_id, o.name, o.region_name, t.founded_at, t.suspended_at, c.asked_at + make_interval(days => c.wait_days),
      coalesce(u.n, 0), coalesce(s.n, 0), coalesce(y.n, 0), coalesce(m.n, 0)
    from auth_tenant t join org_tenant o on o.tenant_id = t.tenant_id
    left join tenants_closing c on c.tenant_id = o.tenant_id
    left join (select u.tenant_id, count(*) as n from org_unit u where u.retired_at is null group by u.tenant_id) u on u.tenant_id = o.tenant_id
    left join (select s.tenant_id, count(*) as n from org_service s where s.retired_at is null group by s.tenant_id) s on s.tenant_id = o.tenant_id
    left join (select y.tenant_id, sum(y.n)::bigint as n from survey_tally y group by y.tenant_id) y on y.tenant_id = o.tenant_id
    left join (select m.tenant_id, count(*) as n from auth_membership m group by m.tenant_id) m on m.tenant_id = t.tenant_id
    where not exists (select from auth_gone g where g.tenant_id = t.tenant_id)
    order by t.tenant_id;
end
$$;
