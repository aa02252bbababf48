/**
 * Statements that come again and again get a name: PostgreSQL parses each once per connection, and where a plan for any values is as good as one
 * for these (`plan_cache_mode` auto) it plans it once too. That was half of the database's share of a page. A text holds no values, so it is the key.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** After how many uses in this process, so that what comes once costs nothing. */
const usesBefore = 4;
/** Most names of a connection: the server keeps text and plan of each for each connection. */
const mostNames = 200;
/** Most texts that are counted; then counting begins anew. Lists of every length would fill the memory. */
const mostCounted = 5_000;

const codeOf = (error: unknown): unknown => (error instanceof Error ? (error as { code?: unknown }).code : undefined);

/** A migration has changed what a named statement answers: PostgreSQL refuses that name from then on, on this connection. */
export function isStalePlan(error: unknown): boolean {
  return codeOf(error) === '0A000' && /cached plan must not change/.test(String(error));
}

/** Kysely's connections of `pool`, frequent statements named. */
export function named(pool: pg.Pool): PostgresPool {
  const uses = new Map<string, number>();
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();

  function isFrequent(text: string): boolean {
    const before = uses.get(text) ?? 0;
    if (before >= usesBefore) return true;
    if (uses.size >= mostCounted) uses.clear();
    uses.set(text, before + 1);
    return false;
  }

  function naming(client: pg.PoolClient): PostgresPoolClient {
    const names = new Map<string, string>();
    let given = 0;
    function nameOf(text: string): string | undefined {
      if (!names.has(text) && names.size < mostNames && isFrequent(text)) names.set(text, `s${++given}`);
      return names.get(text);
    }
    async function query(text: string, parameters: readonly unknown[]) {
      const values = [...parameters];
      // Without parameters it may be several statements at once, which have no name.
      const name = values.length > 0 ? nameOf(text) : undefined;
      if (name === undefined) return client.query(text, values);
      try {
        return await client.query({ name, text, values });
      } catch (error) {
        if (!isStalePlan(error)) throw error;
        names.clear();
        // Inside a transaction, which has failed by now, it is `transact` that tries again.
        return await client.query(text, values).catch((second: unknown) => {
          throw codeOf(second) === '25P02' ? error : second;
        });
      }
    }
    return { query, release: (destroy?: boolean) => client.release(destroy) } as unknown as PostgresPoolClient;
  }

  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const made = known.get(client) ?? naming(client);
      known.set(client, made);
      return made;
    },
  };
}
