/** What binds the office is asked for by one person and done when another agrees: to exactly what was asked, once, and never alone. */
import pg from 'pg';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { addDays, localDay } from '../src/kernel/dates.ts';
import { newId } from '../src/kernel/ids.ts';
import { createPeriod } from '../src/modules/org/index.ts';
import { findServiceInstrument, storeAnswers } from '../src/modules/survey/index.ts';
import { expiryJob } from '../src/platform/approvals/jobs.ts';
import { settledAt } from '../src/platform/approvals/kinds.ts';
import { listEvents } from '../src/platform/audit/index.ts';
import { dismissOfficer } from '../src/platform/auth/delegation.ts';
import { listMembers } from '../src/platform/auth/store/accounts.ts';
import { listJobScopes } from '../src/platform/auth/store/directory.ts';
import { insertGrant } from '../src/platform/auth/store/grants.ts';
import { transact } from '../src/platform/db/db.ts';
import { formatDateTime } from '../src/platform/i18n/index.ts';
import { approveWaiting, type Client, createClient, joinOffice, testHouse } from './house.ts';
import { foundTestOffice } from './office.ts';

const house = await testHouse();
const { office, db, url } = house;
const { scope } = office;
const [service] = office.services;
const asker = await house.signIn();
const head = await house.join('head');
const officer = await house.join('officer');

let year = 2000;
const at = new Date('2024-10-03T02:00:00Z');

async function answer(count: number, serviceOn: string, score = 3): Promise<void> {
  const id = service?.id ?? '';
  await transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, id);
    const one = { serviceId: id, instrumentId: instrument.id, channel: 'paper' as const, serviceOn, receivedAt: at };
    await storeAnswers(
      tx,
      scope,
      Array.from({ length: count }, () => ({ ...one, id: newId(), scores: instrument.items.map(() => score) })),
    );
  });
}

/** A closed period of its own with answers, ready to be published. */
async function closedPeriod(client: Client = asker) {
  const code = `${++year}-tw1`;
  const day = `${year}-02-08`;
  await transact(db, scope, (tx) => createPeriod(tx, scope, code, at));
  await answer(8, day);
  const path = `/periode/${code}`;
  await client.get(`${path}/tutup`);
  expect((await client.post(`${path}/tutup`, { agree: '1' })).status).toBe(303);
  return { code, day, path, preview: `${path}/terbitkan/${office.unitCode}`, result: `/ikm/${office.unitCode}/${code}` };
}

/** Asks for a publication; the request's address. */
async function ask(preview: string, fields: Record<string, string> = {}, client: Client = asker): Promise<string> {
  await client.get(preview);
  const { status, location } = await client.post(preview, { agree: '1', ...fields });
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/persetujuan\/[0-9a-f-]{36}/)]);
  return location.split('?')[0] ?? '';
}

async function decide(client: Client, request: string, verb: 'setujui' | 'tolak' | 'tarik', fields: Record<string, string> = {}) {
  await client.get('/persetujuan');
  return client.post(`${request}/${verb}`, fields);
}

const isPublished = async (result: string) => (await house.visitor().get(result)).status === 200;

test('nothing happens until another person with the right agrees; the result says two, as roles', async () => {
  const { preview, path, result } = await closedPeriod();
  expect((await asker.get(preview)).text).toContain('Ajukan penerbitan versi 1');
  const request = await ask(preview, { message: 'Mohon diperiksa' });
  expect((await asker.get(`${request}?diajukan`)).text).toContain('Belum ada yang berubah sampai disetujui');
  expect((await asker.get(path)).text).toContain('Menunggu persetujuan');
  const own = await decide(asker, request, 'setujui');
  expect([own.status, own.text.includes('Anda yang mengajukan')]).toEqual([403, true]);
  for (const verb of ['setujui', 'tolak'] as const)
    expect((await decide(officer, request, verb, { reason: 'x' })).status).toBe(403);
  expect(await isPublished(result)).toBe(false);

  const shown = (await head.get(request)).text;
  for (const words of ['Mohon diperiksa', 'Dinas Sosial Uji', '8 orang', 'Setujui dan laksanakan'])
    expect(shown).toContain(words);
  expect((await head.get(preview)).status, 'the head sees the draft').toBe(200);
  expect((await head.get('/beranda')).text).toMatch(/Persetujuan<\/span><span class="side-badge">1</);
  expect((await decide(head, request, 'setujui')).location).toBe(`${path}?terbit`);
  const page = (await house.visitor().get(result)).text;
  expect(page).toContain('dua orang: Administrator mengajukan, Pimpinan menyetujui');
  expect(page).not.toContain('Rekan');
  expect(JSON.parse((await house.visitor().get(`${result}.json`)).text).decision).toEqual({
    persons: 2,
    roles: ['admin', 'head'],
  });
  expect((await head.get('/beranda')).text).not.toContain('side-badge');
  const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 20 }), { readOnly: true });
  expect(trail.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['approval.ask', 'approval.approve', 'ikm.publish_result']),
  );
});

