import { allProblems } from './app.ts';
import { readConfig } from './platform/config.ts';
import { explainStartError } from './platform/start.ts';
import { serve } from './serve.ts';
import { serveByWorkers } from './workers.ts';

try {
  const given = readConfig(process.env);
  const running = await (given.workers > 1 ? serveByWorkers(given) : serve(given));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  const sentence = explainStartError(error, allProblems);
  process.stderr.write(sentence ? `${sentence}\n` : `${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
