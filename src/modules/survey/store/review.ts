/** Flagged answers: what the rules found, what waits to be looked at, what people decided. What an answer says is not among it. */
import { type RawBuilder, sql } from 'kysely';
import type { LocalDay } from '../../../kernel/dates.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Flag } from '../rules/answer.ts';
import type { FoundFlag, FoundOne, SeenAnswer } from '../rules/flags.ts';
import type { FlaggedAnswer, ReviewCounts, ReviewState } from '../rules/review.ts';
import type { SurveyTables } from '../tables.ts';
import { appendAcceptanceLeaves } from './ledger.ts';

interface Span {
  readonly from: LocalDay;
  readonly to: LocalDay;
}

/** All answers of a service in a period as the rules see them, those taken out one by one too: what was found does not change by it. */
export async function listSeen(db: Db, scope: OfficeScope, serviceId: string, { from, to }: Span): Promise<SeenAnswer[]> {
  const found = await sql<Omit<SeenAnswer, 'at'> & { at: Date }>`
    with mine as (
      select a.* from survey_answer a
      where a.tenant_id = ${scope.tenantId} and a.service_id = ${serviceId} and a.service_on between ${from}::date and ${to}::date
        and not exists (select from survey_exclusion e where e.tenant_id = a.tenant_id and e.answer_id = a.id and e.import_id is not null)
        and not exists (select from survey_erasure g where g.tenant_id = a.tenant_id and g.answer_id = a.id and g.whole)),
    uses as (
      select u.device_mark, count(*)::int as n from survey_answer u
      where u.tenant_id = ${scope.tenantId} and u.device_mark in (select device_mark from mine where device_mark is not null)
      group by u.device_mark)
    select mine.id, mine.channel, coalesce(mine.code, mine.entered_by, '') as source, mine.service_on as day,
      coalesce(mine.answered_at, mine.received_at) as at, mine.scores, coalesce(uses.n, 0) as "fromDevice"
    from mine left join uses on uses.device_mark = mine.device_mark`.execute(open<SurveyTables>(db));
  return found.rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** Puts what the rules found now in the place of what they found before; what somebody has decided about stays as it was. */
export async function replaceFlags(
  tx: Db,
  scope: OfficeScope,
  serviceId: string,
  { from, to }: Span,
  found: readonly FoundOne[],
  at: Date,
): Promise<void> {
  await sql`
    delete from survey_flag f using survey_answer a
    where f.tenant_id = ${scope.tenantId} and a.tenant_id = ${scope.tenantId} and a.id = f.answer_id
      and a.service_id = ${serviceId} and a.service_on between ${from}::date and ${to}::date
      and not exists (select from survey_review r where r.tenant_id = f.tenant_id and r.answer_id = f.answer_id)
      and not exists (select from survey_exclusion e where e.tenant_id = f.tenant_id and e.answer_id = f.answer_id)`.execute(
    open<SurveyTables>(tx),
  );
  for (let from = 0; from < found.length; from += 1000)
    await open<SurveyTables>(tx)
      .insertInto('survey_flag')
      .values(
        found.slice(from, from + 1000).map(({ id, rule, numbers }) => ({
          ...{ tenant_id: scope.tenantId, answer_id: id, rule, numbers: JSON.stringify(numbers), found_at: at },
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** A service and a period whose answers are not those of the last check. */
export interface DueCheck {
  readonly serviceId: string;
  readonly periodId: string;
  readonly answers: number;
}

/** Checks that are due, by the counters alone. */
export async function listDueChecks(db: Db, scope: OfficeScope): Promise<DueCheck[]> {
  const found = await sql<DueCheck>`
    select t.service_id as "serviceId", p.id as "periodId", sum(t.n)::int as answers
    from (select tenant_id, service_id, day, n from survey_tally union all select tenant_id, service_id, day, n from survey_tally_apart) t
    join org_period_v p on p.tenant_id = t.tenant_id and t.day between p.starts_on and p.ends_on
    left join survey_flag_check c on c.tenant_id = t.tenant_id and c.service_id = t.service_id and c.period_id = p.id
    where t.tenant_id = ${scope.tenantId}
    group by t.service_id, p.id, c.answers having c.answers is distinct from sum(t.n)`.execute(open<SurveyTables>(db));
  return found.rows;
}

export async function setChecked(
  tx: Db,
  scope: OfficeScope,
  { serviceId, periodId, answers }: DueCheck,
  at: Date,
): Promise<void> {
  await open<SurveyTables>(tx)
    .insertInto('survey_flag_check')
    .values({ tenant_id: scope.tenantId, service_id: serviceId, period_id: periodId, checked_at: at, answers })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'service_id', 'period_id']).doUpdateSet((row) => ({
        checked_at: row.ref('excluded.checked_at'),
        answers: row.ref('excluded.answers'),
      })),
    )
    .execute();
}

/** When the services of a period were last gone through: the oldest of these times; null where one never was. */
export async function lastChecked(db: Db, scope: Scope, periodId: string): Promise<Date | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_flag_check')
    .select((eb) => eb.fn.min('checked_at').as('at'))
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', '=', periodId)
    .executeTakeFirst();
  return row?.at ?? null;
}

interface ReviewFilter {
  readonly serviceIds: readonly string[];
  readonly from: LocalDay;
  readonly to: LocalDay;
}

/** Answers of services by their receipts, whenever they were given. */
interface ReceiptFilter {
  readonly serviceIds: readonly string[];
  readonly receipts: readonly string[];
}

/**
 * Flagged answers of services, between two days or by their receipts, each with its state: the common part of lists and counts. Who is flagged is looked up
 * first, what came in with a flag by an index of its own (migration 0070): asked of every answer, it would read all of a period.
 */
function flagged(scope: Scope, filter: ReviewFilter | ReceiptFilter, late: 'include' | 'exclude'): RawBuilder<unknown> {
  const which =
    'receipts' in filter
      ? sql`a.receipt = any(${[...filter.receipts]}::text[])`
      : sql`a.service_on between ${filter.from}::date and ${filter.to}::date`;
  return sql`
    select a.id, a.receipt, a.service_id, a.service_on, a.received_at, a.late, a.channel, a.code, a.flags, a.outcome, r.accepted_at, r.accepted_by, r.reason,
      case when e.answer_id is not null then 'excluded' when r.answer_id is not null then 'accepted' else 'waiting' end as state
    from survey_answer a
    left join survey_review r on r.tenant_id = a.tenant_id and r.answer_id = a.id
    left join survey_exclusion e on e.tenant_id = a.tenant_id and e.answer_id = a.id
    where a.tenant_id = ${scope.tenantId} and a.service_id = any(${[...filter.serviceIds]}::uuid[])
      and ${which} ${late === 'exclude' ? sql`and not a.late` : sql``}
      and a.id in (
        select a.id from survey_answer a where a.tenant_id = ${scope.tenantId} and a.flags <> '{}'
          and a.service_id = any(${[...filter.serviceIds]}::uuid[]) and ${which}
        union select answer_id from survey_flag where tenant_id = ${scope.tenantId}
      )`;
}

/** `of: 'index'` leaves out answers about requests that were refused or given up. */
export async function countReviews(
  db: Db,
  scope: Scope,
  filter: ReviewFilter & { readonly late: 'include' | 'exclude'; readonly of: 'index' | 'all' },
): Promise<ReviewCounts> {
  const found = await sql<{ state: ReviewState; n: number }>`
    select state, count(*)::int as n from (${flagged(scope, filter, filter.late)}) x
    ${filter.of === 'index' ? sql`where x.outcome is null` : sql``} group by state`.execute(open<SurveyTables>(db));
  const of = (state: ReviewState) => found.rows.find((row) => row.state === state)?.n ?? 0;
  const counts = { waiting: of('waiting'), accepted: of('accepted'), excluded: of('excluded') };
  return { ...counts, flagged: counts.waiting + counts.accepted + counts.excluded };
}

/** Answers of one service that wait for somebody: the first of them, among those in time or among the late ones. */
export interface OpenReview {
  readonly serviceId: string;
  readonly late: boolean;
  readonly firstReceivedAt: Date;
}

/** Where flagged answers of the index wait to be looked at; services without any are not there. */
export async function listOpenReviews(db: Db, scope: Scope, filter: ReviewFilter): Promise<OpenReview[]> {
  if (filter.serviceIds.length === 0) return [];
  const found = await sql<OpenReview>`
    select service_id as "serviceId", late, min(received_at) as "firstReceivedAt" from (${flagged(scope, filter, 'include')}) x
    where x.state = 'waiting' and x.outcome is null group by service_id, late`.execute(open<SurveyTables>(db));
  return found.rows;
}

/** How many flagged answers that came after an instant wait for somebody. */
export async function countFlaggedSince(db: Db, scope: OfficeScope, since: Date): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from survey_answer a
    where a.tenant_id = ${scope.tenantId} and a.received_at > ${since}
      and (a.flags <> '{}' or exists (select from survey_flag f where f.tenant_id = a.tenant_id and f.answer_id = a.id))
      and not exists (select from survey_review r where r.tenant_id = a.tenant_id and r.answer_id = a.id)
      and not exists (select from survey_exclusion e where e.tenant_id = a.tenant_id and e.answer_id = a.id)`.execute(
    open<SurveyTables>(db),
  );
  return found.rows[0]?.n ?? 0;
}

/** Flagged answers in a state, the newest days first. */
export async function listFlagged(
  db: Db,
  scope: OfficeScope,
  filter: (ReviewFilter | ReceiptFilter) & { readonly state: ReviewState; readonly limit: number; readonly offset: number },
): Promise<FlaggedAnswer[]> {
  const found = await sql<
    Omit<FlaggedAnswer, 'why' | 'accepted'> & {
      flags: Flag[];
      found: { rule: FoundFlag; numbers: Record<string, number> }[];
      at: Date | null;
      by: string | null;
      reason: string | null;
    }
  >`
    select x.id, x.receipt, x.service_id as "serviceId", x.service_on as "serviceOn", x.received_at as "receivedAt", x.channel, x.code,
      x.flags, x.state, x.accepted_at as at, x.accepted_by as by, x.reason,
      coalesce((select jsonb_agg(jsonb_build_object('rule', f.rule, 'numbers', f.numbers) order by f.rule) from survey_flag f
        where f.tenant_id = ${scope.tenantId} and f.answer_id = x.id), '[]') as found
    from (${flagged(scope, filter, 'include')}) x where x.state = ${filter.state}
    order by x.service_on desc, x.code, x.received_at desc, x.id limit ${filter.limit} offset ${filter.offset}`.execute(
    open<SurveyTables>(db),
  );
  return found.rows.map(({ flags, found: rules, at, by, reason, ...row }) => ({
    ...row,
    why: [...rules, ...flags.map((rule) => ({ rule, numbers: {} }))],
    accepted: at ? { at, by: by ?? '', reason: reason ?? '' } : null,
  }));
}

/** Whether anything about an answer was flagged, at intake or later. */
export async function isFlagged(db: Db, scope: OfficeScope, answerId: string): Promise<boolean> {
  const found = await sql`
    select from survey_answer a where a.tenant_id = ${scope.tenantId} and a.id = ${answerId}
      and (a.flags <> '{}' or exists (select from survey_flag f where f.tenant_id = a.tenant_id and f.answer_id = a.id))`.execute(
    open<SurveyTables>(db),
  );
  return found.rows.length > 0;
}

/**
 * How many of these answers somebody keyed in or imported: by the account's id, or the name that older rows have. Of a sheet that was keyed in twice everybody
 * who did counts; the answer has the sheet's id.
 */
export async function countEnteredBy(
  db: Db,
  scope: OfficeScope,
  receipts: readonly string[],
  who: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from survey_answer a where tenant_id = ${scope.tenantId} and receipt = any(${[...receipts]}::text[])
      and (entered_by = any(${[...who]}::text[]) or exists (select from survey_paper_entry e
        where e.tenant_id = a.tenant_id and e.sheet_id = a.id and e.entered_by = any(${[...who]}::text[])))`.execute(
    open<SurveyTables>(db),
  );
  return rows[0]?.n ?? 0;
}

/** Lets flagged answers stand, with a leaf each. Returns the ids of those it was: what somebody has let stand already is left alone. */
export async function acceptFlagged(
  tx: Db,
  scope: OfficeScope,
  given: { readonly ids: readonly string[]; readonly by: string; readonly reason: string; readonly at: Date },
): Promise<string[]> {
  if (given.ids.length === 0) return [];
  const rows = given.ids.map((id) => ({
    tenant_id: scope.tenantId as string,
    answer_id: id,
    accepted_at: given.at,
    accepted_by: given.by,
    reason: given.reason,
  }));
  const done = await open<SurveyTables>(tx)
    .insertInto('survey_review')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('answer_id')
    .execute();
  const ids = new Set(done.map((row) => row.answer_id));
  await appendAcceptanceLeaves(
    tx,
    scope,
    rows.filter((row) => ids.has(row.answer_id)),
  );
  return [...ids];
}
