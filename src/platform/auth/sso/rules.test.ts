import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles } from '../scope.ts';
import { groupsIn, identityIn, mayAsk, parseIssuer, roleOfGroups } from './rules.ts';

const group = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor');
const table = fc.array(fc.record({ group, role: fc.constantFrom(...roles) }));

describe('groups', () => {
  test('the first line of the table that fits counts, in whatever order the provider names groups', () => {
    fc.assert(
      fc.property(table, fc.array(group), (lines, groups) => {
        const role = roleOfGroups(lines, groups);
        expect(roleOfGroups(lines, groups.toReversed())).toBe(role);
        const fitting = lines.filter((line) => groups.includes(line.group));
        expect(role).toBe(fitting.length === 0 ? null : fitting[0]?.role);
      }),
    );
  });

  test('are texts from a claim or from inside one; whatever else a provider says is none', () => {
    expect(groupsIn({ groups: ['a', 1, null, 'b'] }, 'groups')).toEqual(['a', 'b']);
    expect(groupsIn({ groups: 'a' }, 'groups')).toEqual(['a']);
    expect(groupsIn({ realm_access: { roles: ['a'] } }, 'realm_access.roles')).toEqual(['a']);
    expect(groupsIn({ 'https://x.test/groups': ['a'] }, 'https://x.test/groups')).toEqual(['a']);
    expect(groupsIn({}, 'constructor.name')).toEqual([]);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (claims, claim) => {
        for (const each of groupsIn(claims, claim)) expect(typeof each).toBe('string');
      }),
    );
  });

  test('an address counts as verified only where the provider says so', () => {
    for (const email_verified of [undefined, false, 'false', 1, 'yes', null])
      expect(identityIn({ sub: 'x', email: 'A@b.test', email_verified }, 'groups').emailVerified).toBe(false);
    expect(identityIn({ sub: 'x', email: ' A@B.test', email_verified: true }, 'groups')).toMatchObject({
      email: 'a@b.test',
      emailVerified: true,
    });
  });
});

describe('addresses', () => {
  test('of a provider: https, or this very machine', () => {
    for (const good of [
      'https://sso.test',
      'https://10.0.0.5/realms/x',
      'http://127.0.0.1:3000',
      'http://localhost',
      'http://[::1]:1',
    ])
      expect(parseIssuer(good), good).not.toBeNull();
    for (const bad of [
      'http://sso.test',
      'http://10.0.0.5',
      'http://127.0.0.1.evil.test',
      'http://localhost.evil.test',
      'ftp://localhost',
      'javascript:alert(1)',
      'https://user@sso.test',
      'https://sso.test/?a',
      'https://sso.test/#a',
      'https://sso.test/.well-known/openid-configuration',
      'sso.test',
      '',
    ])
      expect(parseIssuer(bad), bad).toBeNull();
  });

  test('that a provider names: never this machine over http for a provider on another', () => {
    const [far, near] = [new URL('https://sso.test'), new URL('http://127.0.0.1:3000')];
    expect(mayAsk(new URL('https://keys.test/jwks'), far)).toBe(true);
    for (const bad of [
      'http://127.0.0.1:9090/',
      'http://localhost/',
      'http://169.254.169.254/',
      'ftp://x.test/',
      'https://a:b@x.test/',
    ])
      expect(mayAsk(new URL(bad), far), bad).toBe(false);
    expect(mayAsk(new URL('http://127.0.0.1:3000/token'), near)).toBe(true);
    expect(mayAsk(new URL('http://10.0.0.1/token'), near)).toBe(false);
  });
});
