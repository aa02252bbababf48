import { Card } from '../card/view.tsx';
import type { Example } from '../example.ts';
import { Columns, Grid, Heading, Landscape, Lead, Muted, OneSheet, Prose, Row, Stack } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'naskah',
    view: (
      <Prose>
        <Heading>Cara indeks dihitung</Heading>
        <Lead>Rata-rata tiap unsur dikalikan bobot yang sama, lalu dikalikan 25.</Lead>
        <p>Jawaban yang kosong tidak dihitung sebagai nol. Tidak ada jawaban yang dibuang.</p>
        <ul>
          <li>Bobot tiap unsur 1/9, tidak dibulatkan.</li>
          <li>Pembulatan satu kali, di akhir.</li>
        </ul>
        <Muted>Lampiran PermenPANRB 14/2017.</Muted>
      </Prose>
    ),
  },
  {
    name: 'kolom, baris, kisi',
    view: (
      <Stack gap="lg">
        <Columns main={<Card title="Utama" />} side={<Card title="Samping" />} />
        <Grid min="sm">
          <Card title="Satu" />
          <Card title="Dua" />
          <Card title="Tiga" />
        </Grid>
        <Row apart gap="sm">
          <span>Kiri</span>
          <span>Kanan</span>
        </Row>
      </Stack>
    ),
  },
  {
    name: 'satu lembar, lembar melintang',
    view: (
      <OneSheet>
        <Grid min="sm">
          <Card title="Satu" />
          <Card title="Dua" />
        </Grid>
        <Landscape>
          <p>Yang terlalu lebar untuk kertas tegak.</p>
        </Landscape>
      </OneSheet>
    ),
  },
];
