/** Personal data over HTTP: what people leave and ask, what officers see and do, and that it is really sealed, logged and erased. */
import { sql } from 'kysely';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, testConfig, testHouse } from '../../../../test/house.ts';
import { personalData } from '../../../app.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { listJobScopes } from '../../../platform/auth/index.ts';
import { open, transact } from '../../../platform/db/db.ts';
import type { JobContext } from '../../../platform/jobs/index.ts';
import { createRetentionKind } from '../jobs/retention.ts';
import { rotationKind } from '../jobs/rotation.ts';

const house = await testHouse();
const { office, db, owner } = house;
const { scope } = office;
const code = office.services[0]?.code ?? '';
const home = '/kelola/data-pribadi';
const ask = `/data-pribadi/${scope.tenantId}`;
const hand = async <T>(statement: ReturnType<typeof sql<T>>) => (await statement.execute(open(owner))).rows;
const actions = async () =>
  (await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 500 }), { readOnly: true })).map(({ action }) => action);

async function jobContext(): Promise<JobContext> {
  const [job] = await transact(db, { tenantId: null }, (tx) => listJobScopes(tx, 'test'), { readOnly: true });
  if (!job) throw new Error('no office');
  return {
    db,
    scope: job,
    log: pino({ level: 'silent' }),
    secret: testConfig.secret,
    mailer: null,
    signal: new AbortController().signal,
  };
}

const hiddenOf = (html: string): Record<string, string> =>
  Object.fromEntries([...html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));

/** Answers the survey; the receipt. */
async function answer(visitor: Client, more: Record<string, string> = {}): Promise<{ receipt: string; location: string }> {
  const form = await visitor.get(`/s/${code}`);
  const scores = Object.fromEntries(
    [...new Set([...form.text.matchAll(/type="radio" name="([a-z_]+)" value="3" required/g)].map((found) => found[1] ?? ''))].map(
      (name) => [name, '3'],
    ),
  );
  const sent = await visitor.post(`/s/${code}`, { ...hiddenOf(form.text), ...scores, ...more });
  expect(sent.status).toBe(303);
  return { receipt: /tanda\/([0-9A-Z-]+)/.exec(sent.location)?.[1] ?? '', location: sent.location };
}

const person = { name: 'Siti Aminah', phone: '0812 3456 7890', email: 'Siti@Contoh.id', agree: '1' };

async function leaveContact(visitor: Client, receipt: string, more: Record<string, string> = {}) {
  const path = `/s/${code}/hubungi/${receipt}`;
  const { text } = hiddenOf((await visitor.get(path)).text);
  return visitor.post(path, { ...person, text: text ?? '', ...more });
}

let officer: Client;
beforeAll(async () => {
  officer = await house.signIn();
});
const idIn = (html: string, path: string) => new RegExp(`${path}/([0-9a-f-]{36})`).exec(html)?.[1] ?? '';

