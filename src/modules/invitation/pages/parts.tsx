/** What the staff's pages share. */
import { Notice } from '../../../platform/ui/index.ts';

/** How messages can leave now. */
export interface WaysNow {
  readonly email: boolean;
  readonly gateway: boolean;
}

/** A code of the delivery log in words; a status of a server as it is. */
export function errorInWords(code: string, words: Readonly<Record<string, string>>): string {
  return words[code] ?? code.replace('_', ' ').toUpperCase();
}

export function Said({ text, tone = 'success' }: { text: string; tone?: 'success' | 'danger' }) {
  return (
    <Notice tone={tone} announce>
      <p>{text}</p>
    </Notice>
  );
}
