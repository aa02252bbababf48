import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownBrowser, markBrowser } from './known-browser.ts';

const secret = 'a secret of the tests';
const account = fc.emailAddress();

test('a browser is known for the last ten accounts that were right in it, and for no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(account, { minLength: 1, maxLength: 15 }), account, (accounts, stranger) => {
      let cookie: string | undefined;
      for (const each of accounts) cookie = markBrowser(secret, cookie, each);
      const names = accounts.map((each) => knownBrowser(secret, cookie, each));
      expect(names.filter((name) => name !== null)).toHaveLength(Math.min(10, accounts.length));
      expect(new Set(names.filter((name) => name !== null)).size).toBe(1);
      expect(names.at(-1)).not.toBeNull();
      if (!accounts.includes(stranger)) expect(knownBrowser(secret, cookie, stranger)).toBeNull();
      expect(knownBrowser('another secret', cookie, accounts.at(-1) ?? '')).toBeNull();
      for (const each of accounts) expect(cookie).not.toContain(each);
    }),
  );
});

test('any other text knows nobody, and is replaced', () => {
  fc.assert(
    fc.property(fc.string(), account, (text, each) => {
      expect(knownBrowser(secret, text, each)).toBeNull();
      expect(knownBrowser(secret, markBrowser(secret, text, each), each)).not.toBeNull();
    }),
  );
});
