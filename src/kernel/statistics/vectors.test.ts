/** The statistics against base R (bench/vectors.R), which shares no code with them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createAccumulator } from '../tally.ts';
import { bandChances } from './bands.ts';
import { estimateClustered, estimateHelped } from './clusters.ts';
import { differenceOf, holm } from './comparison.ts';
import { normalQuantile, studentQuantile, studentShare } from './distributions.ts';
import { estimateIndex } from './estimate.ts';
import { rake } from './raking.ts';
import { rankUnits } from './ranking.ts';

const r = JSON.parse(readFileSync(new URL('./fixtures/vectors.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, readonly number[]>>>
>;
const vector = (group: string, name: string): readonly number[] => {
  const found = r[group]?.[name];
  if (!found) throw new Error(`no vector ${group}.${name}`);
  return found;
};
const value = (group: string, name: string): number => vector(group, name)[0] ?? Number.NaN;
/** To ten digits of the larger of itself and one. */
const expectNear = (given: number, wanted: number, what: string): void => {
  expect(Math.abs(given - wanted), `${what}: ${given}, R says ${wanted}`).toBeLessThan(1e-10 * Math.max(1, Math.abs(wanted)));
};

test('normal and Student', () => {
  const at = (group: string, name: string, index: number) => vector(group, name)[index] ?? Number.NaN;
  vector('normal', 'p').forEach((p, i) => {
    expectNear(normalQuantile(p), at('normal', 'quantile', i), `qnorm(${p})`);
  });
  vector('quantiles', 'p').forEach((p, i) => {
    const degrees = at('quantiles', 'degrees', i);
    expectNear(studentQuantile(p, degrees), at('quantiles', 'value', i), `qt(${p}, ${degrees})`);
  });
  vector('shares', 't').forEach((t, i) => {
    const degrees = at('shares', 'degrees', i);
    expectNear(studentShare(t, degrees), at('shares', 'value', i), `pt(${t}, ${degrees})`);
  });
  expect(() => normalQuantile(1)).toThrow(RangeError);
  expect(() => studentQuantile(0.9, 0.5)).toThrow(RangeError);
});

test('the interval of an index with missing answers, as strangers and by day', () => {
  const ids = Array.from({ length: 9 }, (_, at) => `u${at + 1}`);
  const weights = ids.map((id) => ({ id, weight: 1 / 9 }));
  const scores = vector('answers', 'scores');
  const rows = vector('answers', 'day').map((day, at) => ({ day, row: scores.slice(at * 9, at * 9 + 9) }));
  const tallyOf = (some: typeof rows) => {
    const counter = createAccumulator(ids);
    for (const { row } of some) counter.add(row);
    return counter.tally();
  };
  const simple = estimateIndex(tallyOf(rows), weights);
  const days = [...new Set(rows.map(({ day }) => day))].map((day) => tallyOf(rows.filter((one) => one.day === day)));
  if (!simple) throw new Error('no estimate');
  const clustered = estimateClustered(days, simple, weights);
  if (!clustered) throw new Error('no clustered estimate');
  expectNear(simple.mean, value('index', 'mean'), 'mean');
  expectNear(simple.standardError, value('index', 'standardError'), 'standard error');
  expectNear(clustered.mean, value('index', 'mean'), 'mean over clusters');
  expectNear(clustered.standardError, value('index', 'clustered'), 'clustered');
  expectNear(clustered.high, value('index', 'clusteredHigh'), 'clustered interval');
  expect(clustered.clusters).toBe(8);
  const keyed = [1, 2, 3].map((day) => tallyOf(rows.filter((one) => one.day === day)));
  const helped = estimateHelped(tallyOf(rows), keyed, simple, weights);
  if (!helped) throw new Error('no estimate over who keyed answers in');
  expectNear(helped.standardError, value('index', 'helped'), 'standard error over who keyed answers in');
  expectNear(helped.degrees, value('index', 'helpedDegrees'), 'Satterthwaite');
  expectNear(helped.low, value('index', 'helpedLow'), 'interval over who keyed answers in');
  expectNear(clustered.designEffect ?? 0, (value('index', 'clustered') / value('index', 'standardError')) ** 2, 'design effect');
  expectNear(simple.low, value('index', 'low'), 'interval of strangers');
});

test('Welch and Holm', () => {
  const measure = (values: readonly number[]) => {
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
    return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length), n: values.length };
  };
  const found = differenceOf(measure(vector('welch', 'first')), measure(vector('welch', 'second')));
  for (const name of ['difference', 'degrees', 'p', 'low', 'high'] as const) expectNear(found[name], value('welch', name), name);
  holm(vector('holm', 'p')).forEach((p, at) => {
    expectNear(p, vector('holm', 'adjusted')[at] ?? Number.NaN, 'holm');
  });
});

test('the chance of each band', () => {
  const given = {
    mean: value('bands', 'mean'),
    standardError: value('bands', 'standardError'),
    degrees: value('bands', 'degrees'),
  };
  bandChances(given, vector('bands', 'starts')).forEach((chance, at) => {
    expectNear(chance, vector('bands', 'chance')[at] ?? Number.NaN, `band ${at}`);
  });
});

test('raking to two margins', () => {
  const [rows, columns, counts] = [vector('raking', 'rows'), vector('raking', 'columns'), vector('raking', 'sample')];
  const cells = counts.map((n, at) => ({ levels: [`r${Math.floor(at / 3)}`, `c${at % 3}`], n }));
  const margin = (letter: string, people: readonly number[]) =>
    Object.fromEntries(people.map((one, at) => [`${letter}${at}`, one]));
  const raked = rake(cells, [margin('r', rows), margin('c', columns)], { greatestWeight: 10, tolerance: 1e-13 });
  if ('refused' in raked) throw new Error(raked.refused);
  raked.weights.forEach((weight, at) => {
    expectNear(weight, vector('raking', 'weights')[at] ?? Number.NaN, `weight ${at}`);
  });
});

test('the critical value of equal units is that of the studentised range, to what 20,000 draws can tell', () => {
  vector('range', 'units').forEach((count, at) => {
    const units = Array.from({ length: count }, () => ({ mean: 3, standardError: 0.05, n: 100_000 }));
    const wanted = vector('range', 'critical')[at] ?? Number.NaN;
    expect(Math.abs(rankUnits(units, { draws: 20_000 }).critical / wanted - 1)).toBeLessThan(0.015);
  });
});
