import type { PostgresPool } from 'kysely';
import type pg from 'pg';

/** Kysely on the very connection that somebody copies over: one transaction for both. It is the caller's, and not given back. */
export function poolOf(client: pg.Client): PostgresPool {
  const shared = Object.assign(client, { release() {} });
  return { connect: async () => shared, end: async () => {}, options: {} } as PostgresPool;
}
