import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Client, inspectPage, testConfig, testHouse } from '../../../../test/house.ts';
import { localDay } from '../../../kernel/dates.ts';
import { periodOf } from '../../../kernel/period.ts';
import { Problem } from '../../../kernel/problem.ts';
import { poolTallies } from '../../../kernel/tally.ts';
import { transact } from '../../../platform/db/db.ts';
import { openTable } from '../../../platform/files/index.ts';
import { createPeriod } from '../../org/index.ts';
import { recogniseScores } from '../inputs/scores.ts';
import { findInstrument as findLaw, instruments } from '../law/instruments.ts';
import { recountTallies } from '../store/recount.ts';
import { sumTallies } from '../store/tallies.ts';
import { failedSend } from './form.ts';

const house = await testHouse();
const { office, db } = house;
const [first, second] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const unsur = Object.values(instruments)[0]?.items.map((item) => item.id) ?? [];
const threes = Object.fromEntries(unsur.map((id) => [id, '3']));

/** The hidden fields of a form, as a browser would send them. */
function hiddenOf(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  );
}

async function open(visitor: Client, code: string): Promise<Record<string, string>> {
  const page = await visitor.get(`/s/${code}`);
  expect(page.status).toBe(200);
  return hiddenOf(page.text);
}

const tallies = () => transact(db, office.scope, (tx) => recountTallies(tx, office.scope), { readOnly: true });

describe('GET /s/<code>', () => {
  test('weighs at most 9,000 bytes and is the same page compressed and plain', async () => {
    const raw = await house.app.inject({ method: 'GET', url: `/s/${first.code}`, headers: { 'accept-encoding': 'gzip' } });
    expect(raw.headers['content-encoding']).toBe('gzip');
    expect(raw.rawPayload.length).toBeLessThanOrEqual(9000);
    const html = gunzipSync(raw.rawPayload).toString();
    inspectPage(html, 'gzip');
    const plain = await house.visitor().get(`/s/${first.code}`);
    const same = (text: string) => text.replace(/name="nonce" value="[^"]*"/, '');
    expect(same(html)).toBe(same(plain.text));
    expect(html).not.toBe(plain.text);
    expect(String(raw.headers['content-security-policy'])).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(raw.headers['cache-control']).toBe('private, no-cache');
  });

  test('an unknown code says so with 404, a closed one with 410', async () => {
    const visitor = house.visitor();
    for (const code of ['tidak-ada', 'x', '%00', 'A B']) {
      const page = await visitor.get(`/s/${code}`);
      expect(page.status).toBe(404);
      inspectPage(page.text, code);
    }
    const officer = await house.signIn();
    await officer.get('/kode');
    await officer.post(`/kode/${second.code}/tutup`, {});
    expect((await visitor.get(`/s/${second.code}`)).status).toBe(410);
    expect((await visitor.post(`/s/${second.code}`, threes)).status).toBe(410);
    await officer.post(`/kode/${second.code}/buka`, {});
    expect((await visitor.get(`/s/${second.code}`)).status).toBe(200);
  });

  test('speaks English when asked', async () => {
    const page = await house.visitor().get(`/s/${first.code}?bahasa=en&k=qr`);
    expect(page.text).toContain('<html lang="en">');
    expect(hiddenOf(page.text).channel).toBe('qr');
  });
});

