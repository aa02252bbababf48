/**
 * What the intervals promise, tried: rank sets of 2 to 500 units with ties, all of them right at once in 95 of 100 runs or more; the interval of the
 * index for four populations at the sizes that offices have.
 */
import { chanceFrom } from '../src/kernel/statistics/chance.ts';
import { estimateIndex } from '../src/kernel/statistics/estimate.ts';
import { rankUnits } from '../src/kernel/statistics/ranking.ts';
import { createAccumulator } from '../src/kernel/tally.ts';
import type { MeasureContext, Measurement } from './context.ts';

const unsur = Array.from({ length: 9 }, (_, at) => `u${at + 1}`);
const weights = unsur.map((id) => ({ id, weight: 1 / 9 }));
const sizes = [10, 30, 71, 400];

type Person = (chance: ReturnType<typeof chanceFrom>, scores: Uint8Array) => void;

const clip = (value: number): number => Math.min(4, Math.max(1, Math.round(value)));

/** Kinds of people; each fills nine scores of one person in. */
const populations: Readonly<Record<string, Person>> = {
  // Opinions that differ, unsur that go together: what textbooks have in mind.
  ordinary: (chance, scores) => {
    const mood = 3 + 0.5 * chance.normal();
    for (let u = 0; u < 9; u++) scores[u] = clip(mood + 0.1 * (u - 4) + 0.6 * chance.normal());
  },
  // Nearly all give the best answer; a few are unhappy with everything.
  ceiling: (chance, scores) => {
    const unhappy = chance.uniform() < 0.06;
    for (let u = 0; u < 9; u++) scores[u] = unhappy ? clip(2 + 0.7 * chance.normal()) : chance.uniform() < 0.93 ? 4 : 3;
  },
  // Two camps.
  divided: (chance, scores) => {
    const pleased = chance.uniform() < 0.7;
    for (let u = 0; u < 9; u++) scores[u] = clip((pleased ? 3.6 : 1.6) + 0.5 * chance.normal());
  },
  // Most tick one column from top to bottom.
  straight: (chance, scores) => {
    const column = chance.uniform() < 0.85 ? 3 : chance.uniform() < 0.5 ? 4 : 1;
    for (let u = 0; u < 9; u++) scores[u] = chance.uniform() < 0.95 ? column : clip(3 + chance.normal());
  },
};

/** The standard error of a share that is really 95 %, in so many runs. */
const shareError = (runs: number): number => Math.sqrt((0.95 * 0.05) / runs);

function coverIndex(runs: number, seed: number) {
  return Object.entries(populations).map(([population, person]) => {
    const chance = chanceFrom(seed);
    const scores = new Uint8Array(9);
    // The true index, from so many people that its own error is far below the intervals'.
    const people = 2_000_000;
    let sum = 0;
    for (let one = 0; one < people; one++) {
      person(chance, scores);
      for (let u = 0; u < 9; u++) sum += scores[u] ?? 0;
    }
    const truth = sum / people / 9;
    return {
      population,
      ikm: truth * 25,
      at: sizes.map((n) => {
        let inside = 0;
        let width = 0;
        for (let run = 0; run < runs; run++) {
          const counter = createAccumulator(unsur);
          for (let one = 0; one < n; one++) {
            person(chance, scores);
            counter.add(scores);
          }
          const found = estimateIndex(counter.tally(), weights);
          if (!found) continue;
          width += (found.high - found.low) * 25;
          if (found.low <= truth && truth <= found.high) inside++;
        }
        return { n, coverage: inside / runs, mean_width: width / runs, outside_93_to_97: Math.abs(inside / runs - 0.95) > 0.02 };
      }),
    };
  });
}

/** Units of a few true levels, so that many are tied, and of different sizes; means of real scores, not of normals. */
function coverRanks(units: number, runs: number, seed: number) {
  const chance = chanceFrom(seed + units);
  const levels = Math.max(1, Math.min(8, Math.floor(units / 2)));
  const truth = Array.from({ length: units }, (_, at) => (at % levels) * 0.06);
  const size = Array.from({ length: units }, (_, at) => [12, 30, 71, 150, 400][(at * 7) % 5] ?? 30);
  // A respondent's index has nine parts: near enough a normal cut off at 4 to be drawn as one, and skewed as real ones are.
  const draw = (level: number) => Math.min(4, 3.1 + level + 0.45 * chance.normal());
  const means = truth.map((level) => {
    // E min(4, X) of a normal X, by a fine sum: no simulation of what can be counted.
    const [mean, spread] = [3.1 + level, 0.45];
    let expected = 0;
    for (let z = -8; z < 8; z += 0.001)
      expected += Math.min(4, mean + spread * z) * Math.exp((-z * z) / 2) * (0.001 / Math.sqrt(2 * Math.PI));
    return Math.round(expected * 1e6) / 1e6;
  });
  let right = 0;
  let width = 0;
  for (let run = 0; run < runs; run++) {
    const sampled = truth.map((level, at) => {
      const n = size[at] ?? 30;
      let [sum, squares] = [0, 0];
      for (let one = 0; one < n; one++) {
        const value = draw(level);
        sum += value;
        squares += value * value;
      }
      const mean = sum / n;
      return { mean, standardError: Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1)), n };
    });
    const { intervals } = rankUnits(sampled, { seed: run });
    const all = intervals.every(({ best, worst }, at) => {
      const mine = means[at] ?? 0;
      const above = means.filter((other) => other > mine).length;
      const below = means.filter((other) => other < mine).length;
      // Who is tied has every rank of the tie: the set has to hold them all.
      return best <= 1 + above && units - below <= worst;
    });
    if (all) right++;
    width += intervals.reduce((total, { best, worst }) => total + worst - best + 1, 0) / units;
  }
  const coverage = right / runs;
  return {
    units,
    levels,
    runs,
    coverage,
    mean_ranks_in_a_set: width / runs,
    below_95_by_chance: coverage >= 0.95 - 1.645 * shareError(runs),
  };
}

async function cover(runs: number, counts: readonly number[], { seed, log }: MeasureContext) {
  const ranks = counts.map((units) => {
    const found = coverRanks(units, runs, seed);
    log(
      `${units} units: ${(found.coverage * 100).toFixed(1)} % of ${runs} runs right, ${found.mean_ranks_in_a_set.toFixed(1)} ranks a set`,
    );
    return found;
  });
  const index = coverIndex(runs, seed);
  for (const { population, at } of index)
    log(`${population}: ${at.map(({ n, coverage }) => `n=${n} ${(coverage * 100).toFixed(1)} %`).join(', ')}`);
  if (ranks.some(({ below_95_by_chance }) => !below_95_by_chance)) process.exitCode = 1;
  return { runs, ranks, index };
}

/** For `npm run bench`: a few runs, to see that it works. */
export const bench: Measurement = (context) => cover(200, [2, 30], context);

/** For `npm run prove -- coverage`. */
export const prove: Measurement = (context) => cover(2000, [2, 5, 30, 100, 500], context);
