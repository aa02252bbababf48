/** The kiosk's page on the device: it opens without a network, and its settings are renewed without a reload, which would end full screen. */
import type { KioskData } from '../../rules/kiosk.ts';

const name = 'suara-formulir-1';

/** What a page of a kiosk holds; null for any other page. */
export function dataIn(page: Document): KioskData | null {
  try {
    return JSON.parse(page.getElementById('kiosk')?.textContent ?? '') as KioskData;
  } catch {
    return null;
  }
}

const address = (): string => location.href.split('#')[0] ?? location.href;

/** Registers the worker and keeps the page as it came; out of the browser's own store, so it costs nothing. */
export async function standBy(): Promise<void> {
  if (!('serviceWorker' in navigator && 'caches' in globalThis)) return;
  try {
    await navigator.serviceWorker.register('/kios/pekerja.js', { scope: '/kios/' });
    await keep(await fetch(address(), { cache: 'force-cache' }));
  } catch {
    // Without it the kiosk works as long as there is a network.
  }
}

/** Keeps a page and its script; the page last, so that a kept page always has its script. */
async function keep(answer: Response): Promise<KioskData | null> {
  if (!answer.ok) return null;
  const copy = answer.clone();
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const data = dataIn(page);
  const script = page.querySelector('script[src]')?.getAttribute('src');
  if (!data || !script) return null;
  if ('caches' in globalThis) {
    const store = await caches.open(name);
    await store.add(new Request(new URL(script, location.href).href, { cache: 'force-cache' }));
    await store.put(address(), copy);
  }
  return data;
}

/** The kiosk as the server has it now; `gone` where the code was closed, null where the server cannot be asked. */
export async function renew(): Promise<KioskData | 'gone' | null> {
  try {
    const answer = await fetch(address(), { cache: 'no-cache' });
    if (answer.status === 404 || answer.status === 410) return 'gone';
    return await keep(answer);
  } catch {
    return null;
  }
}
