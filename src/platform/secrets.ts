/** Secrets that are made once and kept in the data folder, each a line in a file that only its owner may read. */
import { linkSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../kernel/problem.ts';
import { makeFolder } from './db/supervisor/index.ts';

/** `secret` signs cookies and hidden fields; `backup-key` encrypts backups. */
export type SecretName = 'secret' | 'backup-key';

/** Where a secret lies. */
export function secretFile(dataDir: string, name: SecretName): string {
  return join(dataDir, name);
}

/** A secret file's content; null where there is none. */
export function readSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Reads the secret of the data folder; makes it, complete or not at all, where there is none. Problem `db.data_forbidden`. */
export function keepSecret(dataDir: string, name: SecretName): { readonly secret: string; readonly made: boolean } {
  const file = secretFile(dataDir, name);
  try {
    makeFolder(dataDir);
    const found = readSecret(file);
    if (found !== null) return { secret: found, made: false };
    const fresh = crypto.getRandomValues(Buffer.alloc(32)).toString('base64url');
    const secret = writeSecret(dataDir, name, fresh);
    return { secret, made: secret === fresh };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('db.data_forbidden', { path: file }, { cause: error });
  }
}

/** Writes a secret where there is none (0600), and returns the one that counts: another process may have been faster. */
export function writeSecret(dataDir: string, name: SecretName, secret: string): string {
  const file = secretFile(dataDir, name);
  const staging = mkdtempSync(join(dataDir, `${name}-`));
  try {
    writeFileSync(join(staging, name), `${secret}\n`, { mode: 0o600, flush: true });
    linkSync(join(staging, name), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return readSecret(file) ?? secret;
}

/** Puts another secret in its place: one that came with restored data. */
export function replaceSecret(dataDir: string, name: SecretName, secret: string): void {
  const file = secretFile(dataDir, name);
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