test('what changed since is not agreed to: the request is void and is asked anew', async () => {
  const { preview, result, day } = await closedPeriod();
  // Late answers wait outside version 1, so nobody holds it up by sending some.
  const first = await ask(preview);
  await answer(6, day, 4);
  expect((await decide(head, first, 'setujui')).status).toBe(303);
  expect(await isPublished(result)).toBe(true);
  const second = await ask(preview, { note: 'Lembar kelurahan' });
  await answer(7, day, 1);
  expect((await head.get(second)).text).toContain('Isinya sudah berubah');
  const late = await decide(head, second, 'setujui');
  expect([late.status, late.text.includes('harus') || late.text.includes('ajukan lagi')]).toEqual([409, true]);
  expect(JSON.parse((await house.visitor().get(`${result}.json`)).text).version).toBe(1);
  expect((await decide(head, second, 'setujui')).status, 'void for good').toBe(409);
  const anew = await ask(preview, { note: 'Lembar kelurahan' });
  expect(anew).not.toBe(second);
  expect(await ask(preview, { note: 'Lembar kelurahan' }), 'one request for one thing').toBe(anew);
  const other = await ask(preview, { note: 'Catatan lain' });
  expect(other, 'another note is another request').not.toBe(anew);
  expect((await decide(head, anew, 'setujui')).status).toBe(409);
  expect((await decide(head, other, 'setujui')).status).toBe(303);
  const json = JSON.parse((await house.visitor().get(`${result}.json`)).text);
  expect([json.version, json.n, json.note]).toEqual([2, 21, 'Catatan lain']);
});

test('is refused with a reason, withdrawn by its asker, and over after its days', async () => {
  const { preview, result } = await closedPeriod();
  const refused = await ask(preview);
  expect((await decide(head, refused, 'tolak')).status).toBe(422);
  expect((await decide(head, refused, 'tolak', { reason: 'Angka N keliru' })).status).toBe(303);
  expect((await asker.get(refused)).text).toContain('Angka N keliru');
  const withdrawn = await ask(preview);
  expect((await decide(head, withdrawn, 'tarik')).status, 'by nobody else').toBe(404);
  expect((await decide(asker, withdrawn, 'tarik')).status).toBe(303);
  const expired = await ask(preview);
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  await owner.query(`update approval_request set expires_at = now() - interval '1 second' where id = $1`, [
    expired.split('/')[2],
  ]);
  await owner.end();
  expect((await head.get(expired)).text).toContain('batal: lewat waktu');
  const [job] = await transact(db, { tenantId: null }, (tx) => listJobScopes(tx, expiryJob.name), { readOnly: true });
  if (!job) throw new Error('no office');
  const overdue = () => transact(db, job, (tx) => expiryJob.waiting(tx, job), { readOnly: true });
  expect(await overdue()).toEqual([{}]);
  const context = {
    db,
    scope: job,
    log: pino({ level: 'silent' }),
    secret: '',
    mailer: null,
    signal: new AbortController().signal,
  };
  for (let round = 0; round < 2; round++) await expiryJob.run(context, {});
  expect(await overdue()).toEqual([]);
  const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 100 }), { readOnly: true });
  expect(trail.filter(({ action }) => action === 'approval.expire').map(({ targetId }) => targetId)).toEqual([
    expired.split('/')[2]?.split('?')[0],
  ]);
  expect((await head.get(expired)).text).toContain('batal: lewat waktu');
  for (const request of [refused, withdrawn, expired]) expect((await decide(head, request, 'setujui')).status).toBe(409);
  expect(await isPublished(result)).toBe(false);
  expect((await decide(head, await ask(preview), 'setujui')).status).toBe(303);
});

