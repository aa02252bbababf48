/** `/kertas/lembar` and `/kertas/cetakan`: sheets with a code, and their batches. */
import { z } from 'zod';
import { localDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Reply, type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, raw, redirect } from '../../../platform/web/reply.ts';
import { getOffice, listServices, listUnits, servicesApart } from '../../org/index.ts';
import { canKey, canWork } from '../access.ts';
import {
  compareSheet,
  countReturned,
  keySheet,
  markSheet,
  type OpenSheet,
  openBatch,
  openSheet,
  printBatch,
  type SheetResult,
} from '../actions/sheets.ts';
import { readPosted } from '../inputs/form.ts';
import { BatchesPage, type BatchLine, BatchPage } from '../pages/batches.tsx';
import { printStyle, renderSheets } from '../pages/print.tsx';
import { type Kept, SheetPage, type SheetPageProps } from '../pages/sheets.tsx';
import { receiptPattern } from '../rules/answer.ts';
import { fates, mostSheets, readSheetCode, sheetCode, totalsOf } from '../rules/paper.ts';
import { sayProfile, severalName, valuesOf } from '../rules/profile.ts';
import { findInstrument } from '../store/instruments.ts';
import { countSheets, findNextNumber, listBatches, listEntries, listSheets, type SheetBatch } from '../store/paper.ts';
import { sheetTexts } from '../texts/sheets.ts';
import { workTexts } from '../texts/work.ts';
import { printLook } from './look.ts';
import { paperErrors, showStart } from './paper.tsx';
import { documentHeaders } from './sheet.ts';

const key = staff('survey.key_paper', canKey, { branch: true });
const print = staff('survey.print_sheets', canWork, { branch: true });

const code = z.string().max(60).default('');
const batchParams = z.object({ number: z.coerce.number().int().min(1).max(999_999) });
/** What became of the sheet before, carried in the address: no script, and no state on the server. */
const keptQuery = z.object({
  hasil: z.enum(['stored', 'repeated', 'conflict', 'first', 'differs', 'marked']).optional().catch(undefined),
  dari: z.string().max(20).optional(),
  bukti: z.string().max(20).optional(),
  terlambat: z.string().max(1).optional(),
  saran: z.string().max(1).optional(),
});
const sheetQuery = keptQuery.extend({ kode: code, tanggal: z.string().max(20).optional(), lanjut: z.string().max(1).optional() });

function readKept(query: z.infer<typeof keptQuery>): Kept | undefined {
  const { hasil: what, dari = '', bukti = '' } = query;
  if (what === undefined || readSheetCode(dari) === null) return undefined;
  if (what === 'first' || what === 'differs' || what === 'marked') return { what, code: dari };
  if (!receiptPattern.test(bukti)) return undefined;
  return { what, code: dari, receipt: bukti, late: query.terlambat === '1', withheld: query.saran === '0' };
}

const codeOf = ({ sheet, batch }: Pick<OpenSheet, 'sheet' | 'batch'>): string => sheetCode(batch.number, sheet.number);

/** The words of two entries that differ, by field: a score as it was keyed, a choice by its label. */
async function thirdLook(db: Db, scope: TenantScope, open: OpenSheet, lang: Lang) {
  if (open.sheet.state !== 'differs') return null;
  const compared = await compareSheet(db, scope, open);
  if (!compared) return null;
  const { instrument } = open.paper;
  const { first, differences } = compared;
  const label = (field: string, value: string): string => {
    const asked = instrument.profile.find(({ id }) => id === field);
    if (asked) return sayProfile(asked, value, lang);
    return instrument.own.find(({ id }) => id === field)?.options[Number(value) - 1]?.[lang] ?? value;
  };
  const agreed: Record<string, string> = {
    service_on: first.serviceOn,
    comment: first.comment,
    ...Object.fromEntries(instrument.items.map(({ id }, at) => [id, String(first.scores[at] ?? '')])),
    ...Object.fromEntries(Object.entries({ ...first.own, ...first.profile }).map(([id, value]) => [id, String(value)])),
  };
  for (const { field } of differences) agreed[field] = '';
  for (const { id, kind } of instrument.profile)
    if (kind === 'several' && agreed[id]) for (const value of valuesOf(agreed[id])) agreed[severalName(id, value)] = '1';
  const hints = Object.fromEntries(
    differences.map((one) => [one.field, sheetTexts[lang].twoValues(label(one.field, one.first), label(one.field, one.second))]),
  );
  return { values: agreed, third: { count: differences.length, hints } };
}

