import type { Logger } from 'pino';
import { addDays, type LocalDay, localDay } from '../kernel/dates.ts';
import { type Period, periodOf, shiftPeriod } from '../kernel/period.ts';
import { Problem } from '../kernel/problem.ts';
import { closePeriod, publishResult } from '../modules/ikm/index.ts';
import {
  createOffice,
  createPeriod,
  createService,
  createUnit,
  findPeriodByCode,
  findUnitByCode,
  listServices,
  setPopulation,
} from '../modules/org/index.ts';
import { createCode, ensureQuestionnaire, findServiceInstrument, type NewAnswer, storeAnswers } from '../modules/survey/index.ts';
import { foundOffice, hasMembers, type JobScope, listJobScopes } from '../platform/auth/index.ts';
import { type Db, transact } from '../platform/db/db.ts';
import { findSetting, setSetting } from '../platform/settings/store.ts';
import { inventAnswers, sizeOf } from './answers.ts';
import { demoAccount, demoCodeService, demoOffice, demoSeed, demoServices, demoUnits, quarterSize } from './office.ts';

const settingKey = 'demo';
const batch = 400;
const publishedUnit = 'dinsos-peraga';

/** Twelve complete quarters before the running one: three years. */
const completeQuarters = 12;

/**
 * Fills the demonstration's database, or brings it up to today. Safe to repeat and to break off: every answer has its id and
 * its content from the seed, so what is there already is recognised. Refuses a database that holds a real office
 * (Problem demo.not_empty).
 */
export async function loadDemo(
  db: Db,
  now: Date,
  log: Logger,
  { quarters = completeQuarters, publicUrl = null as string | null } = {},
): Promise<void> {
  const marked = await transact(db, { tenantId: null }, (tx) => findSetting<{ seed: string }>(tx, settingKey), {
    readOnly: true,
  });
  if (!marked) {
    if (await hasMembers(db)) throw new Problem('demo.not_empty');
    await foundDemoOffice(db, now, publicUrl);
  }
  const [scope] = await listJobScopes(db, 'demo');
  if (!scope) throw new Error('the demonstration lost its office');
  const today = localDay(now, demoOffice.timeZone);
  const running = periodOf('quarter', today);
  for (let back = quarters; back >= 0; back--) await loadQuarter(db, scope, shiftPeriod(running, -back), today, now);
  log.info({ seed: demoSeed, quarter: running.code }, 'demonstration loaded');
}

/** Whether this database was filled as a demonstration, wherever it lies now: its pages must always say so. */
export async function isDemonstration(db: Db): Promise<boolean> {
  return transact(db, { tenantId: null }, async (tx) => (await findSetting(tx, settingKey)) !== null, { readOnly: true });
}

async function foundDemoOffice(db: Db, now: Date, publicUrl: string | null): Promise<void> {
  await foundOffice(db, demoAccount, now, async (tx, scope) => {
    await createOffice(tx, scope, { ...demoOffice, publicUrl }, now);
    const units = new Map<string, string>();
    for (const unit of demoUnits) {
      const parentId = unit.parent === null ? null : (units.get(unit.parent) ?? null);
      const id = await createUnit(
        tx,
        scope,
        { name: unit.name, code: unit.code, parentId, address: '', timeZone: demoOffice.timeZone },
        now,
      );
      units.set(unit.code, id);
    }
    await ensureQuestionnaire(tx, scope, now);
    for (const service of demoServices) {
      const unitId = units.get(service.unit) ?? '';
      const serviceId = await createService(tx, scope, { unitId, name: service.name, description: service.description }, now);
      const code = service.name === demoCodeService ? { code: 'demo' } : {};
      await createCode(tx, scope, { unitId, serviceId, label: service.name, ...code }, now);
    }
    await createCode(tx, scope, { unitId: units.get(publishedUnit) ?? '', serviceId: null, label: demoOffice.name }, now);
    await setSetting(tx, settingKey, { seed: demoSeed });
  });
}

/** How many answers this quarter has by now: the running one and the last complete one grow to the full size. */
function countOf(quarter: Period, today: LocalDay): number {
  const running = periodOf('quarter', today);
  return quarter.code === running.code || quarter.code === shiftPeriod(running, -1).code ? quarterSize : sizeOf(quarter.code);
}

async function loadQuarter(db: Db, scope: JobScope, quarter: Period, today: LocalDay, now: Date): Promise<void> {
  const existing = await transact(db, scope, (tx) => findPeriodByCode(tx, scope, quarter.code), { readOnly: true });
  if (existing?.closedAt) return;
  const services = await transact(db, scope, async (tx) => {
    const list = await listServices(tx, scope, {});
    const byName = new Map(list.map((service) => [service.name, service.id]));
    const ids = demoServices.map((service) => byName.get(service.name) ?? '');
    if (!existing) {
      const periodId = await createPeriod(tx, scope, quarter.code, now);
      for (const [index, service] of demoServices.entries())
        await setPopulation(
          tx,
          scope,
          { serviceId: ids[index] ?? '', periodId, population: service.population, source: 'data peraga' },
          now,
        );
    }
    return Promise.all(ids.map(async (id) => ({ id, instrument: await findServiceInstrument(tx, scope, id) })));
  });
  const days: LocalDay[] = [];
  for (let day = quarter.firstDay; day <= quarter.lastDay; day = addDays(day, 1)) days.push(day);
  const invented = inventAnswers({ code: quarter.code, year: quarter.year, part: quarter.part, days }, countOf(quarter, today));
  const answers = invented.flatMap((answer): NewAnswer[] => {
    const service = services[answer.service];
    if (!service || answer.day > today) return [];
    return [
      {
        id: answer.id,
        serviceId: service.id,
        instrumentId: service.instrument.id,
        channel: answer.channel,
        serviceOn: answer.day,
        receivedAt: new Date(Date.parse(`${answer.day}T00:00:00+08:00`) + answer.second * 1000),
        scores: service.instrument.items.map((item) => answer.scores[item.id] ?? null),
        profile: answer.profile,
        comment: answer.comment,
        lang: 'id',
      },
    ];
  });
  for (let at = 0; at < answers.length; at += batch) {
    await transact(db, scope, (tx) => storeAnswers(tx, scope, answers.slice(at, at + batch)));
  }
  if (quarter.lastDay >= today) return;
  await transact(db, scope, async (tx) => {
    const unit = await findUnitByCode(tx, scope, publishedUnit);
    if (!unit) throw new Error('the demonstration lost its unit');
    const closedAt = new Date(Date.parse(`${addDays(quarter.lastDay, 6)}T09:00:00+08:00`));
    const at = closedAt < now ? closedAt : now;
    await closePeriod(tx, scope, quarter.code, at);
    await publishResult(tx, scope, { unitId: unit.id, periodCode: quarter.code, note: '' }, at);
  });
}
