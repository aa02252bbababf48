import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Problem } from '../kernel/problem.ts';
import { readConfig } from './config.ts';
import { packageRoot } from './root.ts';

const folder = mkdtempSync(join(tmpdir(), 'suara-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof Problem && error.code === 'config.invalid') return String(error.params.detail);
    throw error;
  }
  throw new Error('accepted');
}

test('nothing given: the defaults of the guide', () => {
  expect(readConfig({})).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    url: null,
    dataDir: join(packageRoot, '.data'),
    dataDirGiven: false,
    databaseUrl: null,
    demo: false,
    workers: 1,
    secret: null,
    trustProxy: false,
    tls: null,
    metricsPort: null,
    logLevel: 'info',
  });
  expect(readConfig({ PORT: '', SUARA_DATA: ' ' })).toEqual(readConfig({}));
});

test('given values are read', () => {
  writeFileSync(join(folder, 'cert.pem'), '-----BEGIN CERTIFICATE-----\nx');
  writeFileSync(join(folder, 'secret'), `${'s'.repeat(40)}\n`);
  const config = readConfig({
    PORT: '9090',
    HOST: '0.0.0.0',
    SUARA_URL: 'https://suara.contoh.go.id/',
    SUARA_DATA: '/srv/suara',
    DATABASE_URL: 'postgres://suara_app:x@%2Frun%2Fpg:5432/suara',
    SUARA_DEMO: '1',
    SUARA_SECRET_FILE: join(folder, 'secret'),
    SUARA_TRUST_PROXY: '10.0.0.1, 192.168.0.0/16',
    SUARA_TLS_CERT: join(folder, 'cert.pem'),
    SUARA_TLS_KEY: join(folder, 'cert.pem'),
  });
  expect(config).toMatchObject({
    port: 9090,
    host: '0.0.0.0',
    url: 'https://suara.contoh.go.id',
    dataDir: '/srv/suara',
    dataDirGiven: true,
    demo: true,
    secret: 's'.repeat(40),
    trustProxy: ['10.0.0.1', '192.168.0.0/16'],
  });
  expect(config.tls?.cert).toContain('BEGIN');
  expect(readConfig({ SUARA_TRUST_PROXY: '2' }).trustProxy).toBe(2);
});

test('every wrong value names itself and what it accepts, all at once', () => {
  const detail = refusal({
    PORT: '80a',
    HOST: 'a b',
    LOG_LEVEL: 'loud',
    SUARA_DEMO: 'ya',
    SUARA_WORKERS: '0',
    SUARA_URL: 'suara.id/x',
  });
  const lines = detail.split('\n');
  expect(lines).toHaveLength(6);
  expect(lines[0]).toBe('PORT=80a: isi dengan bilangan 1–65535');
  expect(detail).toContain('LOG_LEVEL=loud: isi dengan fatal, error, warn, info, debug, trace, silent');
});

test('secrets are never shown', () => {
  expect(refusal({ SUARA_SECRET: 'short' })).not.toContain('short');
  expect(refusal({ DATABASE_URL: 'mysql://u:hush@h/d' })).not.toContain('hush');
});

test.each([
  [{ SUARA_TLS_CERT: '/nowhere.pem' }, 'SUARA_TLS_CERT'],
  [{ DATABASE_OWNER_URL: 'postgres://a:b@c/d' }, 'DATABASE_URL'],
  [{ SUARA_METRICS_PORT: '8080' }, 'SUARA_METRICS_PORT'],
  [{ SUARA_TRUST_PROXY: 'true' }, 'SUARA_TRUST_PROXY'],
  [{ SUARA_TRUST_PROXY: '0' }, 'SUARA_TRUST_PROXY'],
  [{ PORT: '70000' }, 'PORT'],
  [{ SUARA_URL: 'https://a.id/jalur' }, 'SUARA_URL'],
])('%o is refused for %s', (env, name) => {
  expect(refusal(env)).toMatch(new RegExp(`^${name}=`));
});
