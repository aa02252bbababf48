/** Words of codes by kind, and of posters in several formats. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const posterTexts = defineTexts({
  id: {
    kind: 'Untuk apa kode ini',
    kinds: { office: 'Seluruh unit', service: 'Layanan', counter: 'Loket', officer: 'Petugas' },
    kindHints: {
      office: 'Responden memilih layanannya sendiri.',
      service: 'Satu layanan.',
      counter: 'Satu loket atau ruang, misalnya “Loket 3”.',
      officer: 'Satu peran, misalnya “Petugas Pendaftaran”. Jangan tulis nama orang: posternya dibaca siapa saja.',
    },
    label: 'Loket atau peran',
    labelHint: 'Tercetak di poster untuk loket dan petugas. Untuk yang lain hanya catatan Anda.',
    say: (code: string) => `Dibacakan: ${code}`,
    qrAlt: (address: string) => `Kode QR yang membuka ${address}`,
    formats: 'Berkas poster',
    sizes: { a4: 'PDF A4', a5: 'PDF A5', tenda: 'PDF tenda meja' },
    svg: 'QR saja (SVG)',
    png: 'QR saja (PNG, 300 dpi)',
    several: 'Beberapa poster sekaligus',
    choose: 'Kode',
    size: 'Ukuran',
    make: 'Buat PDF',
  },
  en: {
    kind: 'What this code is for',
    kinds: { office: 'Whole unit', service: 'Service', counter: 'Counter', officer: 'Officer' },
    kindHints: {
      office: 'Respondents choose their service.',
      service: 'One service.',
      counter: 'One counter or room, such as “Counter 3”.',
      officer: 'One role, such as “Registration officer”. No person’s name: anybody reads the poster.',
    },
    label: 'Counter or role',
    labelHint: 'Printed on posters of counters and officers. Otherwise a note of yours.',
    say: (code: string) => `Read aloud: ${code}`,
    qrAlt: (address: string) => `QR code that opens ${address}`,
    formats: 'Poster files',
    sizes: { a4: 'PDF A4', a5: 'PDF A5', tenda: 'PDF table tent' },
    svg: 'QR alone (SVG)',
    png: 'QR alone (PNG, 300 dpi)',
    several: 'Several posters at once',
    choose: 'Codes',
    size: 'Size',
    make: 'Make the PDF',
  },
});
