/** What people are told, from what happened to the inbox and the mail: real queue, real SMTP server, every kind of the house. */
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { allJobs, houseDoors } from '../src/app.ts';
import { localDay, localMinute } from '../src/kernel/dates.ts';
import { newId } from '../src/kernel/ids.ts';
import { remindUnits, tellOfPeriods } from '../src/modules/ikm/actions/notices.ts';
import { closePeriod } from '../src/modules/ikm/index.ts';
import { createService, createUnit, setPopulation } from '../src/modules/org/index.ts';
import { remindOfRequests } from '../src/modules/privacy/actions/reminding.ts';
import { answerRequest, fileRequest } from '../src/modules/privacy/actions/requests.ts';
import { listRequests } from '../src/modules/privacy/store/requests.ts';
import { tellOfAnswers } from '../src/modules/survey/actions/looks.ts';
import { findServiceInstrument, storeAnswers } from '../src/modules/survey/index.ts';
import { dismissOfficer } from '../src/platform/auth/delegation.ts';
import { issueScope, type JobScope, roles } from '../src/platform/auth/scope.ts';
import { listMembers } from '../src/platform/auth/store/accounts.ts';
import { transact } from '../src/platform/db/db.ts';
import { createJobs } from '../src/platform/jobs/index.ts';
import { createMailer } from '../src/platform/mail/index.ts';
import { digestAfter, digestBefore } from '../src/platform/notices/clock.ts';
import { dailyLook, type NoticeBasis, notify } from '../src/platform/notices/index.ts';
import { type Client, testConfig, testHouse } from './house.ts';
import { foundTestOffice } from './office.ts';

