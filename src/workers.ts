/**
 * Several processes on one port (SUARA_WORKERS): the first has the database and the background work, the others answer requests. They share
 * nothing but the database, so it is the same as processes on several machines.
 */
import cluster from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import type { GivenConfig } from './platform/config.ts';
import { serve } from './serve.ts';

/** Between the end of a process and its next start, in milliseconds: one that cannot start must not take all the time there is. */
const pauseMs = 1000;

/** What a process is told when it begins: not in its arguments, which everybody on the machine can read. */
interface Place {
  readonly oneTimeCode: string;
  /** Of the place, from 1, not of the process: one that comes back has its figures where they were. */
  readonly number: number;
}

/** Serves by as many processes as were asked for. In one of these processes it serves as that one. */
export async function serveByWorkers(given: GivenConfig): Promise<{ stop(): Promise<void> }> {
  const { worker } = cluster;
  if (worker) {
    const place = await new Promise<Place>((resolve) => process.once('message', resolve));
    const running = await serve(given, { answers: true, background: false, ...place });
    process.send?.('ready');
    return running;
  }
  const background = await serve(given, { answers: false, background: true });
  // The system hands connections out: through the first process those on their way to one that is killed would hang, heard by nobody.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  let stopping = false;
  const begin = (number: number): Promise<void> =>
    new Promise((resolve) => {
      const child = cluster.fork();
      child.once('online', () => child.send({ oneTimeCode: background.oneTimeCode, number } satisfies Place));
      child.once('message', () => resolve());
      child.once('exit', async () => {
        resolve();
        if (stopping) return;
        await pause(pauseMs);
        if (!stopping) void begin(number);
      });
    });
  await Promise.all(Array.from({ length: given.workers }, (_, index) => begin(index + 1)));
  return {
    async stop() {
      stopping = true;
      const ended = Object.values(cluster.workers ?? {}).map(
        (child) =>
          new Promise<void>((resolve) => {
            child?.once('exit', () => resolve());
            child?.process.kill('SIGTERM');
          }),
      );
      await Promise.all(ended);
      await background.stop();
    },
  };
}
