/**
 * The kiosk's page: its style, its data and a link to the plain form, which is all that a browser without scripts sees. The screens are
 * drawn by islands/kiosk. CSS for Chrome 60, as in sheet.tsx; targets are at least 64 pixels high, letters large, contrast at least 7 : 1.
 */
import { renderToString } from 'preact-render-to-string';
import { type Accent, accentOf } from '../../../platform/ui/index.ts';
import type { KioskData } from '../rules/kiosk.ts';
import { formTexts } from '../texts/form.ts';
import { icon, styleIn } from './sheet.tsx';

const css = [
  '*{box-sizing:border-box}[hidden]{display:none!important}',
  'html{-webkit-text-size-adjust:100%}',
  'body,#kios{display:flex;flex-direction:column;min-height:100vh;margin:0}',
  'body{background:#fff;color:#16213a;font:1.25rem/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word;-webkit-tap-highlight-color:transparent;touch-action:manipulation}',
  '#kios{flex:1}',
  '.n{padding:8px 20px;background:#fff3cd;color:#16213a;text-align:center;font-size:1rem}',
  'h1,h2,p,dl,dd{margin:0}',
  'h1{font-size:1.625rem;line-height:1.2;letter-spacing:-.015em;font-weight:700}h1:focus{outline:0}',
  'h2{font-size:1.25rem}',
  'button,input,textarea,.plain{font:inherit;color:inherit}',
  'button{display:flex;align-items:center;justify-content:center;min-height:64px;padding:10px 20px;border:2px solid #45526b;border-radius:14px;background:#fff;cursor:pointer;text-align:center;font-weight:600}',
  'button:focus,input:focus,textarea:focus,.plain:focus,label:focus{outline:4px solid #16213a;outline-offset:3px}',
  'button:active{transform:scale(.98)}',
  'button[disabled]{opacity:.5}',
  '.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;padding:10px 16px;border-bottom:2px solid #d7dde6}',
  '.unit{padding:6px 0;color:#0b5fa5}',
  '.tools{display:flex;flex-wrap:wrap;margin:-4px}',
  '.tool{min-width:64px;margin:4px;padding:8px 14px;border-color:#d7dde6;font-size:1.0625rem}',
  '.icon{flex:none;width:28px;height:28px;margin-right:8px;fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}',
  '.screen{display:flex;flex:1;flex-direction:column;width:100%;max-width:1120px;margin:0 auto;padding:20px 16px}',
  '.lead{margin-top:10px;color:#3a465c}',
  '.center{display:flex;flex:1;flex-direction:column;align-items:center;justify-content:center;text-align:center}',
  '.center>button,.center>form,.center>.switch{margin-top:20px}',
  '.go{min-height:76px;min-width:220px;border-color:#0b5fa5;background:#0b5fa5;color:#fff;font-size:1.5rem}',
  '.second{padding-left:18px}.on{margin-top:20px}',
  // The faces and cards: two by two on a phone, in a row where there is room.
  '.four,.cards{display:grid;grid-gap:12px;margin-top:20px}',
  '.four{grid-template-columns:1fr 1fr}',
  '.card{flex-direction:column;min-height:76px;min-width:0;line-height:1.2}',
  '.four .card{padding:16px 8px}',
  '.cards .card{align-items:flex-start;text-align:left}',
  '.card[aria-pressed=true]{border-color:#0b5fa5;background:#e9f2fb;box-shadow:inset 0 0 0 2px #0b5fa5}',
  '.face{display:block;width:76px;height:76px;margin-bottom:10px;fill:none;stroke:#0b5fa5;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}',
  '.face .eyes{stroke-width:6}.face .laugh{fill:#0b5fa5}',
  '.faces{display:flex;margin-top:24px}.faces .face{width:56px;height:56px;margin:0 6px}',
  '.progress{margin-bottom:18px;font-weight:600;color:#3a465c}',
  'progress{display:block;width:100%;height:12px;margin-top:8px;border:0;border-radius:6px;overflow:hidden;background:#d7dde6;color:#0b5fa5;-webkit-appearance:none;appearance:none}',
  'progress::-webkit-progress-bar{background:#d7dde6}progress::-webkit-progress-value{background:#0b5fa5}progress::-moz-progress-bar{background:#0b5fa5}',
  '.aid{margin-top:20px}.aid summary{display:flex;align-items:center;min-height:64px;cursor:pointer;color:#0b5fa5;font-weight:600;text-decoration:underline}.aid summary:focus{outline:4px solid #16213a;outline-offset:3px}.aid video,.aid img{display:block;width:100%;max-height:60vh;background:#000}',
  '.under{display:flex;justify-content:space-between;margin-top:24px}',
  '.writing{display:flex;flex-direction:column;width:100%}.writing .go{align-self:flex-start;margin-top:18px}.center .writing{max-width:420px}.center .writing .go{align-self:center}',
  'textarea,.writing input{width:100%;min-height:64px;margin-top:14px;padding:14px 16px;border:2px solid #45526b;border-radius:14px;background:#fff;font-size:1.375rem}',
  '.wrong{margin-top:14px;color:#a11f17;font-weight:600}.wrong:empty{display:none}',
  '.switch{display:flex;align-items:center;min-height:64px;margin-top:16px;padding:0 12px;cursor:pointer}.switch input{width:32px;height:32px;margin:0 14px 0 0}',
  '.thanks>.icon{width:96px;height:96px;margin:0 0 12px;padding:18px;border-radius:50%;background:#0b5fa5;stroke:#fff;stroke-width:3}',
  '.code{font:700 1.5rem/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.04em;white-space:nowrap}',
  '.thanks [role=status]{margin-top:14px}',
  '.hours{margin-top:8px}.hours div{display:flex;justify-content:space-between;padding:6px 0}.hours dt{margin-right:32px}.hours dd{font-variant-numeric:tabular-nums;font-weight:600}',
  '.center h2{margin-top:24px}',
  '.corner{display:flex;justify-content:flex-end;padding:8px}.corner .tool{background:#fff;color:#3a465c}.corner .waits{border-color:#16213a;background:#fff3cd;color:#16213a}',
  '.veil{position:fixed;top:0;left:0;display:flex;align-items:center;justify-content:center;width:100%;height:100%;padding:16px;background:rgba(10,16,30,.72)}',
  '.warn{max-width:560px;padding:28px;border-radius:20px;background:#fff;text-align:center}.warn p{margin:12px 0 20px}.warn .go{width:100%}.warn h2{font-size:1.625rem}',
  '.menu>button{width:100%;margin-top:14px}.menu section button{width:100%;margin-top:10px}.menu section{margin-top:16px;padding:16px;border:2px solid #d7dde6;border-radius:14px}.menu li{padding:4px 0}.menu .h{font-weight:600}.menu [role=status]{margin-top:10px}',
  '.plain{display:flex;align-items:center;justify-content:center;min-height:76px;margin-top:20px;padding:10px 24px;border-radius:14px;background:#0b5fa5;color:#fff;font-weight:600;text-decoration:none}',
  '@media(min-width:640px){.corner{position:fixed;right:0;bottom:0}h1{font-size:2.125rem}.four{grid-template-columns:repeat(4,1fr)}.four .card{min-height:220px}.face{width:96px;height:96px}.cards{grid-template-columns:1fr 1fr}.screen{padding:28px 28px 96px}.faces .face{width:84px;height:84px;margin:0 12px}.top{padding:12px 28px}}',
  '@media(min-width:1100px){body{font-size:1.375rem}h1{font-size:2.75rem}.four .card{min-height:280px}.four .face{width:132px;height:132px}.faces .face{width:104px;height:104px}}',
  '@media(prefers-color-scheme:dark){body,button,textarea,.writing input,.corner .tool,.warn{background:#111827;color:#eef2f8}.lead,.progress{color:#c6cfdd}.corner .tool{color:#c6cfdd}.corner .waits{background:#fff3cd;color:#16213a}.unit{color:#8cc1f2}button,textarea,.writing input{border-color:#8090ab}.tool,.top,.menu section{border-color:#334056}.go,.plain{border-color:#8cc1f2;background:#8cc1f2;color:#0b1220}.card[aria-pressed=true]{border-color:#8cc1f2;background:#15395b;box-shadow:inset 0 0 0 2px #8cc1f2}.face{stroke:#8cc1f2}.face .laugh{fill:#8cc1f2}.thanks>.icon{background:#8cc1f2;stroke:#0b1220}progress,progress::-webkit-progress-bar{background:#334056}progress::-webkit-progress-value{background:#8cc1f2}.wrong{color:#ff9d94}.aid summary{color:#8cc1f2}.aid summary:focus,button:focus,input:focus,textarea:focus,.plain:focus{outline-color:#f2b705}}',
  '@media(prefers-reduced-motion:reduce){button:active{transform:none}}',
].join('');

