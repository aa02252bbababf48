import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type Client, testHouse } from '../../../../test/house.ts';
import { findJobScope } from '../../../platform/auth/index.ts';
import { open as openTables, transact } from '../../../platform/db/db.ts';
import { listUploads } from '../../../platform/files/store.ts';
import { cleanAidsKind } from '../jobs/aids.ts';
import { listUncleaned, rewriteAid } from '../store/aids.ts';
import { listQuestionnaires } from '../store/instruments.ts';
import type { SurveyTables } from '../tables.ts';

const house = await testHouse();
const { office, db } = house;
const [first, second] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const [questionnaire] = await transact(db, office.scope, (tx) => listQuestionnaires(tx, office.scope), { readOnly: true });
const settings = `/inklusi/isyarat/${questionnaire?.id}`;

const box = (kind: string, body: Buffer | string) => {
  const content = Buffer.from(body);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length + 8);
  return Buffer.concat([size, Buffer.from(kind), content]);
};
const samples = (kind: string) =>
  box('minf', box('stbl', box('stsd', Buffer.concat([Buffer.alloc(8), box(kind, Buffer.alloc(78))]))));
/** The first bytes of an MP4 whose one track is of that kind, and so many more. */
const mp4 = (kind: string, more: number) =>
  Buffer.concat([
    box('ftyp', 'isom\0\0\x02\0isomiso2avc1mp41'),
    box('moov', box('trak', box('mdia', Buffer.concat([box('hdlr', `${'\0'.repeat(8)}vide${'\0'.repeat(13)}`), samples(kind)])))),
    box('mdat', Buffer.from(Array.from({ length: more }, (_, at) => at % 251))),
  ]);
const element = (name: string, content: Buffer | string) => {
  const body = Buffer.from(content);
  return Buffer.concat([Buffer.from(name, 'hex'), Buffer.of(0x80 + body.length), body]);
};
/** A WebM whose one track is a picture in that codec. */
const webm = (codec: string) => {
  const track = Buffer.concat([element('83', Buffer.of(1)), element('86', codec)]);
  return Buffer.concat([
    element('1a45dfa3', element('4282', 'webm')),
    element('18538067', element('1654ae6b', element('ae', track))),
  ]);
};
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** The same, with a place as cameras note one. */
const taken = Buffer.concat([
  png.subarray(0, 33),
  Buffer.from('\0\0\0\x16tEXtPlace\0-6.2088, 106.845sum.', 'latin1'),
  png.subarray(33),
]);
const large = Buffer.concat([
  png.subarray(0, 33),
  Buffer.from('\0\x04\0\0IDAT', 'latin1'),
  Buffer.alloc(0x40000 + 4),
  png.subarray(33),
]);
const words = 'Seorang juru isyarat menanyakan kecepatan layanan.';

const officer = await house.signIn();
async function put(item: string, content: Buffer | string, said: unknown = words, client: Client = officer) {
  await client.get(settings);
  return client.upload(settings, { name: '../../a.mp4', content }, { item, words: said });
}

/** How many files stand beside questions, and how many are kept for them. */
const files = () =>
  transact(
    db,
    office.scope,
    async (tx) => {
      const aids = await openTables<SurveyTables>(tx).selectFrom('survey_aid').select('upload_id').execute();
      return [aids.length, (await listUploads(tx, office.scope)).length];
    },
    { readOnly: true },
  );

