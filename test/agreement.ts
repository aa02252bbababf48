/**
 * The engine against PostgreSQL's numeric, on stored rows, sharing no code: the definition of the rule in one query, computed to 50
 * decimals. Missing answers, several items per unsur, one to eleven unsur. Ten thousand sets in the tests, 10⁵ by
 * `npm run prove -- agreement`.
 */
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { computeIkm, createAccumulator } from '../src/modules/ikm/rules/index.ts';

/**
 * A value is rounded to 40 decimals before it is published: division leaves an error near the 50th, which must not decide a tie.
 * No true value lies nearer to a tie than 10⁻⁴⁰ without being one, for the denominators are far smaller.
 */
const definition = `
  with person as (
    select set_no, unsur, respondent, sum(score)::numeric(70,50) / count(score) as value
    from given group by set_no, unsur, respondent having count(score) > 0
  ), per_unsur as (
    select set_no, unsur, count(*) as answered, sum(value) / count(*) as nrr from person group by set_no, unsur
  ), per_set as (
    select set_no, sum(nrr) as total, count(*) as x,
           string_agg(round(round(nrr * 25, 40), 2)::text, ' ' order by unsur) as values,
           string_agg(round(round(nrr, 40), 4)::text || '/' || answered, ' ' order by unsur) as nrrs
    from per_unsur group by set_no
  )
  select set_no, values, nrrs,
         round(round(total / x * 25, 40), 2)::text as exact,
         round(round(total / x, 40), 4)::text as index,
         case when x = 9 then round(round(total * 0.11 * 25, 40), 2)::text end as short2,
         case when x = 9 then round(round(total * 0.111 * 25, 40), 2)::text end as short3,
         case when round(round(total / x * 25, 40), 2) >= 88.31 then 'A' when round(round(total / x * 25, 40), 2) >= 76.61 then 'B'
              when round(round(total / x * 25, 40), 2) >= 65 then 'C' else 'D' end as mutu
  from per_set order by set_no`;

/** What both say of one set. */
interface Figures {
  /** Value of each unsur on 25–100, in order, one space between. */
  readonly values: string;
  /** `NRR/answered` of each. */
  readonly nrrs: string;
  readonly exact: string;
  readonly index: string;
  /** Under 0.11 and 0.111; null unless there are nine unsur. */
  readonly short2: string | null;
  readonly short3: string | null;
  readonly mutu: string;
}

export interface Agreement {
  readonly sets: number;
  /** Stored rows, one per person and item; `missing` of them without a score. */
  readonly rows: number;
  readonly missing: number;
  /** Published texts compared. */
  readonly figures: number;
  /** The sets in which the two differ; the first ten in full. */
  readonly differing: number;
  readonly differences: readonly {
    readonly set: number;
    readonly engine: Figures | undefined;
    readonly sql: Figures | undefined;
  }[];
}

/** mulberry32: the same sets on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const perBatch = 1000;

/** Makes `sets` random sets of answers, has both compute them, and compares every published text. Keeps its rows in a temporary table. */
export async function compareWithSql(client: pg.Client, sets: number, seed: number): Promise<Agreement> {
  const random = randomFrom(seed);
  const differences: Agreement['differences'][number][] = [];
  let [stored, missing, figures, differing] = [0, 0, 0, 0];
  await client.query('create temporary table given (set_no int, unsur int, respondent int, item int, score int)');
  for (let first = 0; first < sets; first += perBatch) {
    const given: Given = [[], [], [], [], []];
    const engine = Array.from({ length: Math.min(perBatch, sets - first) }, (_, set) => computeRandomSet(random, set, given));
    await client.query('truncate given');
    await client.query('insert into given select * from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[])', given);
    const { rows } = await client.query<Figures & { set_no: number }>(definition);
    const sql = new Map(rows.map(({ set_no, ...one }) => [set_no, one]));
    stored += given[0].length;
    missing += given[4].filter((score) => score === null).length;
    engine.forEach((one, set) => {
      figures += one.values.split(' ').length * 2 + 3 + (one.short2 === null ? 0 : 2);
      if (isDeepStrictEqual(one, sql.get(set))) return;
      differing++;
      if (differences.length < 10) differences.push({ set: first + set, engine: one, sql: sql.get(set) });
    });
  }
  await client.query('drop table given');
  return { sets, rows: stored, missing, figures, differing, differences };
}

/** Columns of the table: set, unsur, respondent, item, score. */
type Given = [number[], number[], number[], number[], (number | null)[]];

/** One random set: its rows go into `given`, the engine's figures come back. */
function computeRandomSet(random: () => number, set: number, given: Given): Figures {
  const upTo = (count: number) => 1 + Math.floor(random() * count);
  // Nine unsur of one item in most sets, as in practice; anything from one to eleven in the others.
  const items = Array.from({ length: random() < 0.6 ? 9 : upTo(11) }, () => (random() < 0.85 ? 1 : upTo(6)));
  const absent = random() < 0.3 ? 0 : random() * 0.5;
  const mood = random();
  const counter = createAccumulator(items.map((count, u) => ({ id: `u${u}`, items: count })));
  const n = upTo(random() < 0.05 ? 120 : 14);
  for (let respondent = 0; respondent < n; respondent++) {
    const row: (number | null)[] = [];
    for (const [unsur, count] of items.entries()) {
      for (let item = 0; item < count; item++) {
        // The first person answers everything, so that every unsur has an answer.
        const score = respondent > 0 && random() < absent ? null : Math.min(4, 1 + Math.floor(4 * random() ** (0.3 + mood)));
        row.push(score);
        for (const [at, value] of [set, unsur, respondent, item].entries()) (given[at] as number[]).push(value);
        given[4].push(score);
      }
    }
    counter.add(row);
  }
  return describeResult(counter.tally().unsur);
}

/** What the engine says, in the shape of the query, which orders unsur by number, as the tallies are. */
function describeResult(tally: Parameters<typeof computeIkm>[0]): Figures {
  const { published, unsur, mutu } = computeIkm(tally);
  const nine = tally.length === 9;
  return {
    values: unsur.map((one) => one.published.value).join(' '),
    nrrs: unsur.map((one) => `${one.published.nrr}/${one.answered}`).join(' '),
    exact: published.ikm,
    index: published.index_1_4,
    short2: nine ? computeIkm(tally, { weights: '0.11' }).published.ikm : null,
    short3: nine ? computeIkm(tally, { weights: '0.111' }).published.ikm : null,
    mutu,
  };
}
