/** What the tables hold, for the README of an office's copy of its data. */
export const tableMeanings: Readonly<Record<string, string>> = {
  privacy_setting: 'aturan data pribadi instansi: batas umur, tawaran kontak, penanggung jawab',
  privacy_key: 'kunci segel kontak; kuncinya sendiri tidak ikut disalin',
  privacy_consent_text: 'teks persetujuan dalam setiap versinya',
  privacy_consent: 'bukti persetujuan: teks yang mana, bagaimana, dan kapan',
  privacy_contact: 'kontak yang ditinggalkan warga, tersegel',
  privacy_request: 'permintaan warga tentang datanya, dengan tenggat dan jawabannya',
  privacy_breach: 'catatan kebocoran data pribadi',
  privacy_retention: 'berapa lama tiap jenis data disimpan',
};
