-- The operator of the installation: a mark on an account, outside of every office. What operators do is in audit_event under the
-- installation's own id (platform/auth/scope.ts), which no office has and which the trail's own rules protect.
create table auth_operator (
  user_id text not null,
  added_at timestamptz not null,
  constraint auth_operator_pkey primary key (user_id),
  constraint auth_operator_user_fkey foreign key (user_id) references auth_user (id) on delete cascade
);

-- A suspended office: its people cannot sign in; its public pages and the intake of answers go on.
alter table auth_tenant add column suspended_at timestamptz;
grant update (suspended_at) on auth_tenant to suara_app;

-- Counts of every office, and its name and region: with the owner's right, because the policies show the application one office at a time.
-- Only where the transaction is the installation's own, so that no office's page can ask.
create function installation_offices() returns table (
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
    select t.tenant_id, o.name, o.region_name, t.founded_at, t.suspended_at,
      (select c.asked_at + make_interval(days => c.wait_days) from tenants_closing c where c.tenant_id = t.tenant_id),
      (select count(*) from org_unit u where u.tenant_id = t.tenant_id and u.retired_at is null),
      (select count(*) from org_service s where s.tenant_id = t.tenant_id and s.retired_at is null),
      (select coalesce(sum(y.n), 0)::bigint from survey_tally y where y.tenant_id = t.tenant_id),
      (select count(*) from auth_membership m where m.tenant_id = t.tenant_id)
    from auth_tenant t join org_tenant o on o.tenant_id = t.tenant_id
    where not exists (select from auth_gone g where g.tenant_id = t.tenant_id)
    order by t.tenant_id;
end
$$;
revoke execute on function installation_offices() from public;
grant execute on function installation_offices() to suara_app;

-- As before, and an operator's account outlives the office that it also worked for.
create or replace function tenants_erase_accounts(which uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  done integer;
begin
  perform tenants_check_due(which);
  delete from auth_user u
  where u.id in (
      select user_id from auth_membership where tenant_id = which
      union select actor_id from audit_event where tenant_id = which and actor_id is not null
      union select target_id from audit_event where tenant_id = which and target_kind = 'account'
    )
    and not exists (select from auth_membership m where m.user_id = u.id and m.tenant_id <> which)
    and not exists (select from auth_grant g where g.user_id = u.id)
    and not exists (select from auth_operator o where o.user_id = u.id)
    and not exists (select from audit_event e where e.actor_id = u.id and e.tenant_id <> which);
  get diagnostics done = row_count;
  return done;
end
$$;
