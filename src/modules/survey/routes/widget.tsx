/** `/sematan/<code>` and `/sematan.js`: the form inside an agency's own site; `/kode/<code>/sematan`: where an officer gets it (decision 0018). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { Actor, TenantScope } from '../../../platform/auth/index.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/db/db.ts';
import { readAssets } from '../../../platform/web/assets.ts';
import {
  type Context,
  type Failed,
  openRoute,
  publicRoute,
  type Reply,
  type Route,
  staff,
  staffRoute,
} from '../../../platform/web/module.ts';
import { page, raw, redirect } from '../../../platform/web/reply.ts';
import { findService, getOffice, isLoopbackUrl, listUnits } from '../../org/index.ts';
import { canManage, canRead } from '../access.ts';
import { glanceCode } from '../actions/intake.ts';
import { nameSites } from '../actions/widget.ts';
import { readPosted } from '../inputs/form.ts';
import { parseSites } from '../inputs/widget.ts';
import { renderAway, renderStranger } from '../pages/notes.tsx';
import type { Frame } from '../pages/sheet.tsx';
import { WidgetPage, type WidgetProps } from '../pages/widget.tsx';
import { largestSend } from '../rules/answer.ts';
import { isAllowed, themes } from '../rules/widget.ts';
import { findCode } from '../store/codes.ts';
import { countFramed, findSites } from '../store/widget.ts';
import { widgetTexts } from '../texts/widget.ts';
import { knownShape } from './codes.tsx';
import {
  anyQuery,
  codeParams,
  failedSend,
  faultOf,
  formReply,
  receiptParams,
  receiptReply,
  sentReply,
  sheetPage,
  visitorOf,
} from './form.ts';

const assets = readAssets();

const framedQuery = anyQuery.unwrap().extend({
  tema: z.enum(themes).optional().catch(undefined),
  tinggi: z.string().optional().catch(undefined),
  pratinjau: z.string().optional().catch(undefined),
});

/** What the address says of the frame. */
const frameIn = ({ tema, tinggi, pratinjau }: z.infer<typeof framedQuery>): Frame => ({
  theme: tema ?? null,
  script: tinggi === undefined ? null : assets.url('frame.js'),
  preview: pratinjau !== undefined,
});

type Framed = Pick<Context<unknown, unknown, unknown>, 'headers' | 'origin'>;

/**
 * The site around the frame where the browser says it and the office has not named it; null otherwise. The browser keeps strangers out by the
 * policy all the same, with a blank of its own: this is only for saying why.
 */
function strangerIn({ headers, origin }: Framed, sites: readonly string[]): string | null {
  const { referer, 'sec-fetch-dest': destination } = headers;
  if (typeof referer !== 'string' || !URL.canParse(referer)) return null;
  if (destination !== undefined && destination !== 'iframe' && destination !== 'frame') return null;
  const around = new URL(referer);
  // Behind a proxy we may not know by which scheme we are called.
  if (around.host === new URL(origin).host || isAllowed(sites, around.origin)) return null;
  return around.host.slice(0, 100);
}

/** What stands in the frame where everything is as it should be, else the note for the people of the site. */
async function framed<C extends Framed & Parameters<typeof visitorOf>[0] & { db: Db; params: { code: string } }>(
  context: C & { readonly frame: Frame },
): Promise<Reply | null> {
  const open = await glanceCode(context.db, context.params.code);
  const site = open && strangerIn(context, open.visit.sites);
  if (!open || !site) return null;
  const visitor = visitorOf(context, open);
  const { reading, banner } = visitor;
  const note = renderStranger({ reading, banner, code: open.scope.code, unitName: open.visit.unitName, site });
  // No office's policy: the note is for those whom none lets in.
  return sheetPage(visitor, note, 403);
}

/** The house's own page stands in no frame: its reader would see a blank. Which sites the office has named nobody knows now, and there is nothing to press but once more. */
function failedFrame(context: Failed<unknown, z.infer<typeof framedQuery>>): Reply | null {
  const { status, banner, url } = context;
  if (status < 500) return null;
  const visitor = visitorOf({ ...context, frame: frameIn(context.query) }, null);
  return sheetPage(visitor, renderAway({ reading: visitor.reading, banner, again: url, fault: faultOf(context) }), status);
}

const publicRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/sematan/:code',
    access: publicRoute('people answer without an account, inside a site that the office has named'),
    params: codeParams,
    query: framedQuery,
    handle: 'root',
    cookieless: true,
    failed: failedFrame,
    handler: async (context) => {
      const asked = { ...context, frame: frameIn(context.query) };
      const reply = (await framed(asked)) ?? (await formReply(asked));
      // What the frame shows depends on the site around it.
      return reply.kind === 'raw' ? { ...reply, headers: { ...reply.headers, vary: 'accept-encoding, referer' } } : reply;
    },
  }),
  openRoute({
    method: 'POST',
    path: '/sematan/:code',
    access: publicRoute(
      'people answer without an account; the form carries a signed nonce, and what looks odd is flagged, never refused',
    ),
    params: codeParams,
    query: framedQuery,
    body: z.any(),
    bodyLimit: largestSend,
    csrf: false,
    handle: 'root',
    cookieless: true,
    failed: (context) => failedSend({ ...context, frame: frameIn(context.query) }, context.params.code),
    handler: (context) => sentReply({ ...context, frame: frameIn(context.query) }),
  }),
  openRoute({
    method: 'GET',
    path: '/sematan/:code/tanda/:receipt',
    access: publicRoute('the receipt that a sender was given; it says that an answer was stored, and nothing about it', {
      private: true,
    }),
    params: receiptParams,
    query: framedQuery,
    cookieless: true,
    failed: failedFrame,
    handler: (context) => receiptReply({ ...context, frame: frameIn(context.query) }),
  }),
  openRoute({
    method: 'GET',
    path: '/sematan.js',
    access: publicRoute('a script of ours for sites that show a form; it holds nothing of anybody'),
    cookieless: true,
    handler: ({ headers }) => {
      const script = readFileSync(join(assets.folder, basename(assets.url('sematan.js'))));
      // Weak: what compresses it on the way makes other bytes of it.
      const etag = `W/"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`;
      const about = {
        'content-type': 'text/javascript; charset=utf-8',
        // The address stays, the script may change: an hour, then it is asked for again.
        'cache-control': 'public, max-age=3600',
        'cross-origin-resource-policy': 'cross-origin',
        etag,
      };
      return headers['if-none-match'] === etag ? raw('', about, 304) : raw(script, about);
    },
  }),
];

async function gather(db: Db, scope: TenantScope, actor: Actor, config: Config, given: string): Promise<WidgetProps> {
  const found = await findCode(db, scope, knownShape(given));
  if (!found) throw new Problem('survey.code_unknown', { code: knownShape(given) });
  const { publicUrl, name } = await getOffice(db, scope);
  const base = publicUrl ?? config.url;
  const service = found.serviceId === null ? null : await findService(db, scope, found.serviceId);
  const unit = service ? null : (await listUnits(db, scope)).find(({ id }) => id === found.unitId);
  return {
    code: found.code,
    closed: found.closedAt !== null,
    about: service?.name ?? unit?.name ?? name,
    base: base === null || isLoopbackUrl(base) ? null : base.replace(/\/$/, ''),
    sites: await findSites(db, scope),
    answers: await countFramed(db, scope, found.code),
    canManage: canManage(actor),
  };
}

const officerRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kode/:code/sematan',
    access: staff('survey.read', canRead),
    params: codeParams,
    query: z.object({ tersimpan: z.string().optional().catch(undefined) }),
    handler: async ({ db, scope, actor, config, params, query }) => {
      const props = await gather(db, scope, actor, config, params.code);
      return page('', <WidgetPage {...props} saved={query.tersimpan !== undefined} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kode/:code/sematan',
    access: staff('survey.manage', canManage),
    params: codeParams,
    body: z.any(),
    handler: async ({ db, scope, actor, config, params, body, now, lang }) => {
      const posted = readPosted(body);
      const parsed = parseSites(posted);
      const props = await gather(db, scope, actor, config, params.code);
      if (parsed.wrong) {
        const { kind, line } = parsed.wrong;
        const attempt = { values: { sites: posted.sites ?? '' }, errors: { sites: widgetTexts[lang].wrong[kind](line) } };
        return page('', <WidgetPage {...props} attempt={attempt} />, 422);
      }
      await nameSites(db, scope, props.code, parsed.sites, now);
      return redirect(`/kode/${props.code}/sematan?tersimpan=1`);
    },
  }),
];

export const widgetRoutes: readonly Route[] = [...publicRoutes, ...officerRoutes];