async function showSheet(
  db: Db,
  scope: TenantScope,
  lang: Lang,
  open: OpenSheet,
  day: string,
  more: Partial<SheetPageProps>,
  status = 200,
): Promise<Reply> {
  const look = await thirdLook(db, scope, open, lang);
  const [first] = open.sheet.state === 'waiting' ? await listEntries(db, scope, open.sheet.id) : [];
  const shown = codeOf(open);
  return page(
    '',
    <SheetPage
      code={shown}
      batch={open.batch.number}
      number={open.sheet.number}
      of={open.batch.sheets}
      serviceName={open.paper.serviceName}
      instrument={open.paper.instrument}
      standing={first?.enteredBy === scope.actor.id ? 'mine' : open.sheet.state}
      guessed={false}
      {...(look ? { third: look.third } : {})}
      {...more}
      values={{ service_on: day, ...look?.values, ...more.values, kode: more.values?.kode || shown }}
    />,
    status,
  );
}

/** On to the next sheet of the batch; to its totals after the last one. */
async function next(db: Db, scope: TenantScope, open: OpenSheet, day: string, result: Kept): Promise<Reply> {
  const query = new URLSearchParams({ hasil: result.what, dari: result.code });
  if ('receipt' in result) {
    query.set('bukti', result.receipt);
    if (result.late) query.set('terlambat', '1');
    if (result.withheld) query.set('saran', '0');
  }
  const number = await findNextNumber(db, scope, open.batch.id, open.sheet.number, scope.actor.id);
  if (number === null) return redirect(`/kertas/cetakan/${open.batch.number}?${query}`);
  query.set('kode', sheetCode(open.batch.number, number));
  if (day !== '') query.set('tanggal', day);
  query.set('lanjut', '1');
  return redirect(`/kertas/lembar?${query}`);
}

function keptOf(result: Exclude<SheetResult, { kind: 'again' }>, shown: string): Kept {
  if (result.kind !== 'stored') return { what: result.kind, code: shown };
  const { state, receipt, late, withheld } = result.outcome;
  return { what: state, code: shown, receipt, late, withheld };
}

async function batchLines(db: Db, scope: TenantScope, batches: readonly SheetBatch[]): Promise<BatchLine[]> {
  const services = servicesApart(await listServices(db, scope, { withRetired: true }), await listUnits(db, scope));
  const { timeZone } = await getOffice(db, scope);
  const counts = await countSheets(
    db,
    scope,
    batches.map(({ id }) => id),
  );
  return batches.map((one) => ({
    number: one.number,
    serviceName: services.find(({ id }) => id === one.serviceId)?.name ?? '',
    doubleEntry: one.doubleEntry,
    printedOn: localDay(one.printedAt, timeZone),
    totals: totalsOf(counts.get(one.id) ?? {}, one.returned),
  }));
}

async function showBatches(
  db: Db,
  scope: TenantScope,
  form: { readonly values?: Readonly<Record<string, string>>; readonly errors?: Readonly<Record<string, string>> } = {},
): Promise<Reply> {
  const reach = (await listServices(db, scope, { withRetired: true })).map(({ id }) => id);
  const lines = await batchLines(db, scope, await listBatches(db, scope, reach));
  const services = servicesApart(await listServices(db, scope), await listUnits(db, scope));
  return page(
    '',
    <BatchesPage batches={lines} services={services} canPrint={canWork(scope.actor)} {...form} />,
    form.errors ? 422 : 200,
  );
}

async function showBatch(
  db: Db,
  scope: TenantScope,
  number: number,
  more: {
    readonly fresh?: boolean;
    readonly kept?: Kept | undefined;
    readonly values?: Readonly<Record<string, string>>;
    readonly errors?: Readonly<Record<string, string>>;
  } = {},
): Promise<Reply> {
  const { batch } = await openBatch(db, scope, number);
  const [line] = await batchLines(db, scope, [batch]);
  if (!line) throw new Problem('survey.batch_unknown');
  const sheets = batch.doubleEntry ? await listSheets(db, scope, batch.id) : [];
  const attention = sheets.filter(({ state }) => state === 'waiting' || state === 'differs');
  return page(
    '',
    <BatchPage
      batch={line}
      attention={attention.map((one) => ({ code: sheetCode(number, one.number), state: one.state }))}
      canPrint={canWork(scope.actor)}
      fresh={more.fresh ?? false}
      kept={more.kept}
      {...(more.errors ? { errors: more.errors, values: more.values ?? {} } : {})}
    />,
    more.errors ? 422 : 200,
  );
}

