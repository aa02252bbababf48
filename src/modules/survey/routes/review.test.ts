/** From a flag to a decision: taken unflagged where a crowd comes, found where somebody cheats, never taken out by one person. */
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { type Client, testHouse } from '../../../../test/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { issueScope, type JobScope } from '../../../platform/auth/scope.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { workOnFlags } from '../actions/review.ts';
import { findServiceInstrument } from '../store/instruments.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const [crowded, service] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const instrument = await transact(db, scope, (tx) => findServiceInstrument(tx, scope, service.id), { readOnly: true });
const job = issueScope<JobScope>({ kind: 'job', tenantId: scope.tenantId, job: 'survey.flags' });
const check = () => workOnFlags({ db, scope: job, signal: new AbortController().signal });
const admin = await house.signIn();
const officer = await house.join('officer');
const reviewer = await house.join('reviewer');

async function deliver(code: string, scoreOf: (item: number) => number, change: Readonly<Record<string, unknown>> = {}) {
  const fields = Object.fromEntries(instrument.items.map(({ id }, at) => [id, scoreOf(at)]));
  const response = await house.app.inject({
    method: 'POST',
    url: `/s/${code}/antar.json`,
    remoteAddress: '36.70.1.2',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ id: newId(), instrument: instrument.id, channel: 'qr', fields, took_ms: 60_000, ...change }),
  });
  return { status: response.statusCode, ...(response.json() as { receipt: string }) };
}

const flagsOf = async (serviceId: string) =>
  (
    await sql<{ receipt: string; rules: string[] }>`
      select a.receipt, a.flags || array(select rule from survey_flag f where f.tenant_id = a.tenant_id and f.answer_id = a.id order by rule) as rules
      from survey_answer a where a.service_id = ${serviceId} order by a.received_at, a.id`.execute(open(house.owner))
  ).rows;

test('200 phones behind one address within five minutes are all taken, none of them flagged', async () => {
  const began = Date.parse('2024-08-20T02:00:00Z');
  vi.useFakeTimers({ toFake: ['Date'], now: began });
  try {
    const statuses: number[] = [];
    for (let phone = 0; phone < 200; phone++) {
      vi.setSystemTime(began + phone * 1500);
      // Half of them have the form's script, which sends JSON; the others post the form itself.
      if (phone % 2 === 0) {
        const sent = await deliver(crowded.code, (item) => 1 + ((phone * 7 + item * phone) % 4), { device: newId() });
        statuses.push(sent.status);
      } else statuses.push(await postForm(phone, began));
    }
    expect(statuses.filter((status) => status !== 201 && status !== 303)).toEqual([]);
    await check();
  } finally {
    vi.useRealTimers();
  }
  const rows = await flagsOf(crowded.id);
  expect(rows).toHaveLength(200);
  expect(rows.filter(({ rules }) => rules.length > 0)).toEqual([]);
});

/** As a phone without a script does: opens the form, takes a minute, sends it. All behind one address. */
async function postForm(phone: number, began: number): Promise<number> {
  const address = { remoteAddress: '36.70.1.2' };
  vi.setSystemTime(began + phone * 1500 - 60_000);
  const opened = await house.app.inject({ method: 'GET', url: `/s/${crowded.code}?k=qr`, ...address });
  const nonce = /name="nonce" value="([^"]+)"/.exec(opened.body)?.[1] ?? '';
  expect(nonce).not.toBe('');
  vi.setSystemTime(began + phone * 1500);
  const scores = instrument.items.map(({ id }, at) => [id, String(1 + ((phone + at) % 4))]);
  const sent = await house.app.inject({
    ...{ method: 'POST', url: `/s/${crowded.code}`, ...address },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams([
      ...scores,
      ['nonce', nonce],
      ['instrument', instrument.id],
      ['channel', 'qr'],
    ] as string[][]).toString(),
  });
  return sent.statusCode;
}

async function decide(client: Client, request: string) {
  await client.get('/persetujuan');
  return client.post(`${request.split('?')[0]}/setujui`, {});
}

async function ask(client: Client, receipt: string, code: string) {
  await client.get(`/jawaban/keluarkan?kode=${receipt}`);
  return client.post('/jawaban/keluarkan', { receipt, code, reason: 'Semua dari telepon petugas loket' });
}

