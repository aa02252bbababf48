/** What must not be mixed, leave the house in clear, break on odd input or stay hidden. */
import { describe, expect, test } from 'vitest';
import { type Client, testHouse } from '../../../../test/house.ts';
import { localDay } from '../../../kernel/dates.ts';
import { periodOf } from '../../../kernel/period.ts';
import { poolTallies } from '../../../kernel/tally.ts';
import { transact } from '../../../platform/db/db.ts';
import { createPeriod } from '../../org/index.ts';
import { readPosted } from '../inputs/form.ts';
import { findInstrument as findLaw } from '../law/instruments.ts';
import { sumTallies } from '../store/tallies.ts';

const house = await testHouse();
const { office, db } = house;
const [first, second] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const items = findLaw('permenpanrb-14-2017').items.map((item) => item.id);
const threes = Object.fromEntries(items.map((id) => [id, '3']));
const now = new Date();
const period = periodOf('year', localDay(now, 'Asia/Jakarta'));
await transact(db, office.scope, (tx) => createPeriod(tx, office.scope, period.code, now));

async function open(visitor: Client, code: string): Promise<Record<string, string>> {
  const { text } = await visitor.get(`/s/${code}`);
  const hidden = text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>/g);
  return Object.fromEntries([...hidden].map((match) => [match[1] ?? '', match[2] ?? '']));
}

async function questionnaireOf(officer: Client): Promise<string> {
  return /href="\/kuesioner\/([0-9a-f-]{36})"/.exec((await officer.get('/kuesioner')).text)?.[1] ?? '';
}

async function send(code: string, fields: Record<string, string>): Promise<number> {
  const visitor = house.visitor();
  return (await visitor.post(`/s/${code}`, { ...(await open(visitor, code)), ...threes, ...fields })).status;
}

/** Every question that the form asks now beyond the nine, answered. */
async function extra(): Promise<Record<string, string>> {
  const { text } = await house.visitor().get(`/s/${first.code}`);
  return Object.fromEntries([...text.matchAll(/type="radio" name="(own-\d+)"/g)].map((match) => [match[1] ?? '', '3']));
}

const counted = (unsurName: string) => ({
  kind: 'choice',
  question: `${unsurName}?`,
  options: 'Tidak\nKurang\nYa\nSangat',
  counted: '1',
  unsur_name: unsurName,
});

describe('what is written for nobody else', () => {
  test('answers in own words are masked in the table and in the inbox, and are one column however many versions ask them', async () => {
    const officer = await house.signIn();
    const id = await questionnaireOf(officer);
    await officer.post(`/kuesioner/${id}/pertanyaan`, { kind: 'text', question: 'Siapa yang melayani?', options: '' });
    const visitor = house.visitor();
    const fields = {
      ...(await open(visitor, first.code)),
      ...threes,
      'own-1': 'Bu Sri 081234567890',
      comment: 'WA 081234567890',
    };
    expect((await visitor.post(`/s/${first.code}`, fields)).status).toBe(303);
    expect((await visitor.post(`/s/${first.code}`, { ...fields, 'own-1': 'Pak Budi 081298765432' })).status).toBe(409);
    const inbox = await officer.get('/bentrok');
    expect(inbox.text).toContain('Siapa yang melayani?');
    expect(inbox.text).toContain('Bu Sri [nomor telepon disamarkan]');
    expect(inbox.text).toContain('Pak Budi [nomor telepon disamarkan]');
    expect(inbox.text).not.toMatch(/0812/);

    await officer.get(`/kuesioner/${id}`);
    const another = { kind: 'text', question: 'Apa lagi?', options: '' };
    expect((await officer.post(`/kuesioner/${id}/pertanyaan`, another)).location).toContain('baru=1');
    expect(await send(first.code, { 'own-1': 'Pak Joko' })).toBe(303);
    const table = (await officer.get(`/unduh/jawaban.csv?periode=${period.code}`)).text;
    expect(table).toContain('Bu Sri [nomor telepon disamarkan]');
    expect(table).toContain('Pak Joko');
    expect(table).not.toMatch(/0812/);
    expect(table.split('\r\n')[0]?.match(/Siapa yang melayani\?/g)).toHaveLength(1);

    const english = await officer.get('/komentar?bahasa=en');
    expect(english.text).toContain('WA [telephone number hidden]');
    expect((await officer.get(`/unduh/jawaban.csv?periode=${period.code}&bahasa=en`)).text).toContain(
      '[telephone number hidden]',
    );
    expect((await officer.get('/komentar?bahasa=id')).text).toContain('WA [nomor telepon disamarkan]');
  });
});