test('of two who agree at once one does it', async () => {
  const { preview, result } = await closedPeriod();
  const other = await house.join('admin');
  const request = await ask(preview);
  await head.get(request);
  await other.get(request);
  const answers = await Promise.all([head, other].map((client) => client.post(`${request}/setujui`, {})));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  expect(JSON.parse((await house.visitor().get(`${result}.json`)).text).versions).toEqual([1]);
});

test('whoever asked must still have the right', async () => {
  const leaver = await house.join('admin');
  const { preview } = await closedPeriod();
  const request = await ask(preview, {}, leaver);
  // Passed on to an officer, who may not ask for this.
  const members = await transact(db, scope, (tx) => listMembers(tx, scope), { readOnly: true });
  const heir = members.find(({ role }) => role === 'officer')?.id ?? '';
  const newest = (await transact(db, scope, (tx) => listMembers(tx, scope), { readOnly: true })).at(-1);
  await transact(db, scope, (tx) =>
    dismissOfficer(tx, scope, newest?.id ?? '', { heir, rights: false, modules: [] }, new Date()),
  );
  const answered = await decide(head, request, 'setujui');
  expect([answered.status, answered.text.includes('tidak lagi berhak')]).toEqual([409, true]);
});

test('the database itself keeps an asker from agreeing and a request from being rewritten', async () => {
  const request = await ask((await closedPeriod()).preview);
  const application = new pg.Client({ connectionString: url });
  await application.connect();
  const set = `begin; set local suara.tenant = '${scope.tenantId}'; update approval_request set`;
  const where = `where id = '${request.split('/')[2]}'; commit`;
  await expect(application.query(`${set} state = 'done', decided_by = asked_by ${where}`)).rejects.toThrow(/eyes_check/);
  await application.query('rollback');
  await expect(application.query(`${set} fingerprint = ''::bytea ${where}`)).rejects.toThrow(/permission denied/);
  await application.end();
});

test('an office of one person can work: it says so, by a rule with a reason, and its result says one', async () => {
  const lone = await foundTestOffice(db);
  const client = createClient(house.app);
  await client.get('/masuk');
  await client.post('/masuk', { email: lone.email, password: lone.password });
  const path = `/periode/${lone.period.code}`;
  const preview = `${path}/terbitkan/${lone.unitCode}`;
  await transact(db, lone.scope, async (tx) => {
    const serviceId = lone.services[0]?.id ?? '';
    const instrument = await findServiceInstrument(tx, lone.scope, serviceId);
    const one = { serviceId, instrumentId: instrument.id, channel: 'paper' as const, serviceOn: '2024-08-01', receivedAt: at };
    const answers = Array.from({ length: 9 }, () => ({ ...one, id: newId(), scores: instrument.items.map(() => 4) }));
    await storeAnswers(tx, lone.scope, answers);
  });
  await client.get(`${path}/tutup`);
  await client.post(`${path}/tutup`, { agree: '1' });
  expect((await client.get(preview)).text).toContain('Tidak ada orang lain di instansi ini yang dapat menyetujui');
  const rules = (await client.get('/persetujuan/aturan')).text;
  expect(rules).toContain('Selain Anda, sekarang tidak ada yang dapat menyetujui');
  const rule = '/persetujuan/aturan/publication';
  for (const wrong of [{ reason: '' }, { days: '0' }, { days: '91' }, { days: 'x' }])
    expect((await client.post(rule, { needed: '0', days: '14', reason: 'Hanya satu pegawai', ...wrong })).status).toBe(422);
  expect((await client.post(rule, { needed: '0', days: '14', reason: 'Hanya satu pegawai' })).status).toBe(303);
  expect((await client.get('/persetujuan/aturan')).text).toContain('Hanya satu pegawai');
  expect((await client.get('/kelola/jejak')).text).toContain('Mengubah aturan persetujuan');
  await client.get(preview);
  expect((await client.post(preview, { agree: '1' })).location).toBe(`${path}?terbit`);
  expect((await house.visitor().get(`/ikm/${lone.unitCode}/${lone.period.code}`)).text).toContain('satu orang: Administrator');
  // Elsewhere the rule holds.
  expect((await asker.get((await closedPeriod()).preview)).text).toContain('Ajukan penerbitan');
});

