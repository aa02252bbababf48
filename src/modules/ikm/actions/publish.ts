/** Publishing: the figures of a closed period become a snapshot that nothing changes any more. */
import { isDeepStrictEqual } from 'node:util';
import { Problem } from '../../../kernel/problem.ts';
import { contradictionIn, poolTallies } from '../../../kernel/tally.ts';
import type { Decided } from '../../../platform/approvals/index.ts';
import { record } from '../../../platform/audit/index.ts';
import { accountNames, type OfficeScope, type Scope } from '../../../platform/auth/index.ts';
import { type Db, lockExclusive, transact } from '../../../platform/db/db.ts';
import { numberLeaves } from '../../../platform/ledger/index.ts';
import {
  branchOf,
  findPeriodByCode,
  findUnit,
  getOffice,
  listServices,
  listUnits,
  type Period,
  type Service,
  type Unit,
} from '../../org/index.ts';
import {
  ageGroups,
  answerSums,
  countByAccount,
  countByPeriod,
  countExclusions,
  countReviews,
  hasImportAtWork,
  ledgerFills,
  lockIntake,
  outcomeLabels,
  profileCounts,
  removalSums,
  sumByMapping,
} from '../../survey/index.ts';
import {
  assistanceOf,
  type Breakdown,
  type BreakdownInput,
  type CountedLevel,
  dimensionOf,
  makeBreakdown,
} from '../rules/breakdown.ts';
import { levelOf } from '../rules/figure.ts';
import { smallestGroup } from '../rules/groups.ts';
import { importanceOf } from '../rules/importance.ts';
import { linesOf, monthsOf, reasonsOf, sumsIn, totalOf } from '../rules/ledger.ts';
import { namedMappings } from '../rules/sensitivity-panel.ts';
import { makeSnapshot, type Snapshot } from '../rules/snapshot.ts';
import {
  changeFrom,
  needsLate,
  refusalOf,
  type ServiceAnswers,
  type VersionChange,
  type VersionRefusal,
} from '../rules/versions.ts';
import { findResult, insertResult, listApart, listHeld, type PublishedResult } from '../store/results.ts';
import { readApart } from './apart.ts';
import { type Live, liveCompanions, liveDays, liveWithSums } from './live.ts';
import { settlePeriod } from './notices.ts';
import { orderRanking } from './ranking.ts';

/** What is printed about respondents. Disability stays out: its levels are small almost everywhere. */
const printedFields = ['sex', 'education', 'age', 'occupation'];

const ageLevels = ageGroups.map((id) => ({ id, label: { id, en: id } }));

export interface PublishRequest {
  readonly unitId: string;
  readonly periodCode: string;
  /** Why there is a version 2 or later, or a version 1 with late answers; required for them. */
  readonly note: string;
}

/** What would be published now, and what is there already. */
export interface Draft {
  readonly unit: Unit;
  readonly period: Period & { readonly closedAt: Date };
  readonly snapshot: Snapshot;
  readonly latest: PublishedResult | null;
  /** Late answers that the newest version does not have; all that are taken in, for a version 1. */
  readonly lateNew: number;
  /** Answers that came in time. */
  readonly onTime: number;
  /** Whether the version says why it differs: every one after the first, and a first one that takes late answers in. */
  readonly needsNote: boolean;
}

/** The services of a unit and of all units below it, retired ones included. */
export async function branchServices(db: Db, scope: Scope, unitId: string): Promise<string[]> {
  return servicesBelow(await listUnits(db, scope), await listServices(db, scope, { withRetired: true }), unitId);
}

/** The same from lists that were read already. */
export function servicesBelow(units: readonly Unit[], services: readonly Service[], unitId: string): string[] {
  const branch = new Set(branchOf(units, unitId));
  return services.filter((service) => branch.has(service.unitId)).map(({ id }) => id);
}

/**
 * What publishing would write. Version 1 holds the answers that came in time, or, when these are too few, the late ones too; a later
 * version holds all answers.
 * @throws Problem ikm.unit_unknown, ikm.period_unknown, ikm.period_open, ikm.no_answers, ikm.too_few_answers,
 *   ikm.unsur_without_answers, ikm.nothing_new, ikm.too_few_new, ikm.too_few_gone, ikm.tally_differs
 */
