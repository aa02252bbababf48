/** `/pemberitahuan`: the inbox of whoever is signed in, and `/akun/pemberitahuan`: how they want to be told. */
import { z } from 'zod';
import type { Person } from '../auth/narrow.ts';
import { isMember } from '../auth/rules.ts';
import type { TenantScope } from '../auth/scope.ts';
import { isAddressProved } from '../auth/store/accounts.ts';
import { findActor } from '../auth/store/people.ts';
import type { Db } from '../db/db.ts';
import { defineModule, type ModuleDoor, staff, staffRoute } from '../web/module.ts';
import { page, redirect } from '../web/reply.ts';
import { changeSettings, openNotice } from './actions.ts';
import { kindsOf, type NoticeKind } from './kinds.ts';
import { InboxPage, SettingsPage } from './pages.tsx';
import { countNotices, countUnread, langOf, listNotices, setRead, settingsOf } from './store.ts';
import { noticeAudit, noticeTexts } from './texts.ts';

const own = staff('notice.own', isMember, { branch: true });
const perPage = 20;

/** The door of notices over every kind of the house. */
export function noticesDoor(
  kinds: readonly NoticeKind[],
  timeZoneOf: (db: Db, scope: TenantScope) => Promise<string>,
): ModuleDoor {
  /** What this person's roles receive today: what was written for a role they lost stays unseen. */
  const received = async (db: Db, { actor }: TenantScope): Promise<readonly NoticeKind[]> => {
    const person = await findActor(db, actor.id);
    return person ? kindsOf(person, kinds) : [];
  };
  const namesOf = (some: readonly NoticeKind[]) => some.map(({ name }) => name);

  return defineModule({
    name: 'notice',
    audit: noticeAudit,
    help: [
      {
        id: 'pemberitahuan',
        title: (lang) => noticeTexts[lang].help.title,
        steps: (lang) => noticeTexts[lang].help.steps,
        href: '/pemberitahuan',
      },
    ],
    nav: [
      {
        href: '/pemberitahuan',
        label: (lang) => noticeTexts[lang].title,
        group: 'main',
        order: 5,
        badge: (db: Db, person: Person) => countUnread(db, person.scope, person.actor.id, namesOf(kindsOf(person, kinds))),
      },
    ],
    routes: [
      staffRoute({
        method: 'GET',
        path: '/pemberitahuan',
        access: own,
        query: z.object({ halaman: z.coerce.number().int().min(1).max(10_000).catch(1) }),
        handler: async ({ db, scope, actor, lang, query }) => {
          const some = await received(db, scope);
          const names = namesOf(some);
          const pages = Math.max(1, Math.ceil((await countNotices(db, scope, actor.id, names)) / perPage));
          const at = Math.min(query.halaman, pages);
          const notices = await listNotices(db, scope, actor.id, names, { limit: perPage, offset: (at - 1) * perPage });
          return page(
            '',
            <InboxPage
              lines={notices.map(({ id, madeAt, readAt, kind, data }) => ({
                ...{ id, madeAt, readAt },
                words: some.find(({ name }) => name === kind)?.words(data, lang) ?? { title: kind, text: '' },
              }))}
              unread={await countUnread(db, scope, actor.id, names)}
              page={at}
              pages={pages}
              timeZone={await timeZoneOf(db, scope)}
            />,
          );
        },
      }),
      staffRoute({
        method: 'POST',
        path: '/pemberitahuan/baca-semua',
        access: own,
        handler: async ({ db, scope, now }) => {
          await setRead(db, scope, { kinds: namesOf(await received(db, scope)) }, now);
          return redirect('/pemberitahuan');
        },
      }),
      staffRoute({
        method: 'POST',
        path: '/pemberitahuan/:id/buka',
        access: own,
        params: z.object({ id: z.string().max(100) }),
        handler: async ({ db, scope, params, now }) =>
          redirect(await openNotice(db, scope, await received(db, scope), params.id, now)),
      }),
      staffRoute({
        method: 'GET',
        path: '/akun/pemberitahuan',
        access: own,
        query: z.object({ kabar: z.literal('saved').optional().catch(undefined) }),
        handler: async ({ db, scope, actor, config, query }) =>
          page(
            '',
            <SettingsPage
              kinds={await received(db, scope)}
              chosen={await settingsOf(db, scope, actor.id)}
              lang={await langOf(db, scope, actor.id)}
              email={actor.email}
              mails={config.smtpUrl !== null}
              proved={await isAddressProved(db, actor.id)}
              saved={query.kabar !== undefined}
            />,
          ),
      }),
      staffRoute({
        method: 'POST',
        path: '/akun/pemberitahuan',
        access: own,
        body: z.record(z.string().max(100), z.string().max(300)),
        handler: async ({ db, scope, body, now }) => {
          await changeSettings(db, scope, await received(db, scope), body, now);
          return redirect('/akun/pemberitahuan?kabar=saved');
        },
      }),
    ],
  });
}
