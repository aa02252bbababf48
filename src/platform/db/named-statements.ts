/**
 * Statements that come again and again get a name: PostgreSQL parses each once per connection, and where it estimates a plan for any values to be
 * as cheap as one for these (`plan_cache_mode` auto) it plans it once too. A text holds no values, so it is the key. Decision 0030.
 */
import { createHash } from 'node:crypto';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** After how many uses in this process, so that what comes once costs nothing. */
const usesBefore = 4;
/** Most names of a connection: the server keeps text and plan of each for each connection. Then all are given up, and what is frequent has one again soon. */
const mostNames = 200;
/** With more parameters it is a list of values, of another length each time. */
const mostParameters = 32;
/** A list of values is written as one place for each, and several rows as one group for each: another text for each length. */
const ofAnyLength = /\bin \(\$\d+, \$\d+|^\s*insert into\b[\s\S]*\),\s*\(/;
/** One row written needs no plan worth the name, whatever table it goes to. */
const oneRow = /^\s*insert into\b(?![\s\S]*(\),\s*\(|\bselect\b))/;
/** Most texts that are counted; then counting begins anew. */
const mostCounted = 5_000;
/** With so many stale names within an hour none is given until it is over: whatever is between us and the server does not know them. */
const mostStale = 20;
const staleMs = 3600_000;

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

const isChanged = ({ code, routine }: { code?: unknown; routine?: unknown }): boolean =>
  code === '0A000' && routine === 'RevalidateCachedQuery';

/**
 * Whether a named statement cannot be used any more on its connection: a migration has changed what it answers, or the server has forgotten it or
 * has it from somebody else (a pooler between us, a value that could not be sent).
 */
export function isStaleName(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return code === '26000' || code === '42P05' || isChanged(error as { code?: unknown });
}

const isAborted = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '25P02';

/** One connection of the pool, as Kysely has it. */
interface Named {
  readonly client: PostgresPoolClient;
  /** Gives up all names, here and in the server, where one became stale or there are too many. Outside of a transaction. */
  refresh(): Promise<void>;
}

/** Kysely's connections of `pool`, frequent statements named. */
export function named(pool: pg.Pool): PostgresPool {
  const uses = new Map<string, number>();
  const known = new WeakMap<pg.PoolClient, Named>();
  // A migration makes names stale on every connection.
  let changes = 0;
  let stale = { count: 0, since: 0 };
  const isTrusted = (): boolean => stale.count < mostStale || performance.now() - stale.since > staleMs;

  function isFrequent(text: string): boolean {
    const before = uses.get(text) ?? 0;
    if (before >= usesBefore) return oneRow.test(text) || !(ofAnyLength.test(text) || readsLarge.test(text));
    if (uses.size >= mostCounted) uses.clear();
    uses.set(text, before + 1);
    return false;
  }

  function naming(client: pg.PoolClient): Named {
    const names = new Map<string, string>();
    let seen = changes;
    let spent = false;
    let generation = 0;
    function nameOf(text: string, parameters: number): string | undefined {
      const name = names.get(text);
      // Without parameters it may be several statements at once, which have no name.
      if (name !== undefined || parameters === 0 || names.size >= mostNames || !isTrusted()) return name;
      if ((parameters > mostParameters && !oneRow.test(text)) || !isFrequent(text)) return undefined;
      // Of its text, so that one name never means two statements, whoever shares the server's connection; never one given up, which pg remembers.
      names.set(text, `s${createHash('sha256').update(text).digest('base64url').slice(0, 24)}_${generation}`);
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
        const now = performance.now();
        stale = now - stale.since > staleMs ? { count: 1, since: now } : { ...stale, count: stale.count + 1 };
        if (!isChanged(error as { code?: unknown })) spent = true;
        else if (seen === changes) changes++;
        // Inside a transaction, which has failed by now, it is `transact` that tries again.
        return await client.query(text, values).catch((second: unknown) => {
          throw isAborted(second) ? error : second;
        });
      }
    }
    async function refresh(): Promise<void> {
      if (seen === changes && !spent && names.size < mostNames) return;
      seen = changes;
      spent = false;
      generation++;
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
