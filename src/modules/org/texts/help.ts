/** Jobs people do on the set-up screens, step by step, for the help page. */
import { defineTexts, type Lang } from '../../../platform/i18n/index.ts';

const words = defineTexts({
  id: {
    service: {
      title: 'Menambah layanan',
      steps: [
        'Buka Pengaturan, Layanan.',
        'Isi nama layanan seperti yang dikenal warga, pilih unitnya, lalu tekan Tambah layanan.',
        'Buka Pengaturan, Periode, pilih periode yang berjalan, lalu isi jumlah orang yang dilayani (N).',
        'Buka Kode dan poster, buat kode layanan itu, lalu cetak posternya.',
      ],
    },
    period: {
      title: 'Membuka periode baru',
      steps: [
        'Buka Pengaturan, Periode.',
        'Tekan Tambah diikuti nama periode berikutnya. Jumlah orang yang dilayani (N) disalin dari periode sebelumnya.',
        'Periksa setiap N, perbaiki bila perlu, lalu tekan Simpan semua N.',
      ],
    },
    retire: {
      title: 'Menonaktifkan layanan atau unit',
      steps: [
        'Buka layanan atau unit itu di Pengaturan, lalu tekan Nonaktifkan.',
        'Baca sekali lagi apa yang terjadi, lalu tekan Nonaktifkan. Jawaban dan hasil tetap tersimpan.',
        'Untuk memakainya lagi: tampilkan juga yang tidak dipakai, buka, lalu tekan Pakai lagi.',
      ],
    },
  },
  en: {
    service: {
      title: 'Add a service',
      steps: [
        'Open Settings, Services.',
        'Write the name as citizens know it, choose its unit and press Add a service.',
        'Open Settings, Periods, choose the running period and give the number of people served (N).',
        'Open Codes and posters, create the code of the service and print its poster.',
      ],
    },
    period: {
      title: 'Open a new period',
      steps: [
        'Open Settings, Periods.',
        'Press Add with the name of the next period. The number of people served (N) is carried over from the period before.',
        'Check every N, correct it where needed and press Save all N.',
      ],
    },
    retire: {
      title: 'Retire a service or unit',
      steps: [
        'Open the service or unit under Settings and press Retire.',
        'Read once more what happens, then press Retire. Answers and results stay.',
        'To use it again: show those not in use too, open it and press Use again.',
      ],
    },
  },
});

const topic = (id: string, key: keyof (typeof words)['id'], href: string) => ({
  id,
  title: (lang: Lang) => words[lang][key].title,
  steps: (lang: Lang) => words[lang][key].steps,
  href,
});

export const helpTopics = [
  topic('layanan', 'service', '/kelola/layanan'),
  topic('periode', 'period', '/kelola/periode'),
  topic('nonaktif', 'retire', '/kelola/unit'),
];