test('another office sees and decides nothing of it', async () => {
  const other = await foundTestOffice(db);
  const stranger = createClient(house.app);
  await stranger.get('/masuk');
  await stranger.post('/masuk', { email: other.email, password: other.password });
  const { preview, result } = await closedPeriod();
  const request = await ask(preview);
  expect((await stranger.get(request)).status).toBe(404);
  for (const verb of ['setujui', 'tolak', 'tarik'] as const)
    expect((await decide(stranger, request, verb, { reason: 'x' })).status).toBe(404);
  expect(await approveWaiting(await joinOffice(house.app, db, other, 'head'))).toEqual([]);
  expect(await isPublished(result)).toBe(false);
});

test('new rights, where the office says so: neither whoever asks nor whoever agrees gets any', async () => {
  const members = () => transact(db, scope, (tx) => listMembers(tx, scope), { readOnly: true });
  const roleOf = async (id: string) => (await members()).find((one) => one.id === id)?.role;
  const idOf = async (role: string) => (await members()).find((one) => one.role === role)?.id ?? '';
  const [headId, officerId] = [await idOf('head'), await idOf('officer')];
  await asker.get('/persetujuan/aturan');
  const rule = { needed: '1', days: '7', reason: 'Keputusan rapat' };
  expect((await asker.post('/persetujuan/aturan/grants', rule)).status).toBe(303);

  const give = async (id: string, verb: 'peran' | 'hak', fields: Record<string, string>) => {
    await asker.get(`/kelola/petugas/${id}`);
    return asker.post(`/kelola/petugas/${id}/${verb}`, fields);
  };
  const requestOf = ({ location }: { location: string }) => location.split('?')[0] ?? '';
  const node = { role: 'auditor', node: office.unitId, from: '2024-01-01', to: '', reason: 'Audit' };
  expect((await give(officerId, 'hak', { ...node, reason: '' })).status).toBe(422);
  const onNode = requestOf(await give(officerId, 'hak', node));
  expect((await asker.get(`/kelola/petugas/${officerId}`)).text).not.toContain('Audit ·');
  expect((await decide(head, onNode, 'setujui')).status).toBe(303);
  expect((await asker.get(`/kelola/petugas/${officerId}`)).text).toMatch(/Audit · Petugas Uji, Rekan/);

  const inOffice = requestOf(await give(officerId, 'peran', { role: 'reviewer' }));
  expect(await roleOf(officerId)).toBe('officer');
  expect((await decide(head, inOffice, 'setujui')).status).toBe(303);
  expect(await roleOf(officerId)).toBe('reviewer');

  const forHead = requestOf(await give(headId, 'peran', { role: 'admin' }));
  const own = await decide(head, forHead, 'setujui');
  expect([own.status, await roleOf(headId)], 'not for themselves').toEqual([403, 'head']);
  expect((await give(scope.actor.id, 'peran', { role: 'head' })).status).toBe(403);

  await asker.get('/kelola/petugas');
  const invited = requestOf(await asker.post('/kelola/petugas/undang', { role: 'officer' }));
  const link = /undangan\/([\w-]+)/.exec((await decide(head, invited, 'setujui')).text)?.[1];
  expect((await house.visitor().get(`/undangan/${link}`)).status).toBe(200);
  // Taking a role away gives nobody anything, so it waits for nobody.
  expect((await give(officerId, 'peran', { role: '' })).location).toBe(`/kelola/petugas/${officerId}`);
});

const hours = (n: number) => new Date(Date.now() - n * 3_600_000);

