/** Somebody whose role hangs on one unit: sees and touches that branch and nothing beside it, from its first day to its last. */
import { describe, expect, test } from 'vitest';
import { houseDoors } from '../src/app.ts';
import { createService, createUnit } from '../src/modules/org/index.ts';
import { createCode } from '../src/modules/survey/index.ts';
import { acceptInvitation, inviteOfficer } from '../src/platform/auth/actions.ts';
import { transact } from '../src/platform/db/db.ts';
import { type Client, testHouse } from './house.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const at = new Date();
const today = at.toISOString().slice(0, 10);
const [own] = office.services;
const branch = await transact(db, scope, async (tx) => {
  const unit = { name: 'UPT Panti Uji', code: 'upt-panti-uji', parentId: office.unitId, address: '', timeZone: 'Asia/Jakarta' };
  const unitId = await createUnit(tx, scope, unit, at);
  const below = await createUnit(tx, scope, { ...unit, name: 'Seksi Panti Uji', code: 'seksi-panti-uji', parentId: unitId }, at);
  const serviceId = await createService(tx, scope, { unitId: below, name: 'Layanan Panti Uji', description: '' }, at);
  await createCode(tx, scope, { unitId: below, serviceId, label: 'Panti' }, at);
  return { unitId, below, serviceId };
});

async function join(name: string): Promise<{ client: Client; id: string }> {
  const account = { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@uji.test`, password: 'kata sandi uji cabang' };
  const token = await transact(db, scope, (tx) => inviteOfficer(tx, scope, 'companion', at));
  await acceptInvitation(db, token, account, at);
  const client = house.visitor();
  await client.get('/masuk');
  await client.post('/masuk', { email: account.email, password: account.password });
  const list = await (await house.signIn()).get('/kelola/petugas');
  const id = new RegExp(`${account.email}.*?/kelola/petugas/([0-9a-f-]{36})"`, 's').exec(list.text)?.[1] ?? '';
  return { client, id };
}

const admin = await house.signIn();
const grant = async (id: string, fields: Readonly<Partial<Record<'role' | 'node' | 'from' | 'to' | 'reason', string>>>) => {
  await admin.get(`/kelola/petugas/${id}`);
  return admin.post(`/kelola/petugas/${id}/hak`, {
    role: 'officer',
    node: branch.unitId,
    from: today,
    to: '',
    reason: 'Uji',
    ...fields,
  });
};

describe('a role on a branch', () => {
  test('is given by an administrator, with a reason and dates, and is written down', async () => {
    const { id } = await join('Petugas Panti');
    for (const wrong of [{ reason: '' }, { node: '' }, { from: '2026-02-30' }, { to: '2020-01-01' }, { role: 'king' }])
      expect((await grant(id, wrong)).status, JSON.stringify(wrong)).toBe(422);
    expect((await grant(id, {})).status).toBe(303);
    expect((await admin.get(`/kelola/petugas/${id}`)).text).toContain('UPT Panti Uji');
    expect((await admin.get('/kelola/jejak')).text).toContain('Memberi peran di unit');
    await admin.get(`/kelola/petugas/${scope.actor.id}`);
    expect(
      (
        await admin.post(`/kelola/petugas/${scope.actor.id}/hak`, {
          role: 'officer',
          node: branch.unitId,
          from: today,
          reason: 'x',
        })
      ).status,
    ).toBe(403);
    expect((await admin.post(`/kelola/petugas/${scope.actor.id}/peran`, { role: '' })).status).toBe(403);
  });

  test('opens that branch alone: lists, pages, search, keying; what is beside it is not there', async () => {
    const { client, id } = await join('Petugas Cabang');
    await grant(id, {});
    await admin.get(`/kelola/petugas/${id}`);
    expect((await admin.post(`/kelola/petugas/${id}/peran`, { role: '' })).status).toBe(303);

    const home = await client.get('/beranda');
    expect(home.status).toBe(200);
    const services = await client.get('/layanan');
    expect(services.text).toContain('Layanan Panti Uji');
    expect(services.text).not.toContain(own?.name);
    for (const path of [`/layanan/${branch.serviceId}`, `/unit/${branch.unitId}`, `/unit/${branch.below}`])
      expect((await client.get(path)).status, path).toBe(200);
    for (const path of [`/layanan/${own?.id}`, `/unit/${office.unitId}`]) expect((await client.get(path)).status, path).toBe(404);
    expect((await client.get('/cari?q=Panti')).text).toContain('Layanan Panti Uji');
    expect((await client.get('/cari?q=Bantuan')).text).not.toContain(own?.id);
    const sheets = await client.get('/kertas');
    expect(sheets.text).toContain('Layanan Panti Uji');
    expect(sheets.text).not.toContain(own?.name);
    const foreign = {
      layanan: own?.id ?? '',
      service_on: today,
      sheet: '00000000-0000-4000-8000-0000000000aa',
      confirmed: '1',
      requirements: '4',
    };
    expect((await client.post('/kertas', foreign)).status).toBe(422);
    // What shapes or binds the whole office, or shows all of it, needs a role in the whole office.
    for (const path of ['/impor', '/bentrok', '/kelola/unit', '/kelola/petugas', '/kelola/jejak', '/periode', '/kuesioner'])
      expect((await client.get(path)).status, path).toBe(403);
    expect(home.text).not.toContain('href="/kelola/unit"');
    expect(home.text).toContain('href="/kertas"');
  });

  test('no page of the house breaks for them', async () => {
    const { client, id } = await join('Petugas Semua');
    await grant(id, { role: 'auditor' });
    await grant(id, { role: 'admin' });
    await admin.get(`/kelola/petugas/${id}`);
    await admin.post(`/kelola/petugas/${id}/peran`, { role: '' });
    for (const { method, path, access } of houseDoors(house.app).flatMap((door) => door.routes)) {
      if (method !== 'GET' || access.kind !== 'staff') continue;
      const target = path
        .replace('/layanan/:id', `/layanan/${branch.serviceId}`)
        .replace('/unit/:id', `/unit/${branch.unitId}`)
        .replace(/:[a-z_]+/gi, branch.serviceId);
      expect([200, 303, 403, 404, 422], target).toContain((await client.get(target)).status);
    }
  });

  test('begins on its first day, ends after its last, and at once when it is ended', async () => {
    const { client, id } = await join('Petugas Cuti');
    await admin.get(`/kelola/petugas/${id}`);
    await admin.post(`/kelola/petugas/${id}/peran`, { role: '' });
    expect((await client.get('/beranda')).status, 'no role today').toBe(303);
    await grant(id, { from: '2999-01-01' });
    await grant(id, { from: '2020-01-01', to: '2020-01-31' });
    expect((await client.get('/beranda')).status, 'not yet and no more').toBe(303);
    await grant(id, { from: today, to: '2999-12-31' });
    expect((await client.get('/beranda')).status).toBe(200);
    const page = (await admin.get(`/kelola/petugas/${id}`)).text;
    for (const right of new Set([...page.matchAll(/\/hak\/([0-9a-f-]{36})\/akhiri/g)].map((match) => match[1])))
      expect((await admin.post(`/kelola/petugas/${id}/hak/${right}/akhiri`, {})).status).toBe(303);
    expect((await client.get('/beranda')).status, 'ended').toBe(303);
  });
});
