/** The rules of flags on invented periods, in small: `npm run prove -- flags` is the long run, docs/measured/flags.json what it found. */
import { expect, test } from 'vitest';
import { cheatingKinds, honestKinds, measureFlags, rateOf } from '../bench/measuring/flagging.ts';

const seed = 20_170_014;
const small = honestKinds.small_counter;

test('honest people are left alone', () => {
  for (const [name, make] of Object.entries(honestKinds)) {
    if (name === 'companion_lends_a_phone') continue;
    const { honest_answers_flagged, periods_with_false_alarm } = measureFlags(make, name === 'four_busy_counters' ? 3 : 12, seed);
    expect(honest_answers_flagged, name).toBeLessThan(0.005);
    expect(periods_with_false_alarm.share, name).toBeLessThan(0.1);
  }
});

test('what the rules claim to find they find; what they do not find is said', () => {
  const detected = (name: string) => {
    const cheat = cheatingKinds[name];
    if (!small || !cheat) throw new Error(name);
    return measureFlags((chance) => [...small(chance), ...cheat(chance)], 20, seed).detected?.share ?? 0;
  };
  for (const name of [
    'forty_fours_without_script',
    'thirty_ones_by_a_rival',
    'five_hundred_by_a_program',
    'twelve_varied_from_one_phone',
  ])
    expect(detected(name), name).toBeGreaterThan(0.9);
  for (const name of ['patient_and_varied', 'two_fours_every_day']) expect(detected(name), name).toBeLessThan(0.1);
});

test('a share has an interval that holds it, narrower with more', () => {
  expect(rateOf(0, 100)).toEqual({ share: 0, low: 0, high: 0.037 });
  const [few, many] = [rateOf(5, 10), rateOf(500, 1000)];
  expect(few.high - few.low).toBeGreaterThan(many.high - many.low);
  expect([few.low < 0.5, few.high > 0.5]).toEqual([true, true]);
});
