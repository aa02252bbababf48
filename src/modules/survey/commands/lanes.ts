/** Where the pieces of `suara verify` run, and what is remembered of them between two runs. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { CommandIo } from '../../../platform/cli.ts';
import type { Checked, Piece } from '../store/checking.ts';

/** What is to be checked, and what of it was found equal. */
interface Plan {
  readonly offices: number;
  readonly pieces: readonly Piece[];
  readonly sealedToo: boolean;
  /** Of which database it is (`databaseOf`). */
  readonly database: string;
  /** When it was begun, in milliseconds since 1970. */
  readonly begun: number;
}

/** What was equal longer ago says nothing of today. */
const longestBreakMs = 24 * 3_600_000;

/** The memory of a check that may be broken off. */
export interface Progress {
  /** The plan of the run that is gone on with; null where there is none, it asked for something else or another database, or began more than a day ago. */
  take(asked: Pick<Plan, 'sealedToo' | 'database'>): Plan | null;
  begin(plan: Plan): void;
  find(piece: Piece): Checked | undefined;
  keep(piece: Piece, found: Checked): void;
  /** The check came to its end: there is nothing to go on with. */
  end(): void;
}

/**
 * A file of lines: the plan, then each piece that was found equal, written when it was. A line that is cut by a crash is a piece that is
 * checked again. `resume` false begins anew.
 */
export function openProgress(path: string, resume: boolean): Progress {
  const lines = resume && existsSync(path) ? readFileSync(path, 'utf8').split('\n').flatMap(readLine) : [];
  const before = lines.find((line): line is Plan => 'pieces' in line) ?? null;
  let plan: Plan | null = null;
  const found = new Map<string, Checked>();
  for (const line of lines) if ('piece' in line) found.set(JSON.stringify(line.piece), line.found);
  // Where nothing can be written the check is done all the same; only it cannot be gone on with.
  let kept = true;
  const write = (line: object, flag: 'a' | 'w') => {
    if (!kept) return;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${JSON.stringify(line)}\n`, { flag });
    } catch {
      kept = false;
    }
  };
  return {
    take({ sealedToo, database }) {
      const same = before !== null && before.sealedToo === sealedToo && before.database === database;
      plan = same && Date.now() - before.begun < longestBreakMs ? before : null;
      return plan;
    },
    begin(given) {
      if (plan === null) write(given, 'w');
    },
    find: (piece) => (plan === null ? undefined : found.get(JSON.stringify(piece))),
    keep: (piece, checked) => write({ piece, found: checked }, 'a'),
    end: () => rmSync(path, { force: true }),
  };
}

function readLine(line: string): (Plan | { readonly piece: Piece; readonly found: Checked })[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

/** A process that checks pieces, one at a time. */
export interface Lane {
  check(piece: Piece): Promise<Checked>;
  stop(): Promise<void>;
}

/** Processes of this very program. */
export function startLanes(count: number, env: CommandIo['env']): Lane[] {
  return Array.from({ length: count }, () => {
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', 'verify-lane'], {
      env: { ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    }) as unknown as ChildProcessWithoutNullStreams;
    const ended = new Promise<never>((_, reject) => {
      child.once('exit', (code) => reject(new Error(`a lane of the check ended with ${code}`)));
      child.once('error', reject);
    });
    // A child that is gone is told of by its end, not by the pipe to it.
    child.stdin.on('error', () => {});
    // Nobody waits for it while the lane rests, and a lane that was told to stop ends so too.
    ended.catch(() => {});
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
      async check(piece) {
        child.stdin.write(`${JSON.stringify(piece)}\n`);
        const { value } = await Promise.race([answers.next(), ended]);
        if (typeof value !== 'string') throw new Error('a lane of the check said nothing');
        return JSON.parse(value) as Checked;
      },
      async stop() {
        child.stdin.end();
        await ended.catch(() => {});
      },
    };
  });
}
