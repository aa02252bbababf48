import type { VNode } from 'preact';
import { MutuBadge } from '../badge/view.tsx';
import { Button, Buttons, LinkButton } from '../button/view.tsx';
import { Card } from '../card/view.tsx';
import { bands, trend, unsur } from '../charts/examples.tsx';
import { IndexGauge } from '../charts/index-gauge.tsx';
import { SampleBar } from '../charts/sample-bar.tsx';
import { TrendChart } from '../charts/trend-chart.tsx';
import { UnsurDots } from '../charts/unsur-dots.tsx';
import type { PageInfo } from '../context.ts';
import { Facts } from '../facts/view.tsx';
import { Field, Form, Select } from '../form/view.tsx';
import { Columns, IndexSheet, Muted } from '../layout/view.tsx';
import { Quote, Quotes } from '../quote/view.tsx';
import { Stat } from '../stat/view.tsx';
import { ErrorPage, PlainPage, PublicPage, StaffPage } from './view.tsx';

/** An invented office, for looking at. */
export const sampleInfo: PageInfo = {
  lang: 'id',
  title: '',
  path: '/layanan/rekomendasi',
  csrf: () => 'contoh',
  person: { name: 'Rahma Wulandari', role: 'Petugas layanan' },
  office: 'Dinas Sosial Kota Contoh',
  nav: [
    { href: '/', label: 'Beranda' },
    { href: '/layanan/rekomendasi', label: 'Rekomendasi Bantuan Sosial', current: true },
    { href: '/layanan/konsultasi', label: 'Konsultasi Data Terpadu' },
    { href: '/layanan/sembako', label: 'Program Sembako' },
    { href: '/layanan', label: '10 layanan lain' },
    { href: '/bentrok', label: 'Kotak bentrok', group: 'Kerja hari ini', badge: 2 },
    { href: '/impor', label: 'Impor', group: 'Kerja hari ini' },
    { href: '/poster', label: 'Poster QR', group: 'Kerja hari ini' },
    { href: '/tutup', label: 'Tutup periode', group: 'Kerja hari ini', badge: 0 },
  ],
  banner: null,
  assets: (name) => `/assets/${name}`,
  search: '',
  otherLanguage: '?lang=en',
};

const index = (
  <IndexSheet
    figure={
      <Stat label="Indeks Kepuasan Masyarakat" value="83,60" size="xl">
        <MutuBadge mutu="B" word="Baik" />
        <p class="muted">rentang 82,2–85,0 (95 %)</p>
      </Stat>
    }
  >
    <IndexGauge value={83.6} text="83,60" low={82.2} high={85} target={85} bands={bands} />
    <p>
      Naik 1,0 dari triwulan lalu; kenaikan sebesar ini <strong>belum dapat dibedakan</strong> dari kebetulan.{' '}
      <a href="#cara">Cara menghitung</a>
    </p>
  </IndexSheet>
);

const steps = [
  { label: 'Instansi', href: '/siapkan/1' },
  { label: 'Unit' },
  { label: 'Layanan' },
  { label: 'Periode' },
  { label: 'Petugas' },
];

