/**
 * Unsur that tables carry beside the nine: the nine are a minimum and units add to them. A column with one of these names counts
 * in the index. Names only; what they measure is up to the unit that added them.
 */
import type { Source } from './instrument.ts';

export const furtherUnsur: readonly { readonly name: string; readonly source: Source }[] = [
  {
    name: 'Transparansi',
    source: {
      document: 'Praktik Kabupaten Bengkalis',
      url: 'https://sisukma.bengkaliskab.go.id',
      confirmed: true,
      note: 'Nine unsur and two of its own.',
    },
  },
  {
    name: 'Integritas',
    source: { document: 'Praktik Kabupaten Bengkalis', url: 'https://sisukma.bengkaliskab.go.id', confirmed: true },
  },
  {
    name: 'Maklumat Pelayanan',
    source: {
      document: 'PermenPANRB 16/2014',
      place: 'Unsur 8',
      url: 'http://jeliita.ptun-medan.go.id/?q=node/38',
      confirmed: true,
    },
  },
  {
    name: 'Pelayanan dengan Perlakuan Khusus',
    source: {
      document: 'Laporan SKM 2020',
      url: 'https://123dok.com/document/qvldk0md-daftar-pengantar-daftar-daftar-tabel-pendahuluan-belakang-tujuan.html',
      confirmed: true,
      note: 'In the place of U4.',
    },
  },
  ...[
    'Kejelasan Petugas',
    'Kejelasan Petugas Pelayanan',
    'Kedisiplinan Petugas',
    'Kedisiplinan Petugas Pelayanan',
    'Tanggung Jawab Petugas',
    'Tanggung Jawab Petugas Pelayanan',
    'Keadilan Mendapatkan Pelayanan',
    'Kepastian Biaya Pelayanan',
    'Kepastian Jadwal Pelayanan',
    'Kenyamanan Lingkungan',
    'Keamanan',
    'Keamanan Pelayanan',
  ].map((name) => ({
    name,
    source: { document: 'KepmenPAN 25/2004', url: 'https://dpmptsp.bogorkab.go.id/indeks-kepuasan-masyarakat/', confirmed: true },
  })),
];
