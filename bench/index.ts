/**
 * The pages of an office of sixty agencies at ten thousand to ten million answers over the same tree and days, and with more tally rows at one
 * size: what a page costs must follow the rows that it adds up, not the answers. Server time: from the request's last byte to the answer's, on
 * this machine's loopback, one request at a time, every page in turn.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { demoPassword } from '../src/demo/offices.ts';
import { open, transact } from '../src/platform/db/db.ts';
import { createVisitor } from '../test/visitor.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { openPopulation, root, type Shape, withPopulation } from './measuring/population.ts';
import { freePort } from './measuring/process.ts';
import { spawnServer, stopServer, untilReady } from './measuring/serving.ts';

/** The promise for 95 of 100 requests at ten million answers, in milliseconds, and how much slower than at ten thousand. */
const limitMs = 50;
const ratioLimit = 1.5;
const visits = 200;
/** Until a server that has just started is through with its first jobs and its code is compiled. */
const warming = 60;
const jobPatienceMs = 120_000;

interface Times {
  readonly p50_ms: number;
  readonly p95_ms: number;
  /** The same of the visits before, from the first after its start on. */
  readonly p95_warming_ms: number;
}
interface Reading {
  readonly answers: number;
  readonly tally_rows: number;
  readonly pages: Readonly<Record<string, Times & { readonly bytes: number }>>;
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Where the pages of this office are. */
async function findPages(folder: string): Promise<{ answers: number; tallyRows: number; pages: Record<string, string> }> {
  return openPopulation(folder, (db, scope) =>
    transact(
      db,
      scope,
      async (tx) => {
        const one = async <T extends object>(statement: ReturnType<typeof sql<T>>): Promise<T> => {
          const [row] = (await statement.execute(open(tx))).rows;
          if (!row) throw new Error('the population is empty');
          return row;
        };
        const { answers, rows, last } = await one(
          sql<{ answers: number; rows: number; last: string }>`
            select sum(n)::int as answers, count(*)::int as rows, (select code from org_period where tenant_id = ${scope.tenantId} order by ends_on desc limit 1) as last
            from survey_tally where tenant_id = ${scope.tenantId}`,
        );
        // The largest agency and its largest service: the most rows that such a page adds up.
        const { unit, service } = await one(
          sql<{ unit: string; service: string }>`
            select s.unit_id as unit, s.id as service from survey_tally t join org_service s on s.tenant_id = t.tenant_id and s.id = t.service_id
            where t.tenant_id = ${scope.tenantId} group by s.unit_id, s.id order by sum(t.n) desc limit 1`,
        );
        return {
          answers,
          tallyRows: rows,
          pages: {
            service: `/layanan/${service}?periode=${last}`,
            agency: `/unit/${unit}?periode=${last}`,
            recap: `/rekap?periode=${last}`,
            ranking: `/peringkat/${root}/${last}`,
          },
        };
      },
      { readOnly: true },
    ),
  );
}

async function visit(folder: string, log: (line: string) => void): Promise<Reading> {
  const { answers, tallyRows, pages } = await findPages(folder);
  const port = await freePort();
  const server = spawnServer({ PORT: String(port), SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0', LOG_LEVEL: 'fatal' });
  try {
    await untilReady(port, server);
    const visitor = createVisitor(port);
    const door = await visitor.at('/masuk');
    const token = /name="_csrf" value="([^"]*)"/.exec(door.text)?.[1] ?? '';
    await visitor.at('/masuk', { _csrf: token, email: `petugas@${root}.test`, password: demoPassword });
    // The ranking is computed by a job of the server that has just started.
    for (const began = performance.now(); (await visitor.status(pages.ranking ?? '')) === 404; await pause(200))
      if (performance.now() - began > jobPatienceMs) throw new Error('no ranking was computed');
    const times = new Map<string, number[]>(Object.keys(pages).map((name) => [name, []]));
    const bytes = new Map<string, number>();
    for (let round = 0; round < warming + visits; round++)
      for (const [name, path] of Object.entries(pages)) {
        const began = performance.now();
        const { status, text } = await visitor.at(path);
        const took = performance.now() - began;
        if (status !== 200) throw new Error(`${status} for ${path}`);
        bytes.set(name, text.length);
        times.get(name)?.push(took);
      }
    const read = Object.fromEntries(
      [...times].map(([name, list]) => {
        const [first, rest] = [list.slice(0, warming), list.slice(warming)].map((part) => part.toSorted((a, b) => a - b));
        return [
          name,
          {
            p50_ms: quantile(rest ?? [], 0.5),
            p95_ms: quantile(rest ?? [], 0.95),
            p95_warming_ms: quantile(first ?? [], 0.95),
            bytes: bytes.get(name) ?? 0,
          },
        ];
      }),
    );
    log(
      `${answers} jawaban, ${tallyRows} baris rekap: ${Object.entries(read)
        .map(([name, one]) => `${name} ${one.p95_ms.toFixed(1)} ms (sesudah mulai ${one.p95_warming_ms.toFixed(1)})`)
        .join(' · ')}`,
    );
    return { answers, tally_rows: tallyRows, pages: read };
  } finally {
    await stopServer(server);
  }
}

async function measure(sizes: readonly number[], rows: readonly Shape[], { log }: MeasureContext) {
  const bySize: Reading[] = [];
  for (const answers of sizes)
    bySize.push(await withPopulation({ answers, agencies: 60, services: 1, quarters: 1 }, log, (folder) => visit(folder, log)));
  const byRows: Reading[] = [];
  for (const shape of rows) byRows.push(await withPopulation(shape, log, (folder) => visit(folder, log)));
  const [least, most, mostRows] = [bySize[0], bySize.at(-1), byRows.at(-1)];
  const ratios = Object.fromEntries(
    Object.entries(most?.pages ?? {}).map(([name, { p95_ms }]) => [
      name,
      {
        p95_most_to_least: p95_ms / (least?.pages[name]?.p95_ms ?? Number.NaN),
        p95_to_limit: p95_ms / limitMs,
        ...(mostRows ? { p95_most_rows_to_limit: (mostRows.pages[name]?.p95_ms ?? Number.NaN) / limitMs } : {}),
      },
    ]),
  );
  return {
    visits_per_page: visits,
    warming_visits: warming,
    limit_ms: limitMs,
    ratio_limit: ratioLimit,
    by_size: bySize,
    by_tally_rows: byRows,
    ratios,
  };
}

/** For `npm run bench`. */
export const bench: Measurement = (context) => measure([10_000, 100_000], [], context);

/** For `npm run prove -- index`. SUARA_BENCH_MOST ends it at a smaller size: ten million answers are made in about half an hour. */
export const prove: Measurement = (context) => {
  const most = Number(process.env.SUARA_BENCH_MOST ?? 10_000_000);
  return measure(
    [10_000, 100_000, 1_000_000, 10_000_000].filter((answers) => answers <= most),
    [1, 5].map((services) => ({ answers: 300_000, agencies: 60, services, quarters: services === 1 ? 1 : 4 })),
    context,
  );
};