export async function draftResult(db: Db, scope: Scope, unitId: string, periodCode: string): Promise<Draft> {
  const unit = await findUnit(db, scope, unitId);
  const period = await findPeriodByCode(db, scope, periodCode);
  if (!unit) throw new Problem('ikm.unit_unknown', { code: unitId });
  if (!period) throw new Problem('ikm.period_unknown', { code: periodCode });
  const { closedAt } = period;
  if (!closedAt) throw new Problem('ikm.period_open', { code: periodCode });
  const latest = await findResult(db, scope, unit.code, periodCode);
  const serviceIds = await branchServices(db, scope, unit.id);
  const request = { serviceIds, period };
  const versions = await listHeld(db, scope, { periodId: period.id, unitId: unit.id });
  const answers = await answersByService(db, scope, period, [
    ...serviceIds,
    ...versions.flatMap(({ services }) => services.map(({ id }) => id)),
  ]);
  const branch = new Set(serviceIds);
  const changes = versions.map((held) => ({ version: held.version, change: changeFrom(held, branch, answers) }));
  refuse(refusalOf(changes));
  const own = serviceIds.flatMap((id) => answers.get(id) ?? []);
  const [lateAll, onTime] = [sumOf(own, 'late'), sumOf(own, 'onTime')];
  const prompt = latest ? null : await liveWithSums(db, scope, request);
  const late = prompt && (lateAll === 0 || !needsLate(prompt.live)) ? 'exclude' : 'include';
  const { live, sums } = prompt && late === 'exclude' ? prompt : await liveWithSums(db, scope, { ...request, late: 'include' });
  const { ikm } = live;
  // A published figure stands for ever, so it is not made of a row that was changed by hand; verify compares all of them with the answers.
  for (const sum of sums) {
    const unsur = contradictionIn(sum);
    if (unsur !== null) throw new Problem('ikm.tally_differs', { unsur });
  }
  if (live.n === 0) throw new Problem('ikm.no_answers');
  if (live.n < smallestGroup) throw new Problem('ikm.too_few_answers', { n: live.n, least: smallestGroup });
  if (!ikm) throw new Problem('ikm.unsur_without_answers', { unsur: live.silent.join(', ') });
  const { days, channels } = await liveDays(db, scope, live, { ...request, late });
  const companions = await liveCompanions(
    db,
    scope,
    { live, sums, channels },
    { ...request, late, most: Number.POSITIVE_INFINITY },
  );
  const version = (latest?.version ?? 0) + 1;
  const office = await getOffice(db, scope);
  const change = changes[0]?.change ?? null;
  const services = change && change.added.length + change.removed.length > 0 ? await namesOf(db, scope, change) : null;
  const snapshot = makeSnapshot(live, ikm, {
    unit: { id: unit.id, code: unit.code, name: unit.name, address: unit.address },
    office: { name: office.name, region_name: office.regionName, time_zone: office.timeZone },
    period: { code: period.code, starts_on: period.startsOn, ends_on: period.endsOn, closed_at: closedAt.toISOString() },
    version,
    instruments: live.instruments.map(({ id, base, version: number, respondents }) => ({
      id,
      base,
      version: number,
      respondents,
    })),
    changes: live.changes.map(({ unsur, change: kind, officialName, name, reason }) => ({
      unsur,
      change: kind,
      official_name: officialName,
      name,
      reason,
    })),
    late: late === 'include' ? { included: lateAll, waiting: 0 } : { included: 0, waiting: lateAll },
    services,
    held: own
      .filter(({ onTime: prompter, late: later }) => prompter > 0 || (late === 'include' && later > 0))
      .map(({ id, late: later }) => ({ id, late: late === 'include' ? later : 0 })),
    apart: await readApart(db, scope, {
      ...{ serviceIds, from: period.startsOn, to: period.endsOn, late, sums },
      before: await listApart(db, scope, { periodId: period.id, unitId: unit.id }),
    }),
    review: await countReviews(db, scope, { serviceIds, from: period.startsOn, to: period.endsOn, late, of: 'index' }),
    excluded: await countExclusions(db, scope, { serviceIds, from: period.startsOn, to: period.endsOn, late }),
    days,
    companions: companions === 'later' ? null : companions,
    unsur: live.names,
    mappings: namedMappings(await sumByMapping(db, scope, { serviceIds, from: period.startsOn, to: period.endsOn, late, sums })),
    importance: importanceOf(poolTallies(sums)),
    breakdown: await breakdownOf(db, scope, { ...request, late }, live, {
      version,
      previous: latest?.snapshot.breakdown ?? null,
      servicesChanged: services !== null,
      channels,
    }),
  });
  const lateNew = change?.late ?? snapshot.method.late.included;
  return {
    unit,
    period: { ...period, closedAt },
    snapshot,
    latest,
    lateNew,
    onTime,
    needsNote: version > 1 || snapshot.method.late.included > 0,
  };
}