describe('POST /s/<code>', () => {
  test('stores once: the same send again has the same receipt, other content is a conflict', async () => {
    const visitor = house.visitor();
    const fields = { ...(await open(visitor, first.code)), ...threes, sex: 'female', comment: 'Ramah. WA 0812 3456 7890' };
    const sent = await visitor.post(`/s/${first.code}`, fields);
    expect(sent.status).toBe(303);
    expect(sent.location).toMatch(new RegExp(`^/s/${first.code}/tanda/[0-9A-Z-]{12}$`));
    const thanks = await visitor.get(sent.location);
    expect(thanks.status).toBe(200);
    inspectPage(thanks.text, 'thanks');
    expect(thanks.text).toContain(sent.location.slice(-12));
    expect((await visitor.post(`/s/${first.code}`, fields)).location).toBe(sent.location);
    const other = await visitor.post(`/s/${first.code}`, { ...fields, time: '1' });
    expect(other.status).toBe(409);
    inspectPage(other.text, 'conflict');
    expect((await visitor.get(`/s/${first.code}/tanda/0000-0000-00`)).status).toBe(404);
    const { differences, answers } = await tallies();
    expect({ differences, answers }).toEqual({ differences: [], answers: 1 });

    const officer = await house.signIn();
    const inbox = await officer.get('/bentrok');
    expect(inbox.text).toContain(sent.location.slice(-12));
    expect(inbox.text).not.toContain('3456');
    const id = /action="\/bentrok\/([^"]+)"/.exec(inbox.text)?.[1] ?? '';
    expect((await officer.post(`/bentrok/${id}`, { note: 'kirim ulang' })).status).toBe(303);
    expect((await officer.get('/bentrok')).text).toContain('kirim ulang');
    const comments = await officer.get('/komentar');
    expect(comments.text).toContain('Ramah.');
    expect(comments.text).not.toContain('3456');
    for (const path of ['/terlambat', `/komentar?unsur=time&layanan=${first.id}&periode=2024-tw3`, '/komentar?halaman=x'])
      expect((await officer.get(path)).status, path).toBe(200);
  });

  test('an incomplete form comes back with everything given and nothing stored', async () => {
    const visitor = house.visitor();
    const before = (await tallies()).answers;
    const { time: _, ...eight } = threes;
    const hidden = await open(visitor, first.code);
    const back = await visitor.post(`/s/${first.code}`, {
      ...hidden,
      ...eight,
      age: 'tua',
      education: 's1',
      comment: 'a <b> "c"',
    });
    expect(back.status).toBe(422);
    inspectPage(back.text, '422');
    expect(back.text.match(/ checked/g)).toHaveLength(8);
    expect(back.text).toContain('a &lt;b>');
    expect(back.text).toContain('value="tua"');
    expect(back.text).toMatch(/value="s1" selected/);
    expect(back.text).toContain('#q-time');
    expect(hiddenOf(back.text).nonce).toBe(hidden.nonce);
    expect((await tallies()).answers).toBe(before);
    const sent = await visitor.post(`/s/${first.code}`, { ...hiddenOf(back.text), ...threes });
    expect(sent.status).toBe(303);
  });

  test('too long comes back whole; too large to read says that nothing was kept, in the form’s look, also in a frame', async () => {
    const visitor = house.visitor();
    const before = (await tallies()).answers;
    const hidden = await open(visitor, first.code);
    const long = `${'panjang '.repeat(80_000)}akhir`;
    const back = await visitor.post(`/s/${first.code}?kirim`, { ...hidden, ...threes, comment: long });
    expect(back.status).toBe(422);
    for (const words of [long, 'Terlalu panjang. Paling banyak 2.000 huruf.', 'Belum tersimpan.'])
      expect(back.text.includes(words)).toBe(true);
    // However badly it compresses, nobody else waits for it.
    const hard = Array.from({ length: 900_000 }, () => 'ab'[Math.random() < 0.5 ? 0 : 1]).join('');
    const delay = monitorEventLoopDelay();
    delay.enable();
    const packed = await house.app.inject({
      method: 'POST',
      url: `/s/${first.code}?kirim`,
      headers: { 'accept-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...hidden, ...threes, comment: hard }).toString(),
    });
    delay.disable();
    expect([packed.statusCode, packed.headers['content-encoding']]).toEqual([422, 'gzip']);
    expect(gunzipSync(packed.rawPayload).includes(hard)).toBe(true);
    expect(delay.max / 1e6).toBeLessThan(1500);
    for (const [path, language, words] of [
      [
        `/s/${first.code}?kirim`,
        'id',
        'Tidak ada bagiannya yang tersimpan, juga nilai dan pilihan Anda. Tiap tulisan paling banyak 2.000 huruf.',
      ],
      [`/s/${first.code}?kirim&bahasa=en`, 'en', 'No part of it was stored'],
      [`/s/${first.code}?kirim&bahasa=jv`, 'jv', 'Mboten wonten ingkang kasimpen'],
      [`/sematan/${first.code}?kirim&tema=gelap`, 'id', 'Tekan Kembali di peramban'],
    ] as const) {
      const refused = await house.visitor().post(path, { ...hidden, ...threes, comment: 'x'.repeat(10_000_000) });
      expect([refused.status, refused.text.includes(words), refused.text.includes(`<html lang="${language}">`)], path).toEqual([
        413,
        true,
        true,
      ]);
      expect(String(refused.headers['content-security-policy'])).toContain(
        path.startsWith('/sematan') ? 'frame-ancestors *' : "frame-ancestors 'none'",
      );
    }
    expect((await tallies()).answers).toBe(before);
    expect((await visitor.post(`/s/${first.code}?kirim`, { ...hidden, ...threes, comment: 'Pendek' })).status).toBe(303);
  });

  test('what comes to nothing is handed back in the fields of a form alone; a fault of ours is named as one, with its number', () => {
    const given = {
      ...{
        ...threes,
        comment: 'Tetap ada',
        nonce: 'n',

        'disability-physical': 'on',
        area: 'Kota',
        'own-12': 'ya',
      },
      lang: 'id',
    };
    const failed = (code: string, status: number, lang = 'id') => {
      const reply = failedSend(
        {
          ...{
            params: {},
            query: {},
            body: { ...given, lang, 'own-x': '1', csrf: '2', __proto__x: '3' },
            lang: 'id',
            wantedLang: 'id',
          },
          ...{ url: `/s/${first.code}`, banner: null, config: testConfig, now: new Date(), requestId: 'nomor-77' },
          ...{ headers: { 'content-type': 'application/x-www-form-urlencoded' }, problem: new Problem(code), status },
        },
        first.code,
      );
      return reply?.kind === 'raw' ? String(reply.body) : '';
    };
    const [away, fault] = [failed('db.unavailable', 503), failed('web.broken', 500)];
    for (const html of [away, fault]) {
      inspectPage(html, 'kept');
      expect(hiddenOf(html)).toEqual(given);
    }
    expect(away).toContain('kirim lagi sebentar lagi');
    expect(away).not.toContain('nomor-77');
    expect(fault).toContain('Ada kesalahan di sistem kami');
    expect(fault).toContain('Nomor laporan: nomor-77');
    expect(fault).not.toContain('sebentar lagi');
    expect(failed('web.broken', 500, 'jv')).toContain('Nomer lapuran: nomor-77');
  });

  test('without a nonce, filled by a machine: taken and flagged', async () => {
    const before = (await tallies()).answers;
    const visitor = house.visitor();
    expect((await visitor.post(`/s/${first.code}`, threes)).status).toBe(303);
    const { nonce: _, ...hidden } = await open(visitor, first.code);
    expect((await visitor.post(`/s/${first.code}`, { ...hidden, ...threes, homepage: 'http://x' })).status).toBe(303);
    expect((await tallies()).answers).toBe(before + 2);
  });

  test('a code of the whole unit asks which service, and counts it there', async () => {
    const visitor = house.visitor();
    const hidden = await open(visitor, office.officeCode);
    const missing = await visitor.post(`/s/${office.officeCode}`, { ...hidden, ...threes });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('#q-service');
    expect((await visitor.post(`/s/${office.officeCode}`, { ...hidden, ...threes, service: second.id })).status).toBe(303);
    const day = new Date().toISOString().slice(0, 4);
    const [sum] = await transact(
      db,
      office.scope,
      (tx) =>
        sumTallies(tx, office.scope, { serviceIds: [second.id], from: `${day}-01-01`, to: `${day}-12-31`, late: 'include' }),
      { readOnly: true },
    );
    expect(sum?.respondents).toBe(1);
  });

  test('many at once share their commits and each gets a receipt', async () => {
    const before = (await tallies()).answers;
    const visitors = await Promise.all(
      Array.from({ length: 40 }, async () => ({ visitor: house.visitor(), fields: {} as Record<string, string> })),
    );
    for (const one of visitors) one.fields = { ...(await open(one.visitor, first.code)), ...threes };
    const sent = await Promise.all(
      visitors.flatMap((one) => [
        one.visitor.post(`/s/${first.code}`, one.fields),
        one.visitor.post(`/s/${first.code}`, one.fields),
      ]),
    );
    expect(new Set(sent.map((one) => one.status))).toEqual(new Set([303]));
    expect(new Set(sent.map((one) => one.location)).size).toBe(40);
    const { answers, differences } = await tallies();
    expect({ answers, differences }).toEqual({ answers: before + 40, differences: [] });
  });
});

