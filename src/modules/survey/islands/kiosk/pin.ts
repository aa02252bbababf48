/** The PIN of a kiosk, checked on the device: it has a slow hash only, and wrong attempts cost time, through closing the tab too. */
import { type PinCheck, pinPause } from '../../rules/kiosk.ts';

const place = 'suara-kios-pin';

interface Attempts {
  readonly failures: number;
  readonly at: number;
}

function attempts(): Attempts {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '');
    if (typeof kept.failures === 'number' && typeof kept.at === 'number') return kept;
  } catch {
    // Nothing kept yet, or nothing can be.
  }
  return { failures: 0, at: 0 };
}

let inMemory: Attempts | null = null;
const current = (): Attempts => inMemory ?? attempts();

function remember(next: Attempts): void {
  inMemory = next;
  try {
    localStorage.setItem(place, JSON.stringify(next));
  } catch {
    // Then it is forgotten with the tab.
  }
}

/** Whether this browser can compute the hash: only at https and localhost. */
export const canCheckPin = (): boolean => globalThis.crypto?.subtle !== undefined;

/** Seconds until the next attempt is allowed. A clock that was set back does not lock anybody out for longer. */
export function pinWait(now: number): number {
  const { failures, at } = current();
  const pause = pinPause(failures);
  return Math.max(0, Math.min(pause, Math.ceil((at + pause * 1000 - now) / 1000)));
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Tries a PIN; counts it when it is wrong. */
export async function tryPin(pin: string, check: PinCheck): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(check.salt), iterations: check.iterations },
    key,
    256,
  );
  const right = btoa(String.fromCharCode(...new Uint8Array(bits))) === check.hash;
  remember(right ? { failures: 0, at: 0 } : { failures: current().failures + 1, at: Date.now() });
  return right;
}
