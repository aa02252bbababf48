/** `/rencana`: the plan, a new line, one line, and the table. */
import { localDay } from '../../../kernel/dates.ts';
import { parsePeriod } from '../../../kernel/period.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, type StaffContext, staff, staffRoute } from '../../../platform/web/module.ts';
import { download, page, redirect } from '../../../platform/web/reply.ts';
import { listResults } from '../../ikm/index.ts';
import { getOffice, listUnits, periodName } from '../../org/index.ts';
import { canPlan, canRead, canShow } from '../access.ts';
import { addFollowUp, changeFollowUp, type Ground, getFollowUp, getGround, setProgress, showFollowUp } from '../actions.ts';
import {
  contentFields,
  formSchema,
  givenOf,
  idParams,
  type ListQuery,
  listQuery,
  newQuery,
  newsQuery,
  parseContent,
  parseProgress,
  progressFields,
  textOf,
} from '../inputs.ts';
import { ActionPage, type ActionView, type Attempt, type Choices, NewActionPage } from '../pages/action.tsx';
import { type PlanLine, PlanPage } from '../pages/plan.tsx';
import { type FollowUp, isOverdue, proposalsOf, quartersFor, states, usualQuarter } from '../rules.ts';
import { listFollowUps } from '../store.ts';
import { quarterName, texts } from '../texts/screens.ts';
import { auditWords } from '../texts/words.ts';
import { tableOf } from './table.ts';

const read = staff('followup.read', canRead, { branch: true });
const plan = staff('followup.plan', canPlan, { branch: true });
const show = staff('followup.show', canShow, { branch: true });
const perPage = 100;
const historyShown = 100;

interface ReadPlan {
  readonly all: readonly PlanLine[];
  readonly values: { readonly periode: string; readonly unit: string; readonly status: string };
  readonly periods: readonly string[];
  readonly units: readonly { readonly code: string; readonly name: string }[];
}

/** The plan of the units within reach, as the filter asks. Nothing asked: the newest published period. */
async function readPlan(db: Db, scope: TenantScope, query: ListQuery, now: Date): Promise<ReadPlan> {
  const units = await listUnits(db, scope);
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const results = (await listResults(db, scope)).filter(({ unitId }) => names.has(unitId));
  const lastDay = (code: string) => parsePeriod(code).lastDay;
  const periods = [...new Set(results.map(({ periodCode }) => periodCode))].toSorted((a, b) =>
    lastDay(a) < lastDay(b) ? 1 : -1,
  );
  const periode = query.periode === undefined ? (periods[0] ?? '') : periods.includes(query.periode) ? query.periode : '';
  const published = new Set(results.filter((one) => periode === '' || one.periodCode === periode).map(({ unitId }) => unitId));
  const among = units.filter(({ id }) => published.has(id)).map(({ id, code, name }) => ({ id, code, name }));
  const [only] = among;
  const unit = among.find(({ code }) => code === query.unit) ?? (among.length === 1 ? only : undefined);
  const { timeZone } = await getOffice(db, scope);
  const today = localDay(now, timeZone);
  const lines = await listFollowUps(db, scope, {
    unitIds: unit ? [unit.id] : [...names.keys()],
    ...(periode === '' ? {} : { periodCode: periode }),
  });
  return {
    all: lines
      .filter(({ state }) => query.status === '' || state === query.status)
      .map((one) => ({ ...one, unitName: names.get(one.unitId) ?? '', overdue: isOverdue(one, today) })),
    values: { periode, unit: unit?.code ?? '', status: query.status },
    periods,
    units: among,
  };
}

const choicesOf = ({ result }: Ground, kept: FollowUp | null = null): Choices => {
  const unsur = result.snapshot.unsur.map(({ id, name }) => ({ value: id, label: name }));
  const known = kept === null || unsur.some(({ value }) => value === kept.unsur);
  return {
    // A later version of the result may ask other unsur; what was planned stays.
    unsur: known || kept === null ? unsur : [{ value: kept.unsur, label: kept.unsurName }, ...unsur],
    quarters: quartersFor(result.snapshot.period.code, kept?.due ?? null),
  };
};

