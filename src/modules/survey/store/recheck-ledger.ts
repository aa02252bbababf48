/** Does the public ledger still tell of exactly the answers that are there? Row by row, beside what the log says of itself. */
import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { isLogFilled, leafHashOf, listLeaves, opensTo, readEntry, type StoredLeaf } from '../../../platform/ledger/index.ts';
import { type LogDifference, recheckLog } from '../../../platform/ledger/recheck.ts';
import { publicReason } from '../rules/exclusion.ts';
import type { SurveyTables } from '../tables.ts';
import {
  type BoundExclusion,
  boundAcceptance,
  boundAnswer,
  boundColumns,
  boundCorrection,
  boundErasure,
  boundExclusion,
  monthOf,
} from './bound.ts';
import { allIds } from './recheck.ts';

/** Besides what the log shows: an answer, or a decision about one, without a leaf, a leaf whose row is gone, a row that is not the one that its leaf binds. */
export interface LedgerDifference {
  readonly what: LogDifference['what'] | 'leaf_missing' | 'row_gone' | 'row_differs';
  readonly where: string;
}

const page = 4000;
const noId = '00000000-0000-0000-0000-000000000000';

/** Everything that differs in one office's ledger. */
export async function* recheckLedger(db: Db, scope: Scope): AsyncGenerator<LedgerDifference> {
  yield* recheckLogAndRows(db, scope);
  yield* recheckAnswers(db, scope);
}

/** What differs in the log itself, and in everything that it tells of but the answers. */
export async function* recheckLogAndRows(db: Db, scope: Scope): AsyncGenerator<LedgerDifference> {
  const gone: LedgerDifference[] = [];
  const onLeaves = async (leaves: readonly StoredLeaf[]): Promise<void> => {
    for (const kind of ['answer', 'exclusion', 'erasure', 'correction', 'acceptance'] as const) {
      // Without a salt the row was erased, and the leaf is all that is left of it.
      const subjects = leaves.filter((leaf) => leaf.kind === kind && leaf.salt !== null).map(({ subject }) => subject);
      const known = await listIds(db, scope, kind, subjects);
      for (const id of subjects) if (!known.has(id)) gone.push({ what: 'row_gone', where: `${kind} ${id}` });
    }
  };
  yield* recheckLog(db, scope, onLeaves);
  yield* gone;
  if (!(await isLogFilled(db, scope))) return;
  yield* recheckExclusions(db, scope);
  yield* recheckErasures(db, scope);
  yield* recheckCorrections(db, scope);
  yield* recheckAcceptances(db, scope);
}

const tableOf = {
  answer: ['survey_answer', 'id'],
  exclusion: ['survey_exclusion', 'answer_id'],
  erasure: ['survey_erasure', 'answer_id'],
  correction: ['survey_correction', 'answer_id'],
  acceptance: ['survey_review', 'answer_id'],
} as const;

