import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Problem } from '../kernel/problem.ts';
import { type Command, Exit, exitCodes, resolvePath, runCommands, UsageProblem, wantsColor } from './cli.ts';

const words = {
  status: 400,
  id: ({ name }: Readonly<Record<string, string | number>>) => `Tidak ada ${name}.`,
  en: () => 'None.',
  help: 'none',
};

async function run(argv: readonly string[], action: () => void = () => undefined) {
  let [out, err] = ['', ''];
  const io = {
    cwd: '/kantor',
    env: {},
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  };
  const verb: Command = {
    register: (program) => {
      program.command('coba').argument('<berkas>').option('--json').action(action);
    },
  };
  return { code: await runCommands([verb], { 'coba.none': words }, argv, io), out, err };
}

const fails = (error: unknown) => () => {
  throw error;
};

describe('runCommands', () => {
  it('gives 0 done, 1 refused, 2 usage', async () => {
    expect(exitCodes).toEqual({ done: 0, refused: 1, usage: 2 });
    expect(await run(['coba', 'x'])).toEqual({ code: 0, out: '', err: '' });
    expect(await run(['coba', 'x'], fails(new Problem('coba.none', { name: 'berkas' })))).toEqual({
      code: 1,
      out: '',
      err: 'Tidak ada berkas.\n',
    });
    expect(await run(['coba', 'x'], fails(new UsageProblem('coba.none', { name: 'id' })))).toMatchObject({
      code: 2,
      err: 'Tidak ada id.\n',
    });
    expect(await run(['coba', 'x'], fails(new Exit(1)))).toEqual({ code: 1, out: '', err: '' });
  });

  it('explains what was typed wrongly, in Indonesian', async () => {
    expect(await run(['coba'])).toMatchObject({
      code: 2,
      out: '',
      err: 'Argumen "berkas" belum diberikan. Bantuan: suara coba --help\n',
    });
    expect(await run(['coba', 'x', '--kuning'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Pilihan "--kuning" tidak dikenal.'),
    });
    expect(await run(['lain'])).toMatchObject({ code: 2, err: expect.stringContaining('Perintah "lain" tidak dikenal.') });
    expect((await run([])).code).toBe(2);
  });

  it('prints help on standard output', async () => {
    for (const argv of [['--help'], ['coba', '--help'], ['help', 'coba']]) {
      expect(await run(argv)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Pemakaian:') });
    }
  });

  it('shows the unforeseen with its stack and a code without words as it is', async () => {
    expect(await run(['coba', 'x'], fails(new TypeError('rusak')))).toMatchObject({
      code: 1,
      err: expect.stringContaining('TypeError: rusak'),
    });
    expect(await run(['coba', 'x'], fails(new Problem('coba.other', { a: 1 })))).toMatchObject({
      code: 1,
      err: 'coba.other {"a":1}\n',
    });
  });
});

describe('io', () => {
  const io = { cwd: '/kantor', env: {}, stdout: { write: () => undefined, isTTY: true }, stderr: { write: () => undefined } };
  it('resolves files from the folder of the user and respects NO_COLOR', () => {
    expect(resolvePath(io, 'skm.csv')).toBe('/kantor/skm.csv');
    expect(resolvePath(io, '/data/skm.csv')).toBe('/data/skm.csv');
    expect(wantsColor(io)).toBe(true);
    expect(wantsColor({ ...io, env: { NO_COLOR: '1' } })).toBe(false);
    expect(wantsColor({ ...io, stdout: { write: () => undefined } })).toBe(false);
  });
});

describe('the output', () => {
  it('may be closed by a reader that has seen enough', async () => {
    const script = `const { processIo } = await import(${JSON.stringify(new URL('./cli.ts', import.meta.url).href)});
      const { stdout } = processIo({});
      for (let n = 0; n < 50; n++) { stdout.write('x'.repeat(100_000)); await new Promise(setImmediate); }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (text) => {
      complaint += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'close');
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
  });
});