describe('whoever agrees has had the right for a night', () => {
  /** An office of its own, so that nobody else may agree to anything there. */
  const founded = async () => {
    const other = await foundTestOffice(db);
    const admin = createClient(house.app);
    await admin.get('/masuk');
    await admin.post('/masuk', { email: other.email, password: other.password });
    const serviceId = other.services[0]?.id ?? '';
    const askExclusion = async (client: Client = admin) => {
      const receipt = await transact(db, other.scope, async (tx) => {
        const instrument = await findServiceInstrument(tx, other.scope, serviceId);
        const one = { serviceId, instrumentId: instrument.id, channel: 'paper' as const, serviceOn: '2024-08-01' };
        const scores = instrument.items.map(() => 3);
        const [stored] = await storeAnswers(tx, other.scope, [{ ...one, id: newId(), receivedAt: new Date(), scores }]);
        return stored?.receipt ?? '';
      });
      await client.get('/akun');
      const asked = await client.post('/jawaban/keluarkan', { receipt, code: 'test_entry', reason: 'Uji' });
      return asked.location.split('?')[0] ?? '';
    };
    const join = async (role: 'reviewer' | 'officer', at: Date) => {
      const client = await joinOffice(house.app, db, other, role, at);
      const members = await transact(db, other.scope, (tx) => listMembers(tx, other.scope), { readOnly: true });
      return { client, id: members.at(-1)?.id ?? '' };
    };
    return { other, admin, askExclusion, join };
  };

  test('a second account made a minute ago agrees to nothing until tomorrow, and all pages say from when', async () => {
    const { askExclusion, join, admin } = await founded();
    const { client } = await join('reviewer', hours(23));
    const request = await askExclusion();
    const from = formatDateTime(settledAt(hours(23)), 'Asia/Jakarta', 'id').split(' pukul ')[0] ?? '-';
    expect((await admin.get(request)).text).toMatch(new RegExp(`Yang dapat menyetujui: Rekan \\d+ \\(mulai ${from} pukul`));
    expect((await admin.get('/persetujuan/aturan')).text).toContain(`(mulai ${from} pukul`);
    const shown = (await client.get(request)).text;
    expect([shown.includes(`Anda dapat menyetujui mulai ${from}`), shown.includes('/setujui')]).toEqual([true, false]);
    const refused = await decide(client, request, 'setujui');
    expect([refused.status, refused.text.includes(`menyetujui mulai ${from} pukul`)]).toEqual([403, true]);
    // Only the clock is waited for.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 + 60_000 });
    expect((await decide(client, request, 'setujui')).status).toBe(303);
    vi.useRealTimers();
    expect((await admin.get(request)).text).toContain('disetujui dan dilaksanakan');
  });

  test('nor does whoever joined after it was asked, however long they wait; asked anew they do', async () => {
    const { askExclusion, join, admin } = await founded();
    const request = await askExclusion();
    expect((await admin.get(request)).text).toContain('besok dapat disetujui');
    const { client } = await join('reviewer', new Date());
    expect((await admin.get(request)).text, 'is nobody who may').toContain('Tidak ada orang kedua');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 });
    const late = await decide(client, request, 'setujui');
    expect([late.status, late.text.includes('setelah permintaan diajukan')]).toEqual([403, true]);
    expect((await decide(client, request, 'tolak', { reason: 'Ajukan lagi' })).status, 'but refuses').toBe(303);
    const anew = await askExclusion();
    expect((await decide(client, anew, 'setujui')).status).toBe(303);
    vi.useRealTimers();
  });

  test('an old account with a role of a minute ago is as new as the role, by whatever way it came', async () => {
    const { askExclusion, join, admin } = await founded();
    const { client, id } = await join('officer', hours(24 * 30));
    const request = await askExclusion();
    expect((await decide(client, request, 'setujui')).status, 'has no right').toBe(403);
    await admin.get(`/kelola/petugas/${id}`);
    expect((await admin.post(`/kelola/petugas/${id}/peran`, { role: 'reviewer' })).status).toBe(303);
    const second = await askExclusion();
    const refused = await decide(client, second, 'setujui');
    expect([refused.status, refused.text.includes('belum genap 24 jam')]).toEqual([403, true]);
    // The same role once more changes nothing.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 });
    await admin.get(`/kelola/petugas/${id}`);
    expect((await admin.post(`/kelola/petugas/${id}/peran`, { role: 'reviewer' })).status).toBe(303);
    expect((await decide(client, second, 'setujui')).status).toBe(303);
    vi.useRealTimers();
  });

  test('what was lent a minute ago is as new', async () => {
    const { other, askExclusion, join } = await founded();
    const { client, id } = await join('officer', hours(24 * 30));
    const reviewer = await joinOffice(house.app, db, other, 'reviewer', hours(24 * 30));
    await reviewer.get('/akun/titip');
    const today = localDay(new Date(), 'Asia/Jakarta');
    const lent = { right: 'reviewer', to: id, from: today, until: addDays(today, 3), reason: 'Cuti' };
    expect((await reviewer.post('/akun/titip', lent)).status).toBe(303);
    const request = await askExclusion();
    const refused = await decide(client, request, 'setujui');
    expect([refused.status, refused.text.includes('belum genap 24 jam')]).toEqual([403, true]);
    expect((await decide(reviewer, request, 'setujui')).status).toBe(303);
  });

  test('a second account made a minute ago is not the first person either: nothing it asked is agreed to until tomorrow', async () => {
    const { other, askExclusion, join, admin } = await founded();
    const heir = (await join('officer', hours(24 * 30))).id;
    const { client, id } = await join('officer', hours(23));
    const request = await askExclusion(client);
    const from = formatDateTime(settledAt(hours(23)), 'Asia/Jakarta', 'id').split(' pukul ')[0] ?? '-';
    expect((await client.get(request)).text).toMatch(new RegExp(`Yang dapat menyetujui: .*\\(mulai ${from} pukul`));
    const shown = (await admin.get(request)).text;
    expect([shown.includes('Hak yang mengajukan masih baru'), shown.includes('/setujui')]).toEqual([true, false]);
    const refused = await decide(admin, request, 'setujui');
    expect([refused.status, refused.text.includes('Yang mengajukan belum genap 24 jam')]).toEqual([403, true]);
    // Nor does its request outlive it in the name of somebody who never asked.
    await transact(db, other.scope, (tx) =>
      dismissOfficer(tx, other.scope, id, { heir, rights: false, modules: [] }, new Date()),
    );
    expect((await admin.get(request)).text).toContain('ditarik kembali');
  });

  test('of the asker too only the clock is waited for', async () => {
    const { admin, askExclusion, join } = await founded();
    const request = await askExclusion((await join('officer', hours(23))).client);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 + 60_000 });
    expect((await decide(admin, request, 'setujui')).status).toBe(303);
    vi.useRealTimers();
  });

  test('what was lent is no older than what the lender has of it', async () => {
    const { other, admin, askExclusion, join } = await founded();
    const { client, id } = await join('officer', hours(24 * 30));
    const lender = await join('reviewer', hours(24 * 30));
    const today = localDay(new Date(), 'Asia/Jakarta');
    const lent = { userId: id, role: 'reviewer', nodeId: null, fromOn: addDays(today, -3), toOn: addDays(today, 3) } as const;
    await transact(db, other.scope, (tx) =>
      insertGrant(tx, other.scope, { ...lent, reason: 'Cuti', by: 'Rekan', delegatedBy: lender.id, at: hours(72) }),
    );
    // Taken from the lender and given back a moment ago: what they lent rested meanwhile, and is a moment old too.
    for (const role of ['officer', 'reviewer']) {
      await admin.get(`/kelola/petugas/${lender.id}`);
      expect((await admin.post(`/kelola/petugas/${lender.id}/peran`, { role })).status).toBe(303);
    }
    const refused = await decide(client, await askExclusion(), 'setujui');
    expect([refused.status, refused.text.includes('belum genap 24 jam')]).toEqual([403, true]);
  });

  test('the trail says since when', async () => {
    const request = await ask((await closedPeriod()).preview);
    expect((await decide(head, request, 'setujui')).status).toBe(303);
    const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 10 }), { readOnly: true });
    const since = trail.find(({ action }) => action === 'approval.approve')?.detail.right_since;
    expect(Date.parse(String(since))).toBeLessThan(hours(47).getTime());
  });
});
