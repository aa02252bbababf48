import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Problem } from '../../kernel/problem.ts';
import { isConfirmed } from '../auth/confirm.ts';
import { type Person, roleName } from '../auth/index.ts';
import { operatorRole } from '../auth/scope.ts';
import type { Method } from '../auth/session.ts';
import type { Lang } from '../i18n/index.ts';
import { ErrorPage, LinkButton, type NavItem, type PageInfo, PlainPage, renderPage } from '../ui/index.ts';
import { acceptsGzip } from './gzip.ts';
import type { Banner, House, OfficeHead } from './house.ts';
import { isInMenu } from './module.ts';
import { groupNames } from './nav.ts';
import { texts } from './texts.ts';

/** Who is shown in the staff shell; null for visitors. */
export type Who =
  | (Person & { readonly method: Method; readonly confirmedAt: Date | null } & OfficeHead & {
        readonly badges: ReadonlyMap<string, number>;
      })
  | null;

/** Menu entries of all modules that this person may use, in order, under their groups. */
function navFor(house: House, who: Who, path: string, lang: Lang): NavItem[] {
  if (!who) return [];
  const groups = ['main', 'work', 'setup'] as const;
  const allowed = house.doors.flatMap((door) => door.nav ?? []).filter((entry) => isInMenu(house.doors, entry, who, who.kinds));
  return allowed
    .toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || a.order - b.order)
    .map((entry) => ({
      href: entry.href,
      label: entry.label(lang),
      badge: who.badges.get(entry.href) ?? 0,
      ...(entry.group === 'main' ? {} : { group: groupNames[lang][entry.group] }),
      current: path === entry.href || (entry.href !== '/' && path.startsWith(`${entry.href}/`)),
    }));
}

/** See `PageInfo.person`. */
function ssoOf(who: NonNullable<Who>): 'open' | 'confirmed' | null {
  if (who.method !== 'sso') return null;
  return isConfirmed(who.confirmedAt, new Date()) ? 'confirmed' : 'open';
}

function otherLanguage(url: string, lang: Lang): string {
  const [path = '/', query = ''] = url.split('?');
  const params = new URLSearchParams(query);
  params.set('bahasa', lang === 'id' ? 'en' : 'id');
  return `${path}?${params.toString()}`;
}

function describe(house: House, request: FastifyRequest, reply: FastifyReply, lang: Lang, who: Who): PageInfo {
  const path = request.url.split('?')[0] ?? '/';
  const banners = [house.banner?.(lang), who?.notice?.(lang)].filter((banner) => banner != null);
  const csrf = lazily(() => reply.generateCsrf());
  const q = (request.query as { q?: unknown } | undefined)?.q;
  return {
    lang,
    title: '',
    path,
    csrf,
    person: who && { name: who.actor.name, role: roleName(who.actor.role, lang), sso: ssoOf(who) },
    office: who?.office ?? null,
    nav: navFor(house, who, path, lang),
    banner: banners.length === 0 ? null : banners.map((banner) => <BannerLine key={banner.text} banner={banner} csrf={csrf} />),
    assets: house.assets.url,
    search: who?.actor.role === operatorRole ? null : typeof q === 'string' ? q : '',
    otherLanguage: otherLanguage(request.url, lang),
  };
}

function BannerLine({ banner, csrf }: { banner: Banner; csrf: () => string }) {
  return (
    <div class="page-banner-line">
      <span>{banner.text}</span>
      {banner.links?.map((link) => (
        <a key={link.href} href={link.href}>
          {link.label}
        </a>
      ))}
      {banner.action && (
        <form action={banner.action.href} method="post">
          <input type="hidden" name="_csrf" value={csrf()} />
          <button type="submit">{banner.action.label}</button>
        </form>
      )}
    </div>
  );
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A page of fewer characters is not worth compressing; one of more would hold others up, and is left to who compresses in pieces. */
const packed = { least: 1024, most: 256 * 1024 };

/** What is of one person or one office: no cache, neither shared nor the browser's, keeps it. */
export const keptNowhere = 'private, no-store';

/** Renders and sends a page in the shell that fits the visitor. */
export async function sendPage(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  lang: Lang,
  answer: {
    readonly status: number;
    readonly title: string;
    readonly body: VNode;
    readonly headers?: Readonly<Record<string, string>>;
  },
  who: Who,
): Promise<FastifyReply> {
  const info = describe(house, request, reply, lang, who);
  const html = renderPage({ ...info, title: answer.title }, answer.body);
  // At once and in one piece: as a stream, what a page was made of stays in memory until the next great cleaning up.
  const pack = html.length >= packed.least && html.length <= packed.most && acceptsGzip(request.headers['accept-encoding']);
  return (
    reply
      .code(answer.status)
      // Around a public page too, the shell of whoever is signed in is theirs alone.
      .headers({
        'cache-control': 'no-cache',
        vary: 'accept-encoding',
        ...answer.headers,
        ...(who ? { 'cache-control': keptNowhere } : {}),
        ...(pack ? { 'content-encoding': 'gzip' } : {}),
      })
      .type('text/html; charset=utf-8')
      .send(pack ? gzipSync(html) : html)
  );
}

/** A refusal as a page: what happened, what was kept, what to do next. Needs no database, so that it also works without one. */
export async function sendProblem(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  lang: Lang,
  problem: Problem,
): Promise<FastifyReply> {
  const words = house.problems[problem.code] ?? house.problems['web.broken'];
  if (!words) throw new Error('the catalogue of problems lost web.broken');
  const t = texts[lang];
  const title = words.status === 404 ? t.notFound : words.status >= 500 ? t.broken : t.oops;
  reply.header('cache-control', keptNowhere);
  // Programs read no pages.
  if (request.url.split('?')[0]?.endsWith('.json') || request.headers.authorization !== undefined) {
    return reply.code(words.status).send({ code: problem.code, message: words[lang](problem.params) });
  }
  const info: PageInfo = {
    lang,
    title: '',
    path: request.url.split('?')[0] ?? '/',
    csrf: () => '',
    person: null,
    office: null,
    nav: [],
    banner: house.banner?.(lang).text ?? null,
    assets: house.assets.url,
    search: '',
  };
  const signedIn = request.suaraActor !== undefined;
  const body =
    problem.code === 'auth.signed_out' ? (
      <PlainPage title={t.oops}>
        <p>{words[lang](problem.params)}</p>
        <LinkButton href="/masuk" variant="primary">
          {t.home}
        </LinkButton>
      </PlainPage>
    ) : (
      <ErrorPage
        status={words.status}
        title={title}
        message={words[lang](problem.params)}
        requestId={words.status >= 500 ? request.id : undefined}
        action={
          <LinkButton href={signedIn ? '/beranda' : '/'} variant="primary">
            {signedIn ? t.home : t.publicHome}
          </LinkButton>
        }
      />
    );
  return reply.code(words.status).type('text/html; charset=utf-8').send(renderPage(info, body));
}
