/** Jobs people do with personal data, step by step. */
import { defineTexts } from '../../../platform/i18n/index.ts';
import type { HelpTopic } from '../../../platform/web/module.ts';

const words = defineTexts({
  id: {
    request: {
      title: 'Menjawab permohonan data pribadi',
      steps: [
        'Buka Permohonan data pribadi. Yang paling mendesak ada di atas.',
        'Buka permohonannya, lihat data yang cocok, lalu hapus, perbaiki, atau baca untuk dijawabkan.',
        'Isi Jawab permohonan. Jam 3 × 24 berhenti saat jawaban disimpan.',
      ],
    },
    retention: {
      title: 'Mengatur masa simpan',
      steps: [
        'Buka Pengaturan, Data pribadi, Masa simpan, lalu pilih tujuannya.',
        'Isi jumlah hari menurut JRA instansi dan dasar angkanya, lalu simpan.',
        'Periksa daftar yang akan dihapus, lalu tekan Jalankan penghapusan harian.',
      ],
    },
    breach: {
      title: 'Mencatat kebocoran data',
      steps: [
        'Buka Pengaturan, Data pribadi, Kebocoran data, lalu Catat kejadian begitu diketahui.',
        'Cetak surat pemberitahuan dan sampaikan kepada orangnya serta lembaga dalam 3 × 24 jam.',
        'Isi kapan masing-masing diberi tahu.',
      ],
    },
  },
  en: {
    request: {
      title: 'Answering a request about personal data',
      steps: [
        'Open Requests about data. The most urgent stands first.',
        'Open the request, look at the data that fits, then erase, correct, or read it to be told.',
        'Fill in Answer the request. The clock of 3 × 24 hours stops when the answer is saved.',
      ],
    },
    retention: {
      title: 'Setting retention',
      steps: [
        'Open Settings, Personal data, Retention, and choose the purpose.',
        'Give the days of the agency’s archive schedule and where they come from, then save.',
        'Look at the list of what would be erased, then press Start daily erasure.',
      ],
    },
    breach: {
      title: 'Entering a breach',
      steps: [
        'Open Settings, Personal data, Breaches, and enter it as soon as it is known.',
        'Print the notice and give it to the people and the agency within 3 × 24 hours.',
        'Enter when each of them was told.',
      ],
    },
  },
});

const places = { request: '/permohonan', retention: '/kelola/data-pribadi/retensi', breach: '/kelola/data-pribadi/kebocoran' };

export const helpTopics: readonly HelpTopic[] = (['request', 'retention', 'breach'] as const).map((id) => ({
  id: `data-pribadi-${id}`,
  title: (lang) => words[lang][id].title,
  steps: (lang) => words[lang][id].steps,
  href: places[id],
}));
