/** Invitations from the list to the answer: a real SMTP server, a real HTTP server as the gateway, the real queue. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testConfig, testHouse } from '../../../../test/house.ts';
import { localDay } from '../../../kernel/dates.ts';
import { transact } from '../../../platform/db/db.ts';
import { createJobs } from '../../../platform/jobs/index.ts';
import { createMailer } from '../../../platform/mail/index.ts';
import { callWebhook, signatureOf } from '../../../platform/webhook/index.ts';
import { countConflicts, recountTallies, sumTallies } from '../../survey/index.ts';
import { wordMessage } from '../actions/sending.ts';
import { sendKind } from '../jobs/sending.ts';
import { defaultSettings } from '../rules/invitation.ts';
import { countMessages, listMessages } from '../store/messages.ts';

const mails: { to: string; raw: string }[] = [];
/** What the server says to the next mails; then it takes them. */
const mailAnswers: number[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('tidak.ada')) return done(Object.assign(new Error('no such person'), { responseCode: 550 }));
    const code = mailAnswers.shift();
    done(code === undefined ? null : Object.assign(new Error('later'), { responseCode: code }));
  },
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', raw: Buffer.concat(parts).toString() });
      done();
    });
  },
});

const handed: { path: string; headers: Record<string, string | string[] | undefined>; body: string }[] = [];
/** Statuses for the next calls; 0 never answers. */
const gatewayAnswers: number[] = [];
const gateway = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  handed.push({ path: request.url ?? '', headers: request.headers, body });
  const status = gatewayAnswers.shift() ?? 200;
  if (status !== 0) response.writeHead(status, { location: '/lain' }).end();
});
const listening = (server: { listen(port: number, host: string, fn: () => void): unknown }) =>
  new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
await listening(smtp);
await listening(gateway);
const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}?from=suara@uji.test`;
const gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/pesan`;
const gatewaySecret = 'rahasia gerbang uji yang panjang';

const house = await testHouse({ config: { smtpUrl } });
const { office, db } = house;
const { scope } = office;
const [service] = office.services as [(typeof office.services)[number]];
const owner = new pg.Client({ connectionString: house.ownerUrl });
const mailer = createMailer(smtpUrl);
const jobs = createJobs(db, [sendKind], pino({ level: 'silent' }), testConfig.secret, mailer);
let officer: Awaited<ReturnType<typeof house.signIn>>;
beforeAll(async () => {
  await owner.connect();
  await jobs.start();
  officer = await house.signIn();
});
afterAll(async () => {
  await jobs.stop();
  await owner.end();
  gateway.closeAllConnections();
  gateway.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

const today = localDay(new Date(), 'Asia/Jakarta');
const days = { from: today, to: today };
const csv = (...rows: string[]) => ['nama;telepon;surel;layanan;tanggal;hasil;tahap;cara', ...rows].join('\n');
const row = (contact: { name?: string; phone?: string; email?: string }, outcome = 'dilayani', stage = '', way = '') =>
  [contact.name ?? '', contact.phone ?? '', contact.email ?? '', service.name, today, outcome, stage, way].join(';');
const readList = (id: string) => transact(db, scope, (tx) => listMessages(tx, scope, id, 100), { readOnly: true });

async function upload(...rows: string[]): Promise<string> {
  await officer.get('/undangan-survei');
  const { status, location } = await officer.upload('/undangan-survei', { name: 'hari ini.csv', content: csv(...rows) });
  expect(status).toBe(303);
  return location.split('/').at(-1) ?? '';
}

async function send(...rows: string[]): Promise<string> {
  const id = await upload(...rows);
  await officer.get(`/undangan-survei/${id}`);
  expect((await officer.post(`/undangan-survei/${id}/kirim`, {})).status).toBe(303);
  return id;
}

async function untilDone(id: string): Promise<ReadonlyMap<string, number>> {
  const count = () => transact(db, scope, (tx) => countMessages(tx, scope, id), { readOnly: true });
  await vi.waitFor(async () => expect((await count()).get('waiting') ?? 0).toBe(0), { timeout: 40_000, interval: 50 });
  return count();
}

/** Quoted-printable as nodemailer writes it, read back. */
const plain = (raw: string) =>
  raw.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
const linkIn = (text: string) => /\/u\/([\w-]{56})(?![\w-])/.exec(text)?.[1] ?? '';
const stopIn = (text: string) => /\/u\/berhenti\/([\w-]{56})/.exec(text)?.[1] ?? '';
const mailTo = (to: string) => plain(mails.find((mail) => mail.to === to)?.raw ?? '');

async function answer(link: string, change: Record<string, string> = {}) {
  const visitor = house.visitor();
  const page = await visitor.get(`/u/${link}`);
  expect(page.status).toBe(200);
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g))
    fields[name] = value;
  for (const [, name = ''] of page.text.matchAll(/<input[^>]* type="radio" name="(\w+)" value="1"[^>]* required/g))
    fields[name] = '3';
  return { sent: await visitor.post(`/u/${link}`, { ...fields, ...change }), fields, visitor };
}

