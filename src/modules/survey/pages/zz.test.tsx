import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { openBrowser, checkAxe, sidewaysScroll, expectQuiet } from '../../../../test/browser.ts';
test('x', async () => {
  mkdirSync('/tmp/b/shots', { recursive: true });
  const house = await testHouse();
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await openBrowser();
  const respond = await browser.page({ width: 360, height: 740, script: false });
  const code = house.office.services[0]?.code ?? '';
  const shot = async (page: Awaited<ReturnType<typeof browser.page>>, name: string) => {
    await page.screenshot({ path: `/tmp/b/shots/survey-${name}.png`, fullPage: true });
    try { await checkAxe(page); } catch (e) { console.log(name, String(e)); }
    try { expectQuiet(page); } catch (e) { console.log(name, String(e)); }
    const s = await sidewaysScroll(page); if (s) console.log(name, 'sideways', s);
  };
  await respond.goto(`${address}/s/${code}?k=qr`);
  for (const f of await respond.locator('fieldset.q').all()) await f.locator('label').nth(2).click();
  await respond.fill('textarea[name=comment]', 'Petugas ramah, tapi antrean lama. Hubungi 081234567890');
  const before = respond.url();
  await respond.click('button');
  await respond.waitForURL(/tanda/);
  await shot(respond, 'thanks');
  await respond.goBack();
  await respond.locator('fieldset.q').nth(2).locator('label').nth(0).click();
  await respond.click('button');
  await respond.waitForLoadState();
  console.log(before, respond.url());
  await shot(respond, 'conflict');
  await respond.goto(`${address}/s/tidak-ada`); await shot(respond, 'unknown');
  const page = await browser.page({ width: 1280, height: 900 });
  await page.goto(`${address}/masuk`);
  await page.fill('input[name=email]', house.office.email); await page.fill('input[name=password]', house.office.password);
  await page.click('main button'); await page.waitForLoadState();
  for (const [name, path] of [['kuesioner', '/kuesioner'], ['kode', '/kode'], ['kertas', '/kertas'], ['bentrok', '/bentrok'], ['terlambat', '/terlambat'], ['komentar', '/komentar'], ['poster', `/kode/${code}/poster`]] as const) {
    await page.goto(address + path); await shot(page, name);
  }
  await page.goto(`${address}/kuesioner`);
  const href = await page.locator('a[href^="/kuesioner/"]').first().getAttribute('href');
  await page.goto(address + href); await shot(page, 'kuesioner-satu');
  await page.goto(`${address}${href}/unsur/cost`); await shot(page, 'unsur');
  await page.goto(`${address}${href}/cetak`); await shot(page, 'cetak');
  const pdf = await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
  console.log('cetak pages', (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length);
  await page.goto(`${address}/kode/${code}/poster`);
  const p2 = await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
  console.log('poster pages', (p2.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length);
  await page.goto(`${address}/kertas/isi?layanan=${house.office.services[0]?.id}&tanggal=2026-11-20`); await shot(page, 'kertas-isi');
  const phone = await browser.page({ width: 360, height: 740 });
  await browser.close();
  void phone;
}, 120000);
