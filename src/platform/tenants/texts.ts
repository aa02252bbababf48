/** Words of the copy of an office's data and of its end. */
import type { ProblemCatalogue } from '../../kernel/problem.ts';
import { defineTexts } from '../i18n/index.ts';

export const texts = defineTexts({
  id: {
    title: 'Data instansi',
    lead: 'Semua yang disimpan Suara untuk instansi ini: mengambil salinannya, atau menghapusnya.',
    copyTitle: 'Salinan semua data',
    copyLead:
      'Satu berkas ZIP dengan semua tabel instansi ini, hasil yang terbit sebagai JSON, buku publik, dan berkas yang diunggah. Kata sandi, kunci, dan sesi tidak ikut.',
    copyCare: (hours: number) =>
      `Salinan memuat jawaban dan saran warga. Hanya Anda yang dapat mengunduhnya, selama ${hours} jam setelah siap; permintaan dan unduhan tercatat dalam jejak audit.`,
    copyAsk: 'Buat salinan',
    copyAsked: 'Salinan sedang dibuat. Anda boleh meninggalkan halaman ini; muat ulang untuk melihat apakah sudah siap.',
    copies: 'Salinan yang pernah diminta',
    askedBy: (you: boolean) => (you ? 'diminta oleh Anda' : 'diminta oleh administrator lain'),
    waiting: 'sedang dibuat',
    ready: (until: string) => `siap sampai ${until}`,
    expired: 'sudah dihapus',
    download: 'Unduh',
    megabytes: (text: string) => `${text} MB`,

    closeTitle: 'Hapus instansi ini',
    closeLead: (days: number) =>
      `Semua data instansi dihapus ${days} hari setelah diminta, dan tidak dapat dikembalikan. Sampai saat itu semuanya berjalan seperti biasa, dan administrator mana pun dapat membatalkannya.`,
    closeWhat: 'Yang terjadi setelah masa tunggu',
    closeList: [
      'Jawaban, hasil yang terbit, buku publik, jejak audit, berkas, dan akun petugas dihapus.',
      'Tautan, QR, dan bukti lama dijawab dengan pemberitahuan bahwa instansi sudah dihapus. Alamatnya tidak diberikan kepada instansi lain.',
      'Yang tinggal: nama instansi, tanggal, alasan, dan kepala terakhir buku publiknya.',
      'Cadangan operator masih memuat data ini sampai cadangan itu sendiri dibuang.',
    ],
    closeCopy: 'Ambil salinan semua data sebelum menghapus, bila belum.',
    closeName: 'Ketik nama instansi',
    closeNameHint: (name: string) => `Persis seperti ini: ${name}`,
    closeReason: 'Alasan',
    closeReasonHint: 'Tetap tersimpan setelah penghapusan. Jangan menulis nama orang.',
    closeAsk: 'Minta penghapusan',
    closeDemo: 'Instansi peraga tidak dapat dihapus.',
    closingTitle: 'Instansi ini akan dihapus',
    closingDue: 'Dihapus pada',
    closingBy: 'Diminta oleh',
    closingAt: 'Diminta pada',
    withdraw: 'Batalkan penghapusan',
    withdrawn: 'Penghapusan dibatalkan. Tidak ada data yang hilang.',
    banner: (at: string) => `Instansi ini akan dihapus pada ${at}.`,
    bannerLink: 'Lihat atau batalkan',
    wrong: {
      name: 'Nama ini tidak sama dengan nama instansi.',
      reason: 'Tulis alasannya.',
      password: 'Isi kata sandi Anda.',
    },
  },
  en: {
    title: 'Office data',
    lead: 'All that Suara keeps for this office: take a copy of it, or erase it.',
    copyTitle: 'A copy of all data',
    copyLead:
      'One ZIP file with every table of this office, published results as JSON, the public ledger and uploaded files. Passwords, keys and sessions are not in it.',
    copyCare: (hours: number) =>
      `The copy holds answers and comments of citizens. Only you can download it, for ${hours} hours once it is ready; asking and downloading are written to the audit trail.`,
    copyAsk: 'Make a copy',
    copyAsked: 'The copy is being made. You may leave this page; reload it to see whether it is ready.',
    copies: 'Copies that were asked for',
    askedBy: (you: boolean) => (you ? 'asked for by you' : 'asked for by another administrator'),
    waiting: 'being made',
    ready: (until: string) => `ready until ${until}`,
    expired: 'taken away',
    download: 'Download',
    megabytes: (text: string) => `${text} MB`,

    closeTitle: 'Erase this office',
    closeLead: (days: number) =>
      `All data of the office is erased ${days} days after it was asked, and cannot be brought back. Until then everything goes on as usual, and any administrator can call it off.`,
    closeWhat: 'What happens after the wait',
    closeList: [
      'Answers, published results, the public ledger, the audit trail, files and officers’ accounts are erased.',
      'Old links, QR codes and receipts are answered with the notice that the office was erased. Its addresses are given to no other office.',
      'What stays: the office’s name, the date, the reason, and the last head of its public ledger.',
      'The operator’s backups still hold this data until those backups themselves are thrown away.',
    ],
    closeCopy: 'Take a copy of all data before erasing, if you have none.',
    closeName: 'Type the office’s name',
    closeNameHint: (name: string) => `Exactly like this: ${name}`,
    closeReason: 'Reason',
    closeReasonHint: 'Kept after the erasure. Write no person’s name.',
    closeAsk: 'Ask for erasure',
    closeDemo: 'An office of the demonstration cannot be erased.',
    closingTitle: 'This office will be erased',
    closingDue: 'Erased on',
    closingBy: 'Asked by',
    closingAt: 'Asked on',
    withdraw: 'Call the erasure off',
    withdrawn: 'The erasure was called off. No data was lost.',
    banner: (at: string) => `This office will be erased on ${at}.`,
    bannerLink: 'See or call off',
    wrong: {
      name: 'This name is not the office’s name.',
      reason: 'Write the reason.',
      password: 'Give your password.',
    },
  },
});

