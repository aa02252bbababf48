/** Why a result is refused. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';

export const publishProblems: ProblemCatalogue = {
  'ikm.period_unknown': {
    status: 404,
    id: ({ code }) => `Periode "${code}" tidak ada di instansi Anda. Pilih periode dari daftar.`,
    en: ({ code }) => `Your agency has no period "${code}". Choose one from the list.`,
    help: 'The period code in the address belongs to no period of this office. Open /periode.',
  },
  'ikm.unit_unknown': {
    status: 404,
    id: ({ code }) => `Unit "${code}" tidak ada di instansi Anda. Pilih unit dari daftar.`,
    en: ({ code }) => `Your agency has no unit "${code}". Choose one from the list.`,
    help: 'The unit code or id in the address belongs to no unit of this office.',
  },
  'ikm.service_unknown': {
    status: 404,
    id: () => 'Layanan ini tidak ada di instansi Anda. Pilih layanan dari daftar.',
    en: () => 'Your agency has no such service. Choose one from the list.',
    help: 'The service id in the address belongs to no service of this office.',
  },
  'ikm.period_closed_already': {
    status: 409,
    id: () => 'Periode ini sudah ditutup, jadi tidak ditutup lagi. Tidak ada yang berubah.',
    en: () => 'This period is closed already, so it was not closed again. Nothing changed.',
    help: 'Closing happens once. Late answers enter by a version 2, or by version 1 where those in time are too few.',
  },
  'ikm.period_not_started': {
    status: 422,
    id: ({ starts }) => `Periode ini baru mulai ${starts}, jadi belum dapat ditutup. Tidak ada yang berubah.`,
    en: ({ starts }) => `This period starts on ${starts}, so it cannot be closed yet. Nothing changed.`,
    help: 'A period can be closed from its first day on.',
  },
  'ikm.import_at_work': {
    status: 409,
    id: () =>
      'Impor jawaban sedang berjalan, jadi periode belum dapat ditutup atau diterbitkan. Tidak ada yang berubah. Coba lagi sesudah impornya selesai.',
    en: () =>
      'Answers are being imported, so no period can be closed or published yet. Nothing changed. Try again when the import is done.',
    help: 'While a file is stored or undone, part of its answers would be in the result and part of them late. The list of imports shows how far it is.',
  },
  'ikm.period_open': {
    status: 422,
    id: () => 'Hasil baru dapat diterbitkan setelah periodenya ditutup. Tutup periodenya dulu; tidak ada yang berubah.',
    en: () => 'A result can be published only after its period is closed. Close it first; nothing changed.',
    help: 'Close the period at /periode/<code>, then publish.',
  },
  'ikm.too_few_answers': {
    status: 422,
    id: ({ n, least }) =>
      `Baru ada ${n} jawaban. Hasil dari kurang dari ${least} jawaban akan membuka jawaban perorangan, jadi tidak diterbitkan. Semua jawaban tetap tersimpan; jawaban terlambat ikut dihitung sampai jumlahnya cukup.`,
    en: ({ n, least }) =>
      `There are only ${n} answers. A result of fewer than ${least} would reveal what single people said, so it is not published. All answers are kept; late ones count too until there are enough.`,
    help: 'Published figures of one to four people can be traced to them. Key in what is still on paper (late answers are taken into version 1, with a note), or publish the unit above.',
  },
  'ikm.nothing_new': {
    status: 409,
    id: ({ version }) => `Versi ${version} sudah memuat semua jawaban. Tidak ada versi baru yang diterbitkan.`,
    en: ({ version }) => `Version ${version} holds all answers. No new version was published.`,
    help: 'A further version is published only when late answers have come in since, or services came to the unit or left it.',
  },
  'ikm.too_few_new': {
    status: 422,
    id: ({ version, n, missing, least }) =>
      `Dibandingkan versi ${version} baru ada ${n} jawaban tambahan. Siapa pun dapat mengurangkan kedua versi dan membaca jawaban mereka, jadi versi baru menunggu ${least} jawaban: kurang ${missing} lagi. Semua jawaban tetap tersimpan.`,
    en: ({ version, n, missing, least }) =>
      `Compared with version ${version} there are only ${n} further answers. Anybody could subtract the two versions and read what those people said, so a new version waits for ${least}: ${missing} are missing. All answers are kept.`,
    help: 'One version minus another must never leave one to four people. Wait for more late answers, or leave the version that is published.',
  },
  'ikm.too_few_gone': {
    status: 422,
    id: ({ version, n, least }) =>
      `Layanan yang pindah dari unit ini membawa ${n} jawaban dari versi ${version}. Siapa pun dapat mengurangkan kedua versi dan membaca jawaban mereka, jadi versi baru tidak diterbitkan bila selisihnya kurang dari ${least}. Versi ${version} tetap berlaku.`,
    en: ({ version, n, least }) =>
      `The service that left this unit takes ${n} answers of version ${version} with it. Anybody could subtract the two versions and read what those people said, so no new version is published for fewer than ${least}. Version ${version} stands.`,
    help: 'One version minus another must never leave one to four people. Keep the published version.',
  },
  'ikm.note_missing': {
    status: 422,
    id: ({ version }) => `Tulis alasan versi ${version}. Alasan ini dibaca bersama hasilnya. Belum ada yang diterbitkan.`,
    en: ({ version }) =>
      `Write why there is a version ${version}. Readers see the reason beside the result. Nothing was published yet.`,
    help: 'Versions after the first need a note, and a first one that takes late answers in.',
  },
  'ikm.published_meanwhile': {
    status: 409,
    id: () => 'Orang lain baru saja menerbitkan hasil ini. Muat ulang halaman untuk melihatnya; tidak ada yang ditimpa.',
    en: () => 'Somebody else has just published this result. Reload the page to see it; nothing was overwritten.',
    help: 'Two people published the same unit and period at once; one of them was stored.',
  },
  'ikm.not_published': {
    status: 404,
    id: ({ unit }) => `Hasil ${unit} untuk periode ini belum diterbitkan. Lihat hasil yang sudah terbit di daftar IKM.`,
    en: ({ unit }) => `The result of ${unit} for this period is not published. See the published ones in the list of IKM.`,
    help: 'The unit exists, and has no published version for this period.',
  },
  'ikm.no_public_unit': {
    status: 404,
    id: () => 'Tidak ada unit dengan alamat ini. Cari unitnya di daftar IKM.',
    en: () => 'No unit has this address. Look for it in the list of IKM.',
    help: 'The unit code in the address is not in the directory of this installation.',
  },
  'ikm.ledger_differs': {
    status: 409,
    id: ({ added, removed, n }) =>
      `Belum diterbitkan: menurut buku publik ${added} jawaban diterima dan ${removed} tidak dihitung lagi, tetapi rekap (${n} responden) atau alasannya berbeda. Minta operator menjalankan suara verify.`,
    en: ({ added, removed, n }) =>
      `Not published: by the public ledger ${added} answers were accepted and ${removed} no longer count, but the tallies (${n} respondents) or the reasons differ. Ask the operator to run suara verify.`,
    help: 'The published n must be leaves minus exclusions and erasures, each with its reason. Rows were changed by hand; `suara verify` names them.',
  },
  'ikm.tally_differs': {
    status: 409,
    id: ({ unsur }) =>
      `Tidak dihitung dan tidak diterbitkan: rekap unsur "${unsur}" bertentangan dengan dirinya sendiri, jadi angkanya tidak dapat dipercaya. Semua jawaban tetap tersimpan. Minta operator menjalankan suara verify --repair.`,
    en: ({ unsur }) =>
      `Neither computed nor published: the counters of the unsur "${unsur}" in the tallies contradict each other, so its figure cannot be trusted. Every answer is still stored. Ask the operator to run suara verify --repair.`,
    help: 'A tally row was changed by hand. `suara verify` names it, `suara verify --repair` counts it anew from the answers.',
  },
};
