import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { accentOf, accents } from '../../../platform/ui/index.ts';
import { type Aid, questionsOf } from '../rules/aids.ts';
import { noChanges, resolveInstrument } from '../rules/instrument.ts';
import { formLangs, furtherLangs, houseLangs } from '../rules/languages.ts';
import { drafts } from '../texts/languages.ts';
import { type FormProps, nonceMark, renderForm } from './form.tsx';
import { inColour, largeStyle, sheetStyle as styleIn } from './sheet.tsx';

const sheetStyle = styleIn('laut');

const instrument = resolveInstrument({
  id: '01931b66-7f1c-7c3b-9d5e-0a1b2c3d4e5f',
  questionnaireId: '01931b66-7f1c-7c3b-9d5e-0a1b2c3d4e50',
  version: 1,
  base: 'permenpanrb-14-2017',
  changes: noChanges,
  createdAt: new Date(0),
  frozenAt: null,
});
const props: FormProps = {
  reading: { lang: 'id', languages: houseLangs, large: false },
  code: 'melati-472',
  channel: 'qr',
  unitName: 'Dinas Sosial Kota Contoh',
  instrument,
  look: 'abcdefgh',
  services: [{ id: '01931b66-7f1c-7c3b-9d5e-0a1b2c3d4e51', name: 'Rekomendasi Bantuan Sosial' }],
  banner: null,
  keep: '&k=qr',
  script: '/assets/answering-ABCDEFGH.js',
};

