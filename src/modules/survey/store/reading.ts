/** What officers read of single answers: comments, late ones, the profile, the download. */
import { type RawBuilder, sql } from 'kysely';
import type { LocalDay } from '../../../kernel/dates.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { profile as fields } from '../law/permenpanrb-14-2017-profile.ts';
import type { Channel } from '../rules/answer.ts';
import { type MaskWords, maskOwn, maskPersonal } from '../rules/mask.ts';
import { ageGroupOf, levelsOf } from '../rules/profile.ts';
import type { SurveyTables } from '../tables.ts';
import { findInstrument, listAnsweredIds } from './instruments.ts';

/** Answers of services between two service dates, both included. */
export interface AnswerFilter {
  readonly serviceIds: readonly string[];
  readonly from: LocalDay;
  readonly to: LocalDay;
}

export interface ProfileCount {
  readonly value: string;
  readonly n: number;
}

/**
 * How many respondents gave each value, one dimension at a time (never a cross-product: that would be one person's answers in clear).
 * Keys are profile fields (`sex`, `age` in groups, `education`, `occupation`, `area`, `disability`, `assistance`, `helper`); who did not say is not
 * counted. Who has several kinds of disability is counted once under each kind and once under `yes`.
 */
export async function profileCounts(
  db: Db,
  scope: Scope,
  filter: AnswerFilter & { readonly includeLate: boolean },
): Promise<Readonly<Record<string, readonly ProfileCount[]>>> {
  if (filter.serviceIds.length === 0) return {};
  const found = await sql<{ key: string; value: string; n: number }>`
    select p.key, p.value, count(*)::int as n from survey_counted_v a, jsonb_each_text(a.profile) p
    where a.tenant_id = ${scope.tenantId} and a.service_id = any(${[...filter.serviceIds]}::uuid[])
      and a.service_on between ${filter.from}::date and ${filter.to}::date ${filter.includeLate ? sql`` : sql`and not a.late`}
    group by p.key, p.value order by p.key, p.value`.execute(open<SurveyTables>(db));
  const counts: Record<string, Map<string, number>> = {};
  for (const { key, value, n } of found.rows) {
    const field = fields.find(({ id }) => id === key);
    const names = key === 'age' ? [ageGroupOf(Number(value))] : field ? levelsOf(field, value) : [value];
    const map = counts[key] ?? new Map<string, number>();
    counts[key] = map;
    for (const name of names) map.set(name, (map.get(name) ?? 0) + n);
  }
  return Object.fromEntries(Object.entries(counts).map(([key, map]) => [key, [...map].map(([value, n]) => ({ value, n }))]));
}

/**
 * How many answers were given with help (`assisted`) or by somebody else (`proxy`), and by whom that was: two entries of `profileCounts`, without
 * those who filled the form in themselves, and cheap enough for every look at a page: null where there are more than `most`.
 */
export async function countAssisted(
  db: Db,
  scope: Scope,
  filter: AnswerFilter,
  most: number,
): Promise<Readonly<Record<'assistance' | 'helper', readonly ProfileCount[]>> | null> {
  if (filter.serviceIds.length === 0) return { assistance: [], helper: [] };
  // Its last condition stands as in migration 0062, whose index holds exactly these.
  const found = await sql<{ assistance: string; helper: string | null; n: number }>`
    select assistance, helper, count(*)::int as n from (
      select profile ->> 'assistance' as assistance, profile ->> 'helper' as helper from survey_counted_v
      where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
        and service_on between ${filter.from}::date and ${filter.to}::date and not late
        and profile ->> 'assistance' in ('assisted', 'proxy') limit ${most + 1}
    ) as assisted group by 1, 2 order by 1, 2`.execute(open<SurveyTables>(db));
  if (found.rows.reduce((sum, { n }) => sum + n, 0) > most) return null;
  return {
    assistance: found.rows.map(({ assistance, n }) => ({ value: assistance, n })),
    helper: found.rows.flatMap(({ helper, n }) => (helper === null ? [] : [{ value: helper, n }])),
  };
}

