/** `/undangan-survei`: a day's list, and what became of each message; `/kelola/undangan`: words, days and the gateway. */
import { z } from 'zod';
import { localDay } from '../../../kernel/dates.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import { type Config, isOverTls } from '../../../platform/config.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { createMailer } from '../../../platform/mail/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { receivedFile } from '../../../platform/web/upload.ts';
import { getOffice, listServices, listUnits, servicesApart } from '../../org/index.ts';
import { normalEmail, normalPhone } from '../../privacy/index.ts';
import { canInvite, canManage } from '../access.ts';
import { agreeToList, discardList, takeList } from '../actions/lists.ts';
import { handOver, waysOf, wordMessage } from '../actions/sending.ts';
import { changeSettings } from '../actions/settings.ts';
import { readList } from '../inputs/list.ts';
import { parseSettings, settingsSchema } from '../inputs/settings.ts';
import { ListPage, ListsPage } from '../pages/lists.tsx';
import { SettingsPage } from '../pages/settings.tsx';
import { countLinks, countSent } from '../store/links.ts';
import { countMessages, findList, listLists, listMessages } from '../store/messages.ts';
import { findSettings } from '../store/settings.ts';
import { texts } from '../texts/screens.ts';

const invite = staff('invitation.invite', canInvite);
const manage = staff('invitation.manage', canManage);
const byId = z.object({ id: z.string().max(100) });
const mostBytes = 5 * 1024 * 1024;
const [listsShown, messagesShown] = [200, 500];

const waysNow = async (db: Db, scope: TenantScope, config: Config) => ({
  email: config.smtpUrl !== null,
  gateway: (await findSettings(db, scope)).webhookUrl !== '',
});

async function showLists(db: Db, scope: TenantScope, config: Config, now: Date, errors?: Readonly<Record<string, string>>) {
  const { timeZone, publicUrl } = await getOffice(db, scope);
  return page(
    '',
    <ListsPage
      lists={await listLists(db, scope, listsShown)}
      links={await countLinks(db, scope, localDay(now, timeZone))}
      rates={await countSent(db, scope)}
      ways={await waysNow(db, scope, config)}
      hasAddress={publicUrl !== null}
      mayManage={canManage(scope.actor)}
      timeZone={timeZone}
      {...(errors ? { errors } : {})}
    />,
    errors ? 422 : 200,
  );
}

const idOf = (id: string): string => {
  if (!isId(id)) throw new Problem('invitation.list_unknown');
  return id;
};