describe('the form', () => {
  const html = renderForm(props);

  test('asks nine questions in the order of the questionnaire, each with four answers', () => {
    const names = [...html.matchAll(/type="radio" name="([a-z]+)" value="1"/g)].map((match) => match[1]);
    expect(names).toEqual([
      'requirements',
      'procedure',
      'time',
      'cost',
      'product',
      'competence',
      'behaviour',
      'facilities',
      'complaints',
    ]);
    expect(html.match(/required/g)).toHaveLength(36);
  });

  test('holds the place of the nonce once, and loads nothing but one script after the form', () => {
    expect(html.split(nonceMark)).toHaveLength(2);
    expect(html).not.toMatch(/\sstyle="|\son[a-z]+="|url\(/);
    expect(html.match(/<script|src=/g)).toEqual(['<script', 'src=']);
    expect(html.indexOf('<script type="module" async')).toBeGreaterThan(html.indexOf('</form>'));
    expect([...html.matchAll(/<link [^>]*href="([^"]{5})/g)].map((match) => match[1])).toEqual(['data:']);
  });

  test('weighs at most 9,000 bytes, with profile, comment, style and icon', () => {
    expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(9000 - 400);
    expect(
      gzipSync(renderForm({ ...props, reading: { ...props.reading, lang: 'en' } }), { level: 9 }).length,
    ).toBeLessThanOrEqual(9000 - 400);
    for (const accent of Object.keys(accents).map(accentOf))
      expect(gzipSync(inColour(html, accent), { level: 9 }).length, accent).toBeLessThanOrEqual(9000 - 400);
  });

  test.each(furtherLangs)('in %s, in large print, with every language offered, weighs no more', (lang) => {
    const page = renderForm({ ...props, reading: { lang, languages: formLangs, large: true } });
    expect(gzipSync(page, { level: 9 }).length).toBeLessThanOrEqual(9000 - 400);
  });

  test('with a video in sign language beside each question weighs no more, and loads none of them', () => {
    const aids = new Map(
      questionsOf(instrument).map(({ id, question }): [string, Aid] => {
        const address = createHash('sha256').update(id).digest('hex').slice(0, 16);
        return [id, { itemId: id, address, type: 'video/mp4', size: 1, words: 'x', question, changedAt: new Date() }];
      }),
    );
    for (const lang of formLangs) {
      const page = renderForm({ ...props, aids, reading: { lang, languages: formLangs, large: true } });
      expect(page.match(/<video controls playsinline preload="none" src=/g), lang).toHaveLength(9);
      expect(gzipSync(page, { level: 9 }).length, lang).toBeLessThanOrEqual(9000 - 400);
    }
  });

  test.each(furtherLangs)('in %s is told apart, says that it is a draft, and leads to the others', (lang) => {
    const page = renderForm({ ...props, reading: { lang, languages: formLangs, large: false } });
    expect(page).toContain(`<html lang="${lang === 'id-mudah' ? 'id' : lang}">`);
    expect(page).toContain(drafts[lang].mark);
    if (lang !== 'id-mudah') expect(page).toContain('<span lang="id">Draf, perlu ditinjau penutur.</span>');
    expect(page).toContain(`name="lang" value="${lang}"`);
    for (const { question, labels } of Object.values(drafts[lang].items))
      for (const text of [question, ...labels]) expect(page).toContain(text);
    const others = [...page.matchAll(/\?bahasa=([a-z-]+)&amp;k=qr"/g)].map((match) => match[1]);
    expect(others).toEqual(formLangs.filter((other) => other !== lang));
    expect(html).not.toContain(drafts[lang].mark);
  });

  test('asks in Indonesian, and says so, what the office put in the place of a question', () => {
    const replaced = resolveInstrument({
      ...instrument,
      changes: {
        ...noChanges,
        replaced: [
          {
            unsur: 'cost',
            name: 'Perlakuan Khusus',
            question: { id: 'Apakah ada perlakuan khusus?', en: 'Is there special treatment?' },
            labels: ['Tidak', 'Kurang', 'Ada', 'Banyak'].map((id) => ({ id, en: id })),
            reason: 'Gratis menurut undang-undang',
          },
        ],
      },
    });
    const page = renderForm({ ...props, instrument: replaced, reading: { ...props.reading, lang: 'jv' } });
    expect(page).toMatch(/<fieldset lang="id" class="q"><legend><b>4<\/b>Apakah ada perlakuan khusus\?/);
    expect(page.match(/<fieldset lang="id"/g)).toHaveLength(1);
  });

  test('in large print keeps it on the way on, and brings its own style', () => {
    const page = renderForm({ ...props, reading: { ...props.reading, large: true } });
    expect(page).toContain(`<style>${largeStyle}</style>`);
    expect(page).toContain('action="/s/melati-472?kirim&amp;besar=1"');
    expect(page).toContain('href="/s/melati-472?bahasa=en&amp;k=qr&amp;besar=1"');
    expect(page).toContain('href="/s/melati-472?k=qr"');
    expect(html).toContain('href="/s/melati-472?k=qr&amp;besar=1"');
    expect(html).not.toContain(largeStyle);
  });

  test('has an office’s colour everywhere, in both schemes, and nothing of the house’s', () => {
    const coloured = inColour(html, 'hutan');
    const style = /<style>(.*?)<\/style>/s.exec(coloured)?.[1] ?? '';
    expect(style).toBe(styleIn('hutan'));
    expect(style).not.toMatch(/#0b5fa5|#e9f2fb|#8cc1f2|#15395b/);
    for (const colour of [accents.hutan.light.primary, accents.hutan.dark.primary]) expect(style).toContain(colour);
    expect(inColour(html, 'laut')).toBe(html);
  });

  test('has style that Chrome 60 understands', () => {
    expect(sheetStyle + largeStyle).not.toMatch(
      /:has\(|:is\(|:where\(|:focus-visible|clamp\(|min\(|max\(|aspect-ratio|inset:|[^-]gap:|display:grid|@container|@layer|&/,
    );
    for (const style of [sheetStyle, largeStyle]) expect(style.match(/\{/g)?.length).toBe(style.match(/\}/g)?.length);
  });

  test('comes back with everything given, what is missing marked and linked', () => {
    const back = renderForm({
      ...props,
      given: {
        values: { requirements: '3', comment: 'a < b', age: '35', sex: 'female' },
        errors: { time: 'missing', age: 'ageWrong' },
        nonce: 'n.1.2',
      },
    });
    expect(back).toMatch(/name="requirements" value="3" required checked/);
    expect(back).toContain('a &lt; b');
    expect(back).toMatch(/href="#q-time"/);
    expect(back).toMatch(/id="q-time" type="radio" name="time" value="1"/);
    expect(back).toMatch(/id="m-time"/);
    expect(back).toMatch(/value="35"/);
    expect(back).toMatch(/value="female" checked/);
    const ids = [...back.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('with several services asks first which', () => {
    const many = renderForm({
      ...props,
      services: [...props.services, { id: '01931b66-7f1c-7c3b-9d5e-0a1b2c3d4e52', name: 'Konsultasi' }],
    });
    expect(many.match(/name="service"/g)).toHaveLength(2);
  });
});
