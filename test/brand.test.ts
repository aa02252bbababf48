/** How an office looks to the public: set by its administrator, shown on published pages, the form, posters and sheets, and on nobody else's. */
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { cleanLogoKind } from '../src/modules/org/jobs.ts';
import { upsertBrand } from '../src/modules/org/store/brand.ts';
import { findJobScope } from '../src/platform/auth/index.ts';
import { open, transact } from '../src/platform/db/db.ts';
import { makeTestFolder } from './folder.ts';
import { foundFullOffice } from './full-office.ts';
import { type Client, createClient, testHouse } from './house.ts';

/** A picture of one colour; with a note where it was taken, as cameras write one. */
function makePng(size: number, note: string | null = null): Buffer {
  const part = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2], 8);
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(size * 3, 0x40)]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    part('IHDR', head),
    ...(note === null ? [] : [part('tEXt', Buffer.from(`Comment\0${note}`))]),
    part('IDAT', deflateSync(Buffer.concat(Array.from({ length: size }, () => row)))),
    part('IEND', Buffer.alloc(0)),
  ]);
}

const house = await testHouse();
const folder = makeTestFolder('suara-brand-');
const upload = { path: join(folder, 'x.csv'), size: 4 };
writeFileSync(upload.path, 'a;b\n');
const office = await foundFullOffice(house, upload);
rmSync(folder, { recursive: true, force: true });

const officer = createClient(house.app);
await officer.get('/masuk');
await officer.post('/masuk', { email: office.email, password: office.password });

const settings = '/kelola/instansi/tampilan';
/** Fields come as parts of a form with a file, as a browser sends them. */
async function save(client: Client, fields: Record<string, string>, file: { name: string; content: Buffer | string } | null) {
  const page = await client.get(settings);
  const edge = 'suara-test-edge';
  const token = /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
  const part = (about: string, body: Buffer | string) =>
    Buffer.concat([
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; ${about}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]);
  const answer = await house.app.inject({
    method: 'POST',
    url: settings,
    headers: {
      host: 'suara.test',
      cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': `multipart/form-data; boundary=${edge}`,
    },
    payload: Buffer.concat([
      part('name="_csrf"', token),
      ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
      part(`name="file"; filename="${file?.name ?? ''}"`, file?.content ?? ''),
      Buffer.from(`--${edge}--\r\n`),
    ]),
  });
  return { status: answer.statusCode, text: answer.body };
}

const visitor = house.visitor();
const [service] = office.services;
const published = `/ikm/${office.unitCode}/2024-tw3`;
const png = makePng(64);

test('what is wrong is named, and the look stays', async () => {
  const before = (await visitor.get(published)).text;
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const [fields, file, words] of [
    [{ accent: 'merah', contact: '' }, null, 'Pilih salah satu warna.'],
    [{ accent: 'hutan', contact: 'x'.repeat(201) }, null, 'paling banyak 200 huruf'],
    [{ accent: 'hutan', contact: '' }, { name: 'logo.png', content: svg }, 'bukan gambar PNG atau JPEG'],
    [{ accent: 'hutan', contact: '' }, { name: 'logo.png', content: '%PDF-1.7\n' }, 'bukan gambar PNG atau JPEG'],
    [
      { accent: 'hutan', contact: '' },
      { name: 'logo.gif', content: Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;') },
      'bukan gambar',
    ],
  ] as const) {
    const answer = await save(officer, fields, file);
    expect([answer.status, answer.text.includes(words)], words).toEqual([422, true]);
  }
  const large = await save(
    officer,
    { accent: 'hutan', contact: '' },
    { name: 'l.png', content: Buffer.concat([png, Buffer.alloc(110_000)]) },
  );
  expect(large.status).toBe(413);
  expect((await visitor.get(published)).text.replace(/nonce[^"]*/g, '')).toBe(before.replace(/nonce[^"]*/g, ''));
});

