/**
 * Statements that come again and again get a name: PostgreSQL parses each once per connection, and where it estimates a plan for any values to be
 * as cheap as one for these (`plan_cache_mode` auto) it plans it once too. A text holds no values, so it is the key. Decision 0030.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** After how many uses in this process, so that what comes once costs nothing. */
const usesBefore = 4;
/** Most names of a connection: the server keeps text and plan of each for each connection. */
const mostNames = 200;
/** With more parameters it is a list of values, of another length each time. */
const mostParameters = 32;
/** One row written needs no plan worth the name, whatever table it goes to; several are of another number each time. */
const oneRow = /^insert into\b(?![\s\S]*(\),\s*\(|\bselect\b))/;
/** Most texts that are counted; then counting begins anew. */
const mostCounted = 5_000;

const large = new Set<string>();
let readsLarge = /$^/;

/**
 * Declares tables and views with a row for every answer, change or message. What a statement over them costs depends on its values (a day or all
 * years, the smallest office or the largest), and an estimate without them is far off in both directions: a plan for any values took a hundred
 * times as long. Such statements are planned anew each time. A module calls this once, at the top of its store.
 */
export function registerLarge(...tables: readonly string[]): void {
  for (const table of tables) large.add(table);
  readsLarge = new RegExp(`\\b(${[...large].join('|')})\\b`);
}

/**
 * Whether a named statement cannot be used any more on its connection: a migration has changed what it answers, or the server has forgotten it
 * (a pooler that cleans a session, a value that could not be sent).
 */
export function isStaleName(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, routine } = error as { code?: unknown; routine?: unknown };
  return code === '26000' || (code === '0A000' && routine === 'RevalidateCachedQuery');
}

const isAborted = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '25P02';

/** One connection of the pool, as Kysely has it. */
interface Named {
  readonly client: PostgresPoolClient;
  /** Forgets all names, here and in the server, where one became stale since. */
  refresh(): Promise<void>;
}

/** Kysely's connections of `pool`, frequent statements named. */
export function named(pool: pg.Pool): PostgresPool {
  const uses = new Map<string, number>();
  const known = new WeakMap<pg.PoolClient, Named>();
  // What makes a name stale on one connection does on all.
  let changes = 0;

  function isFrequent(text: string): boolean {
    const before = uses.get(text) ?? 0;
    if (before >= usesBefore) return oneRow.test(text) || !readsLarge.test(text);
    if (uses.size >= mostCounted) uses.clear();
    uses.set(text, before + 1);
    return false;
  }

  function naming(client: pg.PoolClient): Named {
    const names = new Map<string, string>();
    let given = 0;
    let seen = changes;
    function nameOf(text: string, parameters: number): string | undefined {
      const name = names.get(text);
      // Without parameters it may be several statements at once, which have no name.
      if (name !== undefined || parameters === 0 || names.size >= mostNames) return name;
      if ((parameters > mostParameters && !oneRow.test(text)) || !isFrequent(text)) return undefined;
      // Never one that was used before: pg remembers texts by name.
      names.set(text, `s${++given}`);
      return names.get(text);
    }
    async function query(text: string, parameters: readonly unknown[]) {
      const values = [...parameters];
      const name = nameOf(text, values.length);
      if (name === undefined) return client.query(text, values);
      try {
        return await client.query({ name, text, values });
      } catch (error) {
        if (!isStaleName(error)) throw error;
        changes++;
        // Inside a transaction, which has failed by now, it is `transact` that tries again.
        return await client.query(text, values).catch((second: unknown) => {
          throw isAborted(second) ? error : second;
        });
      }
    }
    async function refresh(): Promise<void> {
      if (seen === changes) return;
      seen = changes;
      names.clear();
      await client.query('deallocate all');
    }
    const release = (destroy?: boolean) => client.release(destroy);
    return { client: { query, release } as unknown as PostgresPoolClient, refresh };
  }

  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const made = known.get(client) ?? naming(client);
      known.set(client, made);
      // One that is broken says so at its first statement.
      await made.refresh().catch(() => {});
      return made.client;
    },
  };
}
