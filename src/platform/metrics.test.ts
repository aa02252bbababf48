import { expect, test } from 'vitest';
import { counter, gauge, histogram, renderMetrics } from './metrics.ts';

test('counters, gauges and histograms in the text format', async () => {
  const sent = counter('test_sent_total', 'Sent.');
  sent.add();
  sent.add(2, { kind: 'a "quoted"\nline\\' });
  gauge('test_level', 'Level.', () => 0.5);
  gauge('test_unknown', 'Nothing to say.', () => null);
  const seconds = histogram('test_seconds', 'Seconds.', [0.1, 1]);
  for (const value of [0.1, 0.2, 5]) seconds.observe(value, { route: '/x' });
  const text = await renderMetrics();
  for (const line of [
    '# TYPE test_sent_total counter',
    'test_sent_total 1',
    String.raw`test_sent_total{kind="a \"quoted\"\nline\\"} 2`,
    'test_level 0.5',
    'test_seconds_bucket{route="/x",le="0.1"} 1',
    'test_seconds_bucket{route="/x",le="1"} 2',
    'test_seconds_bucket{route="/x",le="+Inf"} 3',
    'test_seconds_count{route="/x"} 3',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).not.toMatch(/^test_unknown/m);
  expect(() => gauge('test_level', 'Again.', () => 1)).toThrow('twice');
});
