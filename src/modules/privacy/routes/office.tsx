/** `/kelola/data-pribadi`: settings, texts, documents, retention, keys. */
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import type { AllPersonalData } from '../../../platform/personal/index.ts';
import { type Route, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { getOffice } from '../../org/index.ts';
import { changeSettings, changeText } from '../actions/office.ts';
import { changeRetention, keptUntil, startRetention } from '../actions/retention.ts';
import { startRotation } from '../actions/rotation.ts';
import { formSchema, givenOf, textOf } from '../inputs/form.ts';
import { parseRetention, parseSettings, parseText } from '../inputs/office.ts';
import { followUp } from '../law/consent-texts.ts';
import { AssessmentPage, type DocumentProps, RecordOfProcessingPage } from '../pages/documents.tsx';
import { home, RetentionListPage, RetentionPage, SettingsPage, TextPage } from '../pages/office.tsx';
import type { Attempt } from '../pages/parts.tsx';
import { listTexts } from '../store/consents.ts';
import { isRotating, listKeys } from '../store/keys.ts';
import { findSettings, listRetention } from '../store/settings.ts';
import { manage, newsQuery } from './parts.ts';

const shown = 50;
const purposeParams = z.object({ purpose: z.string().max(100) });

async function keysOf(db: Db, scope: TenantScope) {
  const keys = await listKeys(db, scope);
  return {
    since: keys.find(({ retiredAt }) => retiredAt === null)?.createdAt ?? null,
    moving: await isRotating(db, scope),
    destroyed: keys.filter(({ destroyedAt }) => destroyedAt !== null).length,
  };
}

/** What the two documents are made of. */
async function documentOf(db: Db, scope: TenantScope, personal: AllPersonalData, madeAt: Date): Promise<DocumentProps> {
  const { name, timeZone } = await getOffice(db, scope);
  const { officer } = await findSettings(db, scope);
  const { purposes, tables } = personal;
  const retention = new Map(
    (await listRetention(db, scope)).map((one) => [one.purpose, { days: one.days, runs: one.confirmedAt !== null }]),
  );
  return { office: name, officer, madeAt, timeZone, purposes, tables, retention };
}

function documentRoutes(personal: AllPersonalData): readonly Route[] {
  return [
    staffRoute({
      method: 'GET',
      path: `${home}/catatan`,
      access: manage,
      handler: async ({ db, scope, now }) =>
        page('', <RecordOfProcessingPage {...(await documentOf(db, scope, personal, now))} />),
    }),
    staffRoute({
      method: 'GET',
      path: `${home}/dampak`,
      access: manage,
      handler: async ({ db, scope, now }) => page('', <AssessmentPage {...(await documentOf(db, scope, personal, now))} />),
    }),
  ];
}

const settingRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: home,
    access: manage,
    query: newsQuery('saved', 'replaced'),
    handler: async ({ db, scope, query }) => {
      const { timeZone } = await getOffice(db, scope);
      const { ageLimit, contactOffered, officer, noticeTo } = await findSettings(db, scope);
      const values = {
        age_limit: String(ageLimit),
        contact_offered: contactOffered ? '1' : '',
        officer,
        notice_to: noticeTo,
      };
      return page('', <SettingsPage attempt={{ values }} keys={await keysOf(db, scope)} timeZone={timeZone} news={query} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: home,
    access: manage,
    body: formSchema,
    handler: async ({ db, scope, body, now }) => {
      const parsed = parseSettings(body);
      if (parsed.wrong) {
        const { timeZone } = await getOffice(db, scope);
        const values = givenOf(body, 'age_limit', 'contact_offered', 'officer', 'notice_to');
        const attempt = { values, wrong: parsed.wrong };
        return page('', <SettingsPage attempt={attempt} keys={await keysOf(db, scope)} timeZone={timeZone} />, 422);
      }
      await changeSettings(db, scope, parsed.value, now);
      return redirect(`${home}?kabar=saved`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: `${home}/kunci`,
    access: manage,
    handler: async ({ db, scope, config, now }) => {
      // Pressed twice: the change under way is enough.
      if (!(await isRotating(db, scope))) await startRotation(db, scope, config.secret, now);
      return redirect(`${home}?kabar=replaced`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: `${home}/naskah`,
    access: manage,
    query: newsQuery('saved'),
    handler: async ({ db, scope, query }) => {
      const { timeZone } = await getOffice(db, scope);
      const versions = await listTexts(db, scope, followUp);
      const values = { body_id: versions[0]?.text.id ?? '', body_en: versions[0]?.text.en ?? '' };
      return page('', <TextPage attempt={{ values }} versions={versions} timeZone={timeZone} saved={query !== undefined} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: `${home}/naskah`,
    access: manage,
    body: formSchema,
    handler: async ({ db, scope, body, now }) => {
      const parsed = parseText(body);
      if (parsed.wrong) {
        const { timeZone } = await getOffice(db, scope);
        const versions = await listTexts(db, scope, followUp);
        const attempt = { values: givenOf(body, 'body_id', 'body_en'), wrong: parsed.wrong };
        return page('', <TextPage attempt={attempt} versions={versions} timeZone={timeZone} saved={false} />, 422);
      }
      await changeText(db, scope, followUp, parsed.value, now);
      return redirect(`${home}/naskah?kabar=saved`);
    },
  }),
];

function retentionRoutes(personal: AllPersonalData): readonly Route[] {
  const lines = async (db: Db, scope: TenantScope, lang: Lang) => {
    const set = new Map((await listRetention(db, scope)).map((one) => [one.purpose, one]));
    return personal.purposes
      .filter(({ id }) => personal.retention.some(({ purpose }) => purpose === id))
      .map(({ id, title }) => {
        const one = set.get(id);
        return {
          purpose: id,
          title: title[lang],
          days: one?.days ?? null,
          note: one?.note ?? '',
          confirmed: one?.confirmedAt ? { at: one.confirmedAt, by: one.confirmedBy ?? '' } : null,
          runAt: one?.runAt ?? null,
        };
      });
  };
  const lineOf = async (db: Db, scope: TenantScope, lang: Lang, purpose: string) => {
    const line = (await lines(db, scope, lang)).find((one) => one.purpose === purpose);
    const handler = personal.retention.find((one) => one.purpose === purpose);
    if (!line || !handler) throw new Problem('privacy.purpose_unknown');
    return { line, handler };
  };
  const show = async (
    { db, scope, lang, now }: { db: Db; scope: TenantScope; lang: Lang; now: Date },
    purpose: string,
    { attempt, news }: { attempt?: Attempt; news?: 'saved' | 'started' | undefined },
  ) => {
    const { line, handler } = await lineOf(db, scope, lang, purpose);
    const { timeZone } = await getOffice(db, scope);
    const before = line.days === null ? null : keptUntil(line.days, now);
    const due = before && { before, ...(await handler.due(db, scope, before, shown)) };
    const given = attempt ?? { values: { days: line.days === null ? '' : String(line.days), note: line.note } };
    const body = <RetentionPage line={line} due={due} attempt={given} timeZone={timeZone} news={news} />;
    return page('', body, attempt ? 422 : 200);
  };
  return [
    staffRoute({
      method: 'GET',
      path: `${home}/retensi`,
      access: manage,
      handler: async ({ db, scope, lang }) => {
        const { timeZone } = await getOffice(db, scope);
        return page('', <RetentionListPage lines={await lines(db, scope, lang)} timeZone={timeZone} />);
      },
    }),
    staffRoute({
      method: 'GET',
      path: `${home}/retensi/:purpose`,
      access: manage,
      params: purposeParams,
      query: newsQuery('saved', 'started'),
      handler: (context) => show(context, context.params.purpose, { news: context.query }),
    }),
    staffRoute({
      method: 'POST',
      path: `${home}/retensi/:purpose`,
      access: manage,
      params: purposeParams,
      body: formSchema,
      handler: async (context) => {
        const { db, scope, params, body, lang, now } = context;
        await lineOf(db, scope, lang, params.purpose);
        const parsed = parseRetention(body);
        if (parsed.wrong)
          return show(context, params.purpose, { attempt: { values: givenOf(body, 'days', 'note'), wrong: parsed.wrong } });
        await changeRetention(db, scope, params.purpose, parsed.value, now);
        return redirect(`${home}/retensi/${params.purpose}?kabar=saved`);
      },
    }),
    staffRoute({
      method: 'POST',
      path: `${home}/retensi/:purpose/jalankan`,
      access: manage,
      params: purposeParams,
      body: formSchema,
      handler: async ({ db, scope, params, body, lang, now }) => {
        await lineOf(db, scope, lang, params.purpose);
        const days = textOf(body, 'days');
        if (!/^\d{1,5}$/.test(days)) throw new Problem('privacy.retention_changed');
        await startRetention(db, scope, params.purpose, Number(days), now);
        return redirect(`${home}/retensi/${params.purpose}?kabar=started`);
      },
    }),
  ];
}

export function createOfficeRoutes(personal: AllPersonalData): readonly Route[] {
  return [...settingRoutes, ...documentRoutes(personal), ...retentionRoutes(personal)];
}
