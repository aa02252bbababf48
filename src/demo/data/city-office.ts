/** The social office of a city: 14 services and 837 answers in a quarter, the size of a real city office's published survey. */
import { type DemoOffice, type DemoService, type DemoUnit, wholeOffice } from '../office.ts';

const root = 'dinsos-peraga';

const units: readonly DemoUnit[] = [
  { code: root, name: 'Dinas Sosial Kota Peraga', parent: null },
  { code: 'rehsos-peraga', name: 'Bidang Rehabilitasi Sosial', parent: root },
  { code: 'linjamsos-peraga', name: 'Bidang Perlindungan dan Jaminan Sosial', parent: root },
  { code: 'dayasos-peraga', name: 'Bidang Pemberdayaan Sosial', parent: root },
];

const services: readonly Omit<DemoService, 'share'>[] = [
  {
    unit: 'linjamsos-peraga',
    name: 'Rekomendasi Bantuan Sosial',
    description: 'Surat rekomendasi untuk mendapat bantuan sosial.',
    population: 120,
    lift: 0.05,
  },
  {
    unit: 'linjamsos-peraga',
    name: 'Konsultasi Data Terpadu',
    description: 'Mengecek dan mengusulkan perbaikan data keluarga.',
    population: 205,
    lift: -0.12,
  },
  {
    unit: 'linjamsos-peraga',
    name: 'Program Sembako',
    description: 'Penyaluran dan aduan bantuan pangan.',
    population: 190,
    lift: -0.05,
  },
  {
    unit: 'linjamsos-peraga',
    name: 'Aktivasi Jaminan Kesehatan (PBI)',
    description: 'Mengaktifkan kembali kepesertaan yang dibayar pemerintah.',
    population: 160,
    lift: -0.2,
  },
  {
    unit: 'linjamsos-peraga',
    name: 'Bantuan Korban Bencana',
    description: 'Makanan, sandang, dan tempat sementara setelah bencana.',
    population: 30,
    lift: 0.15,
  },
  {
    unit: 'rehsos-peraga',
    name: 'Alat Bantu Disabilitas',
    description: 'Kursi roda, alat dengar, tongkat, kaki palsu.',
    population: 38,
    lift: 0.22,
  },
  {
    unit: 'rehsos-peraga',
    name: 'Rehabilitasi Lanjut Usia Terlantar',
    description: 'Rujukan panti dan perawatan di rumah.',
    population: 23,
    lift: 0.1,
  },
  {
    unit: 'rehsos-peraga',
    name: 'Perlindungan Anak Terlantar',
    description: 'Pendampingan dan pengasuhan sementara.',
    population: 26,
    lift: 0.08,
  },
  {
    unit: 'rehsos-peraga',
    name: 'Pemulangan Orang Terlantar',
    description: 'Tiket dan pendamping untuk pulang ke daerah asal.',
    population: 19,
    lift: 0.02,
  },
  {
    unit: 'rehsos-peraga',
    name: 'Layanan Orang dengan Gangguan Jiwa',
    description: 'Rujukan rumah sakit dan reintegrasi keluarga.',
    population: 21,
    lift: -0.08,
  },
  {
    unit: 'dayasos-peraga',
    name: 'Izin Pengumpulan Uang dan Barang',
    description: 'Izin bagi panitia penggalangan dana.',
    population: 17,
    lift: 0.12,
  },
  {
    unit: 'dayasos-peraga',
    name: 'Tanda Daftar Lembaga Kesejahteraan Sosial',
    description: 'Pendaftaran dan perpanjangan lembaga.',
    population: 24,
    lift: 0.05,
  },
  {
    unit: 'dayasos-peraga',
    name: 'Usaha Ekonomi Produktif',
    description: 'Modal dan pendampingan usaha keluarga.',
    population: 55,
    lift: 0.0,
  },
  {
    unit: 'dayasos-peraga',
    name: 'Puskesos Kelurahan',
    description: 'Pusat kesejahteraan sosial: satu pintu di kelurahan.',
    population: 148,
    lift: 0.06,
  },
];

/** The office of `/s/demo`, whose names others rely on: its answers come from the seed alone and never change. */
export const cityOffice: DemoOffice = {
  account: { name: 'Petugas Peraga', email: 'petugas@peraga.test' },
  about: 'cityOffice',
  office: { name: 'Dinas Sosial Kota Peraga', regionName: 'Kota Peraga', timeZone: 'Asia/Makassar', regionCode: '99.71' },
  units,
  samples: [wholeOffice(services, { respondents: 837, least: 520, spread: 240 })],
  published: [root],
  codes: [
    ...services.map(({ unit, name }) => ({
      unit,
      service: name,
      ...(name === 'Rekomendasi Bantuan Sosial' ? { code: 'demo' } : {}),
    })),
    { unit: root, service: null },
  ],
  quarters: 12,
  printed: null,
};
