/** Words of the page where an office says in which languages and ways its form can be read. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const inclusionTexts = defineTexts({
  id: {
    menu: 'Bahasa dan akses',
    title: 'Bahasa dan akses formulir',
    lead: 'Formulir survei selalu ada dalam bahasa Indonesia dan Inggris, dengan huruf besar dan suara bila peramban memilikinya. Di sini instansi menawarkan lebih dari itu.',
    languages: 'Bahasa lain di formulir',
    languagesHint:
      'Responden memilihnya lewat tautan di atas formulir. Bahasa itu diingat di perangkatnya dan dicatat bersama jawaban.',
    draft:
      'Draf, perlu ditinjau penutur. Formulirnya menyebut hal itu. Mintalah seorang penutur membacanya sebelum bahasa ini ditawarkan.',
    easy: 'Bahasa Indonesia dengan kata-kata yang lebih mudah, susunan kami sendiri; arti tiap unsur tetap. Belum diuji oleh pembaca.',
    look: 'Lihat formulirnya',
    onlyBase:
      'Bahasa lain hanya ada untuk kuesioner PermenPANRB 14/2017. Pertanyaan instansi sendiri tetap tampil dalam bahasa Indonesia.',
    save: 'Simpan',
    saved: 'Tersimpan. Formulir berikutnya sudah memakainya.',
    statement: 'Pernyataan aksesibilitas untuk umum',
  },
  en: {
    menu: 'Languages and access',
    title: 'Languages and access of the form',
    lead: 'The survey form is always there in Indonesian and English, in large print, and aloud where the browser has a voice. Here the office offers more than that.',
    languages: 'Further languages of the form',
    languagesHint:
      'Respondents choose one by a link above the form. It is remembered on their device and recorded with the answer.',
    draft: 'A draft that a speaker must review. The form says so. Have a speaker read it before you offer this language.',
    easy: 'Indonesian in easier words, our own; the meaning of each unsur stays. Not tried by readers yet.',
    look: 'See the form',
    onlyBase:
      'Further languages exist for the questionnaire of PermenPANRB 14/2017 only. The office’s own questions appear in Indonesian.',
    save: 'Save',
    saved: 'Saved. The next form has it.',
    statement: 'Public accessibility statement',
  },
});