test('a file is known by its bytes, and what is wrong is named', async () => {
  for (const [item, content, said, expected] of [
    ['time', '<svg xmlns="http://www.w3.org/2000/svg"/>', words, 'bukan gambar PNG'],
    ['time', png.subarray(0, 40), words, 'rusak'],
    ['time', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;'), words, 'bukan gambar PNG'],
    ['time', mp4('hvc1', 10), words, 'tidak dapat diputar di ponsel lama'],
    ['time', webm('V_VP9'), words, 'tidak dapat diputar di ponsel lama'],
    ['time', large, words, 'lebih dari 200 KB'],
    ['time', png, '', 'Tulis isinya dalam kata-kata.'],
    ['time', png, 'x'.repeat(601), 'Terlalu panjang'],
    ['bukan-pertanyaan', png, words, 'Pilih pertanyaannya.'],
    ['time', png, { a: 1 }, 'Tulis isinya dalam kata-kata.'],
  ] as const) {
    const answer = await put(item, content, said);
    expect([answer.status, answer.text.includes(expected)], expected).toEqual([422, true]);
  }
  expect((await put('time', Buffer.alloc(8 * 1024 * 1024 + 1))).status).toBe(413);
  expect(await files()).toEqual([0, 0]);
  const form = await house.visitor().get(`/s/${first.code}`);
  expect(form.headers['content-security-policy']).not.toContain('media-src');
});

test('a video stands on every form of the questionnaire, in pieces and whole, until it is replaced or removed', async () => {
  const video = mp4('avc1', 1_200_000);
  expect((await put('time', video)).location).toBe(`${settings}?kabar=saved`);
  expect((await put('cost', taken)).status).toBe(303);
  const visitor = house.visitor();
  const form = await visitor.get(`/s/${first.code}`);
  const src = /<video controls playsinline preload="none" src="([^"]+)"/.exec(form.text)?.[1] ?? '';
  expect(src).toMatch(new RegExp(`^/s/${first.code}/isyarat/[0-9a-f]{16}/berkas$`));
  expect(form.headers['content-security-policy']).toContain("media-src 'self'");
  // A picture is behind a link: old browsers would load it at once.
  expect(form.text).not.toContain('<img');
  expect(form.text.match(/\/isyarat\/[0-9a-f]{16}" target="_blank"/g)).toHaveLength(2);

  const whole = await house.app.inject({ url: src });
  expect(whole.rawPayload.equals(video)).toBe(true);
  expect(whole.headers).toMatchObject({
    'content-type': 'video/mp4',
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(whole.headers['content-security-policy']).toContain('sandbox');
  expect(whole.headers['set-cookie']).toBeUndefined();
  const part = async (range: string, more = {}) => {
    const answer = await house.app.inject({ url: src, headers: { range, ...more } });
    return [answer.statusCode, answer.headers['content-range'], answer.rawPayload] as const;
  };
  for (const [range, from, to] of [
    ['bytes=0-1', 0, 1],
    ['bytes=500000-1100000', 500_000, 1_100_000],
    ['bytes=1048576-', 1_048_576, video.length - 1],
    ['bytes=-10', video.length - 10, video.length - 1],
  ] as const) {
    const [status, told, bytes] = await part(range);
    expect([status, told]).toEqual([206, `bytes ${from}-${to}/${video.length}`]);
    expect(bytes.equals(video.subarray(from, to + 1)), range).toBe(true);
  }
  expect((await part('bytes=9999999-')).slice(0, 2)).toEqual([416, `bytes */${video.length}`]);
  expect((await part('bytes=0-1', { 'if-range': '"another"' }))[0]).toBe(200);
  const { etag } = whole.headers;
  expect((await house.app.inject({ url: src, headers: { 'if-none-match': String(etag) } })).statusCode).toBe(304);

  const page = await visitor.get(src.replace('/berkas', ''));
  expect([page.status, page.text.includes(words), page.text.includes('Seberapa cepat pelayanan diberikan?')]).toEqual([
    200,
    true,
    true,
  ]);
  expect(page.headers['content-security-policy']).toContain("media-src 'self'");
  const picture = /<a href="([^"]+\/isyarat\/[0-9a-f]{16})" target="_blank" rel="noopener">Lihat gambar/.exec(form.text)?.[1];
  const bytes = await house.app.inject({ url: `${picture}/berkas` });
  expect([bytes.headers['content-length'], bytes.rawPayload.equals(png)]).toEqual([String(png.length), true]);
  // Another code of the office shows the same, a code of nobody nothing.
  expect((await house.app.inject({ url: src.replace(first.code, second.code) })).statusCode).toBe(200);
  expect((await house.app.inject({ url: src.replace(first.code, 'tidak-ada-kode') })).statusCode).toBe(404);
  expect((await house.app.inject({ url: src.replace(/[0-9a-f]{16}/, '0'.repeat(16)) })).statusCode).toBe(404);

  const kiosk = await visitor.get(`/kios/${first.code}`);
  expect(kiosk.text).toContain(src);
  expect(kiosk.headers['content-security-policy']).toContain("media-src 'self'");

  // Replaced: another address at the next visit, and the bytes of before are nowhere.
  await put('time', webm('V_VP8'));
  const next = await visitor.get(`/s/${first.code}`);
  expect(next.text).not.toContain(src);
  expect((await house.app.inject({ url: src })).statusCode).toBe(404);
  expect(await files()).toEqual([2, 2]);
  await officer.get(settings);
  for (const item of ['time', 'cost']) expect((await officer.post(`${settings}/hapus`, { item })).status).toBe(303);
  expect((await officer.post(`${settings}/hapus`, { item: 'cost' })).status).toBe(404);
  expect(await files()).toEqual([0, 0]);
  expect((await visitor.get(`/s/${first.code}`)).text).not.toContain('/isyarat/');
  const trail = await officer.get('/kelola/jejak');
  expect(trail.text).toContain('Memasang video isyarat atau gambar di pertanyaan');
  expect(trail.text).toContain('Menghapus video isyarat atau gambar dari pertanyaan');
});

test('what stood there before uploads were cleaned is cleaned at the start, once, and has another address', async () => {
  const job = await findJobScope(db, office.scope.tenantId, cleanAidsKind.name);
  if (!job) throw new Error('no office');
  const start = async () => {
    const waiting = await transact(db, job, (tx) => cleanAidsKind.waiting(tx, job), { readOnly: true });
    const log = pino({ level: 'silent' });
    for (const data of waiting)
      await cleanAidsKind.run({ db, scope: job, log, secret: '', mailer: null, signal: new AbortController().signal }, data);
    return waiting.length;
  };
  expect(await start()).toBe(0);
  const placed = Buffer.concat([mp4('avc1', 1_200_000), box('sefd', '-6.2088, 106.8456')]);
  for (const [item, content] of [
    ['time', mp4('avc1', 10)],
    ['cost', png],
  ] as const)
    await put(item, content);
  const all = () => transact(db, job, (tx) => listUncleaned(tx, job, 99), { readOnly: true });
  await transact(db, job, async (tx) => {
    for (const aid of await listUncleaned(tx, job, 99))
      await rewriteAid(tx, job, aid, aid.type === 'image/png' ? taken : placed, new Date());
  });
  await sql`update survey_aid set cleaned = 0 where tenant_id = ${office.scope.tenantId}`.execute(openTables(house.owner));
  const shown = async () =>
    Promise.all(
      (await all()).map(
        async ({ address }) => (await house.app.inject({ url: `/s/${first.code}/isyarat/${address}/berkas` })).rawPayload,
      ),
    );
  const before = await all();
  expect((await shown()).every((bytes) => bytes.includes('106.8'))).toBe(true);
  expect(await start()).toBe(1);
  const after = await all();
  expect(after.some(({ address }) => before.some((one) => one.address === address))).toBe(false);
  const clean = await shown();
  expect(clean.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([png.length, placed.length]);
  expect(clean.some((bytes) => bytes.includes('106.8'))).toBe(false);
  expect(clean.some((bytes) => bytes.equals(png))).toBe(true);
  expect(await start()).toBe(0);
  expect(await all()).toEqual(after);
  expect(await files()).toEqual([2, 2]);
  await officer.get(settings);
  for (const item of ['time', 'cost']) await officer.post(`${settings}/hapus`, { item });
});

test('it is not shown beside a question whose words have changed, and the office is told', async () => {
  await put('cost', png);
  const shows = async () => (await house.visitor().get(`/s/${first.code}`)).text.includes('/isyarat/');
  expect(await shows()).toBe(true);
  const replace = `/kuesioner/${questionnaire?.id}/unsur/cost`;
  await officer.get(replace);
  const labels = { label_1: 'Tidak', label_2: 'Kurang', label_3: 'Ya', label_4: 'Sangat' };
  const fields = {
    name: 'Keterbukaan biaya',
    question: 'Apakah biaya diumumkan?',
    reason: 'Gratis menurut undang-undang',
    ...labels,
  };
  expect((await officer.post(replace, fields)).status).toBe(303);
  expect(await shows()).toBe(false);
  expect((await officer.get(settings)).text).toContain('kata-kata pertanyaan sudah berubah');
});

test('only who manages the survey may put one there', async () => {
  const keyer = await house.join('officer');
  expect((await keyer.get(settings)).status).toBe(403);
  expect((await put('time', png, words, keyer)).status).toBe(403);
});
