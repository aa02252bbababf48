import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAxe, expectQuiet, openBrowser, sidewaysScroll, type TestBrowser } from '../../../../test/browser.ts';
import { testHouse } from '../../../../test/house.ts';
import { listen } from '../../../../test/journey.ts';
import { decisionFor } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { transact } from '../../../platform/db/db.ts';
import { findServiceInstrument, type NewAnswer, storeAnswers } from '../../survey/index.ts';
import { closePeriod } from '../actions/close.ts';
import { publishResult } from '../actions/publish.ts';
import { readEarlierFile, takeEarlier } from '../commands/earlier.ts';
import { listEarlier } from '../store/results.ts';

const house = await testHouse();
const { office, db, url } = house;
const folder = mkdtempSync(join(tmpdir(), 'suara-earlier-'));
let browser: TestBrowser;
let base = '';
beforeAll(async () => {
  base = await listen(house.app);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const standing = () => transact(db, office.scope, (tx) => listEarlier(tx, office.scope), { readOnly: true });
const fields = {
  unit: office.unitId,
  period: '2016',
  rule: 'permenpanrb-16-2014',
  ikm: '82,5',
  mutu: 'B',
  respondents: '150',
  source: 'Laporan SKM 2016, hlm. 12',
};

describe('earlier printed results', () => {
  test('are added by form, as printed, with the letter of their rule as a note', async () => {
    const officer = await house.signIn();
    expect((await officer.get('/hasil-terdahulu')).text).toContain('Belum ada hasil terdahulu');
    const wrong = await officer.post('/hasil-terdahulu', { ...fields, ikm: '825', source: '' });
    expect([wrong.status, wrong.text.includes('IKM harus angka'), wrong.text.includes('value="825"')]).toEqual([422, true, true]);
    expect((await officer.post('/hasil-terdahulu', { ...fields, unit: newId() })).status).toBe(422);
    expect((await officer.post('/hasil-terdahulu', fields)).location).toBe('/hasil-terdahulu?kabar=added');
    const list = (await officer.get('/hasil-terdahulu?kabar=added')).text;
    expect(list).toContain('82,5');
    expect(list).toContain('Menurut PermenPANRB 16/2014, angka ini bermutu A, bukan B seperti tercetak.');
    // The same once more changes nothing; other figures are refused.
    expect((await officer.post('/hasil-terdahulu', fields)).status).toBe(303);
    expect((await officer.post('/hasil-terdahulu', { ...fields, ikm: '83' })).status).toBe(422);
    expect(await standing()).toMatchObject([{ periodCode: '2016', entry: 1, ikm: '82.5', mutu: 'B', respondents: 150 }]);
  });

  test('are corrected and withdrawn by further entries with a reason', async () => {
    const officer = await house.signIn();
    const [one] = await standing();
    const path = `/hasil-terdahulu/${one?.id}`;
    const { unit: _unit, period: _period, ...figures } = fields;
    await officer.get(path);
    expect((await officer.post(path, { ...figures, ikm: '82,6' })).status).toBe(422);
    expect((await officer.post(path, { ...figures, ikm: '82,6', reason: 'salah ketik' })).status).toBe(303);
    expect(await standing()).toMatchObject([{ entry: 2, ikm: '82.6', reason: 'salah ketik' }]);
    expect((await officer.get(path)).text).toContain('salah ketik');
    expect((await officer.post(`${path}/tarik`, {})).status).toBe(422);
    expect((await officer.post(`${path}/tarik`, { reason: 'laporan dibatalkan' })).status).toBe(303);
    expect(await standing()).toMatchObject([{ entry: 3, withdrawn: true }]);
    expect((await officer.get('/hasil-terdahulu')).text).toContain('ditarik');
    expect((await officer.post('/hasil-terdahulu', fields)).status).toBe(303);
    expect(await standing()).toMatchObject([{ entry: 4, ikm: '82.5', withdrawn: false }]);
    expect((await officer.get(`/hasil-terdahulu/${newId()}`)).status).toBe(404);
    const events = await transact(db, office.scope, (tx) => listEvents(tx, office.scope, { limit: 10 }), { readOnly: true });
    expect(
      events
        .map(({ action }) => action)
        .slice(0, 4)
        .toSorted(),
    ).toEqual(['ikm.add_earlier', 'ikm.correct_earlier', 'ikm.correct_earlier', 'ikm.withdraw_earlier']);
  });

  test('cannot be changed or deleted by the application, and belong to their office', async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`set suara.tenant = '${office.scope.tenantId}'`);
    await expect(client.query("update ikm_earlier set ikm = '99'")).rejects.toThrow(/permission denied/);
    await expect(client.query('delete from ikm_earlier')).rejects.toThrow(/permission denied/);
    await client.query(`set suara.tenant = '${newId()}'`);
    expect((await client.query('select id from ikm_earlier')).rows).toEqual([]);
    await client.end();
    expect((await house.visitor().get('/hasil-terdahulu')).location).toContain('/masuk');
  });

  test('are pasted as a table: all lines or none', async () => {
    const officer = await house.signIn();
    await officer.get('/hasil-terdahulu');
    const header = 'unit\tperiode\taturan\tikm\tmutu\tresponden\tsumber';
    const line = (period: string, ikm: string) => `${office.unitCode}\t${period}\t14/2017\t${ikm}\tB\t1.250\t=Laporan`;
    const broken = await officer.post('/hasil-terdahulu/tempel', {
      table: [header, line('2017', '80,1'), line('2018', 'x'), `lain\t2019\t\t80\t\t\tx`].join('\n'),
    });
    expect(broken.status).toBe(422);
    expect(broken.text).toContain('Baris 3: IKM harus angka');
    expect(broken.text).toContain('Baris 4: unit tidak dikenal');
    expect(await standing()).toHaveLength(1);
    const good = await officer.post('/hasil-terdahulu/tempel', {
      table: [
        header,
        line('2017', '80,1'),
        line('2019', '80,25'),
        line('2023-tw4', '79,99').replace('14/2017', 'KEP/25/2004'),
      ].join('\r\n'),
    });
    expect(good.location).toBe('/hasil-terdahulu?kabar=taken&baru=3&sama=0');
    expect((await officer.get(good.location)).text).toContain('3 hasil ditambahkan');
    expect((await officer.post('/hasil-terdahulu/tempel', { table: 'halo' })).status).toBe(422);
  });

  test('come from a file by the command, which finds the office by its units and does nothing twice', async () => {
    const file = join(folder, 'lama.csv');
    writeFileSync(
      file,
      `Unit;Periode;Peraturan;IKM;Mutu;Responden;Sumber\nDinas Sosial Uji;2020;14/2017;81,00;B;200;Papan\n${office.unitCode};2017;14/2017;80,1;B;1250;=Laporan\n`,
    );
    const lines = await readEarlierFile(file);
    expect(await takeEarlier(db, lines, new Date('2024-08-02T02:00:00Z'))).toMatchObject({ added: 1, same: 1 });
    expect(await takeEarlier(db, lines, new Date('2024-08-02T02:00:00Z'))).toMatchObject({ added: 0, same: 2 });
    writeFileSync(file, 'Unit;Periode;IKM;Sumber\ndinsos;2020;81;x\n');
    await expect(takeEarlier(db, await readEarlierFile(file), new Date())).rejects.toMatchObject({ code: 'ikm.earlier_lines' });
    writeFileSync(file, 'a;b\n1;2\n');
    await expect(readEarlierFile(file)).rejects.toMatchObject({ code: 'ikm.earlier_columns' });
  });
});

