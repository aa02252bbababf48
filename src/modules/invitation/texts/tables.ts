/** What the tables hold, for the README of an office's copy of its data. */
export const tableMeanings: Readonly<Record<string, string>> = {
  invitation_setting: 'aturan undangan: kata-kata pesan, jeda, masa berlaku tautan, gerbang; rahasianya tidak ikut disalin',
  invitation_list: 'daftar orang yang dilayani: kapan diunggah, berapa baris diambil, baris mana yang tidak',
  invitation_message: 'catatan pengiriman undangan: keadaan dan percobaan tiap pesan; kontaknya tersegel sampai terkirim',
  invitation_link: 'tautan sekali pakai: layanan, hari, masa berlaku, dan hari dipakai; tanpa orang dan tanpa jawaban',
  invitation_quiet: 'sidik kontak yang baru ditanya atau tidak mau ditanya lagi',
};
