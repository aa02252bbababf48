/** Where tests keep what they throw away: in memory where there is room (nothing to wait for), else in the temporary folder. */
import { chmodSync, existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const enough = 2 ** 30;

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > enough;
}

/** The folder that all of them lie in. */
export const testRoot: string = hasRoom(memory) ? memory : tmpdir();

/** A new folder; PostgreSQL's own account can pass through it. The caller removes it. */
export function makeTestFolder(prefix: string): string {
  const folder = mkdtempSync(join(testRoot, prefix));
  chmodSync(folder, 0o711);
  return folder;
}
