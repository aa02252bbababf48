import { readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../../kernel/problem.ts';

/** The one sentence behind what PostgreSQL wrote when it would not start. `path` is the data folder it was started on. */
export function explainServerLog(log: string, path: string): Problem {
  if (/No space left on device|Disk quota exceeded/.test(log)) return new Problem('db.disk_full');
  if (/database files are incompatible with server|was initialized by PostgreSQL version/.test(log)) {
    const [, found = '?', expected = '?'] = /version (\d+)[^\d].*?version (\d+)/s.exec(log) ?? [];
    return new Problem('db.data_version', { found, expected, path });
  }
  if (/Cannot allocate memory|could not (map|create) .*shared memory|could not create shared memory segment/.test(log)) {
    return new Problem('db.memory');
  }
  if (/Permission denied|Operation not permitted|has wrong ownership|has invalid permissions|EACCES|EPERM/.test(log)) {
    return new Problem('db.data_forbidden', { path });
  }
  const uid = /could not look up effective user ID (\d+)/.exec(log)?.[1];
  if (uid !== undefined) return new Problem('db.no_account', { uid });
  // A full disk leaves no room for saying so.
  if (isFull(path)) return new Problem('db.disk_full');
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const detail = lines.findLast((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1) ?? '-';
  return new Problem('db.start_failed', { detail: detail.trim(), path });
}

const leastBytes = 1_000_000;

function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize < leastBytes;
  } catch {
    return false;
  }
}

/** The end of the server's own log, if it wrote there since `since`: what it says after its log has begun is not on its output. */
export function readRecentLog(cluster: string, since: number): string {
  const folder = join(cluster, 'log');
  try {
    const files = readdirSync(folder).map((name) => join(folder, name));
    return files
      .filter((file) => statSync(file).mtimeMs >= since)
      .map((file) => readFileSync(file, 'utf8').slice(-4000))
      .join('\n');
  } catch {
    return '';
  }
}
