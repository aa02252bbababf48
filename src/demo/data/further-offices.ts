/** Two more provincial social offices, in the other two time zones. */
import { type Branch, type DemoOffice, officeOfBranches } from '../office.ts';

const easternUnits: readonly Branch[] = [
  {
    code: 'linjamsos-maket',
    name: 'Bidang Perlindungan dan Jaminan Sosial',
    respondents: 196,
    index: 83.4,
    services: [
      ['Rekomendasi Bantuan Sosial', 2, 94],
      ['Konsultasi Data Terpadu', 3, 144],
    ],
  },
  {
    code: 'rehsos-maket',
    name: 'Bidang Rehabilitasi Sosial',
    respondents: 88,
    index: 86.1,
    services: [
      ['Alat Bantu Disabilitas', 2, 76],
      ['Rujukan Panti', 1, 32],
    ],
  },
  {
    code: 'dayasos-maket',
    name: 'Bidang Pemberdayaan Sosial',
    respondents: 64,
    index: 84.7,
    services: [
      ['Tanda Daftar Lembaga Kesejahteraan Sosial', 1, 38],
      ['Izin Pengumpulan Uang dan Barang', 1, 35],
    ],
  },
  {
    code: 'lansia-maket',
    name: 'UPT Pelayanan Sosial Lanjut Usia Maket',
    respondents: 57,
    index: 90.2,
    services: [['Pengasuhan dalam Panti', 1, 60]],
  },
];

const centralUnits: readonly Branch[] = [
  {
    code: 'linjamsos-purwarupa',
    name: 'Bidang Perlindungan dan Jaminan Sosial',
    respondents: 241,
    index: 79.6,
    services: [
      ['Rekomendasi Bantuan Sosial', 3, 253],
      ['Bantuan Korban Bencana', 1, 63],
    ],
  },
  {
    code: 'rehsos-purwarupa',
    name: 'Bidang Rehabilitasi Sosial',
    respondents: 103,
    index: 82.8,
    services: [
      ['Alat Bantu Disabilitas', 1, 65],
      ['Pemulangan Orang Terlantar', 1, 54],
    ],
  },
  {
    code: 'pfm-purwarupa',
    name: 'Bidang Penanganan Fakir Miskin',
    respondents: 172,
    index: 81.9,
    services: [
      ['Usaha Ekonomi Produktif', 2, 153],
      ['Konsultasi Data Terpadu', 1, 64],
    ],
  },
  {
    code: 'anak-purwarupa',
    name: 'UPT Perlindungan Anak Purwarupa',
    respondents: 49,
    index: 89.4,
    services: [['Pengasuhan Anak', 1, 52]],
  },
  {
    code: 'mental-purwarupa',
    name: 'UPT Bina Laras Purwarupa',
    respondents: 38,
    index: 87.2,
    services: [['Rehabilitasi Gangguan Jiwa', 1, 41]],
  },
];

export const furtherOffices: readonly DemoOffice[] = [
  officeOfBranches(easternUnits, {
    account: { name: 'Petugas Provinsi Maket', email: 'petugas@maket.test' },
    about: 'furtherOffice',
    office: { name: 'Dinas Sosial Provinsi Maket', regionName: 'Provinsi Maket', timeZone: 'Asia/Jayapura', regionCode: '90' },
    root: 'dinsos-maket',
    publishesWhole: true,
    swing: 1.4,
    talk: 'social',
    printed: null,
  }),
  officeOfBranches(centralUnits, {
    account: { name: 'Petugas Provinsi Purwarupa', email: 'petugas@purwarupa.test' },
    about: 'furtherOffice',
    office: {
      name: 'Dinas Sosial Provinsi Purwarupa',
      regionName: 'Provinsi Purwarupa',
      timeZone: 'Asia/Makassar',
      regionCode: '99',
    },
    root: 'dinsos-purwarupa',
    publishesWhole: true,
    swing: 1.4,
    talk: 'social',
    printed: null,
  }),
];