function sumOf(answers: readonly ServiceAnswers[], of: 'onTime' | 'late'): number {
  return answers.reduce((sum, service) => sum + service[of], 0);
}

/** Answers of each of these services in a closed period; those without any are not there. */
export async function answersByService(
  db: Db,
  scope: Scope,
  period: Period,
  serviceIds: readonly string[],
): Promise<ReadonlyMap<string, ServiceAnswers>> {
  const spans = [{ id: period.id, from: period.startsOn, to: period.endsOn }];
  const counts = await countByPeriod(db, scope, { serviceIds: [...new Set(serviceIds)], spans });
  return new Map(counts.map(({ serviceId, n, late }) => [serviceId, { id: serviceId, onTime: n - late, late }]));
}

function refuse(refusal: VersionRefusal | null): void {
  if (!refusal) return;
  const { reason, version, people: n } = refusal;
  if (reason === 'nothing_new') throw new Problem('ikm.nothing_new', { version });
  if (reason === 'few_in') throw new Problem('ikm.too_few_new', { version, n, missing: smallestGroup - n, least: smallestGroup });
  throw new Problem('ikm.too_few_gone', { version, n, least: smallestGroup });
}

async function namesOf(db: Db, scope: Scope, { added, removed }: Pick<VersionChange, 'added' | 'removed'>) {
  const names = new Map((await listServices(db, scope, { withRetired: true })).map(({ id, name }) => [id, name]));
  const named = (ids: readonly string[]) => ids.map((id) => ({ id, name: names.get(id) ?? id }));
  return { added: named(added), removed: named(removed) };
}

interface Asked {
  readonly serviceIds: readonly string[];
  readonly period: Period;
}

async function breakdownOf(
  db: Db,
  scope: Scope,
  { serviceIds, period, late }: Asked & { readonly late: 'exclude' | 'include' },
  live: Live,
  {
    channels,
    ...series
  }: Pick<BreakdownInput, 'version' | 'previous' | 'servicesChanged'> & {
    readonly channels: readonly { id: string; n: number }[];
  },
): Promise<Breakdown> {
  const span = { serviceIds, from: period.startsOn, to: period.endsOn };
  const profile = await profileCounts(db, scope, { ...span, includeLate: late === 'include' });
  const fields = (live.instruments[0]?.profile ?? [])
    .filter(({ id }) => printedFields.includes(id))
    .toSorted((a, b) => printedFields.indexOf(a.id) - printedFields.indexOf(b.id));
  return makeBreakdown({
    ...series,
    respondents: live.n,
    dimensions: [
      ...fields.map((field) =>
        dimensionOf(field.kind === 'number' ? { ...field, values: ageLevels } : field, profile[field.id] ?? [], live.n),
      ),
      assistanceOf(profile, live.n),
    ],
    channels: channels.map(({ id, n }) => ({ id, label: { id, en: id }, n })),
    accounts: await accountsOf(db, scope, { ...span, late }),
    services: live.services.map(({ id, name, n, ikm, required, population }) => ({
      id,
      name,
      n,
      required,
      population,
      ikm: ikm?.published.ikm ?? null,
      mutu: ikm?.mutu ?? null,
    })),
  });
}

const selfSent = { id: 'dikirim responden sendiri', en: 'sent by respondents themselves' };
const formerAccount = { id: 'akun yang sudah dihapus', en: 'an account that was removed' };

/** n by the account that keyed or imported, by name; whom the office no longer knows by what is left to say. */
async function accountsOf(db: Db, scope: Scope, filter: Parameters<typeof countByAccount>[2]): Promise<CountedLevel[]> {
  const counts = await countByAccount(db, scope, filter);
  const names = await accountNames(
    db,
    counts.map(({ id }) => id),
  );

  return counts.map(({ id, n }) => {
    const name = names.get(id);
    return { id, n, label: id === '' ? selfSent : name === undefined ? formerAccount : { id: name, en: name } };
  });
}

/**
 * The sum that n must be by the public ledger, under a head that is signed now: everything accepted so far gets its number first. Intake
 * waits meanwhile, so that no answer falls between the two.
 * @throws Problem ikm.ledger_differs
 */
