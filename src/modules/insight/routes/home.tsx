/** /beranda: the officer's home, read from the doors below. */
import { addDays, daysBetween, localDay } from '../../../kernel/dates.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import {
  intervalWords,
  listResults,
  liveResult,
  mutuWords,
  pacePerDay,
  type ResultLine,
  selfSelectedWords,
} from '../../ikm/index.ts';
import {
  getOffice,
  listPeriods,
  listServices,
  listUnits,
  officeUnitOf,
  periodHolding,
  periodName,
  type Service,
  servicesApart,
} from '../../org/index.ts';
import { countByDay, countConflicts, listCodes, listComments, listLate, maskWordsIn } from '../../survey/index.ts';
import { canDecide, canRead, canSeeFigures } from '../access.ts';
import { newestUnpublished } from '../actions/unpublished.ts';
import { HomePage, type HomeView } from '../pages/home.tsx';
import { byNewest } from '../rules/head.ts';
import { furthestBehind, missingAnswers, type NextStep, nextStep } from '../rules/home.ts';
import { texts } from '../texts/home.ts';

const servicesShown = 6;
const commentsShown = 3;
/** A period that ends within two weeks is worth a line. */
const soon = 14;
const mostLateCounted = 1000;

export const homeRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/beranda',
    access: staff('insight.read', canRead, { branch: true }),
    handler: async ({ db, scope, actor, lang, now, looked }) => {
      // Who only keys answers in sees no figures here: their home is the sheet.
      if (!canSeeFigures(actor)) return redirect('/kertas');
      const view = await homeOf(db, scope, canDecide(actor), lang, now);
      if (!view.isNew && view.comments.length > 0)
        looked({ action: 'survey.read_comments', detail: { comments: view.comments.length, page: 'home' } });
      return page('', <HomePage view={view} />);
    },
  }),
];

async function homeOf(db: Db, scope: TenantScope, decides: boolean, lang: Lang, now: Date): Promise<HomeView> {
  const t = texts[lang];
  const office = await getOffice(db, scope);
  const today = localDay(now, office.timeZone);
  const periods = await listPeriods(db, scope);
  const units = await listUnits(db, scope);
  const services = servicesApart(await listServices(db, scope), units);
  const serviceIds = services.map(({ id }) => id);
  const unit = officeUnitOf(units);
  const running = periodHolding(
    periods.filter(({ closedAt }) => closedAt === null),
    today,
  );
  const live = running ? await liveResult(db, scope, { serviceIds, services, period: running }) : null;
  const results = (await listResults(db, scope)).toSorted(byNewest);
  const days = await countByDay(db, scope, { serviceIds, from: addDays(today, -6), to: today });
  const onDay = (day: string) => days.filter((count) => count.day === day).reduce((sum, { n }) => sum + n, 0);
  const conflicts = scope.reach ? 0 : await countConflicts(db, scope);
  const ofBranch = scope.reach ? { serviceIds } : {};
  const late = (await listLate(db, scope, { ...ofBranch, limit: mostLateCounted })).length;
  const comments = await listComments(db, scope, { serviceIds, limit: commentsShown }, maskWordsIn(lang));
  const behind = furthestBehind(live?.services ?? []);
  const toClose = periods.filter(({ closedAt, endsOn }) => closedAt === null && endsOn < today).at(-1) ?? null;
  const toPublish = await newestUnpublished(db, scope, periods, results, serviceIds);
  const step = nextStep({
    services: services.length,
    periods: periods.length,
    codes: (await listCodes(db, scope)).length,
    running: running !== null,
    answersInRunning: live?.n ?? 0,
    toClose: toClose?.code ?? null,
    toPublish: toPublish?.code ?? null,
    conflicts,
    behind: behind[0]?.id ?? null,
    withoutPopulation: (live?.services ?? []).filter(({ required }) => required === null).length,
    canDecide: decides,
  });
  const missing = missingAnswers(live?.services ?? []);
  const daysLeft = running ? daysBetween(today, running.endsOn) : 0;
  const liveHref = `/unit/${unit?.id ?? ''}${running ? `?periode=${running.code}` : ''}`;
  return {
    officeName: office.name,
    mutuWords: mutuWords(lang),
    step,
    stepHref: hrefOf(step, liveHref),
    stepAbout: aboutOf(step, services, lang),
    today: onDay(today),
    yesterday: onDay(addDays(today, -1)),
    week: days.reduce((sum, { n }) => sum + n, 0),
    period: running ? { code: running.code, name: periodName(running.code, lang), endsOn: running.endsOn, daysLeft } : null,
    n: live?.n ?? 0,
    required: live?.required ?? null,
    population: live?.population ?? null,
    missing,
    pace: pacePerDay(missing, daysLeft),
    behind: behind.slice(0, servicesShown).map((service) => ({ ...service, required: service.required ?? 0 })),
    live: live?.ikm
      ? {
          ikm: live.ikm.published.ikm,
          mutu: live.ikm.mutu,
          href: liveHref,
          interval: live.interval && t.interval(intervalWords(live.interval, lang)),
          selfSelected: selfSelectedWords(lang),
        }
      : null,
    latest: latestOf(results, unit?.id ?? '', lang),
    waits: [
      ...(toClose ? [{ text: t.toClose(periodName(toClose.code, lang)), href: `/periode/${toClose.code}` }] : []),
      ...(toPublish ? [{ text: t.toPublish(periodName(toPublish.code, lang)), href: `/periode/${toPublish.code}` }] : []),
      ...(running && daysLeft <= soon
        ? [{ text: t.endsSoon(periodName(running.code, lang), daysLeft), href: `/periode/${running.code}` }]
        : []),
      ...(conflicts > 0 ? [{ text: t.conflicts(conflicts), href: '/bentrok' }] : []),
      ...(late > 0 ? [{ text: t.late(late >= mostLateCounted ? `${mostLateCounted}+` : String(late)), href: '/terlambat' }] : []),
    ],
    comments: comments.map(({ comment, serviceId, serviceOn }) => ({
      text: comment,
      on: serviceOn,
      service: services.find(({ id }) => id === serviceId)?.name ?? '',
    })),
    servicesHref: liveHref,
    canDecide: decides,
    isNew: results.length === 0 && (live?.n ?? 0) === 0 && days.length === 0,
  };
}

