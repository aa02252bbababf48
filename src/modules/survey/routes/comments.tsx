/** `/komentar`: what people wrote, by unsur and theme, and the page that puts a group right. */
import { z } from 'zod';
import { isId } from '../../../kernel/ids.ts';
import { formatDate } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { findService, listPeriods, periodName } from '../../org/index.ts';
import { canRead, canWork } from '../access.ts';
import { getComment, sortComment } from '../actions/comment-groups.ts';
import { findInstrument as findLaw } from '../law/instruments.ts';
import { SortCommentPage } from '../pages/themes.tsx';
import { type CommentCard, CommentsPage } from '../pages/work.tsx';
import { themes } from '../rules/theme-words.ts';
import { countGroups, groupComment, isIn, settleGroups, ungrouped } from '../rules/themes.ts';
import { listGroupable } from '../store/comment-groups.ts';
import { countFlags } from '../store/flags.ts';
import { defaultBase } from '../store/instruments.ts';
import { countComments, findLowPlaces, listComments } from '../store/reading.ts';
import { maskWordsIn } from '../texts/work.ts';
import { servicesOf } from './work.tsx';

const read = staff('survey.read', canRead, { branch: true });
const sort = staff('survey.sort_comments', canWork, { branch: true });
const perPage = 30;
/** So many of the newest comments are grouped at a time; the page says so. */
const mostGrouped = 2000;

const filterQuery = z.object({
  layanan: z.string().max(100).default(''),
  unit: z.string().max(100).default(''),
  periode: z.string().max(20).default(''),
  unsur: z.string().max(60).default(''),
  tema: z.string().max(80).default(''),
  halaman: z.coerce.number().int().min(1).catch(1).default(1),
});

const idParams = z.object({
  id: z
    .string()
    .max(200)
    .transform((text) => (isId(text) ? text.toLowerCase() : '')),
});

/** What the list was asked for, so that a correction leads back to it. */
function listQuery({ halaman, ...asked }: z.infer<typeof filterQuery>): string {
  const query = new URLSearchParams(
    Object.entries({ ...asked, halaman: halaman > 1 ? String(halaman) : '' }).filter(([, value]) => value !== ''),
  );
  return query.size > 0 ? `?${query}` : '';
}

const law = () => findLaw(defaultBase).unsur;

export const commentRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/komentar',
    access: read,
    query: filterQuery,
    handler: async ({ db, scope, actor, query, lang, looked }) => {
      const { services, unit } = await servicesOf(db, scope, query.unit);
      const periods = await listPeriods(db, scope);
      const unsur = law();
      const period = periods.find((one) => one.code === query.periode);
      const service = services.find((one) => one.id === query.layanan);
      const low = unsur.find((one) => one.id === query.unsur);
      const places = [...unsur, ...themes].map(({ id }) => id as string);
      const place = [...places, ungrouped].find((one) => one === query.tema) ?? '';
      const filter = {
        serviceIds: service ? [service.id] : services.map((one) => one.id),
        ...(period ? { from: period.startsOn, to: period.endsOn } : {}),
        ...(low ? { low: await findLowPlaces(db, scope, low.id) } : {}),
      };
      const groupable = await listGroupable(db, scope, { ...filter, limit: mostGrouped });
      const groups = new Map(groupable.map(({ id, comment, kept }) => [id, settleGroups(comment, kept)]));
      const counts = countGroups([...groups.values()].map((one) => one.groups));
      const chosen = place === '' ? null : [...groups].filter(([, { groups: found }]) => isIn(found, place)).map(([id]) => id);
      const total =
        chosen?.length ??
        (groupable.length < mostGrouped ? groupable.length : await countComments(db, scope, { ...filter, limit: 0 }));
      const pages = Math.max(1, Math.ceil(total / perPage));
      const at = Math.min(query.halaman, pages);
      const offset = (at - 1) * perPage;
      const shown = chosen
        ? { ...filter, ids: chosen.slice(offset, offset + perPage), limit: perPage }
        : { ...filter, limit: perPage, offset };
      const names = new Map(services.map((one) => [one.id, one.name]));
      const written = await listComments(db, scope, shown, maskWordsIn(lang));
      const older = written.filter(({ id }) => !groups.has(id)).map(({ id }) => id);
      if (older.length > 0)
        for (const { id, comment, kept } of await listGroupable(db, scope, { ...filter, ids: older, limit: perPage }))
          groups.set(id, settleGroups(comment, kept));
      const comments = written.map(
        (one): CommentCard => ({
          ...one,
          serviceName: names.get(one.serviceId) ?? '',
          low: one.low.map((id) => unsur.find((each) => each.id === id)?.name ?? id),
          shown: groups.get(one.id) ?? { groups: [], byHand: false },
        }),
      );
      if (comments.length > 0)
        looked({
          action: 'survey.read_comments',
          detail: { comments: comments.length, page: at, ...(service ? { service: service.id } : {}) },
        });
      const flags = await countFlags(db, scope, filter);
      const values = {
        ...{ unit: unit?.id ?? '', layanan: service?.id ?? '', periode: period?.code ?? '', unsur: low?.id ?? '' },
        tema: place,
      };
      const named = periods.map((one) => ({ code: one.code, name: periodName(one.code, lang) }));
      return page(
        '',
        <CommentsPage
          comments={comments}
          total={total}
          page={at}
          pages={pages}
          values={values}
          services={services}
          unitName={unit?.name ?? null}
          periods={named}
          unsur={unsur}
          flags={flags}
          themes={{ counts, looked: groupable.length }}
          mayCorrect={canWork(actor)}
        />,
      );
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/komentar/:id/kelompok',
    access: sort,
    params: idParams,
    // The list that it was opened from, to come back to.
    query: filterQuery,
    handler: async ({ db, scope, params, query, lang, looked }) => {
      const { shown, groupable } = await getComment(db, scope, params.id, maskWordsIn(lang));
      const service = await findService(db, scope, shown.serviceId);
      looked({ action: 'survey.read_comments', detail: { comments: 1, service: shown.serviceId } });
      return page(
        '',
        <SortCommentPage
          action={`/komentar/${shown.id}/kelompok${listQuery(query)}`}
          listHref={`/komentar${listQuery(query)}`}
          comment={shown.comment}
          meta={`${service?.name ?? ''} · ${formatDate(shown.serviceOn, lang)}`}
          machine={groupComment(groupable.comment)}
          now={settleGroups(groupable.comment, groupable.kept)}
          unsur={law()}
        />,
      );
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/komentar/:id/kelompok',
    access: sort,
    params: idParams,
    query: filterQuery,
    body: z
      .object({
        unsur: z.union([z.string(), z.array(z.string())]).default([]),
        machine: z.string().default(''),
      })
      .catch({ unsur: [], machine: '' }),
    handler: async ({ db, scope, params, query, body, lang, now }) => {
      const one = await getComment(db, scope, params.id, maskWordsIn(lang));
      const given = [body.unsur].flat();
      const unsur = law()
        .map(({ id }) => id as string)
        .filter((id) => given.includes(id));
      await sortComment(db, scope, one, body.machine === '1' ? null : unsur, now);
      return redirect(`/komentar${listQuery(query)}`);
    },
  }),
];
