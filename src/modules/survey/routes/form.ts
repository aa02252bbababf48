/** `/s/<code>`: what respondents see. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { newId } from '../../../kernel/ids.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { accentOf } from '../../../platform/ui/index.ts';
import { readAssets } from '../../../platform/web/assets.ts';
import { acceptsGzip, createSheet, type Sheet } from '../../../platform/web/gzip.ts';
import { type Context, type Failed, openRoute, publicRoute, type Reply } from '../../../platform/web/module.ts';
import { makeNonce } from '../../../platform/web/nonce.ts';
import { raw, redirect } from '../../../platform/web/reply.ts';
import { findPrivacySettings } from '../../privacy/index.ts';
import {
  glanceCode,
  lookOf,
  type OpenCode,
  publicChannel,
  readForm,
  submitAnswer,
  versionsOf,
  visitCode,
} from '../actions/intake.ts';
import { ofForms, type Posted, readPosted } from '../inputs/form.ts';
import { type FormProps, nonceMark, renderForm } from '../pages/form.tsx';
import { renderConflict, renderKept, renderPick, renderStop, renderThanks, renderTooLarge } from '../pages/notes.tsx';
import { type Frame, frameQuery, inColour, placeOf, type Reading } from '../pages/sheet.tsx';
import { shownAids } from '../rules/aids.ts';
import { largestSend, receiptPattern } from '../rules/answer.ts';
import { chooseFormLang, formLangOf, houseLangs } from '../rules/languages.ts';
import { listAids } from '../store/aids.ts';
import { findReceipt } from '../store/answers.ts';
import { findInstrument } from '../store/instruments.ts';
import { findAnswerLeaf } from '../store/ledger.ts';
import { isTranslated } from '../texts/languages.ts';
import { headersIn, showsMedia } from './form-headers.ts';

const assets = readAssets();
export interface Visitor extends Pick<Context<unknown, unknown, unknown>, 'banner'> {
  readonly reading: Reading;
}
type Asked = Pick<Context<unknown, AnyQuery, unknown>, 'banner' | 'headers' | 'query' | 'wantedLang' | 'lang'> & {
  readonly frame?: Frame | undefined;
};

/** How somebody reads: in the language of the form that was sent, else the one asked for, where the office offers it. */
export function visitorOf(
  { banner, query, wantedLang, frame }: Omit<Asked, 'headers'>,
  open: OpenCode | null,
  posted?: string,
): Visitor {
  const languages = [...houseLangs, ...(open?.visit.languages ?? [])];
  const lang = chooseFormLang(formLangOf(posted) ?? wantedLang, languages);
  return { banner, reading: { lang, languages, large: query.besar === '1', frame } };
}

/** The same where the questions may have no words in that language. */
function visitorFor(visitor: Visitor, base: string): Visitor {
  if (isTranslated(base)) return visitor;
  const { reading } = visitor;
  return { ...visitor, reading: { ...reading, languages: houseLangs, lang: chooseFormLang(reading.lang, houseLangs) } };
}

/** A page made for one visitor. The house compresses it, off this thread: what brings back a long text would make everybody wait. */
export function sheetPage(visitor: Visitor, page: string, status: number, open: OpenCode | null = null): Reply {
  const accent = accentOf(open?.visit.accent);
  const { reading } = visitor;
  const html = inColour(page, accent, reading.frame?.theme);
  return raw(html, headersIn(accent, reading, open, showsMedia(html)), status);
}

/** Kept forms by code, language and way in. Each carries what it was made from, so any process notices a change at the next visit. */
const kept = new Map<string, { readonly fingerprint: string; readonly sheet: Sheet; readonly media: boolean }>();
const mostKept = 400;

const firstVisitPublic = publicRoute('people answer without an account; the code leads to one form and nothing else');

export const anyQuery = z
  .object({
    k: z.string().optional().catch(undefined),
    layanan: z.string().optional().catch(undefined),
    saran: z.string().optional().catch(undefined),
    besar: z.string().optional().catch(undefined),
  })
  .catch({});
export type AnyQuery = z.infer<typeof anyQuery>;
export const codeParams = z.object({ code: z.string() });

