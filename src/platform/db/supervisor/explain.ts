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
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const detail = lines.findLast((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1) ?? '-';
  return new Problem('db.start_failed', { detail: detail.trim(), path });
}
