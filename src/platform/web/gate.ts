/**
 * How many requests may be at work at once for one key: an account, a survey link. Never an address, behind which a whole village may be.
 *
 *     const gate = createGate(400, () => new Problem('db.busy'));
 *     const outcome = await gate(code, () => store(answer));
 */
import type { Problem } from '../../kernel/problem.ts';

/** Runs the work, or throws the refusal where `most` are at work for that key already. */
export type Gate = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createGate(most: number, refusal: () => Problem): Gate {
  const atWork = new Map<string, number>();
  return async (key, work) => {
    const count = atWork.get(key) ?? 0;
    if (count >= most) throw refusal();
    atWork.set(key, count + 1);
    try {
      return await work();
    } finally {
      const left = (atWork.get(key) ?? 1) - 1;
      if (left > 0) atWork.set(key, left);
      else atWork.delete(key);
    }
  };
}
