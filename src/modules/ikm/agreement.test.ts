/**
 * The engine against PostgreSQL's numeric, on stored rows, sharing no code: the definition of the rule in one query, computed to 50
 * decimals. Missing answers, several items per unsur, one to eleven unsur. 10⁴ random sets; SUARA_AGREEMENT_SETS asks for more.
 */
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../../test/db.ts';
import { computeIkm, createAccumulator } from './rules/index.ts';

const { ownerUrl } = await testDatabase({ empty: true });
const sets = Number(process.env.SUARA_AGREEMENT_SETS ?? 10_000);
const perBatch = 1000;

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

interface Row {
  readonly set_no: number;
  readonly values: string;
  readonly nrrs: string;
  readonly exact: string;
  readonly index: string;
  readonly short2: string | null;
  readonly short3: string | null;
  readonly mutu: string;
}

describe('agreement with SQL numeric', () => {
  it(
    `on ${sets} random sets`,
    async () => {
      const random = randomFrom(142_017);
      const upTo = (count: number) => 1 + Math.floor(random() * count);
      const client = new pg.Client({ connectionString: ownerUrl });
      await client.connect();
      try {
        await client.query('create temporary table given (set_no int, unsur int, respondent int, item int, score int)');
        for (let done = 0; done < sets; done += perBatch) {
          const columns: [number[], number[], number[], number[], (number | null)[]] = [[], [], [], [], []];
          const engine: ReturnType<typeof computeBoth>[] = [];
          for (let set = 0; set < Math.min(perBatch, sets - done); set++) {
            // Nine unsur of one item in most sets, as in practice; anything from one to eleven in the others.
            const items = Array.from({ length: random() < 0.6 ? 9 : upTo(11) }, () => (random() < 0.85 ? 1 : upTo(6)));
            const missing = random() < 0.3 ? 0 : random() * 0.5;
            const mood = random();
            const counter = createAccumulator(items.map((count, u) => ({ id: `u${u}`, items: count })));
            const n = upTo(random() < 0.05 ? 120 : 14);
            for (let respondent = 0; respondent < n; respondent++) {
              const row = items.flatMap((count, unsur) =>
                Array.from({ length: count }, (_, item) => {
                  // The first person answers everything, so that every unsur has an answer.
                  const score =
                    respondent > 0 && random() < missing ? null : Math.min(4, 1 + Math.floor(4 * random() ** (0.3 + mood)));
                  for (const [at, value] of [set, unsur, respondent, item, score].entries())
                    (columns[at] as (number | null)[]).push(value);
                  return score;
                }),
              );
              counter.add(row);
            }
            engine.push(computeBoth(counter.tally().unsur));
          }
          await client.query('truncate given');
          await client.query(
            'insert into given select * from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[])',
            columns,
          );
          const { rows } = await client.query<Row>(definition);
          expect(rows.map(({ set_no: _, ...row }) => row)).toEqual(engine);
        }
      } finally {
        await client.end();
      }
    },
    sets * 60 + 60_000,
  );
});

/** What the engine says, in the shape of the query. */
function computeBoth(tally: Parameters<typeof computeIkm>[0]): Omit<Row, 'set_no'> {
  const { published, unsur, mutu } = computeIkm(tally);
  const nine = tally.length === 9;
  // The query orders unsur by number, as the tallies are.
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