export const pages: readonly { name: string; view: VNode; info?: Partial<PageInfo> }[] = [
  {
    name: 'layanan',
    view: (
      <StaffPage
        title="Rekomendasi Bantuan Sosial"
        crumbs={[{ label: 'Kota Contoh' }, { label: 'Dinas Sosial', href: '/' }]}
        actions={<LinkButton href="#periode">Triwulan IV 2024</LinkButton>}
      >
        <Card>{index}</Card>
        <Columns
          main={
            <>
              <Card title="Sembilan unsur, yang terlemah di atas">
                <UnsurDots rows={unsur} />
              </Card>
              <Card title="Yang sedang dilakukan">
                <p>
                  <strong>Waktu penyelesaian</strong> · surat keluar paling lambat 2 hari kerja · Kepala Bidang · TW I 2025
                </p>
                <Muted>Bukti akan diuji pada triwulan berikutnya, dibandingkan dengan layanan yang tidak diubah.</Muted>
              </Card>
            </>
          }
          side={
            <>
              <Card title="Responden">
                <SampleBar n={221} required={217} population={500} />
                <Muted>QR loket 128 · tautan 41 · pendamping 37 · kertas 15</Muted>
              </Card>
              <Card title="Kecenderungan">
                <TrendChart points={trend} target={85} targetLabel="target RPJMD" />
              </Card>
              <Card title="Kata mereka tentang waktu">
                <Quotes>
                  <Quote>Berkas lengkap hari Senin, surat baru keluar hari Jumat.</Quote>
                  <Quote>Petugas ramah, tapi antrean dipanggil lama.</Quote>
                </Quotes>
                <Muted>
                  38 komentar menyebut waktu. <a href="#komentar">Baca semua</a>
                </Muted>
              </Card>
            </>
          }
        />
      </StaffPage>
    ),
  },
  {
    name: 'hasil-publik',
    info: { person: null, banner: 'Data peraga: angka di halaman ini rekaan.' },
    view: (
      <PublicPage
        title="Rekomendasi Bantuan Sosial"
        kicker="Dinas Sosial Kota Contoh · Triwulan IV 2024"
        lead="Penilaian 221 warga yang dilayani pada 1 Oktober sampai 31 Desember 2024."
      >
        {index}
        <Card title="Sembilan unsur, yang terlemah di atas">
          <UnsurDots rows={unsur} />
        </Card>
        <Card title="Cara menghitung">
          <Facts
            items={[
              { term: 'Dasar', value: 'PermenPANRB 14/2017' },
              { term: 'Bobot', value: '1/9 tiap unsur', gloss: 'Tanpa pembulatan.' },
              { term: 'Responden', value: '221 dari 217 yang diperlukan' },
            ]}
          />
        </Card>
      </PublicPage>
    ),
  },
  {
    name: 'siapkan',
    info: { person: null, office: null, nav: [] },
    view: (
      <PlainPage
        title="Unit penyelenggara"
        lead="Tempat layanan diberikan: bidang, UPT, kelurahan."
        steps={{ current: 2, steps }}
      >
        <Form action="/siapkan/2" values={{ name: '' }} errors={{ name: 'Isi nama unit.', zone: 'Pilih zona waktu unit ini.' }}>
          <Field name="name" label="Nama unit" hint="Misalnya Bidang Perlindungan dan Jaminan Sosial." />
          <Select
            name="zone"
            label="Zona waktu"
            empty
            options={[
              { value: 'wib', label: 'WIB' },
              { value: 'wita', label: 'WITA' },
            ]}
          />
          <Buttons>
            <Button>Simpan dan lanjutkan</Button>
            <LinkButton href="/siapkan/1" variant="quiet">
              Kembali
            </LinkButton>
          </Buttons>
        </Form>
      </PlainPage>
    ),
  },
  {
    name: 'masuk',
    info: { person: null, nav: [] },
    view: (
      <PlainPage title="Masuk" foot={<p>Lupa kata sandi? Minta petugas lain membuatkan tautan.</p>}>
        <Form action="/masuk">
          <Field name="email" label="Alamat surel" type="email" autocomplete="username" />
          <Field name="password" label="Kata sandi" type="password" autocomplete="current-password" />
          <Button full>Masuk</Button>
        </Form>
      </PlainPage>
    ),
  },
  {
    name: 'kesalahan',
    info: { person: null, nav: [] },
    view: (
      <ErrorPage
        status={404}
        title="Halaman ini tidak ada"
        message="Alamatnya mungkin salah ketik, atau halamannya sudah dipindah. Tidak ada data yang berubah."
        requestId="7F3K-2M"
      />
    ),
  },
];
