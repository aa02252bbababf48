import type { ProblemCatalogue } from '../kernel/problem.ts';
import { defineTexts } from '../platform/i18n/index.ts';

export const texts = defineTexts({
  id: {
    banner: 'Peraga: semua data di sini rekaan.',
    leave: 'Keluar dari peraga',
    answer: 'Coba mengisi survei',
    signIn: 'Halaman petugas',
    results: 'Hasil yang terbit',
    about: {
      cityOffice: 'dinas sosial sebuah kota: 14 layanan, tiga tahun hasil, dan survei yang dapat dicoba mengisi',
      city: 'sebuah kota dengan 30 perangkat daerah, masing-masing dengan nilainya sendiri',
      provincialOffice: 'dinas sosial sebuah provinsi dengan 30 unit pelaksana teknis',
      furtherOffice: 'dinas sosial provinsi lain, dengan beberapa bidang dan unit',
    },
  },
  en: {
    banner: 'Demonstration: all data here is invented.',
    leave: 'Leave the demonstration',
    answer: 'Try the survey',
    signIn: 'Officer’s pages',
    results: 'Published results',
    about: {
      cityOffice: 'a city’s social office: 14 services, three years of results, and the survey you can try',
      city: 'a city with 30 agencies, each with its own figure',
      provincialOffice: 'a province’s social office with 30 technical units',
      furtherOffice: 'another province’s social office, with a few divisions and units',
    },
  },
});

export const problems = {
  'demo.not_empty': {
    status: 409,
    id: () =>
      'Basis data ini memuat instansi sungguhan, jadi peraga tidak dimuat dan tidak ada yang berubah. Pakai basis data kosong untuk SUARA_DEMO=1.',
    en: () =>
      'This database holds a real office, so the demonstration was not loaded and nothing changed. Use an empty database for SUARA_DEMO=1.',
    help: 'Start without SUARA_DEMO, or point DATABASE_URL at an empty database.',
  },
  'demo.no_owner': {
    status: 409,
    id: () => 'Alamat pemilik basis data tidak diketahui, jadi tidak ada yang diisi. Beri DATABASE_OWNER_URL.',
    en: () => 'The address of the database’s owner is not known, so nothing was filled. Give DATABASE_OWNER_URL.',
    help: 'Rows are copied in by the role that owns the tables; row-level security lets nobody else.',
  },
  'demo.half_filled': {
    status: 409,
    id: (p) =>
      `Jumlah jawaban di triwulan ${p.period} bukan hasil pengisian yang terputus, jadi tidak dapat dilanjutkan. Pakai --seed lain, atau basis data kosong.`,
    en: (p) =>
      `Quarter ${p.period} holds a number of answers that no broken-off filling leaves, so it cannot be gone on with. Use another --seed, or an empty database.`,
    help: 'A filling that was broken off is gone on with, sample by sample. Here answers came from elsewhere, or some are gone.',
  },
} satisfies ProblemCatalogue;
