/** Refusals about personal data. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';

export const problems: ProblemCatalogue = {
  'privacy.keys_locked': {
    status: 500,
    id: () =>
      'Data kontak tidak dapat dibuka: kunci instansi terkunci dengan rahasia yang lain. Tidak ada yang berubah. Sampaikan kepada operator.',
    en: () =>
      'Contact data cannot be opened: the office’s keys are locked with another secret. Nothing was changed. Tell the operator.',
    help: 'The keys in privacy_key are wrapped with a key made of the installation’s secret (SUARA_SECRET, or the file `secret` of the data folder). Bring back the secret that was in use when they were made; it is in the sealed backup unless SUARA_SECRET was given.',
  },
  'privacy.sealed_unreadable': {
    status: 500,
    id: ({ row }) =>
      `Data terenkripsi pada baris ${row} tidak dapat dibuka: isinya berubah atau dipindahkan. Sampaikan kepada operator.`,
    en: ({ row }) => `The sealed data of row ${row} does not open: it was changed or moved. Tell the operator.`,
    help: 'A sealed value is bound to its tenant, table and row. Somebody changed the row by hand, or its key was destroyed. Restore the row from a backup.',
  },
  'privacy.contact_unknown': {
    status: 404,
    id: () => 'Kontak ini tidak ada, atau sudah dihapus. Tidak ada yang berubah.',
    en: () => 'There is no such contact, or it was erased. Nothing was changed.',
    help: 'The id belongs to no contact of this office. Reload the list.',
  },
  'privacy.contact_restricted': {
    status: 422,
    id: () =>
      'Kontak ini dibatasi atas permintaan orangnya, jadi tidak dapat dibuka. Lepaskan batasnya dahulu bila orangnya setuju.',
    en: () => 'This contact is restricted at the person’s request and cannot be opened. Free it first if the person agrees.',
    help: 'Restriction (UU 27/2022 art. 41) keeps the data and shows it to nobody until it is freed.',
  },
  'privacy.consent_unknown': {
    status: 404,
    id: () => 'Catatan persetujuan ini tidak ada di instansi Anda.',
    en: () => 'There is no such record of consent in your office.',
    help: 'The id belongs to no consent of this office.',
  },
  'privacy.office_unknown': {
    status: 404,
    id: () => 'Tidak ada instansi di alamat ini. Pilih instansinya dari daftar di /data-pribadi.',
    en: () => 'There is no office at this address. Choose it from the list at /data-pribadi.',
    help: 'The address names no office of this installation.',
  },
  'privacy.request_unknown': {
    status: 404,
    id: () => 'Permohonan ini tidak ada. Periksa lagi kodenya.',
    en: () => 'There is no such request. Check the code.',
    help: 'The id or code belongs to no request of this office; answered requests are erased after their retention time.',
  },
  'privacy.not_asked_to_erase': {
    status: 422,
    id: () => 'Permohonan ini tidak meminta penghapusan, penarikan persetujuan, atau keberatan. Tidak ada yang dihapus.',
    en: () => 'This request does not ask for erasure, withdrawal or objection. Nothing was erased.',
    help: 'An erasure follows a request of one of these kinds only, and before it was answered.',
  },
  'privacy.request_answered': {
    status: 409,
    id: () => 'Permohonan ini sudah dijawab petugas lain. Tidak ada yang berubah. Muat ulang halamannya.',
    en: () => 'This request has been answered by somebody else. Nothing was changed. Reload the page.',
    help: 'An answer is given once. File another request to correct it.',
  },
  'privacy.nothing_to_erase': {
    status: 422,
    id: () => 'Tidak ada data yang dapat dihapus dengan kode bukti itu. Mungkin sudah dihapus sebelumnya.',
    en: () => 'Nothing can be erased by that receipt. Perhaps it was erased before.',
    help: 'No part of the house found a record by the request’s receipt that is not erased yet.',
  },
  'privacy.retention_changed': {
    status: 409,
    id: () => 'Masa simpan ini baru saja diubah, jadi belum dijalankan. Lihat lagi daftar yang akan dihapus.',
    en: () => 'These days were changed just now, so nothing was started. Look at the list again.',
    help: 'Only the days whose list was looked at are confirmed.',
  },
  'privacy.purpose_unknown': {
    status: 404,
    id: () => 'Tujuan pemrosesan ini tidak dikenal, atau tidak memiliki penghapusan berkala.',
    en: () => 'This purpose is unknown or has nothing that is erased by time.',
    help: 'Purposes are declared by the modules; those with a retention handler have a page.',
  },
  'privacy.breach_unknown': {
    status: 404,
    id: () => 'Kejadian ini tidak ada di register instansi Anda. Tidak ada yang berubah.',
    en: () => 'There is no such breach in your office’s register. Nothing was changed.',
    help: 'The id belongs to no entry of this office.',
  },
};
