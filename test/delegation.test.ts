/** A role lent during leave, and everything a leaver holds passed on: never more than there was, and all or nothing. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addDays, localDay } from '../src/kernel/dates.ts';
import { newId } from '../src/kernel/ids.ts';
import { createService, createUnit } from '../src/modules/org/index.ts';
import { findServiceInstrument, storeAnswers } from '../src/modules/survey/index.ts';
import { listEvents } from '../src/platform/audit/index.ts';
import { listMembers } from '../src/platform/auth/store/accounts.ts';
import { transact } from '../src/platform/db/db.ts';
import { type Client, testHouse } from './house.ts';
import { foundTestOffice } from './office.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const owner = new pg.Client({ connectionString: house.ownerUrl });
beforeAll(() => owner.connect());
afterAll(() => owner.end());
const admin = await house.signIn();
const today = localDay(new Date(), 'Asia/Jakarta');
const later = addDays(today, 20);

const members = () => transact(db, scope, (tx) => listMembers(tx, scope), { readOnly: true });
/** Somebody new, with their id. */
async function join(role: Parameters<typeof house.join>[0]): Promise<{ client: Client; id: string; name: string }> {
  const client = await house.join(role);
  const newest = (await members()).at(-1);
  return { client, id: newest?.id ?? '', name: newest?.name ?? '' };
}

async function lend(client: Client, to: string, fields: Record<string, string> = {}) {
  await client.get('/akun/titip');
  return client.post('/akun/titip', { right: 'officer', to, from: today, until: later, reason: 'Cuti', ...fields });
}

async function setOfficeRole(id: string, role: string) {
  await admin.get(`/kelola/petugas/${id}`);
  expect((await admin.post(`/kelola/petugas/${id}/peran`, { role })).status).toBe(303);
}

/** An answer that can be asked to be taken out; its receipt. */
async function receiptOf(): Promise<string> {
  const serviceId = office.services[0]?.id ?? '';
  return transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, serviceId);
    const one = { serviceId, instrumentId: instrument.id, channel: 'paper' as const, serviceOn: '2024-08-01' };
    const scores = instrument.items.map(() => 3);
    const [stored] = await storeAnswers(tx, scope, [{ ...one, id: newId(), receivedAt: new Date(), scores }]);
    return stored?.receipt ?? '';
  });
}

