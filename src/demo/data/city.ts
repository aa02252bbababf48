/**
 * A city with its thirty agencies. By their indices twelve are "sangat baik" (from 88,31) and eighteen "baik", in every quarter; the
 * social office has 71 respondents of N = 85 and stands sixth, as a real city's did in its printed report.
 */
import { type Branch, type DemoOffice, officeOfBranches } from '../office.ts';

/** `index` and `office.ts` keep ranks and letters apart: neighbours that must not change places are more than 0,4 apart. */
const agencies: readonly Branch[] = [
  {
    code: 'disdukcapil-contoh',
    name: 'Dinas Kependudukan dan Pencatatan Sipil',
    respondents: 884,
    index: 95.4,
    services: [
      ['Kartu Tanda Penduduk Elektronik', 6, 4460],
      ['Kartu Keluarga', 3, 487],
      ['Akta Kelahiran dan Kematian', 2, 197],
    ],
  },
  {
    code: 'kec-contoh-utara',
    name: 'Kecamatan Contoh Utara',
    respondents: 214,
    index: 94.9,
    services: [
      ['Surat Pengantar dan Legalisasi', 2, 164],
      ['Rekomendasi Izin Usaha Mikro', 1, 74],
    ],
  },
  {
    code: 'dpmptsp-contoh',
    name: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu',
    respondents: 412,
    index: 94.5,
    services: [
      ['Perizinan Berusaha', 3, 338],
      ['Persetujuan Bangunan Gedung', 1, 92],
      ['Izin Tenaga Kesehatan', 2, 164],
    ],
  },
  {
    code: 'kec-contoh-tengah',
    name: 'Kecamatan Contoh Tengah',
    respondents: 187,
    index: 94.1,
    services: [
      ['Surat Pengantar dan Legalisasi', 2, 174],
      ['Surat Keterangan Ahli Waris', 1, 65],
    ],
  },
  {
    code: 'disarpus-contoh',
    name: 'Dinas Perpustakaan dan Kearsipan',
    respondents: 156,
    index: 93.7,
    services: [
      ['Peminjaman Buku', 3, 170],
      ['Layanan Arsip', 1, 42],
    ],
  },
  {
    code: 'dinsos-contoh',
    name: 'Dinas Sosial',
    respondents: 71,
    index: 93.18,
    services: [['Pelayanan Kesejahteraan Sosial', 1, 85]],
  },
  {
    code: 'damkar-contoh',
    name: 'Dinas Pemadam Kebakaran dan Penyelamatan',
    respondents: 58,
    index: 92.6,
    services: [['Pemadaman dan Penyelamatan', 1, 61]],
  },
  {
    code: 'kec-contoh-timur',
    name: 'Kecamatan Contoh Timur',
    respondents: 243,
    index: 91.8,
    services: [
      ['Surat Pengantar dan Legalisasi', 3, 261],
      ['Rekomendasi Izin Usaha Mikro', 1, 79],
    ],
  },
  {
    code: 'bkpsdm-contoh',
    name: 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia',
    respondents: 132,
    index: 91.0,
    services: [
      ['Kenaikan Pangkat dan Pensiun', 2, 100],
      ['Izin dan Tugas Belajar', 1, 47],
    ],
  },
  {
    code: 'kec-contoh-barat',
    name: 'Kecamatan Contoh Barat',
    respondents: 201,
    index: 90.3,
    services: [['Surat Pengantar dan Legalisasi', 1, 283]],
  },
  {
    code: 'dinkes-contoh',
    name: 'Dinas Kesehatan',
    respondents: 367,
    index: 89.7,
    services: [
      ['Puskesmas', 5, 762],
      ['Izin Fasilitas Kesehatan', 1, 64],
    ],
  },
  {
    code: 'bakesbangpol-contoh',
    name: 'Badan Kesatuan Bangsa dan Politik',
    respondents: 46,
    index: 89.1,
    services: [['Surat Keterangan Penelitian', 1, 49]],
  },
  {
    code: 'dp3a-contoh',
    name: 'Dinas Pemberdayaan Perempuan dan Perlindungan Anak',
    respondents: 64,
    index: 87.6,
    services: [['Pendampingan Korban Kekerasan', 1, 67]],
  },
  {
    code: 'diskominfo-contoh',
    name: 'Dinas Komunikasi dan Informatika',
    respondents: 97,
    index: 87.1,
    services: [
      ['Pusat Panggilan 112', 1, 51],
      ['Permohonan Informasi Publik', 1, 51],
    ],
  },
  {
    code: 'dishub-contoh',
    name: 'Dinas Perhubungan',
    respondents: 268,
    index: 86.6,
    services: [
      ['Uji Berkala Kendaraan', 3, 379],
      ['Izin Trayek dan Parkir', 1, 70],
    ],
  },
  {
    code: 'bapenda-contoh',
    name: 'Badan Pendapatan Daerah',
    respondents: 438,
    index: 86.2,
    services: [
      ['Pajak Bumi dan Bangunan', 4, 2310],
      ['Bea Perolehan Hak atas Tanah dan Bangunan', 1, 103],
    ],
  },
  {
    code: 'disporapar-contoh',
    name: 'Dinas Kepemudaan, Olahraga, dan Pariwisata',
    respondents: 83,
    index: 85.7,
    services: [
      ['Sewa Gelanggang dan Lapangan', 2, 58],
      ['Rekomendasi Usaha Wisata', 1, 30],
    ],
  },
  {
    code: 'dkukm-contoh',
    name: 'Dinas Koperasi dan Usaha Kecil Menengah',
    respondents: 118,
    index: 85.3,
    services: [
      ['Pendampingan Usaha Mikro', 2, 86],
      ['Pengesahan Koperasi', 1, 48],
    ],
  },
  {
    code: 'disnaker-contoh',
    name: 'Dinas Tenaga Kerja',
    respondents: 176,
    index: 84.9,
    services: [
      ['Kartu Pencari Kerja', 3, 177],
      ['Pelatihan Kerja', 1, 47],
    ],
  },
  {
    code: 'disdik-contoh',
    name: 'Dinas Pendidikan',
    respondents: 322,
    index: 84.4,
    services: [
      ['Mutasi Siswa', 1, 90],
      ['Legalisasi Ijazah', 2, 318],
      ['Tunjangan Guru', 1, 91],
    ],
  },
  {
    code: 'diskan-contoh',
    name: 'Dinas Kelautan dan Perikanan',
    respondents: 39,
    index: 84.0,
    services: [['Kartu Nelayan dan Pembudidaya', 1, 42]],
  },
  {
    code: 'distan-contoh',
    name: 'Dinas Pertanian dan Ketahanan Pangan',
    respondents: 92,
    index: 83.6,
    services: [
      ['Kesehatan Hewan', 2, 70],
      ['Penyuluhan dan Pupuk', 1, 36],
    ],
  },
  {
    code: 'disdag-contoh',
    name: 'Dinas Perdagangan',
    respondents: 149,
    index: 83.1,
    services: [
      ['Tera Ulang Timbangan', 2, 111],
      ['Izin Kios Pasar', 1, 52],
    ],
  },
  {
    code: 'disperkim-contoh',
    name: 'Dinas Perumahan dan Kawasan Permukiman',
    respondents: 74,
    index: 82.6,
    services: [['Bantuan Rumah Tidak Layak Huni', 1, 77]],
  },
  {
    code: 'bpbd-contoh',
    name: 'Badan Penanggulangan Bencana Daerah',
    respondents: 32,
    index: 82.2,
    services: [['Bantuan Darurat Bencana', 1, 35]],
  },
  {
    code: 'satpolpp-contoh',
    name: 'Satuan Polisi Pamong Praja',
    respondents: 55,
    index: 81.7,
    services: [['Pengaduan Ketertiban Umum', 1, 58]],
  },
  {
    code: 'kec-contoh-selatan',
    name: 'Kecamatan Contoh Selatan',
    respondents: 226,
    index: 81.2,
    services: [
      ['Surat Pengantar dan Legalisasi', 2, 198],
      ['Surat Keterangan Ahli Waris', 1, 103],
    ],
  },
  {
    code: 'dlh-contoh',
    name: 'Dinas Lingkungan Hidup',
    respondents: 128,
    index: 80.6,
    services: [
      ['Pengangkutan Sampah', 2, 93],
      ['Persetujuan Lingkungan', 1, 45],
    ],
  },
  {
    code: 'rsud-contoh',
    name: 'RSUD Kota Contoh',
    respondents: 612,
    index: 80.0,
    services: [
      ['Rawat Jalan', 4, 3610],
      ['Rawat Inap', 2, 252],
      ['Instalasi Gawat Darurat', 1, 106],
    ],
  },
  {
    code: 'dpupr-contoh',
    name: 'Dinas Pekerjaan Umum dan Penataan Ruang',
    respondents: 105,
    index: 78.9,
    services: [
      ['Keterangan Rencana Kota', 1, 67],
      ['Sewa Alat Berat', 1, 55],
    ],
  },
];

export const city: DemoOffice = officeOfBranches(agencies, {
  account: { name: 'Bagian Organisasi Kota Contoh', email: 'organisasi@contoh.test' },
  about: 'city',
  office: { name: 'Pemerintah Kota Contoh', regionName: 'Kota Contoh', timeZone: 'Asia/Jakarta', regionCode: '98.71' },
  root: 'pemkot-contoh',
  // A city prints the index of each agency; thirty agencies pooled into one figure would be the index of none.
  publishesWhole: false,
  swing: 0.2,
  talk: 'general',
  printed: { source: 'Laporan SKM Pemerintah Kota Contoh (data peraga)', difference: -1.37 },
});
