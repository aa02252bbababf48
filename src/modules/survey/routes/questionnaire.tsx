/** `/kuesioner`: what is asked. */
import { z } from 'zod';
import { isId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { Actor, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, raw, redirect } from '../../../platform/web/reply.ts';
import { findService, getOffice, listServices } from '../../org/index.ts';
import { canManage, canRead } from '../access.ts';
import {
  addOwnQuestion,
  assignQuestionnaire,
  changeQuestionnaire,
  createQuestionnaire,
  dropUnsur,
  ensureQuestionnaire,
  removeOwnQuestion,
  replaceUnsur,
  restoreUnsur,
  setAreas,
} from '../actions/questionnaire.ts';
import { readPosted } from '../inputs/form.ts';
import { parseAreas, parseDrop, parseName, parseOwnQuestion, parseReplacement } from '../inputs/questionnaire.ts';
import { printStyle, renderPaper } from '../pages/print.tsx';
import { type Attempt, type Listed, QuestionnairePage, QuestionnairesPage } from '../pages/questionnaire.tsx';
import { UnsurPage } from '../pages/unsur.tsx';
import { noChanges } from '../rules/instrument.ts';
import { findCurrentInstrument, listAssignments, listQuestionnaires, listVersions } from '../store/instruments.ts';
import { surveyProblems } from '../texts/problems.ts';
import { printLook } from './look.ts';
import { documentHeaders } from './sheet.ts';

const manage = staff('survey.manage', canManage);
const read = staff('survey.read', canRead);

const idParams = z.object({ id: z.string().max(100) });
const unsurParams = z.object({ id: z.string().max(100), unsur: z.string().max(60) });

/** The words of a refusal that a form can show; anything else goes on being thrown. Our actions refuse before they write. */
export function refusalWords(error: unknown, lang: Lang): string {
  const words = error instanceof Problem && Object.hasOwn(surveyProblems, error.code) ? surveyProblems[error.code] : undefined;
  if (error instanceof Problem && words?.status === 422) return words[lang](error.params);
  throw error;
}

async function listAll(db: Db, scope: TenantScope): Promise<Listed[]> {
  const [assignments, services, questionnaires] = [
    await listAssignments(db, scope),
    await listServices(db, scope),
    await listQuestionnaires(db, scope),
  ];
  const listed: Listed[] = [];
  for (const [at, one] of questionnaires.entries()) {
    const names = services.filter((service) => assignments.get(service.id) === one.id).map((service) => service.name);
    listed.push({ ...one, current: await findCurrentInstrument(db, scope, one.id), isDefault: at === 0, services: names });
  }
  return listed;
}

async function findOne(db: Db, scope: TenantScope, id: string) {
  const all = isId(id) ? await listQuestionnaires(db, scope) : [];
  const at = all.findIndex((one) => one.id === id.toLowerCase());
  const found = all[at];
  if (!found) throw new Problem('survey.questionnaire_unknown');
  return { ...found, isDefault: at === 0 };
}

async function showOne(
  db: Db,
  scope: TenantScope,
  actor: Actor,
  id: string,
  more: { on?: 'own' | 'areas'; attempt?: Attempt; saved?: { version: number; isNew: boolean } } = {},
) {
  const one = await findOne(db, scope, id);
  const versions = await listVersions(db, scope, one.id);
  const [current] = versions;
  if (!current) throw new Problem('survey.questionnaire_unknown');
  const assignments = await listAssignments(db, scope);
  const services = (await listServices(db, scope)).map((service) => ({
    id: service.id,
    name: service.name,
    uses: assignments.get(service.id) === one.id,
  }));
  const body = (
    <QuestionnairePage
      {...one}
      current={current}
      versions={versions}
      canManage={canManage(actor)}
      services={services}
      {...more}
    />
  );
  return page('', body, more.attempt ? 422 : 200);
}

/** Saves a change and goes back to the questionnaire, which says whether it became a new version. */
async function change(db: Db, scope: TenantScope, id: string, now: Date, edit: Parameters<typeof changeQuestionnaire>[3]) {
  const one = await findOne(db, scope, id);
  const before = await findCurrentInstrument(db, scope, one.id);
  const version = await changeQuestionnaire(db, scope, one.id, edit, now);
  return redirect(`/kuesioner/${one.id}?simpan=${version}${version > before.version ? '&baru=1' : ''}`);
}

async function showUnsur(
  db: Db,
  scope: TenantScope,
  id: string,
  unsur: string,
  more: { on?: 'replace' | 'drop'; attempt?: Attempt } = {},
) {
  const one = await findOne(db, scope, id);
  const current = await findCurrentInstrument(db, scope, one.id);
  const known =
    current.unsur.some((each) => each.id === unsur && !each.added) ||
    current.changes.dropped.some((each) => each.unsur === unsur);
  if (!known) throw new Problem('survey.question_unknown');
  return page('', <UnsurPage id={one.id} name={one.name} current={current} unsur={unsur} {...more} />, more.attempt ? 422 : 200);
}

export const questionnaireRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kuesioner',
    access: read,
    handler: async ({ db, scope }) => page('', <QuestionnairesPage all={await listAll(db, scope)} />),
  }),
  staffRoute({
    method: 'POST',
    path: '/kuesioner',
    access: manage,
    body: z.any(),
    handler: async ({ db, scope, body, now }) => {
      const posted = readPosted(body);
      const parsed = parseName(posted);
      if (parsed.wrong)
        return page(
          '',
          <QuestionnairesPage all={await listAll(db, scope)} attempt={{ values: posted, wrong: parsed.wrong }} />,
          422,
        );
      // People of the same areas come for these services too.
      const { areas = [] } = (await findCurrentInstrument(db, scope, await ensureQuestionnaire(db, scope, now))).changes;
      const id = await createQuestionnaire(db, scope, { name: parsed.value, changes: setAreas(noChanges, areas) }, now);
      return redirect(`/kuesioner/${id}`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kuesioner/:id',
    access: read,
    params: idParams,
    query: z.object({ simpan: z.coerce.number().int().optional().catch(undefined), baru: z.string().optional() }),
    handler: ({ db, scope, actor, params, query }) =>
      showOne(
        db,
        scope,
        actor,
        params.id,
        query.simpan === undefined ? {} : { saved: { version: query.simpan, isNew: query.baru === '1' } },
      ),
  }),
  staffRoute({
    method: 'POST',
    path: '/kuesioner/:id/pertanyaan',
    access: manage,
    params: idParams,
    body: z.any(),
    handler: async ({ db, scope, actor, params, body, now, lang }) => {
      const posted = readPosted(body);
      const parsed = parseOwnQuestion(posted);
      if (parsed.wrong)
        return showOne(db, scope, actor, params.id, { on: 'own', attempt: { values: posted, wrong: parsed.wrong } });
      try {
        return await change(db, scope, params.id, now, (changes, ever) => addOwnQuestion(changes, parsed.value, ever));
      } catch (error) {
        return showOne(db, scope, actor, params.id, {
          on: 'own',
          attempt: { values: posted, refusal: refusalWords(error, lang) },
        });
      }
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kuesioner/:id/pertanyaan/:own/hapus',
    access: manage,
    params: z.object({ id: z.string().max(100), own: z.string().max(60) }),
    handler: ({ db, scope, params, now }) =>
      change(db, scope, params.id, now, (changes) => removeOwnQuestion(changes, params.own)),
  }),
  staffRoute({
    method: 'POST',
    path: '/kuesioner/:id/wilayah',
    access: manage,
    params: idParams,
    body: z.any(),
    handler: ({ db, scope, actor, params, body, now }) => {
      const posted = readPosted(body);
      const parsed = parseAreas(posted);
      if (parsed.wrong)
        return showOne(db, scope, actor, params.id, { on: 'areas', attempt: { values: posted, wrong: parsed.wrong } });
      return change(db, scope, params.id, now, (changes) => setAreas(changes, parsed.value));
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kuesioner/:id/layanan',
    access: manage,
    params: idParams,
    body: z.object({ services: z.union([z.string(), z.array(z.string())]).optional() }).catch({}),
    handler: async ({ db, scope, params, body, now }) => {
      const one = await findOne(db, scope, params.id);
      const chosen = new Set([body.services ?? []].flat());
      const assignments = await listAssignments(db, scope);
      const services = await listServices(db, scope, { withRetired: true });
      const added = services
        .filter((service) => chosen.has(service.id) && assignments.get(service.id) !== one.id)
        .map((service) => service.id);
      const gone = services
        .filter((service) => !chosen.has(service.id) && assignments.get(service.id) === one.id && !service.retiredAt)
        .map((service) => service.id);
      if (added.length > 0) await assignQuestionnaire(db, scope, added, one.isDefault ? null : one.id, now);
      if (gone.length > 0) await assignQuestionnaire(db, scope, gone, null, now);
      return redirect(`/kuesioner/${one.id}?simpan=1`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kuesioner/:id/unsur/:unsur',
    access: manage,
    params: unsurParams,
    handler: ({ db, scope, params }) => showUnsur(db, scope, params.id, params.unsur),
  }),
  staffRoute({
    method: 'POST',
    path: '/kuesioner/:id/unsur/:unsur',
    access: manage,
    params: unsurParams,
    body: z.any(),
    handler: async ({ db, scope, params, body, now, lang }) => {
      const posted = readPosted(body);
      const parsed = parseReplacement(params.unsur, posted);
      if (parsed.wrong)
        return showUnsur(db, scope, params.id, params.unsur, { on: 'replace', attempt: { values: posted, wrong: parsed.wrong } });
      try {
        return await change(db, scope, params.id, now, (changes) => replaceUnsur(changes, parsed.value));
      } catch (error) {
        return showUnsur(db, scope, params.id, params.unsur, {
          on: 'replace',
          attempt: { values: posted, refusal: refusalWords(error, lang) },
        });
      }
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kuesioner/:id/unsur/:unsur/hilangkan',
    access: manage,
    params: unsurParams,
    body: z.any(),
    handler: async ({ db, scope, params, body, now, lang }) => {
      const posted = readPosted(body);
      const parsed = parseDrop(posted);
      if (parsed.wrong)
        return showUnsur(db, scope, params.id, params.unsur, { on: 'drop', attempt: { values: posted, wrong: parsed.wrong } });
      try {
        return await change(db, scope, params.id, now, (changes) => dropUnsur(changes, params.unsur, parsed.value));
      } catch (error) {
        return showUnsur(db, scope, params.id, params.unsur, {
          on: 'drop',
          attempt: { values: posted, refusal: refusalWords(error, lang) },
        });
      }
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kuesioner/:id/unsur/:unsur/kembalikan',
    access: manage,
    params: unsurParams,
    handler: ({ db, scope, params, now }) => change(db, scope, params.id, now, (changes) => restoreUnsur(changes, params.unsur)),
  }),
  staffRoute({
    method: 'GET',
    path: '/kuesioner/:id/cetak',
    access: read,
    params: idParams,
    query: z.object({ layanan: z.string().max(100).optional() }),
    handler: async ({ db, scope, params, query, lang, banner }) => {
      const one = await findOne(db, scope, params.id);
      const instrument = await findCurrentInstrument(db, scope, one.id);
      const office = await getOffice(db, scope);
      const service = query.layanan && isId(query.layanan) ? await findService(db, scope, query.layanan) : null;
      const look = await printLook(db, scope);
      return raw(
        renderPaper({
          lang,
          banner,
          instrument,
          officeName: office.name,
          regionName: office.regionName,
          serviceName: service?.name ?? null,
          look,
        }),
        documentHeaders(printStyle(look.accent)),
      );
    },
  }),
];
