import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the OWASP minimum (19 MiB, 2 passes, 1 lane); the library's defaults, written down so that they cannot drift. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Shortest password accepted, in characters (NIST SP 800-63B-4 asks for at least 8; ours are longer and need no symbols). */
export const minPasswordLength = 10;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

export function verifyPassword(input: { hash: string; password: string }): Promise<boolean> {
  return verify(input.hash, input.password.normalize('NFKC'));
}