describe('paper', () => {
  test('is keyed in sheet after sheet; gaps need a confirmation; the same sheet twice is one', async () => {
    const officer = await house.signIn();
    expect((await officer.get('/kertas')).status).toBe(200);
    const day = new Date().toISOString().slice(0, 10);
    const sheet = await officer.get(`/kertas/isi?layanan=${first.id}&tanggal=${day}`);
    expect(sheet.status).toBe(200);
    const hidden = hiddenOf(sheet.text);
    const { time: _, ...eight } = threes;
    const gap = await officer.post('/kertas', { ...hidden, ...eight });
    expect(gap.status).toBe(422);
    expect(gap.text).toContain('name="confirmed"');
    expect((await officer.post('/kertas', { ...hidden, ...threes, time: '7' })).status).toBe(422);
    expect((await officer.post('/kertas', hidden)).status).toBe(422);
    const kept = await officer.post('/kertas', { ...hidden, ...eight, confirmed: '1' });
    expect(kept.status).toBe(303);
    const next = await officer.get(kept.location);
    expect(next.text).toContain('Hari ini Anda sudah memasukkan 1 lembar');
    expect((await officer.post('/kertas', { ...hidden, ...eight, confirmed: '1' })).location).toContain('hasil=repeated');
    expect((await officer.get(`/kertas/isi?layanan=${first.id}&tanggal=2999-01-01`)).status).toBe(422);
    expect((await tallies()).differences).toEqual([]);
  });
});

