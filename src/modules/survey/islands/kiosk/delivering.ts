/** Gives an answer away: kept on the device first, then sent; straight to the server where the device keeps nothing. */
import { isBurst } from '../../rules/kiosk.ts';
import { hasArrived, type QueuedAnswer, type QueuedDelivery } from '../../rules/queue.ts';
import type { KeptStore } from '../queue/kept.ts';
import { attempt, type Sender } from '../queue/sending.ts';

/** What has arrived stays in the officers' list for a day, and no longer: receipts belong to those who answered. */
const listedMs = 24 * 3600 * 1000;

interface Delivering {
  /** What it came to: kept here (no receipt yet) or at the server; null when it is nowhere yet. The same id may be given again. */
  give(
    id: string,
    code: string,
    what: Omit<QueuedDelivery, 'id' | 'answered_at' | 'burst'>,
  ): Promise<{ readonly receipt: string | null } | null>;
  /** Takes what arrived long ago off the list. */
  tidy(): Promise<void>;
}

export function createDelivering(
  kept: KeptStore | null,
  sender: Sender | null,
  changed: (answers: readonly QueuedAnswer[]) => void,
): Delivering {
  async function keep(one: QueuedAnswer): Promise<boolean> {
    try {
      await kept?.put('answers', one);
      return kept !== null;
    } catch {
      // No room on the device.
      return false;
    }
  }

  async function sendAll(id: string): Promise<void> {
    await sender?.now();
    const one = await kept?.get('answers', id);
    // It came while others were being sent.
    if (one?.state === 'waiting' && one.attempts === 0) await sender?.now();
  }

  return {
    give: async (id, code, what) => {
      const at = new Date();
      const others = ((await kept?.getAll('answers')) ?? []).filter((one) => one.id !== id);
      const burst = isBurst(
        others.filter((one) => one.code === code).map((one) => Date.parse(one.at)),
        at.getTime(),
      );
      const delivery = { ...what, id, answered_at: at.toISOString(), ...(burst ? { burst } : {}) };
      const one: QueuedAnswer = { id, code, at: at.toISOString(), attempts: 0, state: 'waiting', delivery };
      if (await keep(one)) {
        changed([...others, one]);
        void sendAll(id);
        return { receipt: null };
      }
      const receipt = (await attempt(one, delivery))?.body?.receipt;
      return receipt === undefined ? null : { receipt };
    },
    tidy: async () => {
      const since = Date.now() - listedMs;
      for (const one of (await kept?.getAll('answers')) ?? [])
        if (hasArrived(one) && Date.parse(one.at) < since) await kept?.delete('answers', one.id);
    },
  };
}
