/** /pimpinan: what the head of an office or of one of its units needs before a meeting, on one sheet of paper. */
import { addDays, daysBetween, localDay } from '../../../kernel/dates.ts';
import { countWaiting } from '../../../platform/approvals/index.ts';
import { isAdmin, isHead, type TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import {
  findPlace,
  findResult,
  goalSentences,
  type Live,
  listGoals,
  listResults,
  liveResult,
  mutuWords,
  pacePerDay,
  publicGoals,
  type ResultLine,
  servicesBelow,
  shortPeriod,
} from '../../ikm/index.ts';
import {
  getOffice,
  listPeriods,
  listServices,
  listUnits,
  officeUnitOf,
  type Period,
  periodHolding,
  periodName,
  type Unit,
} from '../../org/index.ts';
import { commentsCounted, countComments, findLowPlaces } from '../../survey/index.ts';
import { canOversee } from '../access.ts';
import { newestUnpublished } from '../actions/unpublished.ts';
import { headQuery } from '../inputs.ts';
import { HeadPage, type HeadView, NothingForHeadPage } from '../pages/head.tsx';
import { compareSides, liveSide, publishedSide, type Side } from '../rules/comparison.ts';
import { byNewest, lineUpTo, previousOf, weakestThree } from '../rules/head.ts';
import { missingAnswers } from '../rules/home.ts';

/** Comments of a month: what came in since the last meeting. */
const commentDays = 30;
const trendLength = 8;

interface Asked {
  readonly unit: string;
  readonly periode: string;
  readonly angka: 'terbit' | 'berjalan';
}

export const headRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/pimpinan',
    access: staff('insight.head', canOversee, { branch: true }),
    query: headQuery,
    handler: async ({ db, scope, query, lang, now }) => {
      const view = await headOf(db, scope, query, lang, now);
      return page('', view ? <HeadPage view={view} /> : <NothingForHeadPage />);
    },
  }),
];

/** Null where there is no figure of any kind. */
async function headOf(db: Db, scope: TenantScope, asked: Asked, lang: Lang, now: Date): Promise<HeadView | null> {
  const units = await listUnits(db, scope);
  const top = officeUnitOf(units);
  const unit = units.find(({ code }) => asked.unit !== '' && code === asked.unit) ?? top;
  if (!unit) return null;
  const today = localDay(now, (await getOffice(db, scope)).timeZone);
  const periods = await listPeriods(db, scope);
  const services = await listServices(db, scope, { withRetired: true });
  const serviceIds = servicesBelow(units, services, unit.id);
  const results = (await listResults(db, scope, { unitId: unit.id })).toSorted(byNewest);
  const running = periodHolding(
    periods.filter(({ closedAt }) => closedAt === null),
    today,
  );
  const live = running ? await liveResult(db, scope, { serviceIds, services, period: running }) : null;
  const current = running && live ? liveSide(live, placeOf(unit, running)) : null;
  // While the running period has no index there is nothing to see of it: then what is published is better than an empty sheet.
  const wanted = asked.angka === 'terbit' || !current;
  const chosen = wanted ? (results.find(({ periodCode }) => periodCode === asked.periode) ?? results[0] ?? null) : null;
  const found = chosen && (await findResult(db, scope, chosen.unitCode, chosen.periodCode));
  const side = found ? publishedSide(found) : current;
  if (!side) return null;
  const before = previousOf(results, side.periodCode);
  const earlier = before && (await findResult(db, scope, before.unitCode, before.periodCode));
  const kept = found ? await findPlace(db, scope, { ...found, periodCode: found.snapshot.period.code }) : null;
  const weakest = weakestThree(side);
  const span = { serviceIds, from: addDays(today, -commentDays + 1), to: today, limit: 0 };
  const low = weakest[0] ? await findLowPlaces(db, scope, weakest[0].id) : null;
  return {
    unit: { code: unit.code, name: unit.name },
    units: units.filter(({ retiredAt }) => retiredAt === null).map(({ code, name }) => ({ code, name })),
    periods: results.map(({ periodCode }) => ({ code: periodCode, name: periodName(periodCode, lang) })),
    asked: { unit: unit === top ? '' : unit.code, periode: found ? side.periodCode : '', angka: found ? 'terbit' : 'berjalan' },
    published: found !== null,
    on: today,
    periodName: periodName(side.periodCode, lang),
    side,
    mutuWords: mutuWords(lang),
    howHref: found ? `/ikm/${side.unitCode}/${side.periodCode}#cara` : `/unit/${unit.id}?periode=${side.periodCode}`,
    before: earlier && before && againstBefore(publishedSide(earlier), side, found !== null, lang),
    place: kept && {
      ...{ rank: kept.place, ranked: kept.ranked, reasons: kept.reasons.length },
      href: `/peringkat/${kept.officeCode}/${side.periodCode}?unit=${side.unitCode}#cara`,
    },
    goals: found
      ? goalSentences(
          publicGoals(
            await listGoals(db, scope, { unitId: unit.id }),
            found.snapshot,
            lineUpTo(results, side.periodCode, results.length),
            lang,
          ),
          lang,
        )
      : [],
    sample: found
      ? { n: side.respondents, required: found.snapshot.sample.required, population: found.snapshot.sample.population }
      : { n: live?.n ?? 0, required: live?.required ?? null, population: live?.population ?? null },
    running: running && live && collecting(running, live, today, lang),
    weakest,
    trend: trendOf(results, side, lang),
    comments: {
      days: commentDays,
      n: await countComments(db, scope, span, commentsCounted),
      onWeakest: low ? await countComments(db, scope, { ...span, low }, commentsCounted) : 0,
      href: `/komentar?unit=${unit.id}`,
    },
    waits: await waitsOf(
      db,
      scope,
      {
        ...{ periods, serviceIds, today, whole: unit === top && scope.reach === null },
        // What its units have published does not wait for the office as a whole, as on the page that everybody begins with.
        results: unit === top ? (await listResults(db, scope)).toSorted(byNewest) : results,
      },
      lang,
      now,
    ),
  };
}