describe('codes and posters', () => {
  test('a code is made, refused when taken, and printed with its QR', async () => {
    const officer = await house.signIn();
    await officer.get('/kode');
    const made = await officer.post('/kode', { target: `service:${first.id}`, code: 'loket-dua', label: 'Loket 2' });
    expect(made.location).toBe('/kode?baru=loket-dua');
    expect((await officer.get(made.location)).text).toContain('loket-dua');
    expect((await officer.post('/kode', { target: `service:${first.id}`, code: 'loket-dua' })).status).toBe(422);
    expect((await officer.post('/kode', { target: '', code: 'A!' })).status).toBe(422);
    const poster = await officer.get('/kode/loket-dua/poster');
    expect(poster.status).toBe(200);
    expect(poster.text).toContain('suara.test/s/loket-dua');
    expect((await officer.post('/kode/semua', {})).location).toMatch(/dibuat=0/);
    expect((await officer.get('/kode/tidak-ada/poster')).status).toBe(404);
  });
});

describe('questionnaire', () => {
  test('is shown, printed, and changed into a new version once answered', async () => {
    const officer = await house.signIn();
    const list = await officer.get('/kuesioner');
    const id = /href="\/kuesioner\/([0-9a-f-]{36})"/.exec(list.text)?.[1] ?? '';
    expect((await officer.get(`/kuesioner/${id}`)).text).toContain('Persyaratan');
    const print = await officer.get(`/kuesioner/${id}/cetak?layanan=${first.id}`);
    inspectPage(print.text, 'print');
    expect(
      (await officer.post(`/kuesioner/${id}/pertanyaan`, { kind: 'choice', question: 'Apa?', options: 'satu' })).status,
    ).toBe(422);
    const added = await officer.post(`/kuesioner/${id}/pertanyaan`, {
      kind: 'choice',
      question: 'Apakah bebas pungli?',
      options: 'Tidak\nKurang\nYa\nSangat',
      counted: '1',
      unsur_name: 'Integritas',
    });
    expect(added.location).toBe(`/kuesioner/${id}?simpan=2&baru=1`);
    expect((await officer.get(added.location)).text).toContain('Integritas');
    expect((await officer.get(`/kuesioner/${id}/unsur/cost`)).status).toBe(200);
    const labels = Object.fromEntries([1, 2, 3, 4].map((n) => [`label_${n}`, `L${n}`]));
    expect(
      (await officer.post(`/kuesioner/${id}/unsur/cost`, { name: 'Transparansi biaya', question: 'Jelas?', ...labels })).status,
    ).toBe(422);
    expect(
      (await officer.post(`/kuesioner/${id}/unsur/time`, { name: 'X', question: 'Y?', reason: 'karena', ...labels })).status,
    ).toBe(422);
    expect(
      (
        await officer.post(`/kuesioner/${id}/unsur/cost`, {
          name: 'Transparansi biaya',
          question: 'Jelas?',
          reason: 'Gratis menurut Perda',
          ...labels,
        })
      ).status,
    ).toBe(303);
    const page = await officer.get(`/kuesioner/${id}`);
    expect(page.text).toContain('Transparansi biaya');
    expect(page.text).toContain('Gratis menurut Perda');
    // Who opened the form before still answers what they read; the new form asks ten.
    const form = await house.visitor().get(`/s/${first.code}`);
    expect(form.text).toContain('bebas pungli');
    expect(form.text.match(/required/g)).toHaveLength(40);
    expect((await officer.post(`/kuesioner/${id}/unsur/cost/kembalikan`, {})).status).toBe(303);
    expect((await officer.post(`/kuesioner/${id}/unsur/cost/hilangkan`, { drop_reason: 'Tidak ada biaya' })).status).toBe(303);
    expect((await officer.post(`/kuesioner/${id}/pertanyaan/own-1/hapus`, {})).status).toBe(303);
  });
});

