/** Answers that came again with the same id and another content: kept, not counted, looked at by somebody. */
import { sql } from 'kysely';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { contentOf } from '../rules/answer.ts';
import { type MaskWords, maskOwn, maskPersonal } from '../rules/mask.ts';
import type { SurveyTables } from '../tables.ts';

/** What the sender said, as stored or as it came later. */
export interface ConflictContent {
  readonly service: string;
  readonly instrument: string;
  readonly scores: readonly (number | null)[];
  readonly own: Readonly<Record<string, number | string>>;
  readonly profile: Readonly<Record<string, number | string>>;
  readonly comment: string;
}

export interface Conflict {
  readonly id: string;
  readonly answerId: string;
  readonly receipt: string;
  readonly storedAt: Date;
  readonly receivedAt: Date;
  readonly seenAt: Date | null;
  readonly seenBy: string | null;
  readonly note: string;
  /** The first. Counted, unless it was excluded since. */
  readonly stored: ConflictContent;
  readonly excluded: boolean;
  /** Kept, not counted. */
  readonly other: ConflictContent;
}

/** Conflicts that nobody has looked at yet; `since`: of those that came after it. */
export async function countConflicts(db: Db, scope: OfficeScope, since = new Date(0)): Promise<number> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_conflict')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenant_id', '=', scope.tenantId)
    .where('seen_at', 'is', null)
    .where('received_at', '>', since)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** The inbox: unseen first, newest first; comments and answers in own words masked. */
export async function listConflicts(db: Db, scope: OfficeScope, words: MaskWords, limit = 100): Promise<Conflict[]> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_conflict as c')
    .innerJoin('survey_answer as a', (join) => join.onRef('a.tenant_id', '=', 'c.tenant_id').onRef('a.id', '=', 'c.answer_id'))
    .select(['c.id', 'c.answer_id', 'c.content', 'c.received_at', 'c.seen_at', 'c.seen_by', 'c.note'])
    .select([
      'a.receipt',
      'a.received_at as stored_at',
      'a.service_id',
      'a.instrument_id',
      'a.scores',
      'a.own',
      'a.profile',
      'a.comment',
      'a.channel',
      'a.service_on',
    ])
    .leftJoin('survey_exclusion as e', (join) => join.onRef('e.tenant_id', '=', 'a.tenant_id').onRef('e.answer_id', '=', 'a.id'))
    .select(sql<boolean>`e.answer_id is not null`.as('excluded'))
    .where('c.tenant_id', '=', scope.tenantId)
    .orderBy(sql`c.seen_at is not null`)
    .orderBy('c.received_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => {
    const stored = contentOf({
      id: row.answer_id,
      serviceId: row.service_id,
      instrumentId: row.instrument_id,
      channel: row.channel,
      serviceOn: row.service_on,
      receivedAt: row.stored_at,
      scores: row.scores,
      own: row.own as ConflictContent['own'],
      profile: row.profile as ConflictContent['profile'],
      comment: row.comment,
    });
    const other = row.content as ConflictContent;
    return {
      id: row.id,
      answerId: row.answer_id,
      receipt: row.receipt,
      storedAt: row.stored_at,
      receivedAt: row.received_at,
      seenAt: row.seen_at,
      seenBy: row.seen_by,
      note: row.note,
      excluded: row.excluded,
      stored: { ...stored, own: maskOwn(stored.own, words), comment: maskPersonal(stored.comment, words) },
      other: { ...other, own: maskOwn(other.own, words), comment: maskPersonal(other.comment, words) },
    };
  });
}

/** Marks a conflict as looked at, with a note. False when it is unknown. */
export async function setConflictSeen(
  db: Db,
  scope: OfficeScope,
  id: string,
  seen: { at: Date; by: string; note: string },
): Promise<boolean> {
  const done = await open<SurveyTables>(db)
    .updateTable('survey_conflict')
    .set({ seen_at: seen.at, seen_by: seen.by, note: seen.note })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
