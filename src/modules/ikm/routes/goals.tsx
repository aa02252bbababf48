/** /target-kinerja: targets of planning documents, and where each stands. */
import { localDay } from '../../../kernel/dates.ts';
import { parsePeriod } from '../../../kernel/period.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { formatDateTime } from '../../../platform/i18n/index.ts';
import type { FieldErrors, FieldValues } from '../../../platform/ui/index.ts';
import { type Route, type StaffContext, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { getOffice, listPeriods, periodName } from '../../org/index.ts';
import { canRead, canSetGoals } from '../access.ts';
import { addGoal, correctGoal } from '../actions/goals.ts';
import { figuresOfGoals, readProgress } from '../actions/progress.ts';
import { goalBody, goalQuery, goalsQuery, idParams } from '../inputs.ts';
import { GoalPage } from '../pages/goal-progress.tsx';
import { GoalsPage } from '../pages/goals.tsx';
import { type GoalField, readGoal } from '../rules/goals.ts';
import { standingOf } from '../rules/progress.ts';
import { type GoalEntry, listGoalHistory, listGoals } from '../store/goals.ts';
import { listResults, type ResultLine } from '../store/results.ts';
import { goalTexts } from '../texts/goals.ts';
import { placeName, placeNamed, placeOptions, placesOf } from './places.ts';

const read = staff('ikm.read_goals', canRead, { branch: true });
const manage = staff('ikm.set_goals', canSetGoals, { branch: true });

type Ctx = Pick<StaffContext<unknown, unknown, unknown>, 'db' | 'scope' | 'actor' | 'lang' | 'now'>;

function faultsAt(faults: readonly GoalField[], lang: Ctx['lang']): Record<string, string> {
  const { fault } = goalTexts[lang];
  return Object.fromEntries(faults.map((field) => [field === 'source_future' ? 'source_on' : field, fault[field]]));
}

async function today({ db, scope, now }: Pick<Ctx, 'db' | 'scope' | 'now'>): Promise<string> {
  return localDay(now, (await getOffice(db, scope)).timeZone);
}

export const goalRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/target-kinerja',
    access: read,
    query: goalsQuery,
    handler: (ctx) => {
      const t = goalTexts[ctx.lang];
      const news = { added: t.added, corrected: t.corrected, withdrawn: t.withdrawnNow };
      return show(ctx, { year: ctx.query.tahun, news: ctx.query.kabar ? news[ctx.query.kabar] : null });
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/target-kinerja',
    access: manage,
    body: goalBody,
    handler: async (ctx) => {
      const { db, scope, body, lang, now } = ctx;
      const { reason: _reason, place: placeText, ...given } = body;
      const place = placeNamed(await placesOf(db, scope), placeText);
      const result = readGoal(given, await today(ctx));
      const year = Number(/^\s*(\d{4})/.exec(given.period)?.[1]) || undefined;
      const refuse = (errors: FieldErrors) =>
        show(ctx, { year, news: null, values: { ...given, place: placeText }, errors }, 422);
      if (!place || result.faults)
        return refuse({ ...faultsAt(result.faults ?? [], lang), ...(place ? {} : { place: goalTexts[lang].fault.place }) });
      try {
        await addGoal(db, scope, { ...place, ...result.value }, now);
      } catch (error) {
        if (error instanceof Problem && error.code === 'ikm.goal_exists') return refuse({ period: goalTexts[lang].exists });
        throw error;
      }
      return redirect(`/target-kinerja?tahun=${result.value.periodCode.slice(0, 4)}&kabar=added`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/target-kinerja/:id',
    access: read,
    params: idParams,
    query: goalQuery,
    handler: (ctx) => showOne(ctx, { id: ctx.params.id, mean: ctx.query.cara === 'rata' }),
  }),
  staffRoute({
    method: 'POST',
    path: '/target-kinerja/:id',
    access: manage,
    params: idParams,
    body: goalBody,
    handler: async (ctx) => {
      const { db, scope, body, params, lang, now } = ctx;
      const { goal } = await findGoal(db, scope, params.id);
      const { document, unsur, periodCode: period } = goal;
      const result = readGoal({ ...body, document, unsur, period }, await today(ctx));
      const errors = {
        ...faultsAt(result.faults ?? [], lang),
        ...(body.reason.trim() === '' ? { reason: goalTexts[lang].reasonMissing } : {}),
      };
      if (result.faults || Object.keys(errors).length > 0) {
        const { wanted, source_title, source_place, source_on, reason } = body;
        return showOne(ctx, { id: params.id, values: { wanted, source_title, source_place, source_on, reason }, errors });
      }
      await correctGoal(db, scope, { id: params.id, promise: result.value, reason: body.reason }, now);
      return redirect(`/target-kinerja?tahun=${period.slice(0, 4)}&kabar=corrected`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/target-kinerja/:id/tarik',
    access: manage,
    params: idParams,
    body: goalBody,
    handler: async (ctx) => {
      const { db, scope, body, params, lang, now } = ctx;
      const { goal } = await findGoal(db, scope, params.id);
      if (body.reason.trim() === '')
        return showOne(ctx, { id: params.id, withdrawErrors: { reason: goalTexts[lang].reasonMissing } });
      await correctGoal(db, scope, { id: params.id, promise: null, reason: body.reason }, now);
      return redirect(`/target-kinerja?tahun=${goal.periodCode.slice(0, 4)}&kabar=withdrawn`);
    },
  }),
];

/** A target within reach with all its entries. @throws Problem ikm.goal_unknown */
async function findGoal(db: Db, scope: TenantScope, id: string) {
  const history = await listGoalHistory(db, scope, id);
  const places = await placesOf(db, scope);
  const [goal] = history;
  // A service that moved took its targets along only as far as the branch of whoever asks.
  const within =
    goal &&
    places.units.some((unit) => unit.id === goal.unitId) &&
    (goal.serviceId === null || places.services.some((service) => service.id === goal.serviceId));
  if (!goal || !within) throw new Problem('ikm.goal_unknown');
  return { goal, history, places };
}

/** What was published for a target of the index of a unit and its very period: that is its figure then, wherever it is shown. */
function publishedOf({ unitId, serviceId, unsur, periodCode }: GoalEntry, results: readonly ResultLine[]) {
  if (serviceId !== null || unsur !== '') return null;
  const line = results.find((one) => one.unitId === unitId && one.periodCode === periodCode);
  if (!line) return null;
  const { ikm, low, high, unitCode } = line;
  return { figure: { value: Number(ikm), low, high }, href: `/ikm/${unitCode}/${periodCode}` };
}

interface Shown {
  readonly year: number | undefined;
  readonly news: string | null;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
}

async function show(ctx: Ctx, { year: wanted, news, values, errors }: Shown, status = 200) {
  const { db, scope, actor, lang } = ctx;
  const places = await placesOf(db, scope);
  const unitIds = new Set(places.units.map(({ id }) => id));
  const all = (await listGoals(db, scope)).filter(
    ({ unitId, serviceId }) => unitIds.has(unitId) && (serviceId === null || places.services.some(({ id }) => id === serviceId)),
  );
  const thisYear = Number((await today(ctx)).slice(0, 4));
  const year = wanted ?? thisYear;
  const goals = all.filter(({ periodCode }) => Number(periodCode.slice(0, 4)) === year);
  const figures = await figuresOfGoals(db, scope, places, goals);
  const results = goals.length > 0 ? await listResults(db, scope) : [];
  const rows = goals.map((goal) => {
    const published = publishedOf(goal, results);
    return {
      ...goal,
      placeName: placeName(places, goal),
      periodName: periodName(goal.periodCode, lang),
      standing: standingOf(goal, published?.figure ?? figures.get(goal.id) ?? null),
      href: published?.href ?? null,
    };
  });
  const years = new Set([thisYear, year, ...all.map(({ periodCode }) => Number(periodCode.slice(0, 4)))]);
  return page(
    '',
    <GoalsPage
      view={{
        year,
        years: [...years].toSorted((a, b) => b - a),
        rows,
        places: placeOptions(places, goalTexts[lang]),
        canManage: canSetGoals(actor),
        news,
        values: values ?? { period: String(year) },
        errors: errors ?? {},
      }}
    />,
    status,
  );
}

interface OneShown {
  readonly id: string;
  readonly mean?: boolean;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
  readonly withdrawErrors?: FieldErrors;
}

async function showOne(ctx: Ctx, { id, mean = false, values, errors, withdrawErrors }: OneShown) {
  const { db, scope, actor, lang, now } = ctx;
  const { goal, history, places } = await findGoal(db, scope, id);
  const { timeZone } = await getOffice(db, scope);
  const method = mean ? 'mean' : 'pooled';
  const periods = await listPeriods(db, scope);
  const progress = await readProgress(db, scope, places, goal, { method, today: localDay(now, timeZone), periods });
  const published = mean ? null : publishedOf(goal, await listResults(db, scope, { unitId: goal.unitId }));
  const { firstDay, lastDay } = parsePeriod(goal.periodCode);
  const where = goal.serviceId === null ? `unit:${goal.unitId}` : `layanan:${goal.serviceId}`;
  return page(
    '',
    <GoalPage
      view={{
        goal,
        path: `/target-kinerja/${id}`,
        placeName: placeName(places, goal),
        periodName: periodName(goal.periodCode, lang),
        method,
        progress,
        standing: published ? standingOf(goal, published.figure) : progress,
        publishedHref: published?.href ?? null,
        rangeHref: `/rentang?${new URLSearchParams({ dari: firstDay, sampai: lastDay, tempat: where })}`,
        edit: {
          history: history.map((one) => ({ ...one, entered: formatDateTime(one.enteredAt, timeZone, lang) })),
          canManage: canSetGoals(actor),
          values: values ?? valuesOf(goal, lang),
          errors: errors ?? {},
          withdrawErrors: withdrawErrors ?? {},
        },
      }}
    />,
    errors || withdrawErrors ? 422 : 200,
  );
}

function valuesOf({ value, mutu, sourceTitle, sourcePlace, sourceOn }: GoalEntry, lang: Ctx['lang']): FieldValues {
  const wanted = value === '' ? mutu : lang === 'id' ? value.replace('.', ',') : value;
  return { wanted, source_title: sourceTitle, source_place: sourcePlace, source_on: sourceOn };
}
