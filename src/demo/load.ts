import type { Logger } from 'pino';
import { addDays, type LocalDay, localDay } from '../kernel/dates.ts';
import { type Period, periodOf, shiftPeriod } from '../kernel/period.ts';
import { addGoal, closePeriod, listGoals, publishResult, smallestGroup } from '../modules/ikm/index.ts';
import { branchOf, createPeriod, findPeriodByCode, listServices, listUnits, setPopulation } from '../modules/org/index.ts';
import { findServiceInstrument, type NewAnswer, type SurveyInstrument, storeAnswers } from '../modules/survey/index.ts';
import { decidedByJob } from '../platform/approvals/index.ts';
import { type JobScope, listMembers } from '../platform/auth/index.ts';
import { type Db, transact } from '../platform/db/db.ts';
import { inventAnswers, sizeOf } from './answers.ts';
import { findOrFound } from './found.ts';
import { type DemoOffice, type DemoSample, type DemoService, demoSeed } from './office.ts';
import { demoOffices } from './offices.ts';

export { isDemonstration } from './found.ts';

const batch = 400;

/** Offices that are loaded at a time. */
const lanes = 2;

/** Indonesia's zones keep one time all year, so an invented hour needs no calendar. */
const offsets: Readonly<Record<string, string>> = {
  'Asia/Jakarta': '+07:00',
  'Asia/Makassar': '+08:00',
  'Asia/Jayapura': '+09:00',
};

/**
 * Fills the demonstration's database, or brings it up to today. Safe to repeat and to break off: every answer has its id and
 * its content from the seed, so what is there already is recognised. `quarters` limits how many complete ones are loaded.
 * Refuses a database that holds a real office (Problem demo.not_empty).
 */
export async function loadDemo(
  db: Db,
  now: Date,
  log: Logger,
  {
    quarters = Number.POSITIVE_INFINITY,
    publicUrl = null,
    offices = demoOffices,
  }: { readonly quarters?: number; readonly publicUrl?: string | null; readonly offices?: readonly DemoOffice[] } = {},
): Promise<void> {
  const runningOf = ({ office }: DemoOffice) => periodOf('quarter', localDay(now, office.timeZone));
  const oldestOf = (office: DemoOffice) => shiftPeriod(runningOf(office), -Math.min(quarters, office.quarters));
  const scopes = await findOrFound(db, offices, { now, publicUrl, firstDay: (office) => oldestOf(office).firstDay });
  const waiting = offices
    .map((office, at) => ({ office, scope: scopes[at] }))
    .toSorted((a, b) => answersIn(b.office) - answersIn(a.office));
  const takeTurns = async (): Promise<void> => {
    for (let next = waiting.shift(); next?.scope; next = waiting.shift()) {
      const { office, scope } = next;
      const running = runningOf(office);
      for (let quarter = oldestOf(office); quarter.firstDay <= running.firstDay; quarter = shiftPeriod(quarter, 1))
        await loadQuarter(db, scope, office, quarter, now);
      await promise(db, scope, office, running, now);
    }
  };
  // While the database stores one office's answers, another one's are invented and counted; the largest office first.
  const outcomes = await Promise.allSettled(Array.from({ length: lanes }, takeTurns));
  // Nothing may still be writing when this function fails and its caller closes the database.
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  log.info({ seed: demoSeed, offices: offices.length, until: now }, 'demonstration loaded');
}

/** Invented targets of two years for the unit that stands for the office, where it has none at all: what a visitor did to them stays. */
async function promise(db: Db, scope: JobScope, { published }: DemoOffice, { year }: Period, now: Date): Promise<void> {
  const unit = (await transact(db, scope, (tx) => listUnits(tx, scope), { readOnly: true })).find(
    ({ code }) => code === published[0],
  );
  if (!unit || (await transact(db, scope, (tx) => listGoals(tx, scope), { readOnly: true })).length > 0) return;
  const source = { sourceTitle: 'Renstra (data peraga)', sourcePlace: 'Tabel 7.1', sourceOn: `${year - 2}-01-31` };
  const subject = { document: 'renstra', unitId: unit.id, serviceId: null, unsur: '', mutu: '' } as const;
  await addGoal(db, scope, { ...subject, ...source, periodCode: String(year - 1), value: '82.00' }, now);
  await addGoal(db, scope, { ...subject, ...source, periodCode: String(year), value: '84.00' }, now);
}

/** How much there is to load. */
function answersIn({ samples, quarters }: DemoOffice): number {
  return quarters * samples.reduce((sum, { respondents }) => sum + respondents, 0);
}

/** A service as it is in the database. */
interface Place {
  readonly serviceId: string;
  readonly unitId: string;
  readonly instrument: SurveyInstrument;
}

type Places = ReadonlyMap<DemoService, Place>;

