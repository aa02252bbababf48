/** The public statement of what respondents' pages do for people with disabilities, what they do not, and what nobody has tried. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const accessibilityTexts = defineTexts({
  id: {
    title: 'Pernyataan aksesibilitas',
    lead: 'Formulir survei dan halaman umum ditujukan untuk memenuhi WCAG 2.2 tingkat AA. Yang tertulis di bawah ini adalah keadaan menurut uji kami sendiri, bukan sertifikat.',
    met: 'Yang sudah ada',
    metList: [
      'Formulir dapat diisi tanpa JavaScript, dengan papan ketik saja, dan pada lebar 320 piksel (pembesaran 400 %).',
      'Setiap keadaan formulir diperiksa mesin axe setiap kali program diuji: kosong, terisi, salah, bentrok, ditutup, tidak dikenal, dan terima kasih. Tidak ada pelanggaran.',
      'Huruf mengikuti ukuran huruf peramban. Ada tautan Huruf besar dengan garis tebal dan tanpa abu-abu; pilihan kontras tinggi perangkat diikuti.',
      'Tidak ada batas waktu. Jawaban yang sudah diisi tidak hilang ketika ada yang kurang.',
      'Kesalahan disebut dengan kata-kata, di atas formulir dan di tempatnya, dengan tautan ke pertanyaannya.',
      'Pilihan tidak dibedakan dengan warna saja: ada kata, titik, dan garis.',
      'Bahasa halaman dan bagian yang berbahasa lain ditandai untuk pembaca layar.',
      'Setiap pertanyaan dapat dibacakan bila peramban memiliki suara untuk bahasanya.',
    ],
    unmet: 'Yang belum ada',
    unmetList: [
      'Bahasa Jawa, Sunda, dan Minangkabau masih draf yang belum ditinjau penutur; bahasa mudah belum diuji pembaca.',
      'Dalam bahasa-bahasa itu, pesan tentang jawaban yang menunggu di perangkat, halaman kontak, dan pertanyaan tambahan instansi tetap berbahasa Indonesia.',
      'Video bahasa isyarat atau gambar untuk pertanyaannya hanya ada bila instansi memasangnya; kios tanpa jaringan tidak menampilkannya.',
      'Layanan suara bergantung pada peramban; banyak perangkat tidak memiliki suara Jawa, Sunda, atau Minangkabau.',
      'Halaman petugas belum diperiksa setiap bagiannya untuk pembaca layar.',
    ],
    untried: 'Yang belum pernah dicoba orang',
    untriedLead:
      'Belum ada orang yang mencoba formulir ini dengan pembaca layar, layar braille, kendali suara, sakelar, atau pembesar layar. Susunan yang dibaca pembaca layar disimpan dan dibandingkan oleh mesin; itu tidak sama dengan orang yang memakainya.',
    other: 'Bila formulir ini tidak dapat Anda pakai',
    otherBody:
      'Mintalah lembar kertas atau bantuan petugas. Anda boleh didampingi orang yang Anda pilih. Menurut UU 8/2016, bantuan itu tanpa biaya.',
  },
  en: {
    title: 'Accessibility statement',
    lead: 'The survey form and the public pages aim at WCAG 2.2 level AA. What follows is what our own tests say; it is no certificate.',
    met: 'What is met',
    metList: [
      'The form can be filled in without JavaScript, with the keyboard alone, and at 320 pixels (400 % zoom).',
      'Every state of the form is examined by the axe engine whenever the program is tested: empty, filled in, wrong, in conflict, closed, unknown, and the thank-you page. There are no violations.',
      'Letters follow the browser’s own size. A link gives large print with thick lines and no grey; the device’s wish for more contrast is followed.',
      'There is no time limit. What was filled in is not lost when something is missing.',
      'Mistakes are told in words, above the form and in their place, with a link to the question.',
      'Choices do not differ by colour alone: there are words, dots and lines.',
      'The language of the page and of parts in another one is marked for screen readers.',
      'Each question can be read aloud where the browser has a voice for its language.',
    ],
    unmet: 'What is not met',
    unmetList: [
      'Javanese, Sundanese and Minangkabau are drafts that no speaker has reviewed; easy Indonesian has not been tried by readers.',
      'In those languages, messages about answers that wait on the device, the contact page and an office’s own questions stay in Indonesian.',
      'Questions have a sign-language video or a picture only where the office put one there; a kiosk without a network does not show it.',
      'Reading aloud depends on the browser; many devices have no Javanese, Sundanese or Minangkabau voice.',
      'Staff pages have not been examined part by part for screen readers.',
    ],
    untried: 'What no person has tried',
    untriedLead:
      'No person has tried this form with a screen reader, a braille display, voice control, a switch or a screen magnifier yet. What a screen reader would read is kept and compared by a machine; that is not the same as somebody using it.',
    other: 'If you cannot use this form',
    otherBody:
      'Ask for the paper sheet or for an officer’s help. You may bring a companion of your choice. By UU 8/2016 this help is free of charge.',
  },
});
