import { describe, expect, test } from 'vitest';
import { parseSites } from '../inputs/widget.ts';
import { isAllowed, mostSites, parseSite } from './widget.ts';

describe('a site as it is written', () => {
  test.each([
    ['https://dinsos.kotacontoh.go.id', 'https://dinsos.kotacontoh.go.id'],
    ['  HTTPS://Dinsos.KotaContoh.go.id/layanan/?a=1#b ', 'https://dinsos.kotacontoh.go.id'],
    ['dinsos.kotacontoh.go.id', 'https://dinsos.kotacontoh.go.id'],
    ['https://dinsos.kotacontoh.go.id:443', 'https://dinsos.kotacontoh.go.id'],
    ['https://dinsos.kotacontoh.go.id:8443', 'https://dinsos.kotacontoh.go.id:8443'],
    ['https://*.kotacontoh.go.id', 'https://*.kotacontoh.go.id'],
    ['*.kotacontoh.go.id', 'https://*.kotacontoh.go.id'],
    ['http://192.168.1.7', 'http://192.168.1.7'],
    ['http://situs.lan:8080/', 'http://situs.lan:8080'],
  ])('%s is taken as %s', (text, site) => {
    expect(parseSite(text)).toEqual({ site });
  });

  test.each([
    ['', 'address'],
    ['dinsos', 'address'],
    ['*', 'address'],
    ['https://', 'address'],
    ['https://*', 'address'],
    ["https://a.go.id;script-src'", 'address'],
    ["'self'", 'address'],
    ['data:', 'address'],
    ['javascript:alert(1)', 'address'],
    ['https://[::1]', 'address'],
    ['https://orang@dinsos.kotacontoh.go.id', 'address'],
    ['https://dinsos.*.go.id', 'address'],
    ['http://dinsos.kotacontoh.go.id', 'secure'],
    ['http://11.0.0.1', 'secure'],
    ['https://*.go.id', 'wide'],
    ['https://*.id', 'wide'],
    ['*.blogspot.com', 'wide'],
    ['https://*.192.168.1.1', 'wide'],
  ])('%s is refused: %s', (text, wrong) => {
    expect(parseSite(text)).toEqual({ wrong });
  });

  test('nothing that is taken can say more in a policy than a site', () => {
    for (const text of ['a.go.id b.go.id', "a.go.id 'self'", 'a.go.id, *', 'a.go.id\r\nx: y']) {
      const parsed = parseSites({ sites: text });
      for (const site of parsed.sites ?? []) expect(site).toMatch(/^https:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/);
    }
  });
});

test('a list is taken once each; the first wrong line is named; fifty are enough', () => {
  expect(parseSites({ sites: ' a.kota.go.id\r\nhttps://a.kota.go.id/ ; b.kota.go.id' })).toEqual({
    sites: ['https://a.kota.go.id', 'https://b.kota.go.id'],
  });
  expect(parseSites({})).toEqual({ sites: [] });
  expect(parseSites({ sites: 'a.kota.go.id\nhttp://b.kota.go.id' })).toEqual({
    wrong: { kind: 'secure', line: 'http://b.kota.go.id' },
  });
  const many = (count: number) => parseSites({ sites: Array.from({ length: count }, (_, at) => `s${at}.kota.go.id`).join('\n') });
  expect(many(mostSites).sites).toHaveLength(mostSites);
  expect(many(mostSites + 1).wrong?.kind).toBe('many');
});

test('who is allowed, as browsers read the same list', () => {
  const sites = ['https://dinsos.kota.go.id', 'https://*.desa.kota.go.id', 'http://situs.lan:8080'];
  for (const origin of [
    'https://dinsos.kota.go.id',
    'https://suka.desa.kota.go.id',
    'https://a.b.desa.kota.go.id',
    'http://situs.lan:8080',
  ])
    expect(isAllowed(sites, origin), origin).toBe(true);
  for (const origin of [
    'http://dinsos.kota.go.id',
    'https://dinsos.kota.go.id:8443',
    'https://kota.go.id',
    'https://desa.kota.go.id',
    'https://jahatdesa.kota.go.id',
    'https://dinsos.kota.go.id.jahat.example',
    'http://situs.lan',
    'null',
    '',
  ])
    expect(isAllowed(sites, origin), origin).toBe(false);
});
