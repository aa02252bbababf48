/**
 * Words that a guesser of Indonesian passwords tries first, with figures and signs around them. Lists of leaked passwords are mostly
 * English and Russian; "Bismillah2024!" is in none of them and falls at once all the same.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `admin administrator operator petugas pegawai pengguna user guest root test testing demo suara survei survey kuesioner
  password passwd pass sandi katasandi rahasia rahasiaku rahasianegara masuk login welcome letmein changeme default qwerty qwertyuiop
  asdfgh asdfghjkl zxcvbn zxcvbnm abc abcd abcde abcdef abcdefg abcdefgh iloveyou monkey dragon football master superman
  bismillah alhamdulillah assalamualaikum allahuakbar astaghfirullah subhanallah muhammad amin
  indonesia indonesiaraya indonesiaku merdeka pancasila garuda bhinneka nusantara negara republik presiden
  sayang sayangku cinta cintaku kangen rindu bunga mawar melati matahari bintang pelangi bahagia semangat sukses selamat keluarga
  ibu bapak mama papa anak anakku istri suami kucing
  dinas dinassosial dinsos dinkes disdik kominfo diskominfo bappeda sekretariat kecamatan kelurahan desa kabupaten kota provinsi
  pemda pemkot pemkab pemprov pemerintah pelayanan puskesmas puskesos rsud kementerian kemensos
  jakarta bandung surabaya semarang yogyakarta jogja jogjakarta medan makassar palembang bali denpasar aceh papua bogor bekasi depok
  tangerang malang solo surakarta sumatera kalimantan sulawesi jawa
  januari februari maret april mei juni juli agustus september oktober november desember senin selasa rabu kamis jumat sabtu minggu
  ramadan ramadhan lebaran idulfitri`.split(/\s+/),
);
