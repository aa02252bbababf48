import { MutuLetter } from '../badge/view.tsx';
import type { Example } from '../example.ts';
import { type Column, Table } from './view.tsx';

interface Service {
  name: string;
  n: string;
  ikm: string;
  mutu: 'A' | 'B' | 'C';
  word: string;
}

const rows: readonly Service[] = [
  { name: 'Rekomendasi Bantuan Sosial', n: '221', ikm: '83,60', mutu: 'B', word: 'Baik' },
  { name: 'Konsultasi Data Terpadu', n: '1.047', ikm: '88,31', mutu: 'A', word: 'Sangat baik' },
  { name: 'Program Sembako', n: '96', ikm: '76,02', mutu: 'C', word: 'Kurang baik' },
];

const columns: readonly Column<Service>[] = [
  { head: 'Layanan', cell: (row) => <a href="#layanan">{row.name}</a> },
  { head: 'Responden', cell: (row) => row.n, numeric: true },
  { head: 'IKM', cell: (row) => row.ikm, numeric: true },
  { head: 'Mutu', cell: (row) => <MutuLetter mutu={row.mutu} word={row.word} /> },
];

export const examples: readonly Example[] = [
  {
    name: 'dengan jumlah',
    view: (
      <Table caption="Layanan dalam periode ini" columns={columns} rows={rows} footer={['Semua layanan', '1.364', '86,68', '']} />
    ),
  },
  {
    name: 'sebagai kartu di telepon',
    view: <Table caption="Layanan, satu kartu satu layanan" columns={columns} rows={rows} cards />,
  },
  {
    name: 'kosong',
    view: (
      <Table caption="Layanan yang sudah dipensiunkan" columns={columns} rows={[]} empty="Belum ada layanan yang dipensiunkan." />
    ),
  },
  {
    name: 'lebar',
    view: (
      <Table
        caption="Jawaban per unsur"
        compact
        columns={[
          { head: 'Layanan', cell: (row: Service) => row.name, nowrap: true },
          ...Array.from({ length: 9 }, (_, i) => ({ head: `U${i + 1}`, cell: () => '3,1250', numeric: true })),
        ]}
        rows={rows}
      />
    ),
  },
];
