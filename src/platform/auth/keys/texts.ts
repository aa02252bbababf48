/** Words of the keys of programs. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';
import { defineTexts } from '../../i18n/index.ts';

export const keyTexts = defineTexts({
  id: {
    title: 'Kunci akses aplikasi',
    lead: 'Untuk aplikasi lain milik instansi yang perlu membaca data dari Suara secara otomatis, misalnya dasbor kota. Kunci hanya dapat membaca, hanya yang dipilih di sini.',
    name: 'Nama',
    nameHint: 'Aplikasi yang memakainya, misalnya: Dasbor Diskominfo.',
    uses: 'Boleh membaca',
    role: 'Setara peran',
    roleHint: 'Kunci melihat tidak lebih daripada orang dengan peran ini.',
    node: 'Hanya unit ini dan di bawahnya',
    whole: 'Seluruh instansi',
    expires: 'Berlaku sampai tanggal',
    expiresHint: 'Hari terakhir, paling lama satu tahun.',
    create: 'Buat kunci',
    none: 'Belum ada kunci.',
    lastUsed: 'Terakhir dipakai',
    never: 'Belum pernah',
    state: 'Keadaan',
    states: { on: 'berlaku', over: 'kedaluwarsa', revoked: 'dicabut' },
    revoke: 'Cabut',
    revoked: 'Kunci sudah dicabut dan langsung tidak berlaku.',
    made: 'Kunci sudah dibuat',
    madeLead:
      'Salin sekarang dan simpan di tempat rahasia aplikasi itu: kunci ini tidak ditampilkan lagi. Suara hanya menyimpan sidik jarinya.',
    howTo: 'Cara memakai',
    howToLead: 'Kirim kunci di kepala permintaan, tidak pernah di alamat. Paling banyak 120 permintaan dalam 5 menit.',
    back: 'Kembali ke daftar kunci',
    wrong: {
      required: 'Isi bagian ini.',
      day: 'Tulis tanggal yang ada.',
      past: 'Tanggal ini sudah lewat.',
      far: 'Paling lama satu tahun dari hari ini.',
    },
  },
  en: {
    title: 'Access keys for programs',
    lead: 'For other programs of the agency that read from Suara by themselves, such as the city’s dashboard. A key only reads, and only what is chosen here.',
    name: 'Name',
    nameHint: 'The program that uses it, such as: Dashboard of the communications office.',
    uses: 'May read',
    role: 'Like the role',
    roleHint: 'A key sees no more than a person with this role.',
    node: 'Only this unit and below',
    whole: 'The whole agency',
    expires: 'Valid until',
    expiresHint: 'The last day, a year at most.',
    create: 'Create key',
    none: 'No key yet.',
    lastUsed: 'Last used',
    never: 'Never',
    state: 'State',
    states: { on: 'valid', over: 'expired', revoked: 'revoked' },
    revoke: 'Revoke',
    revoked: 'The key is revoked and does not work any more.',
    made: 'The key is ready',
    madeLead:
      'Copy it now and keep it where that program keeps secrets: it is not shown again. Suara keeps its fingerprint only.',
    howTo: 'How to use it',
    howToLead: 'Send the key in the request’s header, never in the address. 120 requests in 5 minutes at most.',
    back: 'Back to the keys',
    wrong: {
      required: 'Fill this in.',
      day: 'Give a date that exists.',
      past: 'This day is over.',
      far: 'A year from today at most.',
    },
  },
});

export const keyProblems = {
  'auth.key_refused': {
    status: 401,
    id: () => 'Kunci akses ini tidak dikenal, sudah kedaluwarsa, atau sudah dicabut.',
    en: () => 'This access key is unknown, expired or revoked.',
    help: 'Make a new key on /kelola/kunci and send it as `Authorization: Bearer …`.',
  },
  'auth.key_use': {
    status: 403,
    id: (p) => `Kunci akses ini tidak boleh dipakai untuk alamat ini (perlu: ${p.use}).`,
    en: (p) => `This access key may not be used for this address (needed: ${p.use}).`,
    help: 'Keys read only what was chosen when they were made, at addresses that take keys at all.',
  },
  'auth.keys_many': {
    status: 422,
    id: (p) => `Sudah ada ${p.most} kunci yang berlaku. Cabut yang tidak dipakai dahulu.`,
    en: (p) => `There are ${p.most} valid keys already. Revoke those that are not used first.`,
    help: 'Revoke keys on /kelola/kunci.',
  },
} satisfies ProblemCatalogue;
