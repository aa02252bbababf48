/** Live figures: the tallies of survey, the services and N of org, computed by the rules. Reads only. */
import { poolTallies } from '../../../kernel/tally.ts';
import type { Scope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { listPopulations, listServices, type Period, type Service } from '../../org/index.ts';
import {
  findInstrument,
  keyedChannels,
  officialUnsurName,
  type SurveyInstrument,
  sumCompanions,
  sumDays,
  sumTallies,
  type TallySum,
} from '../../survey/index.ts';
import { type Certainty, type DayEstimate, estimateCompanions, estimateDays } from '../rules/certainty.ts';
import type { UnsurChange } from '../rules/compute.ts';
import { composeLive, type LiveResult } from '../rules/live.ts';

/** What the live figures are asked for. */
export interface LiveRequest {
  readonly serviceIds: readonly string[];
  readonly period: Pick<Period, 'id' | 'startsOn' | 'endsOn'>;
  /** Answers that came after closing; out unless said. */
  readonly late?: 'exclude' | 'include';
  /** The office's services with the retired ones, where the caller has read them already. */
  readonly services?: readonly Service[];
  /** Versions of the questionnaire that may have answers in it, where the caller has them (`listAnsweredIds`). */
  readonly instrumentIds?: readonly string[];
}

/** A live result with the questionnaires behind it. */
export interface Live extends LiveResult {
  /** Versions that have answers in it, with how many; the one with most answers first. */
  readonly instruments: readonly (SurveyInstrument & { readonly respondents: number })[];
  /** Display code and name of each unsur, in code order. */
  readonly names: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  readonly changes: readonly NamedChange[];
}

export interface NamedChange {
  readonly unsur: string;
  readonly change: 'dropped' | 'replaced' | 'added';
  readonly officialName: string;
  readonly name: string | null;
  readonly reason: string;
}

/** The result of these services in this period, pooled. Services without answers take part with n = 0. */
export async function liveResult(db: Db, scope: Scope, request: LiveRequest): Promise<Live> {
  return (await liveWithSums(db, scope, request)).live;
}

/** The same, with the sums of each service that it is made of. */
export async function liveWithSums(
  db: Db,
  scope: Scope,
  { serviceIds, period, late = 'exclude', services: known, instrumentIds }: LiveRequest,
): Promise<{ live: Live; sums: readonly TallySum[] }> {
  const wanted = new Set(serviceIds);
  const services = (known ?? (await listServices(db, scope, { withRetired: true }))).filter(({ id }) => wanted.has(id));
  const populations = new Map(
    (await listPopulations(db, scope, period.id)).map(({ serviceId, population }) => [serviceId, population]),
  );
  const days = { from: period.startsOn, to: period.endsOn };
  const among = instrumentIds ? { instrumentIds } : {};
  const sums = await sumTallies(db, scope, { serviceIds, ...days, late, by: 'service', ...among });
  return { live: composeOver(services, populations, sums, await instrumentsOf(db, scope, sums)), sums };
}

/** The interval of a result over the days of its answers, null with fewer than two days or without an index; and n by channel, most first. */
export async function liveDays(
  db: Db,
  scope: Scope,
  live: Live,
  { serviceIds, period, late = 'exclude' }: Pick<LiveRequest, 'serviceIds' | 'period' | 'late'>,
): Promise<{ days: DayEstimate | null; channels: { id: string; n: number }[] }> {
  const instrumentIds = live.instruments.map(({ id }) => id);
  const { days, channels } = await sumDays(db, scope, {
    ...{ serviceIds, late, instrumentIds },
    from: period.startsOn,
    to: period.endsOn,
  });
  return { days: estimateDays(live, days), channels };
}

interface Keyed {
  readonly live: Live;
  readonly sums: readonly TallySum[];
  /** As `liveDays` gives them. */
  readonly channels: readonly { readonly id: string; readonly n: number }[];
}

/** The interval of a result over who keyed answers in. `most`: beyond so many keyed answers it is left for later; nothing is read without any. */
export async function liveCompanions(
  db: Db,
  scope: Scope,
  { live, sums, channels }: Keyed,
  { serviceIds, period, late = 'exclude', most }: Pick<LiveRequest, 'serviceIds' | 'period' | 'late'> & { readonly most: number },
): Promise<Certainty['companions']> {
  const keyed = channels.reduce((sum, { id, n }) => (keyedChannels.some((one) => one === id) ? sum + n : sum), 0);
  if (keyed === 0 || !live.estimate) return null;
  if (keyed > most) return 'later';
  const companions = await sumCompanions(db, scope, { serviceIds, late, from: period.startsOn, to: period.endsOn });
  return companions ? estimateCompanions(live, sums, companions) : 'later';
}

/** Units that are read beside each other, each over its own services. */
export interface LiveUnitsRequest {
  readonly units: readonly { readonly id: string; readonly serviceIds: readonly string[] }[];
  readonly period: LiveRequest['period'];
  /** The office's services with the retired ones. */
  readonly services: readonly Service[];
}

/** The live result of each of many units by id, late answers out, as `liveResult` gives one: one read of the tallies and of N for all of them. */
export async function liveUnits(
  db: Db,
  scope: Scope,
  { units, period, services }: LiveUnitsRequest,
): Promise<ReadonlyMap<string, Live>> {
  const serviceIds = [...new Set(units.flatMap((unit) => unit.serviceIds))];
  const populations = new Map(
    (await listPopulations(db, scope, period.id)).map(({ serviceId, population }) => [serviceId, population]),
  );
  const sums = await sumTallies(db, scope, {
    serviceIds,
    from: period.startsOn,
    to: period.endsOn,
    late: 'exclude',
    by: 'service',
  });
  const instruments = await instrumentsOf(db, scope, sums);
  return new Map(
    units.map((unit) => {
      const wanted = new Set(unit.serviceIds);
      const own = sums.filter(({ serviceId }) => serviceId !== null && wanted.has(serviceId));
      const used = instruments.flatMap((one) => {
        const respondents = own.filter(({ instrumentId }) => instrumentId === one.id).reduce((n, sum) => n + sum.respondents, 0);
        return own.some(({ instrumentId }) => instrumentId === one.id) ? [{ ...one, respondents }] : [];
      });
      const mine = services.filter(({ id }) => wanted.has(id));
      return [unit.id, composeOver(mine, populations, own, used.toSorted(byUse))];
    }),
  );
}

/** One point of a line over periods. */
export type TrendPoint = Pick<LiveResult, 'ikm' | 'interval' | 'estimate'>;

/** The index of these services in each of many periods, by period id: no names, no N, all in one read. */
export async function liveTrend(
  db: Db,
  scope: Scope,
  {
    serviceIds,
    periods,
    instrumentIds,
  }: Pick<LiveRequest, 'serviceIds'> & {
    readonly periods: readonly LiveRequest['period'][];
    readonly instrumentIds: readonly string[];
  },
): Promise<Map<string, TrendPoint>> {
  const spans = periods.map(({ id, startsOn, endsOn }) => ({ id, from: startsOn, to: endsOn }));
  const sums = await sumTallies(db, scope, { serviceIds, late: 'exclude', by: 'period', spans, instrumentIds });
  return new Map(periods.map(({ id }) => [id, composePooled(sums.filter(({ spanId }) => spanId === id))]));
}

/** The index of sums that belong together. */
export function composePooled(sums: readonly TallySum[]): TrendPoint {
  return composeLive([{ id: '', name: '', population: null, tally: poolTallies(sums) }]);
}

async function instrumentsOf(db: Db, scope: Scope, sums: readonly TallySum[]): Promise<Live['instruments']> {
  const found: (SurveyInstrument & { respondents: number })[] = [];
  for (const id of new Set(sums.map(({ instrumentId }) => instrumentId))) {
    const instrument = await findInstrument(db, scope, id);
    const respondents = sums.filter(({ instrumentId }) => instrumentId === id).reduce((sum, tally) => sum + tally.respondents, 0);
    if (instrument) found.push({ ...instrument, respondents });
  }
  return found.toSorted(byUse);
}

type UsedInstrument = Live['instruments'][number];
const byUse = (a: UsedInstrument, b: UsedInstrument): number => b.respondents - a.respondents || b.version - a.version;

function composeOver(
  services: readonly Service[],
  populations: ReadonlyMap<string, number>,
  sums: readonly TallySum[],
  instruments: Live['instruments'],
): Live {
  const byService = Map.groupBy(sums, ({ serviceId }) => serviceId);
  const counts = services
    .map(({ id, name, retiredAt }) => ({
      id,
      name,
      retiredAt,
      population: populations.get(id) ?? null,
      tally: poolTallies(byService.get(id) ?? []),
    }))
    // A service that was retired before anybody answered has no place in this period.
    .filter(({ retiredAt, tally }) => retiredAt === null || tally.respondents > 0);
  const changes = namedChanges(instruments);
  const forIndex: UnsurChange[] = changes.flatMap(({ unsur, change, reason }) =>
    change === 'added' ? [] : [{ unsur, change, reason }],
  );
  const names = new Map(
    instruments.toReversed().flatMap(({ unsur }) => unsur.map(({ id, code, name }) => [id, { id, code, name }] as const)),
  );
  return {
    ...composeLive(counts, forIndex),
    instruments,
    names: [...names.values()].toSorted((a, b) => Number(a.code.slice(1)) - Number(b.code.slice(1))),
    changes,
  };
}

/** What these versions change of the rule's nine, each once. */
function namedChanges(instruments: readonly SurveyInstrument[]): NamedChange[] {
  const changes = instruments.flatMap((instrument): NamedChange[] => [
    ...instrument.unsur.flatMap((unsur): NamedChange[] => {
      if (unsur.replaced)
        return [
          {
            unsur: unsur.id,
            change: 'replaced',
            officialName: unsur.replaced.officialName,
            name: unsur.name,
            reason: unsur.replaced.reason,
          },
        ];
      return unsur.added ? [{ unsur: unsur.id, change: 'added', officialName: unsur.name, name: null, reason: '' }] : [];
    }),
    ...instrument.changes.dropped.map(
      ({ unsur, reason }): NamedChange => ({
        unsur,
        change: 'dropped',
        officialName: officialUnsurName(instrument.base, unsur),
        name: null,
        reason,
      }),
    ),
  ]);
  const seen = new Set<string>();
  return changes.filter(({ unsur, change, reason }) => {
    const key = `${unsur} ${change} ${reason}`;
    return !seen.has(key) && seen.add(key);
  });
}
