/** Words of how an office looks to the public. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const brandTexts = defineTexts({
  id: {
    title: 'Tampilan untuk umum',
    lead: 'Logo, warna, dan kontak pada hasil yang terbit, formulir, poster, dan lembar cetak.',
    open: 'Atur tampilan',
    accent: 'Warna',
    accentHint: 'Semua pilihan tetap terbaca oleh orang yang sukar melihat, di layar terang maupun gelap.',
    contact: 'Kontak',
    contactHint: 'Untuk pertanyaan warga, misalnya nomor telepon layanan. Bukan nomor pribadi.',
    logo: 'Logo',
    logoHint:
      'Gambar PNG atau JPEG, paling besar 100 KB. Tempat dan waktu yang dicatat kamera dihapus. Gambar SVG tidak diterima, karena dapat memuat program.',
    logoNow: 'Logo sekarang',
    logoOf: (office: string) => `Logo ${office}`,
    logoRemove: 'Hapus logo ini',
    wrong: {
      accent: 'Pilih salah satu warna.',
      contact: 'Terlalu panjang. Pakai paling banyak 200 huruf, satu baris.',
      logo: 'Berkas ini rusak, atau bukan gambar PNG atau JPEG. Logo yang lama tetap dipakai.',
    },
  },
  en: {
    title: 'Look to the public',
    lead: 'Logo, colour and contact on published results, forms, posters and printed sheets.',
    open: 'Change the look',
    accent: 'Colour',
    accentHint: 'Every choice stays readable for people with low vision, on light and dark screens.',
    contact: 'Contact',
    contactHint: 'For questions of citizens, such as the telephone of the service desk. Not a private number.',
    logo: 'Logo',
    logoHint:
      'A PNG or JPEG picture of at most 100 KB. Place and time that a camera noted are removed. SVG is not taken, because it can hold a program.',
    logoNow: 'The logo now',
    logoOf: (office: string) => `Logo of ${office}`,
    logoRemove: 'Remove this logo',
    wrong: {
      accent: 'Choose one of the colours.',
      contact: 'Too long. Use 200 letters at most, on one line.',
      logo: 'This file is damaged, or no PNG or JPEG picture. The former logo stays in use.',
    },
  },
});
