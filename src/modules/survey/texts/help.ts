/** Jobs people do with the survey, step by step, for the help page. */
import { defineTexts, type Lang } from '../../../platform/i18n/index.ts';

const words = defineTexts({
  id: {
    poster: {
      title: 'Mencetak poster QR',
      steps: [
        'Buka Pengaturan, Instansi, dan isi alamat yang dapat dibuka telepon warga.',
        'Buka Kode dan poster, pilih Poster QR pada layanan atau kantor yang dituju.',
        'Cetak dari peramban, lalu tempel di loket. Alamat pendek di bawah QR dapat dibacakan.',
      ],
    },
    kiosk: {
      title: 'Memasang dan merawat kios',
      steps: [
        'Buka Kode dan poster, pilih Kios pada kodenya, lalu pasang PIN, jam buka, dan waktu kembali ke awal.',
        'Buka alamat kios di Chrome tablet saat ada jaringan, sentuh Layar penuh, lalu sematkan layarnya (Android: Setelan, Keamanan, Penyematan aplikasi; iPad: Akses Terpandu).',
        'Setiap pagi: layar menyala, colokan terpasang, angka di tombol Petugas nol. Tanpa jaringan kios tetap menerima jawaban dan mengirimnya sendiri nanti.',
        'Angka di tombol Petugas adalah jawaban yang belum sampai di server. Bila lebih dari sehari tidak turun, buka menu petugas dengan PIN: sambungkan jaringan, atau simpan antreannya ke berkas. Jangan hapus data peramban sebelum angkanya nol.',
        'Jawaban bertanda “banyak dalam waktu singkat” tetap dihitung; telaah di Telaah jawaban dan tulis sebabnya.',
        'Panduan lengkap untuk petugas: docs/guides/kios.md dalam paket Suara.',
      ],
    },
    paper: {
      title: 'Memasukkan lembar kertas',
      steps: [
        'Cetak lembarnya dari Kuesioner, Lembar kertas.',
        'Buka Lembar kertas, pilih layanan dan tanggal layanan sekali saja.',
        'Ketik sembilan angka 1–4 sesuai urutan di lembar; pertanyaan yang kosong dibiarkan kosong.',
        'Tekan Enter untuk menyimpan dan membuka lembar berikutnya.',
      ],
    },
    import: {
      title: 'Mengimpor jawaban dari berkas',
      steps: [
        'Buka Impor jawaban dan pilih berkas Excel atau CSV, lalu tekan Baca berkas.',
        'Periksa yang terbaca: jumlah orang, tanggal, layanan, kolom. Betulkan pilihannya bila ada yang keliru, lalu Baca ulang.',
        'Tekan Simpan. Halamannya boleh ditutup; pekerjaan berjalan terus.',
        'Unduh hasil baris demi baris. Bila berkasnya salah, administrator dapat membatalkan impornya selama periodenya belum ditutup.',
      ],
    },
    questions: {
      title: 'Menambah pertanyaan sendiri',
      steps: [
        'Buka Kuesioner dan pilih kuesioner instansi.',
        'Tambahkan pertanyaan. Pertanyaan sendiri tidak ikut dihitung dalam IKM, kecuali dipetakan menjadi unsur tambahan.',
        'Sesudah ada jawaban, versi itu beku; perubahan berikutnya menjadi versi baru dan hasil lama tidak berubah.',
      ],
    },
    conflict: {
      title: 'Memeriksa kotak bentrok',
      steps: [
        'Kiriman dengan nomor yang sama tetapi isi berbeda disimpan utuh di Kotak bentrok.',
        'Bandingkan kedua isinya. Jawaban pertama tetap yang dihitung.',
        'Tulis catatan, lalu tandai sudah dilihat.',
      ],
    },
    download: {
      title: 'Mengunduh jawaban',
      steps: [
        'Buka halaman layanan atau unit, lalu pilih Unduh jawaban (CSV).',
        'Berkasnya tidak memuat nomor kontak, dan nomor telepon atau NIK dalam saran disamarkan.',
        'Perintah suara ikm membaca berkas itu dan memberi angka yang sama.',
      ],
    },
    ledger: {
      title: 'Memeriksa bahwa tidak ada jawaban yang dibuang',
      steps: [
        'Setiap jawaban yang diterima mendapat daun di buku publik yang ditandatangani; bukti terima menyebut sidik daunnya.',
        'Buka Buku publik, pilih instansinya. Peramban memeriksa sendiri; berkas pemeriksa dapat diunduh dan dijalankan di komputer lain.',
        'Hasil yang terbit menyebut jawaban yang diterima dikurangi yang dikeluarkan; jumlahnya harus sama dengan n.',
      ],
    },
  },
  en: {
    poster: {
      title: 'Print a QR poster',
      steps: [
        'Open Settings, Office, and give the address that citizens’ phones can open.',
        'Open Codes and posters and choose QR poster at the service or office.',
        'Print from the browser and put it up at the counter. The short address below the QR can be read aloud.',
      ],
    },
    kiosk: {
      title: 'Set up and look after a kiosk',
      steps: [
        'Open Codes and posters, choose Kiosk at the code, then set PIN, opening hours and the time until it starts anew.',
        'Open the kiosk’s address in Chrome on the tablet while there is a network, touch Full screen, then pin the screen (Android: Settings, Security, App pinning; iPad: Guided Access).',
        'Every morning: screen on, plugged in, no number on the Staff button. Without a network the kiosk still takes answers and sends them later by itself.',
        'The number on the Staff button is answers the server does not have yet. If it does not fall within a day, open the staff menu with the PIN: connect a network, or save the queue to a file. Never clear browser data before the number is gone.',
        'Answers flagged “many in a short time” count all the same; look at them under Review answers and write down why.',
        'The whole guide for officers (Indonesian): docs/guides/kios.md in the Suara package.',
      ],
    },
    paper: {
      title: 'Key paper sheets in',
      steps: [
        'Print the sheet from Questionnaire, Paper sheet.',
        'Open Paper sheets and choose service and service date once.',
        'Type nine digits 1–4 in the order of the sheet; leave a question empty that was left empty.',
        'Press Enter to store and open the next sheet.',
      ],
    },
    import: {
      title: 'Import answers from a file',
      steps: [
        'Open Import answers, choose an Excel or CSV file and press Read the file.',
        'Check what was read: people, dates, services, columns. Correct the choices where needed and read again.',
        'Press Store. You may close the page; the work goes on.',
        'Download the result line by line. If it was the wrong file, an administrator can undo the import while the period is open.',
      ],
    },
    questions: {
      title: 'Add questions of your own',
      steps: [
        'Open Questionnaire and choose the office’s questionnaire.',
        'Add the question. Own questions do not count in the index unless mapped to a further unsur.',
        'Once there are answers the version is frozen; the next change makes a new version and old results stay.',
      ],
    },
    conflict: {
      title: 'Look through the conflicts inbox',
      steps: [
        'A send with the same number but other content is kept whole in the conflicts inbox.',
        'Compare both. The first answer is the one that counts.',
        'Write a note and mark it as seen.',
      ],
    },
    download: {
      title: 'Download answers',
      steps: [
        'Open the page of a service or unit and choose Download answers (CSV).',
        'The file has no contact data, and phone numbers or NIK in comments are masked.',
        'The command suara ikm reads the file and gives the same figures.',
      ],
    },
    ledger: {
      title: 'Check that no answer was dropped',
      steps: [
        'Every accepted answer has a leaf in the signed public ledger; its receipt names the leaf’s hash.',
        'Open the public ledger and choose the office. The browser checks by itself; the verifier can be downloaded and run on another computer.',
        'A published result states accepted minus excluded answers; that must equal n.',
      ],
    },
  },
});

const topic = (id: keyof (typeof words)['id'], href: string) => ({
  id,
  title: (lang: Lang) => words[lang][id].title,
  steps: (lang: Lang) => words[lang][id].steps,
  href,
});

export const helpTopics = [
  topic('poster', '/kode'),
  topic('kiosk', '/kode'),
  topic('paper', '/kertas'),
  topic('import', '/impor'),
  topic('questions', '/kuesioner'),
  topic('conflict', '/bentrok'),
  topic('download', '/layanan'),
  topic('ledger', '/buku'),
];
