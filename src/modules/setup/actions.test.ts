import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../../test/db.ts';
import { hasOffices, listJobScopes } from '../../platform/auth/index.ts';
import { transact } from '../../platform/db/db.ts';
import { getOffice, listPeriods, listPopulations, listServices, listUnits } from '../org/index.ts';
import { listCodes } from '../survey/index.ts';
import { codeProof, foundFromDraft, isCodeProof, isOneTimeCode, packFounded, unpackFounded } from './actions.ts';
import { readDraft } from './inputs.ts';
import type { Draft } from './rules.ts';
import { findDraft, setDraft } from './store.ts';

const { db } = await testDatabase();
const at = new Date('2026-08-05T02:00:00Z');
const secret = 'a secret of at least thirty-two letters';
const draft: Draft = {
  name: 'Dinas Sosial Kabupaten Sekadau',
  region: 'Kabupaten Sekadau',
  zone: 'Asia/Jakarta',
  units: ['UPT Panti Werdha'],
  services: [
    { name: 'Rekomendasi', unit: '', n: '1.250' },
    { name: 'Penitipan Lansia', unit: 'UPT Panti Werdha', n: '' },
  ],
  basis: 'year',
  period: '2026-tw3',
  address: 'http://192.168.1.5:8080',
  ownAddress: '',
  officerName: 'Ratna',
  email: 'ratna@contoh.go.id',
};

describe('founding', () => {
  it('makes nothing at all when the password is refused', async () => {
    await setDraft(db, draft);
    await expect(foundFromDraft(db, draft, 'pendek', at)).rejects.toEqual(
      expect.objectContaining({ code: 'auth.password_short' }),
    );
    expect(await hasOffices(db)).toBe(false);
    expect(readDraft(await findDraft(db))).toEqual(draft);
  });

  it('makes the whole office, once, even by two at the same time', async () => {
    const other = { ...draft, email: 'lain@contoh.go.id' };
    const results = await Promise.allSettled([
      foundFromDraft(db, draft, 'kopi pagi di teras', at),
      foundFromDraft(db, other, 'kopi pagi di teras', at),
    ]);
    const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toEqual([expect.objectContaining({ code: 'setup.already_done' })]);
    expect(made).toEqual([
      {
        office: draft.name,
        email: expect.any(String),
        publicUrl: 'http://192.168.1.5:8080',
        code: expect.any(String),
        services: 2,
      },
    ]);

    const [scope, ...more] = await listJobScopes(db, 'test');
    if (!scope) throw new Error('no office was made');
    expect(more).toEqual([]);
    await transact(db, scope, async (tx) => {
      expect(await getOffice(tx, scope)).toEqual({
        name: draft.name,
        regionName: draft.region,
        timeZone: draft.zone,
        publicUrl: 'http://192.168.1.5:8080',
        regionCode: null,
      });
      const units = await listUnits(tx, scope);
      expect(units.map(({ name, code }) => [name, code])).toEqual([
        ['Dinas Sosial Kabupaten Sekadau', 'dinas-sosial-kabupaten-sekadau'],
        ['UPT Panti Werdha', 'upt-panti-werdha'],
      ]);
      const services = await listServices(tx, scope);
      expect(services.map((service) => [service.name, units.find((unit) => unit.id === service.unitId)?.name])).toEqual([
        ['Penitipan Lansia', 'UPT Panti Werdha'],
        ['Rekomendasi', 'Dinas Sosial Kabupaten Sekadau'],
      ]);
      const [period] = await listPeriods(tx, scope);
      expect(period?.code).toBe('2026-tw3');
      expect(await listPopulations(tx, scope, period?.id ?? '')).toEqual([
        { serviceId: services[1]?.id, population: 313, source: 'Perkiraan: 1.250 orang setahun dibagi 4', copiedFrom: null },
      ]);
      const codes = await listCodes(tx, scope);
      expect(codes.map((code) => code.serviceId).toSorted()).toEqual([null, ...services.map((service) => service.id)].toSorted());
      expect(codes.some((code) => code.code === made[0]?.code && code.serviceId === null)).toBe(true);
    });
    expect(await findDraft(db)).toBeNull();
  });
});

describe('proofs', () => {
  it('know the one-time code, written with spaces too, and only this one', () => {
    expect(isOneTimeCode(secret, ' 1234 5678 ', '12345678')).toBe(true);
    for (const given of ['', '1234567', '123456789', '12345679'])
      expect(isOneTimeCode(secret, given, '12345678'), given).toBe(false);
    expect(isCodeProof(secret, codeProof(secret, '12345678'), '12345678')).toBe(true);
    expect(isCodeProof(secret, codeProof(secret, '12345678'), '87654321')).toBe(false);
    expect(isCodeProof(secret, undefined, '12345678')).toBe(false);
    expect(isCodeProof('another secret of thirty-two letters', codeProof(secret, '12345678'), '12345678')).toBe(false);
  });

  it('keep the last page to the founder', () => {
    const founded = { office: 'Dinas “Ä”', email: 'a@b.id', publicUrl: null, code: 'intan-693', services: 1 };
    const cookie = packFounded(secret, founded);
    expect(unpackFounded(secret, cookie)).toEqual(founded);
    const [text = '', signature = ''] = cookie.split('.');
    const forged = Buffer.from(JSON.stringify({ ...founded, code: 'x' })).toString('base64url');
    for (const wrong of [undefined, '', text, `${forged}.${signature}`, `${text}.x`, '.'])
      expect(unpackFounded(secret, wrong)).toBeNull();
  });
});