/** The services that the form is about: one, several with the same questions, or null where a service must be picked first. */
function servicesFor({ visit }: OpenCode, picked: string | undefined): OpenCode['visit']['services'] | null {
  const chosen = visit.choice ? visit.services.find((one) => one.id === picked) : undefined;
  if (chosen) return [chosen];
  return new Set(visit.services.map((one) => one.instrumentId)).size > 1 ? null : visit.services;
}

export async function formProps(
  tx: Db,
  open: OpenCode,
  visitor: Visitor,
  services: OpenCode['visit']['services'],
  channel: string,
): Promise<Omit<FormProps, 'given'> | null> {
  const instrument = await findInstrument(tx, open.scope, services[0]?.instrumentId ?? '');
  if (!instrument) return null;
  const picked =
    open.visit.choice && services.length === 1 && open.visit.services.length > 1 ? `&layanan=${services[0]?.id}` : '';
  return {
    reading: visitorFor(visitor, instrument.base).reading,
    code: open.scope.code,
    channel,
    unitName: open.visit.unitName,
    instrument,
    look: lookOf(instrument),
    aids: shownAids(await listAids(tx, open.scope, instrument.questionnaireId), instrument),
    services,
    banner: visitor.banner,
    // A frame stands on somebody else's page: nothing is remembered there.
    script: visitor.reading.frame ? null : assets.url('answering.js'),
    keep: `${isSaid(channel) ? `&k=${channel}` : ''}${picked}`,
  };
}

/** Why a code cannot be answered; null when it can. */
export function stopFor(visitor: Visitor, code: string, open: OpenCode | null, sent: boolean): Reply | null {
  const stop = (kind: 'unknown' | 'closed' | 'empty', unitName: string, status: number) =>
    sheetPage(
      visitor,
      renderStop({ reading: visitor.reading, banner: visitor.banner, kind, code: code.slice(0, 60), unitName, sent }),
      status,
      open,
    );
  if (!open) return stop('unknown', '', 404);
  if (open.visit.closed) return stop('closed', open.visit.unitName, 410);
  if (open.visit.services.length === 0) return stop('empty', open.visit.unitName, 410);
  return null;
}

/** Whether an address says the way in: a plain link needs not, and a frame's address is one. */
const isSaid = (channel: string): boolean => channel !== 'link' && channel !== 'widget';

/** What goes along to the next address: the way in, the size of the letters; in a frame also the language, which no cookie keeps there. */
function query(channel: string, reading: Reading, lead: '?' | '&'): string {
  const { large, frame, lang } = reading;
  const parts = [
    ...(isSaid(channel) ? [`k=${channel}`] : []),
    ...(large ? ['besar=1'] : []),
    ...(frame && lang !== 'id' ? [`bahasa=${lang}`] : []),
    ...frameQuery(reading),
  ];
  return parts.length === 0 ? '' : lead + parts.join('&');
}

type Opening = Asked & Pick<Context<{ code: string }, AnyQuery, unknown>, 'db' | 'params' | 'now' | 'config'>;

/** The form of a code, for a page of its own or a frame. */
export async function formReply(context: Opening): Promise<Reply> {
  const { db, params, now, config, frame } = context;
  const open = await glanceCode(db, params.code);
  const visitor = visitorOf(context, open);
  const { reading } = visitor;
  const stop = stopFor(visitor, params.code, open, false);
  if (stop || !open) return stop as Reply;
  const channel = frame ? 'widget' : publicChannel(context.query.k);
  const services = servicesFor(open, context.query.layanan);
  if (!services) {
    const pick = {
      reading,
      banner: context.banner,
      code: open.scope.code,
      unitName: open.visit.unitName,
      query: query(channel, reading, '&'),
      services: open.visit.services,
    };
    return sheetPage(visitor, renderPick(pick), 200, open);
  }
  const key = [
    open.scope.tenantId,
    open.scope.code,
    reading.lang,
    reading.large,
    channel,
    frameQuery(reading).join(),
    services.length === 1 ? services[0]?.id : '',
    context.banner ?? '',
  ].join('|');
  let form = kept.get(key);
  if (form?.fingerprint !== open.visit.fingerprint) {
    const props = await transact(db, open.scope, (tx) => formProps(tx, open, visitor, services, channel), { readOnly: true });
    if (!props) return stopFor(visitor, params.code, { ...open, visit: { ...open.visit, services: [] } }, false) as Reply;
    const [before = '', after = ''] = inColour(renderForm(props), accentOf(open.visit.accent), frame?.theme).split(nonceMark);
    form = { fingerprint: open.visit.fingerprint, sheet: createSheet(before, after), media: showsMedia(before + after) };
    kept.delete(key);
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
    kept.set(key, form);
  }
  const nonce = makeNonce(config.secret, open.scope.code, newId(), now);
  const headers = headersIn(accentOf(open.visit.accent), reading, open, form.media);
  if (!acceptsGzip(context.headers['accept-encoding'])) return raw(form.sheet.plain(nonce), headers);
  return raw(form.sheet.gzip(nonce), { ...headers, 'content-encoding': 'gzip' });
}

