import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommands } from '../../../platform/cli.ts';
import { auditProblems } from '../texts/audit.ts';
import { auditCommand } from './audit.ts';

const published = new URL('../fixtures/published-results.json', import.meta.url).pathname;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suara-audit-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const io = {
    cwd: folder,
    env: {},
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  };
  return { code: await runCommands([auditCommand], auditProblems, ['audit', ...argv], io), out, err };
}

describe('suara audit', () => {
  it('prints one object per result, in the agreed shape', async () => {
    const { code, out, err } = await run(published, '--json');
    expect([code, err]).toEqual([0, '']);
    const all = JSON.parse(out) as Record<string, unknown>[];
    expect(all).toHaveLength(22);
    const keys = [
      'id',
      'verdict',
      'convention',
      'conventions',
      'ikm_printed',
      'ikm_exact',
      'ikm_range',
      'mutu_printed',
      'mutu_exact',
      'interval_95',
      'findings',
    ];
    for (const one of all) expect(Object.keys(one)).toEqual(keys);
    const bantul = all.find(({ id }) => id === 'bantul-dptr-2023');
    expect(bantul).toMatchObject({
      verdict: 'consistent',
      ikm_printed: '87.28',
      ikm_exact: '87.28',
      ikm_range: ['87.15', '87.40'],
      mutu_printed: null,
      mutu_exact: 'B',
    });
    expect(all.find(({ id }) => id === 'kotabogor-dpmptsp')?.findings).toContainEqual({
      code: 'ikm_equals_element',
      severity: 'error',
      message: 'IKM 96,88 sama persis dengan nilai U9. Mungkin yang tersalin nilai satu unsur, bukan rata-ratanya.',
    });
  });

  it('takes figures as options, with comma or point, and calls the result cli', async () => {
    const [comma, point] = [
      await run('--n', '71', '--ikm', '93,18', '--json'),
      await run('--n', '71', '--ikm', '93.18', '--json'),
    ];
    expect(comma).toEqual(point);
    expect(JSON.parse(comma.out)).toMatchObject([
      {
        id: 'cli',
        verdict: 'explained',
        convention: '0.111',
        conventions: ['0.111', 'stepwise-3'],
        ikm_exact: null,
        ikm_range: ['93.08', '93.27'],
        mutu_exact: null,
      },
    ]);
    expect(
      JSON.parse((await run('--n', '71', '--ikm', '93,18', '--rule', 'PermenPANRB 14/2017', '--mutu', 'A', '--json')).out),
    ).toMatchObject([{ mutu_printed: 'A', mutu_exact: 'A' }]);
    expect(JSON.parse((await run('--n', '150', '--ikm', '74,67', '--unsur', '14', '--json')).out)[0].conventions).toContain(
      '0.071',
    );
  });

  it('prints a page that reads without colour', async () => {
    const { code, out } = await run(published);
    expect(code).toBe(0);
    expect(out).not.toContain('\u001b');
    for (const text of [
      'bogorkab-bpt-2011 · Cocok dengan cara hitung lain',
      'bobot 0,071',
      '87,15–87,40',
      'Salah: IKM tercetak 75,98',
      '22 hasil diperiksa:',
    ])
      expect(out).toContain(text);
  });

  it('refuses with a sentence and a place', async () => {
    await writeFile(join(folder, 'cut.json'), '[{"id": "a", "ikm": 8');
    await writeFile(join(folder, 'wrong.json'), JSON.stringify([{ id: 'a', elements: [{ mean: 'x\u001b[31m\u009b' }] }]));
    const cases: readonly [readonly string[], number, string][] = [
      [[], 2, 'Sebutkan berkasnya'],
      [['none.json'], 1, 'none.json tidak ada'],
      [['cut.json'], 1, 'baris 1, kolom 22'],
      [['wrong.json'], 1, '[0] (a).elements[0].mean'],
      [[published, '--n', '3'], 2, 'Sebutkan berkasnya'],
      [['--n', 'tujuh', '--ikm', '90'], 2, '--n tujuh'],
      [['--ikm', 'a'], 2, '--ikm a'],
    ];
    for (const [argv, exit, text] of cases) {
      const { code, out, err } = await run(...argv);
      expect([argv, code, out]).toEqual([argv, exit, '']);
      expect(err).toContain(text);
      expect(err).not.toContain('\u001b');
    }
  });
});
