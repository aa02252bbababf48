/** A QR code as squares and as a path of SVG. */
import { encode } from 'uqr';

/** Level M survives the dirt and folds of a poster (15 %); four empty modules around it are what ISO/IEC 18004 asks for. */
export function qrSquares(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: 'M', border: 4 }).data;
}

/** The dark squares as one path, a unit a square. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      let run = 1;
      while (row[x + run]) run++;
      path += `M${x} ${y}h${run}v1h-${run}z`;
      x += run;
    }
  });
  return path;
}

/** A file of its own, always dark on white. */
export function qrSvg(text: string): string {
  const rows = qrSquares(text);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${rows.length} ${rows.length}" width="100mm" height="100mm" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${rows.length}v${rows.length}h-${rows.length}z"/><path d="${qrPath(rows)}"/></svg>`;
}
