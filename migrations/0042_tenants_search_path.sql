-- Temporary tables come last: otherwise whoever may make one could stand it in the place of a table that these functions trust. And they
-- do their work for the tenant of the transaction only.
create or replace function tenants_check_due(which uuid) returns void
  language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$
begin
  if which is distinct from public.suara_tenant() or not exists (
    select from public.tenants_closing where tenant_id = which and asked_at + make_interval(days => wait_days) <= now()
  ) then
    raise exception 'no request to erase this office is due' using errcode = 'insufficient_privilege';
  end if;
end
$$;
alter function tenants_erase(uuid, text, integer) set search_path = pg_catalog, public, pg_temp;
alter function tenants_erase_accounts(uuid) set search_path = pg_catalog, public, pg_temp;

-- The application makes no temporary tables. (A copy of the database has this right again: the search paths are what counts.)
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
