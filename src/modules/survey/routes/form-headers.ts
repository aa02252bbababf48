/** Headers of respondents' pages. */
import { type Accent, accentOf, accents } from '../../../platform/ui/index.ts';
import type { OpenCode } from '../actions/intake.ts';
import { largeStyle, type Reading, sheetStyle, styleFor } from '../pages/sheet.tsx';
import { documentHeaders } from './sheet.ts';

/** Headers by colour and size: each style has its own hash. */
const headersFor = (large: boolean, media: boolean) =>
  Object.fromEntries(
    Object.keys(accents).map((accent) => {
      const style = sheetStyle(accentOf(accent));
      return [accent, documentHeaders(large ? [style, largeStyle] : style, { scripts: true, media })];
    }),
  ) as Record<Accent, ReturnType<typeof documentHeaders>>;
const headers = {
  plain: headersFor(false, false),
  large: headersFor(true, false),
  plainMedia: headersFor(false, true),
  largeMedia: headersFor(true, true),
};

/** Whether a page shows a picture or video of the office: only then may it load any. */
export const showsMedia = (html: string): boolean => /<(?:video|img) /.test(html);

/** Headers of a page in this colour, for how it is read; `media` as `showsMedia` says. */
export function headersIn(
  accent: Accent,
  { large, frame }: Reading,
  open: OpenCode | null,
  media: boolean,
): Readonly<Record<string, string>> {
  if (!frame) return headers[`${large ? 'large' : 'plain'}${media ? 'Media' : ''}`][accent];
  const styles = [sheetStyle(accent), ...(large ? [largeStyle] : [])].map((style) => styleFor(style, frame.theme));
  // Where nobody has the code, nobody can have named a site: the note may stand anywhere. Our own pages show it as a preview.
  const frames = open ? ["'self'", ...open.visit.sites].join(' ') : '*';
  return {
    ...documentHeaders(styles, { scripts: frame.script !== null, sends: !frame.preview, media, frames }),
    'cross-origin-resource-policy': 'cross-origin',
  };
}