/** How many answers each account keyed or imported, most first; those that respondents sent themselves under an empty id. */
export async function countByAccount(
  db: Db,
  scope: Scope,
  filter: AnswerFilter & { readonly late: 'exclude' | 'include' },
): Promise<{ id: string; n: number }[]> {
  if (filter.serviceIds.length === 0) return [];
  const found = await sql<{ id: string; n: number }>`
    select coalesce(entered_by, '') as id, count(*)::int as n from survey_counted_v
    where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
      and service_on between ${filter.from}::date and ${filter.to}::date ${filter.late === 'include' ? sql`` : sql`and not late`}
    group by 1 order by n desc, 1`.execute(open<SurveyTables>(db));
  return found.rows;
}

export interface Comment {
  readonly id: string;
  readonly serviceId: string;
  readonly serviceOn: LocalDay;
  readonly receivedAt: Date;
  readonly channel: Channel;
  /** Telephone numbers, NIK and e-mail addresses are hidden already. */
  readonly comment: string;
  /** Unsur that this person gave 1 or 2, by id in code order. */
  readonly low: readonly string[];
}

/** An id that no answer has: a list that may be empty is none to SQL. */
const nobody = '00000000-0000-0000-0000-000000000000';

export interface CommentFilter {
  readonly serviceIds: readonly string[];
  readonly from?: LocalDay;
  readonly to?: LocalDay;
  /** Only of people who gave an unsur 1 or 2 (`findLowPlaces`). */
  readonly low?: LowPlaces;
  /** Only these answers. */
  readonly ids?: readonly string[];
  readonly limit: number;
  readonly offset?: number;
}

/** Comments, those of the newest services first, personal data masked by `words`: whatever became of the request, which is not told, because few are alike. */
export async function listComments(db: Db, scope: Scope, filter: CommentFilter, words: MaskWords): Promise<Comment[]> {
  if (filter.serviceIds.length === 0) return [];
  const rows = await newestComments(db, scope, filter)
    .select(['id', 'service_id', 'service_on', 'received_at', 'channel', 'comment', 'scores', 'instrument_id'])
    .execute();
  const comments: Comment[] = [];
  for (const row of rows) {
    const instrument = await findInstrument(db, scope, row.instrument_id);
    const low = (instrument?.unsur ?? []).filter(({ id }) =>
      instrument?.items.some((item, at) => item.unsur === id && (row.scores[at] ?? 9) <= 2),
    );
    comments.push({
      id: row.id,
      serviceId: row.service_id,
      serviceOn: row.service_on,
      receivedAt: row.received_at,
      channel: row.channel,
      comment: maskPersonal(row.comment, words),
      low: low.map(({ id }) => id),
    });
  }
  return comments;
}

/** How far comments are counted where nobody needs to know how many more there are; less far on a page that is opened often. */
export const commentsCounted = 1000;
export const commentsGlanced = 200;

