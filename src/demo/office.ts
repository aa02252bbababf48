/**
 * The invented office of the demonstration. Every name and figure here is made up; the number of services (14) and of answers
 * in the last quarter (837) follow the size of a real city office's published survey.
 */
export const demoSeed = 'suara-peraga-1';

/** The account that stands on the demonstration's sign-in page. Not a secret: the data is synthetic. */
export const demoAccount = { name: 'Petugas Peraga', email: 'petugas@peraga.test', password: 'suara peraga' } as const;

export const demoOffice = { name: 'Dinas Sosial Kota Peraga', regionName: 'Kota Peraga', timeZone: 'Asia/Makassar' } as const;

/** Answers in the last complete quarter and, in the end, in the running one. */
export const quarterSize = 837;

export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

export const demoUnits: readonly DemoUnit[] = [
  { code: 'dinsos-peraga', name: 'Dinas Sosial Kota Peraga', parent: null },
  { code: 'rehsos-peraga', name: 'Bidang Rehabilitasi Sosial', parent: 'dinsos-peraga' },
  { code: 'linjamsos-peraga', name: 'Bidang Perlindungan dan Jaminan Sosial', parent: 'dinsos-peraga' },
  { code: 'dayasos-peraga', name: 'Bidang Pemberdayaan Sosial', parent: 'dinsos-peraga' },
];

export interface DemoService {
  readonly unit: string;
  readonly name: string;
  readonly description: string;
  /** People served in a quarter. */
  readonly population: number;
  /** How much better or worse than the office this service is felt, in steps of the scale. */
  readonly lift: number;
}

export const demoServices: readonly DemoService[] = [
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

/** The service behind `/s/demo`. */
export const demoCodeService = 'Rekomendasi Bantuan Sosial';