function placeOf({ code, name }: Unit, { code: periodCode, startsOn, endsOn }: Period) {
  return { unitCode: code, unitName: name, periodCode, startsOn, endsOn };
}

function againstBefore(first: Side, second: Side, published: boolean, lang: Lang): NonNullable<HeadView['before']> {
  const { index, unjudged } = compareSides(first, second);
  return {
    periodName: periodName(first.periodCode, lang),
    value: first.index.value,
    line: index,
    unjudged,
    href: published
      ? `/bandingkan?a=${first.unitCode}/${first.periodCode}&b=${second.unitCode}/${second.periodCode}`
      : `/ikm/${first.unitCode}/${first.periodCode}#cara`,
  };
}

/** How far the running period is, and what it takes. */
function collecting(period: Period, live: Live, today: string, lang: Lang): NonNullable<HeadView['running']> {
  const daysLeft = daysBetween(today, period.endsOn);
  return {
    periodName: periodName(period.code, lang),
    ...{ n: live.n, required: live.required, population: live.population, daysLeft },
    pace: pacePerDay(missingAnswers(live.services), daysLeft),
    href: `/sasaran?periode=${period.code}`,
  };
}

function trendOf(results: readonly ResultLine[], side: Side, lang: Lang): HeadView['trend'] {
  return lineUpTo(results, side.periodCode, trendLength).map(({ periodCode, unitCode, ikm, low, high }) => ({
    ...{ name: shortPeriod(periodCode, lang), ikm, low, high },
    href: `/ikm/${unitCode}/${periodCode}`,
  }));
}

interface Office {
  readonly periods: readonly Period[];
  /** Of the unit; for the office as a whole those of its units too. */
  readonly results: readonly ResultLine[];
  readonly serviceIds: readonly string[];
  readonly today: string;
  /** Whether it is the office as a whole, seen by somebody whose role is not kept to a branch. */
  readonly whole: boolean;
}

async function waitsOf(
  db: Db,
  scope: TenantScope,
  { periods, results, serviceIds, today, whole }: Office,
  lang: Lang,
  now: Date,
): Promise<HeadView['waits']> {
  const over = periods.filter(({ closedAt, endsOn }) => closedAt === null && endsOn < today);
  const toPublish = await newestUnpublished(db, scope, periods, results, serviceIds);
  // A closed period of before the unit ever published is history, not work.
  const newest = results[0];
  const due = toPublish && (!newest || toPublish.endsOn > (periods.find(({ id }) => id === newest.periodId)?.endsOn ?? ''));
  return {
    // Others are told of those that are theirs to decide by the menu.
    requests:
      whole && (isAdmin(scope.actor) || isHead(scope.actor))
        ? await countWaiting(db, scope, { notAskedBy: scope.actor.id }, now)
        : null,
    toClose: over.map(({ code }) => ({ name: periodName(code, lang), href: `/periode/${code}` })),
    toPublish: toPublish && due ? { name: periodName(toPublish.code, lang), href: `/periode/${toPublish.code}` } : null,
  };
}