async function loadQuarter(db: Db, scope: JobScope, office: DemoOffice, quarter: Period, now: Date): Promise<void> {
  const today = localDay(now, office.office.timeZone);
  const places = await transact(db, scope, (tx) => preparePlaces(tx, scope, office, quarter, now));
  if (!places) return;
  // The office's one account keyed its paper sheets in.
  const [keyer] = await transact(db, scope, (tx) => listMembers(tx, scope), { readOnly: true });
  const answers = office.samples
    .flatMap((sample) => answersOf(sample, places, office, quarter, today))
    .map((answer): NewAnswer => (answer.channel === 'paper' ? { ...answer, enteredBy: keyer?.id ?? null } : answer));
  for (let at = 0; at < answers.length; at += batch) {
    await transact(db, scope, (tx) => storeAnswers(tx, scope, answers.slice(at, at + batch)));
  }
  if (quarter.lastDay >= today) return;
  const heard = new Map<string, number>();
  for (const { serviceId } of answers) heard.set(serviceId, (heard.get(serviceId) ?? 0) + 1);
  await closeAndPublish(db, scope, office, quarter, places, heard, now);
}

/**
 * The period with its N, and the services as they stand; null where the period is closed. A service that a visitor renamed or moved is left
 * to the visitor.
 */
export async function preparePlaces(
  tx: Db,
  scope: JobScope,
  { samples }: DemoOffice,
  quarter: Period,
  now: Date,
): Promise<Places | null> {
  const existing = await findPeriodByCode(tx, scope, quarter.code);
  if (existing?.closedAt) return null;
  const unitIds = new Map((await listUnits(tx, scope)).map(({ code, id }) => [code, id]));
  const services = await listServices(tx, scope, { withRetired: true });
  const periodId = existing?.id ?? (await createPeriod(tx, scope, quarter.code, now));
  const places = new Map<DemoService, Place>();
  for (const invented of samples.flatMap((sample) => sample.services)) {
    const unitId = unitIds.get(invented.unit);
    const service = services.find((one) => one.unitId === unitId && one.name === invented.name);
    if (!service) continue;
    const instrument = await findServiceInstrument(tx, scope, service.id);
    places.set(invented, { serviceId: service.id, unitId: service.unitId, instrument });
    const { population } = invented;
    if (!existing) await setPopulation(tx, scope, { serviceId: service.id, periodId, population, source: 'data peraga' }, now);
  }
  return places;
}

/** What a sample has answered by today, for the services that are there. */
export function answersOf(
  sample: DemoSample,
  places: Places,
  { office }: DemoOffice,
  quarter: Period,
  today: LocalDay,
): NewAnswer[] {
  const days: LocalDay[] = [];
  for (let day = quarter.firstDay; day <= quarter.lastDay; day = addDays(day, 1)) days.push(day);
  const invented = inventAnswers(sample, { ...quarter, days }, countOf(sample, quarter, today));
  return invented.flatMap((answer): NewAnswer[] => {
    const service = sample.services[answer.service];
    const place = service && places.get(service);
    if (!place || answer.day > today) return [];
    return [
      {
        id: answer.id,
        serviceId: place.serviceId,
        instrumentId: place.instrument.id,
        channel: answer.channel,
        serviceOn: answer.day,
        receivedAt: new Date(instantOf(answer.day, '00:00:00', office).getTime() + answer.second * 1000),
        scores: place.instrument.items.map((item) => answer.scores[item.id] ?? null),
        profile: answer.profile,
        comment: answer.comment,
        lang: 'id',
      },
    ];
  });
}

/** How many answers this quarter has by now: the running one and the last complete one grow to the full size. */
function countOf(sample: DemoSample, quarter: Period, today: LocalDay): number {
  const lastComplete = shiftPeriod(periodOf('quarter', today), -1);
  return quarter.firstDay >= lastComplete.firstDay ? sample.respondents : sizeOf(sample, quarter.code);
}

function instantOf(day: LocalDay, time: string, { timeZone }: DemoOffice['office']): Date {
  return new Date(`${day}T${time}${offsets[timeZone] ?? 'Z'}`);
}

/** Answers of a unit and all below it. */
function heardIn(
  units: Awaited<ReturnType<typeof listUnits>>,
  unitId: string,
  places: Places,
  heard: ReadonlyMap<string, number>,
): number {
  const branch = new Set(branchOf(units, unitId));
  return [...places.values()].reduce(
    (sum, place) => (branch.has(place.unitId) ? sum + (heard.get(place.serviceId) ?? 0) : sum),
    0,
  );
}

/** Closed and published, or neither; `heard` are the answers of each service. Breaking off between the two leaves nothing behind. */
async function closeAndPublish(
  db: Db,
  scope: JobScope,
  { office, published }: Pick<DemoOffice, 'office' | 'published'>,
  quarter: Period,
  places: Places,
  heard: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  const closing = instantOf(addDays(quarter.lastDay, 6), '09:00:00', office);
  const at = closing < now ? closing : now;
  await transact(db, scope, async (tx) => {
    const units = await listUnits(tx, scope);
    await closePeriod(tx, scope, quarter.code, at);
    for (const code of published) {
      const unit = units.find((one) => one.code === code);
      // A unit whose services a visitor has renamed has nothing to publish.
      if (unit && heardIn(units, unit.id, places, heard) >= smallestGroup)
        await publishResult(tx, scope, { unitId: unit.id, periodCode: quarter.code, note: '' }, decidedByJob(scope), at);
    }
  });
}