/** How many there are; with `most` it stops there, so that a page costs no more where there are many. `filter.limit` does not matter. */
export async function countComments(db: Db, scope: Scope, filter: CommentFilter, most?: number): Promise<number> {
  if (filter.serviceIds.length === 0) return 0;
  const found = commentQuery(db, scope, filter, sql`= any(${[...filter.serviceIds]}::uuid[])`)
    .select('id')
    .$if(most !== undefined, (query) => query.limit(most as number));
  const row = await open<SurveyTables>(db)
    .selectFrom(found.as('found'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Where each version keeps the items of an unsur: instrument → places in `scores`, counted from 1. */
export type LowPlaces = ReadonlyMap<string, readonly number[]>;

/** The places of one unsur in all versions that may have answers, to look for those who rated it low; `ids` where the caller has them (`listAnsweredIds`). */
export async function findLowPlaces(db: Db, scope: Scope, unsur: string, ids?: readonly string[]): Promise<LowPlaces> {
  const places = new Map<string, number[]>();
  for (const id of ids ?? (await listAnsweredIds(db, scope))) {
    const items = (await findInstrument(db, scope, id))?.items ?? [];
    const at = items.flatMap((item, index) => (item.unsur === unsur ? [index + 1] : []));
    if (at.length > 0) places.set(id, at);
  }
  return places;
}

/**
 * The newest comments of a filter, in order. Those of each service are found by the index of comments and then cut together: looked for among all
 * services at once, every comment of the period would be read and sorted.
 */
export function newestComments(db: Db, scope: Scope, filter: CommentFilter) {
  const { serviceIds, limit, offset = 0 } = filter;
  const own = commentQuery(db, scope, filter, sql`= service.id`)
    .select(['id', 'service_on', 'received_at'])
    .orderBy('service_on', 'desc')
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(limit + offset);
  return open<SurveyTables>(db)
    .selectFrom('survey_answer')
    .where('survey_answer.tenant_id', '=', scope.tenantId)
    .where(
      'survey_answer.id',
      'in',
      sql<string>`(select newest.id from unnest(${[...new Set(serviceIds)]}::uuid[]) as service(id), lateral ${own} as newest
        order by newest.service_on desc, newest.received_at desc, newest.id limit ${limit} offset ${offset})`,
    )
    .orderBy('service_on', 'desc')
    .orderBy('received_at', 'desc')
    .orderBy('survey_answer.id');
}

/** The comments of a filter, whatever becomes of the request; `of`: the condition on their service. */
function commentQuery(db: Db, scope: Scope, filter: CommentFilter, of: RawBuilder<unknown>) {
  let query = open<SurveyTables>(db)
    .selectFrom('survey_standing_v')
    .where('survey_standing_v.tenant_id', '=', scope.tenantId)
    .where(sql<boolean>`service_id ${of}`)
    // As a word of the query: the index of comments (migration 0060) holds exactly these.
    .where('comment', '<>', sql.lit(''));
  if (filter.ids) query = query.where('id', 'in', [...filter.ids, nobody]);
  if (filter.from) query = query.where('service_on', '>=', filter.from);
  if (filter.to) query = query.where('service_on', '<=', filter.to);
  if (filter.low) {
    const low = [...filter.low].flatMap(([id, items]) =>
      items.map((at) => sql<boolean>`(instrument_id = ${id} and scores[${sql.lit(at)}] <= 2)`),
    );
    query = query.where(low.length > 0 ? sql<boolean>`(${sql.join(low, sql` or `)})` : sql<boolean>`false`);
  }
  return query;
}

/** An answer for the list of late ones. */
export interface LateAnswer {
  readonly id: string;
  readonly receipt: string;
  readonly serviceId: string;
  readonly serviceOn: LocalDay;
  readonly receivedAt: Date;
  readonly channel: Channel;
}

/** What arrived after its period was closed, newest first, whatever became of the request: whoever sent it was told that it is listed. */
export async function listLate(
  db: Db,
  scope: Scope,
  filter: Partial<AnswerFilter> & { readonly limit: number },
): Promise<LateAnswer[]> {
  let query = open<SurveyTables>(db)
    .selectFrom('survey_standing_v')
    .select(['id', 'receipt', 'service_id as serviceId', 'service_on as serviceOn', 'received_at as receivedAt', 'channel'])
    .where('tenant_id', '=', scope.tenantId)
    .where('late', '=', true);
  if (filter.serviceIds) query = query.where('service_id', 'in', [...filter.serviceIds, nobody]);
  if (filter.from) query = query.where('service_on', '>=', filter.from);
  if (filter.to) query = query.where('service_on', '<=', filter.to);
  return query.orderBy('received_at', 'desc').limit(filter.limit).execute();
}

/** Sheets keyed in by one account since an instant, per service. */
export async function countPaper(
  db: Db,
  scope: OfficeScope,
  enteredBy: string,
  since: Date,
): Promise<{ serviceId: string; n: number }[]> {
  return open<SurveyTables>(db)
    .selectFrom('survey_answer')
    .select(['service_id as serviceId'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenant_id', '=', scope.tenantId)
    .where('channel', '=', 'paper')
    .where('entered_by', '=', enteredBy)
    .where('received_at', '>=', since)
    .groupBy('service_id')
    .execute();
}

/** One answer for the download: nothing that leads to a person; the comment and what was written to own questions are masked. */
export interface ExportRow {
  readonly serviceId: string;
  readonly instrumentId: string;
  readonly serviceOn: LocalDay;
  readonly channel: Channel;
  readonly scores: readonly (number | null)[];
  readonly own: Readonly<Record<string, number | string>>;
  readonly profile: Readonly<Record<string, number | string>>;
  readonly comment: string;
  readonly late: boolean;
  /** The request was refused or given up; which of the two, and where, is not told, because few are alike. */
  readonly apart: boolean;
}

/** Whether answers kept apart from the index come along. */
interface ApartChoice {
  readonly apart?: 'exclude' | 'include';
}

const exportBatch = 5000;

/** The answers that make the index, others only where asked for, in the order of service date, a batch at a time, so that a large period needs little memory here. */
export async function* exportAnswers(
  db: Db,
  scope: OfficeScope,
  filter: AnswerFilter & ApartChoice & { readonly late: 'exclude' | 'include' },
  words: MaskWords,
): AsyncGenerator<ExportRow> {
  if (filter.serviceIds.length === 0) return;
  // Day by day: the index holds the days of each service, so that no page of a million answers is looked for among all of them.
  const within = sql`tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
    and day between ${filter.from}::date and ${filter.to}::date ${filter.late === 'exclude' ? sql`and not late` : sql``}`;
  const others = filter.apart === 'include' ? sql`union select day from survey_tally_apart where ${within}` : sql``;
  const days = await sql<{
    day: LocalDay;
  }>`select day from survey_tally where ${within} group by day ${others} order by day`.execute(open<SurveyTables>(db));
  for (const { day } of days.rows) yield* exportDay(db, scope, { ...filter, day }, words);
}

async function* exportDay(
  db: Db,
  scope: OfficeScope,
  filter: Pick<AnswerFilter, 'serviceIds'> & ApartChoice & { readonly late: 'exclude' | 'include'; readonly day: LocalDay },
  words: MaskWords,
): AsyncGenerator<ExportRow> {
  let after: string | null = null;
  for (;;) {
    let query = open<SurveyTables>(db)
      .selectFrom(filter.apart === 'include' ? 'survey_standing_v' : 'survey_counted_v')
      .select([
        'id',
        'service_id',
        'instrument_id',
        'service_on',
        'channel',
        'scores',
        'own',
        'profile',
        'comment',
        'late',
        'outcome',
      ])
      .where('tenant_id', '=', scope.tenantId)
      .where('service_id', 'in', [...filter.serviceIds])
      .where('service_on', '=', filter.day);
    if (filter.late === 'exclude') query = query.where('late', '=', false);
    if (after) query = query.where('id', '>', after);
    const rows = await query.orderBy('id').limit(exportBatch).execute();
    for (const row of rows) {
      yield {
        serviceId: row.service_id,
        instrumentId: row.instrument_id,
        serviceOn: row.service_on,
        channel: row.channel,
        scores: row.scores,
        own: maskOwn(row.own as ExportRow['own'], words),
        profile: row.profile as ExportRow['profile'],
        comment: maskPersonal(row.comment, words),
        late: row.late,
        apart: row.outcome !== null,
      };
    }
    const last = rows.at(-1);
    if (!last || rows.length < exportBatch) return;
    after = last.id;
  }
}
