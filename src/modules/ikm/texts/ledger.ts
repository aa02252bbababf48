/** Words of a result's sum out of the public ledger. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const ledgerTexts = defineTexts({
  id: {
    title: 'Jumlah menurut buku publik',
    book: 'Buku publik',
    sum: (added: string, removed: string, n: string) => `${added} jawaban diterima − ${removed} dikeluarkan = ${n} responden`,
    sumApart: (added: string, excluded: string, erased: string, n: string) =>
      `${added} jawaban diterima − ${excluded} dikeluarkan − ${erased} dihapus atas permintaan orangnya = ${n} responden`,
    erasedWhy:
      'Yang dihapus: orangnya meminta sebelum periode ditutup, jadi isi jawabannya hilang dan tidak dihitung lagi. Jawaban yang dikeluarkan lalu dihapus hanya dihitung sekali, sebagai dikeluarkan.',
    apart: (added: string, excluded: string, erased: string, n: string) =>
      `Dari permohonan yang ditolak atau tidak selesai: ${added} jawaban diterima − ${excluded} dikeluarkan − ${erased} dihapus atas permintaan orangnya = ${n}, di luar n.`,
    lead: (size: string) =>
      `Dihitung dari ${size} daun pertama buku publik instansi ini, ditandatangani saat hasil diterbitkan. Buku membuktikan bahwa tidak ada jawaban yang diterima lalu dibuang; apakah jawabannya sungguh dari penerima layanan adalah soal lain, karena itu saluran dan akunnya disebut.`,
    review: (flagged: string, accepted: string, excluded: string, waiting: string) =>
      `Bertanda menurut aturan telaah: ${flagged} jawaban; diterima ${accepted}, dikeluarkan ${excluded}, belum diputuskan ${waiting} (tetap dihitung).`,
    reviewRules: 'Aturan telaah',
    excluded: 'Alasan dikeluarkan',
    excludedList: 'Alasan yang boleh dipakai',
    byService: 'Jumlah tiap layanan',
    service: 'Layanan',
    added: 'Diterima',
    removed: 'Dikeluarkan',
    erased: 'Dihapus',
    oneLevelUp: 'Tidak dirinci tiap layanan, karena salah satu angkanya kurang dari lima.',
    check: 'Periksa jumlah ini di buku publik',
    older: 'Versi ini terbit sebelum instansi memakai buku publik, jadi jumlahnya tidak dapat diperiksa di sana.',
    accounts: 'Jawaban menurut akun',
  },
  en: {
    title: 'The sum by the public ledger',
    book: 'Public ledger',
    sum: (added: string, removed: string, n: string) => `${added} accepted answers − ${removed} excluded = ${n} respondents`,
    sumApart: (added: string, excluded: string, erased: string, n: string) =>
      `${added} accepted answers − ${excluded} excluded − ${erased} erased at the person’s request = ${n} respondents`,
    erasedWhy:
      'Erased: the person asked for it before the period was closed, so the answer’s content is gone and it no longer counts. An answer that was excluded and then erased counts once, as excluded.',
    apart: (added: string, excluded: string, erased: string, n: string) =>
      `From requests that were refused or given up: ${added} answers accepted − ${excluded} excluded − ${erased} erased at the person’s request = ${n}, outside n.`,
    lead: (size: string) =>
      `Counted in the first ${size} leaves of this agency’s public ledger, signed when the result was published. The ledger proves that no accepted answer was dropped; whether answers come from people who were served is another matter, which is why channels and accounts are named.`,
    review: (flagged: string, accepted: string, excluded: string, waiting: string) =>
      `Flagged by the rules of review: ${flagged} answers; ${accepted} accepted, ${excluded} excluded, ${waiting} undecided (they count).`,
    reviewRules: 'Rules of review',
    excluded: 'Reasons for exclusion',
    excludedList: 'Which reasons there are',
    byService: 'Sum of each service',
    service: 'Service',
    added: 'Accepted',
    removed: 'Excluded',
    erased: 'Erased',
    oneLevelUp: 'Not broken down by service, because one of the counts is under five.',
    check: 'Check this sum in the public ledger',
    older: 'This version was published before the agency had a public ledger, so its sum cannot be checked there.',
    accounts: 'Answers by account',
  },
});
