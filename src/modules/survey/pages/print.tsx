/** What leaves the house on paper: the questionnaire and the poster, each a document of its own made for A4. */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Accent, accents, defaultAccent, Mark, QrCode } from '../../../platform/ui/index.ts';
import { sayCode } from '../rules/codes.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { posterTexts } from '../texts/poster.ts';
import { printTexts } from '../texts/print.ts';
import { questionnaireTexts } from '../texts/questionnaire.ts';
import type { PosterContent } from './poster-document.ts';

/** How the office looks: its colour, its logo as a `data:` address, whom to ask. */
export interface PrintLook {
  readonly accent: Accent;
  readonly logo: string | null;
  readonly contact: string;
}

/** One style for both in the office's colour; its hash is what the content security policy allows. */
export function printStyle(accent: Accent): string {
  return style.replaceAll(accents[defaultAccent].light.primary, accents[accent].light.primary);
}

const style: string = [
  '@page{size:A4;margin:11mm 14mm}',
  '*{box-sizing:border-box}',
  'body{margin:0;background:#f4f6f9;color:#16213a;font:9.5pt/1.25 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}',
  '.hint{margin:0;padding:12px;text-align:center;background:#16213a;color:#fff}',
  '.demo{margin:0 0 4mm;padding:2mm;border:1px solid #9a6700;text-align:center}',
  'main{width:210mm;max-width:100%;min-height:297mm;margin:16px auto;padding:13mm 14mm;background:#fff}',
  'h1,.h1{margin:0;font-size:17pt;line-height:1.2;font-weight:700}',
  'h2{margin:3mm 0 1.2mm;font-size:10.5pt}',
  'p{margin:0 0 1.2mm}',
  '.sub{color:#566074}',
  '.line{display:flex;margin-top:3mm}.line div{flex:1;margin-right:6mm;padding-bottom:1mm;border-bottom:1px solid #16213a}.line div:last-child{margin-right:0}.line small{display:block;color:#566074}',
  'table{width:100%;border-collapse:collapse}',
  'th,td{padding:1mm 1.4mm;border:1px solid #aab3c2;text-align:left;vertical-align:middle}',
  'thead th{background:#f4f6f9;font-size:8.5pt}',
  'tr{break-inside:avoid;page-break-inside:avoid}',
  '.no{width:8mm;text-align:center;font-weight:700}',
  '.pick{width:23mm;text-align:center;font-size:8.5pt;line-height:1.15}.pick b{display:block;font-size:11pt}',
  '.p{width:13mm;background:#f4f6f9}',
  '.opts span{display:inline-block;margin:0 4mm .6mm 0;white-space:nowrap}.opts i{display:inline-block;width:3.6mm;height:3.6mm;margin-right:1.4mm;border:1px solid #16213a;border-radius:1mm;vertical-align:-.6mm}',
  '.row{display:flex;margin-bottom:1mm}.row>b{flex:none;width:44mm}.row>div{flex:1}',
  '.blank{border-bottom:1px solid #aab3c2;height:6.5mm}.row .blank{height:4mm}',
  '.foot{margin-top:2.5mm;font-size:8.5pt;color:#566074}',
  '.stack{padding:0;background:none}.stack .page{min-height:297mm;margin-bottom:16px;padding:13mm 14mm;background:#fff}@media print{.stack .page{min-height:0;margin:0;padding:0}}',
  '.sheet-code{float:right;width:25mm;margin:0 0 1mm 5mm;text-align:center;font-size:8pt}.sheet-code figure{margin:0}.sheet-code svg{display:block;width:25mm;height:25mm}.sheet-code p{margin:0}.sheet-code b{display:block;font-size:11pt;font-variant-numeric:tabular-nums}',
  '.poster{display:flex;flex-direction:column;align-items:center;text-align:center}',
  '.logo{display:block;height:18mm;max-width:60mm;object-fit:contain}.sheet-logo{float:right;height:13mm}',
  '.poster .mark{width:16mm;height:17.5mm}.mark-bubble{fill:#0b5fa5}.mark-dot{fill:#fff}',
  '.poster h1{margin-top:6mm;font-size:36pt;letter-spacing:-.02em}',
  '.poster .svc{margin:4mm 0 0;font-size:19pt;font-weight:600}.poster .org{margin:1mm 0 0;font-size:13pt;color:#566074}',
  '.bar{width:36mm;height:1.6mm;margin:6mm 0;background:#f2b705}',
  '.poster figure{margin:0}.poster figure svg{display:block;width:96mm;max-width:100%;height:auto}',
  '.poster .scan{margin:4mm 0 0;font-size:16pt}',
  '.poster .addr{margin:2mm 0 0;font:700 22pt/1.25 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}',
  '.poster .facts{margin:5mm 0 1mm;font-size:13pt}',
  '@media print{body{background:#fff}.hint{display:none}main{width:auto;min-height:0;margin:0;padding:0}.page+.page{break-before:page;page-break-before:always}.p,thead th,.bar,.mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}}',
].join('');

