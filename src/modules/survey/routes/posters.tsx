/** Posters and QR codes of the ways in, as pages and as files. */
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { squaresPng } from '../../../platform/documents/png.ts';
import { qrSquares, qrSvg } from '../../../platform/ui/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, raw } from '../../../platform/web/reply.ts';
import { findService, getOffice, isLoopbackUrl, listUnits } from '../../org/index.ts';
import { canRead } from '../access.ts';
import { NoPosterPage } from '../pages/codes.tsx';
import { type PosterContent, posterSizes, renderPosters } from '../pages/poster-document.ts';
import { printStyle, renderPoster } from '../pages/print.tsx';
import { findCode, findVisit, type SurveyCode } from '../store/codes.ts';
import { findInstrument } from '../store/instruments.ts';
import { knownShape } from './codes.tsx';
import { printLook } from './look.ts';
import { documentHeaders } from './sheet.ts';

const read = staff('survey.read_codes', canRead);
const codeParams = z.object({ code: z.string().max(60) });
/** A page each; more are made in several files. */
const mostPosters = 100;
const resolution = 300;
/** Ten centimetres and a little at 300 dpi, in whole pixels a square. */
const side = 1181;

/** Where phones reach this office; null where an address leads nowhere. */
async function findBase(db: Db, scope: TenantScope, configured: string | null) {
  const office = await getOffice(db, scope);
  const base = office.publicUrl ?? configured;
  return { office, base: base === null || isLoopbackUrl(base) ? null : base.replace(/\/$/, ''), given: base };
}

async function openCode(db: Db, scope: TenantScope, code: string): Promise<SurveyCode> {
  const found = await findCode(db, scope, knownShape(code));
  if (!found) throw new Problem('survey.code_unknown', { code: knownShape(code) });
  return found;
}

const addressOf = (base: string, code: string): string => `${base}/s/${code}`;
/** The channel is in what is scanned, not in what is typed. */
const scanned = (base: string, code: string): string => `${addressOf(base, code)}?k=qr`;

/** What a code's poster says. A counter or role is named there, a note of the office's own is not. */
async function contentOf(db: Db, scope: TenantScope, code: SurveyCode, base: string, officeName: string): Promise<PosterContent> {
  const unit = (await listUnits(db, scope)).find((one) => one.id === code.unitId);
  const service = code.serviceId === null ? null : await findService(db, scope, code.serviceId);
  const unitName = unit?.name ?? officeName;
  return {
    code: code.code,
    url: scanned(base, code.code),
    address: addressOf(base, code.code).replace(/^https?:\/\//, ''),
    questions: await countQuestions(db, scope, code.code),
    title: service?.name ?? unitName,
    office: service === null || unitName === officeName ? officeName : `${unitName} · ${officeName}`,
    place: code.kind === 'counter' || code.kind === 'officer' ? code.label : '',
  };
}

const file = (type: string, name: string): Readonly<Record<string, string>> => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'private, no-cache',
});

export const posterRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kode/:code/poster',
    access: read,
    params: codeParams,
    handler: async ({ db, scope, params, lang, config, banner }) => {
      const code = await openCode(db, scope, params.code);
      const { office, base, given } = await findBase(db, scope, config.url);
      if (base === null) return page('', <NoPosterPage code={code.code} url={given} />);
      const look = await printLook(db, scope);
      const content = await contentOf(db, scope, code, base, office.name);
      return raw(renderPoster({ lang, banner, content, look }), documentHeaders(printStyle(look.accent)));
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kode/:code/qr.svg',
    access: read,
    params: codeParams,
    handler: async ({ db, scope, params, config }) => {
      const { code } = await openCode(db, scope, params.code);
      const { base, given } = await findBase(db, scope, config.url);
      if (base === null) return page('', <NoPosterPage code={code} url={given} />);
      return raw(qrSvg(scanned(base, code)), file('image/svg+xml', `qr-${code}.svg`));
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kode/:code/qr.png',
    access: read,
    params: codeParams,
    handler: async ({ db, scope, params, config }) => {
      const { code } = await openCode(db, scope, params.code);
      const { base, given } = await findBase(db, scope, config.url);
      if (base === null) return page('', <NoPosterPage code={code} url={given} />);
      const rows = qrSquares(scanned(base, code));
      const png = squaresPng(rows, { scale: Math.ceil(side / rows.length), dpi: resolution });
      return raw(png, file('image/png', `qr-${code}.png`));
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kode/poster.pdf',
    access: read,
    query: z.object({
      kode: z.union([z.string().max(60), z.array(z.string().max(60)).max(mostPosters)]).default([]),
      ukuran: z.enum(posterSizes).catch('a4'),
    }),
    handler: async ({ db, scope, query, lang, config, banner }) => {
      const asked = [...new Set([query.kode].flat())];
      const [first] = asked;
      if (first === undefined) throw new Problem('survey.poster_none');
      const { office, base, given } = await findBase(db, scope, config.url);
      if (base === null) return page('', <NoPosterPage code={knownShape(first)} url={given} />);
      const contents = [];
      for (const one of asked) contents.push(await contentOf(db, scope, await openCode(db, scope, one), base, office.name));
      const { accent } = await printLook(db, scope);
      const pdf = renderPosters(contents, { size: query.ukuran, lang, accent, banner, office: office.name });
      return raw(pdf, file('application/pdf', `poster-${asked.length === 1 ? knownShape(first) : 'kode'}-${query.ukuran}.pdf`));
    },
  }),
];

/** How many unsur questions a code asks; null where its services ask different numbers, or there is none. */
async function countQuestions(db: Db, scope: TenantScope, code: string): Promise<number | null> {
  const ids = new Set((await findVisit(db, scope, code))?.services.map((one) => one.instrumentId));
  const counts = new Set<number>();
  for (const id of ids) counts.add((await findInstrument(db, scope, id))?.asked.length ?? 0);
  const [count = null] = counts;
  return counts.size === 1 ? count : null;
}
