/** An officer's inbox and its settings in a real browser, without JavaScript. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact } from '../src/platform/db/db.ts';
import { notify } from '../src/platform/notices/index.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testHouse } from './house.ts';
import { inspector, listen } from './journey.ts';

const house = await testHouse();
const { scope } = house.office;
const look = inspector();
let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  base = await listen(house.app);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** Notices as the daily looks write them. */
async function tell(): Promise<void> {
  const to = [scope.actor.id];
  const at = new Date();
  await transact(house.db, scope, async (tx) => {
    const behind = { name: 'ikm.behind_pace', defaultMail: 'off' } as const;
    await notify(tx, scope, behind, {
      ...{ to, thing: 'unit', path: '/sasaran?periode=2024-tw3', at },
      data: {
        ...{ unit: 'UPT Rehabilitasi Sosial Bina Karya', endsOn: '2026-12-31', escalated: true },
        services: [
          { name: 'Rekomendasi Bantuan Sosial', n: 12, expected: 40, pace: 3 },
          { name: 'Konsultasi Data Terpadu', n: 0, expected: 31, pace: 4 },
        ],
      },
    });
    for (let n = 0; n < 20; n++)
      await notify(
        tx,
        scope,
        { name: 'ikm.period_ends', defaultMail: 'off' },
        {
          ...{ to, thing: `over:${n}`, path: '/periode/2024-tw3', at: new Date(at.getTime() - (n + 1) * 3_600_000) },
          data: { stage: 'over', code: '2024-tw3', endsOn: '2024-09-30' },
        },
      );
  });
}

test('the inbox: empty, told, opened, all read; the settings kept', async () => {
  const page = await browser.page({ width: 360, script: false });
  const seen = await browser.page({ width: 360 });
  /** What the page without script shows, looked at by a browser that can be asked. */
  const show = async (state: string) => {
    await seen.context().addCookies(await page.context().cookies());
    await seen.goto(page.url());
    await look(seen, state);
  };
  await page.goto(`${base}/masuk?ke=/pemberitahuan`);
  await page.getByLabel('Surel').fill(house.office.email);
  await page.getByLabel('Kata sandi').fill(house.office.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByText('Belum ada pemberitahuan').waitFor();
  await show('empty');
  await tell();
  await page.reload();
  expect(await page.getByRole('button', { name: /^Buka/ }).count()).toBe(20);
  await show('unread');
  await page.getByRole('button', { name: /^Buka.*UPT Rehabilitasi/ }).click();
  expect(new URL(page.url()).pathname).toBe('/sasaran');
  await page.goto(`${base}/pemberitahuan`);
  await page.getByRole('link', { name: 'Halaman 2' }).click();
  expect(await page.getByText('12 dari 40 yang seharusnya sudah ada hari ini; perlu 3 per hari').count()).toBe(1);
  await page.getByRole('button', { name: 'Tandai semua sudah dibaca' }).click();
  expect(await page.getByText('baru', { exact: true }).count()).toBe(0);
  await show('all read');
  await page.getByRole('link', { name: 'Atur pemberitahuan' }).click();
  await show('settings without a mail server');
  await page.getByRole('group', { name: 'Periode segera atau sudah berakhir' }).getByLabel('Segera').check();
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Pilihan disimpan.').waitFor();
  await show('settings kept');
  expect(await page.getByRole('group', { name: 'Periode segera atau sudah berakhir' }).getByLabel('Segera').isChecked()).toBe(
    true,
  );
}, 60_000);

test('every state was accessible and fits its screen', () => {
  expect(look.states).toHaveLength(5);
  expect(look.faults).toEqual([]);
});
