import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { openBrowser, checkAxe, sidewaysScroll, expectQuiet } from '../../../../test/browser.ts';
test('x', async () => {
  mkdirSync('/tmp/b/shots', { recursive: true });
  const house = await testHouse();
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await openBrowser();
  const code = house.office.services[0]?.code ?? '';
  const shot = async (page: Awaited<ReturnType<typeof browser.page>>, name: string) => {
    await page.screenshot({ path: `/tmp/b/shots/survey-${name}.png`, fullPage: true });
    try { await checkAxe(page); } catch (e) { console.log(name, String(e)); }
    try { expectQuiet(page); } catch (e) { console.log(name, String(e)); }
    const s = await sidewaysScroll(page); if (s) console.log(name, 'sideways', s);
  };
  const page = await browser.page({ width: 1280, height: 900 });
  await page.goto(`${address}/masuk`);
  await page.fill('input[name=email]', house.office.email); await page.fill('input[name=password]', house.office.password);
  await page.click('main button'); await page.waitForLoadState();
  for (const [name, path] of [['kode', '/kode']] as const) {
    await page.goto(address + path); await shot(page, name);
  }
  await page.goto(`${address}/kuesioner`);
  const href = await page.locator('a[href^="/kuesioner/"]').first().getAttribute('href');
  await page.goto(address + href); await shot(page, 'kuesioner-satu');
  await page.goto(`${address}${href}/unsur/cost`); await shot(page, 'unsur');
  await page.goto(`${address}${href}/cetak`); await shot(page, 'cetak');
  await page.emulateMedia({ media: 'print' }); await page.setViewportSize({ width: 688, height: 1039 });
  console.log('height', await page.evaluate(() => document.documentElement.scrollHeight), 'of 1039'); await page.emulateMedia({ media: null }); await page.setViewportSize({ width: 1280, height: 900 });
  const pdf = await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
  console.log('cetak pages', (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length);
  await page.goto(`${address}/kode/${code}/poster`);
  const p2 = await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
  console.log('poster pages', (p2.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length);
  await page.goto(`${address}/kertas/isi?layanan=${house.office.services[0]?.id}&tanggal=2026-11-20`); await shot(page, 'kertas-isi');
  await page.keyboard.type('333333333'); await page.keyboard.press('Enter'); await page.waitForURL(/bukti/); await shot(page, 'kertas-lanjut');
  const phone = await browser.page({ width: 360, height: 740 });
  await phone.context().addCookies(await page.context().cookies());
  for (const [name, path] of [['kertas', page.url()], ['kode', address + '/kode'], ['kuesioner', address + href], ['komentar', address + '/komentar']] as const) { await phone.goto(path); await shot(phone, 'hp-' + name); }
  await phone.goto(address + '/kuesioner' );

  await browser.close();
}, 120000);
