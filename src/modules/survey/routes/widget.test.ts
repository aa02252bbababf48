/** The form for agencies' sites over HTTP: who may frame it, what it never sets, what an officer is given to paste. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { filled } from '../../../../test/visitor.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { createService } from '../../org/index.ts';
import { createCode } from '../index.ts';

const house = await testHouse();
const officer = await house.signIn();
const code = house.office.services[0]?.code ?? '';
const site = 'https://dinsos.kotauji.go.id';

async function name(sites: string) {
  await officer.get(`/kode/${code}/sematan`);
  return officer.post(`/kode/${code}/sematan`, { sites });
}

const policyOf = (answer: { headers: Readonly<Record<string, unknown>> }) => String(answer.headers['content-security-policy']);

describe('which sites may show it', () => {
  test('none, until the office names one; then that one at once', async () => {
    const before = await house.visitor().get(`/sematan/${code}`);
    expect(before.status).toBe(200);
    expect(policyOf(before)).toMatch(/frame-ancestors 'self'$/);
    expect(await name(`${site}/layanan`)).toMatchObject({ status: 303, location: `/kode/${code}/sematan?tersimpan=1` });
    expect(policyOf(await house.visitor().get(`/sematan/${code}`))).toMatch(new RegExp(`frame-ancestors 'self' ${site}$`));
    // The form at its own address stays out of every frame.
    expect(policyOf(await house.visitor().get(`/s/${code}`))).toMatch(/frame-ancestors 'none'$/);
  });

  test('a site that is not named is told so, in any frame; the named one and our own links get the form', async () => {
    const from = (referer: string, more = {}) =>
      house.visitor().get(`/sematan/${code}`, { referer, 'sec-fetch-dest': 'iframe', ...more });
    const stranger = await from('https://lain.example/halaman');
    expect(stranger.status).toBe(403);
    expect(stranger.text).toContain('Survei ini belum dapat diisi di situs ini');
    expect(stranger.text).toContain('lain.example');
    expect(stranger.text).toContain(`<a href="/s/${code}?bahasa=id" target="_blank" rel="noopener" class="b"`);
    expect(stranger.text).not.toContain('name="nonce"');
    expect(policyOf(stranger)).toMatch(/frame-ancestors \*$/);
    expect(stranger.headers.vary).toContain('referer');
    for (const referer of [`${site}/`, 'http://suara.test/sematan/x']) expect((await from(referer)).status, referer).toBe(200);
    // Opened by a link in a window of its own it is no frame.
    expect((await from('https://lain.example/', { 'sec-fetch-dest': 'document' })).status).toBe(200);
  });

  test('what is no site is refused in words, with what was written', async () => {
    for (const [text, words] of [
      ['http://dinsos.kotauji.go.id', 'belum https'],
      ['https://*.go.id', 'milik orang lain'],
      ['<script>', '“&lt;script>” bukan alamat situs'],
    ] as const) {
      const answer = await name(text);
      expect(answer.status, text).toBe(422);
      expect(answer.text).toContain(words);
    }
    expect(policyOf(await house.visitor().get(`/sematan/${code}`))).toContain(site);
  });

  test('only who manages the survey names sites, and the trail keeps it', async () => {
    const surveyor = await house.join('companion');
    await surveyor.get('/akun');
    expect((await surveyor.post(`/kode/${code}/sematan`, { sites: 'jahat.example.org' })).status).toBe(403);
    expect((await officer.get('/kelola/jejak')).text).toContain('Menetapkan situs yang boleh menampilkan formulir');
  });
});

describe('nothing is kept on a visitor’s device', () => {
  test('no path sets a cookie: form, other language, large, errors, receipt, conflict, unknown, closed, script', async () => {
    const visitor = house.visitor();
    const seen: number[] = [];
    const see = async (answer: Awaited<ReturnType<typeof visitor.get>>) => {
      expect(answer.headers['set-cookie'], answer.text.slice(0, 200)).toBeUndefined();
      seen.push(answer.status);
      return answer;
    };
    const form = await see(await visitor.get(`/sematan/${code}?bahasa=en&tema=gelap&tinggi=1`));
    await see(await visitor.get(`/sematan/${code}?besar=1`));
    await see(await visitor.post(`/sematan/${code}?kirim`, {}));
    const fields = filled(form.text, 3);
    const sent = await see(await visitor.post(`/sematan/${code}?kirim&tema=gelap&tinggi=1`, fields));
    // In a frame the address carries what a cookie would.
    expect(sent.location).toMatch(new RegExp(`^/sematan/${code}/tanda/[0-9A-Z-]{12}\\?bahasa=en&tema=gelap&tinggi=1$`));
    expect((await see(await visitor.get(sent.location))).text).toContain('Thank you');
    expect((await see(await visitor.post(`/sematan/${code}?kirim`, fields))).location).toContain(sent.location.split('?')[0]);
    await see(await visitor.post(`/sematan/${code}?kirim`, { ...fields, time: '1' }));
    await see(await visitor.get(`/sematan/${code}/tanda/0000-0000-00`));
    await see(await visitor.get('/sematan/tidak-ada?bahasa=en'));
    await see(await visitor.get('/sematan.js'));
    expect(seen).toEqual([200, 200, 422, 303, 200, 303, 409, 404, 404, 200]);
    expect(visitor.cookies.size).toBe(0);
    // The same choice at the form's own address is remembered: the test can tell the difference.
    expect((await visitor.get(`/s/${code}?bahasa=en`)).headers['set-cookie']).toBeDefined();
  });

  test('the frame has no script, or one that only measures; neither the memory of the form', async () => {
    const plain = (await house.visitor().get(`/sematan/${code}`)).text;
    expect(plain).not.toContain('<script');
    const measured = (await house.visitor().get(`/sematan/${code}?tinggi=1`)).text;
    expect(measured.match(/<script[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script async src="\/assets\/frame-[A-Z0-9]+\.js">$/),
    ]);
  });
});

test('an answer counts as widget whatever its form says, and cannot be claimed elsewhere', async () => {
  const channels = async () => {
    const { rows } = await sql<{ channel: string }>`select channel from survey_answer
      where tenant_id = ${house.office.scope.tenantId} order by received_at, id`.execute(open(house.owner));
    return rows.map(({ channel }) => channel);
  };
  const before = await channels();
  const visitor = house.visitor();
  await visitor.post(`/sematan/${code}`, { ...filled((await visitor.get(`/sematan/${code}`)).text, 4), channel: 'paper' });
  await visitor.post(`/s/${code}`, { ...filled((await visitor.get(`/s/${code}?k=widget`)).text, 4), channel: 'widget' });
  expect((await channels()).slice(before.length)).toEqual(['widget', 'link']);
  expect((await officer.get(`/kode/${code}/sematan`)).text).toMatch(/Jawaban lewat sematan kode ini[\s\S]{0,200}>2</);
});

test('a preview sends nowhere', async () => {
  const preview = await house.visitor().get(`/sematan/${code}?pratinjau=1&tema=gelap`);
  expect(policyOf(preview)).toContain("form-action 'none'");
  expect(preview.text).toMatch(/<button type="submit" disabled>/);
});

test('the ground that the site says is in the style, and its hash in the policy', async () => {
  const styleOf = (html: string) => /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const styles = new Set<string>();
  for (const query of ['', '?tema=gelap', '?tema=terang', '?tema=biru']) {
    const answer = await house.visitor().get(`/sematan/${code}${query}`);
    const style = styleOf(answer.text);
    styles.add(style);
    expect(policyOf(answer)).toContain(createHash('sha256').update(style).digest('base64'));
  }
  expect(styles.size).toBe(3);
});

describe('what is pasted', () => {
  beforeAll(() => name(site));

  test('holds addresses of ours, and nothing of a service’s name that a browser would take for markup', async () => {
    const nasty = 'Surat "A" <b>&amp;</b> </textarea><script>alert(1)</script>';
    const odd = await transact(house.db, house.office.scope, async (tx) => {
      const at = new Date('2024-07-02T00:00:00Z');
      const { scope, unitId } = house.office;
      const serviceId = await createService(tx, scope, { unitId, name: nasty, description: '' }, at);
      return createCode(tx, scope, { unitId, serviceId, label: '' }, at);
    });
    const { text } = await officer.get(`/kode/${odd}/sematan`);
    expect(text).not.toContain('<script>alert');
    const plainly = (html: string) =>
      html
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&');
    const [withScript = '', asButton = '', plain = ''] = [
      ...text.matchAll(/<textarea[^>]*readonly[^>]*>([\s\S]*?)<\/textarea>/gi),
    ].map((match) => plainly(match[1] ?? ''));
    expect(withScript).toContain(
      `<div data-suara="${odd}"><a href="http://suara.test/s/${odd}">Isi survei: Surat &quot;A&quot; &lt;b&gt;`,
    );
    expect(withScript).toContain('<script src="http://suara.test/sematan.js" async></script>');
    expect(asButton).toContain(`<div data-suara="${odd}" data-tombol>`);
    expect(plain).toMatch(new RegExp(`^<iframe src="http://suara.test/sematan/${odd}" title="[^"<>]+" width="100%" `));
    for (const each of [withScript, asButton, plain]) expect(each).not.toMatch(/<b>|<\/textarea|alert\(1\)<\/script/);
  });

  test('is offered beside every open code', async () => {
    expect((await officer.get('/kode')).text).toContain(`href="/kode/${code}/sematan"`);
  });
});

describe('the script', () => {
  test('weighs at most 2,048 bytes, may be loaded by any site, and is asked for again by its tag', async () => {
    const first = await house.app.inject({ url: '/sematan.js', headers: { 'accept-encoding': 'gzip' } });
    const packed = first.headers['content-encoding'] === 'gzip' ? first.rawPayload : gzipSync(first.rawPayload);
    expect(packed.length).toBeLessThanOrEqual(2048);
    expect(first.headers).toMatchObject({
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=3600',
      'content-type': 'text/javascript; charset=utf-8',
    });
    const again = await house.app.inject({ url: '/sematan.js', headers: { 'if-none-match': String(first.headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await house.app.inject({ url: '/sematan.js', headers: { 'if-none-match': 'W/"x"' } })).statusCode).toBe(200);
  });

  test('is plain enough for Chrome 60, keeps nothing, and leaves no name behind', async () => {
    for (const url of [
      '/sematan.js',
      /src="([^"]+frame-[^"]+)"/.exec((await house.visitor().get(`/sematan/${code}?tinggi=1`)).text)?.[1] ?? '',
    ]) {
      const { body, statusCode } = await house.app.inject({ url });
      expect(statusCode, url).toBe(200);
      expect(body, url).toMatch(/^\(\(\)=>\{[\s\S]*\}\)\(\);\s*$/);
      expect(body, url).not.toMatch(
        /cookie|Storage|indexedDB|sendBeacon|fetch\(|XMLHttpRequest|\?\.|\?\?|catch\{|replaceChildren|\.at\(|flatMap|matchAll|ResizeObserver|IntersectionObserver|globalThis|\bimport\b|\bexport\b|window\[?\.?\w+=[^=]/,
      );
    }
  });
});

test('the frame is one request of at most 9,000 bytes, in every ground and language', async () => {
  for (const query of ['', '?tema=gelap', '?tema=terang&besar=1', '?bahasa=en&tinggi=1']) {
    const answer = await house.app.inject({ url: `/sematan/${code}${query}`, headers: { 'accept-encoding': 'gzip' } });
    expect(answer.rawPayload.length, query).toBeLessThanOrEqual(9000);
    const html = gunzipSync(answer.rawPayload).toString();
    expect(html.length).toBeGreaterThan(5000);
    expect(
      [...html.matchAll(/(?:src|href)="([^"#]*)"/g)]
        .map((match) => match[1])
        .filter((url) => !/^(data:|\/sematan\/|\/assets\/frame-)/.test(url ?? '')),
    ).toEqual([]);
  }
});
