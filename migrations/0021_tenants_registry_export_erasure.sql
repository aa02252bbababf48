-- Offices of the installation and the end of one: a copy of all it owns, the request to erase it with its waiting period, the tombstone.

-- Every office there is, from its founding to its erasure. A reference table: read before an office is known to the transaction.
create table auth_tenant (
  tenant_id uuid not null,
  founded_at timestamptz not null,
  constraint auth_tenant_pkey primary key (tenant_id)
);
insert into auth_tenant (tenant_id, founded_at) select tenant_id, min(created_at) from auth_membership group by tenant_id;
revoke update, delete on auth_tenant from suara_app;

-- What is left of an erased office, so that an old receipt is answered and its addresses are given to nobody else. No person is named here.
create table auth_gone (
  tenant_id uuid not null,
  name text not null,
  reason text not null,
  asked_at timestamptz not null,
  begun_at timestamptz not null,
  -- null while rows are still being erased
  erased_at timestamptz,
  rows_erased bigint not null default 0,
  unit_codes text[] not null,
  survey_codes text[] not null,
  -- the log's key and its last head as a signed note; null where there was no log
  ledger_key bytea,
  ledger_note text,
  constraint auth_gone_pkey primary key (tenant_id)
);
create index auth_gone_unit_codes on auth_gone using gin (unit_codes);
create index auth_gone_survey_codes on auth_gone using gin (survey_codes);
revoke update, delete on auth_gone from suara_app;
grant update (erased_at, rows_erased) on auth_gone to suara_app;

-- An invitation made from the command line is for one address only.
alter table auth_invitation add column email text;

-- A copy of all that an office owns. The archive lies in files_upload until it expires.
create table tenants_export (
  tenant_id uuid not null,
  id uuid not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null,
  upload_id uuid,
  size bigint,
  sha256 bytea,
  ended_at timestamptz,
  expires_at timestamptz,
  constraint tenants_export_pkey primary key (tenant_id, id),
  constraint tenants_export_state_check check (state in ('waiting', 'ready', 'expired'))
);
alter table tenants_export enable row level security;
create policy tenant on tenants_export using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- The request to erase an office. asked_at is the database's own clock and the application may not write it: whoever gets hold of the
-- application's role cannot shorten the wait. Taking the request back is deleting the row.
create table tenants_closing (
  tenant_id uuid not null,
  asked_at timestamptz not null default now(),
  wait_days integer not null,
  asked_by text not null,
  asked_by_name text not null,
  reason text not null,
  constraint tenants_closing_pkey primary key (tenant_id),
  constraint tenants_closing_wait_check check (wait_days >= 7),
  constraint tenants_closing_reason_check check (reason <> '')
);
alter table tenants_closing enable row level security;
create policy tenant on tenants_closing using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke insert, update on tenants_closing from suara_app;
grant insert (tenant_id, wait_days, asked_by, asked_by_name, reason) on tenants_closing to suara_app;

-- When the office will be erased: what the head of every staff page says.
create view tenants_closing_v with (security_invoker = true) as
  select tenant_id, asked_at + make_interval(days => wait_days) as due_at from tenants_closing;
grant select on tenants_closing_v to suara_app;

-- The application has no right to delete answers, results, leaves or the trail, and keeps none: these two run with the owner's right and
-- do nothing before a request has waited its days.
create function tenants_check_due(which uuid) returns void
  language plpgsql stable set search_path = pg_catalog, public
as $$
begin
  if not exists (
    select from tenants_closing where tenant_id = which and asked_at + make_interval(days => wait_days) <= now()
  ) then
    raise exception 'no request to erase this office is due' using errcode = 'insufficient_privilege';
  end if;
end
$$;

-- Deletes at most `most` rows (all, where null) of one tenant from one table that has a tenant; how many there were.
create function tenants_erase(which uuid, relation text, most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  done integer;
begin
  perform tenants_check_due(which);
  if relation in ('auth_gone', 'tenants_closing') or not exists (
    select from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname = relation and a.attname = 'tenant_id'
  ) then
    raise exception 'not a table of tenants' using errcode = 'insufficient_privilege';
  end if;
  if most is null then
    execute format('delete from public.%I where tenant_id = $1', relation) using which;
  else
    execute format(
      'delete from public.%1$I where tenant_id = $1 and ctid = any (array(select ctid from public.%1$I where tenant_id = $1 limit $2))',
      relation
    ) using which, most;
  end if;
  get diagnostics done = row_count;
  return done;
end
$$;

-- Deletes the accounts that worked for this office and have a trace in no other one; how many there were.
create function tenants_erase_accounts(which uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog, public
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
    and not exists (select from audit_event e where e.actor_id = u.id and e.tenant_id <> which);
  get diagnostics done = row_count;
  return done;
end
$$;

revoke execute on function tenants_check_due(uuid), tenants_erase(uuid, text, integer), tenants_erase_accounts(uuid) from public;
grant execute on function tenants_erase(uuid, text, integer), tenants_erase_accounts(uuid) to suara_app;

-- Columns whose comment begins with "secret" are in no export.
comment on column ledger_log.private_key is 'secret: whoever has it signs heads in the office''s name';
comment on column ledger_leaf.salt is 'secret: destroyed when its row is erased, so no copy may be anywhere else';
comment on column auth_invitation.token_hash is 'secret: of a link that opens the office';
