/**
 * What the public ledger says of answers: a leaf for each one that was taken in, for each that no longer counts, and for each decision that a
 * flagged one stands, written in the transaction of the row itself. Public are unit, service, month and lateness; the rest of the row is bound by the hash.
 */
import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import {
  appendLeaves,
  countRemovals,
  type LedgerFill,
  leafHashOf,
  listLeaves,
  listSums,
  type NewLeaf,
  readEntry,
} from '../../../platform/ledger/index.ts';
import { publicReason } from '../rules/exclusion.ts';
import type { SurveyTables } from '../tables.ts';
import {
  type BoundAcceptance,
  type BoundAnswer,
  type BoundCorrection,
  type BoundErasure,
  type BoundExclusion,
  boundAcceptance,
  boundAnswer,
  boundColumns,
  boundCorrection,
  boundErasure,
  boundExclusion,
  monthOf,
} from './bound.ts';

/** Units of services now: an answer's leaf keeps the one that it was given to. */
export async function unitsOf(db: Db, scope: Scope, serviceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await open<SurveyTables>(db)
    .selectFrom('org_service_v')
    .select(['id', 'unit_id'])
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', sql<string>`any(${[...new Set(serviceIds)]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, unit_id }) => [id, unit_id]));
}

/** What a leaf says of an answer that is kept apart from the index; the others have no such label. */
const apartLabel = 'apart';

/** Writes the leaves of answers that were just stored; `units`: of their services. `keep`: some may have theirs already. */
export async function appendAnswerLeaves(
  tx: Db,
  scope: Scope,
  answers: readonly BoundAnswer[],
  units: ReadonlyMap<string, string>,
  known: 'refuse' | 'keep' = 'refuse',
): Promise<void> {
  if (answers.length === 0) return;
  const leaves = answers.map((answer): NewLeaf => {
    const service = answer.service_id.toLowerCase();
    return {
      subject: answer.id,
      kind: 'answer',
      count: 1,
      labels: {
        late: answer.late,
        month: monthOf(answer.service_on),
        service,
        unit: units.get(service) ?? '',
        // Which of the two, and the stage, stay bound: few are alike, and nobody needs more for the sum.
        ...(answer.outcome === null ? {} : { outcome: apartLabel }),
      },
      secret: boundAnswer(answer),
    };
  });
  await appendLeaves(tx, scope, leaves, { known });
}

/** The leaves of answers by their ids; one that is stored since before the ledger gets its own now. */
async function answerEntries(tx: Db, scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const find = async () => new Map((await listLeaves(tx, scope, 'answer', ids)).map((leaf) => [leaf.subject, leaf.entry]));
  const entries = await find();
  const without = ids.filter((id) => !entries.has(id));
  if (without.length === 0) return entries;
  await appendMissingLeaves(tx, scope, await listBound(tx, scope, without));
  return find();
}

/** Leaves for answers that have none yet, by the units of their services now. */
async function appendMissingLeaves(tx: Db, scope: Scope, answers: readonly BoundAnswer[]): Promise<void> {
  const units = await unitsOf(
    tx,
    scope,
    answers.map((one) => one.service_id),
  );
  await appendAnswerLeaves(tx, scope, answers, units, 'keep');
}

/** Writes the leaves of exclusions: each names the leaf of its answer. The officer's own words stay bound: a name in them could never be taken back. */
export async function appendExclusionLeaves(
  tx: Db,
  scope: Scope,
  exclusions: readonly BoundExclusion[],
  known: 'refuse' | 'keep' = 'refuse',
): Promise<void> {
  if (exclusions.length === 0) return;
  const entries = await answerEntries(
    tx,
    scope,
    exclusions.map((one) => one.answer_id),
  );
  const leaves = exclusions.flatMap((exclusion): NewLeaf[] => {
    const entry = entries.get(exclusion.answer_id);
    if (entry === undefined) throw new Error('an excluded answer has no leaf');
    return [
      {
        subject: exclusion.answer_id,
        kind: 'exclusion',
        count: -1,
        labels: readEntry(entry).labels,
        of: leafHashOf(entry),
        reason: publicReason(exclusion),
        secret: boundExclusion(exclusion),
      },
    ];
  });
  await appendLeaves(tx, scope, leaves, { known });
}

/**
 * Writes the leaf of an erasure; it names the answer's and takes its count back where `counted`. The reason is coded, because words could
 * never be taken back.
 */
export async function appendErasureLeaf(tx: Db, scope: Scope, erasure: BoundErasure, counted: boolean): Promise<void> {
  const entry = (await answerEntries(tx, scope, [erasure.answer_id])).get(erasure.answer_id);
  if (entry === undefined) throw new Error('an erased answer has no leaf');
  await appendLeaves(tx, scope, [
    {
      subject: erasure.answer_id,
      kind: 'erasure',
      count: counted ? -1 : 0,
      labels: readEntry(entry).labels,
      of: leafHashOf(entry),
      reason: erasure.whole ? 'erased' : 'personal_erased',
      secret: boundErasure(erasure),
    },
  ]);
}

/**
 * Writes the leaf of a correction: an answer of the wrong service, and the one that took its place. It adds nothing and takes nothing away;
 * the exclusion of the one and the leaf of the other do.
 */