async function sealedSum(tx: Db, scope: OfficeScope, snapshot: Snapshot): Promise<NonNullable<Snapshot['ledger']>> {
  // The head says when it was signed, which is now, also where a demonstration publishes for a day long past.
  const head = await numberLeaves(tx, scope, ledgerFills, new Date());
  if (!head) throw new Problem('ikm.ledger_differs', { added: 0, removed: 0, n: snapshot.respondents });
  const range = {
    serviceIds: await branchServices(tx, scope, snapshot.unit.id),
    from: snapshot.period.starts_on,
    to: snapshot.period.ends_on,
    late: snapshot.version > 1 || snapshot.method.late.included > 0,
  };
  const sums = sumsIn(await answerSums(tx, scope), range);
  const { added, removed } = totalOf(sums);
  const removals = sumsIn(await removalSums(tx, scope), range);
  const reasons = reasonsOf(removals);
  // The page says what was excluded and why; whoever reads the leaves has to come to the same.
  const excluded = reasons.filter(({ kind }) => kind === 'exclusion').map(({ reason, n }) => ({ reason, n }));
  const same =
    added - removed === snapshot.respondents &&
    removed === reasons.reduce((sum, { n }) => sum + n, 0) &&
    isDeepStrictEqual(excluded, snapshot.excluded ?? []);
  if (!same) throw new Problem('ikm.ledger_differs', { added, removed, n: snapshot.respondents });
  const beside = sumsIn(await answerSums(tx, scope, 'apart'), range);
  const apart = totalOf(beside);
  const apartReasons = reasonsOf(sumsIn(await removalSums(tx, scope, 'apart'), range));
  return {
    log: scope.tenantId,
    size: head.size,
    root: head.root.toString('base64'),
    added,
    removed,
    reasons,
    where: {
      service: [...new Set([...sums, ...beside].map(({ service }) => service))],
      month: monthsOf(range),
      late: range.late ? [false, true] : [false],
      outcome: [...outcomeLabels.index],
    },
    ...(apart.added > 0 ? { apart: { ...apart, reasons: apartReasons, outcome: [...outcomeLabels.apart] } } : {}),
    lines: linesOf(sums, removals, snapshot.breakdown.services),
  };
}

/**
 * Publishes the result of a unit and its branch for a closed period, as was decided, and returns it. Intake waits meanwhile, so that every figure
 * of the snapshot is of the same moment.
 * @throws Problem those of `draftResult`; ikm.import_at_work; ikm.note_missing where the draft needs one; ikm.published_meanwhile; ikm.ledger_differs
 */
export async function publishResult(
  db: Db,
  scope: OfficeScope,
  request: PublishRequest,
  decided: Decided,
  at: Date,
): Promise<PublishedResult> {
  return transact(db, scope, async (tx) => {
    await lockIntake(tx, scope);
    if (await hasImportAtWork(tx, scope)) throw new Problem('ikm.import_at_work');
    await lockExclusive(tx, `ikm.publish:${scope.tenantId}`);
    const { unit, period, snapshot: draft, needsNote } = await draftResult(tx, scope, request.unitId, request.periodCode);
    const note = request.note.trim();
    if (needsNote && note === '') throw new Problem('ikm.note_missing', { version: draft.version });
    const { persons, roles, names } = decided;
    const snapshot: Snapshot = {
      ...draft,
      ledger: await sealedSum(tx, scope, draft),
      ...(persons === null ? {} : { decision: { persons, roles: [...roles] } }),
    };
    const result = { unitId: unit.id, periodId: period.id, version: snapshot.version, snapshot, note, publishedAt: at };
    await settlePeriod(tx, scope, ['unpublished'], period.code, at);
    const id = await insertResult(tx, scope, {
      ...result,
      publishedBy: names.join(', '),
      level: levelOf(await listUnits(tx, scope), unit.id),
    });
    await orderRanking(tx, scope, period.code);
    await record(tx, scope, {
      at,
      action: 'ikm.publish_result',
      targetKind: 'result',
      targetId: id,
      detail: {
        unit: unit.code,
        period: period.code,
        version: snapshot.version,
        ikm: snapshot.ikm,
        respondents: snapshot.respondents,
        persons,
      },
      ...(note === '' ? {} : { reason: note }),
    });
    return { id, ...result };
  });
}