test('what one phone sends many times is found, looked at without its scores, accepted or taken out by two', async () => {
  const at = (day: number, minute: number) =>
    new Date(Date.parse('2024-08-01T02:00:00Z') + day * 86_400_000 + minute ** 2 * 1000);
  const send = async (day: number, minute: number, score: (item: number) => number, device: string) => {
    const answered_at = at(day, minute).toISOString();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2024-08-19T02:00:00Z') });
    try {
      const sent = await deliver(service.code, score, { answered_at, sent_at: new Date().toISOString(), device });
      expect(sent.status).toBe(201);
      return sent;
    } finally {
      vi.useRealTimers();
    }
  };
  for (let n = 0; n < 40; n++) await send(n % 8, n, (item) => 2 + ((item + n) % 3), newId());
  const phone = newId();
  const odd: string[] = [];
  for (let n = 0; n < 9; n++) odd.push((await send(10, n, () => 4, phone)).receipt);
  const next = await send(11, 1, () => 4, phone);
  const fine = (await send(12, 2, (item) => 2 + (item % 2), newId())).receipt;
  await check();
  const flags = new Map((await flagsOf(service.id)).map(({ receipt, rules }) => [receipt, rules]));
  for (const receipt of odd) expect(flags.get(receipt)).toEqual(['device', 'straight']);
  expect(flags.get(next.receipt), 'the same phone on another day is another mark').toEqual([]);
  expect([...flags.values()].filter((rules) => rules.length > 0)).toHaveLength(9);

  const list = (await officer.get('/telaah?periode=2024-tw3')).text;
  for (const words of [odd[0] as string, '9 jawaban dari satu telepon', '9 dari 9 orang', '9 jawaban bertanda: 9 menunggu'])
    expect(list).toContain(words);
  expect(list).not.toContain(fine);
  expect((await house.visitor().get('/telaah')).status).toBe(303);
  expect((await (await house.join('head')).get('/telaah')).status).toBe(403);

  expect((await officer.post('/telaah/terima', { periode: '2024-tw3' })).status, 'nobody, for nothing').toBe(422);
  const kept = await officer.post('/telaah/terima', { periode: '2024-tw3', receipt: odd[0] as string, reason: ' ' });
  expect([kept.status, /value="[^"]+"[^>]*checked/.test(kept.text)]).toEqual([422, true]);
  const done = { periode: '2024-tw3', receipt: odd.slice(0, 2), reason: 'Pendamping meminjamkan teleponnya' };
  // Who keyed an answer in does not judge it: as if this officer had.
  const enter = (by: ReturnType<typeof sql>) =>
    sql`update survey_answer set entered_by = ${by} where receipt = ${String(odd[1])}`.execute(open(house.owner));
  await enter(
    sql`(select user_id::text from auth_membership where tenant_id = ${house.office.scope.tenantId} and role = 'officer' limit 1)`,
  );
  const own = await officer.post('/telaah/terima', done);
  expect([own.status, own.text.includes('Anda sendiri yang memasukkannya')]).toEqual([409, true]);
  await enter(sql`null`);
  // Two people, as for taking one out.
  const acceptance = (await officer.post('/telaah/terima', done)).location;
  expect(acceptance).toMatch(/^\/persetujuan\//);
  const pending = (await officer.get('/telaah?periode=2024-tw3')).text;
  expect(pending).toContain('9 jawaban bertanda: 9 menunggu');
  expect(pending.match(/Penerimaannya diajukan, menunggu orang kedua/g)).toHaveLength(2);
  expect(pending.match(/name="receipt"/g), 'what is asked for is not asked for again').toHaveLength(7);
  expect((await decide(officer, acceptance)).status, 'not alone').toBe(403);
  const request = (await reviewer.get(acceptance)).text;
  for (const words of ['Terima 2 jawaban bertanda', 'Satu perangkat, banyak jawaban (2)', odd[0] as string, done.reason])
    expect(request).toContain(words);
  expect(request).not.toMatch(/Persyaratan|Sangat/);
  // Nor does whoever agrees judge what they keyed in.
  await enter(
    sql`(select user_id::text from auth_membership where tenant_id = ${house.office.scope.tenantId} and role = 'reviewer' limit 1)`,
  );
  expect((await reviewer.get(acceptance)).text).toContain('Anda sendiri yang memasukkannya');
  expect((await decide(reviewer, acceptance)).status).toBe(409);
  await enter(sql`null`);
  expect((await decide(reviewer, acceptance)).status).toBe(303);
  expect((await officer.post('/telaah/terima', done)).status, 'once').toBe(409);

  expect((await ask(officer, fine, 'not_genuine')).status, 'nothing was found about it').toBe(409);
  const asked = await ask(officer, odd[2] as string, 'not_genuine');
  expect(asked.location).toMatch(/^\/persetujuan\//);
  expect((await officer.get('/telaah?periode=2024-tw3')).text).toContain('Pengecualiannya diajukan, menunggu orang kedua');
  expect((await decide(officer, asked.location)).status, 'not alone').toBe(403);
  expect((await decide(reviewer, asked.location)).status).toBe(303);
  expect((await officer.get('/telaah?periode=2024-tw3&keadaan=excluded')).text).toContain(odd[2] as string);
  expect((await officer.get('/telaah?periode=2024-tw3&keadaan=accepted')).text).toMatch(
    /Pendamping meminjamkan teleponnya.*Rekan \d+, Rekan \d+/s,
  );

  // Another check changes nothing about what was decided, nor about the others.
  await check();
  expect((await officer.get('/telaah?periode=2024-tw3')).text).toContain(
    '9 jawaban bertanda: 6 menunggu, 2 diterima, 1 dikeluarkan',
  );
  const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 60 }), { readOnly: true });
  expect(trail.filter(({ action }) => action === 'survey.accept_answer').map(({ detail }) => detail)).toEqual([
    { persons: 2 },
    { persons: 2 },
  ]);
  const decisions = await sql<{ kind: string; n: number }>`
    select kind, count(*)::int as n from ledger_leaf where tenant_id = ${scope.tenantId} and kind <> 'answer' group by 1 order by 1`.execute(
    open(house.owner),
  );
  expect(decisions.rows, 'anybody can count both outcomes').toEqual([
    { kind: 'acceptance', n: 2 },
    { kind: 'exclusion', n: 1 },
  ]);
});