const showForm = openRoute({
  method: 'GET',
  path: '/s/:code',
  access: firstVisitPublic,
  params: codeParams,
  query: anyQuery,
  handle: 'root',
  handler: formReply,
});

/** Only what a form sends; another kind of body is a form with nothing filled in. */
function postedIn({ headers, body }: Pick<Context<unknown, unknown, unknown>, 'headers' | 'body'>): Posted {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(String(headers['content-type']));
  return readPosted(isForm ? body : null);
}

/** The number of a fault of ours, which comes again however often one tries; null where something is away for a while. */
export function faultOf({ status, requestId }: Pick<Failed<unknown, unknown>, 'status' | 'requestId'>): string | null {
  return status === 503 ? null : requestId;
}

/** What is said of a form that was sent and came to nothing. Whoever answered must not lose it because something is away for a moment. */
export function failedSend(context: Failed<unknown, AnyQuery> & { readonly frame?: Frame }, code: string | null): Reply | null {
  const { problem, status, banner } = context;
  const posted = postedIn(context);
  // Without a database nobody knows what the office offers; the form that was sent was offered a moment ago.
  const lang = formLangOf(posted.lang) ?? formLangOf(context.wantedLang) ?? context.lang;
  const reading = { lang, languages: [lang], large: context.query.besar === '1', frame: context.frame };
  const visitor = { ...context, reading };
  if (problem.code === 'web.too_large') return sheetPage(visitor, renderTooLarge({ reading, banner }), status);
  if (status < 500) return null;
  // A send without an id gets one here, so that the same answer sent again counts once.
  const nonce = posted.nonce || (code === null ? '' : makeNonce(context.config.secret, code, newId(), context.now));
  const kept = { reading, banner, action: context.url, posted: { ...ofForms(posted), nonce }, fault: faultOf(context) };
  return sheetPage(visitor, renderKept(kept), status);
}

const sendForm = openRoute({
  method: 'POST',
  path: '/s/:code',
  access: publicRoute(
    'people answer without an account; the form carries a signed nonce, and what looks odd is flagged, never refused',
  ),
  params: codeParams,
  query: anyQuery,
  body: z.any(),
  bodyLimit: largestSend,
  csrf: false,
  handle: 'root',
  failed: (context) => failedSend(context, context.params.code),
  handler: sentReply,
});

/** What comes of a form that was sent: read, stored, answered. */
export async function sentReply(context: Opening & Pick<Context<unknown, unknown, unknown>, 'body'>): Promise<Reply> {
  const { db: root, params, now, config, frame } = context;
  const posted = postedIn(context);
  // Read first, for itself: the write waits for company in the group commit.
  const open = await glanceCode(root, params.code);
  const visitor = visitorOf(context, open, posted.lang);
  const stop = stopFor(visitor, params.code, open, true);
  if (stop || !open) return stop as Reply;
  const { reading } = visitor;
  const about = { secret: config.secret, now, lang: reading.lang, ...(frame ? { channel: 'widget' as const } : {}) };
  const form = await readForm(versionsOf(root, open.scope), open, posted, about);
  if (!form) return stopFor(visitor, params.code, { ...open, visit: { ...open.visit, services: [] } }, true) as Reply;
  if (!form.ok) {
    const again = { ...visitor, now, secret: config.secret };
    return transact(root, open.scope, (tx) => formAgain(tx, again, open, form, posted), { readOnly: true });
  }
  const outcome = await submitAnswer(root, open.scope, form.answer);
  const again = `${placeOf(open.scope.code, reading)}${query(form.channel, reading, '?')}`;
  if (outcome.state === 'conflict') {
    return sheetPage(
      visitor,
      renderConflict({ reading, banner: context.banner, receipt: outcome.receipt, unitName: open.visit.unitName, again }),
      409,
      open,
    );
  }
  // Said once, to whoever has just sent: the receipt's own address says nothing about the answer.
  const tail = query(form.channel, reading, '?');
  const withheld = outcome.withheld ? `${tail === '' ? '?' : '&'}saran=0` : '';
  return redirect(`${placeOf(open.scope.code, reading)}/tanda/${outcome.receipt}${tail}${withheld}`);
}

