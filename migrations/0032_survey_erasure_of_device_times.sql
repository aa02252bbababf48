-- An erasure takes the times that a device told with it.
create or replace function survey_erase_content(tenant uuid, answer uuid) returns void
  language sql security definer set search_path = public, pg_temp
  as $$
    update survey_answer a set
      scores = case when e.whole then '{}' else a.scores end,
      own = case when e.whole then '{}'::jsonb
        else coalesce((select jsonb_object_agg(key, value) from jsonb_each(a.own) where jsonb_typeof(value) = 'number'), '{}'::jsonb) end,
      profile = '{}'::jsonb, comment = '', content_hash = e.left_hash, flags = '{}', code = null, answered_at = null, clock_behind = null
    from survey_erasure e
    where tenant = suara_tenant() and a.tenant_id = tenant and a.id = answer and e.tenant_id = tenant and e.answer_id = answer;
    delete from survey_conflict c using survey_erasure e
    where tenant = suara_tenant() and c.tenant_id = tenant and c.answer_id = answer and e.tenant_id = tenant and e.answer_id = answer;
  $$;
