/** Printed results of before: taken over, corrected and withdrawn by further entries, each with its trace. */
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, lockExclusive, transact } from '../../../platform/db/db.ts';
import { listUnits, type Unit } from '../../org/index.ts';
import { type EarlierFault, type EarlierFigures, type EarlierLine, readEarlier } from '../rules/earlier.ts';
import { type EarlierEntry, insertEarlier, listEarlier, listEarlierHistory } from '../store/results.ts';

export interface EarlierRequest {
  readonly unitId: string;
  readonly figures: EarlierFigures;
}

function sameFigures(a: EarlierFigures, b: EarlierFigures): boolean {
  return (
    a.ruleSet === b.ruleSet && a.ikm === b.ikm && a.mutu === b.mutu && a.respondents === b.respondents && a.source === b.source
  );
}

async function write(
  db: Db,
  scope: OfficeScope,
  { unitId, figures }: EarlierRequest,
  before: EarlierEntry | null,
  how: { readonly reason: string; readonly withdrawn: boolean },
  at: Date,
): Promise<string> {
  const enteredBy = scope.kind === 'tenant' ? scope.actor.name : scope.job;
  const entry = (before?.entry ?? 0) + 1;
  const id = await insertEarlier(db, scope, { unitId, ...figures, entry, ...how, enteredAt: at, enteredBy });
  const { periodCode, ikm, mutu, ruleSet, respondents } = figures;
  await record(db, scope, {
    at,
    action: how.withdrawn ? 'ikm.withdraw_earlier' : before ? 'ikm.correct_earlier' : 'ikm.add_earlier',
    targetKind: 'earlier',
    targetId: id,
    detail: { unit: unitId, period: periodCode, entry, ikm, mutu, ruleSet, respondents },
    ...(how.reason === '' ? {} : { reason: how.reason }),
  });
  return id;
}

/** One writer per office at a time, so that two people cannot both be the first. */
function locked<R>(db: Db, scope: OfficeScope, fn: (tx: Db) => Promise<R>): Promise<R> {
  return transact(db, scope, async (tx) => {
    await lockExclusive(tx, `ikm.earlier:${scope.tenantId}`);
    return fn(tx);
  });
}

/**
 * Takes one printed result over and gives its id. The same once more changes nothing.
 * @throws Problem ikm.unit_unknown, ikm.earlier_exists when other figures stand there
 */
export async function addEarlier(db: Db, scope: OfficeScope, request: EarlierRequest, at: Date): Promise<string> {
  return locked(db, scope, async (tx) => {
    if (!(await listUnits(tx, scope)).some(({ id }) => id === request.unitId))
      throw new Problem('ikm.unit_unknown', { code: request.unitId });
    const before = await newestOf(tx, scope, request);
    if (before && !before.withdrawn) {
      if (sameFigures(before, request.figures)) return before.id;
      throw new Problem('ikm.earlier_exists');
    }
    return write(tx, scope, request, before, { reason: before ? request.figures.source : '', withdrawn: false }, at);
  });
}

async function newestOf(db: Db, scope: OfficeScope, { unitId, figures }: EarlierRequest): Promise<EarlierEntry | null> {
  return (await listEarlier(db, scope, { unitId })).find(({ periodCode }) => periodCode === figures.periodCode) ?? null;
}

/**
 * Puts other figures beside an entry, or withdraws it (`figures` null), with the reason. Unit and period stay.
 * @throws Problem ikm.earlier_unknown, ikm.earlier_reason_missing
 */
export async function correctEarlier(
  db: Db,
  scope: OfficeScope,
  request: { readonly id: string; readonly figures: EarlierFigures | null; readonly reason: string },
  at: Date,
): Promise<string> {
  return locked(db, scope, async (tx) => {
    const [before] = await listEarlierHistory(tx, scope, request.id);
    if (!before) throw new Problem('ikm.earlier_unknown');
    const reason = request.reason.trim();
    if (reason === '') throw new Problem('ikm.earlier_reason_missing');
    const figures: EarlierFigures = { ...(request.figures ?? before), periodCode: before.periodCode };
    return write(tx, scope, { unitId: before.unitId, figures }, before, { reason, withdrawn: request.figures === null }, at);
  });
}

/** Why a line of a table is not taken. `taken`: other figures stand there already; `twice`: two lines name one unit and period. */
export interface LineFault {
  readonly line: number;
  readonly faults: readonly (EarlierFault | 'taken' | 'twice')[];
}

export interface ImportOutcome {
  readonly added: number;
  /** Lines that stood there already, with the same figures. */
  readonly same: number;
  /** When there is any, nothing was stored. */
  readonly faults: readonly LineFault[];
}

/** The unit of this code, or of this name when only one has it. */
export function unitNamed(units: readonly Unit[], wanted: string): Unit | null {
  const plain = (text: string) => text.trim().toLowerCase();
  const byCode = units.find(({ code }) => plain(code) === plain(wanted));
  if (byCode) return byCode;
  const named = units.filter(({ name }) => plain(name) === plain(wanted));
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Takes all lines of a table over, or none: a table with a fault is mended and given again. */
export async function importEarlier(db: Db, scope: OfficeScope, lines: readonly EarlierLine[], at: Date): Promise<ImportOutcome> {
  return locked(db, scope, async (tx) => {
    const units = await listUnits(tx, scope);
    const standing = new Map((await listEarlier(tx, scope)).map((one) => [`${one.unitId} ${one.periodCode}`, one]));
    const faults: LineFault[] = [];
    const fresh: { request: EarlierRequest; before: EarlierEntry | null }[] = [];
    const seen = new Set<string>();
    let same = 0;
    for (const { line, unit: wanted, given } of lines) {
      const unit = unitNamed(units, wanted);
      const read = readEarlier(given);
      if (read.faults || !unit) {
        faults.push({ line, faults: [...(unit ? [] : ['unit' as const]), ...(read.faults ?? [])] });
        continue;
      }
      const key = `${unit.id} ${read.value.periodCode}`;
      const before = standing.get(key) ?? null;
      if (seen.has(key)) faults.push({ line, faults: ['twice'] });
      else if (before && !before.withdrawn) {
        if (sameFigures(before, read.value)) same++;
        else faults.push({ line, faults: ['taken'] });
      } else fresh.push({ request: { unitId: unit.id, figures: read.value }, before });
      seen.add(key);
    }
    if (faults.length > 0) return { added: 0, same, faults };
    for (const { request, before } of fresh)
      await write(tx, scope, request, before, { reason: before ? request.figures.source : '', withdrawn: false }, at);
    return { added: fresh.length, same, faults };
  });
}