async function askExclusion(client: Client): Promise<string> {
  const receipt = await receiptOf();
  await client.get('/akun');
  const asked = await client.post('/jawaban/keluarkan', { receipt, code: 'test_entry', reason: 'Uji' });
  expect(asked.location).toMatch(/^\/persetujuan\//);
  return asked.location.split('?')[0] ?? '';
}

describe('lending', () => {
  test('a colleague gets one’s own role until a day, is told so, and loses it when it is ended', async () => {
    const [lender, borrower] = [await join('officer'), await join('surveyor')];
    expect((await borrower.client.get('/impor')).status).toBe(403);
    for (const [wrong, words] of [
      [{ to: lender.id }, 'Isi bagian ini'],
      [{ to: newId() }, 'Isi bagian ini'],
      [{ right: 'admin' }, 'Isi bagian ini'],
      [{ from: '2026-02-30' }, 'Tulis tanggal yang ada'],
      [{ from: '2020-01-01' }, 'sudah lewat'],
      [{ until: '' }, 'Tulis tanggal yang ada'],
      [{ until: '2999-01-01' }, 'Paling lama 100 hari'],
      [{ reason: ' ' }, 'Isi bagian ini'],
    ] as const) {
      const answered = await lend(lender.client, borrower.id, wrong);
      expect([answered.status, answered.text.includes(words)], JSON.stringify(wrong)).toEqual([422, true]);
    }
    expect((await lend(lender.client, borrower.id)).status).toBe(303);
    expect((await borrower.client.get('/impor')).status).toBe(200);
    expect((await lender.client.get('/impor')).status, 'keeps their own').toBe(200);
    expect((await borrower.client.get('/akun/titip')).text).toContain('Yang dititipkan kepada Anda');
    const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 5 }), { readOnly: true });
    expect(trail[0]).toMatchObject({ action: 'auth.delegate', actorName: lender.name, reason: 'Cuti' });

    // Not lent on: it is not the borrower's own.
    const third = await join('companion');
    expect((await lend(borrower.client, third.id)).status).toBe(422);
    expect((await borrower.client.get('/akun/titip')).text).not.toContain('value="officer"');

    const page = (await lender.client.get('/akun/titip')).text;
    const id = /\/akun\/titip\/([0-9a-f-]{36})\/akhiri/.exec(page)?.[1];
    expect((await borrower.client.get('/akun/titip')).status).toBe(200);
    expect((await borrower.client.post(`/akun/titip/${id}/akhiri`, {})).status, 'not by the borrower').toBe(404);
    await lender.client.get('/akun/titip');
    expect((await lender.client.post(`/akun/titip/${id}/akhiri`, {})).status).toBe(303);
    expect((await borrower.client.get('/impor')).status).toBe(403);
  });

  test('what was lent holds no longer than the lender’s own', async () => {
    const [lender, borrower] = [await join('officer'), await join('surveyor')];
    expect((await lend(lender.client, borrower.id)).status).toBe(303);
    expect((await borrower.client.get('/impor')).status).toBe(200);
    await setOfficeRole(lender.id, 'surveyor');
    expect((await borrower.client.get('/impor')).status).toBe(403);
  });

  test('a role on a branch is lent on that branch only', async () => {
    const branch = await transact(db, scope, async (tx) => {
      const unit = { name: 'UPT Titip', parentId: office.unitId, timeZone: 'Asia/Jakarta' };
      const id = await createUnit(tx, scope, unit, new Date());
      return { id, serviceId: await createService(tx, scope, { unitId: id, name: 'Layanan Titip' }, new Date()) };
    });
    const [lender, borrower] = [await join('surveyor'), await join('surveyor')];
    await admin.get(`/kelola/petugas/${lender.id}`);
    const grant = { role: 'officer', node: branch.id, from: '2024-01-01', to: '', reason: 'Petugas UPT' };
    expect((await admin.post(`/kelola/petugas/${lender.id}/hak`, grant)).status).toBe(303);
    expect((await lend(lender.client, borrower.id, { right: `officer ${branch.id}` })).status).toBe(303);
    expect((await borrower.client.get(`/layanan/${branch.serviceId}`)).status).toBe(200);
    expect((await borrower.client.get(`/layanan/${office.services[0]?.id}`)).status).toBe(404);
    expect((await borrower.client.get('/impor')).status).toBe(403);
  });

  test('lender and borrower are one person where two are needed', async () => {
    const [lender, borrower] = [await join('admin'), await join('surveyor')];
    expect((await lend(lender.client, borrower.id, { right: 'admin' })).status).toBe(303);
    const [theirs, mine] = [await askExclusion(lender.client), await askExclusion(borrower.client)];
    for (const [client, request] of [
      [borrower.client, theirs],
      [lender.client, mine],
    ] as const) {
      await client.get('/persetujuan');
      const answered = await client.post(`${request}/setujui`, {});
      expect([answered.status, answered.text.includes('dihitung satu orang')]).toEqual([403, true]);
    }
    await admin.get('/persetujuan');
    expect((await admin.post(`${theirs}/setujui`, {})).status).toBe(303);
    expect((await admin.post(`${mine}/setujui`, {})).text, 'what was lent is new').toContain('belum genap 24 jam');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 });
    expect((await admin.post(`${mine}/setujui`, {})).status).toBe(303);
    vi.useRealTimers();
  });
});

