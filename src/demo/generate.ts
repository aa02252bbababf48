/** Populations of any size, for measuring and for trying out: an office as large as wanted, its answers copied in instead of sent. */
import type { Logger } from 'pino';
import { localDay } from '../kernel/dates.ts';
import { type Period, periodOf, shiftPeriod } from '../kernel/period.ts';
import { Problem } from '../kernel/problem.ts';
import { closePeriod, listResults, publishResult, servicesBelow, smallestGroup } from '../modules/ikm/index.ts';
import { listServices, listUnits } from '../modules/org/index.ts';
import { type Copying, copyAnswers, countByDay, countByPeriod } from '../modules/survey/index.ts';
import { decidedByJob } from '../platform/approvals/index.ts';
import type { JobScope } from '../platform/auth/index.ts';
import { type Db, transact } from '../platform/db/db.ts';
import { chanceOf } from './chance.ts';
import { findOrFound } from './found.ts';
import { answersOf, preparePlaces } from './load.ts';
import type { DemoOffice, DemoSample, DemoService } from './office.ts';

/** How large and of what shape. */
export interface PopulationSize {
  readonly answers: number;
  /** Agencies below the office. */
  readonly agencies: number;
  readonly services: number;
  /** Complete quarters before the running one that the answers lie in. */
  readonly quarters: number;
  /** Part of the office's public name: another seed makes another office beside the first. */
  readonly seed: string;
}

/** Respondents invented together: enough that a transaction costs nothing beside its rows, few enough to hold in memory. */
const most = 40_000;

