/** Planning, going on, proving and showing. Every change leaves what was and what is in the audit trail. */
import { newId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../../platform/audit/index.ts';
import type { TenantScope } from '../../platform/auth/index.ts';
import type { Db } from '../../platform/db/db.ts';
import { findResult, type PublishedResult } from '../ikm/index.ts';
import { listUnits, type Unit } from '../org/index.ts';
import { canShow } from './access.ts';
import { type FollowUp, type FollowUpContent, type FollowUpProgress, refuseProgress } from './rules.ts';
import { findFollowUp, insertFollowUp, setFollowUp } from './store.ts';

/** A published result with the unit it is of, as far as this person reaches. */
export interface Ground {
  readonly unit: Unit;
  readonly result: PublishedResult;
}

/** The result that a plan answers. Units outside of the person's branch are not there. @throws Problem followup.no_result */
export async function getGround(db: Db, scope: TenantScope, unitCode: string, periodCode: string): Promise<Ground> {
  const unit = (await listUnits(db, scope)).find(({ code }) => code === unitCode);
  const result = unit ? await findResult(db, scope, unitCode, periodCode) : null;
  if (!unit || !result) throw new Problem('followup.no_result');
  return { unit, result };
}

/** A line with its unit. @throws Problem followup.unknown */
export async function getFollowUp(db: Db, scope: TenantScope, id: string): Promise<FollowUp & { readonly unit: Unit }> {
  const one = id === '' ? null : await findFollowUp(db, scope, id);
  const unit = one && (await listUnits(db, scope)).find((each) => each.id === one.unitId);
  if (!one || !unit) throw new Problem('followup.unknown');
  return { ...one, unit };
}

/** Adds a line to the plan of a published result; gives its id. */
export async function addFollowUp(
  tx: Db,
  scope: TenantScope,
  { unit, result }: Ground,
  content: FollowUpContent,
  at: Date,
): Promise<string> {
  const id = newId();
  const { period, unsur } = result.snapshot;
  const unsurName = unsur.find((each) => each.id === content.unsur)?.name ?? content.unsur;
  await insertFollowUp(
    tx,
    scope,
    {
      id,
      unitId: unit.id,
      periodId: result.periodId,
      periodCode: period.code,
      ...content,
      unsurName,
      ...{ state: 'planned', evidence: '', evidenceUrl: '', reason: '', public: false },
    },
    { at, by: scope.actor.name },
  );
  await record(tx, scope, {
    at,
    action: 'followup.add',
    targetKind: 'followup',
    targetId: id,
    detail: { unit: unit.code, period: period.code, ...content },
  });
  return id;
}

/** What differs, as the trail keeps it: field → [before, after]. */
function differences(before: FollowUp, after: Partial<FollowUp>): Readonly<Record<string, readonly [unknown, unknown]>> {
  const fields = Object.keys(after) as (keyof FollowUp)[];
  return Object.fromEntries(
    fields.filter((field) => before[field] !== after[field]).map((field) => [field, [before[field], after[field]]]),
  );
}

/**
 * What a change brings along: a line that everybody reads is hidden again by who may not show it. Showing binds the office, and so does what is
 * shown.
 */
const withShowing = <C extends object>(scope: TenantScope, before: FollowUp, change: C): C & { readonly public?: boolean } =>
  before.public && !canShow(scope.actor) ? { ...change, public: false } : change;

/** Changes what is planned. Nothing different: nothing written. */
export async function changeFollowUp(
  tx: Db,
  scope: TenantScope,
  before: FollowUp,
  content: FollowUpContent & Pick<FollowUp, 'unsurName'>,
  at: Date,
): Promise<void> {
  if (Object.keys(differences(before, content)).length === 0) return;
  const changed = withShowing(scope, before, content);
  await setFollowUp(tx, scope, before.id, changed, at);
  const detail = differences(before, changed);
  await record(tx, scope, { at, action: 'followup.change', targetKind: 'followup', targetId: before.id, detail });
}

/** Says how far it is. @throws Problem followup.no_evidence, followup.no_reason */
export async function setProgress(
  tx: Db,
  scope: TenantScope,
  before: FollowUp,
  progress: FollowUpProgress,
  at: Date,
): Promise<void> {
  const refused = refuseProgress(progress);
  if (refused === 'no_evidence') throw new Problem('followup.no_evidence');
  if (refused === 'no_reason') throw new Problem('followup.no_reason');
  if (Object.keys(differences(before, progress)).length === 0) return;
  const changed = withShowing(scope, before, progress);
  const detail = differences(before, changed);
  await setFollowUp(tx, scope, before.id, changed, at);
  await record(tx, scope, {
    at,
    action: 'followup.set_state',
    targetKind: 'followup',
    targetId: before.id,
    detail,
    ...(progress.reason === '' ? {} : { reason: progress.reason }),
  });
}

/** Shows a line to everybody, or no more. */
export async function showFollowUp(tx: Db, scope: TenantScope, before: FollowUp, shown: boolean, at: Date): Promise<void> {
  if (before.public === shown) return;
  await setFollowUp(tx, scope, before.id, { public: shown }, at);
  await record(tx, scope, {
    at,
    action: shown ? 'followup.show' : 'followup.hide',
    targetKind: 'followup',
    targetId: before.id,
    detail: { unsur: before.unsur, period: before.periodCode },
  });
}
