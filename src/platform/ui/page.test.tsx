import { renderToString } from 'preact-render-to-string';
import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { Checkboxes, Field, Form, PlainPage, PostButton, Radios, renderPage, Select, StaffPage } from './index.ts';
import { QrCode } from './qr/view.tsx';
import { sampleInfo } from './shell/examples.tsx';

describe('a page', () => {
  test('escapes what people wrote, in the title too', () => {
    const html = renderPage(
      { ...sampleInfo, office: '<b>Dinas</b>' },
      <StaffPage title={'</title><script>alert(1)</script>'}>{'<img src=x onerror=alert(1)>'}</StaffPage>,
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<b>');
    expect(html).toContain('&lt;/title>&lt;script>');
  });

  test('speaks the language of its visitor', () => {
    expect(renderPage({ ...sampleInfo, lang: 'en' }, <StaffPage title="Services">x</StaffPage>)).toMatch(
      /^<!doctype html><html lang="en">[\s\S]*Skip to content[\s\S]*Sign out/,
    );
  });

  test('takes its title from its shell, unless it is told another', () => {
    const view = <StaffPage title="Layanan">x</StaffPage>;
    expect(renderPage(sampleInfo, view)).toContain('<title>Layanan · Dinas Sosial Kota Contoh · Suara</title>');
    expect(renderPage({ ...sampleInfo, title: 'Hasil cari' }, view)).toContain(
      '<title>Hasil cari · Dinas Sosial Kota Contoh · Suara</title>',
    );
  });

  test('shows no sign-out to a stranger and no empty badge to anybody', () => {
    const html = renderPage({ ...sampleInfo, person: null }, <StaffPage title="x">x</StaffPage>);
    expect(html).not.toContain('/keluar');
    expect(html.match(/side-badge/g)).toHaveLength(1);
  });

  test('one page does not leak into the next', () => {
    const wrong = (
      <PlainPage title="Satu">
        <Form action="/x" errors={{ name: 'Isi nama.' }}>
          <Field name="name" label="Nama" />
        </Form>
      </PlainPage>
    );
    expect(renderPage(sampleInfo, wrong)).toContain('<title>Perlu diperbaiki: Satu');
    expect(renderPage(sampleInfo, <PlainPage title="Dua">x</PlainPage>)).toContain('<title>Dua');
  });
});

describe('a form', () => {
  const form = (html: string) => renderPage(sampleInfo, <PlainPage title="x">{html}</PlainPage>);

  test('carries the token when it posts, and never in an address', () => {
    const post = renderPage(
      { ...sampleInfo, person: null, csrf: () => 'T&1' },
      <PlainPage title="x">
        <Form action="/a">x</Form>
        <PostButton action="/b">Hapus</PostButton>
      </PlainPage>,
    );
    expect(post.match(/name="_csrf" value="T&amp;1"/g)).toHaveLength(2);
    const get = renderPage(
      { ...sampleInfo, csrf: () => 'T' },
      <PlainPage title="x">
        <Form action="/cari" method="get">
          x
        </Form>
      </PlainPage>,
    );
    expect(get).not.toContain('_csrf');
    expect(form('tanpa borang')).not.toContain('_csrf');
  });

  test('keeps what was given, but never a password', () => {
    const html = renderToString(
      <Form
        action="/a"
        values={{
          name: 'Rahma',
          population: 0,
          password: 'rahasia',
          note: '</textarea>',
          unit: 'b',
          channel: 'qr',
          days: ['sen', 'rab'],
        }}
      >
        <Field name="name" label="Nama" />
        <Field name="population" label="Jumlah" type="number" />
        <Field name="password" label="Sandi" type="password" />
        <Field name="note" label="Catatan" type="textarea" optional />
        <Select
          name="unit"
          label="Unit"
          options={[
            { value: 'a', label: 'A' },
            { value: 'b', label: 'B' },
          ]}
        />
        <Radios
          name="channel"
          label="Saluran"
          options={[
            { value: 'qr', label: 'QR' },
            { value: 'paper', label: 'Kertas' },
          ]}
        />
        <Checkboxes
          name="days"
          label="Hari"
          options={[
            { value: 'sen', label: 'Senin' },
            { value: 'sel', label: 'Selasa' },
            { value: 'rab', label: 'Rabu' },
          ]}
        />
      </Form>,
    );
    expect(html).toContain('value="Rahma"');
    expect(html).toContain('value="0"');
    expect(html).not.toContain('rahasia');
    expect(html).toContain('&lt;/textarea>');
    expect(html).toMatch(/<option[^>]*value="b"[^>]*selected/);
    expect(html.match(/<input[^>]*checked[^>]*>/g)?.map((input) => /value="(\w+)"/.exec(input)?.[1])).toEqual([
      'qr',
      'sen',
      'rab',
    ]);
  });

  test('links each error of its summary to a control that exists, and names an error that has no field', () => {
    const html = renderToString(
      <Form
        action="/a"
        prefix="p"
        errors={{ '': 'Sambungan terputus.', name: 'Isi nama.', days: 'Pilih hari.', quiet: undefined }}
      >
        <Field name="name" label="Nama" />
        <Checkboxes name="days" label="Hari" options={[{ value: 'sen', label: 'Senin' }]} />
      </Form>,
    );
    expect(html).toContain('Ada 3 isian yang perlu diperbaiki');
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((m) => m[1]);
    expect(targets).toEqual(['p-name', 'p-days']);
    for (const id of targets) expect(html).toContain(`id="${id}"`);
  });
});

test('a QR code draws exactly the dark modules of its code', () => {
  const url = 'http://192.168.1.20:8080/s/k7m2p9';
  const html = renderToString(<QrCode url={url} />);
  const code = encode(url, { ecc: 'M', border: 4 });
  const drawn = new Set<string>();
  for (const [, x, y, run] of html.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let i = 0; i < Number(run); i++) drawn.add(`${Number(x) + i},${y}`);
  }
  const dark = code.data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`${x},${y}`] : [])));
  expect([...drawn].sort()).toEqual(dark.sort());
  expect(html).toContain(`viewBox="0 0 ${code.size} ${code.size}"`);
});
