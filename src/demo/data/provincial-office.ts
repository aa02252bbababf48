/** A provincial social office with thirty technical units (UPT) and 2,346 respondents in a quarter, the size of a real one. */
import { type Branch, type DemoOffice, officeOfBranches } from '../office.ts';

const technicalUnits: readonly Branch[] = [
  {
    code: 'lansia-hulu-teladan',
    name: 'UPT Pelayanan Sosial Lanjut Usia Hulu',
    respondents: 53,
    index: 85.3,
    services: [
      ['Pengasuhan dalam Panti', 3, 42],
      ['Layanan Harian Lanjut Usia', 1, 16],
    ],
  },
  {
    code: 'lansia-hilir-teladan',
    name: 'UPT Pelayanan Sosial Lanjut Usia Hilir',
    respondents: 108,
    index: 81.7,
    services: [
      ['Pengasuhan dalam Panti', 3, 84],
      ['Layanan Harian Lanjut Usia', 1, 30],
    ],
  },
  {
    code: 'lansia-teluk-teladan',
    name: 'UPT Pelayanan Sosial Lanjut Usia Teluk',
    respondents: 54,
    index: 88.1,
    services: [
      ['Pengasuhan dalam Panti', 3, 44],
      ['Layanan Harian Lanjut Usia', 1, 16],
    ],
  },
  {
    code: 'lansia-bukit-teladan',
    name: 'UPT Pelayanan Sosial Lanjut Usia Bukit',
    respondents: 33,
    index: 81.2,
    services: [
      ['Pengasuhan dalam Panti', 3, 27],
      ['Layanan Harian Lanjut Usia', 1, 11],
    ],
  },
  {
    code: 'lansia-muara-teladan',
    name: 'UPT Pelayanan Sosial Lanjut Usia Muara',
    respondents: 87,
    index: 81.3,
    services: [
      ['Pengasuhan dalam Panti', 3, 68],
      ['Layanan Harian Lanjut Usia', 1, 24],
    ],
  },
  {
    code: 'lansia-lembah-teladan',
    name: 'UPT Pelayanan Sosial Lanjut Usia Lembah',
    respondents: 100,
    index: 83.0,
    services: [
      ['Pengasuhan dalam Panti', 3, 86],
      ['Layanan Harian Lanjut Usia', 1, 29],
    ],
  },
  {
    code: 'anak-hulu-teladan',
    name: 'UPT Perlindungan dan Pelayanan Sosial Anak Hulu',
    respondents: 48,
    index: 82.4,
    services: [
      ['Pengasuhan Anak', 2, 38],
      ['Pendampingan Keluarga', 1, 19],
    ],
  },
  {
    code: 'anak-hilir-teladan',
    name: 'UPT Perlindungan dan Pelayanan Sosial Anak Hilir',
    respondents: 58,
    index: 84.6,
    services: [
      ['Pengasuhan Anak', 2, 47],
      ['Pendampingan Keluarga', 1, 22],
    ],
  },
  {
    code: 'anak-teluk-teladan',
    name: 'UPT Perlindungan dan Pelayanan Sosial Anak Teluk',
    respondents: 61,
    index: 81.1,
    services: [
      ['Pengasuhan Anak', 2, 43],
      ['Pendampingan Keluarga', 1, 23],
    ],
  },
  {
    code: 'anak-tanjung-teladan',
    name: 'UPT Perlindungan dan Pelayanan Sosial Anak Tanjung',
    respondents: 33,
    index: 80.5,
    services: [
      ['Pengasuhan Anak', 2, 25],
      ['Pendampingan Keluarga', 1, 14],
    ],
  },
  {
    code: 'remaja-bukit-teladan',
    name: 'UPT Rehabilitasi Sosial Remaja Bukit',
    respondents: 43,
    index: 82.3,
    services: [['Bimbingan dan Keterampilan', 1, 46]],
  },
  {
    code: 'remaja-muara-teladan',
    name: 'UPT Rehabilitasi Sosial Remaja Muara',
    respondents: 78,
    index: 81.7,
    services: [['Bimbingan dan Keterampilan', 1, 108]],
  },
  {
    code: 'remaja-hilir-teladan',
    name: 'UPT Rehabilitasi Sosial Remaja Hilir',
    respondents: 93,
    index: 84.9,
    services: [['Bimbingan dan Keterampilan', 1, 136]],
  },
  {
    code: 'netra-hulu-teladan',
    name: 'UPT Rehabilitasi Sosial Disabilitas Netra Hulu',
    respondents: 72,
    index: 80.8,
    services: [['Rehabilitasi dan Keterampilan Netra', 1, 75]],
  },
  {
    code: 'netra-tanjung-teladan',
    name: 'UPT Rehabilitasi Sosial Disabilitas Netra Tanjung',
    respondents: 103,
    index: 91.0,
    services: [['Rehabilitasi dan Keterampilan Netra', 1, 111]],
  },
  {
    code: 'rungu-teluk-teladan',
    name: 'UPT Rehabilitasi Sosial Disabilitas Rungu Wicara Teluk',
    respondents: 97,
    index: 87.9,
    services: [['Bahasa Isyarat dan Keterampilan', 1, 114]],
  },
  {
    code: 'rungu-lembah-teladan',
    name: 'UPT Rehabilitasi Sosial Disabilitas Rungu Wicara Lembah',
    respondents: 65,
    index: 82.3,
    services: [['Bahasa Isyarat dan Keterampilan', 1, 86]],
  },
  {
    code: 'fisik-hilir-teladan',
    name: 'UPT Rehabilitasi Sosial Disabilitas Fisik Hilir',
    respondents: 41,
    index: 83.5,
    services: [
      ['Terapi dan Keterampilan', 2, 32],
      ['Alat Bantu', 1, 16],
    ],
  },
  {
    code: 'fisik-bukit-teladan',
    name: 'UPT Rehabilitasi Sosial Disabilitas Fisik Bukit',
    respondents: 113,
    index: 84.7,
    services: [
      ['Terapi dan Keterampilan', 2, 78],
      ['Alat Bantu', 1, 40],
    ],
  },
  {
    code: 'grahita-muara-teladan',
    name: 'UPT Rehabilitasi Sosial Disabilitas Intelektual Muara',
    respondents: 90,
    index: 84.9,
    services: [['Pembinaan dan Terapi', 1, 107]],
  },
  {
    code: 'grahita-lembah-teladan',
    name: 'UPT Rehabilitasi Sosial Disabilitas Intelektual Lembah',
    respondents: 104,
    index: 82.0,
    services: [['Pembinaan dan Terapi', 1, 111]],
  },
  {
    code: 'mental-hulu-teladan',
    name: 'UPT Rehabilitasi Sosial Bina Laras Hulu',
    respondents: 108,
    index: 90.7,
    services: [
      ['Rehabilitasi Gangguan Jiwa', 2, 75],
      ['Kembali ke Keluarga', 1, 43],
    ],
  },
  {
    code: 'mental-teluk-teladan',
    name: 'UPT Rehabilitasi Sosial Bina Laras Teluk',
    respondents: 111,
    index: 92.4,
    services: [
      ['Rehabilitasi Gangguan Jiwa', 2, 101],
      ['Kembali ke Keluarga', 1, 40],
    ],
  },
  {
    code: 'mental-tanjung-teladan',
    name: 'UPT Rehabilitasi Sosial Bina Laras Tanjung',
    respondents: 119,
    index: 86.1,
    services: [
      ['Rehabilitasi Gangguan Jiwa', 2, 110],
      ['Kembali ke Keluarga', 1, 42],
    ],
  },
  {
    code: 'karya-hilir-teladan',
    name: 'UPT Rehabilitasi Sosial Bina Karya Hilir',
    respondents: 33,
    index: 86.3,
    services: [['Pembinaan Gelandangan dan Pengemis', 1, 36]],
  },
  {
    code: 'karya-muara-teladan',
    name: 'UPT Rehabilitasi Sosial Bina Karya Muara',
    respondents: 83,
    index: 81.5,
    services: [['Pembinaan Gelandangan dan Pengemis', 1, 117]],
  },
  {
    code: 'perempuan-bukit-teladan',
    name: 'UPT Pelayanan Sosial Bina Perempuan Bukit',
    respondents: 112,
    index: 81.7,
    services: [['Keterampilan dan Pemulihan', 1, 177]],
  },
  {
    code: 'perempuan-teluk-teladan',
    name: 'UPT Pelayanan Sosial Bina Perempuan Teluk',
    respondents: 96,
    index: 84.6,
    services: [['Keterampilan dan Pemulihan', 1, 118]],
  },
  {
    code: 'balita-hulu-teladan',
    name: 'UPT Pelayanan Sosial Asuhan Balita Hulu',
    respondents: 75,
    index: 83.7,
    services: [
      ['Pengasuhan Balita', 2, 63],
      ['Pengangkatan Anak', 1, 28],
    ],
  },
  {
    code: 'latih-hilir-teladan',
    name: 'UPT Balai Pelatihan Kesejahteraan Sosial Hilir',
    respondents: 75,
    index: 90.4,
    services: [['Pelatihan Pendamping Sosial', 1, 78]],
  },
];

export const provincialOffice: DemoOffice = officeOfBranches(technicalUnits, {
  account: { name: 'Petugas Provinsi Teladan', email: 'petugas@teladan.test' },
  about: 'provincialOffice',
  office: { name: 'Dinas Sosial Provinsi Teladan', regionName: 'Provinsi Teladan', timeZone: 'Asia/Jakarta', regionCode: '98' },
  root: 'dinsos-teladan',
  publishesWhole: true,
  swing: 0.9,
  talk: 'social',
  printed: null,
});