function renderDocument(lang: Lang, title: string, hint: string, accent: Accent, body: ComponentChildren): string {
  const html = (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: printStyle(accent) }} />
      </head>
      <body>
        <aside class="hint">{hint}</aside>
        {body}
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(html)}`;
}

export interface PaperProps {
  readonly lang: Lang;
  readonly banner: string | null;
  readonly instrument: SurveyInstrument;
  readonly officeName: string;
  readonly regionName: string;
  /** Printed where the sheet is for one service; otherwise the respondent writes it. */
  readonly serviceName: string | null;
  readonly look: PrintLook;
}

/** A sheet of a batch: what its QR holds is its id, what stands beside it is typed. */
export interface PrintedSheet {
  readonly id: string;
  readonly code: string;
  readonly number: number;
}

/** The questionnaire for filling in by hand. */
export function renderPaper(props: PaperProps): string {
  const t = printTexts[props.lang];
  return renderDocument(
    props.lang,
    t.title,
    t.hint,
    props.look.accent,
    <main>
      <PaperSheet {...props} />
    </main>,
  );
}

/** The sheets of a batch, each beginning on paper of its own. */
export function renderSheets(props: PaperProps, hint: string, sheets: readonly PrintedSheet[]): string {
  return renderDocument(
    props.lang,
    printTexts[props.lang].title,
    hint,
    props.look.accent,
    <main class="stack">
      {sheets.map((sheet) => (
        <PaperSheet key={sheet.id} {...props} sheet={{ ...sheet, of: sheets.length }} />
      ))}
    </main>,
  );
}

function PaperSheet({
  lang,
  banner,
  instrument,
  officeName,
  regionName,
  serviceName,
  look,
  sheet,
}: PaperProps & { readonly sheet?: PrintedSheet & { readonly of: number } }) {
  const t = printTexts[lang];
  const asked = instrument.asked.flatMap((at) => instrument.items[at] ?? []);
  return (
    <section class="page">
      {banner !== null && <p class="demo">{banner}</p>}
      {sheet && (
        <div class="sheet-code">
          <QrCode url={sheet.id.toUpperCase()} label={t.sheetCode(sheet.code)} showUrl={false} />
          <p>
            <b>{sheet.code}</b>
            {t.sheetOf(sheet.number, sheet.of)}
          </p>
        </div>
      )}
      {look.logo !== null && <img class="logo sheet-logo" src={look.logo} alt="" />}
      {(sheet?.number ?? 1) === 1 ? <h1>{t.title}</h1> : <p class="h1">{t.title}</p>}
      <p class="sub">
        {officeName} · {regionName}
      </p>
      <div class="line">
        <div>
          <small>{t.service}</small>
          {serviceName ?? '\u00a0'}
        </div>
        <div>
          <small>{t.date}</small>
          {'\u00a0'}
        </div>
      </div>
      <h2>{t.question}</h2>
      <p>{t.how}</p>
      <table>
        <thead>
          <tr>
            <th class="no">No</th>
            <th>{t.question}</th>
            <th class="pick" colSpan={instrument.points}>
              {t.answer}
            </th>
            <th class="p">{t.office}</th>
          </tr>
        </thead>
        <tbody>
          {asked.map((item, at) => (
            <tr key={item.id}>
              <td class="no">{at + 1}</td>
              <td>{item.question[lang]}</td>
              {item.scale.map((point) => (
                <td key={point.value} class="pick">
                  <b>{point.value}</b>
                  {point.label[lang]}
                </td>
              ))}
              <td class="p"> </td>
            </tr>
          ))}
        </tbody>
      </table>
      {instrument.own.length > 0 && <h2>{t.own}</h2>}
      {instrument.own.map((question) => (
        <div key={question.id}>
          <p>{question.question[lang]}</p>
          {question.kind === 'text' ? <div class="blank" /> : <Boxes labels={question.options.map((option) => option[lang])} />}
        </div>
      ))}
      <h2>{t.profile}</h2>
      {instrument.profile
        .filter((field) => field.kind !== 'date')
        .map((field) => (
          <div key={field.id} class="row">
            <b>{field.label[lang]}</b>
            <div>
              {field.kind === 'several' ? (
                <Boxes
                  labels={field.values.flatMap(({ of, label }) => (of === undefined ? [label[lang]] : []))}
                  more={{
                    lead: field.more?.[lang] ?? '',
                    labels: field.values.flatMap(({ of, label }) => (of === undefined ? [] : [label[lang]])),
                  }}
                />
              ) : field.kind === 'choice' && field.values.length <= mostBoxes ? (
                <Boxes labels={field.values.map((value) => value.label[lang])} />
              ) : (
                <div class="blank" />
              )}
            </div>
          </div>
        ))}
      <h2>{t.comment}</h2>
      <p class="sub">{t.commentHint}</p>
      <div class="blank" />
      <div class="blank" />
      <p class="foot">
        {t.thanks} {t.version(instrument.title[lang], instrument.version)}.{look.contact !== '' && ` ${t.contact(look.contact)}`}
      </p>
    </section>
  );
}

/** A longer list is written by hand: its boxes would need a sheet of their own. */
const mostBoxes = 12;

function Boxes({
  labels,
  more,
}: {
  labels: readonly string[];
  more?: { readonly lead: string; readonly labels: readonly string[] };
}) {
  const boxes = (all: readonly string[]) =>
    all.map((label) => (
      <span key={label}>
        <i />
        {label}
      </span>
    ));
  return (
    <div class="opts">
      {boxes(labels)}
      {more && <span>{more.lead}:</span>}
      {more && boxes(more.labels)}
    </div>
  );
}

/** The poster for a counter. */
export function renderPoster(props: { lang: Lang; banner: string | null; content: PosterContent; look: PrintLook }): string {
  const { lang, content, look } = props;
  const t = questionnaireTexts[lang];
  return renderDocument(
    lang,
    `${t.poster}: ${content.title}`,
    t.printHint,
    look.accent,
    <main class="poster">
      {props.banner !== null && <p class="demo">{props.banner}</p>}
      {look.logo === null ? <Mark size="lg" /> : <img class="logo" src={look.logo} alt="" />}
      <h1>{t.posterAsk}</h1>
      <p class="svc">{content.title}</p>
      {content.place !== '' && <p class="svc">{content.place}</p>}
      <p class="org">{content.office}</p>
      <div class="bar" />
      <QrCode url={content.url} size="lg" showUrl={false} />
      <p class="scan">
        {t.posterScan}
        <br />
        {t.posterType}
      </p>
      <p class="addr">{content.address}</p>
      <p class="org">{posterTexts[lang].say(sayCode(content.code, lang))}</p>
      <p class="facts">{t.posterFacts(content.questions)}</p>
      <p class="org">{t.posterPaper}</p>
      {look.contact !== '' && <p class="org">{printTexts[lang].contact(look.contact)}</p>}
    </main>,
  );
}