export const staffRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/undangan-survei',
    access: invite,
    handler: ({ db, scope, config, now }) => showLists(db, scope, config, now),
  }),
  staffRoute({
    method: 'POST',
    path: '/undangan-survei',
    access: invite,
    upload: mostBytes,
    body: z.any(),
    handler: async ({ db, scope, config, now, lang, body }) => {
      const file = receivedFile(body, 'file');
      if (!file || file.size === 0) return showLists(db, scope, config, now, { file: texts[lang].fileMissing });
      const { timeZone } = await getOffice(db, scope);
      const read = await readList(file.path, {
        services: servicesApart(await listServices(db, scope), await listUnits(db, scope)),
        today: localDay(now, timeZone),
        ways: await waysNow(db, scope, config),
        normalPhone,
        normalEmail,
      });
      return redirect(`/undangan-survei/${await takeList(db, scope, config.secret, { fileName: file.name, ...read }, now)}`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/undangan-survei/:id',
    access: invite,
    params: byId,
    handler: async ({ db, scope, params }) => {
      const list = await findList(db, scope, idOf(params.id));
      if (!list) throw new Problem('invitation.list_unknown');
      return page(
        '',
        <ListPage
          list={list}
          counts={await countMessages(db, scope, list.id)}
          messages={await listMessages(db, scope, list.id, messagesShown)}
          againDays={(await findSettings(db, scope)).againDays}
          timeZone={(await getOffice(db, scope)).timeZone}
        />,
      );
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/undangan-survei/:id/kirim',
    access: invite,
    params: byId,
    handler: async ({ db, scope, params, config, now }) => {
      await agreeToList(db, scope, config.secret, idOf(params.id), now);
      return redirect(`/undangan-survei/${params.id}`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/undangan-survei/:id/batal',
    access: invite,
    params: byId,
    handler: async ({ db, scope, params, now }) => {
      await discardList(db, scope, idOf(params.id), now);
      return redirect(`/undangan-survei/${params.id}`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kelola/undangan',
    access: manage,
    query: z.object({ disimpan: z.string().optional() }).catch({}),
    handler: ({ db, scope, config, query }) => showSettings(db, scope, config, { saved: query.disimpan !== undefined }),
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/undangan',
    access: manage,
    body: settingsSchema,
    handler: async ({ db, scope, config, body, now }) => {
      const before = await findSettings(db, scope);
      // Another address is another receiver: it never gets what was signed under the secret of the one before.
      const hasSecret = before.secret !== null && before.webhookUrl === body.webhook_url;
      const parsed = parseSettings(body, { hasSecret, trial: !isOverTls(config) });
      if (parsed.wrong) {
        const { webhook_secret: _, ...values } = body;
        const props = { values, wrong: parsed.wrong, hasSecret, mailOn: config.smtpUrl !== null };
        return page('', <SettingsPage {...props} />, 422);
      }
      await changeSettings(db, scope, config.secret, parsed.value, now);
      return redirect('/kelola/undangan?disimpan');
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/undangan/coba',
    access: manage,
    body: z.object({ to: z.string().trim().max(200).default('') }),
    // The message goes out between two short transactions.
    handle: 'root',
    handler: async ({ db, scope, config, body, now, lang, origin }) => {
      const email = normalEmail(body.to);
      const phone = normalPhone(body.to);
      const show = (code: string) =>
        transact(
          db,
          scope,
          (tx) => showSettings(tx, scope, config, { tested: { to: body.to, code }, status: code === '' ? 200 : 422 }),
          { readOnly: true },
        );
      if (email === null && phone === null) return show('wrong');
      const { message, ways } = await transact(
        db,
        scope,
        async (tx) => {
          const { name, publicUrl } = await getOffice(tx, scope);
          const about = {
            ...{ office: name, service: texts[lang].settings.test, origin: publicUrl ?? config.url ?? origin },
            ...{ stopLink: 'contoh', way: email === null ? ('gateway' as const) : ('email' as const) },
            invitation: { name: scope.actor.name, to: email ?? `+${phone}`, lang, link: 'contoh' },
          };
          const mailer = config.smtpUrl === null ? null : createMailer(config.smtpUrl);
          return {
            message: wordMessage(await findSettings(tx, scope), about),
            ways: await waysOf(tx, scope, { secret: config.secret, mailer }),
          };
        },
        { readOnly: true },
      );
      const tried = await handOver(ways, newId(), message, now);
      const detail = { way: message.way, outcome: tried.ok ? 'sent' : tried.code };
      await transact(db, scope, (tx) => record(tx, scope, { at: now, action: 'invitation.test', detail }));
      return show(tried.ok ? '' : tried.code);
    },
  }),
];

async function showSettings(
  db: Db,
  scope: TenantScope,
  config: Config,
  more: { readonly saved?: boolean; readonly tested?: { readonly to: string; readonly code: string }; readonly status?: number },
) {
  const { textId, textEn, againDays, linkDays, webhookUrl, secret } = await findSettings(db, scope);
  const values = {
    text_id: textId,
    text_en: textEn,
    again_days: String(againDays),
    link_days: String(linkDays),
    webhook_url: webhookUrl,
  };
  return page(
    '',
    <SettingsPage
      values={values}
      hasSecret={secret !== null}
      mailOn={config.smtpUrl !== null}
      saved={more.saved ?? false}
      tested={more.tested}
    />,
    more.status ?? 200,
  );
}
