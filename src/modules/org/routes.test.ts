import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/house.ts';
import { foundTestOffice } from '../../../test/office.ts';
import { transact } from '../../platform/db/db.ts';
import { listPeriods, listPopulations } from './store/periods.ts';
import { findService, listServices, listUnits } from './store/places.ts';

const house = await testHouse();
const { scope } = house.office;
const officer = await house.signIn();
const other = await foundTestOffice(house.db);
const read = <T>(fn: Parameters<typeof transact<T>>[2]) => transact(house.db, scope, fn, { readOnly: true });
const unitNamed = async (name: string) => (await read((tx) => listUnits(tx, scope))).find((unit) => unit.name === name);
const zone = 'Asia/Jakarta';

describe('the overview and the office', () => {
  it('lead to everything', async () => {
    const page = await officer.get('/kelola');
    for (const href of [
      '/kelola/instansi',
      '/kelola/unit',
      '/kelola/layanan',
      '/kelola/periode',
      '/kuesioner',
      '/kode',
      '/kelola/petugas',
    ])
      expect(page.text).toContain(`href="${href}"`);
  });

  it('are changed, and a wrong address for phones is explained', async () => {
    await officer.get('/kelola/instansi');
    const wrong = await officer.post('/kelola/instansi', { name: 'Dinas Uji', region: 'Kota Uji', zone, url: 'localhost:8080' });
    expect([
      wrong.status,
      wrong.text.includes('ponsel tidak dapat membukanya'),
      wrong.text.includes('value="localhost:8080"'),
    ]).toEqual([422, true, true]);
    const right = await officer.post('/kelola/instansi', {
      name: 'Dinas Uji',
      region: 'Kota Uji',
      zone,
      url: '192.168.1.9:8080',
    });
    expect(right.location).toBe('/kelola/instansi?kabar=saved');
    const page = await officer.get(right.location);
    expect([page.text.includes('Perubahan sudah disimpan'), page.text.includes('http://192.168.1.9:8080')]).toEqual([true, true]);
  });
});

describe('units', () => {
  it('are added, renamed, moved, retired and used again', async () => {
    const top = house.office.unitId;
    await officer.get('/kelola/unit');
    expect((await officer.post('/kelola/unit', { name: '', parent: 'x', zone })).status).toBe(422);
    for (const name of ['UPT Utara', 'UPT Selatan'])
      expect((await officer.post('/kelola/unit', { name, parent: top, zone })).location).toBe('/kelola/unit?kabar=added');
    const [utara, selatan] = [await unitNamed('UPT Utara'), await unitNamed('UPT Selatan')];
    const here = `/kelola/unit/${utara?.id}`;
    expect((await officer.get(here)).text).toContain('upt-utara');
    expect((await officer.post(here, { name: '', zone })).status).toBe(422);
    expect((await officer.post(here, { name: 'UPT Utara Jaya', address: 'Jalan 1', zone })).location).toBe(`${here}?kabar=saved`);
    expect((await officer.post(`${here}/pindah`, { parent: selatan?.id ?? '' })).location).toBe(`${here}?kabar=moved`);
    const cycle = await officer.post(`/kelola/unit/${selatan?.id}/pindah`, { parent: utara?.id ?? '' });
    expect([cycle.status, cycle.text.includes('berada di dalamnya')]).toEqual([422, true]);
    expect((await officer.get(`/kelola/unit/${selatan?.id}/nonaktif`)).text).toContain('UPT Utara Jaya');
    expect((await officer.post(`/kelola/unit/${selatan?.id}/nonaktif`, {})).status).toBe(422);
    expect((await officer.get(`${here}/nonaktif`)).text).toContain(`action="${here}/nonaktif"`);
    expect((await officer.post(`${here}/nonaktif`, {})).location).toBe('/kelola/unit?semua=1&kabar=retired');
    expect((await officer.get('/kelola/unit')).text).not.toContain('UPT Utara Jaya');
    expect((await officer.get('/kelola/unit?semua=1')).text).toContain('UPT Utara Jaya');
    expect((await officer.post(`${here}/pakai`, {})).location).toBe(`${here}?kabar=restored`);
    expect((await officer.get(`/kelola/unit/${top}/nonaktif`)).text).toContain('tidak dapat dinonaktifkan');
  });
});