/** Agencies and services are not alike in size: shares fall as 1 ÷ rank^0.7, so that of sixty the largest has about seven times the median. */
function sharesOf(count: number): number[] {
  const weights = Array.from({ length: count }, (_, at) => (at + 1) ** -0.7);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The office of a size: the same one for the same seed. Every agency has at least one answer a quarter. */
export function inventOffice({ answers, agencies, services, quarters, seed }: PopulationSize): DemoOffice {
  const chance = chanceOf(`suara buatan ${seed}`);
  const root = `buatan-${seed}`;
  const units = [{ code: root, name: `Daerah Buatan ${seed}`, parent: null as string | null }];
  const samples: DemoSample[] = [];
  let [sum, given] = [0, 0];
  for (const [at, share] of sharesOf(agencies).entries()) {
    const code = `${root}-${at + 1}`;
    units.push({ code, name: `Perangkat Daerah ${at + 1}`, parent: root });
    // Rounding errors are carried on, so that all samples together have what was asked for.
    sum += (share * answers) / quarters;
    const respondents = Math.max(1, Math.round(sum) - given);
    given += respondents;
    const offered = sharesOf(services).map(
      (part, one): DemoService => ({
        unit: code,
        name: `Layanan ${at + 1}.${one + 1}`,
        description: '',
        population: Math.max(1, Math.ceil(respondents * part * (3 + 5 * chance.next()))),
        share: part,
        lift: 0.2 * chance.normal(),
      }),
    );
    const index = 82 + 4 * chance.normal();
    for (let left = respondents; left > 0; left -= most) {
      const size = Math.min(left, most);
      samples.push({
        ...{ key: `${code} ${left}`, services: offered, respondents: size, least: size, spread: 0 },
        ...{ index: Math.min(93, Math.max(66, index)), swing: 1.5, talk: 'general' as const },
      });
    }
  }
  return {
    account: { name: 'Petugas Buatan', email: `petugas@${root}.test` },
    about: 'city',
    office: { name: `Daerah Buatan ${seed}`, regionName: 'Daerah Buatan', timeZone: 'Asia/Jakarta', regionCode: '97.71' },
    units,
    samples,
    published: units.map(({ code }) => code),
    // One way in, for the largest service: to try, and to measure intake by.
    codes: [{ unit: `${root}-1`, service: 'Layanan 1.1' }],
    quarters,
    printed: null,
  };
}

/**
 * Founds the office of this size and fills it. A filling that was broken off is gone on with: samples are copied whole and one after the other, so
 * how many answers a quarter has says which; one that is closed gets the results that it lacks. Returns how many answers were copied.
 * @throws Problem demo.not_empty, demo.half_filled
 */
export async function generate(db: Db, copying: Copying, size: PopulationSize, now: Date, log: Logger): Promise<number> {
  const invented = inventOffice(size);
  const { office, samples, published } = invented;
  const running = periodOf('quarter', localDay(now, office.timeZone));
  const oldest = shiftPeriod(running, -size.quarters);
  const [scope] = await findOrFound(db, [invented], { now, publicUrl: null, firstDay: () => oldest.firstDay });
  if (!scope) throw new Error('the office was not founded');
  let copied = 0;
  for (let quarter = oldest; quarter.firstDay < running.firstDay; quarter = shiftPeriod(quarter, 1)) {
    const began = performance.now();
    const places = await transact(db, scope, (tx) => preparePlaces(tx, scope, invented, quarter, now));
    if (!places) {
      await publishMissing(db, scope, published, quarter, now, log);
      continue;
    }
    const serviceIds = [...places.values()].map(({ serviceId }) => serviceId);
    const days = { serviceIds, from: quarter.firstDay, to: quarter.lastDay };
    const before = await transact(db, scope, (tx) => countByDay(tx, scope, days), { readOnly: true });
    const there = before.reduce((sum, { n }) => sum + n, 0);
    let inQuarter = 0;
    let copy = Promise.resolve();
    for (const sample of samples) {
      // While the database takes one sample in, the next is invented.
      const first = inQuarter;
      const answers = answersOf(sample, places, invented, quarter, running.firstDay).map((answer, at) => ({
        ...answer,
        id: inOrder(answer.id, answer.receivedAt, first + at),
      }));
      inQuarter += answers.length;
      await copy;
      if (inQuarter <= there) continue;
      if (first < there) throw new Problem('demo.half_filled', { period: quarter.code });
      copy = copyAnswers(copying, scope, answers);
      // Nobody awaits it when inventing the next fails.
      copy.catch(() => {});
    }
    await copy;
    const added = inQuarter - there;
    if (added < 0) throw new Problem('demo.half_filled', { period: quarter.code });
    await copying.analyze();
    copied += added;
    const seconds = (performance.now() - began) / 1000;
    log.info({ quarter: quarter.code, answers: added, per_second: Math.round(added / seconds) }, 'answers copied');
    await transact(db, scope, (tx) => closePeriod(tx, scope, quarter.code, now));
    await publishMissing(db, scope, published, quarter, now, log);
  }
  return copied;
}

/**
 * Publishes the units of a closed quarter that have answers enough and no result yet, a transaction each: in one, every unit would pass all the
 * leaves that the first one numbered.
 */
async function publishMissing(
  db: Db,
  scope: JobScope,
  published: readonly string[],
  quarter: Period,
  now: Date,
  log: Logger,
): Promise<void> {
  const waiting = await transact(
    db,
    scope,
    async (tx) => {
      const units = await listUnits(tx, scope);
      const services = await listServices(tx, scope, { withRetired: true });
      const spans = [{ id: quarter.code, from: quarter.firstDay, to: quarter.lastDay }];
      const counts = await countByPeriod(tx, scope, { serviceIds: services.map(({ id }) => id), spans });
      const results = (await listResults(tx, scope)).filter(({ periodCode }) => periodCode === quarter.code);
      return units.filter(({ id, code }) => {
        const below = new Set(servicesBelow(units, services, id));
        const heard = counts.reduce((sum, { serviceId, n }) => (below.has(serviceId) ? sum + n : sum), 0);
        return published.includes(code) && heard >= smallestGroup && !results.some(({ unitId }) => unitId === id);
      });
    },
    { readOnly: true },
  );
  for (const { id: unitId } of waiting) {
    const wanted = { unitId, periodCode: quarter.code, note: '' };
    await transact(db, scope, (tx) => publishResult(tx, scope, wanted, decidedByJob(scope), now));
  }
  if (waiting.length > 0) log.info({ quarter: quarter.code, units: waiting.length }, 'units published');
}

/**
 * The id with its instant in front, as real ids have it: an index grows at its end, not everywhere. Version 8, never mistaken for a real one. Its last part is
 * the answer's number in the quarter: chance has 2^32 states, of which ten million answers of sixty agencies meet some twice.
 */
export function inOrder(id: string, at: Date, number: number): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${id.slice(13, 24)}${number.toString(16).padStart(12, '0')}`;
}
