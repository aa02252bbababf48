import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addDays } from '../kernel/dates.ts';
import { parsePeriod } from '../kernel/period.ts';
import { type InventedAnswer, inventAnswers, sizeOf } from './answers.ts';
import { city } from './data/city.ts';
import { cityOffice } from './data/city-office.ts';
import { provincialOffice } from './data/provincial-office.ts';
import type { DemoOffice } from './office.ts';
import { demoOffices } from './offices.ts';

function quarter(code: string) {
  const period = parsePeriod(code);
  const days: string[] = [];
  for (let day = period.firstDay; day <= period.lastDay; day = addDays(day, 1)) days.push(day);
  return { code, year: period.year, part: period.part, days };
}

const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
const unsurOf = (answers: readonly InventedAnswer[]) => Object.keys(answers[0]?.scores ?? {});
const meanOf = (answers: readonly InventedAnswer[], unsur: string) => mean(answers.flatMap(({ scores }) => scores[unsur] ?? []));
const indexOf = (answers: readonly InventedAnswer[]) => 25 * mean(unsurOf(answers).map((unsur) => meanOf(answers, unsur)));
const sampleOf = ({ samples }: DemoOffice, key: string) => {
  const sample = samples.find((one) => one.key === key);
  if (!sample) throw new Error(`no sample ${key}`);
  return sample;
};
const quarters = ['2025-tw4', '2026-tw1', '2026-tw2', '2026-tw3', '2026-tw4', '2027-tw1', '2028-tw3'];

describe('invented answers', () => {
  test.each([sampleOf(cityOffice, ''), sampleOf(city, 'dinsos-contoh'), sampleOf(provincialOffice, 'lansia-hulu-teladan')])(
    'the same quarter gives the same answers, fewer are a beginning of more ($respondents)',
    (sample) => {
      const all = inventAnswers(sample, quarter('2026-tw3'));
      expect(all).toHaveLength(sample.respondents);
      expect(inventAnswers(sample, quarter('2026-tw3'))).toEqual(all);
      expect(inventAnswers(sample, quarter('2026-tw3'), 30)).toEqual(all.slice(0, 30));
      expect(inventAnswers(sample, quarter('2026-tw2'), 30)).not.toEqual(all.slice(0, 30));
    },
  );

  test('the office of /s/demo has the answers it always had', () => {
    const hash = createHash('sha256');
    for (const code of ['2023-tw4', '2026-tw2', '2026-tw3'])
      hash.update(
        JSON.stringify(
          inventAnswers(sampleOf(cityOffice, ''), quarter(code)).map(
            ({ id, service, day, second, channel, scores, profile, comment }) => ({
              id,
              service,
              day,
              second,
              channel,
              scores,
              profile,
              comment,
            }),
          ),
        ) + sizeOf(sampleOf(cityOffice, ''), code),
      );
    // Taken when the demonstration had this office only; databases filled then are still brought up to date.
    expect(hash.digest('hex')).toBe('5e2c505720ac58d2b533a1c0f66d0e11ce2f16b313bc6cb4c0dfaa7bcd961e3a');
  });

  test('ids are unique over offices and quarters and of a version that no real answer has', () => {
    const ids = ['2026-tw2', '2026-tw3'].flatMap((code) =>
      demoOffices.flatMap(({ samples }) => samples.flatMap((sample) => inventAnswers(sample, quarter(code)).map(({ id }) => id))),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
  });

  test('they look like a real office: a plausible index, waiting weakest, cost strongest, every service heard', () => {
    const all = inventAnswers(sampleOf(cityOffice, ''), quarter('2026-tw3'));
    expect(indexOf(all)).toBeGreaterThan(80);
    expect(indexOf(all)).toBeLessThan(87);
    const sorted = unsurOf(all).toSorted((a, b) => meanOf(all, a) - meanOf(all, b));
    expect(sorted[0]).toBe('time');
    expect(sorted.at(-1)).toBe('cost');
    expect(new Set(all.map((answer) => answer.service)).size).toBe(14);
  });

  test('the first day has some, whatever day it is', () => {
    for (const { samples } of demoOffices) {
      const { days, ...rest } = quarter('2026-tw4');
      const first = samples.flatMap((sample) =>
        inventAnswers(sample, { days, ...rest }).filter((answer) => answer.day === days[0]),
      );
      expect(first.length).toBeGreaterThanOrEqual(samples.length);
    }
    expect(inventAnswers(sampleOf(cityOffice, ''), quarter('2026-tw4'), 15).every(({ day }) => day === '2026-10-01')).toBe(true);
  });

  test('earlier quarters have their own sizes', () => {
    const sizes = ['2023-tw4', '2024-tw1', '2024-tw2'].map((code) => sizeOf(sampleOf(cityOffice, ''), code));
    for (const size of sizes) expect(size).toBeGreaterThanOrEqual(520);
    expect(new Set(sizes).size).toBeGreaterThan(1);
    for (const { samples } of demoOffices)
      for (const sample of samples) {
        expect(sample.least).toBeGreaterThanOrEqual(15);
        expect(sample.least + sample.spread).toBeLessThanOrEqual(sample.respondents);
      }
  });
});

describe('the city', () => {
  test.each(quarters)(
    'in %s twelve agencies stand at "sangat baik", eighteen at "baik", and the social office is sixth',
    (code) => {
      const indices = city.samples.map((sample) => ({ key: sample.key, index: indexOf(inventAnswers(sample, quarter(code))) }));
      expect(indices).toHaveLength(30);
      // The limits of PermenPANRB 14/2017, with room for the rounding of what is published.
      expect(indices.filter(({ index }) => index >= 88.32)).toHaveLength(12);
      expect(indices.filter(({ index }) => index >= 76.62 && index < 88.29)).toHaveLength(18);
      const ranked = indices.toSorted((a, b) => b.index - a.index);
      expect(ranked.findIndex(({ key }) => key === 'dinsos-contoh')).toBe(5);
      expect(ranked[5]?.index).toBeCloseTo(93.18, 0);
    },
  );

  test('its social office serves 85 and hears 71; the other agencies are of many sizes', () => {
    const social = sampleOf(city, 'dinsos-contoh');
    expect([social.respondents, social.services.map(({ population }) => population)]).toEqual([71, [85]]);
    const sizes = city.samples.map(({ respondents }) => respondents);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([32, 884]);
  });
});

test('every name of the demonstration is its own', () => {
  const codes = demoOffices.flatMap(({ units }) => units.map(({ code }) => code));
  expect(new Set(codes).size).toBe(codes.length);
  for (const { units, samples, published, codes: ways } of demoOffices) {
    const known = new Set(units.map(({ code }) => code));
    const services = samples.flatMap((sample) => sample.services);
    for (const { unit } of [...services, ...ways]) expect(known).toContain(unit);
    for (const code of published) expect(known).toContain(code);
    for (const { unit, service } of ways)
      if (service) expect(services.some((one) => one.unit === unit && one.name === service)).toBe(true);
    for (const { population, share } of services) expect(Math.min(population, share)).toBeGreaterThan(0);
  }
});