const valuesOf = ({ unsur, action, due, owner, state, evidence, evidenceUrl, reason }: FollowUp) => ({
  content: { unsur, action, due, owner },
  progress: { state, evidence, evidence_url: evidenceUrl, reason },
});

/** One line of the history: what stood there before and what stands there now, in words. */
function changesOf(detail: Readonly<Record<string, unknown>>, lang: Lang): string[] {
  const t = texts[lang];
  const labels: Readonly<Record<string, string>> = {
    unsurName: t.priority,
    action: t.action,
    due: t.due,
    owner: t.owner,
    state: t.state,
    evidence: t.evidence,
    evidenceUrl: t.evidenceUrl,
    reason: t.reason,
  };
  const say = (field: string, value: unknown): string => {
    const text = String(value ?? '');
    if (text === '') return t.empty;
    const state = states.find((one) => field === 'state' && one === text);
    return state ? t.states[state] : field === 'due' ? quarterName(text, lang) : text;
  };
  return Object.entries(detail).flatMap(([field, value]) => {
    const label = labels[field];
    return label !== undefined && Array.isArray(value) ? [`${label} ${t.from(say(field, value[0]), say(field, value[1]))}`] : [];
  });
}

type Context = Pick<StaffContext<unknown, unknown, unknown>, 'db' | 'scope' | 'actor' | 'lang' | 'now'>;

/** The page of one line, perhaps with what came back. */
async function actionPage(
  { db, scope, actor, lang, now }: Context,
  id: string,
  came: { readonly content?: Attempt; readonly progress?: Attempt; readonly news?: ActionView['news'] } = {},
) {
  const one = await getFollowUp(db, scope, id);
  const ground = await getGround(db, scope, one.unit.code, one.periodCode);
  const { timeZone } = await getOffice(db, scope);
  const events = await listEvents(db, scope, { target: { kind: 'followup', id }, limit: historyShown });
  const values = valuesOf(one);
  const view: ActionView = {
    one: { ...one, unitName: one.unit.name, overdue: isOverdue(one, localDay(now, timeZone)) },
    unitCode: one.unit.code,
    periodName: periodName(one.periodCode, lang),
    choices: choicesOf(ground, one),
    content: came.content ?? { values: values.content },
    progress: came.progress ?? { values: values.progress },
    history: events.map(({ at, actorName, action, detail }) => ({
      at,
      by: actorName,
      what: (auditWords[lang] as Readonly<Record<string, string>>)[action] ?? action,
      changes: changesOf(detail, lang),
    })),
    timeZone,
    news: came.news,
    mayPlan: canPlan(actor),
    mayShow: canShow(actor),
  };
  return page('', <ActionPage view={view} />, came.content?.wrong || came.progress?.wrong ? 422 : 200);
}

function newPage({ unit, result }: Ground, attempt: Attempt, lang: Lang) {
  const { code } = result.snapshot.period;
  const view = {
    unitCode: unit.code,
    unitName: unit.name,
    periodCode: code,
    periodName: periodName(code, lang),
    choices: choicesOf({ unit, result }),
    attempt,
  };
  return page('', <NewActionPage view={view} />, attempt.wrong ? 422 : 200);
}

const chosen = ({ unsur, quarters }: Choices) => ({ unsur: unsur.map(({ value }) => value), quarters });

