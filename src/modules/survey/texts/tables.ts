/** What this module's tables hold, for the README of an office's copy of its data. */
export const tableMeanings: Readonly<Record<string, string>> = {
  survey_questionnaire: 'kuesioner',
  survey_instrument: 'setiap versi kuesioner, dengan yang diubah instansi terhadap aturannya',
  survey_service: 'kuesioner yang dipakai tiap layanan',
  survey_code: 'kode dan tautan survei',
  survey_answer: 'setiap jawaban warga, dengan saluran, tanggal layanan, dan sarannya',
  survey_conflict: 'kiriman dengan nomor yang sama tetapi isi berbeda, disimpan utuh',
  survey_exclusion: 'jawaban yang tidak dihitung, dengan alasannya',
  survey_flag: 'tanda menurut aturan telaah: jawaban mana, aturan apa, dengan angka apa',
  survey_flag_check: 'kapan jawaban tiap layanan dan periode terakhir diperiksa menurut aturan telaah',
  survey_review: 'jawaban bertanda yang diterima petugas, dengan alasannya',
  survey_erasure: 'jawaban yang isinya dihapus atas permintaan, dengan alasannya',
  survey_contact_link: 'jawaban mana yang disertai kontak',
  survey_tally: 'jumlah jawaban tiap layanan, hari, dan saluran; semua IKM dihitung dari sini',
  survey_import: 'berkas jawaban yang diimpor',
  survey_import_refusal: 'sel dan baris berkas impor yang tidak diterima',
  survey_import_layout: 'cara berkas dengan judul kolom yang sama dibaca terakhir kali',
};
