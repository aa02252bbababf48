/** What changes in an office: each change is checked, written and recorded in the caller's transaction. */
import { newId } from '../../kernel/ids.ts';
import { parsePeriod } from '../../kernel/period.ts';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../../platform/audit/index.ts';
import { insertName, isNameFree, type OfficeScope } from '../../platform/auth/index.ts';
import { type Db, lockExclusive } from '../../platform/db/db.ts';
import { withoutMetadata } from '../../platform/files/metadata.ts';
import {
  checkMove,
  checkNewPeriod,
  checkRetireUnit,
  checkUnitInUse,
  type Office,
  officeUnitOf,
  type Period,
  previousOfKind,
  type Service,
  slugAttempt,
  slugOf,
  type Unit,
} from './rules.ts';
import { findBrand, findLogo, type Logo, replaceLogo, setLogoCleaned, upsertBrand } from './store/brand.ts';
import { replaceDenominator, setEverybody } from './store/denominators.ts';
import {
  deletePeriod,
  deletePopulation,
  findPeriodByCode,
  insertPeriod,
  listPeriods,
  listPopulations,
  upsertPopulations,
} from './store/periods.ts';
import {
  findService,
  findUnit,
  getOffice,
  insertOffice,
  insertService,
  insertUnit,
  listServices,
  listUnits,
  setOffice,
  setService,
  setServiceRetired,
  setUnit,
  setUnitParent,
  setUnitRetired,
} from './store/places.ts';

/** Two people shaping the tree at once could make a cycle, or hang a service under a unit that is being retired: one after the other. */
async function lockTree(tx: Db, scope: OfficeScope): Promise<void> {
  await lockExclusive(tx, `org.tree:${scope.tenantId}`);
}

/** Writes down the office itself. Once per tenant. @throws Problem org.office_exists */
export async function createOffice(tx: Db, scope: OfficeScope, office: Office, at: Date): Promise<void> {
  await insertOffice(tx, scope, office, at);
  await record(tx, scope, { at, action: 'org.create_office', detail: { ...office } });
}

/** Changes the office's name, region, time zone or public address. */
export async function changeOffice(tx: Db, scope: OfficeScope, office: Office, at: Date): Promise<void> {
  const before = await getOffice(tx, scope);
  await setOffice(tx, scope, office);
  await record(tx, scope, { at, action: 'org.change_office', detail: { before, after: office } });
}

/** Changes how the office looks to the public. `logo`: new bytes, `keep` what there is, or null for none. */
export async function changeBrand(
  tx: Db,
  scope: OfficeScope,
  to: { readonly accent: string; readonly contact: string; readonly logo: Logo | null | 'keep' },
  at: Date,
): Promise<void> {
  const before = await findBrand(tx, scope);
  await upsertBrand(tx, scope, to, at);
  await record(tx, scope, { at, action: 'org.change_brand', detail: { before, after: await findBrand(tx, scope) } });
}

/**
 * Cleans a logo that was uploaded before logos were cleaned, or less strictly than now; the cleaned one has another address. False where its
 * structure cannot be followed: it stays, and only a person can put another in its place.
 */
export async function cleanLogo(tx: Db, scope: OfficeScope, at: Date): Promise<boolean> {
  const [before, logo] = [await findBrand(tx, scope), await findLogo(tx, scope)];
  await setLogoCleaned(tx, scope);
  const bytes = logo && withoutMetadata(logo.type, logo.bytes);
  if (!logo || !bytes) return !logo;
  if (!bytes.equals(logo.bytes) && (await replaceLogo(tx, scope, logo.bytes, bytes, at)))
    await record(tx, scope, { at, action: 'org.change_brand', detail: { before, after: await findBrand(tx, scope) } });
  return true;
}

/** Sets the origin that phones use (as from parseOrigin), or null for none. */
export async function setPublicUrl(tx: Db, scope: OfficeScope, publicUrl: string | null, at: Date): Promise<void> {
  await changeOffice(tx, scope, { ...(await getOffice(tx, scope)), publicUrl }, at);
}

export interface NewUnit {
  readonly name: string;
  /** Null for the office itself, which is created first and only once. */
  readonly parentId: string | null;
  /** Defaults to the parent's, or the office's. */
  readonly timeZone?: string;
  readonly address?: string;
  /** Its public name; made from `name` when not given, with a number behind it when taken. A given one must be free. */
  readonly code?: string;
}

/**
 * Adds a unit and registers its public name; returns its id.
 * @throws Problem org.unit_unknown · org.unit_retired (the parent) · org.second_office (a second unit without a parent) · org.unit_code_taken
 */
export async function createUnit(tx: Db, scope: OfficeScope, given: NewUnit, at: Date): Promise<string> {
  await lockTree(tx, scope);
  const units = await listUnits(tx, scope);
  if (given.parentId !== null) checkUnitInUse(units, given.parentId);
  else if (officeUnitOf(units)) throw new Problem('org.second_office');
  const parent = units.find((unit) => unit.id === given.parentId);
  const unit = {
    id: newId(),
    parentId: given.parentId,
    code: await freeCode(tx, given.code, given.name),
    name: given.name,
    address: given.address ?? '',
    timeZone: given.timeZone ?? parent?.timeZone ?? (await getOffice(tx, scope)).timeZone,
  };
  await insertUnit(tx, scope, unit, at);
  await insertName(tx, scope, { kind: 'unit', name: unit.code, targetId: unit.id });
  await record(tx, scope, {
    at,
    action: 'org.create_unit',
    targetKind: 'unit',
    targetId: unit.id,
    detail: { name: unit.name, code: unit.code, parentId: unit.parentId },
  });
  return unit.id;
}