describe('leaving', () => {
  async function close(id: string, fields: Record<string, string>) {
    const page = await admin.get(`/kelola/petugas/${id}/cabut`);
    expect(page.status).toBe(200);
    return admin.post(`/kelola/petugas/${id}/cabut`, fields);
  }

  test('roles, requests and imports go to whoever takes over; sessions, keys, lent roles and invitations end', async () => {
    const [leaver, heir, borrower] = [await join('admin'), await join('officer'), await join('surveyor')];
    const { client } = leaver;
    await admin.get(`/kelola/petugas/${leaver.id}`);
    const grant = { role: 'auditor', node: office.unitId, from: '2024-01-01', to: '', reason: 'Audit' };
    await admin.post(`/kelola/petugas/${leaver.id}/hak`, grant);
    const request = await askExclusion(client);
    await client.get('/impor');
    const file = await client.upload('/impor', { name: 'jawaban.csv', content: 'U1,U2\n1,2\n' });
    await lend(client, borrower.id, { right: 'admin' });
    await client.get('/kelola/petugas');
    const link = /undangan\/([\w-]+)/.exec((await client.post('/kelola/petugas/undang', { role: 'admin' })).text)?.[1];
    await owner.query(
      `insert into auth_passkey (id, name, public_key, user_id, credential_id, counter, device_type, backed_up, created_at)
       values ('k1', 'kunci', 'x', $1, 'c1', 0, 'singleDevice', false, now())`,
      [leaver.id],
    );
    expect((await borrower.client.get('/kelola/unit')).status).toBe(200);
    // What would outlast the loan takes a role of one's own.
    for (const path of ['/kelola/petugas', '/kelola/kunci', '/kelola/sso', '/kelola/data', '/persetujuan/aturan'])
      expect((await borrower.client.get(path)).status, path).toBe(403);

    const foreign = await foundTestOffice(db);
    expect((await close(leaver.id, { heir: foreign.scope.actor.id })).status, 'nobody of another office').toBe(404);
    expect((await client.get('/beranda')).status, 'nothing happened').toBe(200);
    expect((await close(leaver.id, { heir: heir.id, rights: '1' })).status).toBe(303);

    expect((await client.get('/beranda')).status, 'signed out').toBe(303);
    expect((await borrower.client.get('/kelola/unit')).status, 'what was lent is over').toBe(403);
    expect((await house.visitor().get(`/undangan/${link}`)).status, 'no way back').not.toBe(200);
    expect((await owner.query(`select 1 from auth_passkey where user_id = $1`, [leaver.id])).rows).toEqual([]);
    expect((await heir.client.get('/kelola/unit')).status, 'has the role now').toBe(200);
    expect((await heir.client.get(request)).text).toContain('Anda yang mengajukan');
    expect((await heir.client.post(`${request}/setujui`, {})).status, 'and does not decide it').toBe(403);
    const imported = await owner.query(`select created_by from survey_import where id = $1`, [file.location.split('/')[2]]);
    expect(imported.rows[0]?.created_by).toBe(heir.id);
    const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 20 }), { readOnly: true });
    expect(trail.find(({ action }) => action === 'auth.remove')?.detail).toEqual({
      ...{ heir: heir.id, rights: 2, requests: 1, work: 1 },
    });
  });

  test('without an heir what waits is withdrawn; nobody hands rights to themselves, or alone where it takes two', async () => {
    const leaver = await join('officer');
    const request = await askExclusion(leaver.client);
    expect((await close(leaver.id, { heir: '' })).status).toBe(303);
    expect((await admin.get(request)).text).toContain('ditarik kembali');
    const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 20 }), { readOnly: true });
    expect(trail.filter(({ action }) => action === 'approval.withdraw')).toMatchObject([
      { targetId: request.split('/')[2]?.split('?')[0], detail: { kind: 'exclusion', leaver: leaver.id } },
    ]);

    const head = await join('head');
    expect((await close(head.id, { heir: scope.actor.id, rights: '1' })).status).toBe(303);
    const grants = await owner.query(`select 1 from auth_grant where user_id = $1 and ended_at is null`, [scope.actor.id]);
    expect(grants.rows).toEqual([]);

    const [second, heir] = [await join('admin'), await join('officer')];
    await admin.get('/persetujuan/aturan');
    await admin.post('/persetujuan/aturan/grants', { needed: '1', days: '7', reason: 'Rapat' });
    expect((await lend(second.client, heir.id, { right: 'admin' })).status).toBe(403);
    expect((await close(second.id, { heir: heir.id, rights: '1' })).status).toBe(303);
    expect((await heir.client.get('/kelola/unit')).status).toBe(403);
    expect((await admin.post(`/kelola/petugas/${scope.actor.id}/cabut`, {})).status, 'not oneself').toBe(422);
  });
});
