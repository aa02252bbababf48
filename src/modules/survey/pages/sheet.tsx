/**
 * The sheet of paper that respondents' pages are printed on: one document, its style and icon inside, nothing else to fetch, no script.
 * CSS for Chrome 60: no `gap` in flex boxes, no `:has`, no `:focus-visible`, no nesting.
 */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Accent, accents, defaultAccent } from '../../../platform/ui/index.ts';
import { type FormLang, houseLangOf, tagOf } from '../rules/languages.ts';
import type { Theme } from '../rules/widget.ts';
import { draftMark, formWords, languageName } from '../texts/languages.ts';

export const bubble = 'M4 0h24a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4H16l-7 5v-5H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z';
/** Nine dots as one dashed-looking path: each is a stroke of length 0 with round ends. */
export const dots = 'M9 8h0M16 8h0M23 8h0M9 15h0M16 15h0M23 15h0M9 22h0M16 22h0M23 22h0';
export const icon = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='-2 0 36 36'%3E%3Cpath fill='%230b5fa5' d='${bubble}'/%3E%3Cpath stroke='%23fff' stroke-width='4.6' stroke-linecap='round' d='${dots}'/%3E%3C/svg%3E`;

const css = [
  '*{box-sizing:border-box}[hidden]{display:none!important}',
  'html{-webkit-text-size-adjust:100%}',
  'body{margin:0;overflow-wrap:break-word;word-wrap:break-word;background:#fff;color:#16213a;font:1.0625rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}',
  '.p{max-width:600px;margin:0 auto;padding:0 20px}',
  '.n{margin:0;padding:8px 20px;background:#fff3cd;color:#16213a;text-align:center;font-size:0.9375rem}',
  '.k{display:flex;align-items:center;justify-content:space-between;padding-top:14px}',
  '.k svg{width:28px;height:31px;margin-right:10px;fill:#0b5fa5;stroke:#fff;flex:none}',
  '.k b{display:flex;align-items:center;color:#0b5fa5}',
  'a{color:#0b5fa5}',
  '.k{flex-wrap:wrap}.k a{display:inline-block;padding:12px 0;margin-right:16px;font-size:0.9375rem}',
  'h1{margin:14px 0 0;font-size:1.6875rem;line-height:1.2;letter-spacing:-.02em}',
  'h2{margin:0 0 8px;font-size:1.25rem;line-height:1.3}',
  '.s{margin:6px 0 0;color:#566074}',
  '.l{height:5px;margin-top:18px;background:#f4f6f9;border-top:1px solid #d7dde6}',
  '.l i{display:block;height:5px;width:99px;margin-top:-1px;background:#f2b705}',
  'form{display:block}',
  'fieldset{min-width:0;margin:0;padding:26px 0;border:0;border-bottom:1px solid #d7dde6}',
  'legend,.f>label,.t{padding:0;font-size:1.1875rem;font-weight:600;line-height:1.35}',
  // A floating legend stands inside the padding of its fieldset; browsers put any other on the border.
  'legend{float:left;width:100%;margin-bottom:14px}legend+*{clear:both}fieldset:after{content:"";display:block;clear:both}',
  '.q legend{position:relative;padding-left:34px}',
  'legend b{position:absolute;left:0;color:#0b5fa5}',
  // Four in a row while their words fit: with large letters they stand two by two.
  '.o{display:flex;flex-wrap:wrap;margin:0 -4px -8px}',
  '.o label{position:relative;display:flex;flex:1 1 4.25rem;min-width:0;padding:0 4px 8px}',
  '.o span{flex:1;min-width:0;min-height:88px;padding:12px 2px;border:1px solid #cdd5e0;border-radius:12px;text-align:center;font-size:0.9375rem;line-height:1.25;cursor:pointer}',
  '.o input{position:absolute;top:0;left:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}',
  '.o input:checked+span{border-color:#0b5fa5;background:#e9f2fb;box-shadow:inset 0 0 0 1px #0b5fa5;font-weight:600}',
  '.o input:focus+span,input:focus,select:focus,textarea:focus,button:focus,a:focus{outline:3px solid #16213a;outline-offset:2px}',
  '.o i{display:block;position:relative;left:-17px;width:8px;height:8px;margin:2px auto 9px;border-radius:50%;background:#0b5fa5;box-shadow:11px 0 #d7dde6,22px 0 #d7dde6,33px 0 #d7dde6}',
  '.o .d2{box-shadow:11px 0 #0b5fa5,22px 0 #d7dde6,33px 0 #d7dde6}',
  '.o .d3{box-shadow:11px 0 #0b5fa5,22px 0 #0b5fa5,33px 0 #d7dde6}',
  '.o .d4{box-shadow:11px 0 #0b5fa5,22px 0 #0b5fa5,33px 0 #0b5fa5}',
  // Cards of long words stand two by two on a phone; plain choices stand in rows.
  '.w label{flex-basis:50%}',
  '.r label{flex-basis:50%}',
  '.r span{min-height:0;padding:13px 8px;font-size:1rem}',
  '.v label{flex-basis:100%}.v span{text-align:left;padding:13px 16px}',
  '.f{clear:both;padding:10px 0}',
  '.f>label,.f legend{display:block;font-size:1.0625rem;margin-bottom:6px}',
  'fieldset .f fieldset,.f fieldset{padding:0;border:0}',
  '.h{margin:0 0 8px;color:#566074;font-size:0.9375rem}',
  'input.i,select,textarea{display:block;width:100%;min-height:50px;padding:12px 14px;border:1px solid #7d8aa0;border-radius:10px;background:#fff;color:inherit;font:inherit}',
  '.t small,legend small{font-size:0.9375rem;font-weight:400;color:#566074}',
  'summary{padding:12px 0;cursor:pointer;color:#0b5fa5;text-decoration:underline}video,img{display:block;width:100%;max-height:80vh;margin:12px 0;background:#000}.o+.h{margin:14px 0 8px}',
  '.x{position:absolute;left:-9999px}',
  'button,.b{display:block;width:100%;margin:26px 0 14px;padding:17px;border:0;border-radius:12px;background:#0b5fa5;color:#fff;font:inherit;font-size:1.1875rem;font-weight:600;line-height:1.3;text-align:center;text-decoration:none;cursor:pointer}',
  '.z{margin:0 0 40px;color:#566074;font-size:0.9375rem}',
  '.e{margin:20px 0 0;padding:14px 18px;border:2px solid #b3261e;border-radius:12px}',
  '.e ul{margin:8px 0;padding-left:20px}.e li{padding:5px 0}.e p{margin:0}.e a,.m{color:#b3261e}',
  '.m{margin:0 0 10px;font-weight:600}',
  '.a{margin:0 -20px;padding-left:16px;padding-right:20px;border-left:4px solid #b3261e}',
  '.c{margin:8px 0;font:700 30px/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.04em}',
  '.g{padding:20px 0;border-bottom:1px solid #d7dde6}.g p{margin:0 0 8px}.g p+h2{margin-top:18px}',
  '@media(max-width:349px){.o{flex-wrap:wrap}.o label{flex-basis:50%;padding-bottom:8px}}',
  '@media(min-width:640px){.l i{margin-left:calc(50% - 280px)}}',
  '@media(min-width:560px){.o span{min-height:66px}.r span{min-height:0}.w label{flex-basis:0%;padding-bottom:0}.r label{flex-basis:0%}.v label{flex-basis:100%}}',
  '@media(prefers-color-scheme:dark){html{color-scheme:dark}body,input.i,select,textarea{background:#111827;color:#eef2f8}.s,.h,.z,.t small,legend small{color:#aab4c5}.k b,a,summary,legend b{color:#8cc1f2}.k svg{fill:#8cc1f2;stroke:#111827}.o span{border-color:#4a5870}.o input:checked+span{background:#15395b;border-color:#8cc1f2;box-shadow:inset 0 0 0 1px #8cc1f2}.o i{background:#8cc1f2;box-shadow:11px 0 #4a5870,22px 0 #4a5870,33px 0 #4a5870}.o .d2{box-shadow:11px 0 #8cc1f2,22px 0 #4a5870,33px 0 #4a5870}.o .d3{box-shadow:11px 0 #8cc1f2,22px 0 #8cc1f2,33px 0 #4a5870}.o .d4{box-shadow:11px 0 #8cc1f2,22px 0 #8cc1f2,33px 0 #8cc1f2}.o input:focus+span,input:focus,select:focus,textarea:focus,button:focus,a:focus{outline-color:#f2b705}.l{background:#1d2739}fieldset,.g,.l{border-color:#334056}.e a,.m{color:#ff9d94}.e,.a{border-color:#ff9d94}}',
  // Chosen cards differ by colour alone otherwise, which these people's own colours take away.
  '@media(forced-colors:active){.o input:checked+span{border:5px solid Highlight}}@media(prefers-contrast:more){.s,.h,.z,.t small,legend small{color:inherit}.o span,fieldset{border-color:currentColor}}',
  '@media print{.b,button,.k a{display:none}}',
].join('');

/**
 * Added for large print: letters half as large again as the reader's own size, one answer a row, ink on paper without grey. The same in all
 * colours.
 */
export const largeStyle = [
  'html{font-size:150%}',
  'body{color:#000}.s,.h,.z,.t small,legend small{color:inherit}',
  '.o label,.w label,.r label{flex:1 1 100%;padding-bottom:12px}',
  '.o span,.r span,.v span{min-height:72px;padding:18px 14px;border:2px solid;font-size:1.125rem}',
  '.o input:checked+span{border-width:6px;padding:14px 10px}',
  'fieldset,.g{border-bottom:3px solid}input.i,select,textarea{min-height:72px;border:2px solid}a{padding:4px 0}',
  '.o input:focus+span,input:focus,select:focus,textarea:focus,button:focus,a:focus{outline-width:5px}',
  '@media(prefers-color-scheme:dark){body,input.i,select,textarea{background:#000;color:#fff}.s,.h,.z,.t small,legend small{color:inherit}}',
].join('');

/** The style in an office's colour: its hash is what the content security policy allows. */
export function sheetStyle(accent: Accent): string {
  return styleIn(css, accent);
}

/** A style written in the house's own colours, in those of an office. */
export function styleIn(css: string, accent: Accent): string {
  if (accent === defaultAccent) return css;
  const { light, dark } = accents[accent];
  const colours = { '#0b5fa5': light.primary, '#e9f2fb': light.soft, '#8cc1f2': dark.primary, '#15395b': dark.soft };
  return Object.entries(colours).reduce((style, [ours, theirs]) => style.replaceAll(ours, theirs), css);
}

const dark = '@media(prefers-color-scheme:dark)';

/** A style that does not ask the visitor's device whether it is dark, because the site around the page has said so. */
export function styleFor(style: string, theme: Theme | null): string {
  return theme === null ? style : style.replace(dark, theme === 'gelap' ? '@media all' : '@media not all');
}

/** The page in an office's colour, and in the light of the site around it: only its styles differ. */
export function inColour(html: string, accent: Accent, theme: Theme | null = null): string {
  const coloured = html.replace(css, () => styleFor(sheetStyle(accent), theme));
  return theme === null ? coloured : coloured.replace(largeStyle, () => styleFor(largeStyle, theme));
}

/** The frame on an agency's own site that a page stands in. */
export interface Frame {
  /** What the site says of its ground; null: the visitor's device decides. */
  readonly theme: Theme | null;
  /** The address of the script that tells the site how high the page is; null: a frame without any script. */
  readonly script: string | null;
  /** For officers to look at: nothing can be sent. */
  readonly preview: boolean;
}

/** How a visitor reads: the language, those there are, whether in large print, and in which frame, if in one. */
export interface Reading {
  readonly lang: FormLang;
  readonly languages: readonly FormLang[];
  readonly large: boolean;
  readonly frame?: Frame | undefined;
}

/** Where a code's pages stand: those in a frame stay in it. */
export function placeOf(code: string, { frame }: Reading): string {
  return `${frame ? '/sematan' : '/s'}/${code}`;
}

/** What the addresses in a frame say again and again, since nothing is kept on the visitor's device. */
export function frameQuery({ frame }: Reading): string[] {
  if (!frame) return [];
  return [
    ...(frame.theme === null ? [] : [`tema=${frame.theme}`]),
    ...(frame.script === null ? [] : ['tinggi=1']),
    ...(frame.preview ? ['pratinjau=1'] : []),
  ];
}

/** For links to pages that no frame shows: they open beside the site. */
export function leaving({ frame }: Reading): { readonly target?: string; readonly rel?: string } {
  return frame ? { target: '_blank', rel: 'noopener' } : {};
}

export interface SheetProps {
  readonly reading: Reading;
  readonly title: string;
  /** What the installation says of itself, such as that it is a demonstration. */
  readonly banner: string | null;
  /** The page's own address for links to it in another language or size, and what of its query stays (`&k=qr`); null where it has none. */
  readonly self: { readonly path: string; readonly keep: string } | null;
  readonly children: ComponentChildren;
}

/** The document. */
export function Sheet({ reading, title, banner, self, children }: SheetProps) {
  const { lang, large, frame } = reading;
  const t = formWords(lang);
  const mark = draftMark(lang);
  return (
    <html lang={tagOf(lang)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href={icon} />
        <style dangerouslySetInnerHTML={{ __html: css }} />
        {large && <style dangerouslySetInnerHTML={{ __html: largeStyle }} />}
      </head>
      <body>
        {banner !== null && (
          <aside class="n" lang={tagOf(houseLangOf(lang)) === tagOf(lang) ? undefined : 'id'}>
            {banner}
          </aside>
        )}
        {(!frame || self) && (
          <header class="p k">
            {!frame && (
              <b>
                <svg viewBox="0 0 32 35" aria-hidden="true">
                  <path stroke="none" d={bubble} />
                  <path stroke-width="4.6" stroke-linecap="round" d={dots} />
                </svg>
                {t.product}
              </b>
            )}
            {self && <Ways reading={reading} path={self.path} keep={self.keep} />}
          </header>
        )}
        <main>
          {mark && (
            <p class="p s">
              {mark.own} {mark.indonesian !== null && <span lang="id">{mark.indonesian}</span>}
            </p>
          )}
          {children}
        </main>
        {frame && frame.script !== null && <script async src={frame.script} />}
      </body>
    </html>
  );
}

/** Plain links to the same page in another language or size. What was chosen of the one stays in the other. */
function Ways({ reading, path, keep: own }: { reading: Reading; path: string; keep: string }) {
  const { lang, languages, large, frame } = reading;
  const t = formWords(lang);
  const keep = [own, ...frameQuery(reading)].join('&');
  // Elsewhere the device remembers the language.
  const size = keep + (frame ? `&bahasa=${lang}` : '') + (large ? '' : '&besar=1');
  return (
    <nav aria-label={t.languages}>
      {languages
        .filter((other) => other !== lang)
        .map((other) => (
          <a
            key={other}
            href={`${path}?bahasa=${other}${keep}${large ? '&besar=1' : ''}`}
            lang={tagOf(other)}
            hreflang={tagOf(other)}
          >
            {languageName(other)}
          </a>
        ))}
      <a href={`${path}?${size.slice(1)}`}>{large ? t.normal : t.larger}</a>
    </nav>
  );
}

/** A whole document as text. */
export function renderSheet(sheet: VNode): string {
  return `<!doctype html>${renderToString(sheet)}`;
}