/** The newest publication: the office's own result, or, where only its units have published, how they stand together. */
function latestOf(results: readonly ResultLine[], officeUnitId: string, lang: Lang): HomeView['latest'] {
  const [newest] = results;
  if (!newest) return null;
  const together = results.filter(({ periodId }) => periodId === newest.periodId);
  const one = results.find(({ unitId }) => unitId === officeUnitId) ?? (together.length === 1 ? newest : null);
  if (!one)
    return {
      kind: 'units',
      units: together.length,
      grades: (['A', 'B', 'C', 'D'] as const)
        .map((mutu) => ({ mutu, units: together.filter((line) => line.mutu === mutu).length }))
        .filter(({ units }) => units > 0),
      href: `/periode/${newest.periodCode}`,
      period: periodName(newest.periodCode, lang),
    };
  return {
    kind: 'unit',
    ikm: one.ikm,
    mutu: one.mutu,
    href: `/ikm/${one.unitCode}/${one.periodCode}`,
    unit: one.unitName,
    period: periodName(one.periodCode, lang),
    respondents: one.respondents,
  };
}

function hrefOf(step: NextStep, liveHref: string): string {
  switch (step.kind) {
    case 'add_services':
      return '/kelola/layanan';
    case 'add_period':
    case 'set_populations':
      return '/kelola/periode';
    case 'add_codes':
    case 'print_codes':
      return '/kode';
    case 'see_conflicts':
      return '/bentrok';
    case 'close_period':
    case 'publish':
      return `/periode/${step.period}`;
    case 'collect':
      return `/layanan/${step.service}`;
    case 'see_figures':
    case 'see_live':
      return liveHref;
  }
}

function aboutOf(step: NextStep, services: readonly Service[], lang: Lang): string | null {
  if (step.kind === 'collect') return services.find(({ id }) => id === step.service)?.name ?? null;
  return step.kind === 'close_period' || step.kind === 'publish' ? periodName(step.period, lang) : null;
}
