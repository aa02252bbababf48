/** Posters as a document for printing: A4, A5, or a table tent, which is A4 folded across with a face on either side. */
import { compileDocument } from '../../../platform/documents/index.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Accent, accents, qrSvg } from '../../../platform/ui/index.ts';
import { sayCode } from '../rules/codes.ts';
import { posterTexts } from '../texts/poster.ts';
import { questionnaireTexts } from '../texts/questionnaire.ts';

export const posterSizes = ['a4', 'a5', 'tenda'] as const;
export type PosterSize = (typeof posterSizes)[number];

/** What one poster says. */
export interface PosterContent {
  readonly code: string;
  /** What the QR holds. */
  readonly url: string;
  /** The same without what a person need not type. */
  readonly address: string;
  /** How many questions of unsur the form has; null where it depends on the service. */
  readonly questions: number | null;
  readonly title: string;
  /** Unit and office. */
  readonly office: string;
  /** The counter or role, where the code is for one. */
  readonly place: string;
}

/** One design in millimetres of A4, scaled for A5; the tent has a design of its own, twice, one of them upside down and no part of the text. */
const template = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, author: d.office)
#set text(font: "Plus Jakarta Sans", lang: d.lang, fill: rgb("#16213a"), hyphenate: false)
#let accent = rgb(d.accent)
#let muted = rgb("#566074")
#let k = if d.size == "a5" { 0.7071 } else { 1 }
#let fit(body, width, sizes, lines) = context {
  let fits(size) = measure(block(width: width, text(size: size, body))).height <= lines * 1.35 * size
  let found = sizes.find(fits)
  text(size: if found == none { sizes.last() } else { found }, body)
}
#let qr(p, side) = image(bytes(p.qr), format: "svg", width: side, height: side, alt: p.alt)
#let bar(w, h) = pdf.artifact(rect(width: w, height: h, fill: rgb("#f2b705")))
#let demo(scale) = if d.banner != "" { block(width: 100%, inset: 2mm * scale, stroke: 0.5pt + rgb("#9a6700"), align(center, text(size: 9pt * scale, d.banner))) }

#let tall(p) = align(center, {
  demo(k)
  v(1fr)
  block(above: 0pt, below: 8mm * k, heading(level: 1, text(size: 36pt * k, weight: 800, p.ask)))
  block(below: 5mm * k, fit(text(weight: 700, p.title), 182mm * k, (22pt * k, 19pt * k, 16pt * k, 13pt * k), 3))
  if p.place != "" { block(below: 5mm * k, text(size: 17pt * k, weight: 700, fill: accent, p.place)) }
  block(below: 8mm * k, text(size: 13pt * k, fill: muted, p.office))
  bar(36mm * k, 1.6mm * k)
  block(above: 7mm * k, below: 7mm * k, qr(p, 96mm * k))
  block(below: 5mm * k, text(size: 16pt * k, p.scan))
  block(below: 5mm * k, fit(text(weight: 800, p.address), 182mm * k, (24pt * k, 20pt * k, 16pt * k, 13pt * k, 10pt * k), 1))
  block(below: 10mm * k, text(size: 14pt * k, fill: muted, p.say))
  block(below: 5mm * k, text(size: 13pt * k, p.facts))
  block(text(size: 12pt * k, fill: muted, p.paper))
  v(1fr)
})

#let face(p) = block(width: 100%, height: 100%, inset: 10mm, align(horizon, grid(
  columns: (84mm, 1fr), column-gutter: 8mm, align: horizon,
  qr(p, 84mm),
  {
    demo(0.9)
    block(below: 5mm, heading(level: 1, text(size: 24pt, weight: 800, p.ask)))
    block(below: 3.5mm, fit(text(weight: 700, p.title), 92mm, (16pt, 14pt, 12pt, 10pt), 3))
    if p.place != "" { block(below: 3.5mm, text(size: 13pt, weight: 700, fill: accent, p.place)) }
    block(below: 5mm, text(size: 10pt, fill: muted, p.office))
    bar(26mm, 1.2mm)
    block(above: 5mm, below: 3.5mm, text(size: 11pt, p.scan))
    block(below: 3.5mm, fit(text(weight: 800, p.address), 92mm, (15pt, 13pt, 11pt, 9pt), 1))
    block(below: 5mm, text(size: 11pt, fill: muted, p.say))
    block(text(size: 10pt, p.facts))
  },
)))

#let tent(p) = {
  place(top + left, pdf.artifact(rotate(180deg, block(width: 210mm, height: 148.5mm, face(p)))))
  place(top + left, dy: 148.5mm, pdf.artifact(line(length: 210mm, stroke: (paint: muted, thickness: 0.3pt, dash: "dashed"))))
  place(top + left, dy: 148.5mm, block(width: 210mm, height: 148.5mm, face(p)))
}

#set page(paper: if d.size == "a5" { "a5" } else { "a4" }, margin: if d.size == "tenda" { 0mm } else { (x: 14mm * k, y: 11mm * k) })
#for (at, p) in d.posters.enumerate() {
  if at > 0 { pagebreak() }
  if d.size == "tenda" { tent(p) } else { tall(p) }
}
`;

/** The posters in one PDF, a page each. */
export function renderPosters(
  posters: readonly PosterContent[],
  given: {
    readonly size: PosterSize;
    readonly lang: Lang;
    readonly accent: Accent;
    readonly banner: string | null;
    readonly office: string;
  },
): Buffer {
  const { lang } = given;
  const [t, p] = [questionnaireTexts[lang], posterTexts[lang]];
  return compileDocument(template, {
    title: posters.length === 1 ? `${t.poster}: ${posters[0]?.title}` : t.poster,
    office: given.office,
    lang,
    size: given.size,
    banner: given.banner ?? '',
    accent: accents[given.accent].light.primary,
    posters: posters.map((one) => ({
      ask: t.posterAsk,
      title: one.title,
      place: one.place,
      office: one.office,
      qr: qrSvg(one.url),
      alt: p.qrAlt(one.address),
      scan: `${t.posterScan} ${t.posterType}`,
      address: one.address,
      say: p.say(sayCode(one.code, lang)),
      facts: t.posterFacts(one.questions),
      paper: t.posterPaper,
    })),
  });
}
