/** The audit trail as an administrator uses it: every change and look is there, found, downloaded, and nobody can change it. */

import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { localDay } from '../src/kernel/dates.ts';
import { newId } from '../src/kernel/ids.ts';
import { storeAnswers } from '../src/modules/survey/index.ts';
import { findServiceInstrument } from '../src/modules/survey/store/instruments.ts';
import { listEvents, record } from '../src/platform/audit/index.ts';
import { transact } from '../src/platform/db/db.ts';
import { testHouse } from './house.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const [service] = office.services;
const officer = await house.signIn();

/** An answer with a suggestion. */
async function say(serviceOn: string): Promise<void> {
  await transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, service?.id ?? '');
    await storeAnswers(tx, scope, [
      {
        id: newId(),
        serviceId: service?.id ?? '',
        instrumentId: instrument.id,
        channel: 'link',
        serviceOn,
        receivedAt: new Date(),
        scores: instrument.items.map(() => 3),
        comment: 'Antrean lama',
      },
    ]);
  });
}

describe('the audit trail', () => {
  test('a look at single answers is written down with who and from where, though the page only reads', async () => {
    await say('2024-08-01');
    expect((await officer.get('/komentar')).status).toBe(200);
    expect((await officer.get('/unduh/jawaban.csv?periode=2024-tw3')).status).toBe(200);
    const trail = (await officer.get('/kelola/jejak')).text;
    expect(trail).toContain('Membaca saran responden');
    expect(trail).toContain('Mengunduh jawaban');
    expect(trail).toContain('127.0.0.1');
    expect(trail).not.toContain('Antrean lama');
  });

  test('the few suggestions on the home page and on the page of a service are looks too', async () => {
    const looks = async () => (await officer.get('/kelola/jejak')).text.match(/Membaca saran responden/g)?.length ?? 0;
    const before = await looks();
    await say(localDay(new Date(), 'Asia/Jakarta'));
    for (const path of ['/beranda', `/layanan/${service?.id}?periode=2024-tw3`, `/unit/${office.unitId}?periode=2024-tw3`])
      expect((await officer.get(path)).text, path).toContain('Antrean lama');
    expect(await looks()).toBe(before + 3);
  });

  test('is searched by word, person, kind and day', async () => {
    const at = new Date('2025-03-10T18:30:00Z');
    await transact(db, scope, (tx) =>
      record(tx, scope, { at, action: 'org.set_population', reason: 'Angka 100% dari_register' }),
    );
    const find = async (query: string) => (await officer.get(`/kelola/jejak?${query}`)).text;
    expect(await find('kata=100%25')).toContain('100% dari_register');
    // Signs that mean something in a pattern are themselves here.
    expect(await find('kata=100_')).not.toContain('100% dari_register');
    // Half past one in the morning of the eleventh in Jakarta.
    expect(await find('dari=2025-03-11&sampai=2025-03-11')).toContain('100% dari_register');
    expect(await find('dari=2025-03-10&sampai=2025-03-10')).toContain('Tidak ada catatan yang cocok');
    expect(await find(`siapa=${scope.actor.id}&apa=survey.read_comments`)).toContain('Membaca saran responden');
    expect(await find('siapa=nobody')).toContain('Tidak ada catatan yang cocok');
    for (const odd of ['halaman=0', 'halaman=x', 'dari=31-12', "kata='--", 'kata=%00'])
      expect((await officer.get(`/kelola/jejak?${odd}`)).status, odd).toBe(200);
  });

  test('is downloaded as it was searched, and the download is an entry too', async () => {
    const file = await officer.get('/kelola/jejak.csv?apa=survey.read_comments');
    expect(file.text.split('\r\n').filter((line) => line.includes('Membaca saran responden'))).toHaveLength(4);
    expect((await officer.get('/kelola/jejak?apa=web.download_trail')).text).toContain('Mengunduh jejak audit');
  });

  test('can be neither changed nor deleted by the application, nor seen by another office', async () => {
    const client = new pg.Client({ connectionString: house.url });
    await client.connect();
    try {
      await client.query('select set_config($1, $2, false)', ['suara.tenant', scope.tenantId]);
      await expect(client.query("update audit_event set reason = 'x'")).rejects.toThrow(/permission denied/);
      await expect(client.query('delete from audit_event')).rejects.toThrow(/permission denied/);
    } finally {
      await client.end();
    }
    const { foundTestOffice } = await import('./office.ts');
    const other = await foundTestOffice(db);
    const seen = await transact(db, other.scope, (tx) => listEvents(tx, other.scope, { limit: 1000 }), { readOnly: true });
    expect(seen.some(({ reason }) => reason?.includes('dari_register'))).toBe(false);
  });
});
