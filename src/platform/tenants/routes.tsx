/** `/kelola/data`: the copy of all that an office owns, and its end. */
import { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { confirmPerson, isAdmin, passwordError } from '../auth/index.ts';
import { findPiece } from '../files/store.ts';
import { type Route, type StaffContext, staff, staffRoute } from '../web/module.ts';
import { downloadPieces, page, redirect } from '../web/reply.ts';
import { askClosing, askCopy, withdrawClosing } from './actions.ts';
import type { TenantsPart } from './door.ts';
import { copyHours } from './jobs.ts';
import { DataPage, news } from './pages.tsx';
import { findClosing, findCopy, listCopies } from './store.ts';
import { texts } from './texts.ts';

const manage = staff('tenants.manage', isAdmin, { own: true });
const text = z.string().trim().max(500).default('');
const secret = z.string().max(300).default('');
/** Whoever found a screen left open must not be able to try out the password behind it. */
const limit = { max: 20, seconds: 300, by: 'browser' } as const;

type Given = Pick<Parameters<typeof DataPage>[0], 'message' | 'copyErrors' | 'downloadErrors' | 'closeErrors' | 'values'>;

/** The routes. */
export function tenantRoutes({ officeOf, mayClose }: Pick<TenantsPart, 'officeOf' | 'mayClose'>): readonly Route[] {
  const show = async ({ db, scope, actor, config }: StaffContext<unknown, unknown, unknown>, given: Given, status = 200) =>
    page(
      '',
      <DataPage
        office={(await officeOf(db, scope)) ?? { name: '', timeZone: 'Asia/Jakarta' }}
        actorId={actor.id}
        copies={await listCopies(db, scope)}
        copyHours={copyHours}
        closing={await findClosing(db, scope)}
        waitDays={config.eraseAfterDays}
        mayClose={await mayClose(db)}
        {...given}
      />,
      status,
    );
  return [
    staffRoute({
      method: 'GET',
      path: '/kelola/data',
      access: manage,
      query: z.object({ pesan: text }),
      handler: (context) =>
        show(context, { message: (Object.keys(news) as (keyof typeof news)[]).find((known) => known === context.query.pesan) }),
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/data/salinan',
      access: manage,
      limit,
      body: z.object({ password: secret }),
      handler: async (context) => {
        const { db, scope, body, lang } = context;
        try {
          await askCopy(db, scope, { ...context, password: body.password });
          return redirect('/kelola/data?pesan=salinan');
        } catch (error) {
          return show(context, { copyErrors: passwordError(error, lang) }, 422);
        }
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/data/salinan/:id/unduh',
      access: manage,
      limit,
      params: z.object({ id: z.uuid().catch('') }),
      body: z.object({ password: secret }),
      handler: async (context) => {
        const { db, scope, actor, params, body, now, lang, looked } = context;
        const copy = params.id === '' ? null : await findCopy(db, scope, params.id);
        const { uploadId = null, size = null } = copy?.askedBy === actor.id && (copy.expiresAt ?? now) > now ? copy : {};
        if (!copy || uploadId === null || size === null) throw new Problem('tenants.no_copy');
        // The password that asked for it was given up to days ago, and all that the office owns lies in this file.
        try {
          await confirmPerson(db, scope, { ...context, password: body.password });
        } catch (error) {
          return show(context, { downloadErrors: { copy: copy.id, fields: passwordError(error, lang) } }, 422);
        }
        looked({ action: 'tenants.download_copy', targetKind: 'copy', targetId: copy.id });
        const day = copy.askedAt.toISOString().slice(0, 10);
        return downloadPieces(`salinan-${day}.zip`, 'application/zip', size, (tx, place) =>
          findPiece(tx, scope, uploadId, place),
        );
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/data/hapus',
      access: manage,
      limit,
      body: z.object({ name: text, reason: text, password: secret }),
      handler: async (context) => {
        const { db, scope, body, now, lang, config } = context;
        if (!(await mayClose(db))) throw new Problem('tenants.demonstration');
        const office = { name: (await officeOf(db, scope))?.name ?? '', waitDays: config.eraseAfterDays };
        const values = { name: body.name, reason: body.reason };
        try {
          const wrong = await askClosing(db, scope, { ...body, proof: { ...context, password: body.password } }, office, now);
          if (wrong.length === 0) return redirect('/kelola/data');
          const words = Object.fromEntries(wrong.map((field) => [field, texts[lang].wrong[field]]));
          return show(context, { values, closeErrors: words }, 422);
        } catch (error) {
          return show(context, { values, closeErrors: passwordError(error, lang) }, 422);
        }
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/data/hapus/batal',
      access: manage,
      handler: async ({ db, scope, now }) => {
        await withdrawClosing(db, scope, now);
        return redirect('/kelola/data?pesan=batal');
      },
    }),
  ];
}
