/** `/inklusi/isyarat/<questionnaire>`: what stands beside its questions; `/s/<code>/isyarat/<address>`: the same for everybody. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { isId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { Scope, TenantScope } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { findPiece, pieceBytes } from '../../../platform/files/store.ts';
import type { FieldErrors, FieldValues } from '../../../platform/ui/index.ts';
import { openRoute, publicRoute, type Reply, type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, raw, redirect } from '../../../platform/web/reply.ts';
import { receivedFile } from '../../../platform/web/upload.ts';
import { canManage } from '../access.ts';
import { dropAid, setAid } from '../actions/aids.ts';
import { glanceCode, visitCode } from '../actions/intake.ts';
import { type AidWrong, readAid } from '../inputs/aid.ts';
import { AidsPage } from '../pages/aids.tsx';
import { renderAid } from '../pages/notes.tsx';
import { isVideo, largestVideo, longestWords, questionsOf, readRange } from '../rules/aids.ts';
import { findAid, listAids } from '../store/aids.ts';
import { findCurrentInstrument, listQuestionnaires } from '../store/instruments.ts';
import { aidTexts } from '../texts/aids.ts';
import { anyQuery, codeParams, sheetPage, stopFor, visitorOf } from './form.ts';

const manage = staff('survey.manage', canManage);
const idParams = z.object({ id: z.string().max(100) });

/** The questionnaire and what it asks now. @throws Problem survey.questionnaire_unknown */
async function findAsked(db: Db, scope: TenantScope, id: string) {
  const all = isId(id) ? await listQuestionnaires(db, scope) : [];
  const questionnaire = all.find((one) => one.id === id.toLowerCase());
  if (!questionnaire) throw new Problem('survey.questionnaire_unknown');
  return { questionnaire, questions: questionsOf(await findCurrentInstrument(db, scope, questionnaire.id)) };
}

async function show(
  db: Db,
  scope: TenantScope,
  id: string,
  more: { readonly news?: 'saved' | 'removed' | undefined; readonly attempt?: { values: FieldValues; errors: FieldErrors } },
): Promise<Reply> {
  const asked = await findAsked(db, scope, id);
  const aids = await listAids(db, scope, asked.questionnaire.id);
  return page('', <AidsPage {...asked} aids={aids} {...more} />, more.attempt ? 422 : 200);
}

/** The bytes are shown and nothing else: whatever else they might be to a browser, they may do nothing. */
const shownOnly = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; img-src 'self'; media-src 'self'; sandbox",
  'accept-ranges': 'bytes',
};

/** The bytes of what has this address, or the part that is asked for; a piece at a time, none of them holding a connection. */
async function bytesReply(
  root: Db,
  scope: Scope,
  address: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  cacheControl: string,
): Promise<Reply> {
  const aid = await transact(root, scope, (tx) => findAid(tx, scope, address), { readOnly: true });
  if (!aid) throw new Problem('web.not_found');
  const etag = `"${aid.sha256}"`;
  const about = { 'content-type': aid.type, 'cache-control': cacheControl, etag, ...shownOnly };
  if (headers['if-none-match'] === etag) return raw('', about, 304);
  // Half of what it was before is of no use (RFC 9110 §13.1.5).
  const whole = headers['if-range'] !== undefined && headers['if-range'] !== etag;
  const range = whole ? null : readRange(headers.range as string | undefined, aid.size);
  if (range === 'unsatisfiable') return raw('', { ...about, 'content-range': `bytes */${aid.size}` }, 416);
  const { first, last } = range ?? { first: 0, last: aid.size - 1 };
  const { uploadId } = aid;
  async function* parts(): AsyncGenerator<Uint8Array> {
    for (let place = Math.floor(first / pieceBytes); place * pieceBytes <= last; place++) {
      const piece = await transact(root, scope, (tx) => findPiece(tx, scope, uploadId, place), { readOnly: true });
      // Replaced meanwhile: the connection breaks, and the browser knows that something is missing.
      if (!piece) throw new Problem('web.not_found');
      yield piece.subarray(Math.max(0, first - place * pieceBytes), last - place * pieceBytes + 1);
    }
  }
  return {
    kind: 'raw',
    status: range ? 206 : 200,
    headers: {
      ...about,
      'content-length': String(last - first + 1),
      ...(range ? { 'content-range': `bytes ${first}-${last}/${aid.size}` } : {}),
    },
    body: Readable.from(parts(), { objectMode: false }),
  };
}

