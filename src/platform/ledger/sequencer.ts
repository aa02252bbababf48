/** Numbers what waits and signs heads, office by office, all the time: one log per tenant, one sequencer at a time (a lock in the database). */
import type { Logger } from 'pino';
import { listJobScopes } from '../auth/index.ts';
import { type Db, transact } from '../db/db.ts';
import { fillLog, type LedgerFill, numberLeaves } from './index.ts';
import { listWork } from './store.ts';

/** Seconds between two rounds: with the longest round a head comes well within the promised minute. */
const everySeconds = 15;
/** Leaves of one office in one round: the others shall not wait for one office's import. */
const mostPerRound = 20_000;

/** One round over the offices where there is something to do; an office that fails does not keep the others waiting. */
export async function runSequencer(db: Db, fills: readonly LedgerFill[], log: Pick<Logger, 'error'>): Promise<void> {
  const scopes = await transact(
    db,
    { tenantId: null },
    async (tx) => {
      const { waiting, filled } = await listWork(tx);
      return (await listJobScopes(tx, 'ledger')).filter(({ tenantId }) => waiting.has(tenantId) || !filled.has(tenantId));
    },
    { readOnly: true },
  );
  for (const scope of scopes)
    try {
      await fillLog(db, scope, fills, new Date());
      await transact(db, scope, (tx) => numberLeaves(tx, scope, fills, new Date(), mostPerRound));
    } catch (error) {
      log.error({ office: scope.tenantId, err: { type: (error as Error).name, message: (error as Error).message } }, 'ledger');
    }
}

export interface Sequencer {
  /** Ends after the round that runs. */
  stop(): Promise<void>;
}

/** Runs rounds until it is stopped. */
export function startSequencer(db: Db, fills: readonly LedgerFill[], log: Pick<Logger, 'error'>): Sequencer {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let round: Promise<void> = Promise.resolve();
  const next = (seconds: number): void => {
    timer = setTimeout(() => {
      round = runSequencer(db, fills, log)
        .catch((error: unknown) => log.error({ err: { message: (error as Error).message } }, 'ledger'))
        .then(() => {
          if (!ended) next(everySeconds);
        });
    }, seconds * 1000);
    // A command or a test that ends is not kept alive by it.
    timer.unref();
  };
  next(1);
  return {
    async stop() {
      ended = true;
      clearTimeout(timer);
      await round;
    },
  };
}