/** Public names are shared by all offices of an installation, so their choice is one at a time. */
async function freeCode(tx: Db, wanted: string | undefined, name: string): Promise<string> {
  await lockExclusive(tx, 'org.unit_code');
  if (wanted !== undefined) {
    if (await isNameFree(tx, 'unit', wanted)) return wanted;
    throw new Problem('org.unit_code_taken', { code: wanted });
  }
  const slug = slugOf(name);
  for (let attempt = 1; ; attempt++) {
    const code = slugAttempt(slug, attempt);
    if (await isNameFree(tx, 'unit', code)) return code;
  }
}

async function getUnit(tx: Db, scope: OfficeScope, id: string): Promise<Unit> {
  const unit = await findUnit(tx, scope, id);
  if (!unit) throw new Problem('org.unit_unknown');
  return unit;
}

/** Changes a unit's name, address and time zone. Its code stays: addresses are a promise. @throws Problem org.unit_unknown */
export async function renameUnit(
  tx: Db,
  scope: OfficeScope,
  id: string,
  to: Pick<Unit, 'name' | 'address' | 'timeZone'>,
  at: Date,
): Promise<void> {
  const { name, address, timeZone } = await getUnit(tx, scope, id);
  await setUnit(tx, scope, id, to);
  await record(tx, scope, {
    at,
    action: 'org.change_unit',
    targetKind: 'unit',
    targetId: id,
    detail: { before: { name, address, timeZone }, after: to },
  });
}

/** Hangs a unit under another one. @throws Problem as rules.checkMove */
export async function moveUnit(tx: Db, scope: OfficeScope, id: string, parentId: string, at: Date): Promise<void> {
  await lockTree(tx, scope);
  const units = await listUnits(tx, scope);
  checkMove(units, id, parentId);
  await setUnitParent(tx, scope, id, parentId);
  const before = units.find((unit) => unit.id === id)?.parentId;
  await record(tx, scope, { at, action: 'org.move_unit', targetKind: 'unit', targetId: id, detail: { before, after: parentId } });
}

/** Takes a unit out of use; its published results stay. @throws Problem as rules.checkRetireUnit */
export async function retireUnit(tx: Db, scope: OfficeScope, id: string, at: Date): Promise<void> {
  await lockTree(tx, scope);
  checkRetireUnit(await listUnits(tx, scope), await listServices(tx, scope), id);
  await setUnitRetired(tx, scope, id, at);
  await record(tx, scope, { at, action: 'org.retire_unit', targetKind: 'unit', targetId: id });
}

/** Brings a unit back into use. @throws Problem org.unit_unknown · org.unit_retired (its parent) */
export async function restoreUnit(tx: Db, scope: OfficeScope, id: string, at: Date): Promise<void> {
  await lockTree(tx, scope);
  const unit = await getUnit(tx, scope, id);
  if (unit.parentId !== null) checkUnitInUse(await listUnits(tx, scope), unit.parentId);
  await setUnitRetired(tx, scope, id, null);
  await record(tx, scope, { at, action: 'org.restore_unit', targetKind: 'unit', targetId: id });
}

export interface NewService {
  readonly unitId: string;
  readonly name: string;
  readonly description?: string;
}

/** Adds a service to a unit in use; returns its id. @throws Problem org.unit_unknown · org.unit_retired */
export async function createService(tx: Db, scope: OfficeScope, given: NewService, at: Date): Promise<string> {
  await lockTree(tx, scope);
  checkUnitInUse(await listUnits(tx, scope), given.unitId);
  const service = { id: newId(), unitId: given.unitId, name: given.name, description: given.description ?? '' };
  await insertService(tx, scope, service, at);
  await record(tx, scope, {
    at,
    action: 'org.create_service',
    targetKind: 'service',
    targetId: service.id,
    detail: { name: service.name, unitId: service.unitId },
  });
  return service.id;
}

async function getService(tx: Db, scope: OfficeScope, id: string): Promise<Service> {
  const service = await findService(tx, scope, id);
  if (!service) throw new Problem('org.service_unknown');
  return service;
}

/** Changes a service's name, description or unit; its answers go along. @throws Problem org.service_unknown · org.unit_unknown · org.unit_retired */
export async function changeService(
  tx: Db,
  scope: OfficeScope,
  id: string,
  to: Pick<Service, 'name' | 'description' | 'unitId'>,
  at: Date,
): Promise<void> {
  await lockTree(tx, scope);
  const { name, description, unitId } = await getService(tx, scope, id);
  if (to.unitId !== unitId) checkUnitInUse(await listUnits(tx, scope), to.unitId);
  await setService(tx, scope, id, to);
  await record(tx, scope, {
    at,
    action: 'org.change_service',
    targetKind: 'service',
    targetId: id,
    detail: { before: { name, description, unitId }, after: to },
  });
}

