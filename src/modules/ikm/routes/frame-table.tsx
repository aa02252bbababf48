/** `/sasaran/<periode>/impor`: N and frames of a whole period out of one table: template, preview, saving. */
import { Writable } from 'node:stream';
import { z } from 'zod';
import { localDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import { byteOrderMark, csvLine } from '../../../platform/files/csv-line.ts';
import { problems as fileProblems, writeWorkbook } from '../../../platform/files/index.ts';
import { formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { type Route, type StaffContext, staff, staffRoute } from '../../../platform/web/module.ts';
import { download, page, redirect } from '../../../platform/web/reply.ts';
import { receivedFile } from '../../../platform/web/upload.ts';
import { findPeriodByCode, getOffice, type Period, waysOfServing } from '../../org/index.ts';
import { canPublish } from '../access.ts';
import { applyFrame, type FrameState, gatherFrames, markOf } from '../actions/frame-table.ts';
import {
  earlierTableBody,
  type FrameRows,
  frameBody,
  mostFrameLines,
  pastedRows,
  periodParams,
  readFrameFile,
} from '../inputs.ts';
import { FrameImportPage, type FrameNames, FramePreviewPage } from '../pages/frame-table.tsx';
import { findFrameHeader, frameFields } from '../rules/frame-line.ts';
import { planFrame } from '../rules/frame-plan.ts';
import { frameTableTexts } from '../texts/frame-table.ts';
import { targetTexts } from '../texts/targets.ts';

const manage = staff('ikm.set_targets', canPublish);
const mostBytes = 2 * 1024 * 1024;
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Ctx = Pick<StaffContext<{ readonly code: string }, unknown, unknown>, 'db' | 'scope' | 'params' | 'now' | 'lang'>;

/** The period of the address with all that a table is read against. @throws Problem web.not_found */
async function gather({ db, scope, params, now }: Ctx): Promise<{ readonly period: Period; readonly state: FrameState }> {
  const period = await findPeriodByCode(db, scope, params.code);
  if (!period) throw new Problem('web.not_found');
  const today = localDay(now, (await getOffice(db, scope)).timeZone);
  return { period, state: await gatherFrames(db, scope, period, today) };
}

function namesIn({ services }: FrameState, lang: Lang): FrameNames {
  const find = (id: string) => services.find((one) => one.id === id);
  const dimension = (serviceId: string, id: string) => find(serviceId)?.asked.find((one) => one.id === id);
  return {
    service: (id) => find(id)?.name ?? id,
    dimension: (serviceId, id) => dimension(serviceId, id)?.label[lang] ?? id,
    level: (serviceId, of, id) => dimension(serviceId, of)?.levels.find((one) => one.id === id)?.label[lang] ?? id,
  };
}

/** Reads rows into a plan; words where they are no such table. */
async function preview(
  ctx: Ctx,
  given: { readonly rows: FrameRows | null; readonly file: string },
  refuse: (words: string) => ReturnType<typeof page>,
) {
  const { rows, file } = given;
  const t = frameTableTexts[ctx.lang];
  if (rows === null || rows.length > mostFrameLines) return refuse(t.tooLong(formatInteger(mostFrameLines, ctx.lang)));
  const header = findFrameHeader(rows);
  if (!header) return refuse(t.noHeader);
  const { period, state } = await gather(ctx);
  const plan = planFrame(header, state);
  const about = { period: period.code, file, rows, plan, seen: markOf(plan), names: namesIn(state, ctx.lang) };
  return page('', <FramePreviewPage {...about} fresh={false} />);
}

/** Reads a table, or says what is wrong with it where it was given. */
async function orRefuse<T>(read: () => T | Promise<T>, lang: Lang): Promise<{ readonly value: T } | { readonly wrong: string }> {
  try {
    return { value: await read() };
  } catch (error) {
    const words = error instanceof Problem ? fileProblems[error.code] : undefined;
    if (!(error instanceof Problem) || !words) throw error;
    return { wrong: words[lang](error.params) };
  }
}

/** The template: every service of the office with every line that it can have, and the numbers that are there. */
function templateRows({ services }: FrameState, lang: Lang): (string | number | null)[][] {
  const t = targetTexts[lang];
  const { heads } = frameTableTexts[lang];
  const row = (cells: Partial<Record<(typeof frameFields)[number], string | number | null>>) =>
    frameFields.map((field) => cells[field] ?? null);
  return [
    frameFields.map((field) => heads[field]),
    ...services.flatMap(({ name: service, denominator, frame, asked }) => [
      row({
        service,
        population: denominator?.population ?? null,
        basis: denominator?.basis ? t.bases[denominator.basis] : null,
        source: denominator?.source ?? null,
        date: denominator?.countedOn ?? null,
        quality: denominator?.quality ? t.qualities[denominator.quality] : null,
      }),
      ...waysOfServing.map((way) => {
        const part = denominator?.parts.find(({ channel }) => channel === way);
        const basis = part?.basis ? t.bases[part.basis] : null;
        return row({ service, channel: t.ways[way], population: part?.population ?? null, basis });
      }),
      ...asked.flatMap(({ id, label, levels }) =>
        levels.map((level) => {
          const count = frame.find((one) => one.dimension === id && one.level === level.id)?.population ?? null;
          return row({ service, dimension: label[lang], level: level.label[lang], count });
        }),
      ),
    ]),
  ];
}

export const frameTableRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/sasaran/:code/impor',
    access: manage,
    params: periodParams,
    handler: async (ctx) => page('', <FrameImportPage period={(await gather(ctx)).period.code} />),
  }),
  staffRoute({
    method: 'POST',
    path: '/sasaran/:code/impor',
    access: manage,
    params: periodParams,
    upload: mostBytes,
    body: z.any(),
    handler: async (ctx) => {
      const { params, body, lang } = ctx;
      const refuse = (words: string) => page('', <FrameImportPage period={params.code} fileErrors={{ file: words }} />, 422);
      const file = receivedFile(body, 'file');
      if (!file || file.size === 0) return refuse(frameTableTexts[lang].fileMissing);
      const read = await orRefuse(() => readFrameFile(file.path), lang);
      return 'wrong' in read ? refuse(read.wrong) : preview(ctx, { rows: read.value, file: file.name }, refuse);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/sasaran/:code/impor/tempel',
    access: manage,
    params: periodParams,
    body: earlierTableBody,
    bodyLimit: mostBytes,
    handler: async (ctx) => {
      const { params, body, lang } = ctx;
      const t = frameTableTexts[lang];
      const refuse = (words: string) =>
        page('', <FrameImportPage period={params.code} pasted={body.table} pasteErrors={{ table: words }} />, 422);
      if (body.table.trim() === '') return refuse(t.pasteMissing);
      const read = await orRefuse(() => pastedRows(body.table), lang);
      return 'wrong' in read ? refuse(read.wrong) : preview(ctx, { rows: read.value, file: t.pasted }, refuse);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/sasaran/:code/impor/simpan',
    access: manage,
    params: periodParams,
    body: frameBody,
    bodyLimit: 4 * mostBytes,
    handler: async (ctx) => {
      const { db, scope, body, lang, now } = ctx;
      const { period, state } = await gather(ctx);
      const header = findFrameHeader(body.rows);
      if (!header) throw new Problem('web.not_found');
      const plan = planFrame(header, state);
      const seen = markOf(plan);
      if (seen !== body.seen) {
        const about = { period: period.code, file: body.file, rows: body.rows, plan, seen, names: namesIn(state, lang) };
        return page('', <FramePreviewPage {...about} fresh />, 422);
      }
      await applyFrame(db, scope, period.id, { plan, file: body.file }, now);
      return redirect(`/sasaran?${new URLSearchParams({ periode: period.code, diimpor: String(plan.next.length) })}`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/sasaran/:code/impor/templat.csv',
    access: manage,
    params: periodParams,
    handler: async (ctx) => {
      const { period, state } = await gather(ctx);
      const lines = templateRows(state, ctx.lang).map(csvLine);
      return download(`n-dan-kerangka-${period.code}.csv`, 'text/csv; charset=utf-8', byteOrderMark + lines.join(''));
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/sasaran/:code/impor/templat.xlsx',
    access: manage,
    params: periodParams,
    handler: async (ctx) => {
      const { period, state } = await gather(ctx);
      const rows = templateRows(state, ctx.lang).map((cells, at) => ({
        cells: at === 0 ? cells.map((value) => ({ value, look: { bold: true, shade: true } })) : cells,
      }));
      const pieces: Buffer[] = [];
      const into = new Writable({
        write(piece: Buffer, _, done) {
          pieces.push(piece);
          done();
        },
      });
      const sheet = { name: frameTableTexts[ctx.lang].sheetName, widths: [40, 12, 10, 14, 30, 12, 12, 24, 24, 10], rows };
      await writeWorkbook(into, [{ ...sheet, frozen: { rows: 1, columns: 1 } }]);
      return download(`n-dan-kerangka-${period.code}.xlsx`, sheetType, Buffer.concat(pieces));
    },
  }),
];
