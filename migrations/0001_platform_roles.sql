-- Two roles (architecture §5.4): whoever runs the migrations owns the tables; suara_app is the application, owns nothing and
-- cannot bypass the policies. Tables made later are usable by suara_app at once; a migration revokes where less is meant.

do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'suara_app') then
    create role suara_app login nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
end
$$;

revoke create on schema public from public;
grant usage on schema public to suara_app;
alter default privileges in schema public grant select, insert, update, delete on tables to suara_app;
alter default privileges in schema public grant usage, select on sequences to suara_app;

-- The tenant of the open transaction, set by transact() for its length; null outside, so that every policy shows nothing.
create function suara_tenant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('suara.tenant', true), '')::uuid;
