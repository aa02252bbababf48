import { gzipSync } from 'node:zlib';
import { writeFileSync, mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { noChanges, resolveInstrument } from '../rules/instrument.ts';
import { renderForm } from './form.tsx';
import { openBrowser, checkAxe, sidewaysScroll } from '../../../../test/browser.ts';
test('x', async () => {
  mkdirSync('/tmp/b/shots', { recursive: true });
  const instrument = resolveInstrument({ id: '01931b66-7f1c-7c3b-9d5e-0a1b2c3d4e5f', questionnaireId: 'q', version: 1, base: 'permenpanrb-14-2017', changes: noChanges, frozenAt: null });
  const base = { lang: 'id' as const, code: 'demo', channel: 'link', unitName: 'Dinas Sosial Kota Contoh', instrument, look: 'abcdefgh', services: [{ id: 's', name: 'Rekomendasi Bantuan Sosial' }], banner: null, keep: '' };
  const html = renderForm(base);
  console.log('bytes', html.length, gzipSync(html, { level: 9 }).length);
  const browser = await openBrowser();
  for (const [name, width, dark, doc] of [
    ['form-360', 360, false, html],
    ['form-320', 320, false, html],
    ['form-800', 800, false, html],
    ['form-dark', 360, true, html],
    ['form-err', 360, false, renderForm({ ...base, banner: 'Peraga: data buatan, bukan data sungguhan.', given: { values: { requirements: '3', procedure: '4', age: 'x' }, errors: { time: 'missing', age: 'ageWrong' }, nonce: 'n' } })],
    ['form-office', 360, false, renderForm({ ...base, services: [{ id: 's', name: 'Rekomendasi Bantuan Sosial' }, { id: 't', name: 'Konsultasi Data Terpadu Kesejahteraan Sosial' }] })],
  ] as const) {
    const page = await browser.page({ width, dark, height: 740 });
    await page.setContent(doc);
    if (name === 'form-360' || name === 'form-dark') { await page.check('input[name=requirements][value="3"]', { force: true }); await page.check('input[name=procedure][value="4"]', { force: true }); }
    await page.screenshot({ path: `/tmp/b/shots/survey-${name}.png`, fullPage: true });
    for (const [i, y] of [0, 1100, 2200].entries()) if (name === 'form-360') await page.screenshot({ path: `/tmp/b/shots/survey-${name}-${i}.png`, fullPage: true, clip: { x: 0, y, width: 360, height: 1100 } });
    if (name !== 'form-360') await page.screenshot({ path: `/tmp/b/shots/survey-${name}-0.png`, fullPage: true, clip: { x: 0, y: 0, width, height: 1000 } });
    try { await checkAxe(page); } catch (e) { console.log(name, String(e)); }
    console.log(name, 'sideways', await sidewaysScroll(page));
  }
  await browser.close();
}, 60000);