const mails: { to: string; text: string }[] = [];
/** What the server says to the next mails; then it takes them. */
const mailAnswers: number[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo(_address, _session, done) {
    const code = mailAnswers.shift();
    done(code === undefined ? null : Object.assign(new Error('later'), { responseCode: code }));
  },
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      // Quoted-printable, read back byte by byte and then as UTF-8.
      const raw = Buffer.concat(parts).toString('latin1').replace(/=\r\n/g, '');
      const bytes = raw.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
      mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: Buffer.from(bytes, 'latin1').toString() });
      done();
    });
  },
});
// Before the house: its configuration names the port.
await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve));
const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}?from=suara@uji.test`;

const house = await testHouse({ config: { smtpUrl } });
const { office, db } = house;
const { scope } = office;
const job = issueScope<JobScope>({ kind: 'job', tenantId: scope.tenantId, job: 'uji' });
const owner = new pg.Client({ connectionString: house.ownerUrl });
const kindsAtWork = allJobs.filter(({ name }) => name.startsWith('notice.'));
const log = pino({ level: 'silent' });
const mailer = createMailer(smtpUrl);
let running: ReturnType<typeof createJobs> | null = null;

/** The workers of a process, begun now: what waits is found at the start. */
async function work(withMailer = true): Promise<void> {
  await running?.stop();
  running = createJobs(db, kindsAtWork, log, testConfig.secret, withMailer ? mailer : null);
  await running.start();
}

let admin: Client;
let officer: Client;
let head: Client;
let companion: Client;
/** Ids of the accounts, by their role in the whole office. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  await owner.connect();
  admin = await house.signIn();
  [officer, head, companion] = [await house.join('officer'), await house.join('head'), await house.join('companion')];
  for (const { id, role } of await members()) ids[role ?? ''] = id;
  await owner.query('update auth_user set email_verified = true where id = any($1)', [[ids.admin, ids.head]]);
});
afterEach(async () => {
  await running?.stop();
  running = null;
  await owner.query('delete from notice');
  await owner.query('delete from notice_setting');
  mails.length = 0;
});
afterAll(async () => {
  await owner.end();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

const members = () => transact(db, scope, (tx) => listMembers(tx, scope), { readOnly: true });

/** Everybody with a role in the whole office. */
const allOf = async (role: string) => (await members()).filter((one) => one.role === role).map(({ id }) => id);
const rows = async () =>
  (
    await owner.query<{
      account: string;
      kind: string;
      thing: string;
      words: unknown;
      read: boolean;
      mailed: boolean;
      mail: string;
      id: string;
    }>(
      `select id, account, kind, thing, words, mail, read_at is not null as read, mailed_at is not null as mailed from notice
       where tenant_id = $1 order by made_at, kind, account`,
      [scope.tenantId],
    )
  ).rows;
const titlesIn = (text: string) => [...text.matchAll(/<strong>([^<]+)<\/strong>/g)].map((match) => match[1]);

const period: NoticeBasis = { name: 'ikm.period_ends', defaultMail: 'daily', branch: false, mayReceive: () => true };
/** A notice about a period, which administrators and heads receive. */
const tell = (
  account: string,
  thing: string,
  change: Partial<Parameters<typeof notify>[3]> = {},
  mail: NoticeBasis['defaultMail'] = 'off',
) =>
  transact(db, job, (tx) =>
    notify(
      tx,
      job,
      { ...period, defaultMail: mail },
      {
        ...{ to: [account], thing, path: '/periode/2024-tw3', at: new Date() },
        data: { stage: 'over', code: '2024-tw3', endsOn: '2024-09-30' },
        ...change,
      },
    ),
  );

describe('the inbox', () => {
  test('unread first, a count in the menu, opening marks read and leads there', async () => {
    const empty = (await admin.get('/pemberitahuan')).text;
    expect(empty).toContain('Belum ada pemberitahuan');
    await tell(scope.actor.id, 'satu', { at: new Date('2026-01-02T00:00:00Z') });
    await tell(scope.actor.id, 'dua', { at: new Date('2026-01-03T00:00:00Z') });
    const inbox = (await admin.get('/pemberitahuan')).text;
    expect(titlesIn(inbox)).toEqual(Array(2).fill('Triwulan III 2024 sudah berakhir dan belum ditutup'));
    expect(/href="\/pemberitahuan"[\s\S]*?<\/a>/.exec(inbox)?.[0]).toMatch(/>\D*2\D*</);
    const [first] = [...inbox.matchAll(/action="(\/pemberitahuan\/[^"]+\/buka)"/g)].map((match) => match[1] ?? '');
    const opened = await admin.post(first ?? '', {});
    expect([opened.status, opened.location]).toEqual([303, '/periode/2024-tw3']);
    const [unread, read] = [...(await admin.get('/pemberitahuan')).text.matchAll(/action="(\/pemberitahuan\/[^"]+\/buka)"/g)];
    expect(read?.[1]).toBe(first);
    expect(unread?.[1]).not.toBe(first);
    expect((await admin.post('/pemberitahuan/baca-semua', {})).status).toBe(303);
    expect((await rows()).map((row) => row.read)).toEqual([true, true]);
    expect((await admin.get('/pemberitahuan')).text).not.toContain('Tandai semua');
    expect((await admin.get('/pemberitahuan?bahasa=en')).text).toContain('Quarter III 2024 is over and not closed');
    await admin.get('/pemberitahuan?bahasa=id');
  });

  test('is paged', async () => {
    for (let n = 0; n < 21; n++) await tell(scope.actor.id, `k${n}`);
    expect(titlesIn((await admin.get('/pemberitahuan')).text)).toHaveLength(20);
    expect(titlesIn((await admin.get('/pemberitahuan?halaman=2')).text)).toHaveLength(1);
    for (const odd of ['0', 'x', '99999999']) expect((await admin.get(`/pemberitahuan?halaman=${odd}`)).status, odd).toBe(200);
  });

  test('somebody else’s notice, another office’s and one of a role that was lost do not exist', async () => {
    await tell(ids.head ?? '', 'kepala');
    const other = await foundTestOffice(db);
    await transact(db, other.scope, (tx) =>
      notify(tx, other.scope, period, {
        ...{ to: [other.scope.actor.id], thing: 'lain', path: '/periode', at: new Date() },
        data: { stage: 'over', code: '2024-tw3', endsOn: '2024-09-30' },
      }),
    );
    const { rows: all } = await owner.query<{ id: string }>('select id from notice');
    await admin.get('/pemberitahuan');
    for (const id of [...all.map((row) => row.id), newId(), 'bukan-id'])
      expect((await admin.post(`/pemberitahuan/${id}/buka`, {})).status, id).toBe(404);
    expect((await owner.query('select 1 from notice where read_at is not null')).rowCount).toBe(0);
    // Written for an officer, who does nothing about periods.
    await tell(ids.officer ?? '', 'petugas');
    expect((await officer.get('/pemberitahuan')).text).toContain('Belum ada pemberitahuan');
    const [theirs] = (await rows()).filter(({ account }) => account === ids.officer);
    expect((await officer.post(`/pemberitahuan/${theirs?.id}/buka`, {})).status).toBe(404);
  });

  test('a path out of the house is refused by the database', async () => {
    for (const path of ['https://jahat.test', '//jahat.test', '/\\jahat.test', 'periode'])
      await expect(tell(scope.actor.id, path, { path })).rejects.toThrow();
    expect(await rows()).toEqual([]);
  });

  test('two that tell of one thing at once leave one; read, it may come again, but not where once is enough', async () => {
    const twice = (thing: string, again?: 'once') =>
      Promise.all([1, 2, 3].map(() => tell(scope.actor.id, thing, again ? { again } : {}))).then((all) => all.toSorted());
    expect(await twice('sama')).toEqual([0, 0, 1]);
    expect(await twice('sekali', 'once')).toEqual([0, 0, 1]);
    await admin.get('/pemberitahuan');
    await admin.post('/pemberitahuan/baca-semua', {});
    expect(await twice('sama')).toEqual([0, 0, 1]);
    expect(await twice('sekali', 'once')).toEqual([0, 0, 0]);
  });
});

describe('the settings', () => {
  test.each([...roles])('%s sees the kinds that they can do something about, and no other', async (role) => {
    const client = role === 'admin' ? admin : await house.join(role);
    const kinds = new Set(
      [...(await client.get('/akun/pemberitahuan')).text.matchAll(/type="radio"[^>]* name="([\w.]+)"/g)].map((m) => m[1]),
    );
    kinds.delete('lang');
    const expected: Record<string, string[]> = {
      admin: ['approval.waiting', 'ikm.behind_pace', 'ikm.period_ends', 'privacy.request_due', 'survey.answers_wait'],
      head: ['approval.waiting', 'ikm.behind_pace', 'ikm.period_ends'],
      officer: ['ikm.behind_pace', 'privacy.request_due', 'survey.answers_wait'],
      reviewer: ['approval.waiting', 'survey.answers_wait'],
    };
    expect([...kinds].toSorted()).toEqual(expected[role] ?? []);
  });

  test('are kept, in the trail, and hold for what comes next', async () => {
    await admin.get('/akun/pemberitahuan');
    const answer = await admin.post('/akun/pemberitahuan', {
      ...{ 'ikm.period_ends': 'at_once', 'survey.answers_wait': 'sometimes', 'no.kind': 'off', lang: 'en' },
    });
    expect(answer.location).toBe('/akun/pemberitahuan?kabar=saved');
    const page = (await admin.get(answer.location)).text;
    expect(page).toContain('Pilihan disimpan.');
    expect(page).not.toContain('belum dapat mengirim surel');
    expect((await owner.query('select kind, mail from notice_setting')).rows).toEqual([
      { kind: 'ikm.period_ends', mail: 'at_once' },
    ]);
    expect((await admin.get('/kelola/jejak')).text).toContain('Mengatur pemberitahuan sendiri');
    await tell(scope.actor.id, 'atur');
    expect((await rows())[0]?.mail).toBe('at_once');
    await owner.query(`update notice_receiver set lang = 'id'`);
  });
});

describe('by mail', () => {
  test('at once, in the receiver’s language, tried again, once; without an id', async () => {
    await owner.query(
      `insert into notice_receiver values ($1, $2, 'en') on conflict (tenant_id, account) do update set lang = 'en'`,
      [scope.tenantId, scope.actor.id],
    );
    await work();
    mailAnswers.push(451);
    await tell(scope.actor.id, 'segera', {}, 'at_once');
    await vi.waitFor(() => expect(mails).toHaveLength(1), { timeout: 20_000, interval: 50 });
    await vi.waitFor(async () => expect((await rows())[0]?.mailed).toBe(true));
    const [{ to, text }] = mails as [(typeof mails)[number]];
    expect(to).toBe(office.email);
    expect(text).toContain('Subject: Quarter III 2024 is over and not closed');
    expect(text).toContain('http://suara.test/pemberitahuan\r\n');
    expect(text).toContain('http://suara.test/akun/pemberitahuan');
    expect(text.split('\r\n\r\n').slice(1).join()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    // Begun again, it finds nothing to do.
    await work();
    await tell(scope.actor.id, 'lagi', {}, 'at_once');
    await vi.waitFor(() => expect(mails).toHaveLength(2), { timeout: 20_000, interval: 50 });
    await owner.query(`update notice_receiver set lang = 'id'`);
  }, 40_000);

  test('once a day: one mail with all that was unread at seven; what came later waits', async () => {
    const before = digestBefore(new Date(), 'Asia/Jakarta');
    const early = (minutes: number) => ({ at: new Date(before.getTime() - minutes * 60_000) });
    await tell(scope.actor.id, 'a', early(30), 'daily');
    await tell(scope.actor.id, 'b', early(20), 'daily');
    await tell(scope.actor.id, 'lama', early(5 * 24 * 60), 'daily');
    await tell(scope.actor.id, 'nanti', { at: new Date(before.getTime() + 1000) }, 'daily');
    await tell(ids.head ?? '', 'kepala', early(10), 'daily');
    await tell(scope.actor.id, 'mati', early(10), 'off');
    // Turned off after it was written.
    await owner.query(`insert into notice_setting values ($1, $2, 'ikm.period_ends', 'off', now())`, [scope.tenantId, ids.head]);
    await work();
    await vi.waitFor(() => expect(mails).toHaveLength(1), { timeout: 20_000, interval: 50 });
    expect(mails[0]?.to).toBe(office.email);
    expect(mails[0]?.text).toContain('2 pemberitahuan: Dinas Sosial Uji');
    await vi.waitFor(async () =>
      expect(
        (await rows())
          .filter(({ mailed }) => mailed)
          .map(({ thing }) => thing)
          .toSorted(),
      ).toEqual(['a', 'b']),
    );
    await vi.waitFor(async () => expect((await rows()).find(({ thing }) => thing === 'kepala')?.mail).toBe('off'));
  }, 40_000);

  test('nothing to an address that nobody proved, at once or daily, and the page says so', async () => {
    const prove = (proved: boolean) =>
      owner.query('update auth_user set email_verified = $2 where id = $1', [scope.actor.id, proved]);
    const before = new Date(digestBefore(new Date(), 'Asia/Jakarta').getTime() - 60_000);
    await prove(false);
    await tell(scope.actor.id, 'segera', {}, 'at_once');
    await tell(scope.actor.id, 'harian', { at: before }, 'daily');
    await work();
    const kept = async () => (await rows()).map(({ mail, mailed, read }) => [mail, mailed, read]);
    await vi.waitFor(async () => expect(await kept()).toEqual(Array(2).fill(['off', false, false])), {
      timeout: 20_000,
      interval: 50,
    });
    expect(mails).toEqual([]);
    expect((await admin.get('/akun/pemberitahuan')).text).toContain(`Belum terbukti bahwa ${office.email} milik Anda`);
    await prove(true);
    expect((await admin.get('/akun/pemberitahuan')).text).toContain(`Surel dikirim ke ${office.email}.`);
  }, 40_000);

  test('the mail of the day is planned as soon as there is something for it, for seven o’clock', async () => {
    await work();
    const at = new Date();
    await tell(scope.actor.id, 'besok', { at }, 'daily');
    const planned = () =>
      owner.query(
        `select start_after from pgboss.job where name = 'notice.digest' and data->>'account' = $1 and state = 'created'`,
        [scope.actor.id],
      );
    await vi.waitFor(
      async () => {
        const due = (await planned()).rows.map(({ start_after }) => start_after.toISOString());
        expect(due).toContain(digestAfter(at, 'Asia/Jakarta').toISOString());
      },
      { timeout: 20_000, interval: 50 },
    );
  }, 40_000);

  test('nothing where no server is configured, and the page says so', async () => {
    await work(false);
    await tell(scope.actor.id, 'tanpa', {}, 'at_once');
    const done = () =>
      owner.query(`select 1 from pgboss.job where name = 'notice.mail' and state in ('created', 'active', 'retry')`);
    await vi.waitFor(async () => expect((await done()).rowCount).toBe(0), { timeout: 20_000, interval: 50 });
    expect((await rows())[0]).toMatchObject({ mailed: false, read: false });
    const bare = await testHouse();
    expect((await (await bare.signIn()).get('/akun/pemberitahuan')).text).toContain('belum dapat mengirim surel');
  }, 40_000);

  test('seven o’clock is that of the office', () => {
    const at = new Date('2026-11-26T22:30:00Z');
    expect(digestAfter(at, 'Asia/Jakarta').toISOString()).toBe('2026-11-27T00:00:00.000Z');
    expect(digestAfter(at, 'Asia/Jayapura').toISOString()).toBe('2026-11-27T22:00:00.000Z');
    expect(digestBefore(at, 'Asia/Jayapura').toISOString()).toBe('2026-11-26T22:00:00.000Z');
  });
});

describe('a daily look', () => {
  test('is had once a day by two processes, is told since when, and forgets with what fails', async () => {
    const seen: (Date | null)[] = [];
    let fails = true;
    const look = dailyLook(
      'uji.lihat',
      async () => 'Asia/Jakarta',
      async (_tx, _scope, { since }) => {
        if (fails) throw new Error('no');
        seen.push(since);
      },
    );
    const context = { db, scope: job, log, secret: '', mailer: null, signal: new AbortController().signal };
    await expect(look.run(context, {})).rejects.toThrow('no');
    fails = false;
    await Promise.all([look.run(context, {}), look.run(context, {}), look.run(context, {})]);
    expect(seen).toEqual([null]);
    expect(await transact(db, job, (tx) => look.waiting(tx, job))).toEqual([]);
    await owner.query(`update notice_daily set done_on = done_on - 1 where job = 'uji.lihat'`);
    await Promise.all([look.run(context, {}), look.run(context, {})]);
    expect(seen).toHaveLength(2);
    expect(seen[1]).toBeInstanceOf(Date);
  });

  test('begins at six of the office’s own clock', async () => {
    const hourIn = (zone: string) => Number(localMinute(new Date(), zone).slice(11, 13));
    const zones = Array.from({ length: 24 }, (_, n) => (n < 12 ? `Etc/GMT+${n}` : `Etc/GMT-${n - 11}`));
    const waitingIn = (zone: string) =>
      transact(db, job, (tx) =>
        dailyLook(
          'uji.jam',
          async () => zone,
          async () => {},
        ).waiting(tx, job),
      );
    const [night, morning] = [zones.find((zone) => hourIn(zone) === 2), zones.find((zone) => hourIn(zone) === 9)];
    expect(await waitingIn(night ?? '')).toEqual([]);
    expect(await waitingIn(morning ?? '')).toEqual([{ day: localDay(new Date(), morning ?? '') }]);
  });

  test('old notices are forgotten: read for ninety days, any after a year', async () => {
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    for (const [thing, made] of [
      ['dibaca lama', 95],
      ['dibaca baru', 95],
      ['belum', 300],
      ['sangat lama', 366],
    ] as const)
      await tell(scope.actor.id, thing, { at: ago(made) });
    await owner.query(
      `update notice set read_at = case thing when 'dibaca lama' then now() - interval '91 days' else now() end where thing like 'dibaca%'`,
    );
    const forget = kindsAtWork.find(({ name }) => name === 'notice.forget');
    await owner.query(`delete from notice_daily`);
    await forget?.run({ db, scope: job, log, secret: '', mailer: null, signal: new AbortController().signal }, {});
    expect((await rows()).map(({ thing }) => thing).toSorted()).toEqual(['belum', 'dibaca baru']);
  });
});

/** Answers of a service on a day. */
const answer = (serviceId: string, n: number, serviceOn: string, change: object = {}) =>
  transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, serviceId);
    const one = { serviceId, instrumentId: instrument.id, channel: 'link' as const, serviceOn, receivedAt: new Date() };
    const given = Array.from({ length: n }, () => ({ ...one, id: newId(), scores: instrument.items.map(() => 3), ...change }));
    await storeAnswers(tx, scope, given);
    return given;
  });

describe('what people are told of', () => {
  test('a unit behind its pace: its officers, its head; after two reminders without change whoever leads', async () => {
    const { unitId, serviceId } = await transact(db, scope, async (tx) => {
      const at = new Date();
      const unitId = await createUnit(tx, scope, { name: 'UPT Utara', parentId: office.unitId, timeZone: 'Asia/Jakarta' }, at);
      const serviceId = await createService(tx, scope, { unitId, name: 'Rehabilitasi' }, at);
      await setPopulation(tx, scope, { serviceId, periodId: office.period.id, population: 100, source: 'uji' }, at);
      return { unitId, serviceId };
    });
    await answer(serviceId, 12, '2024-08-01');
    // Enough at the office's own services, so that only the unit below is behind; one service there has no N.
    for (const { id } of office.services) await answer(id, 70, '2024-08-01');
    await transact(db, scope, (tx) => createService(tx, scope, { unitId, name: 'Tanpa N' }, new Date()));
    const onNode = async (role: string, nodeId: string) => {
      const client = await house.join('auditor');
      const { id = '' } = (await members()).at(-1) ?? {};
      await admin.get(`/kelola/petugas/${id}`);
      const given = await admin.post(`/kelola/petugas/${id}/hak`, {
        role,
        node: nodeId,
        from: '2024-01-01',
        to: '',
        reason: 'Uji',
      });
      expect(given.status).toBe(303);
      return { id, client };
    };
    const headThere = await onNode('head', unitId);
    const elsewhere = await transact(db, scope, (tx) =>
      createUnit(tx, scope, { name: 'UPT Selatan', parentId: office.unitId, timeZone: 'Asia/Jakarta' }, new Date()),
    );
    const officerElsewhere = await onNode('officer', elsewhere);

    const on = (today: string) => transact(db, job, (tx) => remindUnits(tx, job, { today, at: new Date(`${today}T00:00:00Z`) }));
    const told = async () => new Set((await rows()).filter(({ read }) => !read).map(({ account }) => account));
    await on('2024-07-05');
    expect(await rows()).toEqual([]);
    await Promise.all([on('2024-08-16'), on('2024-08-16')]);
    const unitOnly = new Set([...(await allOf('officer')), headThere.id]);
    expect(await told()).toEqual(unitOnly);
    expect((await rows())[0]?.words).toEqual({
      ...{ unit: 'UPT Utara', endsOn: '2024-09-30', escalated: false },
      services: [{ name: 'Rehabilitasi', n: 12, expected: 40, pace: 2 }],
    });
    const inbox = (await officer.get('/pemberitahuan')).text;
    expect(inbox).toContain('UPT Utara: jawaban tertinggal dari sasaran');
    expect(inbox).toContain(
      'Layanan Rehabilitasi: 12 dari 40 yang seharusnya sudah ada hari ini; perlu 2 per hari sampai 30 September 2024.',
    );
    expect((await headThere.client.get('/pemberitahuan')).text).toContain('UPT Utara');
    expect((await officerElsewhere.client.get('/pemberitahuan')).text).toContain('Belum ada');
    // Nobody read it: a week later it says today's figures, and stays one.
    await on('2024-08-20');
    await on('2024-08-23');
    expect(await told()).toEqual(unitOnly);
    expect((await rows())[0]?.words).toMatchObject({ services: [{ expected: 46 }] });
    expect(await rows()).toHaveLength(unitOnly.size);
    await on('2024-08-30');
    expect(await told()).toEqual(new Set([...unitOnly, ...(await allOf('admin')), ...(await allOf('head'))]));
    expect((await head.get('/pemberitahuan')).text).toContain('Dua pengingat sebelumnya tidak membawa perubahan.');
    // It caught up: nothing is left to read.
    await answer(serviceId, 70, '2024-08-30');
    await on('2024-08-31');
    expect(await told()).toEqual(new Set());
    expect((await companion.get('/pemberitahuan')).text).toContain('Belum ada');
  }, 30_000);

  test('a request for approval: whoever may agree, not whoever asked, until it is decided', async () => {
    const [one] = await answer(office.services[0]?.id ?? '', 1, '2024-08-02');
    const { rows: found } = await owner.query('select receipt from survey_answer where id = $1', [one?.id]);
    const reviewer = await house.join('reviewer');
    const { id: reviewerId = '' } = (await members()).at(-1) ?? {};
    await officer.get('/akun');
    const asked = await admin.post('/jawaban/keluarkan', { receipt: found[0].receipt, code: 'test_entry', reason: 'Rahasia' });
    expect(asked.location).toMatch(/^\/persetujuan\//);
    const waiting = await rows();
    expect(waiting.map(({ kind }) => kind)).toContain('approval.waiting');
    expect(waiting.map(({ account }) => account)).toContain(reviewerId);
    expect(waiting.map(({ account }) => account)).not.toContain(scope.actor.id);
    expect(JSON.stringify(waiting)).not.toContain('Rahasia');
    await reviewer.get('/pemberitahuan');
    const opened = await reviewer.post(`/pemberitahuan/${waiting.find(({ account }) => account === reviewerId)?.id}/buka`, {});
    expect(opened.location).toBe(asked.location.split('?')[0]);
    await reviewer.get(opened.location);
    expect((await reviewer.post(`${opened.location}/setujui`, {})).status).toBe(303);
    expect((await rows()).every(({ read }) => read)).toBe(true);
  });

  test('answers that wait to be looked at: only when there are new ones', async () => {
    const look = (since: Date | null) =>
      transact(db, job, (tx) => tellOfAnswers(tx, job, { today: '2024-08-20', at: new Date(), since }));
    const beginning = new Date();
    await look(beginning);
    expect(await rows()).toEqual([]);
    const [one] = await answer(office.services[0]?.id ?? '', 1, '2024-08-03');
    await transact(db, scope, (tx) =>
      storeAnswers(
        tx,
        scope,
        one ? [{ ...one, receivedAt: new Date(), scores: one.scores.map(() => 1), comment: 'Nomor saya 0812' }] : [],
      ),
    );
    await look(beginning);
    const told = await rows();
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['survey.answers_wait']));
    expect(told.map(({ account }) => account)).toEqual(expect.arrayContaining([ids.admin, ids.officer]));
    expect(told.map(({ account }) => account)).not.toContain(ids.head);
    expect(told[0]?.words).toMatchObject({ conflicts: 1 });
    expect(JSON.stringify(told)).not.toContain('0812');
    await owner.query('delete from notice');
    await look(new Date(Date.now() + 1000));
    expect(await rows()).toEqual([]);
  });

  test('a request about personal data with less than a day left: once, until it is answered', async () => {
    const received = new Date();
    const later = (hours: number) => new Date(received.getTime() + hours * 3_600_000);
    const given = { kind: 'access' as const, receipt: null, contact: 'warga@uji.test', message: 'Apa yang disimpan?' };
    await transact(db, scope, (tx) => fileRequest(tx, scope, testConfig.secret, given, received));
    const remind = (hours: number) => transact(db, job, (tx) => remindOfRequests(tx, job, later(hours)));
    await remind(47);
    expect(await rows()).toEqual([]);
    await Promise.all([remind(49), remind(49)]);
    const told = await rows();
    expect(told.map(({ kind, account }) => [kind, account])).toEqual(
      expect.arrayContaining([
        ['privacy.request_due', ids.officer],
        ['privacy.request_due', ids.admin],
      ]),
    );
    expect(new Set(told.map(({ account }) => account)).size).toBe(told.length);
    expect(told.map(({ account }) => account)).not.toContain(ids.head);
    expect(JSON.stringify(told)).not.toContain('warga');
    await officer.get('/pemberitahuan');
    await officer.post('/pemberitahuan/baca-semua', {});
    await remind(50);
    expect(await rows()).toHaveLength(told.length);
    const [request] = await transact(db, scope, (tx) => listRequests(tx, scope, 1));
    if (!request) throw new Error('the request is kept');
    const answered = { outcome: 'done' as const, result: 'Sudah dikirim.' };
    await transact(db, scope, (tx) => answerRequest(tx, scope, testConfig.secret, request, answered, later(51)));
    expect((await rows()).every(({ read }) => read)).toBe(true);
  });

  test('a period that ends, is over, has no result: each once, and done when it is done', async () => {
    const on = (today: string) =>
      transact(db, job, (tx) => tellOfPeriods(tx, job, { today, at: new Date(`${today}T00:00:00Z`) }));
    const unread = async () =>
      (await rows()).filter(({ read, account }) => !read && account === ids.admin).map(({ thing }) => thing);
    await on('2024-09-22');
    expect(await unread()).toEqual([]);
    await on('2024-09-23');
    await on('2024-09-24');
    expect(await unread()).toEqual(['ends:2024-tw3']);
    await on('2024-10-01');
    expect(await unread()).toEqual(['ends:2024-tw3', 'over:2024-tw3']);
    await closePeriod(db, scope, office.period.code, new Date('2024-10-05T02:00:00Z'));
    expect(await unread()).toEqual([]);
    await on('2024-10-11');
    expect(await unread()).toEqual([]);
    await on('2024-10-12');
    expect(await unread()).toEqual(['unpublished:2024-tw3']);
    expect((await officer.get('/pemberitahuan')).text).toContain('Belum ada');
  });
});

describe('whoever leaves', () => {
  test('keeps nothing; what was unread goes to the heir once', async () => {
    await house.join('head');
    const { id: leaver = '' } = (await members()).at(-1) ?? {};
    await tell(leaver, 'milik kepala');
    await tell(leaver, 'sama');
    await tell(scope.actor.id, 'sama');
    await tell(leaver, 'dibaca');
    await owner.query(`update notice set read_at = now() where thing = 'dibaca'`);
    await owner.query(`insert into notice_setting values ($1, $2, 'ikm.period_ends', 'off', now())`, [scope.tenantId, leaver]);
    await transact(db, scope, (tx) =>
      dismissOfficer(tx, scope, leaver, { heir: scope.actor.id, rights: false, modules: [] }, new Date()),
    );
    expect((await rows()).map(({ account, thing }) => [account === scope.actor.id, thing]).toSorted()).toEqual([
      [true, 'milik kepala'],
      [true, 'sama'],
    ]);
    expect((await owner.query('select 1 from notice_setting where account = $1', [leaver])).rowCount).toBe(0);
    await house.join('head');
    const { id: alone = '' } = (await members()).at(-1) ?? {};
    await tell(alone, 'hilang');
    await transact(db, scope, (tx) => dismissOfficer(tx, scope, alone, { heir: null, rights: false, modules: [] }, new Date()));
    expect((await rows()).map(({ thing }) => thing)).not.toContain('hilang');
  });
});

test('every kind says what triggers it in both languages, and reads what another version wrote', () => {
  const kinds = houseDoors(house.app).flatMap((door) => door.notices ?? []);
  expect(kinds.map(({ name }) => name).toSorted()).toEqual([
    'ikm.behind_pace',
    'ikm.period_ends',
    'privacy.request_due',
    'survey.answers_wait',
  ]);
  for (const kind of kinds)
    for (const lang of ['id', 'en'] as const) {
      expect(kind.trigger(lang).length, kind.name).toBeGreaterThan(30);
      expect(kind.words({ other: 1 }, lang)).toEqual({ title: kind.label(lang), text: '' });
    }
});
