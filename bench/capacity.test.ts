/** docs/guides/capacity.md says what docs/measured says. `UPDATE_DOCS=1 npm test -- bench/capacity.test.ts` rewrites its tables. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/platform/root.ts';
import { capacityTable, costTable, needOf, type UnitCosts } from './measuring/capacity.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a measurement wrote, read by the names that it wrote.
const measured = (name: string): any => {
  const path = join(packageRoot, 'docs', 'measured', `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).results : null;
};

function unitCosts(): UnitCosts {
  const { cpu } = measured('intake').processes_1.clients_32.complete;
  const nation = measured('nation');
  const restore = measured('restore');
  const room = new Map<string, number>(
    nation.room.map(({ table, megabytes }: { table: string; megabytes: number }) => [table, megabytes * 2 ** 20]),
  );
  const bytes = ['survey_answer', 'ledger_leaf', 'survey_tally'].reduce((sum, table) => sum + (room.get(table) ?? 0), 0);
  return {
    serverCpuSeconds: nation.intake.server_cpu_per_answer,
    postgresqlCpuSeconds: nation.intake.postgresql_cpu_per_answer,
    together: { serverCpuSeconds: cpu.server, postgresqlCpuSeconds: cpu.postgresql },
    bytes: bytes / nation.answers,
    backupSeconds: restore.backup_seconds / restore.answers,
    restoreSeconds: restore.restore_seconds / restore.answers,
    recountPerSecond: measured('recount')?.recount.rows_per_second ?? null,
  };
}

test('the guide’s tables are what was measured', () => {
  const path = join(packageRoot, 'docs', 'guides', 'capacity.md');
  const guide = readFileSync(path, 'utf8');
  const costs = unitCosts();
  const fill = (text: string, name: string, table: string) =>
    text.replace(new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`), `$1${table}\n$2`);
  const wanted = fill(fill(guide, 'costs', costTable(costs)), 'sizes', capacityTable(costs));
  if (process.env.UPDATE_DOCS) writeFileSync(path, wanted);
  expect(process.env.UPDATE_DOCS ? wanted : guide).toBe(wanted);
  expect(guide).toContain('<!-- /sizes -->');
});

test('what is needed grows with the answers and with every cost, and never below nothing', () => {
  const cost = fc.double({ min: 1e-9, max: 1e3, noNaN: true });
  const costs = fc.record({
    ...{ serverCpuSeconds: cost, postgresqlCpuSeconds: cost, bytes: cost, backupSeconds: cost, restoreSeconds: cost },
    together: fc.record({ serverCpuSeconds: cost, postgresqlCpuSeconds: cost }),
    recountPerSecond: fc.option(cost),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), costs, (answers, given) => {
      const [one, two] = [needOf(answers, given), needOf(answers * 2, given)];
      for (const key of Object.keys(one) as (keyof typeof one)[]) {
        if (one[key] === null) continue;
        expect(one[key]).toBeGreaterThan(0);
        expect(two[key] as number).toBeCloseTo((one[key] as number) * 2, 6 - Math.ceil(Math.log10((one[key] as number) + 1)));
      }
    }),
  );
});
