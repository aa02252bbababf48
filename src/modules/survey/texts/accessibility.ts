/** The public statement of what the channels do for people with disabilities, what they do not, and what nobody has tried. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const accessibilityTexts = defineTexts({
  id: {
    title: 'Pernyataan aksesibilitas',
    lead: 'Formulir survei dan halaman umum ditujukan untuk memenuhi WCAG 2.2 tingkat AA. Yang tertulis di bawah ini adalah keadaan menurut uji kami sendiri, bukan sertifikat.',
    met: 'Yang sudah ada',
    metList: [
      'Formulir dapat diisi tanpa JavaScript, dengan papan ketik saja, dan pada lebar 320 piksel (pembesaran 400 %).',
      'Kios dan pengetikan lembar kertas dapat dijalankan dengan papan ketik saja.',
      'Setiap keadaan formulir, antrean di perangkat, undangan, kios, sematan di situs lain, dan pengetikan lembar kertas diperiksa mesin axe setiap kali program diuji: kosong, terisi, salah, bentrok, ditutup, tidak dikenal, dan terima kasih. Tidak ada pelanggaran.',
      'Huruf mengikuti ukuran huruf peramban. Ada tautan Huruf besar dengan garis tebal dan tanpa abu-abu; pilihan kontras tinggi perangkat diikuti.',
      'Formulir tidak berbatas waktu. Jawaban yang sudah diisi tidak hilang ketika ada yang kurang.',
      'Kios yang ditinggal kembali ke awal. Dua puluh detik sebelumnya ia bertanya, dan satu sentuhan atau tombol apa pun memberi seluruh waktunya lagi.',
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
      'Ucapan terima kasih dan kode bukti di kios hilang lima belas detik setelah sentuhan atau tombol terakhir, tanpa bertanya.',
      'Lembar kertasnya sendiri, dan pratinjau cetaknya di layar sempit, tidak untuk pembaca layar atau pembesaran.',
      'Halaman petugas selain pengetikan lembar kertas belum diperiksa setiap bagiannya untuk pembaca layar.',
    ],
    untried: 'Yang belum pernah dicoba orang',
    untriedLead:
      'Belum ada orang yang mencoba satu pun dari saluran ini dengan pembaca layar, layar braille, kendali suara, sakelar, atau pembesar layar: formulir dan antreannya di perangkat, undangan, kios, sematan di situs lain, pengetikan lembar kertas. Susunan yang dibaca pembaca layar di setiap langkah disimpan dan dibandingkan oleh mesin; itu tidak sama dengan orang yang memakainya.',
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
      'The kiosk and the keying of paper sheets can be worked with the keyboard alone.',
      'Every state of the form, of the answers waiting on a device, of invitations, of the kiosk, of the form inside other sites and of keying paper is examined by the axe engine whenever the program is tested: empty, filled in, wrong, in conflict, closed, unknown, and the thank-you page. There are no violations.',
      'Letters follow the browser’s own size. A link gives large print with thick lines and no grey; the device’s wish for more contrast is followed.',
      'The form has no time limit. What was filled in is not lost when something is missing.',
      'A kiosk that is left alone goes back to its start. Twenty seconds before, it asks, and one touch or any key gives the whole time again.',
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
      'The thanks and the receipt on a kiosk go fifteen seconds after the last touch or key, without asking.',
      'The sheet of paper itself, and its preview on a narrow screen, are not for screen readers or zoom.',
      'Staff pages other than the keying of paper have not been examined part by part for screen readers.',
    ],
    untried: 'What no person has tried',
    untriedLead:
      'No person has tried any of these channels with a screen reader, a braille display, voice control, a switch or a screen magnifier yet: the form and its answers waiting on the device, invitations, the kiosk, the form inside other sites, the keying of paper. What a screen reader would read in each step is kept and compared by a machine; that is not the same as somebody using it.',
    other: 'If you cannot use this form',
    otherBody:
      'Ask for the paper sheet or for an officer’s help. You may bring a companion of your choice. By UU 8/2016 this help is free of charge.',
  },
});
