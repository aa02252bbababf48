import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';
import { qrPath, qrSquares } from './code.ts';

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
  const rows = qrSquares(url);
  return (
    <figure class={`qr qr-${size}`}>
      <svg
        viewBox={`0 0 ${rows.length} ${rows.length}`}
        role="img"
        aria-label={label ?? t.qrAlt(url)}
        shape-rendering="crispEdges"
      >
        <rect width={rows.length} height={rows.length} fill="#ffffff" />
        <path d={qrPath(rows)} fill="#000000" />
      </svg>
      {showUrl && <figcaption class="qr-url">{url.replace(/^https?:\/\//, '')}</figcaption>}
    </figure>
  );
}
