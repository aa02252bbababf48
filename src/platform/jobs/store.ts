/** The queue's own tables (migrations/0008): written in the caller's transaction, worked on by pg-boss over the application's pool. */
import { CompiledQuery } from 'kysely';
import type { Db as QueueDb } from 'pg-boss';
import type { OperatorScope } from '../auth/scope.ts';
import { type Db, open, openPool } from '../db/db.ts';

/** How a kind of job waits, is tried again and is missed. */
export interface QueueRules {
  readonly name: string;
  /** How often a job that threw is tried again: after a short pause, then after longer and longer ones. */
  readonly retryLimit: number;
  readonly retryDelaySeconds: number;
  readonly longestRetryDelaySeconds: number;
  /** A worker that says nothing for so long is dead, and its job is given to another; at least 10. */
  readonly heartbeatSeconds: number;
  /** Longer than any honest run. */
  readonly expireSeconds: number;
}

/** The connection that pg-boss asks for, without a pool of its own. */
export function queueDatabase(db: Db): QueueDb {
  const pool = openPool(db);
  // Several statements at once answer with several results; pg-boss expects them as the driver gives them.
  return { executeSql: async (text, values) => (await pool.query(text, values)) as { rows: unknown[] } };
}

/** Adds a job to its queue. One with the same key that waits or runs already is enough: then nothing is added. */
export async function insertJob(
  tx: Db,
  queue: QueueRules,
  key: string,
  data: Readonly<Record<string, unknown>>,
  startAfter: Date | null = null,
): Promise<void> {
  const tables = open<unknown>(tx);
  const options = {
    policy: 'exclusive',
    retryLimit: queue.retryLimit,
    retryDelay: queue.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: queue.longestRetryDelaySeconds,
    heartbeatSeconds: queue.heartbeatSeconds,
    expireInSeconds: queue.expireSeconds,
  };
  await tables.executeQuery(
    CompiledQuery.raw('select pgboss.create_queue($1, $2::jsonb)', [queue.name, JSON.stringify(options)]),
  );
  await tables.executeQuery(
    CompiledQuery.raw(
      `insert into pgboss.job (name, data, singleton_key, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, heartbeat_seconds, expire_seconds,
         start_after, keep_until)
       values ($1, $2::jsonb, $3, 'exclusive', $4, $5, true, $6, $7, $8, coalesce($9, now()), coalesce($9, now()) + interval '14 days') on conflict do nothing`,
      [
        queue.name,
        JSON.stringify(data),
        key,
        queue.retryLimit,
        queue.retryDelaySeconds,
        queue.longestRetryDelaySeconds,
        queue.heartbeatSeconds,
        queue.expireSeconds,
        startAfter,
      ],
    ),
  );
}

/** Removes the jobs of a tenant, but those that a worker has in its hands. */
export async function deleteJobs(tx: Db, tenantId: string): Promise<void> {
  await open<unknown>(tx).executeQuery(
    CompiledQuery.raw(`delete from pgboss.job where data->>'tenant' = $1 and state <> 'active'`, [tenantId]),
  );
}

/** How many jobs of the installation wait, are tried again after a failure, and were given up. */
export async function countJobs(
  db: Db,
  _scope: OperatorScope,
): Promise<{ readonly waiting: number; readonly retrying: number; readonly failed: number }> {
  const { rows } = await open<unknown>(db).executeQuery<{ waiting: number; retrying: number; failed: number }>(
    CompiledQuery.raw(
      `select (count(*) filter (where state = 'created' and start_after <= now()))::int as waiting,
         (count(*) filter (where state = 'retry'))::int as retrying, (count(*) filter (where state = 'failed'))::int as failed
       from pgboss.job where name not like '__%'`,
    ),
  );
  return rows[0] ?? { waiting: 0, retrying: 0, failed: 0 };
}
