/**
 * Tallies against answers, counted by SQL alone. It shares no code with what writes tallies (rules/tally, store/tallies): a mistake
 * there must not repeat itself here.
 */
import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { SurveyTables } from '../tables.ts';
import { listQuestionnaires, listVersions } from './instruments.ts';

/** One counter of one tally row that differs. `counter` is a column name, or `item 3 = 4` for item 3, point 4. */
export interface TallyDifference {
  readonly serviceId: string;
  readonly instrumentId: string;
  readonly day: string;
  readonly channel: string;
  readonly late: boolean;
  readonly counter: string;
  /** As survey_tally has it. */
  readonly tallied: number;
  /** As the answers say. */
  readonly counted: number;
}

/** What was compared: answers and tally rows, and every counter that differs. */
export interface Recount {
  readonly answers: number;
  readonly rows: number;
  readonly differences: readonly TallyDifference[];
}

/** Compares every tally row of an office with its answers. Run it in one transaction, so that both are of the same moment. */
export async function recountTallies(db: Db, scope: Scope): Promise<Recount> {
  const tables = open<SurveyTables>(db);
  const map: { instrument: string; item: number; slot: number; points: number }[] = [];
  for (const questionnaire of await listQuestionnaires(db, scope)) {
    for (const version of await listVersions(db, scope, questionnaire.id)) {
      version.items.forEach((item, at) => {
        const unsur = version.unsur.find(({ id }) => id === item.unsur);
        map.push({ instrument: version.id, item: at + 1, slot: unsur?.slot ?? 0, points: version.points });
      });
    }
  }
  const size = await sql<{ answers: number; rows: number }>`
    select (select count(*)::int from survey_answer where tenant_id = ${scope.tenantId}) as answers,
           (select count(*)::int from survey_tally where tenant_id = ${scope.tenantId}) as rows`.execute(tables);
  // The planner knows nothing of the sizes between these steps and would compare every answer with every other, one by one.
  await sql`set local enable_nestloop to off`.execute(tables);
  const found = await sql<TallyDifference>`
    with place as (
      select instrument, item, slot, points
      from jsonb_to_recordset(${JSON.stringify(map)}::jsonb) as m(instrument uuid, item int, slot int, points int)
    ), score as (
      select a.id, a.service_id, a.instrument_id, a.service_on as day, a.channel, a.late, p.item, p.slot, p.points, s.score::int as score
      from survey_answer a
      cross join lateral unnest(a.scores) with ordinality as s(score, item)
      join place p on p.instrument = a.instrument_id and p.item = s.item
      where a.tenant_id = ${scope.tenantId} and s.score is not null
    ), value as (
      select id, service_id, instrument_id, day, channel, late, slot, (sum(score) * 60 / count(*))::bigint as value60
      from score group by id, service_id, instrument_id, day, channel, late, slot
    ), counted as (
      select service_id, instrument_id, service_on as day, channel, late, 'n' as counter, count(*)::bigint as value
      from survey_answer where tenant_id = ${scope.tenantId} group by 1, 2, 3, 4, 5
      union all
      select service_id, instrument_id, day, channel, late, 'item ' || item || ' = ' || score, count(*) from score group by 1, 2, 3, 4, 5, 6
      union all
      select service_id, instrument_id, day, channel, late, 'u' || to_char(slot, 'FM00') || '_n', count(*) from value group by 1, 2, 3, 4, 5, 6
      union all
      select service_id, instrument_id, day, channel, late, 'u' || to_char(slot, 'FM00') || '_s', sum(value60)::bigint from value group by 1, 2, 3, 4, 5, 6
      union all
      select a.service_id, a.instrument_id, a.day, a.channel, a.late, 'p' || to_char(a.slot, 'FM00') || to_char(b.slot, 'FM00') || k.kind,
             case k.kind when '_n' then count(*) else sum(a.value60 * b.value60)::bigint end
      from value a join value b on b.id = a.id and b.slot >= a.slot cross join (values ('_n'), ('_s')) as k(kind)
      group by a.service_id, a.instrument_id, a.day, a.channel, a.late, a.slot, b.slot, k.kind
    ), tallied as (
      select t.service_id, t.instrument_id, t.day, t.channel, t.late, j.key as counter, j.value::bigint as value
      from survey_tally t
      cross join lateral jsonb_each_text(to_jsonb(t) - '{tenant_id,service_id,instrument_id,day,channel,late,item_counts}'::text[]) as j
      where t.tenant_id = ${scope.tenantId} and (j.value <> '0' or j.key = 'n')
      union all
      select t.service_id, t.instrument_id, t.day, t.channel, t.late,
             'item ' || ((c.place - 1) / p.points + 1) || ' = ' || ((c.place - 1) % p.points + 1), c.count
      from survey_tally t
      join (select distinct instrument, points from place) p on p.instrument = t.instrument_id
      cross join lateral unnest(t.item_counts) with ordinality as c(count, place)
      where t.tenant_id = ${scope.tenantId} and c.count <> 0
    )
    select coalesce(a.service_id, t.service_id) as "serviceId", coalesce(a.instrument_id, t.instrument_id) as "instrumentId",
           coalesce(a.day, t.day) as day, coalesce(a.channel, t.channel) as channel, coalesce(a.late, t.late) as late,
           coalesce(a.counter, t.counter) as counter, coalesce(t.value, 0) as tallied, coalesce(a.value, 0) as counted
    from counted a full join tallied t on t.service_id = a.service_id and t.instrument_id = a.instrument_id and t.day = a.day
      and t.channel = a.channel and t.late = a.late and t.counter = a.counter
    where coalesce(a.value, 0) <> coalesce(t.value, 0)
    order by 3, 1, 4, 6`.execute(tables);
  return { answers: size.rows[0]?.answers ?? 0, rows: size.rows[0]?.rows ?? 0, differences: found.rows };
}
