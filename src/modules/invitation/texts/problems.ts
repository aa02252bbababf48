/** Refusals about invitations. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';

export const problems: ProblemCatalogue = {
  'invitation.list_columns': {
    status: 422,
    id: () =>
      'Daftar ini tidak punya kolom telepon, surel, atau kontak di baris pertamanya. Tidak ada yang disimpan. Beri judul kolom seperti: nama, telepon, surel, layanan, tanggal, hasil.',
    en: () =>
      'The first line of this list has no column telepon, surel or kontak. Nothing was stored. Give the columns headings such as: nama, telepon, surel, layanan, tanggal, hasil.',
    help: 'The first line that is not empty must hold the headings; at least one of telepon, surel, kontak (or phone, email, contact) is needed.',
  },
  'invitation.list_long': {
    status: 422,
    id: ({ most }) => `Daftar ini lebih dari ${most} baris. Tidak ada yang disimpan. Bagi menjadi beberapa berkas.`,
    en: ({ most }) => `This list has more than ${most} lines. Nothing was stored. Divide it into several files.`,
    help: 'A list holds one day’s people. Divide larger ones.',
  },
  'invitation.list_unknown': {
    status: 404,
    id: () => 'Daftar undangan ini tidak ada di instansi Anda.',
    en: () => 'There is no such list of invitations in your office.',
    help: 'The id belongs to no list of this office.',
  },
  'invitation.list_decided': {
    status: 409,
    id: () => 'Daftar ini sudah dikirim atau dibatalkan, mungkin oleh rekan Anda. Tidak ada yang berubah.',
    en: () => 'This list was sent or given up already, perhaps by a colleague. Nothing was changed.',
    help: 'A list is decided once. Open it to see what became of it; upload a new one to invite more people.',
  },
};
