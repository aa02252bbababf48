/** `/u/<link>`: one answer for whoever was asked; `/u/berhenti/<link>`: not to be asked again. */
import { z } from 'zod';
import { findLogScope } from '../../../platform/auth/index.ts';
import { type Db, enter } from '../../../platform/db/db.ts';
import { type Limit, openRoute, publicRoute, type Reply, type Route } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { findOffice } from '../../org/index.ts';
import {
  failedSend,
  findAnswerReceipt,
  invitedConflict,
  invitedForm,
  largestSend,
  readInvited,
  readPosted,
} from '../../survey/index.ts';
import { answerLink, type Stopped, visitLink } from '../actions/answering.ts';
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
    bodyLimit: largestSend,
    csrf: false,
    limit,
    failed: (context) => failedSend(context, null),
    handler: async (context) => {
      const { db, config, params, now, body } = context;
      const { open, link, stopped } = await visitLink(db, config.secret, params.token, now);
      const posted = readPosted(body);
      const read = open && link && (await readInvited(db, context, open, posted, link.serviceOn));
      // Sent twice, by Back or by a network that lost the first answer: the link is used, and by this very form.
      const known = open && read?.formId ? await findAnswerReceipt(db, open.scope, read.formId) : null;
      if (!open || !link || !read || (stopped !== null && known === null))
        return stopPage(stopped ?? 'closed', link?.code ?? null, true);
      if (!read.form.ok)
        return (
          (await invitedForm(db, context, open, `/u/${params.token}`, { posted, form: read.form })) ??
          stopPage('closed', link.code, true)
        );
      const outcome = await answerLink(db, open, link, read.form.answer, now);
      if (outcome === null) return stopPage('used', link.code, true);
      if (outcome.state === 'conflict') return invitedConflict(context, open, posted, outcome.receipt);
      return redirect(`/s/${open.scope.code}/tanda/${outcome.receipt}${outcome.withheld ? '?saran=0' : ''}`);
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