export const auditWords = defineTexts({
  id: {
    'tenants.ask_copy': 'Meminta salinan semua data',
    'tenants.download_copy': 'Mengunduh salinan semua data',
    'tenants.ask_closing': 'Meminta penghapusan instansi',
    'tenants.withdraw_closing': 'Membatalkan penghapusan instansi',
  },
  en: {
    'tenants.ask_copy': 'Asked for a copy of all data',
    'tenants.download_copy': 'Downloaded the copy of all data',
    'tenants.ask_closing': 'Asked for the office to be erased',
    'tenants.withdraw_closing': 'Called the erasure of the office off',
  },
});

/** What the platform's own tables hold, for the README of the copy. */
export const ownTables: Readonly<Record<string, string>> = {
  approval_request: 'permintaan persetujuan orang kedua, dengan jawabannya',
  approval_rule: 'urusan mana yang perlu orang kedua',
  audit_event: 'jejak audit: siapa mengubah atau melihat apa, kapan, dari mana, dan mengapa',
  auth_directory: 'kode survei dan nama unit yang dipakai di alamat umum',
  auth_grant: 'peran petugas pada unit, dengan tanggal dan alasannya',
  auth_invitation: 'undangan petugas, tanpa rahasia tautannya',
  auth_key: 'kunci layanan: nama, yang boleh dibaca, dan kapan berakhir; kuncinya sendiri tidak disimpan',
  auth_sso: 'penyedia identitas yang dipakai untuk masuk, tanpa rahasianya',
  auth_membership: 'akun yang bekerja untuk instansi ini, dengan perannya',
  auth_office: 'aturan masuk yang ditetapkan instansi',
  auth_tenant: 'sejak kapan instansi terdaftar',
  files_upload: 'berkas yang diunggah; isinya ada di folder berkas/',
  files_chunk: 'isi berkas yang diunggah; disalin ke folder berkas/',
  ledger_log: 'kunci umum buku publik',
  ledger_leaf: 'daun buku publik, tanpa garamnya',
  ledger_head: 'setiap kepala buku publik yang pernah ditandatangani',
  ledger_tile: 'petak pohon buku publik',
  ledger_sum: 'jumlah daun menurut labelnya',
  notice: 'pemberitahuan untuk petugas, dengan kapan dibaca',
  notice_setting: 'pemberitahuan mana yang petugas ingin terima lewat surel',
  notice_receiver: 'bahasa surel petugas',
  notice_daily: 'hari terakhir setiap pemeriksaan harian',
  tenants_export: 'salinan data yang pernah diminta',
  tenants_closing: 'permintaan penghapusan instansi yang masih berlaku',
};

export const problems = {
  'tenants.copy_waiting': {
    status: 409,
    id: () => 'Sebuah salinan masih dibuat. Tunggu sampai siap, lalu minta lagi bila perlu.',
    en: () => 'A copy is still being made. Wait until it is ready, then ask again if you need to.',
    help: 'The job `tenants.copy` makes one copy of an office at a time. Where it does not end, look for it in the log.',
  },
  'tenants.no_copy': {
    status: 404,
    id: () => 'Salinan ini tidak ada, bukan milik Anda, belum siap, atau sudah lewat waktunya. Minta salinan baru.',
    en: () => 'This copy does not exist, is not yours, is not ready, or its time is over. Ask for a new one.',
    help: 'Only the administrator who asked may download it, for 48 hours.',
  },
  'tenants.closing_stands': {
    status: 409,
    id: () => 'Penghapusan sudah diminta. Tidak ada yang berubah.',
    en: () => 'The erasure was asked for already. Nothing changed.',
    help: 'Two administrators asked at the same time; /kelola/data shows the request that stands.',
  },
  'tenants.no_closing': {
    status: 409,
    id: () => 'Tidak ada permintaan penghapusan. Mungkin administrator lain sudah membatalkannya.',
    en: () => 'There is no request for erasure. Another administrator may have called it off.',
    help: 'Nothing is to be done: the office stays.',
  },
  'tenants.demonstration': {
    status: 403,
    id: () => 'Instansi peraga tidak dapat dihapus. Tidak ada yang berubah.',
    en: () => 'An office of the demonstration cannot be erased. Nothing changed.',
    help: 'The demonstration is shared by everybody who looks at it; remove its data folder instead.',
  },
} satisfies ProblemCatalogue;
