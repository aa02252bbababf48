-- The public lists of offices (/ikm, /peringkat, /buku, /data-pribadi) read every office of the installation in a transaction each. These
-- functions tell in one statement what those pages show to everybody anyway, and nothing else. They are joined to org_tenant, or go by one
-- office at a time, because a cluster of Citus takes nothing else (docs/guides/citus.md): not the copied auth_tenant, not an array.

-- Every office that is not erased or being erased, with the code of the unit that is the office itself (null before there is one).
create function org_offices() returns table (office uuid, name text, zone text, code text)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  begin
    return query
      select distinct on (o.tenant_id) o.tenant_id, o.name, o.time_zone, u.code
      from org_tenant o join auth_tenant t on t.tenant_id = o.tenant_id
      left join org_unit u on u.tenant_id = o.tenant_id and u.parent_id is null
      where not exists (select from auth_gone g where g.tenant_id = o.tenant_id)
      order by o.tenant_id, u.id;
  end
  $$;
create index org_unit_office on org_unit (tenant_id, id) where parent_id is null;

-- Which offices have published a figure at one of these levels (ikm_figure.level).
create function ikm_offices(levels smallint[]) returns table (office uuid)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  begin
    return query select o.tenant_id from org_tenant o
      where exists (select from ikm_figure f where f.tenant_id = o.tenant_id and f.level = any (levels));
  end
  $$;

-- The newest figure of a level in one look at the index, and the lines of all units without the rows, which hold their unsur too.
create index ikm_figure_newest on ikm_figure (tenant_id, level, ends_on desc, starts_on, version desc);
create index ikm_figure_lines on ikm_figure (tenant_id, unit_id, ends_on desc, starts_on, period_code, version desc)
  include (result_id, level, unit_code, unit_name, ikm, mutu, respondents);

-- Of these offices the kept rankings that hold any unit, as /peringkat names them; the units stay behind the policy of their office.
create function ikm_rankings(offices uuid[]) returns table (
  office uuid, period_code text, computed_at timestamptz, office_code text, ranked integer, listed bigint
)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  begin
    return query
      select k.tenant_id, k.period_code, k.computed_at, k.office_code, k.ranked, u.n
      from ikm_ranking k join (
        select u.tenant_id, u.period_code, count(*) as n from ikm_ranking_unit u where u.tenant_id = any (offices) group by u.tenant_id, u.period_code
      ) u on u.tenant_id = k.tenant_id and u.period_code = k.period_code;
  end
  $$;

-- Which offices have a head in their public ledger.
create function ledger_books() returns table (office uuid)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  begin
    return query select o.tenant_id from org_tenant o where exists (select from ledger_head h where h.tenant_id = o.tenant_id);
  end
  $$;

-- The size of the newest head of each of these, by a look at the key for each: an office has a head for every 15 seconds in which answers came.
create function ledger_sizes(offices uuid[]) returns table (office uuid, size bigint)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  begin
    foreach office in array offices loop
      select h.size into size from ledger_head h where h.tenant_id = office order by h.size desc limit 1;
      if found then
        return next;
      end if;
    end loop;
  end
  $$;

revoke all on function org_offices(), ikm_offices(smallint[]), ikm_rankings(uuid[]), ledger_books(), ledger_sizes(uuid[]) from public;
grant execute on function org_offices(), ikm_offices(smallint[]), ikm_rankings(uuid[]), ledger_books(), ledger_sizes(uuid[]) to suara_app;