test('logo, colour and contact are on the result, the form, the poster and the sheet, and on no other office’s', async () => {
  const saved = await save(
    officer,
    { accent: 'hutan', contact: ' Loket  1, 0123 456 <b>' },
    { name: '../../evil.svg', content: makePng(64, '-6.2088, 106.8456') },
  );
  expect(saved.status).toBe(303);
  const result = (await visitor.get(published)).text;
  expect(result).toMatch(/<html lang="id" class="accent-hutan">/);
  expect(result).toContain('Kontak: Loket 1, 0123 456 &lt;b>');
  const logo =
    new RegExp(`<img class="office-logo" src="(/logo/${office.unitCode}/[0-9a-f]{16})" alt="Logo Dinas Sosial Uji"`).exec(
      result,
    )?.[1] ?? '';
  const picture = await house.app.inject({ url: logo, headers: { host: 'suara.test' } });
  // Without the place where it was taken.
  expect([picture.statusCode, picture.rawPayload.equals(png)]).toEqual([200, true]);
  expect(picture.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'public, max-age=31536000, immutable',
  });
  for (const wrong of [`${logo.slice(0, -1)}x`, logo.replace(office.unitCode, house.office.unitCode), '/logo/tidak-ada/0'])
    expect((await visitor.get(wrong)).status).toBe(404);

  const form = await visitor.get(`/s/${service?.code}`, { 'accept-encoding': 'identity' });
  const style = /<style>(.*?)<\/style>/s.exec(form.text)?.[1] ?? '';
  expect(style).toContain('#1b6b45');
  const hash = createHash('sha256').update(style).digest('base64');
  expect(String(form.headers['content-security-policy'])).toContain(`'sha256-${hash}'`);

  const poster = await officer.get(`/kode/${service?.code}/poster`);
  expect(poster.text).toContain(`src="data:image/png;base64,${png.toString('base64')}"`);
  expect(poster.text).toContain('.mark-bubble{fill:#1b6b45}');
  expect(poster.text).toContain('Kontak: Loket 1, 0123 456');
  const id = /\/kuesioner\/([0-9a-f-]{36})/.exec((await officer.get('/kuesioner')).text)?.[1];
  expect((await officer.get(`/kuesioner/${id}/cetak`)).text).toContain('data:image/png;base64,');
  expect((await officer.get('/kelola/jejak')).text).toContain('Mengubah tampilan instansi');

  const other = await house.signIn();
  const theirs = (await visitor.get(`/s/${house.office.officeCode}`, { 'accept-encoding': 'identity' })).text;
  expect(theirs).not.toContain('#1b6b45');
  expect((await other.get(settings)).text).not.toContain('Loket 1');
  expect((await other.get('/kelola/instansi/logo')).status).toBe(404);
});

test('a logo stays until it is replaced or removed', async () => {
  expect((await save(officer, { accent: 'nila', contact: '' }, null)).status).toBe(303);
  expect((await visitor.get(published)).text).toContain('class="office-logo"');
  expect((await visitor.get(published)).text).toContain('accent-nila');
  expect((await save(officer, { accent: 'nila', contact: '', remove: 'on' }, null)).status).toBe(303);
  expect((await visitor.get(published)).text).not.toContain('class="office-logo"');
});

test('a logo of before logos were cleaned is cleaned at the start, once, and has another address', async () => {
  const job = await findJobScope(house.db, office.scope.tenantId, cleanLogoKind.name);
  if (!job) throw new Error('no office');
  const log = pino({ level: 'silent' });
  const start = async () => {
    const waiting = await transact(house.db, job, (tx) => cleanLogoKind.waiting(tx, job), { readOnly: true });
    const context = { db: house.db, scope: job, log, secret: '', mailer: null, signal: new AbortController().signal };
    for (const data of waiting) await cleanLogoKind.run(context, data);
    return waiting.length;
  };
  const src = async () => /src="(\/logo\/[^"]*)"/.exec((await visitor.get(published)).text)?.[1] ?? '';
  const shown = async () => (await house.app.inject({ url: await src(), headers: { host: 'suara.test' } })).rawPayload;
  const put = async (bytes: Buffer) => {
    await transact(house.db, job, (tx) =>
      upsertBrand(tx, job, { accent: 'nila', contact: '', logo: { type: 'image/png', bytes } }, new Date()),
    );
    await sql`update org_brand set cleaned = 0 where tenant_id = ${office.scope.tenantId}`.execute(open(house.owner));
  };
  expect(await start()).toBe(0);
  await put(makePng(64, '-6.2088, 106.8456'));
  const before = await src();
  expect((await shown()).includes('-6.2088')).toBe(true);
  expect(await start()).toBe(1);
  expect((await shown()).equals(png)).toBe(true);
  const after = await src();
  expect(after).not.toBe(before);
  expect((await house.app.inject({ url: before, headers: { host: 'suara.test' } })).statusCode).toBe(404);
  const changes = async () => (await officer.get('/kelola/jejak')).text.split('Mengubah tampilan instansi').length;
  const told = await changes();
  expect(await start()).toBe(0);
  expect([await src(), await changes()]).toEqual([after, told]);
  // What nobody can follow stays for a person to replace.
  const cut = makePng(64, 'x').subarray(0, 60);
  await put(cut);
  expect([await start(), await start()]).toEqual([1, 0]);
  expect((await shown()).equals(cut)).toBe(true);
});
