/**
 * The service worker of /s/ and of /kios/: a form or kiosk that was opened before opens without a network too. The page itself puts its
 * copy into the store, a form without the id of its visit. Answers never pass through here.
 */
declare const self: {
  addEventListener(kind: 'install' | 'activate', listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(kind: 'fetch', listener: (event: FetchLike) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
};

interface FetchLike {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const name = 'suara-formulir-1';
/** Longer than this nobody waits who has the page on the device. */
const patienceMs = 6000;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromStore(request));
  // A receipt is never kept: the next person at this device has no business with it.
  else if (request.mode === 'navigate' && /^\/(?:s|kios)\/[^/]+$/.test(url.pathname)) event.respondWith(fromNetwork(request));
});

/** Built files never change under their name. */
async function fromStore(request: Request): Promise<Response> {
  const store = await caches.open(name);
  const known = await store.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await store.put(request, answer.clone());
  return answer;
}

async function fromNetwork(request: Request): Promise<Response> {
  const store = await caches.open(name);
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), patienceMs);
  try {
    const answer = await fetch(request, { signal: ending.signal });
    if (answer.status < 500) return answer;
    return (await store.match(request)) ?? answer;
  } catch (error) {
    const known = (await store.match(request)) ?? (await store.match(request, { ignoreSearch: true }));
    if (known) return known;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

export {};