export async function appendCorrectionLeaf(tx: Db, scope: Scope, correction: BoundCorrection): Promise<void> {
  const entries = await answerEntries(tx, scope, [correction.answer_id, correction.successor_id]);
  const [of, successor] = [entries.get(correction.answer_id), entries.get(correction.successor_id)];
  if (of === undefined || successor === undefined) throw new Error('a corrected answer has no leaf');
  await appendLeaves(tx, scope, [
    {
      subject: correction.answer_id,
      kind: 'correction',
      count: 0,
      labels: readEntry(of).labels,
      of: leafHashOf(of),
      successor: leafHashOf(successor),
      reason: 'wrong_service',
      secret: boundCorrection(correction),
    },
  ]);
}

/**
 * Writes the leaves of acceptances: each names the leaf of its flagged answer, which counted before and goes on counting. The reviewers' own words
 * stay bound, as those of an exclusion.
 */
export async function appendAcceptanceLeaves(
  tx: Db,
  scope: Scope,
  acceptances: readonly BoundAcceptance[],
  known: 'refuse' | 'keep' = 'refuse',
): Promise<void> {
  if (acceptances.length === 0) return;
  const entries = await answerEntries(
    tx,
    scope,
    acceptances.map((one) => one.answer_id),
  );
  const leaves = acceptances.map((acceptance): NewLeaf => {
    const entry = entries.get(acceptance.answer_id);
    if (entry === undefined) throw new Error('an accepted answer has no leaf');
    return {
      subject: acceptance.answer_id,
      kind: 'acceptance',
      count: 0,
      labels: readEntry(entry).labels,
      of: leafHashOf(entry),
      secret: boundAcceptance(acceptance),
    };
  });
  await appendLeaves(tx, scope, leaves, { known });
}

async function listBound(db: Db, scope: Scope, ids: readonly string[]): Promise<BoundAnswer[]> {
  return open<SurveyTables>(db)
    .selectFrom('survey_answer')
    .select(boundColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
}

const noId = '00000000-0000-0000-0000-000000000000';
const exclusionColumns = ['answer_id', 'import_id', 'excluded_at', 'excluded_by', 'reason', 'reason_code'] as const;

/** A log may be filled again for another kind's sake: what has its leaf is only looked up. */
const fillAnswers: LedgerFill = async (tx, scope, after, limit) => {
  const rows = await open<SurveyTables>(tx)
    .selectFrom('survey_answer')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '>', after ?? noId)
    .orderBy('id')
    .limit(limit)
    .execute();
  await answerEntries(
    tx,
    scope,
    rows.map(({ id }) => id),
  );
  return rows.length < limit ? null : (rows.at(-1)?.id ?? null);
};

const fillExclusions: LedgerFill = async (tx, scope, after, limit) => {
  const rows = await open<SurveyTables>(tx)
    .selectFrom('survey_exclusion')
    .select(exclusionColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('answer_id', '>', after ?? noId)
    .orderBy('answer_id')
    .limit(limit)
    .execute();
  await appendExclusionLeaves(tx, scope, rows, 'keep');
  return rows.length < limit ? null : (rows.at(-1)?.answer_id ?? null);
};

const acceptanceColumns = ['answer_id', 'accepted_at', 'accepted_by', 'reason'] as const;

const fillAcceptances: LedgerFill = async (tx, scope, after, limit) => {
  const rows = await open<SurveyTables>(tx)
    .selectFrom('survey_review')
    .select(acceptanceColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('answer_id', '>', after ?? noId)
    .orderBy('answer_id')
    .limit(limit)
    .execute();
  await appendAcceptanceLeaves(tx, scope, rows, 'keep');
  return rows.length < limit ? null : (rows.at(-1)?.answer_id ?? null);
};

/** The leaves of what was stored before there was a ledger, or before its kind had leaves. */
export const ledgerFills: readonly LedgerFill[] = [fillAnswers, fillExclusions, fillAcceptances];

/** The leaf of an answer, as its receipt's page shows it: the hash in base64, and the number, null for some seconds. */
export async function findAnswerLeaf(
  db: Db,
  scope: Scope,
  answerId: string,
): Promise<{ readonly hash: string; readonly position: number | null } | null> {
  const [leaf] = await listLeaves(db, scope, 'answer', [answerId]);
  return leaf ? { hash: leafHashOf(leaf.entry), position: leaf.position } : null;
}

/** What the sums of answers are grouped by. */
interface AnswerLabels {
  readonly service: string;
  readonly month: string;
  readonly late: boolean;
}

/** Which leaves a sum is over: those of the index, or those kept apart from it; what `where` says of the label `outcome`. */
export const outcomeLabels = { index: [''], apart: [apartLabel] } as const;
type Kept = keyof typeof outcomeLabels;

/** The labels of a leaf of these; none where it is of the others. */
function labelsIn(of: Kept, text: string): AnswerLabels[] {
  const { service, month, late, outcome = '' } = JSON.parse(text) as AnswerLabels & { readonly outcome?: string };
  return (outcomeLabels[of] as readonly string[]).includes(outcome) ? [{ service, month, late }] : [];
}

/** How many answers came in and how many no longer count, by service, month and lateness, as the numbered leaves say: of the index, unless asked. */
export async function answerSums(db: Db, scope: Scope, of: Kept = 'index') {
  return [...(await listSums(db, scope))].flatMap(([text, { added, removed }]) =>
    labelsIn(of, text).map((labels) => ({ ...labels, added, removed })),
  );
}

/** Why those no longer count: excluded or erased, each once, and the reason that its leaf names. */
export async function removalSums(db: Db, scope: Scope, of: Kept = 'index') {
  const counts = await countRemovals(db, scope, ['exclusion', 'erasure']);
  return counts.flatMap(({ labels, ...count }) => labelsIn(of, labels).map((own) => ({ ...own, ...count })));
}
