import type { ProblemCatalogue } from '../../kernel/problem.ts';
import { defineTexts } from '../i18n/index.ts';

export const texts = defineTexts({
  id: {
    oops: 'Ada yang perlu diperbaiki',
    notFound: 'Halaman tidak ditemukan',
    broken: 'Suara mengalami gangguan',
    home: 'Ke beranda',
    publicHome: 'Ke halaman depan',
    reference: 'Nomor kejadian',
    search: 'Cari',
    searchLead: 'Cari layanan, unit, atau halaman',
    searchNone: 'Tidak ada yang cocok. Coba kata lain, misalnya nama layanan.',
    searchFor: (words: string) => `Hasil untuk “${words}”`,
    help: 'Bantuan',
    pagesFound: 'Halaman',
    openPage: 'Buka halamannya',
    helpLead: 'Pekerjaan yang sering dilakukan, langkah demi langkah.',
  },
  en: {
    oops: 'Something needs mending',
    notFound: 'Page not found',
    broken: 'Suara has a fault',
    home: 'To the home page',
    publicHome: 'To the front page',
    reference: 'Incident number',
    search: 'Search',
    searchLead: 'Search for services, units or pages',
    searchNone: 'Nothing matches. Try another word, such as the name of a service.',
    searchFor: (words: string) => `Results for “${words}”`,
    help: 'Help',
    pagesFound: 'Pages',
    openPage: 'Open its page',
    helpLead: 'Common tasks, step by step.',
  },
});

export const problems = {
  'web.not_found': {
    status: 404,
    id: () => 'Alamat ini tidak ada. Periksa ejaannya, atau kembali ke halaman depan.',
    en: () => 'This address does not exist. Check its spelling or go back to the front page.',
    help: 'The URL matches no route, or the thing was not found in the visitor’s own office.',
  },
  'web.forbidden': {
    status: 403,
    id: () => 'Akun Anda tidak berhak membuka halaman ini. Tidak ada yang berubah. Minta administrator bila Anda memerlukannya.',
    en: () => 'Your account may not open this page. Nothing changed. Ask an administrator if you need it.',
    help: 'The role of the account lacks the permission; see the route’s `access`.',
  },
  'web.invalid_input': {
    status: 422,
    id: (p) => `Isian “${p.place}” tidak dapat dibaca: ${p.message}. Kembali, perbaiki, lalu kirim lagi.`,
    en: (p) => `The field “${p.place}” cannot be read: ${p.message}. Go back, correct it and send again.`,
    help: 'The request does not fit the route’s schema. Pages of ours never send this; a hand-made request does.',
  },
  'web.form_expired': {
    status: 403,
    id: () => 'Formulir ini terbuka terlalu lama atau kuki diblokir, jadi belum disimpan. Muat ulang halaman, lalu kirim lagi.',
    en: () => 'This form was open too long or cookies are blocked, so it was not stored. Reload the page and send again.',
    help: 'The CSRF token is missing or does not fit its cookie.',
  },
  'web.too_large': {
    status: 413,
    id: () => 'Kiriman terlalu besar, jadi tidak disimpan. Pendekkan tulisan atau kecilkan berkas, lalu kirim lagi.',
    en: () => 'What was sent is too large and was not stored. Shorten the text or the file and send again.',
    help: 'The body is over the route’s limit.',
  },
  'web.too_many': {
    status: 429,
    id: (p) => `Terlalu banyak percobaan. Tunggu ${p.seconds} detik, lalu coba lagi.`,
    en: (p) => `Too many attempts. Wait ${p.seconds} seconds and try again.`,
    help: 'Attempts are limited per account and address for a few minutes; nobody is locked out for good.',
  },
  'web.broken': {
    status: 500,
    id: () => 'Suara mengalami gangguan. Yang sudah tersimpan tetap aman; isian terakhir mungkin belum. Coba lagi sebentar lagi.',
    en: () => 'Suara has a fault. What was stored is safe; the last entry may not be. Try again in a moment.',
    help: 'An unexpected error; the log has it under the incident number.',
  },
} satisfies ProblemCatalogue;
