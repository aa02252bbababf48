import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { defaultAccent } from './accents.ts';
import { type Head, HeadContext, PageContext, type PageInfo } from './context.ts';
import { uiTexts } from './texts.ts';

export { type NavItem, type PageInfo, usePage } from './context.ts';
export { ErrorPage, PlainPage, PublicPage, StaffPage } from './shell/view.tsx';

/**
 * A whole HTML document, doctype included.
 *
 * The body is rendered first, so that the page's own parts decide the title (`<h1>` and `<title>` are one string) and a
 * page that reports errors says so in its title, where a screen reader hears it first. There is no inline script and no
 * `style` attribute anywhere: the content security policy may be `style-src 'self'; script-src 'self'`. Icons drawn by
 * the style sheet are `data:` masks, so `img-src` needs `'self' data:`.
 */
export function renderPage(info: PageInfo, vnode: VNode): string {
  const head: Head = { title: '', errors: false, islands: new Set(), accent: defaultAccent };
  const body = renderToString(
    <PageContext.Provider value={info}>
      <HeadContext.Provider value={head}>{vnode}</HeadContext.Provider>
    </PageContext.Provider>,
  );
  const t = uiTexts[info.lang];
  const name = info.title || head.title;
  const title = `${head.errors ? t.errorTitlePrefix : ''}${name ? `${name} · ` : ''}${info.office && info.office !== name ? `${info.office} · ` : ''}${t.product}`;
  const document = renderToString(
    <html lang={info.lang} class={head.accent === defaultAccent ? undefined : `accent-${head.accent}`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {/* What a link shows where it is shared. Staff pages are not for sharing. */}
        {info.person === null && name !== '' && <meta property="og:title" content={name} />}
        <link rel="preload" href={info.assets('font.woff2')} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={info.assets('app.css')} />
        <link rel="icon" href={info.assets('favicon.svg')} type="image/svg+xml" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#141c2b" media="(prefers-color-scheme: dark)" />
        {[...head.islands].map((island) => (
          <script key={island} type="module" src={info.assets(`${island}.js`)} />
        ))}
      </head>
      {/* Already escaped by the renderer, a line above. */}
      <body dangerouslySetInnerHTML={{ __html: body }} />
    </html>,
  );
  return `<!doctype html>${document}`;
}
