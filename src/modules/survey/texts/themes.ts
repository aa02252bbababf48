/** Words of comments by unsur and theme. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const themeTexts = defineTexts({
  id: {
    title: 'Saran menurut unsur',
    lead: (n: string) =>
      `${n} saran terbaru dikelompokkan menurut kata-katanya. Satu saran dapat masuk beberapa unsur. Mesin dapat keliru: setiap pengelompokan menyebut katanya dan dapat dibetulkan.`,
    unsur: 'Unsur',
    comments: 'Saran',
    themes: 'Tema',
    none: 'Belum berkelompok',
    about: 'Tentang',
    anything: 'Apa pun',
    tag: (unsur: string, words: string) => `${unsur}: ${words}`,
    byHand: 'dikelompokkan petugas',
    correct: 'Betulkan kelompok',
    one: 'Kelompok satu saran',
    oneLead: 'Pilih unsur yang dibicarakan saran ini. Pilihan Anda menang atas mesin dan tercatat di jejak audit.',
    machine: 'Menurut mesin',
    machineNone: 'Mesin tidak menemukan kata yang dikenal.',
    choose: 'Saran ini tentang',
    chooseHint: 'Boleh lebih dari satu, boleh tidak ada.',
    save: 'Simpan',
    back: 'Kembali ke mesin',
    how: 'Cara mengelompokkan',
    howText:
      'Kata dikembalikan ke kata dasarnya, lalu saran dibandingkan dengan daftar kata setiap unsur (kosinus TF-IDF). Daftarnya ditulis tangan dan terbuka. Tidak ada yang dipelajari dari saran warga, dan tidak ada yang keluar dari server ini. Bahasa selain Indonesia belum dikenali.',
  },
  en: {
    title: 'Suggestions by unsur',
    lead: (n: string) =>
      `The newest ${n} suggestions, grouped by their words. One may belong to several unsur. A machine errs: every grouping names its words and can be put right.`,
    unsur: 'Unsur',
    comments: 'Suggestions',
    themes: 'Themes',
    none: 'In no group',
    about: 'About',
    anything: 'Anything',
    tag: (unsur: string, words: string) => `${unsur}: ${words}`,
    byHand: 'grouped by an officer',
    correct: 'Put the group right',
    one: 'The group of one suggestion',
    oneLead: 'Choose the unsur that this suggestion speaks of. Your choice wins over the machine and is kept in the audit trail.',
    machine: 'By the machine',
    machineNone: 'The machine found no word that it knows.',
    choose: 'This suggestion is about',
    chooseHint: 'More than one, or none.',
    save: 'Save',
    back: 'Leave it to the machine',
    how: 'How they are grouped',
    howText:
      'Words go back to their stems, and a suggestion is compared with the word list of each unsur (TF-IDF cosine). The lists are written by hand and open. Nothing is learnt from people’s suggestions and nothing leaves this server. Languages other than Indonesian are not known yet.',
  },
});
