import { z } from 'zod';
import { hasOffices, isMember, type Sessions, type TenantScope } from '../auth/index.ts';
import type { Db } from '../db/db.ts';
import { Button, Card, EmptyState, Field, Form, Lead, LinkButton, PublicPage, StaffPage, usePage } from '../ui/index.ts';
import type { House } from './house.ts';
import {
  defineModule,
  type HelpTopic,
  isInMenu,
  type ModuleDoor,
  openRoute,
  publicRoute,
  type SearchHit,
  staff,
  staffRoute,
} from './module.ts';
import { page, redirect } from './reply.ts';
import { problems, texts } from './texts.ts';
import { ownWords, trailRoutes } from './trail.tsx';

/** Search over everything the modules offer, and the pages of the menu. */
function SearchPage({ words, hits }: { words: string; hits: readonly SearchHit[] }) {
  const t = texts[usePage().lang];
  return (
    <StaffPage title={words ? t.searchFor(words) : t.search}>
      <Form action="/cari" method="get" values={{ q: words }} prefix="cari">
        <Field name="q" label={t.searchLead} type="search" optional />
        <Button variant="secondary">{t.search}</Button>
      </Form>
      {words !== '' && hits.length === 0 && <EmptyState title={t.searchFor(words)}>{t.searchNone}</EmptyState>}
      {hits.length > 0 && (
        <Card>
          <ul class="plain-list">
            {hits.map((hit) => (
              <li key={hit.href + hit.title}>
                <a href={hit.href}>{hit.title}</a>
                <br />
                <span class="muted">{hit.detail}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </StaffPage>
  );
}

/** Help: the jobs people do here, in the order of the modules. */
function HelpPage({ topics }: { topics: readonly HelpTopic[] }) {
  const { lang, person } = usePage();
  const t = texts[lang];
  const Shell = person ? StaffPage : PublicPage;
  return (
    <Shell title={t.help}>
      <Lead>{t.helpLead}</Lead>
      {topics.map((topic) => (
        <Card key={topic.id} id={topic.id} title={topic.title(lang)}>
          <ol>
            {topic.steps(lang).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {topic.href !== undefined && (
            <LinkButton href={topic.href}>
              {t.openPage}
              <span class="hidden">: {topic.title(lang)}</span>
            </LinkButton>
          )}
        </Card>
      ))}
      {!person && (
        <Lead>
          <a href="/">{t.publicHome}</a>
        </Lead>
      )}
    </Shell>
  );
}

/** The front of the house: where `/` leads, search, help. `places`: first run, the officer's home, the public list. */
export function frontDoor(
  sessions: Sessions,
  doors: readonly ModuleDoor[],
  places: { readonly firstRun: string; readonly staff: string; readonly open: string },
  timeZoneOf: (db: Db, scope: TenantScope) => Promise<string>,
  officeHead: House['officeHead'],
): ModuleDoor {
  return defineModule({
    name: 'web',
    problems,
    audit: ownWords,
    nav: [{ href: '/kelola/jejak', label: (lang) => texts[lang].trail, group: 'setup', order: 70 }],
    routes: [
      ...trailRoutes(doors, timeZoneOf),
      openRoute({
        method: 'GET',
        path: '/',
        access: publicRoute('The front page sends everybody to their own beginning.'),
        handle: 'root',
        handler: async ({ db, headers }) => {
          if (!(await hasOffices(db))) return redirect(places.firstRun);
          return redirect((await sessions.resolve(headers)) ? places.staff : places.open);
        },
      }),
      staffRoute({
        method: 'GET',
        path: '/cari',
        access: staff('web.search', isMember, { branch: true }),
        query: z.object({ q: z.string().trim().max(100).default('') }),
        handler: async ({ db, scope, actor, query, lang }) => {
          const words = query.q;
          const hits: SearchHit[] = [];
          const nodes = scope.reach ?? [null];
          const person = { actor, scope, grants: nodes.map((nodeId) => ({ role: actor.role, nodeId })) };
          if (words !== '') {
            for (const door of doors) hits.push(...((await door.search?.(db, scope, words, lang)) ?? []));
            const wanted = words.toLowerCase();
            const { kinds } = await officeHead(db, scope);
            for (const entry of doors.flatMap((door) => door.nav ?? []))
              if (isInMenu(doors, entry, person, kinds) && entry.label(lang).toLowerCase().includes(wanted))
                hits.push({ href: entry.href, title: entry.label(lang), detail: texts[lang].pagesFound });
          }
          return page('', <SearchPage words={words} hits={hits} />);
        },
      }),
      openRoute({
        method: 'GET',
        path: '/bantuan',
        shell: 'visitor',
        access: publicRoute('Help holds nothing of an office.'),
        handler: () => page('', <HelpPage topics={doors.flatMap((door) => door.help ?? [])} />),
      }),
    ],
  });
}
