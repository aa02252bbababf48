import fc from 'fast-check';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { AnswerBars } from './answer-bars.tsx';
import { Caterpillar } from './caterpillar.tsx';
import { bands } from './examples.tsx';
import { IndexGauge } from './index-gauge.tsx';
import { QuadrantChart } from './quadrant.tsx';
import { SampleBar } from './sample-bar.tsx';
import { TrendChart } from './trend-chart.tsx';
import { UnsurDots } from './unsur-dots.tsx';

/** Every percentage written as a position. */
function positions(html: string): number[] {
  return [...html.matchAll(/\s(?:x|x1|x2|y|y1|y2|cx|cy|width)="(-?[\d.e+-]+|NaN)%"/g)].map((m) => Number(m[1]));
}

/** Nothing is drawn outside the picture, and nothing is not a number. */
function expectInside(view: VNode) {
  const html = renderToString(view);
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  for (const position of positions(html)) {
    expect(position).toBeGreaterThanOrEqual(-0.01);
    expect(position).toBeLessThanOrEqual(100.01);
  }
  return html;
}

const index = fc.integer({ min: 2500, max: 10_000 }).map((n) => n / 100);
const whisker = fc.tuple(index, fc.integer({ min: 0, max: 500 })).map(([value, d]) => ({
  value,
  low: Math.max(25, value - d / 100),
  high: Math.min(100, value + d / 100),
  text: value.toFixed(2),
}));

describe('any figures stay inside the picture', () => {
  test('index gauge', () => {
    fc.assert(
      fc.property(
        whisker,
        fc.option(index, { nil: undefined }),
        (p, target) => void expectInside(<IndexGauge {...p} target={target} bands={bands} />),
      ),
    );
  });

  test('unsur dots, weakest first', () => {
    fc.assert(
      fc.property(fc.array(whisker, { minLength: 1, maxLength: 12 }), (rows) => {
        const html = expectInside(
          <UnsurDots rows={rows.map((row, i) => ({ ...row, name: `Unsur ${i}`, mutu: 'B' as const }))} />,
        );
        const shown = [...html.matchAll(/class="dots-value">([\d.]+)</g)].map((m) => Number(m[1]));
        expect(shown).toEqual([...shown].sort((a, b) => a - b));
        expect(shown).toHaveLength(rows.length);
      }),
    );
  });

  test('places with their intervals, and those without a place', () => {
    const rows = fc.array(fc.tuple(whisker, fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(rows, (given) => {
        const of = given.filter(([, placed]) => placed).length;
        const html = expectInside(
          <Caterpillar
            {...{ of, alt: 'Peringkat.', valueName: 'Indeks', rankName: 'Peringkat' }}
            groups={[
              {
                key: 'a',
                name: 'Kelompok A',
                rows: given.map(([row, placed], at) => ({
                  ...{ ...row, key: `${at}`, name: `Unit ${at}`, said: 'kata' },
                  place: placed ? { rank: of, best: 1, worst: of } : null,
                })),
              },
            ]}
          />,
        );
        expect(html.match(/class="cat-reach"/g) ?? []).toHaveLength(of);
        expect(html.match(/class="cat-dot"/g) ?? []).toHaveLength(given.length);
      }),
    );
  });

  test('trend with gaps', () => {
    const point = fc.option(whisker, { nil: null });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 20 }), fc.option(index, { nil: undefined }), (given, target) => {
        const points = given.map((p, i) => (p === null ? { label: `${i}`, value: null, text: '' } : { ...p, label: `${i}` }));
        expectInside(<TrendChart points={points} target={target} />);
      }),
    );
  });

  test('four fields around their cross', () => {
    const point = fc.record({ x: index, y: fc.double({ min: -1, max: 1, noNaN: true }), open: fc.boolean() });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), index, (given, x) => {
        const points = given.map((one, at) => ({ ...one, mark: String(at + 1) }));
        const words = { xLabel: 'x', yLabel: 'y', alt: 'alt', table: null };
        const html = expectInside(
          <QuadrantChart points={points} cross={{ x, y: 0.3 }} corners={['a', 'b', 'c', 'd']} {...words} />,
        );
        expect(html.match(/<circle/g)).toHaveLength(points.length);
      }),
    );
  });

  test('sample and answers', () => {
    const count = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        count,
        count,
        fc.option(count, { nil: null }),
        (n, required, population) => void expectInside(<SampleBar n={n} required={required} population={population} />),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count, count, count), { maxLength: 9 }), (rows) => {
        expectInside(<AnswerBars labels={['a', 'b', 'c', 'd']} rows={rows.map((counts, i) => ({ name: `U${i}`, counts }))} />);
      }),
    );
  });
});

test('a missing period breaks the line instead of being bridged', () => {
  const value = (v: number) => ({ label: `${v}`, value: v, text: `${v}` });
  const line = (html: string) => /class="trend-line" d="([^"]*)"/.exec(html)?.[1] ?? '';
  const whole = renderToString(<TrendChart points={[value(80), value(81), value(82), value(83)]} />);
  const broken = renderToString(
    <TrendChart points={[value(80), value(81), { label: 'x', value: null, text: '' }, value(82), value(83)]} />,
  );
  expect(line(whole).match(/M/g)).toHaveLength(1);
  expect(line(broken).match(/M/g)).toHaveLength(2);
  expect(broken).toContain('tidak ada data');
});

test('a picture that leaves out the lower end of the scale says so', () => {
  expect(renderToString(<IndexGauge value={83.6} text="83,60" bands={bands} />)).toContain(
    'Gambar mulai dari 60; skala lengkap mulai dari 25.',
  );
  expect(renderToString(<IndexGauge value={41.2} text="41,20" bands={bands} />)).not.toContain('Gambar mulai dari');
});

test('the alternative text names value, letter, interval and target; the letter is that of the band', () => {
  expect(renderToString(<IndexGauge value={88.31} text="88,31" low={87} high={89.5} target={85} bands={bands} />)).toContain(
    'Indeks 88,31, mutu A. Rentang 87,0 sampai 89,5. Target 85,00.',
  );
  expect(renderToString(<IndexGauge value={88.3} text="88,30" bands={bands} />)).toContain('Indeks 88,30, mutu B.');
});
