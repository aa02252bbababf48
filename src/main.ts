import { allProblems } from './app.ts';
import { readConfig } from './platform/config.ts';
import { explainStartError } from './platform/start.ts';
import { serve } from './serve.ts';

try {
  const running = await serve(readConfig(process.env));
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