describe('services with different questions behind one code', () => {
  test('first the service, then its form; an unanswered version that changed meanwhile is shown again', async () => {
    const officer = await house.signIn();
    await officer.get('/kuesioner');
    const made = await officer.post('/kuesioner', { name: 'Layanan daring' });
    const id = made.location.slice('/kuesioner/'.length);
    expect((await officer.post(`/kuesioner/${id}/layanan`, { services: [second.id] })).status).toBe(303);
    const visitor = house.visitor();
    const pick = await visitor.get(`/s/${office.officeCode}?k=qr`);
    inspectPage(pick.text, 'pick');
    expect(pick.text).toContain(`/s/${office.officeCode}?layanan=${second.id}&amp;k=qr`);
    const form = await visitor.get(`/s/${office.officeCode}?layanan=${second.id}&k=qr`);
    const fields = { ...hiddenOf(form.text), ...threes };
    const labels = Object.fromEntries([1, 2, 3, 4].map((n) => [`label_${n}`, `L${n}`]));
    const replaced = await officer.post(`/kuesioner/${id}/unsur/behaviour`, {
      name: 'Kemudahan situs',
      question: 'Mudah?',
      reason: 'Daring',
      ...labels,
    });
    expect(replaced.location).toBe(`/kuesioner/${id}?simpan=1`);
    const again = await visitor.post(`/s/${office.officeCode}`, fields);
    expect(again.status).toBe(422);
    expect(again.text).toContain('baru saja diperbarui');
    expect((await visitor.post(`/s/${office.officeCode}`, { ...threes, ...hiddenOf(again.text) })).status).toBe(303);
    expect((await officer.post(`/kuesioner/${id}/layanan`, {})).status).toBe(303);
    expect((await visitor.get(`/s/${office.officeCode}`)).text).toContain('name="service"');
    expect((await tallies()).differences).toEqual([]);
  });
});

describe('the download', () => {
  test('needs a period, and holds no formula and no telephone number', async () => {
    const officer = await house.signIn();
    const visitor = house.visitor();
    const fields = {
      ...(await open(visitor, second.code)),
      ...threes,
      service_on: new Date().toISOString().slice(0, 10),
      comment: '=HYPERLINK("x") 081234567890',
    };
    expect((await visitor.post(`/s/${second.code}`, fields)).status).toBe(303);
    expect((await officer.get('/unduh/jawaban.csv')).status).toBe(404);
    expect((await officer.get('/unduh/jawaban.csv?periode=2024-tw3')).text.split('\r\n')).toHaveLength(2);

    const now = new Date();
    const period = periodOf('year', localDay(now, 'Asia/Jakarta'));
    await transact(db, office.scope, (tx) => createPeriod(tx, office.scope, period.code, now));
    const answer = await officer.get(`/unduh/jawaban.csv?periode=${period.code}`);
    expect(answer.headers['content-disposition']).toContain(`jawaban-${period.code}.csv`);
    expect(answer.text.startsWith('\ufeffNo;U1;U2;U3;U4;U5;U6;U7;U8;U9;')).toBe(true);
    expect(answer.text).toContain(`"'=HYPERLINK(""x"") [nomor telepon disamarkan]"`);
    expect(answer.text).not.toMatch(/0812|petugas/);

    // What `suara ikm` reads out of the file is what the page counts.
    const folder = await mkdtemp(join(tmpdir(), 'suara-csv-'));
    const file = join(folder, 'jawaban.csv');
    await writeFile(file, answer.text);
    const table = await openTable(file);
    const scores = await recogniseScores(table.batches, { instrument: findLaw('permenpanrb-14-2017'), order: 'unsur' });
    const sums = new Map<string, { answered: number; sum: number }>();
    const reading = await scores.read(scores.columns, (row) => {
      scores.columns.forEach((column, at) => {
        const held = sums.get(column.id) ?? { answered: 0, sum: 0 };
        if (row[at]) sums.set(column.id, { answered: held.answered + 1, sum: held.sum + (row[at] ?? 0) });
      });
    });
    await table.close();
    await rm(folder, { recursive: true });
    const filter = {
      serviceIds: office.services.map((one) => one.id),
      from: period.firstDay,
      to: period.lastDay,
      late: 'exclude' as const,
    };
    const tally = poolTallies(await transact(db, office.scope, (tx) => sumTallies(tx, office.scope, filter), { readOnly: true }));
    expect(reading).toMatchObject({ respondents: tally.respondents, rejected: [] });
    expect(tally.unsur.map(({ id }) => [id, sums.get(id)?.answered, (sums.get(id)?.sum ?? 0) * 60])).toEqual(
      tally.unsur.map((one) => [one.id, one.answered, Number(one.sum60)]),
    );
  });
});
