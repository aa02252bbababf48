/** Invented comments, by the unsur they speak of. One holds an invented phone number, to show that it is masked. */
export const lowComments: Readonly<Record<string, readonly string[]>> = {
  requirements: ['Syaratnya berbeda antara loket dan papan pengumuman.', 'Diminta fotokopi yang sama sampai tiga kali.'],
  procedure: ['Alurnya membingungkan, saya disuruh bolak-balik ke kelurahan.', 'Tidak ada petunjuk harus ke loket mana dulu.'],
  time: [
    'Berkas lengkap hari Senin, surat baru keluar hari Jumat.',
    'Antre dari pagi, dilayani sesudah zuhur.',
    'Menunggu terlalu lama untuk satu tanda tangan.',
  ],
  cost: ['Katanya gratis, tetapi diminta membeli map di luar.'],
  product: ['Nama di surat salah ketik, harus mengurus ulang.'],
  competence: ['Petugas baru belum paham cara mengecek data.'],
  behaviour: ['Petugasnya kurang ramah waktu saya bertanya lagi.'],
  complaints: ['Sudah mengadu dua kali, belum ada kabar. Hubungi saya di 0812 3456 7890.', 'Tidak tahu harus mengadu ke mana.'],
  facilities: ['Kursi tunggu kurang, ibu hamil berdiri.', 'Jalan masuk sulit untuk kursi roda.', 'Kamar kecil tidak ada air.'],
};

export const highComments: readonly string[] = [
  'Petugas ramah dan menjelaskan dengan sabar.',
  'Cepat, hari itu juga selesai. Terima kasih.',
  'Tidak dipungut biaya, pelayanannya baik.',
  'Ibu saya dibantu mengisi formulir. Sangat menolong.',
  'Pertahankan pelayanannya.',
  'Ruang tunggunya bersih dan sejuk.',
  'Pendamping datang ke rumah karena bapak tidak bisa berjalan.',
  'Informasinya jelas di papan dan di WhatsApp.',
];

/** For agencies other than a social office. */
export const generalComments: readonly string[] = [
  'Petugas ramah dan menjelaskan dengan sabar.',
  'Cepat, hari itu juga selesai. Terima kasih.',
  'Biaya sesuai papan pengumuman, tidak ada tambahan.',
  'Dibantu mengisi formulir dari awal sampai selesai.',
  'Pertahankan pelayanannya.',
  'Ruang tunggunya bersih dan sejuk.',
  'Nomor antrean tertib, tidak ada yang menyerobot.',
  'Informasinya jelas di papan dan di WhatsApp.',
];
