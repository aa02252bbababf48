/**
 * Counts what goes to PostgreSQL, without the beginning and end of transactions: a figure read once for each of many instead of once shows itself
 * here first.
 *
 *     const statements = countStatements();
 *     const { sent, value: page } = await statements(() => officer.get('/beranda'));
 */
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';

/** Called at the top level of a test file: listens from before its first test until after its last. */
export function countStatements(): <T>(
  work: () => Promise<T>,
) => Promise<{ readonly sent: readonly string[]; readonly value: T }> {
  const { query } = pg.Client.prototype;
  let counting: string[] | null = null;
  beforeAll(() => {
    pg.Client.prototype.query = new Proxy(query, {
      apply(target, client, given: unknown[]) {
        const [first] = given;
        const text = typeof first === 'string' ? first : String((first as { text?: string } | undefined)?.text);
        if (!/^(begin|commit)\b/.test(text)) counting?.push(text);
        return Reflect.apply(target, client, given);
      },
    });
  });
  afterAll(() => {
    pg.Client.prototype.query = query;
  });
  return async (work) => {
    const sent: string[] = [];
    counting = sent;
    try {
      return { sent, value: await work() };
    } finally {
      counting = null;
    }
  };
}