describe('an added unsur', () => {
  test('that is taken away and another one that is added are never one figure', async () => {
    const officer = await house.signIn();
    const id = await questionnaireOf(officer);
    const add = (name: string) => officer.post(`/kuesioner/${id}/pertanyaan`, counted(name));
    const ownOf = async (name: string) => {
      const page = (await officer.get(`/kuesioner/${id}`)).text;
      const at = page.lastIndexOf(name, page.lastIndexOf('/hapus'));
      return /pertanyaan\/(own-\d+)\/hapus/.exec(page.slice(at))?.[1] ?? '';
    };
    expect((await officer.get('/kode')).text).toContain(second.code);
    expect((await officer.get(`/kode/${second.code}/poster`)).text).toContain('Sembilan pertanyaan');
    await officer.get(`/kuesioner/${id}`);
    expect((await add('Transparansi')).status).toBe(303);
    expect((await officer.get(`/kode/${second.code}/poster`)).text).toContain('10 pertanyaan');
    expect((await officer.get(`/kode/${office.officeCode}/poster`)).text).toContain('10 pertanyaan');
    const asked = await ownOf('Transparansi');
    expect(await send(second.code, { [asked]: '1' })).toBe(303);
    expect((await officer.post(`/kuesioner/${id}/pertanyaan/${asked}/hapus`, {})).status).toBe(303);
    expect((await add('Integritas')).status).toBe(303);
    const next = await ownOf('Integritas');
    expect(next).not.toBe(asked);
    expect(await send(second.code, { [next]: '4' })).toBe(303);
    const filter = { serviceIds: [second.id], from: period.firstDay, to: period.lastDay, late: 'include' as const };
    const sums = await transact(db, office.scope, (tx) => sumTallies(tx, office.scope, filter), { readOnly: true });
    const added = poolTallies(sums).unsur.filter((one) => one.id.startsWith('extra-'));
    expect(added.map((one) => [one.answered, Number(one.sum60)]).toSorted()).toEqual([
      [1, 240],
      [1, 60],
    ]);

    expect((await add('Keamanan')).status).toBe(303);
    expect(await send(second.code, { [next]: '4', [await ownOf('Keamanan')]: '2' })).toBe(303);
    expect((await officer.post(`/kuesioner/${id}/pertanyaan/${next}/hapus`, {})).status).toBe(303);
    const full = await add('Keramahan');
    expect(full.status).toBe(422);
    expect(full.text).toContain('Transparansi, Integritas, Keamanan');
    expect((await add('keamanan ')).status).toBe(422);
    expect((await add('transparansi')).status).toBe(303);
  });
});

describe('odd input', () => {
  test('an ill-formed version, half a character and another kind of body break nothing', async () => {
    const visitor = house.visitor();
    const hidden = await open(visitor, first.code);
    expect((await visitor.post(`/s/${first.code}`, { ...hidden, instrument: '-'.repeat(36) })).status).toBe(422);
    for (const payload of [{ ...hidden, ...threes, comment: 'a\ud800' }, [1], { requirements: { toString: 'x' } }]) {
      const answer = await house.app.inject({
        method: 'POST',
        url: `/s/${first.code}`,
        headers: { host: 'suara.test', 'content-type': 'application/json' },
        payload: JSON.stringify(payload),
      });
      expect(answer.statusCode).toBe(422);
    }
    expect(readPosted({ comment: 'a\ud800b\u0000' })).toEqual({ comment: 'a\ufffdb' });
  });

  test.each(['0x3', '3e0', '+3', '3.0', '03', '0', '5', '٣'])('the score %s is none', async (score) => {
    const others = await extra();
    expect(await send(first.code, { ...others, time: score })).toBe(422);
    expect(await send(first.code, others)).toBe(303);
  });
});

test('flags are shown with the suggestions, counted and in words', async () => {
  const officer = await house.signIn();
  const count = async (words: string) => {
    const page = (await officer.get(`/komentar?layanan=${first.id}&periode=${period.code}&bahasa=id`)).text;
    return Number(new RegExp(`${words}[^0-9]*?>([0-9]+)<`).exec(page)?.[1]);
  };
  const before = [await count('Diisi terlalu cepat'), await count('Dikirim dari formulir'), await count('Mengisi kotak')];
  const visitor = house.visitor();
  const { nonce: _, ...forged } = await open(visitor, first.code);
  const sent = await visitor.post(`/s/${first.code}`, { ...forged, ...threes, ...(await extra()), homepage: 'http://x' });
  expect(sent.status).toBe(303);
  expect([await count('Diisi terlalu cepat'), await count('Dikirim dari formulir'), await count('Mengisi kotak')]).toEqual([
    before[0],
    (before[1] ?? 0) + 1,
    (before[2] ?? 0) + 1,
  ]);
});
