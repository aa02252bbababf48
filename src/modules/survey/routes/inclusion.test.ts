import { describe, expect, test } from 'vitest';
import { type Client, inspectPage, testHouse } from '../../../../test/house.ts';
import { hiddenFields } from '../../../../test/visitor.ts';
import { newId } from '../../../kernel/ids.ts';
import { open as openTables, transact } from '../../../platform/db/db.ts';
import { permenpanrb142017 } from '../law/permenpanrb-14-2017.ts';
import type { SurveyTables } from '../tables.ts';
import { drafts } from '../texts/languages.ts';

const house = await testHouse();
const { office, db } = house;
const [first] = office.services as [(typeof office.services)[number]];
const path = `/s/${first.code}`;
const threes = Object.fromEntries(permenpanrb142017.items.map(({ id }) => [id, '3']));

const langOf = (text: string): string => /<html lang="([a-z-]+)"/.exec(text)?.[1] ?? '';

/** The stored answers' languages, in the order they came. */
const stored = (): Promise<string[]> =>
  transact(
    db,
    office.scope,
    async (tx) => {
      const answers = openTables<SurveyTables>(tx).selectFrom('survey_answer').select('lang');
      const rows = await answers.where('tenant_id', '=', office.scope.tenantId).orderBy('received_at').execute();
      return rows.map(({ lang }) => lang);
    },
    { readOnly: true },
  );

async function offer(languages: readonly string[]): Promise<Client> {
  const officer = await house.signIn();
  await officer.get('/inklusi');
  expect((await officer.post('/inklusi', { languages })).location).toBe('/inklusi?simpan=1');
  return officer;
}

describe('languages of the form', () => {
  test('none but Indonesian and English before the office offers one, whatever is asked', async () => {
    const page = await house.visitor().get(`${path}?bahasa=jv`);
    expect(langOf(page.text)).toBe('id');
    expect([...page.text.matchAll(/bahasa=([a-z-]+)/g)].map((match) => match[1])).toEqual(['en']);
  });

  test('offered by the office: by a plain link, remembered on the device, on every page, and recorded with the answer', async () => {
    const officer = await offer(['jv', 'id-mudah', 'klingon']);
    const page = await officer.get('/inklusi?simpan=1');
    expect(page.text.match(/name="languages"[^>]*checked/g)).toHaveLength(2);
    const visitor = house.visitor();
    const indonesian = await visitor.get(path);
    expect(langOf(indonesian.text)).toBe('id');
    expect([...indonesian.text.matchAll(/bahasa=([a-z-]+)/g)].map((match) => match[1])).toEqual(['en', 'id-mudah', 'jv']);

    const javanese = await visitor.get(`${path}?bahasa=jv`);
    expect(langOf(javanese.text)).toBe('jv');
    expect(visitor.cookies.get('suara_lang')).toBe('jv');
    // Without the language in the address: the device remembers.
    expect(langOf((await visitor.get(path)).text)).toBe('jv');
    // Staff pages and other public ones are the house's own.
    expect(langOf((await visitor.get('/ikm')).text)).toBe('id');

    const again = await visitor.post(path, { ...hiddenFields(javanese.text), ...threes, time: '' });
    expect([again.status, langOf(again.text)]).toEqual([422, 'jv']);
    expect(again.text).toContain(drafts.jv.words.missing);
    const fields = { ...hiddenFields(javanese.text), ...threes };
    const sent = await visitor.post(path, fields);
    expect(sent.status).toBe(303);
    const thanks = await visitor.get(sent.location);
    inspectPage(thanks.text, 'thanks');
    expect(thanks.text).toContain(drafts.jv.words.thanksTitle);
    const conflict = await visitor.post(path, { ...fields, time: '1' });
    expect([conflict.status, langOf(conflict.text)]).toEqual([409, 'jv']);
    expect((await visitor.get(`${path}/tanda/0000-0000-00`)).text).toContain(drafts.jv.words.unknownReceiptTitle);
    expect(await stored()).toEqual(['jv']);
  });

  test('the answer is in the language of the form that was read, whatever the device chose meanwhile', async () => {
    const visitor = house.visitor();
    const easy = await visitor.get(`${path}?bahasa=id-mudah`);
    expect(langOf(easy.text)).toBe('id');
    expect(easy.text).toContain(drafts['id-mudah'].items.time?.question);
    await visitor.get(`${path}?bahasa=en`);
    await visitor.post(path, { ...hiddenFields(easy.text), ...threes });
    expect((await stored()).at(-1)).toBe('id-mudah');
  });

  test('a device delivers it too, and reads what is wrong in it', async () => {
    const { instrument = '' } = hiddenFields((await house.visitor().get(path)).text);
    const send = (fields: Record<string, string>) =>
      house.app.inject({
        method: 'POST',
        url: `${path}/antar.json`,
        payload: { id: newId(), instrument, channel: 'link', fields, lang: 'jv' },
      });
    expect((await send(threes)).statusCode).toBe(201);
    expect((await stored()).at(-1)).toBe('jv');
    const refused = await send({ ...threes, time: '' });
    expect(refused.json().fields).toEqual({ time: drafts.jv.words.missing });
  });

  test('switched off again it is gone at the next visit, and what is in it is not lost', async () => {
    const visitor = house.visitor();
    const javanese = await visitor.get(`${path}?bahasa=jv`);
    await offer([]);
    expect(langOf((await visitor.get(path)).text)).toBe('id');
    const sent = await visitor.post(path, { ...hiddenFields(javanese.text), ...threes });
    expect(sent.status).toBe(303);
  });
});

describe('large print', () => {
  test('stays large until the thank-you and beyond, and its style is allowed', async () => {
    const visitor = house.visitor();
    const page = await visitor.get(`${path}?besar=1&k=qr`);
    expect(page.text.match(/<style>/g)).toHaveLength(2);
    expect(String(page.headers['content-security-policy']).match(/'sha256-/g)).toHaveLength(2);
    const action = /<form class="p" method="post" action="([^"]+)"/.exec(page.text)?.[1]?.replace('&amp;', '&') ?? '';
    const wrong = await visitor.post(action, { ...hiddenFields(page.text), ...threes, time: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text.match(/<style>/g)).toHaveLength(2);
    const sent = await visitor.post(action, { ...hiddenFields(page.text), ...threes });
    expect(sent.location).toMatch(/\?k=qr&besar=1$/);
    expect((await visitor.get(sent.location)).text).toContain(`href="${path}?k=qr&amp;besar=1"`);
    expect((await visitor.get(path)).text.match(/<style>/g)).toHaveLength(1);
  });
});
