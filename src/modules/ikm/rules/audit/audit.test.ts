import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, divide, multiply, parseRational, type Rational, rational, sum, toDecimal } from '../../../../kernel/rational.ts';
import { estimateIndex } from '../../../../kernel/statistics/estimate.ts';
import { createAccumulator } from '../../../../kernel/tally.ts';
import { ruleOf } from '../../law/rule-sets.ts';
import { exampleDeviation, exampleSquares, exampleTallies } from '../example.ts';
import { type Audit, auditResult, type ConventionId, readPrintedResults } from './index.ts';

const published = readFileSync(new URL('../../fixtures/published-results.json', import.meta.url), 'utf8');
const audits = new Map(readPrintedResults(published).map((result) => [result.id, auditResult(result)]));

function of(id: string): Audit {
  const audit = audits.get(id);
  if (!audit) throw new Error(`no result ${id}`);
  return audit;
}

const codes = ({ findings }: Audit, severity?: string) =>
  findings.filter((finding) => severity === undefined || finding.severity === severity).map(({ code }) => code);

const check = (printed: Record<string, unknown>): Audit => {
  const [result] = readPrintedResults(JSON.stringify([{ id: 'x', ...printed }]));
  if (!result) throw new Error('nothing read');
  return auditResult(result);
};

describe('published results', () => {
  it('bounds the interval of each that says n, and says nothing of the others', () => {
    const results = readPrintedResults(published);
    expect(results.some(({ respondents }) => (respondents ?? 0) >= 2)).toBe(true);
    for (const { id, respondents } of results) {
      const { chance, ikmExact, ikmPrinted } = of(id);
      const ikm = Number(ikmExact ?? ikmPrinted ?? Number.NaN);
      const told = respondents !== null && respondents >= 2 && ikm >= 25 && ikm <= 100;
      expect(chance !== null, id).toBe(told);
      if (!chance) continue;
      const { widest, assumed } = chance;
      const order = [25, widest[0], assumed[0], ikm, assumed[1], widest[1], 100];
      expect(order, id).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it('assumes the spread of the rows that are open', () => {
    const rows = readFileSync(new URL('../../fixtures/sekadau-2019s1.csv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const totals = rows.map((row) =>
      row
        .split(',')
        .slice(1)
        .reduce((total, score) => total + Number(score), 0),
    );
    expect(totals.reduce((total, one) => total + one * one, 0)).toBe(exampleSquares);
    const counter = createAccumulator(exampleTallies.map(({ id }) => id));
    for (const row of rows) counter.add(row.split(',').slice(1).map(Number));
    const found = estimateIndex(
      counter.tally(),
      exampleTallies.map(({ id }) => ({ id, weight: 1 / 9 })),
    );
    expect(exampleDeviation() / Math.sqrt(rows.length)).toBeCloseTo((found?.standardError ?? 0) * 25, 9);
  });

  it('finds what the notes describe', () => {
    for (const [id, exact] of [
      ['bogorkab-bpt-2011', '75.12'],
      ['bogorkab-bpt-2012', '74.96'],
    ] as const) {
      expect(of(id)).toMatchObject({
        verdict: 'explained',
        convention: '0.071',
        ikmExact: exact,
        mutuPrinted: 'B',
        mutuExact: 'B',
      });
      expect(codes(of(id), 'error')).toEqual(['weighted_total_ten_times']);
    }
    expect(of('bogorkab-bpmptsp-2015')).toMatchObject({
      verdict: 'inconsistent',
      ikmExact: '78.61',
      ikmRange: ['77.36', '79.86'],
    });
    expect(codes(of('bogorkab-bpmptsp-2015'), 'error')).toEqual(['ikm_differs', 'index_differs']);
    expect(of('kotabogor-dpmptsp')).toMatchObject({
      verdict: 'inconsistent',
      ikmExact: '87.42',
      mutuPrinted: 'A',
      mutuExact: 'B',
    });
    expect(codes(of('kotabogor-dpmptsp'), 'error')).toEqual(['ikm_differs', 'ikm_equals_element', 'index_ikm_differ']);
    expect(codes(of('pdam-hsu'), 'error')).toEqual(['index_ikm_differ']);
    expect(of('bmkg-2016-stations').findings[0]).toMatchObject({
      code: 'aggregate_mean_differs',
      params: { divisor: 10, expected: '4.07' },
    });
    expect(of('minerba-2019-2020').findings[0]).toMatchObject({ code: 'grade_intervals_gap', params: { example: '3.535' } });
    expect(codes(of('tubaba-dukcapil-2023s1-online'))).toEqual(['stated_weight_differs']);
    expect(codes(of('pacitan-bakesbangpol-2019'), 'warning')).toEqual(['other_convention', 'sum_of_means_misnamed']);
    for (const id of ['puskesmas-maron', 'dukong-belitung']) expect(codes(of(id), 'warning')).toEqual(['letter_fits_older_rule']);
  });

  it('says nothing wrong of the others', () => {
    expect(of('bantul-dptr-2023')).toMatchObject({
      verdict: 'consistent',
      convention: 'exact',
      ikmExact: '87.28',
      ikmRange: ['87.15', '87.40'],
      mutuExact: 'B',
    });
    for (const id of [
      'bantul-dptr-2023',
      'unnamed-site-2025-tw1',
      'unnamed-site-2025-tw2',
      'simpangkapuak-2021',
      'pagargunung-kaur',
      'mataram-dukcapil-2022',
      'tubaba-dukcapil-2023s1-online',
    ])
      expect([id, of(id).verdict, codes(of(id), 'error')]).toEqual([id, 'consistent', []]);
    expect(of('sekadau-2019s1')).toMatchObject({
      verdict: 'undecidable',
      ikmExact: '78.74',
      ikmRange: ['78.74', '78.74'],
      mutuExact: 'B',
    });
    expect(of('unnamed-site-2025-tw1')).toMatchObject({ mutuPrinted: 'A', mutuExact: null });
  });
});

describe('n and IKM alone', () => {
  it('93,18 from 71 people: every arithmetic that fits, and the range', () => {
    const audit = check({ respondents: 71, ikm: 93.18 });
    expect(audit).toMatchObject({
      verdict: 'explained',
      convention: '0.111',
      conventions: ['0.111', 'stepwise-3'],
      ikmExact: null,
      ikmRange: ['93.08', '93.27'],
    });
    const fits = audit.findings.filter(({ code }) => code === 'fits').map(({ params }) => params);
    expect(fits).toMatchObject([
      { convention: '0.111', from: 2384, to: 2384, low: '93.27' },
      { convention: 'stepwise-3', from: 2379, to: 2384, low: '93.08', high: '93.27' },
    ]);
  });

  it('and the ends of the range are really made by nine unsur of 71 answers', () => {
    for (const [sums, total] of [
      [[231, 231, 270, 270, 270, 270, 279, 279, 279], 2379],
      [[254, 254, 254, 254, 254, 268, 282, 282, 282], 2384],
    ] as const) {
      expect(sums.reduce((all, one) => all + one, 0)).toBe(total);
      const columns = sums.map((one) => ({ total: one, answered: 71, mean: rational(one, 71) }));
      expect(printIkm(columns, 'stepwise-3', true)).toBe('93.18');
    }
  });

  it('agrees with trying every set of answers', () => {
    // Three unsur, few people: all sums of the three can be tried.
    const round = (value: number, decimals: number) => Math.floor(value * 10 ** decimals + 0.5 + 1e-9) / 10 ** decimals;
    for (const people of [1, 2, 3, 5, 7]) {
      const reached = new Map<string, Map<ConventionId, Set<number>>>();
      const note = (ikm: string, id: ConventionId, total: number) => {
        const found = reached.get(ikm) ?? new Map<ConventionId, Set<number>>();
        found.set(id, (found.get(id) ?? new Set()).add(total));
        reached.set(ikm, found);
      };
      for (let a = people; a <= 4 * people; a++)
        for (let b = a; b <= 4 * people; b++)
          for (let c = b; c <= 4 * people; c++) {
            const means = [a, b, c].map((total) => total / people);
            const total = a + b + c;
            note(toDecimal(rational(25 * total, 3 * people), 2), 'exact', total);
            for (const steps of [3, 2] as const) {
              const rounded = means.map((mean) => round(mean, steps));
              const plain = round(rounded.reduce((x, y) => x + y, 0) / 3, steps);
              const weighted = rounded.map((mean) => round(mean / 3, steps)).reduce((x, y) => x + y, 0);
              for (const index of [plain, weighted]) note(round(index * 25, 2).toFixed(2), `stepwise-${steps}`, total);
            }
          }
      for (const [ikm, found] of reached) {
        const [result] = readPrintedResults(JSON.stringify([{ ikm, respondents: people }]));
        if (!result) continue;
        const audit = auditResult({ ...result, unsurCount: 3 });
        for (const id of ['exact', 'stepwise-3', 'stepwise-2'] as const) {
          const fit = audit.findings.find(({ code, params }) => code === 'fits' && params.convention === id);
          const totals = [...(found.get(id) ?? [])].sort((x, y) => x - y);
          expect([people, ikm, id, fit?.params.from, fit?.params.to]).toEqual([people, ikm, id, totals[0], totals.at(-1)]);
        }
      }
    }
  });

  it('is quick, also where much can be reached', () => {
    const before = performance.now();
    for (const n of [333, 334, 5000, 1_000_000]) expect(check({ respondents: n, ikm: 62.5 }).conventions).toContain('exact');
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('an IKM that whole answers cannot give is pointed out, never called wrong', () => {
    const audit = check({ respondents: 4, ikm: 80.11 });
    expect(audit).toMatchObject({ verdict: 'undecidable', conventions: [] });
    expect(codes(audit)).toEqual(['ikm_not_possible', 'rule_unknown']);
  });
});

describe('letters', () => {
  it('are read off the table of the rule of their time', () => {
    const letter = (rule: string, ikm: number, grade: string) =>
      codes(check({ rule, ikm, grade })).filter((code) => code.startsWith('letter'));
    expect(letter('14/2017', 82, 'A')).toEqual(['letter_differs']);
    expect(letter('KEP/25/M.PAN/2/2004', 82, 'A')).toEqual([]);
    expect(letter('PermenPANRB 16/2014', 82, 'B')).toEqual(['letter_differs_unconfirmed']);
    expect(letter('14/2017', 88.3, 'A')).toEqual([]);
    expect(letter('14/2017', 88.3, 'B')).toEqual([]);
    expect(letter('14/2017', 88.31, 'B (Baik)')).toEqual(['letter_differs']);
    expect(letter('', 50, 'A')).toEqual(['letter_fits_no_rule']);
    expect(codes(check({ rule: '14/2017', ikm: 90, grade: 'A', grade_text: 'Baik' }))).toContain('letter_words_differ');
  });

  it('a value in the hole of the table is a warning', () => {
    const counts = {
      respondents: 100,
      elements: Array.from({ length: 9 }, (_, u) => ({ code: `U${u + 1}`, total: u === 0 ? 355 : 353 })),
    };
    expect(codes(check({ rule: '14/2017', ikm: 88.31, grade: 'B', ...counts }))).toEqual(['letter_in_gap']);
  });

  it('a rule is recognised by its number', () => {
    const names = [
      'Permenpan RB 14/2017',
      'Permenpan RB 16/2014 (9 unsur)',
      'KEP/25/M.PAN/2/2004',
      '25/2004',
      'KepmenPAN Nomor 25 Tahun 2004',
      '9 unsur',
      '114/2017',
      '',
    ];
    expect(names.map((name) => ruleOf(name)?.id ?? null)).toEqual([
      'permenpanrb-14-2017',
      'permenpanrb-16-2014',
      'kepmenpan-25-2004',
      'kepmenpan-25-2004',
      'kepmenpan-25-2004',
      null,
      null,
      null,
    ]);
  });
});

describe('granularity, columns and parts', () => {
  const even = (mean: number | string, more: Record<string, unknown> = {}) =>
    Array.from({ length: 9 }, (_, u) => ({ code: `U${u + 1}`, mean, ...more }));

  it('a mean that n whole answers cannot have', () => {
    const one = even(3.49);
    one[3] = { code: 'U4', mean: 3.5 };
    const audit = check({ respondents: 71, elements: one });
    expect(audit.findings).toContainEqual(
      expect.objectContaining({
        code: 'mean_not_possible',
        severity: 'warning',
        params: { n: 71, list: [['U4', '3.5|3.493|3.507']] },
      }),
    );
    expect(codes(check({ respondents: 3, elements: even(3.49), ikm: 87.25 }), 'error')).toContain('mean_impossible');
    expect(codes(check({ respondents: 71, elements: even(3.49), ikm: 87.25 }), 'error')).toEqual([]);
  });

  it('totals, means, converted values, weighted values and the index against each other', () => {
    const whole = even(3.5, { total: 350, converted: 87.5, weighted: 0.389 });
    expect(codes(check({ respondents: 100, elements: whole, index_4: 3.5, ikm: 87.5, rule: '14/2017' }))).toEqual([]);
    const broken = (change: Record<string, unknown>) => [{ ...whole[0], ...change }, ...whole.slice(1)];
    const errors = (change: Record<string, unknown>) =>
      codes(check({ respondents: 100, elements: broken(change), index_4: 3.5, ikm: 87.5 }), 'error');
    expect(errors({ mean: 3.6, converted: 90, weighted: 0.4 })).toEqual([]);
    expect(errors({ mean: 3.4 })).toEqual(['means_differ']);
    expect(errors({ converted: 80 })).toEqual(['converted_differ']);
    expect(errors({ weighted: 0.31 })).toEqual(['weighted_differs']);
    expect(errors({ total: 450 })).toContain('total_outside_scale');
    expect(errors({ mean: 4.5 })).toContain('mean_outside_scale');
    expect(codes(check({ respondents: 100, elements: even(3.52, { weighted: 0.387 }), ikm: 88 }))).toContain(
      'weighted_other_weight',
    );
    expect(
      codes(
        check({
          responses: [
            [4, 4],
            [3, 5],
          ],
          respondents: 3,
          ikm: 90,
        }),
        'error',
      ),
    ).toEqual(['ikm_differs', 'respondents_differ', 'answer_outside_scale']);
  });

  it('a whole that no aggregation makes', () => {
    const parts = [
      { name: 'a', ikm: 80.11, respondents: 10, grade: 'B' },
      { name: 'b', ikm: 90.31, respondents: 30, grade: 'A' },
    ];
    const services = (ikm: number) => codes(check({ rule: '14/2017', ikm, services: parts })).filter((code) => /part/.test(code));
    expect(services(85.21)).toEqual(['parts_fit']);
    expect(services(87.76)).toEqual(['parts_fit']);
    expect(services(86.04)).toEqual(['parts_differ']);
    expect(services(90.45)).toEqual(['aggregate_outside_parts']);
    expect(codes(check({ rule: '14/2017', services: [{ name: 'a', ikm: 80, grade: 'A' }] }))).toContain('service_letter_differs');
  });
});

describe('reading', () => {
  const code = (text: string) => {
    try {
      readPrintedResults(text);
      return null;
    } catch (error) {
      return [(error as { code: string }).code, (error as { params: unknown }).params];
    }
  };

  it('names the place of what cannot be read', () => {
    expect(code('[\n {"id": "a",}\n]')).toEqual(['ikm.audit_not_json', { line: 2, column: 13 }]);
    expect(code('[{"id": "a"')).toEqual(['ikm.audit_not_json', { line: 1, column: 12 }]);
    expect(code('[]')).toEqual(['ikm.audit_not_results', {}]);
    expect(code('[{"id":"a","elements":[{"mean":3},{"mean":"tiga"}]}]')).toEqual([
      'ikm.audit_wrong_value',
      { place: '[0] (a).elements[1].mean', value: '"tiga"', wanted: 'figure' },
    ]);
    expect(code('[{"id":"a","responses":[[1,2],[1]]}]')).toMatchObject([
      'ikm.audit_wrong_value',
      { place: '[0] (a).responses[1]', wanted: '2' },
    ]);
    expect(code('[{"id":"a","respondents":7.5}]')).toMatchObject(['ikm.audit_wrong_value', { wanted: 'count' }]);
  });

  it('reads comma and point, nulls, one object, and every shape of a distribution', () => {
    const [one] = readPrintedResults(
      '\ufeff{"id": 7, "ikm": "88,31", "grade": null, "elements": [{"mean": null, "total": "1.250"}]}',
    );
    expect(one).toMatchObject({ id: '7', ikm: { text: '88.31', decimals: 2 }, grade: null });
    const shapes = [
      { elements: [{ code: 'U1' }, { code: 'U2' }], score_distribution: { U2: [0, 0, 1, 1], U1: { 4: 2 } } },
      { score_distribution: [[0, 0, 0, 2], { '3': 1, '4': 1 }] },
      { elements: [{ score_distribution: [0, 0, 0, 2] }, { score_distribution: [0, 0, 1, 1] }] },
      { score_distribution: { '1': [0, 0], '2': [0, 0], '3': [0, 1], '4': [2, 1] } },
      {
        elements: [{ mean: 4 }, { mean: 3.5 }],
        score_distribution: [
          [2, 0, 0, 0],
          [1, 1, 0, 0],
        ],
      },
      {
        responses: [
          { U1: 4, U2: 4 },
          { U1: 4, U2: 3 },
        ],
      },
    ];
    for (const shape of shapes)
      expect(check({ ...shape, ikm: 93.75 })).toMatchObject({ verdict: 'consistent', ikmExact: '93.75' });
    const shares = check({ elements: [{ mean: 3.5 }], score_distribution: { U1: { baik: 50.5 } }, ikm: 87.5 });
    expect([shares.verdict, codes(shares, 'warning')]).toEqual(['consistent', ['not_read']]);
    expect(check({ respondents: 2, score_distribution: [0, 0, 9, 9], ikm: 87.5 })).toMatchObject({
      verdict: 'consistent',
      ikmRange: ['87.50', '87.50'],
    });
  });
});

// ── honestly made results ──────────────────────────────────────────────────────────────────────────────────────────────────────

interface Survey {
  readonly rows: readonly (readonly (number | null)[])[];
}

const surveys = (missing: boolean) =>
  fc
    .record({
      people: fc.integer({ min: 1, max: 60 }),
      x: fc.constantFrom(8, 9, 9, 9, 10, 14),
      level: fc.integer({ min: 1, max: 4 }),
    })
    .chain(({ people, x, level }) => {
      const score = fc.oneof(fc.integer({ min: level, max: 4 }), fc.integer({ min: 1, max: 4 }));
      const answer = missing ? fc.oneof({ weight: 9, arbitrary: score }, { weight: 1, arbitrary: fc.constant(null) }) : score;
      const full = fc.array(score, { minLength: x, maxLength: x });
      // The first row is complete, so that every unsur has an answer.
      return fc
        .record({
          first: full,
          rest: fc.array(fc.array(answer, { minLength: x, maxLength: x }), { minLength: people - 1, maxLength: people - 1 }),
        })
        .map(({ first, rest }): Survey => ({ rows: [first, ...rest] }));
    });

interface Column {
  readonly total: number;
  readonly answered: number;
  readonly mean: Rational;
}

function columnsOf({ rows }: Survey): Column[] {
  return (rows[0] ?? []).map((_, u) => {
    const filled = rows.flatMap((row) => row[u] ?? []);
    const total = filled.reduce((all, value) => all + value, 0);
    return { total, answered: filled.length, mean: rational(total, filled.length) };
  });
}

const cutTo = (value: Rational, decimals: number) => {
  const scale = 10n ** BigInt(decimals);
  return toDecimal(rational((value.n * scale) / value.d, scale), decimals);
};
const roundTo = (value: Rational, decimals: number) => parseRational(toDecimal(value, decimals));

/** An office's arithmetic, written down a second time. */
function printIkm(columns: readonly Column[], convention: ConventionId, weighted: boolean): string | null {
  const x = columns.length;
  const means = columns.map(({ mean }) => mean);
  const times25 = (index: Rational) => multiply(index, rational(25));
  const share = rational(1, x);
  if (convention === 'exact') return toDecimal(times25(multiply(sum(means), share)), 2);
  if (convention === 'truncated') return cutTo(times25(multiply(sum(means), share)), 2);
  if (convention === 'stepwise-2' || convention === 'stepwise-3') {
    const steps = convention === 'stepwise-3' ? 3 : 2;
    const rounded = means.map((mean) => roundTo(mean, steps));
    const index = weighted
      ? sum(rounded.map((mean) => roundTo(divide(mean, rational(x)), steps)))
      : roundTo(divide(sum(rounded), rational(x)), steps);
    return toDecimal(times25(index), 2);
  }
  if (x !== (convention === '0.071' ? 14 : 9)) return null;
  return toDecimal(times25(multiply(sum(means), parseRational(convention))), 2);
}

const conventions = fc.constantFrom<ConventionId>('exact', '0.111', '0.11', '0.071', 'stepwise-3', 'stepwise-2', 'truncated');

/** What an office may print of a survey. */
const forms = fc.record({
  answers: fc.boolean(),
  distribution: fc.boolean(),
  totals: fc.boolean(),
  means: fc.boolean(),
  converted: fc.boolean(),
  weighted: fc.boolean(),
  index: fc.boolean(),
  n: fc.boolean(),
  decimals: fc.integer({ min: 2, max: 4 }),
});
type PrintedForm = typeof forms extends fc.Arbitrary<infer T> ? T : never;

function print(survey: Survey, form: PrintedForm, ikm: string, convention: ConventionId): Record<string, unknown> {
  const columns = columnsOf(survey);
  const as = (value: Rational, decimals: number) => Number(toDecimal(value, decimals));
  const plain = convention === '0.111' || convention === '0.11' || convention === '0.071';
  const weight = plain ? parseRational(convention) : rational(1, columns.length);
  return {
    ikm: Number(ikm),
    ...(form.n || form.totals ? { respondents: survey.rows.length } : {}),
    ...(form.answers ? { responses: survey.rows } : {}),
    // An office that rounds at every step prints the index that its IKM comes from.
    ...(form.index
      ? {
          index_4: convention.startsWith('stepwise')
            ? as(divide(parseRational(ikm), rational(25)), convention === 'stepwise-3' ? 3 : 2)
            : as(multiply(sum(columns.map(({ mean }) => mean)), weight), 3),
        }
      : {}),
    elements: columns.map(({ total, answered, mean }, u) => ({
      code: `U${u + 1}`,
      ...(form.distribution
        ? { score_distribution: [1, 2, 3, 4].map((value) => survey.rows.filter((row) => row[u] === value).length) }
        : {}),
      ...(form.totals ? { total, answered } : {}),
      ...(form.means ? { mean: as(mean, form.decimals) } : {}),
      ...(form.converted ? { converted: as(multiply(mean, rational(25)), 2) } : {}),
      ...(form.weighted ? { weighted: as(multiply(mean, weight), 3) } : {}),
    })),
  };
}

describe('honestly made results', () => {
  const judge = (survey: Survey, form: PrintedForm, convention: ConventionId, weighted: boolean) => {
    const columns = columnsOf(survey);
    const ikm = printIkm(columns, convention, weighted);
    if (ikm === null) return;
    const audit = check(print(survey, form, ikm, convention));
    const truth = toDecimal(multiply(divide(sum(columns.map(({ mean }) => mean)), rational(columns.length)), rational(25)), 2);
    const any = form.answers || form.distribution || form.totals || form.means || form.converted;
    expect(
      audit.findings.filter(({ severity }) => severity === 'error'),
      JSON.stringify(audit),
    ).toEqual([]);
    if (any) {
      expect(audit.conventions, JSON.stringify(audit)).toContain(convention);
      expect(audit.verdict).toBe(audit.conventions[0] === 'exact' ? 'consistent' : 'explained');
      if (convention === 'exact') expect(audit.verdict).toBe('consistent');
      expect(Number(audit.ikmRange[0])).toBeLessThanOrEqual(Number(truth));
      expect(Number(audit.ikmRange[1])).toBeGreaterThanOrEqual(Number(truth));
      expect(audit.ikmExact).not.toBeNull();
    }
    if (form.answers || form.distribution || form.totals) expect(audit.ikmExact).toBe(truth);
  };

  it('are never called wrong, and the arithmetic is found', () => {
    fc.assert(fc.property(surveys(false), forms, conventions, fc.boolean(), judge), { numRuns: 2500 });
  }, 120_000);

  it('with empty answers likewise', () => {
    fc.assert(fc.property(surveys(true), forms, conventions, fc.boolean(), judge), { numRuns: 1500 });
  }, 120_000);

  it('from n and IKM alone the arithmetic and the truth are among those found', () => {
    fc.assert(
      fc.property(surveys(false), conventions, fc.boolean(), (survey, convention, weighted) => {
        const columns = columnsOf(survey);
        const ikm = printIkm(columns, convention, weighted);
        if (ikm === null) return;
        const [result] = readPrintedResults(JSON.stringify([{ ikm: Number(ikm), respondents: survey.rows.length }]));
        if (!result) throw new Error('nothing read');
        const audit = auditResult({ ...result, unsurCount: columns.length });
        expect(audit.conventions).toContain(convention);
        const truth = toDecimal(
          multiply(divide(sum(columns.map(({ mean }) => mean)), rational(columns.length)), rational(25)),
          2,
        );
        expect(Number(audit.ikmRange[0])).toBeLessThanOrEqual(Number(truth));
        expect(Number(audit.ikmRange[1])).toBeGreaterThanOrEqual(Number(truth));
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('a changed IKM is noticed where the answers are printed', () => {
    fc.assert(
      fc.property(surveys(true), fc.integer({ min: 200, max: 900 }), (survey, hundredths) => {
        const columns = columnsOf(survey);
        const exact = printIkm(columns, 'exact', false) ?? '';
        const other = toDecimal(add(parseRational(exact), rational(hundredths, 100)), 2);
        const audit = check({ responses: survey.rows, ikm: other });
        expect(audit.verdict).toBe('inconsistent');
        expect(codes(audit, 'error')).toContain('ikm_differs');
      }),
      { numRuns: 300 },
    );
  });
});
