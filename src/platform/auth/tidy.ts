/** Clears what is over out of the tables of accounts, hourly: rows of no office in particular, so no job of one. */
import type { Logger } from 'pino';
import { type Db, transact } from '../db/db.ts';
import { removeExpired } from './store/tidy.ts';

const everyMs = 3_600_000;
const firstMs = 60_000;

export interface Tidying {
  /** Ends after the round that runs. */
  stop(): Promise<void>;
}

/** Tidies until it is stopped. Two servers over one database do no harm: what one took away the other does not find. */
export function startTidying(db: Db, log: Pick<Logger, 'error'>, { first = firstMs, every = everyMs } = {}): Tidying {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<unknown> = Promise.resolve();
  const next = (ms: number): void => {
    timer = setTimeout(() => {
      round = transact(db, { tenantId: null }, (tx) => removeExpired(tx, new Date()))
        .catch((error: unknown) => log.error({ err: { type: (error as Error).name } }, 'tidying accounts'))
        .then(() => {
          if (!ended) next(every);
        });
    }, ms);
    // A command or a test that ends is not kept alive by it.
    timer.unref();
  };
  next(first);
  return {
    async stop() {
      ended = true;
      clearTimeout(timer);
      await round;
    },
  };
}