describe('services', () => {
  it('are added, changed, retired and used again, and found by the search', async () => {
    const top = house.office.unitId;
    await officer.get('/kelola/layanan');
    expect((await officer.post('/kelola/layanan', { name: '', unit: 'x' })).status).toBe(422);
    const added = await officer.post('/kelola/layanan', { name: 'Adopsi Anak', description: 'Izin pengangkatan', unit: top });
    expect((await officer.get(added.location)).text).toContain('href="/kode"');
    expect((await officer.get('/cari?q=pengangkatan')).text).toContain('Adopsi Anak');
    const service = (await read((tx) => listServices(tx, scope))).find(({ name }) => name === 'Adopsi Anak');
    const here = `/kelola/layanan/${service?.id}`;
    const selatan = await unitNamed('UPT Selatan');
    expect((await officer.post(here, { name: '', unit: top })).status).toBe(422);
    expect((await officer.post(here, { name: 'Adopsi', unit: selatan?.id ?? '' })).location).toBe(`${here}?kabar=saved`);
    expect((await officer.get(`/kelola/layanan?unit=${selatan?.id}`)).text).toContain('Adopsi');
    await officer.get(`${here}/nonaktif`);
    expect((await officer.post(`${here}/nonaktif`, {})).location).toBe('/kelola/layanan?semua=1&kabar=retired');
    expect((await read((tx) => findService(tx, scope, service?.id ?? '')))?.retiredAt).not.toBeNull();
    expect((await officer.get(here)).text).toContain(`action="${here}/pakai"`);
    expect((await officer.post(`${here}/pakai`, {})).location).toBe(`${here}?kabar=restored`);
  });
});

describe('periods and N', () => {
  it('are added by one click or by name, with N carried over to be checked', async () => {
    const page = await officer.get('/kelola/periode');
    expect(page.text).toContain('Tambah Triwulan IV 2024');
    expect((await officer.post('/kelola/periode', { code: '2024-tw4' })).location).toBe('/kelola/periode/2024-tw4?kabar=added');
    const again = await officer.post('/kelola/periode', { which: 'tw4', year: '2024' });
    expect([again.status, again.text.includes('Triwulan IV 2024 sudah ada')]).toEqual([422, true]);
    expect((await officer.post('/kelola/periode', { which: '', year: '24' })).status).toBe(422);
    const year = await officer.post('/kelola/periode', { which: 'year', year: '2024' });
    expect([year.status, year.text.includes('bertumpuk dengan')]).toEqual([422, true]);

    const here = '/kelola/periode/2024-tw4';
    expect((await officer.get(here)).text).toContain('disalin dari Triwulan III 2024, periksa');
    const [first, second] = house.office.services;
    const wrong = await officer.post(`${here}/populasi`, { [`n-${first?.id}`]: 'banyak', [`n-${second?.id}`]: '120' });
    expect([wrong.status, wrong.text.includes('value="banyak"'), wrong.text.includes('value="120"')]).toEqual([422, true, true]);
    const saved = await officer.post(`${here}/populasi`, {
      [`n-${first?.id}`]: '1.250',
      [`s-${first?.id}`]: 'Register',
      [`n-${second?.id}`]: '',
    });
    expect(saved.location).toBe(`${here}?kabar=saved`);
    const period = (await read((tx) => listPeriods(tx, scope))).find(({ code }) => code === '2024-tw4');
    expect(await read((tx) => listPopulations(tx, scope, period?.id ?? ''))).toEqual([
      { serviceId: first?.id, population: 1250, source: 'Register', copiedFrom: null },
    ]);
    expect((await officer.get(here)).text).not.toContain('disalin dari');
    await officer.get('/kelola/periode/2024-tw4/hapus');
    expect((await officer.post('/kelola/periode/2024-tw4/hapus', {})).location).toBe('/kelola/periode?kabar=removed');
  });
});

describe('another office', () => {
  it('is not found', async () => {
    const [service] = other.services;
    for (const path of [
      `/kelola/unit/${other.unitId}`,
      `/kelola/unit/${other.unitId}/nonaktif`,
      `/kelola/layanan/${service?.id}`,
      '/kelola/periode/2031',
      '/kelola/periode/x',
    ]) {
      expect((await officer.get(path)).status, path).toBe(404);
    }
    await officer.get('/kelola/unit');
    expect((await officer.post(`/kelola/unit/${other.unitId}`, { name: 'Diambil', zone })).status).toBe(404);
    expect((await officer.post(`/kelola/layanan/${service?.id}/nonaktif`, {})).status).toBe(404);
    expect((await officer.post('/kelola/layanan', { name: 'Titipan', unit: other.unitId })).status).toBe(404);
  });
});