/** Takes a service out of use: its form takes no more answers; answers and results stay. @throws Problem org.service_unknown */
export async function retireService(tx: Db, scope: OfficeScope, id: string, at: Date): Promise<void> {
  await getService(tx, scope, id);
  await setServiceRetired(tx, scope, id, at);
  await record(tx, scope, { at, action: 'org.retire_service', targetKind: 'service', targetId: id });
}

/** Brings a service back. @throws Problem org.service_unknown · org.unit_retired */
export async function restoreService(tx: Db, scope: OfficeScope, id: string, at: Date): Promise<void> {
  await lockTree(tx, scope);
  const service = await getService(tx, scope, id);
  checkUnitInUse(await listUnits(tx, scope), service.unitId);
  await setServiceRetired(tx, scope, id, null);
  await record(tx, scope, { at, action: 'org.restore_service', targetKind: 'service', targetId: id });
}

/**
 * Adds the period that `code` names and carries N of the services in use over from the latest earlier period of the same kind;
 * returns its id. @throws Problem period.unknown · org.period_taken · org.period_overlaps
 */
export async function createPeriod(tx: Db, scope: OfficeScope, code: string, at: Date): Promise<string> {
  const span = parsePeriod(code);
  await lockExclusive(tx, `org.period:${scope.tenantId}`);
  const periods = await listPeriods(tx, scope);
  checkNewPeriod(periods, span);
  const id = newId();
  await insertPeriod(tx, scope, { id, code, startsOn: span.firstDay, endsOn: span.lastDay }, at);
  const previous = previousOfKind(periods, span);
  const copied = previous ? await copyPopulations(tx, scope, previous, id, at) : 0;
  await record(tx, scope, {
    at,
    action: 'org.create_period',
    targetKind: 'period',
    targetId: code,
    detail: { copiedFrom: previous?.code ?? null, copied },
  });
  return id;
}

async function copyPopulations(tx: Db, scope: OfficeScope, from: Period, toId: string, at: Date): Promise<number> {
  const active = new Set((await listServices(tx, scope)).map((service) => service.id));
  const populations = (await listPopulations(tx, scope, from.id)).filter((each) => active.has(each.serviceId));
  const copies = populations.map((each) => ({ ...each, copiedFrom: from.code }));
  await upsertPopulations(tx, scope, toId, copies, at);
  return copies.length;
}

/** Takes away a period that was made by mistake. @throws Problem org.period_unknown · org.period_closed */
export async function removePeriod(tx: Db, scope: OfficeScope, code: string, at: Date): Promise<void> {
  const period = await findPeriodByCode(tx, scope, code);
  if (!period) throw new Problem('org.period_unknown', { code });
  if (period.closedAt) throw new Problem('org.period_closed', { code });
  const populations = await listPopulations(tx, scope, period.id);
  await deletePeriod(tx, scope, period.id);
  await record(tx, scope, { at, action: 'org.remove_period', targetKind: 'period', targetId: code, detail: { populations } });
}

export interface GivenPopulation {
  readonly serviceId: string;
  readonly periodId: string;
  /** Null makes N unknown again. */
  readonly population: number | null;
  readonly source: string;
}

/** Writes down N of one service in one period, as given by a person. */
export async function setPopulation(tx: Db, scope: OfficeScope, given: GivenPopulation, at: Date): Promise<void> {
  const { serviceId, periodId, population, source } = given;
  if (population === null) await deletePopulation(tx, scope, periodId, serviceId);
  else await upsertPopulations(tx, scope, periodId, [{ serviceId, population, source, copiedFrom: null }], at);
  await record(tx, scope, {
    at,
    action: 'org.set_population',
    targetKind: 'service',
    targetId: serviceId,
    detail: { periodId, population, source },
  });
}

/** Writes down what the N of a service rests on, its ways of serving and the frame. @throws Problem org.population_missing */
export async function setDenominator(
  tx: Db,
  scope: OfficeScope,
  at: { readonly serviceId: string; readonly periodId: string },
  given: Parameters<typeof replaceDenominator>[3],
  now: Date,
): Promise<void> {
  if (!(await listPopulations(tx, scope, at.periodId)).some(({ serviceId }) => serviceId === at.serviceId))
    throw new Problem('org.population_missing');
  await replaceDenominator(tx, scope, at, given);
  const { basis, quality, countedOn, parts, frame } = given;
  await record(tx, scope, {
    ...{ at: now, action: 'org.set_denominator', targetKind: 'service', targetId: at.serviceId },
    detail: { periodId: at.periodId, basis, quality, countedOn, parts: parts.length, frame: frame.length },
  });
}

/** Says whether the office wants as many respondents as people served. */
export async function chooseTarget(tx: Db, scope: OfficeScope, everybody: boolean, at: Date): Promise<void> {
  await setEverybody(tx, scope, everybody);
  await record(tx, scope, { at, action: 'org.choose_target', detail: { everybody } });
}