export const kioskStyle = (accent: Accent): string => styleIn(css, accent);

/** The page. It is the same for everybody, so a device may keep it. */
export function renderKiosk(props: {
  readonly data: KioskData;
  readonly accent: string;
  readonly banner: string | null;
  readonly script: string;
}): string {
  const { data, banner, script } = props;
  const t = formTexts.id;
  const heading = data.services.length === 1 ? (data.services[0]?.name ?? data.unitName) : data.unitName;
  // The end of the element must not be in it.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const page = renderToString(
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{t.title(heading)}</title>
        <link rel="icon" href={icon} />
        <style dangerouslySetInnerHTML={{ __html: kioskStyle(accentOf(props.accent)) }} />
      </head>
      <body>
        {banner !== null && <aside class="n">{banner}</aside>}
        <div id="kios">
          <main class="screen">
            <div class="center">
              <h1>{heading}</h1>
              <p class="lead">{t.intro(data.instruments[0]?.screens.filter(({ kind }) => kind === 'item').length ?? 0)}</p>
              <a class="plain" href={`/s/${data.code}?k=kiosk`}>
                {t.toForm}
              </a>
            </div>
          </main>
        </div>
        <script id="kiosk" type="application/json" dangerouslySetInnerHTML={{ __html: json }} />
        <script type="module" src={script} />
      </body>
    </html>,
  );
  return `<!doctype html>${page}`;
}