export const planRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/rencana',
    access: read,
    query: listQuery,
    handler: async ({ db, scope, actor, query, lang, now }) => {
      const found = await readPlan(db, scope, query, now);
      const { all, values } = found;
      const ground = values.unit !== '' && values.periode !== '' ? await getGround(db, scope, values.unit, values.periode) : null;
      const own = ground ? await listFollowUps(db, scope, { unitIds: [ground.unit.id], periodCode: values.periode }) : [];
      const pages = Math.max(1, Math.ceil(all.length / perPage));
      const at = Math.min(query.halaman, pages);
      return page(
        '',
        <PlanPage
          view={{
            all,
            lines: all.slice((at - 1) * perPage, at * perPage),
            page: at,
            pages,
            values,
            periods: found.periods.map((code) => ({ value: code, label: periodName(code, lang) })),
            units: found.units.map(({ code, name }) => ({ value: code, label: name })),
            ground: ground && {
              unitCode: ground.unit.code,
              unitName: ground.unit.name,
              periodCode: values.periode,
              periodName: periodName(values.periode, lang),
              proposals: proposalsOf(ground.result.snapshot.unsur, own),
            },
            mayPlan: canPlan(actor),
          }}
        />,
      );
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/rencana/unduh',
    access: read,
    query: listQuery,
    handler: async ({ db, scope, query, lang, now }) => {
      const { all, values } = await readPlan(db, scope, query, now);
      const name = ['rencana-tindak-lanjut', values.unit, values.periode].filter((part) => part !== '').join('-');
      return download(`${name}.csv`, 'text/csv; charset=utf-8', tableOf(all, lang));
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/rencana/baru',
    access: plan,
    query: newQuery,
    handler: async ({ db, scope, query, lang, now }) => {
      const ground = await getGround(db, scope, query.unit, query.periode);
      const { timeZone } = await getOffice(db, scope);
      const due = usualQuarter(choicesOf(ground).quarters, localDay(now, timeZone));
      return newPage(ground, { values: { unsur: query.unsur, due } }, lang);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/rencana',
    access: plan,
    body: formSchema,
    handler: async ({ db, scope, body, lang, now }) => {
      const ground = await getGround(db, scope, textOf(body, 'unit'), textOf(body, 'periode'));
      const parsed = parseContent(body, chosen(choicesOf(ground)));
      if (parsed.wrong) return newPage(ground, { values: givenOf(body, contentFields), wrong: parsed.wrong }, lang);
      return redirect(`/rencana/${await addFollowUp(db, scope, ground, parsed.value, now)}?kabar=added`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/rencana/:id',
    access: read,
    params: idParams,
    query: newsQuery,
    handler: (context) => actionPage(context, context.params.id, { news: context.query.kabar }),
  }),
  staffRoute({
    method: 'POST',
    path: '/rencana/:id',
    access: plan,
    params: idParams,
    body: formSchema,
    handler: async (context) => {
      const { db, scope, params, body, now } = context;
      const one = await getFollowUp(db, scope, params.id);
      const choices = choicesOf(await getGround(db, scope, one.unit.code, one.periodCode), one);
      const parsed = parseContent(body, chosen(choices));
      if (parsed.wrong)
        return actionPage(context, one.id, { content: { values: givenOf(body, contentFields), wrong: parsed.wrong } });
      const unsurName = choices.unsur.find(({ value }) => value === parsed.value.unsur)?.label ?? one.unsurName;
      await changeFollowUp(db, scope, one, { ...parsed.value, unsurName }, now);
      return redirect(`/rencana/${one.id}?kabar=saved`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/rencana/:id/status',
    access: plan,
    params: idParams,
    body: formSchema,
    handler: async (context) => {
      const { db, scope, params, body, now } = context;
      const one = await getFollowUp(db, scope, params.id);
      const parsed = parseProgress(body);
      if (parsed.wrong)
        return actionPage(context, one.id, { progress: { values: givenOf(body, progressFields), wrong: parsed.wrong } });
      await setProgress(db, scope, one, parsed.value, now);
      return redirect(`/rencana/${one.id}?kabar=saved`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/rencana/:id/umumkan',
    access: show,
    params: idParams,
    body: formSchema,
    handler: async ({ db, scope, params, body, now }) => {
      const one = await getFollowUp(db, scope, params.id);
      await showFollowUp(db, scope, one, textOf(body, 'shown') === '1', now);
      return redirect(`/rencana/${one.id}?kabar=saved`);
    },
  }),
];
