/**
 * The encrypted envelope of a backup: AES-256-GCM in chunks of 64 KiB, so that a file of any size is written and read in little memory
 * and every chunk is known to be genuine before a byte of it is used. Layout: a line that names the format, 16 bytes of salt, 16 bytes
 * that tell a wrong key from a damaged file, the chunks, each followed by its tag of 16 bytes. A chunk's nonce is its number and
 * whether it is the last: chunks left out, exchanged, repeated or cut off fail like changed ones (the STREAM construction, as in age and Tink).
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../../kernel/problem.ts';

const mark = Buffer.from('suara-backup-encrypted 1\n');
const saltLength = 16;
const checkLength = 16;
const headLength = mark.length + saltLength + checkLength;
const chunkLength = 65_536;
const tagLength = 16;

/** Every file has a key of its own, so numbers serve as nonces. Slow on purpose (16 MB, some 0.05 s), should somebody give a pass phrase as key. */
function derive(key: string, salt: Buffer): { key: Buffer; check: Buffer } {
  const bytes = scryptSync(key.normalize('NFC'), salt, 32 + checkLength, { N: 16_384, r: 8, p: 1, maxmem: 64 * 2 ** 20 });
  return { key: bytes.subarray(0, 32), check: bytes.subarray(32) };
}

function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt8(last ? 1 : 0, 0);
  bytes.writeBigUInt64BE(BigInt(number), 4);
  return bytes;
}

/** Whether a file that begins so is such an envelope. */
export function isSealed(start: Buffer): boolean {
  return start.subarray(0, mark.length).equals(mark);
}

/** Cuts a stream into pieces of `length` bytes, the last one shorter (or empty), and says which is the last. */
async function* pieces(source: AsyncIterable<Buffer>, length: number): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    held.push(chunk);
    size += chunk.length;
    if (size <= length) continue;
    let all = Buffer.concat(held);
    // A piece goes out only when something follows it: the very last must be known as such.
    while (all.length > length) {
      yield { bytes: all.subarray(0, length), last: false };
      all = all.subarray(length);
    }
    held = [all];
    size = all.length;
  }
  yield { bytes: Buffer.concat(held), last: true };
}

/** Encrypts a stream under the operator's key. */
export async function* seal(source: AsyncIterable<Buffer>, operatorKey: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltLength);
  const { key, check } = derive(operatorKey, salt);
  const head = Buffer.concat([mark, salt, check]);
  yield head;
  let number = 0;
  for await (const { bytes, last } of pieces(source, chunkLength)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(number++, last)).setAAD(head);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Decrypts an envelope. Problems: `backup.wrong_key`, `backup.damaged` (changed, cut off or continued by somebody else). */
export async function* unseal(source: AsyncIterable<Buffer>, operatorKey: string, path: string): AsyncGenerator<Buffer> {
  const input = source[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < headLength) {
    const { value, done } = await input.next();
    if (done) throw new Problem('backup.damaged', { path });
    start = Buffer.concat([start, value]);
  }
  const head = start.subarray(0, headLength);
  const { key, check } = derive(operatorKey, head.subarray(mark.length, mark.length + saltLength));
  if (!timingSafeEqual(check, head.subarray(mark.length + saltLength))) throw new Problem('backup.wrong_key', { path });
  async function* rest(): AsyncGenerator<Buffer> {
    yield start.subarray(headLength);
    for (;;) {
      const { value, done } = await input.next();
      if (done) return;
      yield value;
    }
  }
  let number = 0;
  for await (const { bytes, last } of pieces(rest(), chunkLength + tagLength)) {
    if (bytes.length < tagLength) throw new Problem('backup.damaged', { path });
    const end = bytes.length - tagLength;
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(number++, last)).setAAD(head);
    decipher.setAuthTag(bytes.subarray(end));
    let plain: Buffer;
    try {
      plain = Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]);
    } catch (error) {
      throw new Problem('backup.damaged', { path }, { cause: error });
    }
    yield plain;
  }
}
