/** Sends what waits, slower each time it fails, when the page comes to the front, and when the browser thinks there is a network. */
import { afterAttempt, hasArrived, pauseAfter, type QueuedAnswer, type Told } from '../../rules/queue.ts';
import type { KeptStore } from './kept.ts';

const patienceMs = 20_000;

/** One attempt; null where nothing came back in time. */
export async function attempt({ code }: QueuedAnswer, delivery: object): Promise<Told | null> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), patienceMs);
  try {
    const response = await fetch(`/s/${encodeURIComponent(code)}/antar.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...delivery, sent_at: new Date().toISOString() }),
      signal: ending.signal,
      credentials: 'omit',
    });
    const body = await response.json().catch(() => null);
    return { status: response.status, body };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

export interface Sender {
  /** Tries everything that waits, now, or again when a round is under way. Resolves when each has been tried once since. */
  now(): Promise<void>;
}

/** `changed` is called after every attempt with what is kept. */
export function startSending(kept: KeptStore, changed: (answers: readonly QueuedAnswer[]) => void): Sender {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let asked = false;

  const round = async (): Promise<void> => {
    clearTimeout(timer);
    let left = 0;
    for (const one of await kept.getAll('answers')) {
      if (hasArrived(one) || !('delivery' in one)) continue;
      const told = await attempt(one, one.delivery);
      const next = afterAttempt(one, told);
      // Another tab may have sent it meanwhile: what has arrived stays arrived.
      const stored = await kept.get('answers', one.id);
      if (stored && !hasArrived(stored)) await kept.put('answers', next);
      if (next.state === 'waiting') {
        left++;
        failures++;
        // Where one gets nowhere the others will not either: the network is the same.
        if (told === null) break;
      } else failures = 0;
    }
    changed(await kept.getAll('answers'));
    if (left > 0) timer = setTimeout(() => void now(), pauseAfter(failures) * 1000);
  };
  const rounds = async (): Promise<void> => {
    do {
      asked = false;
      await round();
    } while (asked);
  };
  // Asked for during a round, another follows: the one that runs may have failed before the network came back.
  const now = (): Promise<void> => {
    asked = true;
    running ??= rounds().finally(() => {
      running = undefined;
    });
    return running;
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void now();
  });
  // A hint only: browsers say so too when a router has no way out.
  addEventListener('online', () => void now());
  return { now };
}
