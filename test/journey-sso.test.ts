/** An office sets its identity provider up, and an officer signs in through the provider's own page, in a real browser. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testHouse } from './house.ts';
import { inspector, listen } from './journey.ts';
import { startProvider, type TestProvider } from './provider.ts';

// Without a given address the house goes by the one it is asked at.
const house = await testHouse({ config: { url: null } });
const look = inspector();
let browser: TestBrowser;
let provider: TestProvider;
let base: string;

beforeAll(async () => {
  base = await listen(house.app);
  const { tenantId } = house.office.scope;
  provider = await startProvider({
    redirectUris: [`${base}/masuk/sso/${tenantId}/kembali`],
    signedOutUris: [`${base}/masuk`],
  });
  browser = await openBrowser();
});

/** A page to which the letters of the provider's own pages are none of our concern. */
async function openPage(options: Parameters<TestBrowser['page']>[0] = {}) {
  const page = await browser.page(options);
  await page.route('https://fonts.googleapis.com/**', (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  return page;
}
afterAll(async () => {
  await browser?.close();
  await provider?.stop();
});

test('an administrator sets it up and tries it', async () => {
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/masuk?ke=/kelola/petugas`);
  await page.getByLabel('Surel').fill(house.office.email);
  await page.getByLabel('Kata sandi').fill(house.office.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('link', { name: 'Atur SSO' }).click();
  await look(page, 'nothing set up');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Isi bagian ini.').first().waitFor();
  await look(page, 'form with errors');
  await page.getByLabel('Nama di halaman masuk').fill('Akun ASN Kota Uji');
  await page.getByLabel('Alamat penyedia').fill('http://127.0.0.1:1');
  await page.getByLabel('Client ID').fill(provider.clientId);
  await page.getByLabel('Client secret').fill(provider.clientSecret);
  await page.getByLabel('Grup 1', { exact: true }).fill('loket');
  await page.getByLabel('Peran grup 1').selectOption({ label: 'Petugas' });
  await page.getByLabel('Tampilkan di halaman masuk').check();
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Pengaturan sudah disimpan.').waitFor();
  await page.getByRole('button', { name: 'Coba penyedia' }).click();
  await page.getByText('tidak dapat dihubungi').waitFor();
  await look(page, 'provider that gives no answer');
  await page.getByLabel('Alamat penyedia').fill(provider.issuer);
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.getByRole('button', { name: 'Coba penyedia' }).click();
  await page.getByText('Penyedia menjawab dengan benar').waitFor();
  await look(page, 'provider that answers');
}, 90_000);

test.each([
  ['with scripts', true],
  ['without', false],
])(
  'an officer signs in on the provider’s page and out of both, %s',
  async (_name, script) => {
    provider.people.set('dewi', { email: 'dewi@asn.test', email_verified: true, name: 'Dewi Lestari', groups: ['loket'] });
    const page = await openPage({ script });
    await page.goto(`${base}/masuk?ke=/akun`);
    if (script) await look(page, 'sign-in page');
    await page.getByRole('link', { name: 'Masuk lewat Akun ASN Kota Uji' }).click();
    expect(page.url().startsWith(`${provider.issuer}/interaction/`)).toBe(true);
    await page.getByPlaceholder('Enter any login').fill('dewi');
    await page.getByPlaceholder('and password').fill('apa saja');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${base}/akun`);
    await page.getByRole('main').getByText('Dewi Lestari').waitFor();
    if (script) await look(page, 'account without a password');
    await page.getByRole('button', { name: 'Keluar', exact: true }).first().click();
    await page.waitForURL(`${provider.issuer}/session/end**`);
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.waitForURL(`${base}/masuk`);
    await page.goto(`${base}/akun`);
    expect(page.url()).toContain('/masuk?ke=');
  },
  60_000,
);

test('who belongs to no group is told so, and an answer counts once', async () => {
  provider.people.set('tamu', { email: 'tamu@asn.test', email_verified: true, name: 'Tamu', groups: [] });
  const page = await openPage();
  await page.goto(`${base}/masuk`);
  await page.getByRole('link', { name: 'Masuk lewat Akun ASN Kota Uji' }).click();
  await page.getByPlaceholder('Enter any login').fill('tamu');
  await page.getByPlaceholder('and password').fill('apa saja');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('tidak termasuk grup mana pun').waitFor();
  await look(page, 'no group');
  await page.reload();
  await page.getByText('Jawaban ini sudah dipakai').waitFor();
  await look(page, 'answer used before');
}, 60_000);

test('every state was accessible and fits its screen', () => {
  expect(look.states).toHaveLength(8);
  expect(look.faults).toEqual([]);
});