async function listIds(db: Db, scope: Scope, kind: keyof typeof tableOf, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const [table, column] = tableOf[kind];
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(column)} as id from ${sql.table(table)} where tenant_id = ${scope.tenantId} and ${sql.ref(column)} = any(${[...ids]}::uuid[])`.execute(
    open<SurveyTables>(db),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Every answer of the range has its leaf, which tells of it and binds it. */
export async function* recheckAnswers(db: Db, scope: Scope, range = allIds): AsyncGenerator<LedgerDifference> {
  if (!(await isLogFilled(db, scope))) return;
  for (let { after } = range; ; ) {
    const rows = await open<SurveyTables>(db)
      .selectFrom('survey_answer')
      .select(boundColumns)
      .where('tenant_id', '=', scope.tenantId)
      .where('id', '>', after)
      .$if(range.upto !== null, (query) => query.where('id', '<=', range.upto))
      .orderBy('id')
      .limit(page)
      .execute();
    const leaves = await leavesOf(
      db,
      scope,
      'answer',
      rows.map(({ id }) => id),
    );
    // A salt is destroyed with an erasure and never otherwise: without it nobody can say what the leaf binds.
    const unsalted = rows.flatMap(({ id }) => (leaves.get(id)?.salt === null ? [id] : []));
    const erased = unsalted.length > 0 ? await listIds(db, scope, 'erasure', unsalted) : new Set<string>();
    for (const row of rows) {
      const leaf = leaves.get(row.id);
      const labels = leaf && readEntry(leaf.entry).labels;
      const told =
        labels?.service === row.service_id &&
        labels.month === monthOf(row.service_on) &&
        labels.late === row.late &&
        (labels.outcome !== undefined) === (row.outcome !== null);
      if (!leaf) yield { what: 'leaf_missing', where: `answer ${row.id}` };
      else if (!told || !(opensTo(leaf, boundAnswer(row)) ?? erased.has(row.id)))
        yield { what: 'row_differs', where: `answer ${row.id}` };
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.id;
  }
}

async function* recheckExclusions(db: Db, scope: Scope): AsyncGenerator<LedgerDifference> {
  for (let after = noId; ; ) {
    const rows: BoundExclusion[] = await open<SurveyTables>(db)
      .selectFrom('survey_exclusion')
      .select(['answer_id', 'import_id', 'excluded_at', 'excluded_by', 'reason', 'reason_code'])
      .where('tenant_id', '=', scope.tenantId)
      .where('answer_id', '>', after)
      .orderBy('answer_id')
      .limit(page)
      .execute();
    const leaves = await leavesOf(
      db,
      scope,
      'exclusion',
      rows.map((row) => row.answer_id),
    );
    for (const row of rows) {
      const leaf = leaves.get(row.answer_id);
      if (!leaf) yield { what: 'leaf_missing', where: `exclusion ${row.answer_id}` };
      else if (readEntry(leaf.entry).reason !== publicReason(row) || opensTo(leaf, boundExclusion(row)) === false)
        yield { what: 'row_differs', where: `exclusion ${row.answer_id}` };
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.answer_id;
  }
}

/** Every erasure has its leaf, which binds what is left of the answer. */
async function* recheckErasures(db: Db, scope: Scope): AsyncGenerator<LedgerDifference> {
  for (let after = noId; ; ) {
    const rows = await open<SurveyTables>(db)
      .selectFrom('survey_erasure as e')
      .innerJoin('survey_answer as a', (join) => join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.answer_id'))
      .select(['e.answer_id', 'e.whole', 'e.erased_at', 'e.erased_by', 'e.reason', 'e.left_hash', 'a.content_hash'])
      .where('e.tenant_id', '=', scope.tenantId)
      .where('e.answer_id', '>', after)
      .orderBy('e.answer_id')
      .limit(page)
      .execute();
    const leaves = await leavesOf(
      db,
      scope,
      'erasure',
      rows.map((row) => row.answer_id),
    );
    for (const row of rows) {
      const leaf = leaves.get(row.answer_id);
      const same = leaf && opensTo(leaf, boundErasure(row)) === true && row.content_hash.equals(row.left_hash);
      if (!leaf) yield { what: 'leaf_missing', where: `erasure ${row.answer_id}` };
      else if (!same) yield { what: 'row_differs', where: `erasure ${row.answer_id}` };
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.answer_id;
  }
}

/** Every correction has its leaf, which names the leaves of both answers. */
async function* recheckCorrections(db: Db, scope: Scope): AsyncGenerator<LedgerDifference> {
  for (let after = noId; ; ) {
    const rows = await open<SurveyTables>(db)
      .selectFrom('survey_correction')
      .select(['answer_id', 'successor_id', 'corrected_at', 'corrected_by', 'reason'])
      .where('tenant_id', '=', scope.tenantId)
      .where('answer_id', '>', after)
      .orderBy('answer_id')
      .limit(page)
      .execute();
    const ids = rows.map((row) => row.answer_id);
    const leaves = await leavesOf(db, scope, 'correction', ids);
    const answers = await leavesOf(db, scope, 'answer', [...ids, ...rows.map((row) => row.successor_id)]);
    const hashOf = (id: string) => leafHashOf(answers.get(id)?.entry ?? '');
    for (const row of rows) {
      const leaf = leaves.get(row.answer_id);
      if (!leaf) {
        yield { what: 'leaf_missing', where: `correction ${row.answer_id}` };
        continue;
      }
      const { of, successor } = readEntry(leaf.entry);
      const same = of === hashOf(row.answer_id) && successor === hashOf(row.successor_id);
      if (!same || opensTo(leaf, boundCorrection(row)) === false)
        yield { what: 'row_differs', where: `correction ${row.answer_id}` };
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.answer_id;
  }
}

/** Every acceptance of a flagged answer has its leaf, which names the answer's. */
async function* recheckAcceptances(db: Db, scope: Scope): AsyncGenerator<LedgerDifference> {
  for (let after = noId; ; ) {
    const rows = await open<SurveyTables>(db)
      .selectFrom('survey_review')
      .select(['answer_id', 'accepted_at', 'accepted_by', 'reason'])
      .where('tenant_id', '=', scope.tenantId)
      .where('answer_id', '>', after)
      .orderBy('answer_id')
      .limit(page)
      .execute();
    const ids = rows.map((row) => row.answer_id);
    const leaves = await leavesOf(db, scope, 'acceptance', ids);
    const answers = await leavesOf(db, scope, 'answer', ids);
    for (const row of rows) {
      const leaf = leaves.get(row.answer_id);
      const of = leafHashOf(answers.get(row.answer_id)?.entry ?? '');
      if (!leaf) yield { what: 'leaf_missing', where: `acceptance ${row.answer_id}` };
      else if (readEntry(leaf.entry).of !== of || opensTo(leaf, boundAcceptance(row)) === false)
        yield { what: 'row_differs', where: `acceptance ${row.answer_id}` };
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.answer_id;
  }
}

async function leavesOf(db: Db, scope: Scope, kind: string, ids: readonly string[]): Promise<ReadonlyMap<string, StoredLeaf>> {
  return new Map((await listLeaves(db, scope, kind, ids)).map((leaf) => [leaf.subject, leaf]));
}
