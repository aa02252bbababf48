/** `/kios/<code>`: the kiosk; `/kode/<code>/kios`: where an officer sets it up. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { Actor, TenantScope } from '../../../platform/auth/index.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/db/db.ts';
import { accentOf } from '../../../platform/ui/index.ts';
import { readAssets } from '../../../platform/web/assets.ts';
import { acceptsGzip } from '../../../platform/web/gzip.ts';
import { openRoute, publicRoute, type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, raw, redirect } from '../../../platform/web/reply.ts';
import { getOffice, isLoopbackUrl } from '../../org/index.ts';
import { canManage, canRead } from '../access.ts';
import { visitCode } from '../actions/intake.ts';
import { kioskData, setKiosk } from '../actions/kiosk.ts';
import { readPosted } from '../inputs/form.ts';
import { parseKiosk } from '../inputs/kiosk.ts';
import { kioskStyle, renderKiosk } from '../pages/kiosk.tsx';
import { KioskSettingsPage, type KioskSettingsProps } from '../pages/kiosk-settings.tsx';
import { findCode } from '../store/codes.ts';
import { findKiosk } from '../store/kiosks.ts';
import { kioskSettingsTexts } from '../texts/kiosk-settings.ts';
import { knownShape } from './codes.tsx';
import { stopFor, visitorOf } from './form.ts';
import { documentHeaders } from './sheet.ts';

const assets = readAssets();
const codeParams = z.object({ code: z.string().max(100) });

const showKiosk = openRoute({
  method: 'GET',
  path: '/kios/:code',
  access: publicRoute('people answer without an account; the code leads to one form and nothing else'),
  params: codeParams,
  query: z.object({ pratinjau: z.string().optional().catch(undefined) }).catch({}),
  handler: async (context) => {
    const open = await visitCode(context.db, context.params.code);
    const stop = stopFor(visitorOf({ ...context, query: {} }, open), context.params.code, open, false);
    if (stop || !open) return stop as NonNullable<typeof stop>;
    const data = await kioskData(context.db, open, context.query.pratinjau !== undefined);
    const { accent } = open.visit;
    const html = renderKiosk({ data, accent, banner: context.banner, script: assets.url('kiosk.js') });
    // Framed by the officer's own page, for a preview.
    const media = data.instruments.some(({ screens }) => screens.some(({ aid }) => aid));
    const headers = documentHeaders(kioskStyle(accentOf(accent)), {
      scripts: true,
      media,
      frames: data.preview ? "'self'" : "'none'",
    });
    if (!acceptsGzip(context.headers['accept-encoding'])) return raw(html, headers);
    return raw(gzipSync(html, { level: 9 }), { ...headers, 'content-encoding': 'gzip' });
  },
});

/** The same worker as the forms', under the address whose pages it serves. */
const standby = openRoute({
  method: 'GET',
  path: '/kios/pekerja.js',
  access: publicRoute('a script of ours that holds nothing of anybody'),
  handler: async () =>
    raw(readFileSync(join(assets.folder, basename(assets.url('standby.js')))), {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
    }),
});

async function gather(db: Db, scope: TenantScope, actor: Actor, config: Config, given: string): Promise<KioskSettingsProps> {
  const found = await findCode(db, scope, knownShape(given));
  if (!found) throw new Problem('survey.code_unknown', { code: given.slice(0, 40) });
  const { code } = found;
  const base = (await getOffice(db, scope)).publicUrl ?? config.url;
  const url = base === null || isLoopbackUrl(base) ? null : `${base.replace(/\/$/, '')}/kios/${code}`;
  return { code, url, settings: await findKiosk(db, scope, code), canManage: canManage(actor) };
}

const settingsRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kode/:code/kios',
    access: staff('survey.read', canRead),
    params: codeParams,
    query: z.object({ tersimpan: z.string().optional().catch(undefined) }),
    handler: async ({ db, scope, actor, config, params, query }) => {
      const props = await gather(db, scope, actor, config, params.code);
      return page('', <KioskSettingsPage {...props} saved={query.tersimpan !== undefined} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kode/:code/kios',
    access: staff('survey.manage', canManage),
    params: codeParams,
    body: z.any(),
    handler: async ({ db, scope, actor, config, params, body, now, lang }) => {
      const posted = readPosted(body);
      const parsed = parseKiosk(posted);
      if (parsed.wrong) {
        const { wrong } = kioskSettingsTexts[lang];
        const errors = Object.fromEntries(Object.entries(parsed.wrong).map(([name, kind]) => [name, wrong[kind]]));
        const { pin: _, ...values } = posted;
        const props = await gather(db, scope, actor, config, params.code);
        return page('', <KioskSettingsPage {...props} attempt={{ values, errors }} />, 422);
      }
      const code = knownShape(params.code);
      await setKiosk(db, scope, code, parsed.value, now);
      return redirect(`/kode/${code}/kios?tersimpan=1`);
    },
  }),
];

export const kioskRoutes: readonly Route[] = [standby, showKiosk, ...settingsRoutes];
