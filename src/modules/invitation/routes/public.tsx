/** `/u/<link>`: one answer for whoever was asked; `/u/berhenti/<link>`: not to be asked again. */
import { z } from 'zod';
import { findLogScope } from '../../../platform/auth/index.ts';
import { type Db, enter } from '../../../platform/db/db.ts';
import { type Limit, openRoute, publicRoute, type Reply, type Route } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { findOffice } from '../../org/index.ts';
import { invitedForm, readInvited, readPosted } from '../../survey/index.ts';
import { answerLink, receiptOf, type Stopped, visitLink } from '../actions/answering.ts';
import { readStopLink } from '../actions/sealed.ts';
import { stopAsking } from '../actions/settings.ts';
import { StopPage, StoppedPage } from '../pages/public.tsx';

const linkParams = z.object({ token: z.string().max(200) });
const limit: Limit = { max: 60, seconds: 3600, by: 'link' };
const statuses: Readonly<Record<Stopped, number>> = { forged: 404, unknown: 404, used: 200, expired: 410, closed: 410 };

function stopPage(kind: Stopped, code: string | null, sent: boolean): Reply {
  const form = code === null || kind === 'closed' ? null : `/s/${code}`;
  // To whoever has just sent something, "used" is no good news: it was not stored.
  return page('', <StoppedPage kind={kind} sent={sent} form={form} />, sent && kind === 'used' ? 409 : statuses[kind]);
}

/** The office of a link that ends being asked, entered; null where we never made it. */
async function enterStop(db: Db, secret: string, token: string) {
  const read = readStopLink(secret, token);
  const scope = read && (await findLogScope(db, read.tenantId));
  if (!read || !scope) return null;
  await enter(db, scope);
  return { scope, contact: read.contact, office: (await findOffice(db, scope))?.name ?? '' };
}

export const publicRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/u/:token',
    access: publicRoute('A signed link that was sent to one person opens one form; opening it changes nothing.'),
    params: linkParams,
    limit,
    handler: async (context) => {
      const found = await visitLink(context.db, context.config.secret, context.params.token, context.now);
      if (found.stopped !== null) return stopPage(found.stopped, found.link?.code ?? null, false);
      return (
        (await invitedForm(context.db, context, found.open, `/u/${context.params.token}`)) ??
        stopPage('closed', found.link.code, false)
      );
    },
  }),
  openRoute({
    method: 'POST',
    path: '/u/:token',
    access: publicRoute('A signed link takes one answer; it is the right to send it, and the form carries a signed nonce.'),
    params: linkParams,
    body: z.any(),
    csrf: false,
    limit,
    handler: async (context) => {
      const { db, config, params, now, body } = context;
      const found = await visitLink(db, config.secret, params.token, now);
      const posted = readPosted(body);
      if (found.open && found.link) {
        const read = await readInvited(db, context, found.open, posted, found.link.serviceOn);
        // Sent twice: the second time is the same answer, and gets the same receipt.
        const known = await receiptOf(db, found.open, read?.formId ?? null);
        if (known !== null) return redirect(`/s/${found.open.scope.code}/tanda/${known}`);
        if (found.stopped === null && read) {
          if (!read.form.ok) {
            const again = await invitedForm(db, context, found.open, `/u/${params.token}`, { posted, form: read.form });
            if (again) return again;
          } else {
            const receipt = await answerLink(db, found, read.form.answer, now);
            return receipt === null
              ? stopPage('used', found.link.code, true)
              : redirect(`/s/${found.open.scope.code}/tanda/${receipt}`);
          }
        }
      }
      return stopPage(found.stopped ?? 'closed', found.link?.code ?? null, true);
    },
  }),
  openRoute({
    method: 'GET',
    path: '/u/berhenti/:token',
    access: publicRoute('Whoever got a message ends being asked without an account; opening the page changes nothing.', {
      private: true,
    }),
    params: linkParams,
    limit,
    handler: async ({ db, config, params }) => {
      const found = await enterStop(db, config.secret, params.token);
      const action = `/u/berhenti/${params.token}`;
      return page(
        '',
        <StopPage state={found ? 'ask' : 'wrong'} office={found?.office ?? ''} action={action} />,
        found ? 200 : 404,
      );
    },
  }),
  openRoute({
    method: 'POST',
    path: '/u/berhenti/:token',
    access: publicRoute(
      'The signed link is the right to it; mail programs send it with one press (RFC 8058), without our cookie.',
      { private: true },
    ),
    params: linkParams,
    body: z.any(),
    csrf: false,
    limit,
    handler: async ({ db, config, params }) => {
      const found = await enterStop(db, config.secret, params.token);
      if (found) await stopAsking(db, found.scope, found.contact);
      return page('', <StopPage state={found ? 'done' : 'wrong'} office={found?.office ?? ''} action="" />, found ? 200 : 404);
    },
  }),
];
