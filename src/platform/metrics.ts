/**
 * Figures about the running process in Prometheus' text format (version 0.0.4). One registry for the process, few kinds, no library: what
 * we count fits on this page. A label's values must be few and never come from a visitor: route patterns, not addresses.
 *
 *     const stored = counter('suara_answers_total', 'Answers stored.', ['state']);
 *     stored.add(1, { state: 'stored' });
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** From a page out of memory to a page that somebody gives up on. */
export const secondsBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

type Labels = Readonly<Record<string, string>>;
type Kind = 'counter' | 'gauge' | 'histogram';

interface Family {
  readonly help: string;
  readonly kind: Kind;
  readonly lines: () => readonly string[] | Promise<readonly string[]>;
}

const families = new Map<string, Family>();

function register(name: string, family: Family): void {
  if (families.has(name)) throw new Error(`The metric ${name} is declared twice.`);
  families.set(name, family);
}

const quoted = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function written(name: string, labels: Labels, value: number): string {
  const inside = Object.entries(labels)
    .map(([label, text]) => `${label}="${quoted(text)}"`)
    .join(',');
  return `${name}${inside === '' ? '' : `{${inside}}`} ${value}`;
}

/** One value per combination of labels. */
function cells<T>(make: () => T) {
  const known = new Map<string, { readonly labels: Labels; readonly cell: T }>();
  return {
    all: () => [...known.values()],
    of(labels: Labels): T {
      const key = JSON.stringify(labels);
      const found = known.get(key);
      if (found) return found.cell;
      const cell = make();
      known.set(key, { labels, cell });
      return cell;
    },
  };
}

/** Only grows; its name ends in `_total`. */
export function counter(name: string, help: string): { add(by?: number, labels?: Labels): void } {
  const counts = cells(() => ({ value: 0 }));
  register(name, {
    help,
    kind: 'counter',
    lines: () => counts.all().map(({ labels, cell }) => written(name, labels, cell.value)),
  });
  return {
    add(by = 1, labels = {}) {
      counts.of(labels).value += by;
    },
  };
}

/** Asked when the figures are read; null where there is nothing to say. */
export function gauge(
  name: string,
  help: string,
  read: () => number | null | Promise<number | null>,
  kind: Kind = 'gauge',
): void {
  register(name, {
    help,
    kind,
    lines: async () => {
      const value = await read();
      return value === null ? [] : [written(name, {}, value)];
    },
  });
}

/** Counts values below each of `bounds` (ascending). */
export function histogram(
  name: string,
  help: string,
  bounds: readonly number[],
): { observe(value: number, labels?: Labels): void } {
  const series = cells(() => ({ buckets: bounds.map(() => 0), sum: 0, count: 0 }));
  register(name, {
    help,
    kind: 'histogram',
    lines: () =>
      series.all().flatMap(({ labels, cell }) => {
        let below = 0;
        const buckets = bounds.map((bound, at) => {
          below += cell.buckets[at] ?? 0;
          return written(`${name}_bucket`, { ...labels, le: String(bound) }, below);
        });
        return [
          ...buckets,
          written(`${name}_bucket`, { ...labels, le: '+Inf' }, cell.count),
          written(`${name}_sum`, labels, cell.sum),
          written(`${name}_count`, labels, cell.count),
        ];
      }),
  });
  return {
    observe(value, labels = {}) {
      const cell = series.of(labels);
      const at = bounds.findIndex((bound) => value <= bound);
      if (at >= 0) cell.buckets[at] = (cell.buckets[at] ?? 0) + 1;
      cell.sum += value;
      cell.count++;
    },
  };
}

/** Everything, as Prometheus reads it. */
export async function renderMetrics(): Promise<string> {
  const parts: string[] = [];
  for (const [name, { help, kind, lines }] of [...families].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    parts.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...(await lines()));
  return `${parts.join('\n')}\n`;
}

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

/** What every process has; begun by who serves, because watching the event loop costs a timer. */
export function watchProcess(): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  gauge('process_start_time_seconds', 'When the process began.', () => Math.round(performance.timeOrigin) / 1000);
  gauge('process_resident_memory_bytes', 'Memory held.', () => process.memoryUsage.rss());
  gauge('nodejs_heap_used_bytes', 'Memory of objects.', () => process.memoryUsage().heapUsed);
  gauge(
    'process_cpu_seconds_total',
    'Processor time.',
    () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
    'counter',
  );
  gauge('nodejs_eventloop_delay_p99_seconds', 'How late timers came, 99 of 100, since the last reading.', () => {
    const late = delay.percentile(99) / 1e9;
    delay.reset();
    return Number.isFinite(late) ? late : null;
  });
}