test('an acceptance is void when another rule finds one of its answers, and one person is enough where the office says so', async () => {
  const waiting = [...(await officer.get('/telaah?periode=2024-tw3')).text.matchAll(/name="receipt" value="([^"]+)"/g)].map(
    ([, receipt]) => receipt as string,
  );
  expect(waiting).toHaveLength(6);
  const [first = '', second = ''] = waiting;
  const done = { periode: '2024-tw3', receipt: [first, second], reason: 'Diperiksa ke loket' };
  const { location } = await officer.post('/telaah/terima', done);
  expect(location).toMatch(/^\/persetujuan\//);
  await sql`insert into survey_flag (tenant_id, answer_id, rule, numbers, found_at)
    select tenant_id, id, 'burst', '{}', received_at from survey_answer where receipt = ${first}`.execute(open(house.owner));
  expect((await decide(reviewer, location)).status).toBe(409);
  expect((await reviewer.get(location)).text).toContain('batal: isinya berubah');
  await sql`delete from survey_flag where rule = 'burst'`.execute(open(house.owner));

  await admin.get('/persetujuan/aturan');
  const rule = { needed: '0', days: '7', reason: 'Kantor satu orang' };
  expect((await admin.post('/persetujuan/aturan/acceptance', rule)).status).toBe(303);
  expect((await officer.get('/telaah?periode=2024-tw3')).text).toContain('Terima jawaban yang dipilih');
  expect((await officer.post('/telaah/terima', { ...done, receipt: [first] })).location).toContain('kabar=accepted');
  expect((await officer.get('/telaah?periode=2024-tw3')).text).toContain('5 menunggu, 3 diterima, 1 dikeluarkan');
  await admin.get('/persetujuan/aturan');
  expect((await admin.post('/persetujuan/aturan/acceptance', { ...rule, needed: '1' })).status).toBe(303);
});

test('the device cannot be followed: what is kept differs from day to day and from office to office', async () => {
  const { rows } = await sql<{ days: number; marks: number; kiosk: number }>`
    select count(distinct service_on)::int as days, count(distinct device_mark)::int as marks,
      (count(device_mark) filter (where channel = 'kiosk'))::int as kiosk
    from survey_answer where service_id = ${service.id} and service_on in ('2024-08-11', '2024-08-12') and device_mark is not null`.execute(
    open(house.owner),
  );
  expect(rows[0]).toEqual({ days: 2, marks: 2, kiosk: 0 });
  const kiosk = await deliver(service.code, (item) => 1 + (item % 4), { channel: 'kiosk', device: newId() });
  const { rows: of } = await sql<{ device_mark: Buffer | null }>`
    select device_mark from survey_answer where receipt = ${kiosk.receipt}`.execute(open(house.owner));
  expect(of).toEqual([{ device_mark: null }]);
});

test('the result says how many were flagged and what became of them; the rules are public, with their numbers', async () => {
  const path = `/periode/${office.period.code}`;
  await admin.get(`${path}/tutup`);
  expect((await admin.post(`${path}/tutup`, { agree: '1' })).status).toBe(303);
  await admin.get(`${path}/terbitkan/${office.unitCode}`);
  await admin.post(`${path}/terbitkan/${office.unitCode}`, { agree: '1' });
  await house.approveAll();
  const address = `/ikm/${office.unitCode}/${office.period.code}`;
  expect(JSON.parse((await house.visitor().get(`${address}.json`)).text)).toMatchObject({
    review: { flagged: 9, waiting: 5, accepted: 3, excluded: 1 },
    excluded: [{ reason: 'not_genuine', n: 1 }],
  });
  expect((await house.visitor().get(address)).text).toContain(
    'Bertanda menurut aturan telaah: 9 jawaban; diterima 3, dikeluarkan 1',
  );
  const rules = (await house.visitor().get('/aturan-telaah')).text;
  for (const words of ['lebih dari 250 jawaban', '1 banding 10.000', 'Lebih dari 5 jawaban', 'Alamat jaringan'])
    expect(rules).toContain(words);
});