describe('beside the office’s own figures', () => {
  test('the trend of the unit has them, with the change of rules marked', async () => {
    const [service] = office.services;
    const instrument = await transact(db, office.scope, (tx) => findServiceInstrument(tx, office.scope, service?.id ?? ''), {
      readOnly: true,
    });
    await storeAnswers(
      db,
      office.scope,
      Array.from(
        { length: 40 },
        (_, at): NewAnswer => ({
          id: newId(),
          serviceId: office.services[at % 2]?.id ?? '',
          instrumentId: instrument.id,
          channel: 'qr',
          serviceOn: '2024-08-14',
          receivedAt: new Date('2024-08-14T03:00:00Z'),
          scores: instrument.items.map((_item, item) => (item === at % 9 && at % 3 === 0 ? null : 3 + ((at + item) % 2))),
          profile: { sex: 'female', education: 'sma' },
          comment: '=1+1 hubungi 0812-3456-7890',
        }),
      ),
    );
    const officer = await house.signIn();
    const page = (await officer.get(`/unit/${office.unitId}?periode=2024-tw3`)).text;
    expect(page).toContain('79,99 B');
    expect(page).toContain('82,5 B');
    expect(page).toContain('<strong>III/2024</strong>');
    expect(page).toContain('mulai PermenPANRB 14/2017');
    expect(page).toContain('aturan berganti');
    expect((await officer.get('/hasil-terdahulu')).text).toContain('Kecenderungan Dinas Sosial Uji');
  });

  test('the panel of other conventions is there, folded', async () => {
    const officer = await house.signIn();
    for (const path of [`/unit/${office.unitId}`, `/layanan/${office.services[0]?.id}`]) {
      const page = (await officer.get(`${path}?periode=2024-tw3`)).text;
      expect(page).toContain('Bila dihitung dengan cara lain');
      expect(page).toContain('Bobot 0,111');
      expect(page).toContain('U8 dan U9 tertukar');
    }
  });

  test('a published page has it too, from what was stored with it', { timeout: 60_000 }, async () => {
    const closing = new Date('2024-10-02T02:00:00Z');
    const periodCode = office.period.code;
    await closePeriod(db, office.scope, periodCode, closing);
    await publishResult(db, office.scope, { unitId: office.unitId, periodCode, note: '' }, decisionFor(office), closing);
    const path = `/ikm/${office.unitCode}/${periodCode}`;
    const text = (await house.visitor().get(path)).text;
    expect(text).toContain('Bila dihitung dengan cara lain');
    expect(text).toContain('Layanan: rata-rata IKM layanan');
    const page = await browser.page({ width: 360 });
    await page.goto(base + path);
    for (const details of await page.locator('main details > summary').all()) await details.click();
    await checkAxe(page);
    expect(await sidewaysScroll(page)).toBe(0);
    expectQuiet(page);
    await page.context().close();
  });

  test('the standard sheet is downloaded, recomputes the page’s index, and holds nothing that leads to a person', async () => {
    const officer = await house.signIn();
    const page = (await officer.get(`/unit/${office.unitId}?periode=2024-tw3`)).text;
    const printed = /stat-value[^>]*>(\d+,\d\d)</.exec(page)?.[1] ?? /(\d\d,\d\d)/.exec(page)?.[1];
    for (const query of [`unit=${office.unitId}`, `unit=${office.unitId}&rincian=1`, `layanan=${office.services[0]?.id}`]) {
      const response = await house.app.inject({
        url: `/unduh/skm.xlsx?periode=2024-tw3&${query}`,
        headers: { host: 'suara.test', cookie: [...officer.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-disposition']).toMatch(/filename="skm-[a-z0-9.-]+-2024-tw3\.xlsx"/);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(response.rawPayload as unknown as ExcelJS.Buffer);
      const sheet = book.getWorksheet('Pengolahan Data SKM');
      const texts: string[] = [];
      let ikm: unknown;
      sheet?.eachRow((row) => {
        row.eachCell((cell) => {
          if (typeof cell.value === 'string') texts.push(cell.value);
        });
        if (row.getCell(1).value === 'IKM Unit Pelayanan') ikm = row.getCell(11).result;
      });
      if (query === `unit=${office.unitId}`) expect(String(ikm).replace('.', ',')).toBe(printed);
      expect(texts.join('\n')).not.toMatch(/0812|hubungi/);
      expect(texts.includes('Perempuan')).toBe(query.includes('rincian'));
      expect(texts.filter((text) => /^[=+\-@]/.test(text))).toEqual([]);
    }
    const status = async (query: string) => (await officer.get(`/unduh/skm.xlsx?${query}`)).status;
    expect(await status('periode=2031')).toBe(404);
    expect(await status(`periode=2024-tw3&layanan=${newId()}`)).toBe(404);
    expect(await status('periode=2024-tw3')).toBe(404);
    expect(await status('periode=2024-tw3&unit=x')).toBe(422);
    expect(await status(`periode=2024-tw3&unit=${newId()}`)).toBe(404);
    expect((await house.visitor().get('/unduh/skm.xlsx?periode=2024-tw3')).location).toContain('/masuk');
  });

  test('every page is accessible in a browser, wide and narrow, light and dark', { timeout: 120_000 }, async () => {
    const [one] = await standing();
    for (const look of [{ width: 1280 }, { width: 360, dark: true }]) {
      const page = await browser.page(look);
      await page.goto(`${base}/masuk`);
      await page.fill('[name=email]', office.email);
      await page.fill('[name=password]', office.password);
      await page.click('main button');
      for (const path of ['/hasil-terdahulu', `/hasil-terdahulu/${one?.id}`, `/unit/${office.unitId}?periode=2024-tw3`]) {
        await page.goto(base + path);
        for (const details of await page.locator('main details > summary').all()) await details.click();
        await checkAxe(page);
        expect(await sidewaysScroll(page), `${path} at ${look.width}`).toBe(0);
        if (process.env.SUARA_SHOTS)
          await page.screenshot({
            path: `${process.env.SUARA_SHOTS}/${path.split('/')[1]}-${path.split('/').length}-${look.width}.png`,
            fullPage: true,
          });
      }
      expectQuiet(page);
      await page.context().close();
    }
  });
});
