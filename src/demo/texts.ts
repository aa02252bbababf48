import type { ProblemCatalogue } from '../kernel/problem.ts';
import { defineTexts } from '../platform/i18n/index.ts';

export const texts = defineTexts({
  id: {
    banner: 'Peraga: semua data di sini rekaan.',
    leave: 'Keluar dari peraga',
    answer: 'Coba mengisi survei',
    signIn: 'Halaman petugas',
    results: 'Hasil yang terbit',
  },
  en: {
    banner: 'Demonstration: all data here is invented.',
    leave: 'Leave the demonstration',
    answer: 'Try the survey',
    signIn: 'Officer’s pages',
    results: 'Published results',
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
} satisfies ProblemCatalogue;
