/**
 * The words by which a comment is joined to an unsur and a theme. Written by hand from everyday Indonesian of counters; everybody may read and mend
 * them. Each entry is a word or two words that belong together; what is compared is their stem, so `antre` also finds "mengantre" and "antrean".
 */
import type { BilingualText } from '../law/instrument.ts';

export interface Theme {
  /** `time.queue`: the unsur, then the theme. */
  readonly id: string;
  readonly unsur: string;
  readonly label: BilingualText;
  readonly words: readonly string[];
}

const theme = (id: string, labelId: string, labelEn: string, words: string): Theme => ({
  id,
  unsur: id.split('.')[0] ?? '',
  label: { id: labelId, en: labelEn },
  words: words.split(',').map((word) => word.trim()),
});

/** In the order of the nine unsur. */
export const themes: readonly Theme[] = [
  theme(
    'requirements.documents',
    'Berkas dan syarat',
    'Papers and requirements',
    'syarat, persyaratan, berkas, dokumen, fotokopi, foto kopi, kk, ktp asli, lampiran, map, materai, meterai, surat pengantar, legalisir, kelengkapan, kurang lengkap, diminta lagi',
  ),
  theme(
    'requirements.changing',
    'Syarat tidak tetap atau tidak jelas',
    'Requirements that change or are unclear',
    'syarat berbeda, syarat berubah, beda syarat, syarat jelas, syarat tambahan',
  ),
  theme(
    'procedure.flow',
    'Alur dan langkah',
    'Steps',
    'alur, prosedur, tahapan, langkah, berbelit, berbelit belit, bolak balik, ribet, rumit, membingungkan, bingung, dipersulit, mempersulit, birokrasi, sistem, mekanisme, sederhana, dipermudah',
  ),
  theme(
    'procedure.information',
    'Petunjuk dan informasi',
    'Signs and information',
    'petunjuk, informasi, papan pengumuman, pengumuman, sosialisasi, brosur, loket mana, info',
  ),
  theme(
    'procedure.online',
    'Pendaftaran daring',
    'Online application',
    'online, daring, aplikasi, website, situs, link, pendaftaran, daftar, server, error, login',
  ),
  theme(
    'time.queue',
    'Antrean dan menunggu',
    'Queue and waiting',
    'antre, antri, antrian, antrean, menunggu, tunggu lama, tunggu terlalu, nunggu, menanti, nomor antrean, serobot',
  ),
  theme(
    'time.speed',
    'Cepat atau lambatnya penyelesaian',
    'Speed of completion',
    'lama, lambat, lamban, lelet, cepat, kecepatan, berhari hari, berminggu minggu, berbulan bulan, molor, tertunda, terlambat, telat, tepat waktu, buang waktu, waktu tunggu, waktu pelayanan, waktu penyelesaian, waktunya lama, durasi, segera, hari itu, belum jadi, belum selesai, belum keluar, selesai',
  ),
  theme(
    'time.hours',
    'Jam layanan',
    'Opening hours',
    'jam buka, jam layanan, jam kerja, jam pelayanan, jam istirahat, tutup, buka lebih, istirahat, sabtu, hari libur',
  ),
  theme(
    'cost.fees',
    'Biaya dan pungutan',
    'Fees',
    'biaya, tarif, gratis, bayar, pembayaran, ongkos, mahal, murah, uang, pungutan, pungli, dipungut, retribusi, tagihan, rupiah, calo, amplop, sogok, kuitansi',
  ),
  theme(
    'product.errors',
    'Hasil yang salah atau tidak sesuai',
    'Wrong or unfitting results',
    'salah ketik, salah tulis, salah cetak, salah nama, salah data, nama salah, keliru, kesalahan, hasil, hasilnya, sesuai, tidak sesuai, rusak, cetakan, kualitas, kartu, sertifikat, surat jadi, perbaikan nama',
  ),
  theme(
    'product.aid',
    'Bantuan yang diterima',
    'Aid received',
    'bantuan, bansos, sembako, tepat sasaran, salah sasaran, penerima, beras, pkh, bpnt, dtks',
  ),
  theme(
    'competence.knowledge',
    'Kemampuan petugas',
    'Ability of staff',
    'paham, memahami, menguasai, mahir, terampil, cakap, kompeten, kompetensi, profesional, ahli, pengetahuan, pelatihan, dilatih, terlatih, cekatan, sigap, kurang paham, menjelaskan, penjelasan, tahu, teliti',
  ),
  theme(
    'behaviour.kindness',
    'Sikap petugas',
    'Attitude of staff',
    'ramah, keramahan, sopan, kesopanan, santun, jutek, judes, galak, cuek, ketus, marah, membentak, bentak, senyum, sabar, sikap, perilaku, kasar, menghargai, melayani hati, acuh, sombong, tulus, sangat membantu, dibantu mengisi, dibantu petugas, petugas membantu, menolong',
  ),
  theme(
    'behaviour.fairness',
    'Perlakuan yang sama',
    'Equal treatment',
    'pilih kasih, membeda bedakan, dibeda bedakan, diskriminasi, adil, titipan, orang dalam, kenalan, main hp, bermain hp, ngobrol, mengobrol',
  ),
  theme(
    'complaints.handling',
    'Pengaduan dan saran',
    'Complaints and suggestions',
    'pengaduan, mengadu, aduan, adukan, keluhan, mengeluh, komplain, kotak saran, lapor, laporan, melapor, ditanggapi, tanggapan, ditindaklanjuti, tindak lanjut, respon, direspon, hotline, call center, nomor kontak, kabar, belum dijawab, dibalas, whatsapp',
  ),
  theme(
    'facilities.room',
    'Ruang dan kenyamanan',
    'Rooms and comfort',
    'ruang, ruangan, ruang tunggu, kursi, tempat duduk, duduk, panas, ac, kipas, sejuk, sempit, pengap, bersih, kebersihan, kotor, bau, nyaman, kenyamanan, gedung, kantor sempit, fasilitas, sarana, prasarana, loket kurang, tambah loket, berdiri',
  ),
  theme(
    'facilities.toilet',
    'Kamar kecil, air, ibadah',
    'Toilets, water, prayer room',
    'toilet, kamar kecil, kamar mandi, wc, air, mushola, musala, air minum, dispenser, sabun',
  ),
  theme(
    'facilities.parking',
    'Parkir dan jalan masuk',
    'Parking and access',
    'parkir, parkiran, jalan masuk, akses, tangga, lift, lokasi, jauh, angkutan',
  ),
  theme(
    'facilities.access',
    'Ramah difabel, ibu, dan anak',
    'Fit for disabled people, mothers and children',
    'kursi roda, difabel, disabilitas, lansia, jalur, guiding block, ramp, bidang miring, ibu hamil, laktasi, menyusui, ruang bermain, anak kecil, tunanetra, tunarungu',
  ),
  theme(
    'facilities.equipment',
    'Komputer, jaringan, alat',
    'Computers, network, equipment',
    'komputer, printer, jaringan, internet, wifi, listrik, mesin, alat, sinyal, layar, pengeras suara, speaker',
  ),
];

/** Words that say nothing of a subject. Short on purpose: ready lists also drop "lama", "waktu" and "tempat", which are what people here speak of. */
export const stopWords: ReadonlySet<string> = new Set(
  `ada adalah agar akan aku amat anda apa apakah atas atau bagi bahwa banyak baru begini begitu belum bisa boleh buat bukan cukup dalam dan dapat dari
  demi dengan di dia dulu hanya harus ini itu jadi jangan jika juga kah kalau kami kamu karena ke kemudian kepada ketika kita kok kurang lagi lain lah lalu
  lebih maka malah mana masih mau mereka mohon mungkin nya oleh orang pada para perlu pernah pula pun punya saat saja saling sama sampai sangat saya
  se sebagai sebelum sebuah sedang sekali selalu semoga semua seperti sering serta sesudah setelah setiap si siapa sih sini situ suatu sudah supaya tadi
  tanpa tapi telah tentang terhadap terima kasih terlalu tetapi tidak tiap tolong untuk wah ya yaitu yang`.split(/\s+/),
);
