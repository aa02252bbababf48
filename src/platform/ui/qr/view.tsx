import { encode } from 'uqr';
import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';

interface QrCodeProps {
  url: string;
  size?: 'md' | 'lg';
  /** What the picture is, where it is not an address to open. Default: the address. */
  label?: string;
  /** The address stands under the picture unless the page prints it elsewhere. */
  showUrl?: boolean;
}

/** A QR code as vector, always dark on white with its quiet zone, so that a phone reads it in dark mode and on paper too. */
export function QrCode({ url, size = 'md', label, showUrl = true }: QrCodeProps) {
  const t = uiTexts[usePage().lang];
  // Level M survives the dirt and folds of a poster (15 %); four empty modules around it are what ISO/IEC 18004 asks for.
  const code = encode(url, { ecc: 'M', border: 4 });
  let path = '';
  code.data.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      let run = 1;
      while (row[x + run]) run++;
      path += `M${x} ${y}h${run}v1h-${run}z`;
      x += run;
    }
  });
  return (
    <figure class={`qr qr-${size}`}>
      <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={label ?? t.qrAlt(url)} shape-rendering="crispEdges">
        <rect width={code.size} height={code.size} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      {showUrl && <figcaption class="qr-url">{url.replace(/^https?:\/\//, '')}</figcaption>}
    </figure>
  );
}
