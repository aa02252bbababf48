import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../../test/db.ts';
import { type Client, composeForTest, createClient } from '../../../test/house.ts';

/** Sitting at the machine itself. */
const here = { host: 'localhost:8080' };
const plain = { url: null } as const;

async function firstRun(installation: Parameters<typeof composeForTest>[1] = {}) {
  const database = await testDatabase();
  const app = await composeForTest(database, { config: plain, ...installation });
  return { database, client: () => createClient(app) };
}

const house = await firstRun();
const busy = await firstRun({ config: { ...plain, databaseUrl: 'postgres://a@b/c' } });
const making = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
const slow = await firstRun({ installation: { startDemo: () => making[0]?.promise ?? Promise.resolve() } });
let left = 0;
const demo = await firstRun({ installation: { inDemo: true, leaveDemo: async () => void left++ } });

async function fill(client: Client, step: string, fields: Record<string, string>, headers = here) {
  await client.get(`/siapkan/${step}`, headers);
  return client.post(`/siapkan/${step}`, { aksi: 'lanjut', ...fields }, headers);
}

describe('the first page', () => {
  it('offers both ways to whoever sits at the machine', async () => {
    const client = house.client();
    expect((await client.get('/', here)).location).toBe('/siapkan');
    const page = await client.get('/siapkan', here);
    expect(page.text).toContain('Siapkan instansi saya');
    expect(page.text).toContain('action="/peraga/mulai"');
    expect((await client.get('/siapkan?bahasa=en', here)).text).toContain('Set up my agency');
  });

  it('asks everybody else for the code, and lets them in with it', async () => {
    const client = house.client();
    const elsewhere = { host: '192.168.1.5:8080' };
    const page = await client.get('/siapkan', elsewhere);
    expect(page.text).toContain('Kode dari server');
    expect(page.text).not.toContain('12345678');
    expect((await client.get('/siapkan/instansi', elsewhere)).location).toBe('/siapkan');
    expect((await client.post('/siapkan/instansi', { name: 'Dinas Palsu' }, elsewhere)).location).toBe('/siapkan');
    expect((await client.post('/peraga/mulai', {}, elsewhere)).location).toBe('/siapkan');
    const wrong = await client.post('/siapkan/kode', { kode: '00000000' }, elsewhere);
    expect([wrong.status, wrong.text.includes('tidak cocok')]).toEqual([422, true]);
    expect((await client.post('/siapkan/kode', { kode: '1234 5678' }, elsewhere)).location).toBe('/siapkan');
    expect((await client.get('/siapkan/instansi', elsewhere)).text).toContain('Instansi Anda');
    expect((await house.client().get('/siapkan', { ...here, 'x-forwarded-for': '203.0.113.9' })).text).toContain(
      'Kode dari server',
    );
  });

  it('does not let anybody try codes for long', async () => {
    const client = house.client();
    await client.get('/siapkan', { host: '192.168.1.5:8080' });
    const statuses: number[] = [];
    for (let i = 0; i < 14; i++)
      statuses.push((await client.post('/siapkan/kode', { kode: String(i) }, { host: '192.168.1.5:8080' })).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('the wizard', () => {
  it('keeps every step, right or wrong, and founds the office at the end', async () => {
    const client = house.client();
    const wrong = await fill(client, 'instansi', { name: 'Dinas Sosial Sekadau', region: '', zone: 'Asia/Jakarta' });
    expect([wrong.status, wrong.text.includes('value="Dinas Sosial Sekadau"')]).toEqual([422, true]);
    expect(
      (await fill(client, 'instansi', { name: 'Dinas Sosial Sekadau', region: 'Kabupaten Sekadau', zone: 'Asia/Jakarta' }))
        .location,
    ).toBe('/siapkan/unit');
    expect((await client.get('/siapkan', here)).text).toContain('href="/siapkan/layanan"');
    expect((await fill(client, 'unit', { units: 'UPT Panti' })).location).toBe('/siapkan/layanan');
    expect((await fill(client, 'layanan', { aksi: 'kembali', 'name-0': 'Setengah', 'n-0': 'x' })).location).toBe('/siapkan/unit');
    expect((await client.get('/siapkan/layanan', here)).text).toContain('value="Setengah"');
    expect((await client.get('/siapkan/periksa', here)).location).toBe('/siapkan/layanan');
    const more = await fill(client, 'layanan', { aksi: 'tambah', 'name-0': 'Rekomendasi', 'unit-0': 'UPT Panti', 'n-0': '400' });
    expect(more.location).toBe('/siapkan/layanan?baris=6#f-name-1');
    expect((await client.get('/siapkan/layanan?baris=6', here)).text).toContain('name="name-5"');
    const pasted = {
      'name-0': 'Rekomendasi',
      'unit-0': 'UPT Panti',
      'n-0': '400',
      paste: 'Surat Keterangan; 1.200',
      basis: 'year',
    };
    expect((await fill(client, 'layanan', pasted)).location).toBe('/siapkan/periode');
    const periods = await client.get('/siapkan/periode', here);
    const quarter = /value="(\d{4}-tw\d)"/.exec(periods.text)?.[1] ?? '';
    expect((await fill(client, 'periode', { period: quarter })).location).toBe('/siapkan/alamat');
    const address = await client.get('/siapkan/alamat', here);
    expect(address.text).toContain('HOST=0.0.0.0 npm start');
    expect(address.text).not.toContain('value="http://localhost');
    const loopback = await fill(client, 'alamat', { address: 'own', own: 'http://localhost:8080' });
    expect([loopback.status, loopback.text.includes('hanya berlaku di komputer ini')]).toEqual([422, true]);
    expect((await fill(client, 'alamat', { address: 'own', own: '192.168.1.5:8080' })).location).toBe('/siapkan/petugas');
    expect((await fill(client, 'petugas', { officer: 'Ratna', email: 'ratna@contoh.go.id' })).location).toBe('/siapkan/periksa');

    const check = await client.get('/siapkan/periksa', here);
    for (const text of ['Dinas Sosial Sekadau', 'UPT Panti', 'Rekomendasi', '>100<', '>300<', 'http://192.168.1.5:8080'])
      expect(check.text).toContain(text);
    const short = await fill(client, 'periksa', { password: 'pendek' });
    expect([short.status, short.text.includes('terlalu pendek')]).toEqual([422, true]);
    expect(short.text).not.toContain('pendek"');
    expect((await fill(client, 'periksa', { password: 'kopi pagi di teras' })).location).toBe('/siapkan/selesai');

    const done = await client.get('/siapkan/selesai', here);
    expect(done.text).toContain('Kode QR menuju http://192.168.1.5:8080/s/');
    expect(done.text).toMatch(/href="\/kode\/[a-z0-9-]+\/poster"/);
    const code = /192\.168\.1\.5:8080\/s\/([a-z0-9-]+)/.exec(done.text)?.[1] ?? '';
    expect((await client.get(`/s/${code}`, here)).status).toBe(200);

    for (const path of ['/siapkan', '/siapkan/instansi', '/siapkan/periksa', '/peraga/mulai'])
      expect((await client.get(path, here)).status, path).toBe(404);
    expect((await client.post('/siapkan/instansi', { name: 'Lain' }, here)).status).toBe(404);
    expect((await client.post('/peraga/mulai', {}, here)).status).toBe(404);
    expect((await house.client().get('/siapkan/selesai', here)).status).toBe(404);
    await client.get('/masuk', here);
    const signedIn = await client.post('/masuk', { email: 'ratna@contoh.go.id', password: 'kopi pagi di teras' }, here);
    expect(signedIn.location).toBe('/beranda');
  });

  it('knows no other step', async () => {
    expect((await busy.client().get('/siapkan/apa', here)).status).toBe(404);
  });
});

describe('the demonstration', () => {
  it('is a command where the server has a database of its own', async () => {
    const client = busy.client();
    expect((await client.get('/siapkan', here)).text).toContain('SUARA_DEMO=1 npm start');
    await client.get('/masuk', here);
    expect((await client.post('/peraga/mulai', {}, here)).location).toBe('/siapkan');
  });

  it('shows that it is being made, says when that failed, and opens when it is ready', async () => {
    const client = slow.client();
    expect((await client.get('/peraga/mulai', here)).location).toBe('/siapkan');
    await client.get('/siapkan', here);
    expect((await client.post('/peraga/mulai', {}, here)).location).toBe('/peraga/mulai');
    const waiting = await client.get('/peraga/mulai', here);
    expect([waiting.headers.refresh, waiting.text.includes('sedang disiapkan')]).toEqual(['2', true]);
    making.shift()?.reject(new Error('no space left'));
    expect((await client.get('/peraga/mulai', here)).text).toContain('belum dapat disiapkan');
    making.shift()?.resolve();
    expect((await client.post('/peraga/mulai', {}, here)).location).toBe('/');
  });

  it('is left by its own server only', async () => {
    const client = demo.client();
    expect((await client.get('/peraga/mulai', here)).location).toBe('/');
    expect((await client.get('/siapkan', here)).status).toBe(404);
    await client.get('/masuk', here);
    expect((await client.post('/peraga/keluar', {}, here)).location).toBe('/');
    expect(left).toBe(1);
    const other = busy.client();
    await other.get('/masuk', here);
    expect((await other.post('/peraga/keluar', {}, here)).status).toBe(404);
  });
});