describe('by e-mail', () => {
  test('a list is looked at first, then sent; the contact is gone with the message; the link answers once', async () => {
    const id = await upload(
      row({ name: 'Siti Aminah', email: 'siti@warga.test' }),
      row({ email: 'SITI@warga.test' }),
      row({ phone: '0812-0000-1111' }),
      row({ email: 'ditolak@warga.test' }, 'dilayani', 'verifikasi'),
      row({}),
    );
    const review = (await officer.get(`/undangan-survei/${id}`)).text;
    expect(review).toContain('1 orang akan diundang, 4 baris tidak diambil.');
    for (const word of [
      'sudah ada di baris lain',
      'gerbang SMS/WhatsApp belum diatur',
      'Ada tahap, tetapi hasilnya dilayani',
      'Tidak ada nomor telepon',
    ])
      expect(review).toContain(word);
    expect(review).not.toContain('Aminah');
    expect(mails).toEqual([]);
    await officer.post(`/undangan-survei/${id}/kirim`, {});
    expect(await untilDone(id)).toEqual(new Map([['sent', 1]]));
    const mail = mailTo('siti@warga.test');
    expect(mail).toContain('Yth. Siti Aminah, Dinas Sosial Uji');
    expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect((await readList(id)).map(({ sealed, attempts }) => [sealed, attempts])).toEqual([[null, 1]]);
    const twice = await officer.post(`/undangan-survei/${id}/kirim`, {});
    expect(twice.status).toBe(409);

    const link = linkIn(mail);
    const { sent, fields, visitor } = await answer(link);
    expect(sent.status).toBe(303);
    expect((await visitor.get(sent.location)).text).toContain('Terima kasih');
    // The same send again gets the same receipt; another one through the same link is told that it was not stored.
    expect((await visitor.post(`/u/${link}`, fields)).location).toBe(sent.location);
    // By Back, with something else in it: the first stands, and the other is kept for the officers.
    const changed = await visitor.post(`/u/${link}`, { ...fields, comment: 'Saya ubah' });
    expect([changed.status, changed.text.includes('Jawaban yang pertama tetap berlaku')]).toEqual([409, true]);
    expect(changed.text).toContain(sent.location.split('/').at(-1) ?? '-');
    expect(await transact(db, scope, (tx) => countConflicts(tx, scope), { readOnly: true })).toBe(1);
    const other = await visitor.post(`/u/${link}`, { ...fields, nonce: 'lain' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('tidak disimpan');
    const again = await visitor.get(`/u/${link}`);
    expect(again.status).toBe(200);
    expect(again.text).toContain('jawaban sudah kami terima');
    const { rows } = await owner.query('select channel, service_on::text from survey_answer where tenant_id = $1', [
      scope.tenantId,
    ]);
    expect(rows).toEqual([{ channel: 'invitation', service_on: today }]);
  });

  test('pressed twice at once it is one answer with one receipt, and nobody is told otherwise', async () => {
    await untilDone(await send(row({ email: 'dua@warga.test' })));
    const link = linkIn(mailTo('dua@warga.test'));
    const { fields } = await answer(link, { requirements: '' });
    const whole = { ...fields, requirements: '4' };
    const sends = await Promise.all([1, 2, 3, 4].map(() => house.visitor().post(`/u/${link}?kirim`, whole)));
    expect(sends.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect(new Set(sends.map(({ location }) => location)).size).toBe(1);
  });

  test('a child’s own words are not kept, and its sender is told; what is too large comes back or is named', async () => {
    await untilDone(await send(row({ email: 'anak@warga.test' }), row({ email: 'panjang@warga.test' })));
    const { sent, visitor } = await answer(linkIn(mailTo('anak@warga.test')), { age: '12', comment: 'Rahasia' });
    expect(sent.location).toMatch(/\?saran=0$/);
    expect((await visitor.get(sent.location)).text).toContain('tulisan Anda tidak kami simpan');
    const link = linkIn(mailTo('panjang@warga.test'));
    const long = (await answer(link, { comment: 'y'.repeat(600_000) })).sent;
    expect([long.status, long.text.includes('y'.repeat(600_000))]).toEqual([422, true]);
    const huge = (await answer(link, { comment: 'y'.repeat(10_000_000) })).sent;
    expect([huge.status, huge.text.includes('Tidak ada bagiannya yang tersimpan')]).toEqual([413, true]);
    expect((await answer(link)).sent.status).toBe(303);
  });

  test('no table joins the person to the answer', async () => {
    const { rows: answers } = await owner.query(
      `select id::text, receipt, encode(content_hash, 'hex') as hash, received_at from survey_answer`,
    );
    expect(answers.length).toBeGreaterThan(0);
    const { rows: tables } = await owner.query(
      `select relname as name from pg_class where relkind = 'r' and relname like 'invitation\\_%'`,
    );
    expect(tables.length).toBe(5);
    for (const { name } of tables) {
      const { rows } = await owner.query(`select to_jsonb(t)::text as row from ${name} t where tenant_id = $1`, [scope.tenantId]);
      for (const { row } of rows)
        for (const { id, receipt, hash } of answers)
          for (const trace of [id, receipt, hash]) expect(row, name).not.toContain(trace);
    }
    // A link and a message share no column but the office; a used link knows a day and no time.
    const { rows: shared } = await owner.query(
      `select column_name as name from information_schema.columns where table_name = 'invitation_link'
       intersect select column_name from information_schema.columns where table_name = 'invitation_message'`,
    );
    expect(shared).toEqual([{ name: 'tenant_id' }]);
    const { rows: kinds } = await owner.query(
      `select data_type as type from information_schema.columns where table_name = 'invitation_link' and column_name in ('used_on', 'expires_on')`,
    );
    expect(kinds).toEqual([{ type: 'date' }, { type: 'date' }]);
    // Nor does the writing transaction: answering touches no row of a message, and the rows of links have no order of people.
    const { rows: joined } = await owner.query('select from invitation_message m join survey_answer a on m.xmin = a.xmin');
    expect(joined).toEqual([]);
  });

  test('what is wrong comes back with everything kept, and the link is still good', async () => {
    await untilDone(await send(row({ email: 'budi@warga.test' })));
    const link = linkIn(mailTo('budi@warga.test'));
    const { sent } = await answer(link, { requirements: '', comment: 'Antreannya <panjang>' });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('Antreannya &lt;panjang>');
    expect((await answer(link)).sent.status).toBe(303);
  });

  test('forged, cut and ended links are told apart', async () => {
    await untilDone(await send(row({ email: 'cici@warga.test' })));
    const link = linkIn(mailTo('cici@warga.test'));
    const visitor = house.visitor();
    for (const wrong of [
      link.slice(0, -1),
      `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`,
      'x'.repeat(56),
      stopIn(mailTo('cici@warga.test')),
    ]) {
      const page = await visitor.get(`/u/${wrong}`);
      expect([page.status, page.text.includes('tidak lengkap')]).toEqual([404, true]);
    }
    await owner.query(`update invitation_link set expires_on = '2020-01-01' where used_on is null`);
    const page = await visitor.get(`/u/${link}`);
    expect([page.status, page.text.includes('sudah berakhir')]).toEqual([410, true]);
    const sent = await visitor.post(`/u/${link}`, { requirements: '3' });
    expect([sent.status, sent.text.includes('tidak disimpan')]).toEqual([410, true]);
  });

  test('a server that is busy is asked again by the queue; an address that does not exist is given up', async () => {
    mailAnswers.push(451, 421);
    const id = await send(row({ email: 'dewi@warga.test' }), row({ email: 'tidak.ada@warga.test' }));
    expect(await untilDone(id)).toEqual(
      new Map([
        ['failed', 1],
        ['sent', 1],
      ]),
    );
    const messages = await readList(id);
    expect(messages.map(({ state, attempts, lastError, sealed }) => [state, attempts, lastError, sealed]).toSorted()).toEqual([
      ['failed', 1, 'smtp_550', null],
      ['sent', 3, '', null],
    ]);
    expect(mails.filter(({ to }) => to === 'dewi@warga.test').length).toBe(1);
  }, 60_000);
});

describe('not asked again', () => {
  test('neither within the days, nor ever where the person said so', async () => {
    const again = await untilDone(await send(row({ email: 'siti@warga.test' })));
    expect(again).toEqual(new Map([['skipped', 1]]));
    const stop = stopIn(mailTo('siti@warga.test'));
    const visitor = house.visitor();
    expect((await visitor.get(`/u/berhenti/${stop}`)).text).toContain('Ya, jangan tanya lagi');
    const { rows: before } = await owner.query('select from invitation_quiet where never');
    expect(before.length).toBe(0);
    // As a mail program sends it: no cookie, no token of ours.
    const pressed = await house.visitor().post(`/u/berhenti/${stop}`, { _csrf: '', 'List-Unsubscribe': 'One-Click' });
    expect([pressed.status, pressed.text.includes('tidak akan ditanya lagi')]).toEqual([200, true]);
    await owner.query(`update invitation_quiet set asked_on = '2020-01-01'`);
    expect(await untilDone(await send(row({ email: 'siti@warga.test' }), row({ email: 'budi@warga.test' })))).toEqual(
      new Map([
        ['sent', 1],
        ['skipped', 1],
      ]),
    );
    expect((await visitor.get(`/u/berhenti/${stop.slice(0, -2)}AA`)).status).toBe(404);
  });
});

describe('by the gateway', () => {
  test('settings: https or this machine, a secret that is sealed and never shown', async () => {
    await officer.get('/kelola/undangan');
    const fields = { text_id: 'Halo {nama}: {tautan}', text_en: 'Hi {nama}: {tautan}', again_days: '90', link_days: '30' };
    const bad = await officer.post('/kelola/undangan', {
      ...fields,
      text_en: 'Hi {siapa}',
      webhook_url: 'http://gerbang.example/x',
      webhook_secret: 'pendek',
    });
    expect(bad.status).toBe(422);
    for (const word of ['tidak dikenal', 'Tulis alamat https', 'Terlalu pendek']) expect(bad.text).toContain(word);
    expect(
      (await officer.post('/kelola/undangan', { ...fields, webhook_url: gatewayUrl, webhook_secret: gatewaySecret })).status,
    ).toBe(303);
    expect((await officer.get('/kelola/undangan')).text).not.toContain(gatewaySecret);
    const { rows } = await owner.query('select webhook_secret from invitation_setting');
    expect(rows[0].webhook_secret.includes(gatewaySecret)).toBe(false);
    // Another receiver gets nothing signed under this secret.
    const moved = await officer.post('/kelola/undangan', { ...fields, webhook_url: `${gatewayUrl}/lain`, webhook_secret: '' });
    expect(moved.status).toBe(422);
  });

  test('the receiver can verify it; 500 and 429 are tried again with the same key, 400 is final', async () => {
    gatewayAnswers.push(500, 429, 200);
    const id = await send(row({ name: 'Ani', phone: '0812-3456-7890' }));
    expect(await untilDone(id)).toEqual(new Map([['sent', 1]]));
    expect(handed.length).toBe(3);
    expect(new Set(handed.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    for (const { headers, body } of handed) {
      const time = Number(headers['x-suara-timestamp']);
      expect(Math.abs(Date.now() / 1000 - time)).toBeLessThan(60);
      expect(headers['x-suara-signature']).toBe(`v1=${signatureOf(gatewaySecret, time, body)}`);
      expect(signatureOf(gatewaySecret, time + 1, body)).not.toBe(signatureOf(gatewaySecret, time, body));
    }
    const { to, text } = JSON.parse(handed[2]?.body ?? '{}');
    expect(to).toBe('+6281234567890');
    expect(text).toContain('Halo Ani: http://suara.test/u/');
    expect(linkIn(JSON.parse(handed[0]?.body ?? '{}').text)).toBe(linkIn(text));
    expect((await answer(linkIn(text))).sent.status).toBe(303);
    gatewayAnswers.push(400);
    const refused = await send(row({ phone: '0812-3456-7891' }));
    expect(await untilDone(refused)).toEqual(new Map([['failed', 1]]));
    expect((await officer.get(`/undangan-survei/${refused}`)).text).toContain('HTTP 400');
  }, 60_000);

  test('a receiver that never answers, redirects or is away', async () => {
    const call = (url: string, wait = 5) =>
      callWebhook({ url: new URL(url), secret: gatewaySecret, key: 'k', content: {}, now: new Date(), wait });
    gatewayAnswers.push(0, 302);
    expect(await call(gatewayUrl, 0.2)).toEqual({ ok: false, code: 'timeout', lasting: false });
    const before = handed.length;
    expect(await call(gatewayUrl)).toEqual({ ok: false, code: 'http_302', lasting: true });
    expect(handed.length).toBe(before + 1);
    expect(await call('http://127.0.0.1:1/')).toEqual({ ok: false, code: 'unreachable', lasting: false });
  });

  test('an example to oneself says what came of it', async () => {
    await officer.get('/kelola/undangan');
    expect((await officer.post('/kelola/undangan/coba', { to: 'saya@uji.test' })).text).toContain('Pesan contoh diterima');
    expect(mailTo('saya@uji.test')).toContain('http://suara.test/u/contoh');
    gatewayAnswers.push(503);
    const failed = await officer.post('/kelola/undangan/coba', { to: '0812 9999 000' });
    expect([failed.status, failed.text.includes('HTTP 503')]).toEqual([422, true]);
    expect((await officer.post('/kelola/undangan/coba', { to: 'siapa' })).status).toBe(422);
  });
});

test('a message in English leads to pages in English', () => {
  const { text, stop } = wordMessage(defaultSettings, {
    office: 'Dinas',
    service: 'KTP',
    origin: 'https://suara.test',
    stopLink: 'akhir',
    way: 'email',
    invitation: { name: 'Ann', to: 'ann@warga.test', lang: 'en', link: 'awal' },
  });
  expect(text).toContain('Two minutes, no names: https://suara.test/u/awal?bahasa=en');
  expect(stop).toBe('https://suara.test/u/berhenti/akhir?bahasa=en');
});

test('a list that is given up leaves no contact', async () => {
  const id = await upload(row({ email: 'eka@warga.test' }));
  await officer.get(`/undangan-survei/${id}`);
  await officer.post(`/undangan-survei/${id}/batal`, {});
  expect(await readList(id)).toEqual([]);
  expect((await officer.get(`/undangan-survei/${id}`)).text).toContain('dibatalkan');
});

test('a file without contacts says which headings it needs', async () => {
  await officer.get('/undangan-survei');
  const answered = await officer.upload('/undangan-survei', { name: 'a.csv', content: 'nama;layanan\nSiti;KTP' });
  expect([answered.status, answered.text.includes('kolom telepon, surel, atau kontak')]).toEqual([422, true]);
});

test('a request that was refused: asked all the same, with outcome and stage on link and answer, outside the index', async () => {
  const wrong = await upload(
    row({ email: 'x1@warga.test' }, 'entah'),
    row({ email: 'x2@warga.test' }, 'Ditolak', 'langit'),
    row({ email: 'x3@warga.test' }, 'mundur', '', 'burung'),
  );
  const refused = (await officer.get(`/undangan-survei/${wrong}`)).text;
  for (const word of ['Hasilnya bukan', 'Tahapnya tidak dikenal', 'Caranya bukan']) expect(refused).toContain(word);
  const before = await transact(db, scope, (tx) => sumTallies(tx, scope, { serviceIds: [service.id], ...days, late: 'include' }));
  await untilDone(await send(row({ email: 'gita@warga.test' }, 'Tidak disetujui', 'Tahap verifikasi', 'Loket')));
  expect((await answer(linkIn(mailTo('gita@warga.test')))).sent.status).toBe(303);
  const { rows: links } = await owner.query(
    `select outcome, stage, served_by, sent_by, undelivered from invitation_link where outcome is not null`,
  );
  expect(links).toEqual([
    { outcome: 'refused', stage: 'examination', served_by: 'counter', sent_by: 'email', undelivered: false },
  ]);
  const { rows: answers } = await owner.query('select outcome, stage from survey_answer where outcome is not null');
  expect(answers).toEqual([{ outcome: 'refused', stage: 'examination' }]);
  const after = await transact(db, scope, (tx) => sumTallies(tx, scope, { serviceIds: [service.id], ...days, late: 'include' }));
  expect(after).toEqual(before);
  const recount = await transact(db, scope, (tx) => recountTallies(tx, scope), { readOnly: true });
  expect(recount.differences).toEqual([]);
});

test('rates by way of serving and by channel, with who was sent; a message that was given up is not among them', async () => {
  await owner.query('delete from invitation_link');
  const people = Array.from({ length: 6 }, (_, at) => row({ email: `laju${at}@warga.test` }, 'selesai', '', 'daring'));
  await untilDone(await send(...people, row({ email: 'tidak.ada.juga@warga.test' }, 'selesai', '', 'daring')));
  for (const at of [0, 1, 2]) await answer(linkIn(mailTo(`laju${at}@warga.test`)));
  const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(words((await officer.get('/undangan-survei')).text)).toMatch(/Daring 3 dari 6 50,0 %/);
});
