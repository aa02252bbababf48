-- Adds two arrays of sums element by element; the longer one sets the length.
create function survey_add_sums(a bigint[], b bigint[]) returns bigint[]
  language sql immutable parallel safe
  as $$ select coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) order by i), '{}')
        from unnest(a, b) with ordinality as t(x, y, i) $$;

-- The same answers under the other mappings of items in use, so that a result page shows what each would give without reading answers.
-- Empty for questionnaires without mappings; else respondents, then per other mapping and unsur of the rule how many answered it and
-- the sum of their values in 60ths. Rows written before this column have an empty array: their pages show no other mapping.
alter table survey_tally add column mapped_sums bigint[] not null default '{}';
