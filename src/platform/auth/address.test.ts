/** An address counts as its holder's once it was proved: by a link that was mailed there, or by somebody who made sure. */
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, composeForTest, createClient, testHouse } from '../../../test/house.ts';
import { foundTestOffice } from '../../../test/office.ts';
import { transact } from '../db/db.ts';
import { acceptInvitation, confirmAddressByOperator, foundOfficeByOperator, inviteOfficer } from './actions.ts';
import { dismissOfficer } from './delegation.ts';

const mails: { to: string; text: string }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, done) =>
    done(address.startsWith('tidak.ada') ? Object.assign(new Error('no such person'), { responseCode: 550 }) : null),
  onData(stream, session, done) {
    let raw = '';
    stream.on('data', (part) => (raw += part));
    stream.on('end', () => {
      mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: raw.replace(/=\r\n/g, '').replaceAll('=3D', '=') });
      done();
    });
  },
});
await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve));
afterAll(() => new Promise<void>((resolve) => void smtp.close(resolve)));
const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}?from=suara@uji.test`;

const house = await testHouse();
const mailing = await composeForTest(house, { config: { smtpUrl } });
const { office, db } = house;
const owner = new pg.Client({ connectionString: house.ownerUrl });
beforeAll(() => owner.connect());
afterAll(() => owner.end());

const password = 'kata sandi bersama uji';
const provedOf = async (email: string) =>
  (await owner.query('select email_verified as proved from auth_user where email = $1', [email])).rows[0]?.proved;
const idOf = async (email: string) => (await owner.query('select id from auth_user where email = $1', [email])).rows[0]?.id;
const invite = () => transact(db, office.scope, (tx) => inviteOfficer(tx, office.scope, 'officer', new Date()));
const linkTo = (email: string) =>
  /\/akun\/surel\/[\w.-]+/.exec(mails.findLast(({ to }) => to === email)?.text ?? '')?.[0] ?? 'no mail';

async function signIn(email: string, app = house.app): Promise<Client> {
  const client = createClient(app);
  await client.get('/masuk');
  expect((await client.post('/masuk', { email, password })).status).toBe(303);
  return client;
}

async function join(email: string, app = house.app): Promise<void> {
  const guest = createClient(app);
  const path = `/undangan/${await invite()}`;
  await guest.get(path);
  expect((await guest.post(path, { name: 'Rekan Baru', email, password })).location).toBe('/masuk?pesan=akun');
}

describe('where e-mail is on', () => {
  test('the link in the mail proves it, to whoever is signed in to the account, once they press the button', async () => {
    await join('Ani@uji.test', mailing);
    expect(await provedOf('ani@uji.test')).toBe(false);
    const link = linkTo('ani@uji.test');
    const ani = await signIn('ani@uji.test', mailing);
    expect((await ani.get('/akun')).text).toContain('Surel belum terbukti');
    expect((await ani.get(link)).text).toContain('Surel ini milik saya');
    expect(await provedOf('ani@uji.test'), 'opening it is not enough').toBe(false);
    expect((await ani.post(link, {})).location).toBe('/akun?pesan=surel');
    expect(await provedOf('ani@uji.test')).toBe(true);
    expect((await ani.get('/akun')).text).not.toContain('Surel belum terbukti');
    const admin = await house.signIn();
    expect((await admin.get('/kelola/jejak')).text).toContain('Membuktikan surelnya');
  });

  test('the real owner of the address proves nothing for whoever took it; another account, time or letter neither', async () => {
    await join('bupati@uji.test', mailing);
    const link = linkTo('bupati@uji.test');
    expect((await createClient(mailing).get(link)).location).toContain('/masuk');
    await join('lain@uji.test', mailing);
    const other = await signIn('lain@uji.test', mailing);
    const owning = await signIn('bupati@uji.test', mailing);
    const [until = '', proof = ''] = (link.split('/').at(-1) ?? '').split('.');
    for (const [client, path] of [
      [other, link],
      [owning, `/akun/surel/${Number(until) + 1}.${proof}`],
      [owning, `/akun/surel/${until}.${'A'.repeat(43)}`],
      [owning, '/akun/surel/x'],
    ] as const) {
      await client.get('/akun');
      for (const answer of [await client.get(path), await client.post(path, {})]) expect(answer.status, path).toBe(422);
    }
    expect([await provedOf('bupati@uji.test'), await provedOf('lain@uji.test')]).toEqual([false, false]);
  });

  test('a mail that is not taken keeps nobody from joining, and is sent again when asked for', async () => {
    await join('tidak.ada@uji.test', mailing);
    const client = await signIn('tidak.ada@uji.test', mailing);
    await client.get('/akun');
    expect((await client.post('/akun/surel', {})).location).toBe('/akun?pesan=surel-gagal');
    await join('ada@uji.test', mailing);
    mails.length = 0;
    const second = await signIn('ada@uji.test', mailing);
    await second.get('/akun');
    expect((await second.post('/akun/surel', {})).location).toBe('/akun?pesan=surel-kirim');
    expect(linkTo('ada@uji.test')).toMatch(/^\/akun\/surel\/\d+\./);
  });

  test('an administrator does not stand in for the mail', async () => {
    const admin = createClient(mailing);
    await admin.get('/masuk');
    await admin.post('/masuk', { email: office.email, password: office.password });
    expect((await admin.get('/kelola/petugas')).text).not.toContain('Surelnya sudah saya pastikan');
    expect((await admin.post(`/kelola/petugas/${await idOf('lain@uji.test')}/surel`, {})).status).toBe(409);
    expect(await provedOf('lain@uji.test')).toBe(false);
  });
});

describe('where e-mail is off', () => {
  test('the administrator sees it, asks, and says so; not for themselves, nor for another office', async () => {
    await join('cici@uji.test');
    const client = await signIn('cici@uji.test');
    expect((await client.get('/akun')).text).toContain('Minta administrator lain memastikannya');
    const admin = await house.signIn();
    expect((await admin.get('/kelola/petugas')).text).toMatch(/cici@uji\.test[\s\S]*?belum terbukti/);
    const foreign = await foundTestOffice(db);
    for (const [id, status] of [
      [office.scope.actor.id, 403],
      [foreign.scope.actor.id, 404],
    ] as const)
      expect((await admin.post(`/kelola/petugas/${id}/surel`, {})).status).toBe(status);
    expect([await provedOf(office.email), await provedOf(foreign.email)]).toEqual([false, false]);
    expect((await admin.post(`/kelola/petugas/${await idOf('cici@uji.test')}/surel`, {})).status).toBe(303);
    expect(await provedOf('cici@uji.test')).toBe(true);
    expect((await admin.get('/kelola/jejak')).text).toContain('Memastikan surel petugas');
  });

  test('the operator can for an administrator who is alone, and a link that names the address is the proof', async () => {
    await confirmAddressByOperator(db, office.email, new Date());
    expect(await provedOf(office.email)).toBe(true);
    const { token } = await foundOfficeByOperator(db, 'kepala@uji.test', new Date(), null, async () => null);
    await acceptInvitation(db, token, { name: 'Kepala', email: 'kepala@uji.test', password }, new Date());
    expect(await provedOf('kepala@uji.test')).toBe(true);
  });
});

test('whoever takes a former colleague’s address gets neither their proof nor their tie to the provider', async () => {
  const leaver = 'dedi@uji.test';
  await join(leaver);
  const id = await idOf(leaver);
  await owner.query('update auth_user set email_verified = true where id = $1', [id]);
  await owner.query(
    `insert into auth_credential (id, account_id, provider_id, user_id, created_at, updated_at)
     values ('tie', 'dedi', 'sso x y', $1, now(), now())`,
    [id],
  );
  await transact(db, office.scope, (tx) =>
    dismissOfficer(tx, office.scope, id, { heir: null, rights: false, modules: [] }, new Date()),
  );
  await join(leaver);
  expect(await idOf(leaver)).toBe(id);
  expect(await provedOf(leaver)).toBe(false);
  expect((await owner.query(`select provider_id from auth_credential where user_id = $1`, [id])).rows).toEqual([
    { provider_id: 'credential' },
  ]);
});
