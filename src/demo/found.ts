/** Making the offices of the demonstration, and finding them again. */
import type { LocalDay } from '../kernel/dates.ts';
import { Problem } from '../kernel/problem.ts';
import { importEarlier, letterOf } from '../modules/ikm/index.ts';
import { createOffice, createService, createUnit } from '../modules/org/index.ts';
import { createCode, ensureQuestionnaire } from '../modules/survey/index.ts';
import {
  findPublicScope,
  foundOffice,
  hasOffices,
  type JobScope,
  listJobScopes,
  type TenantScope,
} from '../platform/auth/index.ts';
import { type Db, transact } from '../platform/db/db.ts';
import { findSetting, setSetting } from '../platform/settings/store.ts';
import { type DemoOffice, type DemoPrinted, demoSeed } from './office.ts';
import { demoPassword } from './offices.ts';

const settingKey = 'demo';

/** Whether this database was filled as a demonstration, wherever it lies now: its pages must always say so. */
export async function isDemonstration(db: Db): Promise<boolean> {
  return (await findSetting(db, settingKey)) !== null;
}

/**
 * The scopes of these offices, in their order; an office that is not there yet is founded. `firstDay` is the first day of which
 * the office will have answers. @throws Problem demo.not_empty for a database with a real office
 */
export async function findOrFound(
  db: Db,
  offices: readonly DemoOffice[],
  given: { readonly now: Date; readonly publicUrl: string | null; readonly firstDay: (office: DemoOffice) => LocalDay },
): Promise<JobScope[]> {
  if (!(await isDemonstration(db)) && (await hasOffices(db))) throw new Problem('demo.not_empty');
  const scopes: JobScope[] = [];
  // One after the other: public names are chosen one at a time anyway. The first one's transaction marks the database.
  for (const office of offices) {
    if (!(await findOffice(db, office))) await found(db, office, { ...given, firstDay: given.firstDay(office) });
    const scope = await findOffice(db, office);
    if (!scope) throw new Error(`the demonstration lost ${office.office.name}`);
    scopes.push(scope);
  }
  return scopes;
}

/** The office that owns the public name of this one's first unit; null before it is founded. Names are never given away again. */
async function findOffice(db: Db, { units: [root] }: DemoOffice): Promise<JobScope | null> {
  return transact(
    db,
    { tenantId: null },
    async (tx) => {
      const owner = await findPublicScope(tx, root?.code ?? '');
      return (await listJobScopes(tx, 'demo')).find(({ tenantId }) => tenantId === owner?.tenantId) ?? null;
    },
    { readOnly: true },
  );
}

async function found(
  db: Db,
  given: DemoOffice,
  { now, publicUrl, firstDay }: { readonly now: Date; readonly publicUrl: string | null; readonly firstDay: LocalDay },
): Promise<void> {
  const { account, office, units, samples, codes, printed } = given;
  await foundOffice(db, { ...account, password: demoPassword }, now, async (tx, scope) => {
    await setSetting(tx, settingKey, { seed: demoSeed });
    await createOffice(tx, scope, { ...office, publicUrl }, now);
    const unitIds = new Map<string, string>();
    for (const { code, name, parent } of units) {
      const parentId = parent === null ? null : (unitIds.get(parent) ?? null);
      unitIds.set(code, await createUnit(tx, scope, { name, code, parentId, address: '', timeZone: office.timeZone }, now));
    }
    await ensureQuestionnaire(tx, scope, now);
    const serviceIds = new Map<string, string>();
    for (const { unit, name, description } of new Set(samples.flatMap(({ services }) => services))) {
      const unitId = unitIds.get(unit) ?? '';
      serviceIds.set(`${unit} ${name}`, await createService(tx, scope, { unitId, name, description }, now));
    }
    for (const { unit, service, ...code } of codes) {
      const serviceId = service === null ? null : (serviceIds.get(`${unit} ${service}`) ?? null);
      const label = service ?? units.find((one) => one.code === unit)?.name ?? '';
      await createCode(tx, scope, { unitId: unitIds.get(unit) ?? '', serviceId, label, ...code }, now);
    }
    if (printed) await takePrinted(tx, scope, given, printed, Number(firstDay.slice(0, 4)) - 1, now);
  });
}

/** What the office printed for the year before its first quarter here, as an officer would have taken it over. */
async function takePrinted(
  tx: Db,
  scope: TenantScope,
  { samples }: DemoOffice,
  { source, difference }: DemoPrinted,
  year: number,
  now: Date,
): Promise<void> {
  const lines = samples.flatMap(({ key, index, respondents }, at) => {
    if (index === null) return [];
    const ikm = (index + difference).toFixed(2);
    const figures = { ikm, mutu: letterOf(ikm).mutu, respondents: String(respondents) };
    return [{ line: at + 1, unit: key, given: { period: String(year), rule: 'permenpanrb-14-2017', ...figures, source } }];
  });
  const { faults } = await importEarlier(tx, scope, lines, now);
  if (faults.length > 0) throw new Error(`the printed results of the demonstration are wrong: ${JSON.stringify(faults)}`);
}
