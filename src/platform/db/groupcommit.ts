/**
 * Group commit: what arrives for one key (a tenant) within a few milliseconds shares one transaction, and each sender is answered
 * after it has committed (architecture §5.11). While a batch commits, the next one collects, so that the load itself sets the size.
 *
 *     const intake = createGroupCommit({ commit: (tenantId, answers) => storeAnswers(db, tenantId, answers) });
 *     const outcome = await intake.submit(tenantId, answer);
 */
import { Problem } from '../../kernel/problem.ts';
import { histogram, secondsBounds } from '../metrics.ts';

export interface GroupCommitOptions<Item, Outcome> {
  /**
   * Stores all items in one transaction and returns one outcome per item, in their order. When it fails nothing may be stored; it is
   * then called again with each item alone, so that one bad item never fails the others. It must therefore be idempotent per item.
   */
  readonly commit: (key: string, items: readonly Item[]) => Promise<readonly Outcome[]>;
  /** Most items in one transaction; default 200. */
  readonly maxBatch?: number;
  /** How long the first item of a batch waits for company, in milliseconds; default 2. */
  readonly maxWaitMs?: number;
}

export interface GroupCommit<Item, Outcome> {
  /** Resolves once the item is committed; rejects with the reason why this very item could not be. */
  submit(key: string, item: Item): Promise<Outcome>;
  /** Resolves when everything submitted so far is answered; for a clean end of the server. */
  drain(): Promise<void>;
}

const batchSize = histogram('suara_group_commit_items', 'Items that shared one transaction.', [1, 2, 5, 10, 20, 50, 100, 200]);
const commitSeconds = histogram(
  'suara_group_commit_seconds',
  'From the begin of such a transaction to its commit.',
  secondsBounds,
);

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** One key's batches, one after the other. */
interface Line<Item, Outcome> {
  waiting: Waiting<Item, Outcome>[];
  timer: NodeJS.Timeout | undefined;
  committing: Promise<void> | undefined;
}

/** These say something about the database, not about an item: trying each item alone would only keep everybody waiting. */
const concernsAll = new Set(['db.unavailable', 'db.disk_full']);

export function createGroupCommit<Item, Outcome>(options: GroupCommitOptions<Item, Outcome>): GroupCommit<Item, Outcome> {
  const { commit, maxBatch = 200, maxWaitMs = 2 } = options;
  const lines = new Map<string, Line<Item, Outcome>>();

  async function commitExactly(key: string, batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    const began = performance.now();
    const outcomes = await commit(
      key,
      batch.map((waiting) => waiting.item),
    );
    batchSize.observe(batch.length);
    commitSeconds.observe((performance.now() - began) / 1000);
    if (outcomes.length !== batch.length)
      throw new Error(`commit returned ${outcomes.length} outcomes for ${batch.length} items`);
    // A test for undefined would refuse commits whose outcome is undefined.
    for (const [index, waiting] of batch.entries()) waiting.resolve(outcomes[index] as Outcome);
  }

  async function settle(key: string, batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    try {
      await commitExactly(key, batch);
    } catch (error) {
      if (batch.length === 1 || (error instanceof Problem && concernsAll.has(error.code))) {
        for (const waiting of batch) waiting.reject(error);
        return;
      }
      for (const waiting of batch) await settle(key, [waiting]);
    }
  }

  function flush(key: string, line: Line<Item, Outcome>): void {
    clearTimeout(line.timer);
    line.timer = undefined;
    const batch = line.waiting.splice(0, maxBatch);
    line.committing = settle(key, batch).then(() => {
      line.committing = undefined;
      if (line.waiting.length > 0) flush(key, line);
      else if (!line.timer) lines.delete(key);
    });
  }

  return {
    submit(key, item) {
      const line = lines.get(key) ?? { waiting: [], timer: undefined, committing: undefined };
      lines.set(key, line);
      return new Promise<Outcome>((resolve, reject) => {
        line.waiting.push({ item, resolve, reject });
        if (line.committing) return;
        if (line.waiting.length >= maxBatch) flush(key, line);
        else line.timer ??= setTimeout(() => flush(key, line), maxWaitMs);
      });
    },
    async drain() {
      while (lines.size > 0) {
        for (const [key, line] of lines) if (!line.committing && line.waiting.length > 0) flush(key, line);
        await Promise.all([...lines.values()].map((line) => line.committing));
      }
    },
  };
}
