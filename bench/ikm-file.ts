/**
 * The main job on a big file: `suara ikm` on a CSV of two million answers beside a bare csv-parse loop that only counts cells. Each in a
 * process of its own, in turn. What the counter alone takes is in engine.ts.
 */
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTestFolder } from '../test/folder.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { width, writeTable } from './measuring/answers.ts';
import { runScript, runSuara, withScript } from './measuring/process.ts';
import { compare } from './measuring/rounds.ts';

const rows = 2_000_000;
/** The limit of memory for this job, in MB. */
const limit_mb = 500;

const loop = `
  import { createReadStream } from 'node:fs';
  import { parse } from 'csv-parse';
  let cells = 0;
  for await (const record of createReadStream(process.argv[2]).pipe(parse())) cells += record.length;
  done({ cells });`;

async function measure(rounds: number, { seed, log }: MeasureContext): Promise<Readonly<Record<string, unknown>>> {
  const folder = makeTestFolder('suara-bench-');
  try {
    const path = join(folder, 'answers.csv');
    await writeTable(path, rows, seed);
    log(`${rows} jawaban (CSV): suara ikm · csv-parse saja`);
    const found = await withScript('ikm-file', loop, (script) =>
      compare(
        rounds,
        {
          ours: async () => {
            const { out, ...run } = await runSuara(['ikm', path, '--json']);
            const { respondents, ikm } = JSON.parse(out) as { respondents: number; ikm: string };
            return { ...run, respondents, ikm };
          },
          peer: () => runScript<{ cells: number }>(script, [path]),
        },
        log,
      ),
    );
    const lost =
      found.ours.readings.some(({ respondents }) => respondents !== rows) ||
      found.peer.readings.some(({ cells }) => cells !== (rows + 1) * (width + 1));
    if (lost) throw new Error('a row was lost');
    return {
      rows,
      file_mb: (await stat(path)).size / 1e6,
      compared_with: 'a loop over csv-parse that counts the cells of the same file, without the start of its process',
      ...found,
      limit_mb,
      ratio_to_limit: (found.ours.peak_mb?.max ?? Number.NaN) / limit_mb,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const bench: Measurement = (context) => measure(1, context);

export const prove: Measurement = (context) => measure(5, context);
