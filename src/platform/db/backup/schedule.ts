/**
 * A backup every day while the program serves, without anybody's doing: written, read back and checked, then the old ones are thinned out to
 * the last seven days and the last four weeks. A machine that is off at night makes it when it is on.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Problem } from '../../../kernel/problem.ts';
import { counter, gauge } from '../../metrics.ts';
import { isAlive } from '../supervisor/cluster.ts';
import { verifyBackup, writeBackup } from './index.ts';

const hour = 3_600_000;
/** A little less than a day, so that the hour does not wander through the year. */
const dueAfter = 23.75 * hour;
const firstLookMs = 60_000;
const lookEveryMs = 15 * 60_000;
const keptDays = 7;
const keptWeeks = 4;
/** Room that stays free for the data itself: a backup must never be what fills the disk. */
const reserveBytes = 200 * 2 ** 20;

const namePattern = /^suara-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.suara$/;

/** The file's name for a moment, e.g. `suara-20260131T181500Z.suara`. */
export function backupName(at: Date): string {
  return `suara-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.suara`;
}

function timeOf(name: string): number | null {
  const [, year, month, day, hours, minutes, seconds] = namePattern.exec(name) ?? [];
  return year === undefined ? null : Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
}

/**
 * Which of these files may go: all but the newest of each of the last 7 days and of each of the last 4 weeks that have any. Days without a
 * backup do not count, so that a machine that was off keeps what it has; files with other names are never among them.
 */
export function superfluous(names: readonly string[]): string[] {
  const ours = names
    .flatMap((name) => {
      const time = timeOf(name);
      return time === null ? [] : [{ name, day: Math.floor(time / (24 * hour)), time }];
    })
    .toSorted((a, b) => b.time - a.time);
  const kept = new Set<string>();
  const keepNewest = (slots: number, slotOf: (day: number) => number) => {
    const seen = new Set<number>();
    for (const { name, day } of ours) {
      if (seen.has(slotOf(day))) continue;
      if (seen.size === slots) return;
      seen.add(slotOf(day));
      kept.add(name);
    }
  };
  keepNewest(keptDays, (day) => day);
  // 1 January 1970 was a Thursday: weeks begin on Monday.
  keepNewest(keptWeeks, (day) => Math.floor((day + 3) / 7));
  return ours.map(({ name }) => name).filter((name) => !kept.has(name));
}

/** When the newest daily backup of a folder was made; null while there is none. */
export function newestBackup(folder: string): Date | null {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const times = names.flatMap((name) => timeOf(name) ?? []);
  return times.length === 0 ? null : new Date(Math.max(...times));
}

export interface DailyBackupOptions {
  readonly ownerUrl: string;
  readonly folder: string;
  readonly key: string;
  readonly secret: string | null;
  /** Whether there is anything to keep yet. */
  readonly wanted: () => Promise<boolean>;
  readonly log: Logger;
  readonly now?: () => Date;
}

export interface DailyBackups {
  start(): void;
  /** Makes one if it is due; never throws, because the next look tries again. */
  look(): Promise<void>;
  /** Gives up what is being written. */
  stop(): Promise<void>;
}

const failures = counter('suara_backup_failures_total', 'Daily backups that could not be made, since the start.');
let lastSuccess = 0;
let lastBytes = 0;
let lastSeconds = 0;
gauge(
  'suara_backup_last_success_timestamp_seconds',
  'When the newest daily backup was made; 0 while there is none.',
  () => lastSuccess,
);
gauge('suara_backup_last_bytes', 'Its size.', () => lastBytes);
gauge('suara_backup_last_seconds', 'How long the last one of this process took, reading back included.', () => lastSeconds);

/** The daily backups of one database into one folder. */
export function createDailyBackups({
  ownerUrl,
  folder,
  key,
  secret,
  wanted,
  log,
  now = () => new Date(),
}: DailyBackupOptions): DailyBackups {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();

  const list = () =>
    readdirSync(folder)
      .filter((name) => namePattern.test(name))
      .sort();

  /** What a killed process left half written. */
  const removeAbandoned = (): void => {
    for (const name of readdirSync(folder)) {
      const pid = /\.(\d+)\.partial$/.exec(name)?.[1];
      if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
    }
  };

  const make = async (at: Date): Promise<void> => {
    removeAbandoned();
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < lastBytes * 1.5 + reserveBytes) throw new Problem('db.disk_full');
    const path = join(folder, backupName(at));
    const began = performance.now();
    const summary = await writeBackup(ownerUrl, path, { key, secret, now: at, signal: ending.signal });
    try {
      await verifyBackup(path, key);
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    }
    lastSuccess = at.getTime() / 1000;
    lastBytes = statSync(path).size;
    lastSeconds = (performance.now() - began) / 1000;
    for (const name of superfluous(list())) rmSync(join(folder, name), { force: true });
    log.info(
      { file: path, rows: summary.rows, bytes: lastBytes, seconds: Math.round(lastSeconds * 10) / 10 },
      'Cadangan harian selesai',
    );
  };

  const lookOnce = async (): Promise<void> => {
    try {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o700);
      const newest = list().at(-1);
      const last = newest === undefined ? null : timeOf(newest);
      if (newest !== undefined && last !== null) {
        lastSuccess = last / 1000;
        lastBytes = statSync(join(folder, newest)).size;
      }
      const at = now();
      if (last !== null && at.getTime() - last < dueAfter) return;
      if (await wanted()) await make(at);
    } catch (error) {
      if (ending.signal.aborted) return;
      failures.add();
      const problem = error instanceof Problem ? error.code : String(error);
      log.error(
        { problem, last: lastSuccess > 0 ? new Date(lastSuccess * 1000) : null },
        'Cadangan harian gagal; dicoba lagi dalam 15 menit',
      );
    }
  };

  const look = (): Promise<void> => {
    working = working.then(lookOnce);
    return working;
  };

  return {
    look,
    start() {
      const next = (): void => {
        if (ending.signal.aborted) return;
        timer = setTimeout(() => void look().then(next), lookEveryMs).unref();
      };
      timer = setTimeout(() => void look().then(next), firstLookMs).unref();
    },
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await working;
    },
  };
}
