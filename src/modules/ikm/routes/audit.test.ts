import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';

const house = await testHouse();
const published = readFileSync(new URL('../fixtures/published-results.json', import.meta.url), 'utf8');

describe('/periksa', () => {
  test('is there for everybody, linked from the method and the list', async () => {
    const visitor = house.visitor();
    const empty = await visitor.get('/periksa');
    expect([empty.status, empty.text.includes('Periksa IKM yang tercetak')]).toEqual([200, true]);
    for (const path of ['/cara-menghitung', '/ikm']) expect((await visitor.get(path)).text).toContain('href="/periksa"');
    expect((await visitor.get('/periksa?bahasa=en')).text).toContain('Check a printed IKM');
  });

  test('an address holds the figures and brings the result', async () => {
    const visitor = house.visitor();
    const known = await visitor.get('/periksa?n=71&ikm=93%2C18');
    expect(known.status).toBe(200);
    for (const text of ['Cocok dengan cara hitung lain', '93,08–93,27', 'bobot 0,111', '2.384', 'value="93,18"'])
      expect(known.text).toContain(text);
    const means = '3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35';
    const bantul = `/periksa?ikm=87,28&mutu=B&aturan=permenpanrb-14-2017&nrr=`;
    for (const list of [
      means,
      means.replaceAll(',', '.').replaceAll(' ', ', '),
      means.replaceAll(' ', '\r\n'),
      means.replaceAll(' ', ';'),
    ])
      expect((await visitor.get(bantul + encodeURIComponent(list))).text).toContain('87,15–87,40');
    const converted = '85,94 85,16 82,81 93,75 85,94 84,38 86,72 85,16 96,88';
    const bogor = (await visitor.get(`/periksa?ikm=96.88&nrr=${encodeURIComponent(converted)}`)).text;
    expect(bogor).toContain('Tidak cocok');
    expect(bogor).toContain('sama persis dengan nilai U9');
  });

  test('what cannot be read is said beside its field, and kept', async () => {
    const visitor = house.visitor();
    for (const [query, text] of [
      ['ikm=abc', 'Tulis angka, misalnya 93,18.'],
      ['ikm=90&n=7,5', 'Tulis jumlah orang'],
      ['ikm=90&nrr=3%2C1%20x', 'Ada bagian yang bukan angka'],
      ['ikm=90&nrr=3%203&jumlah=3', 'berbeda dari baris lain'],
      ['n=71', 'Isi nilai IKM'],
      ['ikm=90&unsur=99', 'dari 1 sampai 40'],
    ]) {
      const answer = await visitor.get(`/periksa?${query}`);
      expect([query, answer.status]).toEqual([query, 422]);
      expect(answer.text).toContain(text);
    }
    expect((await visitor.get('/periksa?ikm=abc')).text).toContain('value="abc"');
    expect((await visitor.get('/periksa?ikm=%3Cscript%3E')).text).not.toContain('<script>');
  });

  test('JSON is pasted, all its results are shown; a mistake is named with its place', async () => {
    const visitor = house.visitor();
    await visitor.get('/periksa');
    const all = await visitor.post('/periksa', { json: published });
    expect(all.status).toBe(200);
    expect(all.text).toContain('22 hasil diperiksa');
    expect(all.text).toContain('kotabogor-dpmptsp');
    const broken = await visitor.post('/periksa', { json: '[{"id": "a",}]' });
    expect([broken.status, broken.text.includes('baris 1, kolom 13')]).toEqual([422, true]);
    const many = await visitor.post('/periksa', { json: JSON.stringify(Array.from({ length: 61 }, () => ({ ikm: 80 }))) });
    expect([many.status, many.text.includes('Paling banyak 60')]).toEqual([422, true]);
    expect((await visitor.post('/periksa', { json: '' })).status).toBe(422);
  });
});
