import { createHmac, randomInt } from 'node:crypto';

/** How many codes a person gets: enough for a lost phone and some slips, few enough to print. */
const amount = 10;
/** Letters and figures that nobody mixes up when they are read from paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const mark = 'h1:';

/** Ten codes of two groups of five, about 49 bits each, each good for one sign-in. */
export function makeRecoveryCodes(): string[] {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: amount }, () => `${group()}-${group()}`);
}

/** The digest of a code as a person types it: capitals, spaces and the dash do not matter. Keyed, so that a copy of the database alone says nothing. */
export function hashRecoveryCode(secret: string, code: string): string {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, '');
  return mark + createHmac('sha256', `recovery code\n${secret}`).update(plain).digest('base64url');
}

/**
 * How the sign-in library keeps the codes. It hands over new codes in the clear and, after one was used, the rest as they were read: those
 * are digests already.
 */
export function recoveryCodeStore(secret: string) {
  return {
    encrypt: async (json: string) =>
      JSON.stringify(
        (JSON.parse(json) as string[]).map((code) => (code.startsWith(mark) ? code : hashRecoveryCode(secret, code))),
      ),
    decrypt: async (stored: string) => stored,
  };
}