export const sheetRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kertas/lembar',
    access: key,
    query: sheetQuery,
    handler: async ({ db, scope, now, lang, query }) => {
      const open = await openSheet(db, scope, query.kode, now);
      if (!open) return showStart(db, scope, now, lang, { kode: query.kode }, true);
      const kept = readKept(query);
      const day = query.tanggal ?? open.paper.today;
      return showSheet(db, scope, lang, open, day, { guessed: query.lanjut === '1', ...(kept ? { kept } : {}) });
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kertas/lembar',
    access: key,
    body: z.any(),
    handler: async ({ db, scope, body, now, lang }) => {
      const posted = readPosted(body);
      const shown = await openSheet(db, scope, posted.shown ?? '', now);
      const open = await openSheet(db, scope, posted.kode ?? '', now);
      const day = posted.service_on ?? '';
      if (!open) {
        if (!shown) return showStart(db, scope, now, lang, { kode: posted.kode ?? '' }, true);
        const errors = { kode: sheetTexts[lang].unknown };
        return showSheet(db, scope, lang, shown, day, { values: posted, errors }, 422);
      }
      const { items } = open.paper.instrument;
      const typed = items.some(({ id }) => (posted[id] ?? '') !== '');
      // A scanner types a code and Enter: that opens the sheet, whatever stood on the page.
      if (open.sheet.id !== shown?.sheet.id && !typed)
        return redirect(`/kertas/lembar?${new URLSearchParams({ kode: codeOf(open), tanggal: day })}`);
      if (shown && shown.paper.instrument.id !== open.paper.instrument.id)
        return showSheet(db, scope, lang, open, day, { values: { ...posted, kode: codeOf(open) }, otherSheet: true }, 422);
      const third = posted.third === '1' && open.sheet.id === shown?.sheet.id;
      const result = await keySheet(db, scope, open, posted, { confirmed: posted.confirmed === '1', third }, now);
      if (result.kind !== 'again') return next(db, scope, open, day, keptOf(result, codeOf(open)));
      const { errors, blanks } = paperErrors(result, open.paper.instrument, lang);
      return showSheet(db, scope, lang, open, day, { values: posted, errors, blanks }, 422);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kertas/lembar/tanda',
    access: key,
    body: z.object({ kode: code, fate: z.enum(fates) }),
    handler: async ({ db, scope, body, now }) => {
      const open = await openSheet(db, scope, body.kode, now);
      if (!open) throw new Problem('survey.sheet_unknown');
      await markSheet(db, scope, open, body.fate, now);
      return next(db, scope, open, '', { what: 'marked', code: codeOf(open) });
    },
  }),
  staffRoute({ method: 'GET', path: '/kertas/cetakan', access: key, handler: ({ db, scope }) => showBatches(db, scope) }),
  staffRoute({
    method: 'POST',
    path: '/kertas/cetakan',
    access: print,
    body: z.any(),
    handler: async ({ db, scope, body, now, lang }) => {
      const posted = readPosted(body);
      const sheets = /^\d{1,4}$/.test(posted.sheets ?? '') ? Number(posted.sheets) : 0;
      const known = (await listServices(db, scope)).some(({ id }) => id === posted.layanan);
      const errors = {
        ...(known ? {} : { layanan: workTexts[lang].chooseService }),
        ...(sheets >= 1 && sheets <= mostSheets ? {} : { sheets: sheetTexts[lang].sheetsHint(mostSheets) }),
      };
      if (Object.keys(errors).length > 0) return showBatches(db, scope, { values: posted, errors });
      const given = { serviceId: posted.layanan ?? '', sheets, doubleEntry: posted.double === '1' };
      return redirect(`/kertas/cetakan/${await printBatch(db, scope, given, now)}?baru=1`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kertas/cetakan/:number',
    access: key,
    params: batchParams,
    query: keptQuery.extend({ baru: z.string().max(1).optional() }),
    handler: ({ db, scope, params, query }) =>
      showBatch(db, scope, params.number, { fresh: query.baru === '1', kept: readKept(query) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/kertas/cetakan/:number/kembali',
    access: print,
    params: batchParams,
    body: z.any(),
    handler: async ({ db, scope, params, body, now, lang }) => {
      const { batch } = await openBatch(db, scope, params.number);
      const posted = readPosted(body);
      const returned = /^\d{1,4}$/.test(posted.returned ?? '') ? Number(posted.returned) : -1;
      if (returned < 0 || returned > batch.sheets)
        return showBatch(db, scope, params.number, {
          values: posted,
          errors: { returned: sheetTexts[lang].returnedWrong(batch.sheets) },
        });
      await countReturned(db, scope, batch, returned, now);
      return redirect(`/kertas/cetakan/${params.number}`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kertas/cetakan/:number/cetak',
    access: key,
    params: batchParams,
    handler: async ({ db, scope, params, lang, banner }) => {
      const { batch, service } = await openBatch(db, scope, params.number);
      const instrument = await findInstrument(db, scope, batch.instrumentId);
      if (!instrument) throw new Problem('survey.instrument_unknown');
      const office = await getOffice(db, scope);
      const look = await printLook(db, scope);
      const sheets = (await listSheets(db, scope, batch.id)).map(({ id, number }) => ({
        id,
        number,
        code: sheetCode(batch.number, number),
      }));
      const paper = {
        lang,
        banner,
        instrument,
        officeName: office.name,
        regionName: office.regionName,
        serviceName: service.name,
        look,
      };
      return raw(renderSheets(paper, sheetTexts[lang].sheetsHintPrint, sheets), documentHeaders(printStyle(look.accent)));
    },
  }),
];