describe('leaving a contact', () => {
  test('is not offered before the office says so', async () => {
    const visitor = house.visitor();
    const { receipt } = await answer(visitor);
    expect((await visitor.get(`/s/${code}/tanda/${receipt}`)).text).not.toContain('hubungi');
    expect((await visitor.get(`/s/${code}/hubungi/${receipt}`)).status).toBe(404);
    await officer.get(home);
    expect((await officer.post(home, { age_limit: 'x' })).status).toBe(422);
    const set = { age_limit: '18', contact_offered: '1', officer: 'Bu Rina, rina@dinsos.test', notice_to: 'Komdigi' };
    expect((await officer.post(home, set)).location).toBe(`${home}?kabar=saved`);
    expect((await visitor.get(`/s/${code}/tanda/${receipt}`)).text).toContain(`/s/${code}/hubungi/${receipt}`);
  });

  test('asks for consent that is not ticked, keeps nothing without it, and keeps what was given', async () => {
    const visitor = house.visitor();
    const { receipt } = await answer(visitor);
    const form = await visitor.get(`/s/${code}/hubungi/${receipt}`);
    expect(form.text).toContain('Pasal 20');
    expect(form.text).not.toContain('checked');
    const refused = await leaveContact(visitor, receipt, { agree: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Siti Aminah');
    expect((await leaveContact(visitor, receipt, { phone: '', email: '' })).status).toBe(422);
    expect((await leaveContact(visitor, receipt, { phone: '12' })).status).toBe(422);
    expect((await leaveContact(visitor, receipt, { text: 'f00d' })).text).toContain('baru saja diperbarui');
    expect(await hand(sql`select count(*)::int as n from privacy_contact`)).toEqual([{ n: 0 }]);
    expect((await leaveContact(visitor, receipt)).status).toBe(200);
    expect((await leaveContact(visitor, receipt)).text).toContain('sudah tersimpan');
    expect(await hand(sql`select count(*)::int as n from privacy_contact`)).toEqual([{ n: 1 }]);
  });

  test('nothing keeps a copy of the pages that are for one person: receipt, contact, and what is wrong with it', async () => {
    const visitor = house.visitor();
    const { receipt, location } = await answer(visitor);
    const path = `/s/${code}/hubungi/${receipt}`;
    const pages = [
      await visitor.get(location),
      await visitor.get(`/s/${code}/tanda/XXXX-XXXX-XX`),
      await visitor.get(path),
      await leaveContact(visitor, receipt, { agree: '' }),
      await visitor.get(`/s/${code}/hubungi/XXXX-XXXX-XX`),
    ];
    expect(pages.map(({ status, headers }) => [status, headers['cache-control']])).toEqual(
      [200, 404, 200, 422, 404].map((status) => [status, 'private, no-store']),
    );
  });

  test('is sealed: no table holds the name, the number, or the receipt beside it', async () => {
    const [row] = await hand<Record<string, unknown>>(
      sql`select to_jsonb(c)::text as text, encode(sealed, 'escape') as bytes from privacy_contact c`,
    );
    for (const secret of ['Siti', 'Aminah', '3456', 'contoh']) expect(JSON.stringify(row)).not.toContain(secret);
    const [{ reference } = { reference: '' }] = await hand<{ reference: string }>(sql`select reference from privacy_contact`);
    expect(await hand(sql`select count(*)::int as n from survey_answer where id = ${reference}`)).toEqual([{ n: 0 }]);
  });

  test('a child’s words are not kept and it is said; a contact needs a guardian', async () => {
    const visitor = house.visitor();
    const { receipt, location } = await answer(visitor, { age: '12', comment: 'cerita anak' });
    expect(location).toContain('saran=0');
    expect((await visitor.get(location)).text).toContain('tidak kami simpan');
    expect((await visitor.get(`/s/${code}/tanda/${receipt}`)).text).not.toContain('tidak kami simpan');
    expect(await hand(sql`select comment from survey_answer where receipt = ${receipt}`)).toEqual([{ comment: '' }]);
    expect((await leaveContact(visitor, receipt)).status).toBe(422);
    expect((await leaveContact(visitor, receipt, { guardian: 'Ibu Wati', relation: 'ibu' })).status).toBe(200);
    const kept = await hand(
      sql`select guardian, sealed is not null as sealed, text_version, lang, method from privacy_consent where guardian`,
    );
    expect(kept).toEqual([{ guardian: true, sealed: true, text_version: 1, lang: 'id', method: 'web' }]);
  });
});

describe('contacts', () => {
  test('are masked; opening one needs a reason and is in the trail', async () => {
    const list = await officer.get('/kontak');
    expect(list.text).toContain('S•••• A••••');
    for (const secret of ['Aminah', '3456', 'ontoh.id']) expect(list.text).not.toContain(secret);
    const id = idIn(list.text, '/kontak');
    await officer.get(`/kontak/${id}`);
    expect((await officer.post(`/kontak/${id}/buka`, { reason: '' })).status).toBe(422);
    expect(await actions()).not.toContain('privacy.reveal_contact');
    const opened = await officer.post(`/kontak/${id}/buka`, { reason: 'menindaklanjuti keluhan antrean' });
    expect(opened.text).toContain('Siti Aminah');
    expect(await actions()).toContain('privacy.reveal_contact');
    const trail = await officer.get('/kelola/jejak');
    expect(trail.text).toContain('menindaklanjuti keluhan antrean');
    expect(trail.text).not.toContain('Aminah');
  });

  test('are found by number or address however written, not by part of one, and the search is in no address', async () => {
    await officer.get('/kontak');
    for (const wanted of ['+62 812-3456-7890', 'siti@contoh.ID'])
      expect((await officer.post('/kontak/cari', { wanted })).text, wanted).toContain('S•••• A••••');
    for (const wanted of ['7890', 'contoh.id', 'Siti'])
      expect((await officer.post('/kontak/cari', { wanted })).text, wanted).toContain('Tidak ada kontak');
  });

  test('show the proof of their consent, with the text that was agreed to after it has changed', async () => {
    const id = idIn((await officer.get('/kontak')).text, '/kontak');
    await officer.get(`${home}/naskah`);
    expect((await officer.post(`${home}/naskah`, { body_id: '', body_en: 'x' })).status).toBe(422);
    expect((await officer.post(`${home}/naskah`, { body_id: 'Naskah kedua.', body_en: 'Second text.' })).status).toBe(303);
    const visitor = house.visitor();
    const { receipt } = await answer(visitor);
    expect((await visitor.get(`/s/${code}/hubungi/${receipt}`)).text).toContain('Naskah kedua.');
    const proof = await officer.get(`/kontak/${id}/persetujuan`);
    expect(proof.text).toContain('Pasal 20 UU 27/2022');
    expect(proof.text).not.toContain('Naskah kedua.');
    expect(proof.text).toContain('cocok dengan naskah di atas');
    expect(proof.text).not.toContain('TIDAK cocok');
  });

  test('are corrected, restricted so that nobody can open them, freed and erased', async () => {
    const id = idIn((await officer.get('/kontak')).text, '/kontak');
    const page = `/kontak/${id}`;
    await officer.get(page);
    const put = { name: 'Siti A. Putri', phone: '0813 1111 2222', email: '', reason: 'permohonan' };
    expect((await officer.post(`${page}/perbaiki`, { ...put, phone: 'x' })).status).toBe(422);
    expect((await officer.post(`${page}/perbaiki`, put)).location).toBe(`${page}?kabar=changed`);
    expect((await officer.post('/kontak/cari', { wanted: '081311112222' })).text).toContain(id);
    expect((await officer.post(`${page}/batasi`, { reason: 'permohonan' })).status).toBe(303);
    expect((await officer.post(`${page}/buka`, { reason: 'ingin tahu' })).status).toBe(422);
    expect((await officer.post(`${page}/lepas`, { reason: 'orangnya setuju' })).status).toBe(303);
    expect((await officer.post(`${page}/buka`, { reason: 'menelepon' })).text).toContain('Siti A. Putri');
    expect((await officer.post(`${page}/hapus`, { reason: 'permohonan' })).location).toBe('/kontak?kabar=erased');
    expect((await officer.get(page)).status).toBe(404);
    expect(
      await hand(sql`select count(*)::int as n from privacy_consent where withdrawn_at is not null and sealed is null`),
    ).toEqual([{ n: 1 }]);
  });
});

describe('the key', () => {
  test('is replaced: everything is sealed anew and still found, then the old one is destroyed', async () => {
    const before = await hand<{ key_id: string }>(sql`select distinct key_id from privacy_contact`);
    await officer.get(home);
    expect((await officer.post(`${home}/kunci`, {})).status).toBe(303);
    expect((await officer.get('/kontak')).text).toContain('S•••• A••••');
    expect((await officer.post('/kontak/cari', { wanted: person.phone })).text).toContain('S•••• A••••');
    const context = await jobContext();
    expect(await transact(db, scope, (tx) => rotationKind.waiting(tx, context.scope), { readOnly: true })).toEqual([{}]);
    await rotationKind.run(context, {});
    await rotationKind.run(context, {});
    const after = await hand<{ key_id: string }>(sql`select distinct key_id from privacy_contact`);
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    expect(
      await hand(sql`select count(*)::int as n from privacy_key where wrapped is null and destroyed_at is not null`),
    ).toEqual([{ n: 1 }]);
    expect((await officer.post('/kontak/cari', { wanted: person.phone })).text).toContain('S•••• A••••');
    expect(await transact(db, scope, (tx) => rotationKind.waiting(tx, context.scope), { readOnly: true })).toEqual([]);
    expect(await actions()).toContain('privacy.destroy_key');
  });

  test('of another installation’s secret opens nothing, and a value put into another row does not open', async () => {
    const { composeForTest, createClient } = await import('../../../../test/house.ts');
    const stranger = createClient(
      await composeForTest(house, { config: { secret: 'another secret of thirty-two letters and more' } }),
    );
    await stranger.get('/masuk');
    await stranger.post('/masuk', { email: office.email, password: office.password });
    const locked = await stranger.get('/kontak');
    expect([locked.status, locked.text.includes('Aminah')]).toEqual([500, false]);
    const visitor = house.visitor();
    const { receipt } = await answer(visitor);
    await leaveContact(visitor, receipt);
    const rows = await hand<{ id: string; sealed: Buffer }>(sql`select id, sealed from privacy_contact order by id`);
    const [a, b] = rows as [(typeof rows)[number], (typeof rows)[number]];
    await hand(sql`update privacy_contact set sealed = ${b.sealed} where id = ${a.id}`);
    expect((await officer.get(`/kontak/${a.id}`)).status).toBe(500);
    await hand(sql`update privacy_contact set sealed = ${a.sealed} where id = ${a.id}`);
    expect((await officer.get(`/kontak/${a.id}`)).status).toBe(200);
  });
});

describe('requests', () => {
  const file = async (visitor: Client, fields: Record<string, string>) => {
    await visitor.get(ask);
    return visitor.post(ask, fields);
  };
  const newest = async () => {
    const [row] = await hand<{ id: string }>(sql`select id from privacy_request order by id desc limit 1`);
    return `/permohonan/${row?.id}`;
  };

  test('need a kind and a receipt or a contact; what was given comes back', async () => {
    const visitor = house.visitor();
    expect((await visitor.get('/data-pribadi')).status).toBe(303);
    expect((await visitor.get(ask)).text).toContain('Bu Rina');
    const odd: Record<string, string>[] = [
      {},
      { kind: 'access' },
      { kind: 'lain', contact: '0812' },
      { kind: 'access', receipt: 'XX' },
    ];
    for (const wrong of odd) expect((await file(visitor, wrong)).status, JSON.stringify(wrong)).toBe(422);
    expect((await file(visitor, { kind: 'access', receipt: 'XX', message: 'tolong lihat' })).text).toContain('tolong lihat');
    expect((await visitor.get(`/data-pribadi/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await visitor.get(`${ask}/permohonan/0000-0000-0000-0000`)).status).toBe(404);
  });

  test('access: the officer reads what is kept, tells, and the person reads the answer by their code', async () => {
    const visitor = house.visitor();
    const { receipt } = await answer(visitor, { comment: 'Loket terlalu tinggi' });
    const filed = await file(visitor, { kind: 'access', receipt: receipt.toLowerCase().replaceAll('-', ' '), contact: '' });
    expect(filed.location).toContain('/permohonan/');
    expect([filed, await visitor.get(filed.location)].map(({ headers }) => headers['cache-control'])).toEqual([
      'private, no-store',
      'private, no-store',
    ]);
    const page = await newest();
    expect((await officer.get('/permohonan')).text).toContain('sisa 71 jam');
    expect((await officer.get(page)).text).toContain('Baca data untuk dijawabkan');
    expect((await officer.get(`${page}/data`)).text).toContain('Loket terlalu tinggi');
    expect(await actions()).toContain('privacy.read_record');
    expect((await officer.post(`${page}/jawab`, { outcome: 'done', result: '' })).status).toBe(422);
    expect((await officer.post(`${page}/jawab`, { outcome: 'done', result: 'Data Anda: satu saran.' })).status).toBe(303);
    expect((await officer.post(`${page}/jawab`, { outcome: 'refused', result: 'lagi' })).status).toBe(409);
    const told = await visitor.get(filed.location);
    expect(told.text).toContain('Data Anda: satu saran.');
    expect(await hand(sql`select count(*)::int as n from privacy_request where encode(sealed, 'escape') like '%saran%'`)).toEqual(
      [{ n: 0 }],
    );
  });

  test('erasure by receipt: answer and contact are gone, once', async () => {
    const visitor = house.visitor();
    const { receipt } = await answer(visitor, { comment: 'hapus saya' });
    await leaveContact(visitor, receipt, { phone: '0899 0000 1111', email: '' });
    await officer.get('/kontak');
    expect((await officer.post('/kontak/cari', { wanted: '089900001111' })).text).toContain('S•••• A••••');
    await file(visitor, { kind: 'erasure', receipt });
    const page = await newest();
    const shown = (await officer.get(page)).text;
    for (const words of ['dikeluarkan dari hitungan', 'Cukup satu orang: tombol di bawah langsung melaksanakannya'])
      expect(shown).toContain(words);
    expect((await officer.get(`${page}/data`)).status).toBe(404);
    expect((await officer.post(`${page}/hapus`, { reason: '' })).status).toBe(422);
    expect((await officer.post(`${page}/hapus`, { reason: 'permohonan pemegang kode' })).location).toBe(`${page}?kabar=erased`);
    expect((await officer.post(`${page}/hapus`, { reason: 'lagi' })).status).toBe(422);
    expect(await hand(sql`select scores, comment from survey_answer where receipt = ${receipt}`)).toEqual([
      { scores: [], comment: '' },
    ]);
    expect((await officer.post('/kontak/cari', { wanted: '089900001111' })).text).toContain('Tidak ada kontak');
    expect((await visitor.get(`/s/${code}/tanda/${receipt}`)).text).toContain('sudah dihapus');
    expect((await visitor.get(`/s/${code}/hubungi/${receipt}`)).status).toBe(404);
  });

  describe('an erasure and a contact left at the same time: whichever comes first, no contact stays', () => {
    /** Until a transaction of this database waits for a lock of this kind. */
    const waits = async (kind: 'advisory' | 'relation') => {
      const waiting = sql<{ n: number }>`select count(*)::int as n from pg_locks
        where not granted and locktype = ${kind} and database = (select oid from pg_database where datname = current_database())`;
      while ((await hand(waiting))[0]?.n === 0);
    };
    const left = () =>
      hand<{ contacts: number; links: number }>(sql`select (select count(*) from privacy_contact)::int as contacts,
      (select count(*) from survey_contact_link)::int as links`);

    /** A request for erasure of an answer, and both parties before their last press. */
    const prepare = async () => {
      const visitor = house.visitor();
      const { receipt } = await answer(visitor, { comment: 'bersamaan' });
      await file(visitor, { kind: 'erasure', receipt });
      const page = await newest();
      await officer.get(page);
      const path = `/s/${code}/hubungi/${receipt}`;
      const { text = '' } = hiddenOf((await visitor.get(path)).text);
      return {
        erase: () => officer.post(`${page}/hapus`, { reason: 'permohonan pemegang kode' }),
        leave: () => visitor.post(path, { ...person, text }),
      };
    };
    /** Holds whoever writes into a table, while `fn` runs. */
    const holding = (table: string, fn: () => Promise<void>) =>
      transact(owner, { tenantId: null }, async (tx) => {
        await sql`lock table ${sql.table(table)} in share mode`.execute(open(tx));
        await fn();
      });

    test('the erasure is at work: the contact waits and is refused', async () => {
      const { erase, leave } = await prepare();
      const before = await left();
      const done: Promise<{ readonly status: number }>[] = [];
      await holding('survey_erasure', async () => {
        done.push(erase());
        await waits('relation');
        done.push(leave());
        await Promise.race([waits('advisory'), done[1]]);
      });
      expect((await Promise.all(done)).map(({ status }) => status)).toEqual([303, 404]);
      expect(await left()).toEqual(before);
    });

    test('the contact is at work: the erasure waits and takes it along', async () => {
      const { erase, leave } = await prepare();
      const before = await left();
      const done: Promise<{ readonly status: number }>[] = [];
      await holding('survey_contact_link', async () => {
        done.push(leave());
        await waits('relation');
        done.push(erase());
        await Promise.race([waits('advisory'), done[1]]);
      });
      expect((await Promise.all(done)).map(({ status }) => status)).toEqual([200, 303]);
      expect(await left()).toEqual(before);
    });

    test('the same contact sent twice at once is kept once, and both are told so', async () => {
      const { leave } = await prepare();
      const [before] = await left();
      expect((await Promise.all([leave(), leave()])).map(({ status }) => status)).toEqual([200, 200]);
      expect(await left()).toEqual([{ contacts: Number(before?.contacts) + 1, links: Number(before?.links) + 1 }]);
    });
  });

  test('erasure by two, where the office says so: nothing is gone before another one agrees', async () => {
    const alone = 'Satu orang dapat melakukannya sendiri, langsung dan tanpa persetujuan: Administrator, Petugas.';
    expect((await officer.get('/persetujuan/aturan')).text).toContain(alone);
    const rule = { needed: '1', days: '3', reason: 'Rapat' };
    expect((await officer.post('/persetujuan/aturan/erasure', rule)).status).toBe(303);
    const visitor = house.visitor();
    const { receipt } = await answer(visitor, { comment: 'hapus berdua' });
    const kept = () => hand(sql`select comment from survey_answer where receipt = ${receipt}`);
    await file(visitor, { kind: 'erasure', receipt });
    const page = await newest();
    await officer.get(page);
    const asked = await officer.post(`${page}/hapus`, { reason: 'permohonan pemegang kode' });
    expect(asked.location).toMatch(/^\/persetujuan\//);
    expect(await kept()).toEqual([{ comment: 'hapus berdua' }]);
    expect((await officer.get('/persetujuan/aturan')).text.split(alone).length).toBe(1);
    const waiting = await officer.get(page);
    expect([waiting.text.includes('menunggu persetujuan'), waiting.text.includes(`${page}/hapus`)]).toEqual([true, false]);
    expect((await officer.post(`${asked.location.split('?')[0]}/setujui`, {})).status).toBe(403);
    const shown = await officer.get(asked.location);
    expect([shown.text.includes(receipt), shown.text.includes('dikeluarkan dari hitungan')]).toEqual([false, true]);
    const second = await house.join('admin');
    await second.get(asked.location);
    expect((await second.post(`${asked.location.split('?')[0]}/setujui`, {})).status, 'not without the password').toBe(422);
    expect(await kept()).toEqual([{ comment: 'hapus berdua' }]);
    expect((await house.approveAll()).map(({ location }) => location)).toEqual([`${page}?kabar=erased`]);
    expect(await kept()).toEqual([{ comment: '' }]);
    await officer.get('/persetujuan/aturan');
    await officer.post('/persetujuan/aturan/erasure', { ...rule, needed: '0' });
  });

  test('by contact: the officer is shown the contacts that fit, and what is late is red', async () => {
    const visitor = house.visitor();
    await file(visitor, { kind: 'withdrawal', contact: 'nomor saya 0812 3456 7890' });
    expect((await officer.get(await newest())).text).toContain('Tidak ada data yang cocok');
    const filed = await file(visitor, { kind: 'withdrawal', contact: '0812 3456 7890, siti@contoh.id' });
    const page = await newest();
    expect((await officer.get(page)).text).toContain('S•••• A••••');
    await hand(
      sql`update privacy_request set due_at = due_at - interval '80 hours', received_at = received_at - interval '80 hours' where told_at is null`,
    );
    expect((await officer.get('/permohonan')).text).toContain('terlambat 9 jam');
    expect((await visitor.get(filed.location)).text).toContain('melewati batas waktu');
  });
});

describe('retention', () => {
  const purpose = `${home}/retensi/privacy.follow_up`;

  test('erases nothing before somebody has seen the list, then what is due, and says so in the trail', async () => {
    const kind = createRetentionKind(personalData);
    const context = await jobContext();
    const count = async () => (await hand<{ n: number }>(sql`select count(*)::int as n from privacy_contact`))[0]?.n;
    await hand(sql`update privacy_contact set created_at = created_at - interval '40 days'`);
    const visitor = house.visitor();
    const { receipt } = await answer(visitor);
    await leaveContact(visitor, receipt);
    const all = (await count()) ?? 0;
    expect(all).toBeGreaterThan(1);
    await officer.get(purpose);
    expect((await officer.post(purpose, { days: '-3', note: '' })).status).toBe(422);
    expect((await officer.post(purpose, { days: '30', note: 'JRA 12/2026' })).status).toBe(303);
    await kind.run(context, {});
    expect(await count()).toBe(all);
    const page = await officer.get(purpose);
    expect(page.text).toContain(`${all - 1} baris dari sebelum`);
    expect((await officer.post(`${purpose}/jalankan`, { days: '31' })).status).toBe(409);
    expect((await officer.post(`${purpose}/jalankan`, { days: '30' })).status).toBe(303);
    expect(await transact(db, scope, (tx) => kind.waiting(tx, context.scope), { readOnly: true })).toEqual([{}]);
    await kind.run(context, {});
    expect(await count()).toBe(1);
    expect(await transact(db, scope, (tx) => kind.waiting(tx, context.scope), { readOnly: true })).toEqual([]);
    expect(await actions()).toContain('privacy.run_retention');
    expect((await officer.get(`${home}/catatan`)).text).toContain('30 hari');
  });

  test('other days wait for another look; answers and requests have theirs; unknown purposes do not', async () => {
    await officer.get(purpose);
    await officer.post(purpose, { days: '10', note: '' });
    expect(await hand(sql`select confirmed_at from privacy_retention where purpose = 'privacy.follow_up'`)).toEqual([
      { confirmed_at: null },
    ]);
    await officer.post(purpose, { days: '', note: '' });
    expect(await hand(sql`select count(*)::int as n from privacy_retention`)).toEqual([{ n: 0 }]);
    for (const known of ['survey.answers', 'privacy.requests'])
      expect((await officer.get(`${home}/retensi/${known}`)).status, known).toBe(200);
    expect((await officer.get(`${home}/retensi/audit.trail`)).status).toBe(404);
  });
});

describe('documents and breaches', () => {
  test('the record of processing and the assessment hold every purpose and personal table', async () => {
    const record = (await officer.get(`${home}/catatan`)).text;
    const assessment = (await officer.get(`${home}/dampak`)).text;
    for (const { title } of personalData.purposes) {
      expect(record).toContain(title.id);
      expect(assessment).toContain(title.id);
    }
    for (const { table } of personalData.tables) expect(record).toContain(table);
    expect(record).toContain('Bu Rina');
  });

  test('a breach has a clock from when it was known, stopped by telling both, and a notice', async () => {
    const register = `${home}/kebocoran`;
    await officer.get(`${register}/baru`);
    const entry = {
      detected_at: '2026-10-15T09:30',
      data: 'Nama dan nomor telepon 12 orang',
      how: '',
      handling: '',
      subjects: '12',
    };
    expect((await officer.post(register, { ...entry, detected_at: '2999-01-01T00:00' })).status).toBe(422);
    expect((await officer.post(register, { ...entry, data: '' })).text).toContain('2026-10-15T09:30');
    const made = await officer.post(register, entry);
    expect(made.status).toBe(303);
    const page = made.location.split('?')[0] ?? '';
    expect((await officer.get(register)).text).toMatch(/terlambat [\d.]+ jam/);
    const letter = (await officer.get(`${page}/surat`)).text;
    for (const part of ['Komdigi', 'Nama dan nomor telepon 12 orang', 'masih diperiksa', 'Dinas Sosial Uji', 'pukul 09.30 WIB'])
      expect(letter).toContain(part);
    const told = { told_subjects_at: '2026-10-16T09:00', told_agency_at: '2026-10-16T10:00' };
    expect((await officer.post(page, { ...entry, ...told })).status).toBe(303);
    expect((await officer.get(register)).text).toContain('diberitahukan');
  });
});