/** The form with everything given, and what is missing marked. The nonce stays: it is still the same answer. */
async function formAgain(
  tx: Db,
  visitor: Visitor & { readonly now: Date; readonly secret: string },
  open: OpenCode,
  form: Extract<Awaited<ReturnType<typeof readForm>>, { ok: false }>,
  posted: Readonly<Record<string, string>>,
): Promise<Reply> {
  const mixed = servicesFor(open, undefined) === null;
  const services = (mixed ? servicesFor(open, posted.service) : null) ?? open.visit.services;
  const props = await formProps(tx, open, visitor, services, form.channel);
  if (!props) return stopFor(visitor, open.scope.code, { ...open, visit: { ...open.visit, services: [] } }, true) as Reply;
  const nonce = posted.nonce || makeNonce(visitor.secret, open.scope.code, newId(), visitor.now);
  const html = renderForm({
    ...props,
    reading: visitorFor(visitor, form.instrument.base).reading,
    instrument: form.instrument,
    look: lookOf(form.instrument),
    given: { values: posted, errors: form.errors, nonce },
  });
  return sheetPage(visitor, html, 422, open);
}

type Receipt = Asked & Pick<Context<{ code: string; receipt: string }, AnyQuery, unknown>, 'db' | 'params'>;

/** The receipt of a sender; the handle is in a transaction. */
export async function receiptReply(context: Receipt): Promise<Reply> {
  const { db, params } = context;
  const open = await visitCode(db, params.code);
  const visitor = visitorOf(context, open);
  const { reading } = visitor;
  if (!open) return stopFor(visitor, params.code, null, false) as Reply;
  const receipt = params.receipt.toUpperCase();
  const found = receiptPattern.test(receipt) ? await findReceipt(db, open.scope, receipt) : null;
  const base = { reading, banner: context.banner, code: open.scope.code, unitName: open.visit.unitName };
  const tail = query(context.frame ? 'widget' : publicChannel(context.query.k), reading, '?');
  if (!found) return sheetPage(visitor, renderStop({ ...base, kind: 'receipt', sent: false, query: tail }), 404, open);
  const again = `${placeOf(open.scope.code, reading)}${tail}`;
  const leaf = await findAnswerLeaf(db, open.scope, found.id);
  const ledger = `/buku/${open.scope.tenantId}`;
  const { contactOffered } = await findPrivacySettings(db, open.scope);
  const contact = contactOffered && !found.erased ? `/s/${open.scope.code}/hubungi/${receipt}` : null;
  const rights = `/data-pribadi/${open.scope.tenantId}`;
  const withheld = context.query.saran === '0';
  return sheetPage(
    visitor,
    renderThanks({
      ...base,
      receipt,
      late: found.late,
      withheld,
      erased: found.erased,
      again,
      contact,
      rights,
      leaf: leaf && { ...leaf, ledger },
    }),
    200,
    open,
  );
}

export const receiptParams = z.object({ code: z.string(), receipt: z.string() });

const showReceipt = openRoute({
  method: 'GET',
  path: '/s/:code/tanda/:receipt',
  access: publicRoute('the receipt that a sender was given; it says that an answer was stored, and nothing about it', {
    private: true,
  }),
  params: receiptParams,
  query: anyQuery,
  handler: receiptReply,
});

/** The service worker of the forms. Here, because a worker only serves addresses below its own. */
const standby = openRoute({
  method: 'GET',
  path: '/s/pekerja.js',
  access: publicRoute('a script of ours that holds nothing of anybody'),
  handler: async () =>
    raw(readFileSync(join(assets.folder, basename(assets.url('standby.js')))), {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
    }),
});

export const formRoutes = [standby, showForm, sendForm, showReceipt];
