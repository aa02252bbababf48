/** /periksa: recomputes what somebody printed. Nothing is stored, no database is read. */
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import { formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { openRoute, publicRoute, type Route } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import { checkBody, checkQuery } from '../inputs.ts';
import { ruleSets } from '../law/rule-sets.ts';
import { AuditPage, type AuditView } from '../pages/audit.tsx';
import {
  auditResult,
  blankElement,
  blankResult,
  type Figure,
  type PrintedResult,
  readFigure,
  readPrintedResults,
} from '../rules/audit/index.ts';
import { auditProblems, auditTexts } from '../texts/audit.ts';

const reason = 'Siapa pun boleh memeriksa angka yang sudah diumumkan; tidak ada data instansi yang dibaca.';
const limit = { max: 60, seconds: 60, by: 'browser' } as const;

/** Results that one request may bring: enough for a city's agencies. */
const mostResults = 60;
const mostUnsur = 40;

type Query = z.infer<typeof checkQuery>;
type Errors = Record<string, string | undefined>;

/** Figures as people paste them: `3,31 3,35`, `3.31, 3.35`, one a line. Null where something is no figure. */
function readList(text: string): Figure[] | null {
  // With points as decimals a comma can only separate.
  const spaced = /\d\.\d/.test(text) && /\d,/.test(text) ? text.replaceAll(',', ' ') : text;
  const figures = spaced
    .split(/[\s;|]+/)
    .map((part) => part.replace(/,$/, ''))
    .filter((part) => part !== '')
    .map(readFigure);
  return figures.some((figure) => figure === null || figure.value.n < 0n) ? null : figures.flatMap((figure) => figure ?? []);
}

function readWhole(text: string, most: number): number | null {
  const digits = text.trim().replace(/\.(?=\d{3}(?:\D|$))/g, '');
  const count = /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  return count >= 1 && count <= most ? count : null;
}

/** What the address says, as a printed result, or what is wrong with it by field. */
function readQuery(query: Query, lang: Lang): { result: PrintedResult | null; errors: Errors } {
  const words = auditTexts[lang].errors;
  const errors: Errors = {};
  const of = (name: keyof Query) => (query[name] ?? '').trim();
  const ikm = of('ikm') === '' ? null : readFigure(of('ikm'));
  if (of('ikm') !== '' && (ikm === null || ikm.value.n < 0n)) errors.ikm = words.figure;
  const respondents = of('n') === '' ? null : readWhole(of('n'), 300_000_000);
  if (of('n') !== '' && respondents === null) errors.n = words.people;
  const unsurCount = of('unsur') === '' ? null : readWhole(of('unsur'), mostUnsur);
  if (of('unsur') !== '' && unsurCount === null) errors.unsur = words.count;

  const lists = { nrr: readList(of('nrr')), jumlah: readList(of('jumlah')), tertimbang: readList(of('tertimbang')) };
  for (const [name, list] of Object.entries(lists)) {
    if (list === null) errors[name] = words.list;
    else if (list.length > mostUnsur) errors[name] = words.many;
  }
  const lengths = Object.entries(lists).flatMap(([name, list]) =>
    list && list.length > 0 ? [[name, list.length] as const] : [],
  );
  const [, width = 0] = lengths[0] ?? [];
  for (const [name, length] of lengths) if (length !== width) errors[name] ??= words.lengths;
  if (Object.keys(errors).length > 0) return { result: null, errors };
  if (ikm === null && width === 0) {
    const asked = Object.values(query).some((value) => (value ?? '').trim() !== '');
    return { result: null, errors: asked ? { ikm: words.nothing } : {} };
  }
  // On 1–4 nothing is above 4; on 25–100 nothing is below 24.
  const onIkm = (lists.nrr ?? []).some(({ value }) => value.n >= 20n * value.d);
  const elements = Array.from({ length: width }, (_, u) => ({
    ...blankElement(`U${u + 1}`),
    mean: onIkm ? null : (lists.nrr?.[u] ?? null),
    converted: onIkm ? (lists.nrr?.[u] ?? null) : null,
    total: lists.jumlah?.[u] ?? null,
    weighted: lists.tertimbang?.[u] ?? null,
  }));
  const rule = ruleSets.find(({ id }) => id === of('aturan'))?.name ?? null;
  return { result: { ...blankResult(''), ikm, respondents, unsurCount, elements, rule, grade: of('mutu') || null }, errors };
}

const unsurOf = ({ elements, unsurCount }: PrintedResult) => elements.length || unsurCount || 9;

export const auditRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/periksa',
    access: publicRoute(reason),
    limit,
    query: checkQuery,
    handle: 'root',
    handler: ({ query, lang }) => {
      const { result, errors } = readQuery(query, lang);
      const wrong = Object.keys(errors).length > 0;
      const outcomes = result ? [{ audit: auditResult(result), unsurCount: unsurOf(result) }] : [];
      const view: AuditView = { values: query, errors, json: '', jsonErrors: {}, outcomes, shared: result !== null };
      return page('', <AuditPage view={view} />, wrong ? 422 : 200);
    },
  }),
  openRoute({
    method: 'POST',
    path: '/periksa',
    // A file of somebody's own.
    access: publicRoute(reason, { private: true }),
    limit,
    body: checkBody,
    bodyLimit: 1024 * 1024,
    handle: 'root',
    handler: async ({ body, lang }) => {
      const outcomes: AuditView['outcomes'][number][] = [];
      let message: string | undefined;
      try {
        const results = readPrintedResults(body.json);
        if (results.length > mostResults) message = auditTexts[lang].errors.tooMany(formatInteger(mostResults, lang));
        for (const result of message ? [] : results) {
          outcomes.push({ audit: auditResult(result), unsurCount: unsurOf(result) });
          // Others are served between two results.
          await setImmediate();
        }
      } catch (error) {
        const words = error instanceof Problem ? auditProblems[error.code] : undefined;
        if (!(error instanceof Problem) || !words) throw error;
        message = words[lang](error.params);
      }
      const jsonErrors = message === undefined ? {} : { json: message };
      const view: AuditView = { values: {}, errors: {}, json: body.json, jsonErrors, outcomes, shared: false };
      return page('', <AuditPage view={view} />, message === undefined ? 200 : 422);
    },
  }),
];
