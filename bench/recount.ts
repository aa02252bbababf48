/**
 * Counting all answers again, as `suara verify` does it, beside the same sums written by hand for this one questionnaire, and beside the counter
 * over the same scores in memory, which is what no database can do faster.
 */
import { sql } from 'kysely';
import { createGroupedCounter } from '../src/modules/ikm/rules/index.ts';
import { recountTallies } from '../src/modules/survey/store/recount.ts';
import type { JobScope } from '../src/platform/auth/index.ts';
import { type Db, open, transact } from '../src/platform/db/db.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { openPopulation, withPopulation } from './measuring/population.ts';
import { spread } from './measuring/rounds.ts';

/** What `suara verify` may take beside the statement by hand. */
const ratioLimit = 1.3;
const items = 9;

/** What somebody would write who knows that every unsur has one item: counts and sums of items and of pairs, by day, service and channel. */
function byHand(scope: JobScope) {
  const places = Array.from({ length: items }, (_, at) => at + 1);
  const sums = places.flatMap((a) => [
    `count(scores[${a}])`,
    `sum(scores[${a}])`,
    ...[1, 2, 3, 4].map((point) => `count(*) filter (where scores[${a}] = ${point})`),
    ...places.filter((b) => b >= a).flatMap((b) => [`count(scores[${a}] * scores[${b}])`, `sum(scores[${a}] * scores[${b}])`]),
  ]);
  return sql`
    select service_id, service_on, channel, late, count(*), ${sql.raw(sums.join(', '))}
    from survey_answer where tenant_id = ${scope.tenantId} group by service_id, service_on, channel, late`;
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

/** The counter over scores in memory: complete rows, as most are. */
function countInMemory(answers: number): number {
  const counter = createGroupedCounter(Array.from({ length: items }, (_, at) => ({ id: `u${at}`, places: [at] })));
  const block = new Uint8Array(items * 4096);
  for (let at = 0; at < block.length; at++) block[at] = 1 + ((at * 7) % 4);
  const row = new Uint8Array(items);
  for (let n = 0; n < answers; n++) {
    const from = (n % 4096) * items;
    for (let at = 0; at < items; at++) row[at] = block[from + at] as number;
    counter.add(row);
  }
  return counter.tally().respondents;
}

async function compareOn(db: Db, scope: JobScope, answers: number, rounds: number, log: (line: string) => void) {
  const reading = { readOnly: true } as const;
  const [ours, hand, memory]: number[][] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    ours?.push(
      await seconds(async () => {
        const { differences } = await transact(db, scope, (tx) => recountTallies(tx, scope), reading);
        if (differences.length > 0) throw new Error('the population does not verify');
      }),
    );
    // With the room that the recount gives itself.
    const byHandIn = async (tx: Db) => {
      await sql`set local work_mem = '64MB'`.execute(open(tx));
      await byHand(scope).execute(open(tx));
    };
    hand?.push(await seconds(() => transact(db, scope, byHandIn, reading)));
    memory?.push(await seconds(async () => countInMemory(answers)));
    log(`${[ours, hand, memory].map((list) => list?.at(-1)?.toFixed(2)).join(' · ')} s: hitung ulang · SQL tangan · di memori`);
  }
  const perSecond = (list: readonly number[] = []) => answers / spread(list).median;
  return {
    answers,
    rounds,
    recount: { seconds: spread(ours ?? []), rows_per_second: perSecond(ours) },
    sql_by_hand: { seconds: spread(hand ?? []), rows_per_second: perSecond(hand) },
    in_memory: { seconds: spread(memory ?? []), rows_per_second: perSecond(memory) },
    ratio_to_sql_by_hand: spread((ours ?? []).map((took, at) => took / (hand?.[at] ?? Number.NaN))),
    ratio_to_in_memory: spread((ours ?? []).map((took, at) => took / (memory?.[at] ?? Number.NaN))),
    ratio_limit: ratioLimit,
  };
}

async function measure(answers: number, rounds: number, { log }: MeasureContext) {
  return withPopulation({ answers, agencies: 60, services: 1, quarters: 1 }, log, (folder) =>
    openPopulation(folder, (db, scope) => compareOn(db, scope, answers, rounds, log)),
  );
}

/** For `npm run bench`. */
export const bench: Measurement = (context) => measure(100_000, 3, context);

/** For `npm run prove -- recount`; as `prove -- index` it stops at SUARA_BENCH_MOST. */
export const prove: Measurement = (context) => measure(Number(process.env.SUARA_BENCH_MOST ?? 10_000_000), 3, context);