const openParams = codeParams.extend({ address: z.string().max(64) });
const shownToAll = publicRoute('what an office shows beside a question of its form; its address says nothing of whoever looks');

export const aidRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/inklusi/isyarat/:id',
    access: manage,
    params: idParams,
    query: z.object({ kabar: z.enum(['saved', 'removed']).optional().catch(undefined) }),
    handler: async ({ db, scope, params, query }) => show(db, scope, params.id, { news: query.kabar }),
  }),
  staffRoute({
    method: 'POST',
    path: '/inklusi/isyarat/:id',
    access: manage,
    params: idParams,
    upload: largestVideo,
    body: z.any(),
    handler: async ({ db, scope, params, body, now, lang }) => {
      const { questionnaire, questions } = await findAsked(db, scope, params.id);
      const text = (name: string): string => (typeof body?.[name] === 'string' ? body[name].trim().toWellFormed() : '');
      const asked = questions.find((one) => one.id === text('item'));
      const words = text('words').replaceAll('\u0000', '').replaceAll('\r\n', '\n');
      const file = receivedFile(body, 'file');
      const read = file ? await readAid(await readFile(file.path)) : 'file';
      const wrong: Record<string, AidWrong> = {
        ...(asked ? {} : { item: 'question' as const }),
        ...(words === '' ? { words: 'words' as const } : [...words].length > longestWords ? { words: 'wordsLong' as const } : {}),
        ...(typeof read === 'string' ? { file: read } : {}),
      };
      if (!asked || !file || typeof read === 'string' || Object.keys(wrong).length > 0) {
        const errors = Object.fromEntries(Object.entries(wrong).map(([name, kind]) => [name, aidTexts[lang].wrong[kind]]));
        return show(db, scope, params.id, { attempt: { values: { item: text('item'), words }, errors } });
      }
      const { type, shown } = read;
      await writeFile(file.path, shown);
      const clean = { ...file, size: shown.length, sha256: createHash('sha256').update(shown).digest() };
      const given = { questionnaireId: questionnaire.id, itemId: asked.id, question: asked.question, words, type };
      await setAid(db, scope, { ...given, file: clean }, now);
      return redirect(`/inklusi/isyarat/${questionnaire.id}?kabar=saved`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/inklusi/isyarat/:id/hapus',
    access: manage,
    params: idParams,
    body: z.object({ item: z.string().max(60) }),
    handler: async ({ db, scope, params, body, now }) => {
      const { questionnaire } = await findAsked(db, scope, params.id);
      await dropAid(db, scope, questionnaire.id, body.item, now);
      return redirect(`/inklusi/isyarat/${questionnaire.id}?kabar=removed`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/inklusi/isyarat/:id/:address',
    access: manage,
    params: idParams.extend({ address: z.string().max(64) }),
    handle: 'root',
    handler: async ({ db, scope, params, headers }) => bytesReply(db, scope, params.address, headers, 'private, no-cache'),
  }),
  openRoute({
    method: 'GET',
    path: '/s/:code/isyarat/:address',
    access: shownToAll,
    params: openParams,
    query: anyQuery,
    handler: async (context) => {
      const open = await visitCode(context.db, context.params.code);
      const visitor = visitorOf(context, open);
      if (!open) return stopFor(visitor, context.params.code, null, false) as Reply;
      const aid = await findAid(context.db, open.scope, context.params.address);
      if (!aid) throw new Problem('web.not_found');
      const { reading, banner } = visitor;
      const src = `/s/${open.scope.code}/isyarat/${aid.address}/berkas`;
      return sheetPage(
        visitor,
        renderAid({ reading, banner, question: aid.question, words: aid.words, video: isVideo(aid), src }),
        200,
        open,
      );
    },
  }),
  openRoute({
    method: 'GET',
    path: '/s/:code/isyarat/:address/berkas',
    access: shownToAll,
    params: openParams,
    handle: 'root',
    handler: async ({ db, params, headers }) => {
      const open = await glanceCode(db, params.code);
      if (!open) throw new Problem('web.not_found');
      return bytesReply(db, open.scope, params.address, headers, 'public, max-age=31536000, immutable');
    },
  }),
];
