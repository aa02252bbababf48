/** Are stored answers still what was sent? Every answer keeps the hash of its content from the moment it was stored. */
import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { NewAnswer } from '../rules/answer.ts';
import type { SurveyTables } from '../tables.ts';
import { hashContent } from './content.ts';

/** An answer whose scores, own answers, profile or comment are no longer what its hash was made of. */
export interface ContentDifference {
  readonly answerId: string;
  readonly receipt: string;
  readonly serviceId: string;
  readonly instrumentId: string;
  readonly day: string;
  readonly channel: string;
  readonly late: boolean;
}

const pageSize = 4000;

/** Answers by their ids: those above `after`, up to and with `upto`; null: the last one, whatever it is by then. */
export interface IdRange {
  readonly after: string;
  readonly upto: string | null;
}

const noId = '00000000-0000-0000-0000-000000000000';
export const allIds: IdRange = { after: noId, upto: null };

/** Ranges of about so many answers each, that together hold all of an office. The last one is open: what comes meanwhile belongs to it. */
export async function listIdRanges(db: Db, scope: Scope, size: number): Promise<IdRange[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (select id, row_number() over (order by id) as place from survey_answer where tenant_id = ${scope.tenantId}) as numbered
    where place % ${size} = 0 order by id`.execute(open<SurveyTables>(db));
  const ends = rows.map(({ id }) => id);
  return [...ends, null].map((upto, at) => ({ after: ends[at - 1] ?? noId, upto }));
}

/** Reads the answers of an office, some thousands at a time in the order of ids, and yields those that differ. */
export async function* recheckContents(db: Db, scope: Scope, range = allIds): AsyncGenerator<ContentDifference> {
  let { after } = range;
  for (;;) {
    const rows = await open<SurveyTables>(db)
      .selectFrom('survey_answer')
      .select(['id', 'receipt', 'service_id', 'instrument_id', 'service_on', 'channel', 'late'])
      .select(['received_at', 'scores', 'own', 'profile', 'comment', 'content_hash'])
      .where('tenant_id', '=', scope.tenantId)
      .where('id', '>', after)
      .$if(range.upto !== null, (query) => query.where('id', '<=', range.upto))
      .orderBy('id')
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      const hash = hashContent({
        id: row.id,
        serviceId: row.service_id,
        instrumentId: row.instrument_id,
        channel: row.channel,
        serviceOn: row.service_on,
        receivedAt: row.received_at,
        scores: row.scores,
        own: row.own as NonNullable<NewAnswer['own']>,
        profile: row.profile as NonNullable<NewAnswer['profile']>,
        comment: row.comment,
      });
      if (hash.equals(row.content_hash)) continue;
      yield {
        answerId: row.id,
        receipt: row.receipt,
        serviceId: row.service_id,
        instrumentId: row.instrument_id,
        day: row.service_on,
        channel: row.channel,
        late: row.late,
      };
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}
