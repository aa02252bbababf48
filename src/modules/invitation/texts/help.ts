/** Jobs people do with invitations, step by step. */
import { defineTexts, type Lang } from '../../../platform/i18n/index.ts';
import type { HelpTopic } from '../../../platform/web/module.ts';

const words = defineTexts({
  id: {
    title: 'Mengundang orang yang dilayani atau ditolak',
    steps: [
      'Buka Undangan, pilih daftar hari ini (Excel atau CSV), lalu tekan Baca daftar.',
      'Periksa berapa orang yang diundang dan baris mana yang tidak diambil beserta sebabnya.',
      'Tekan Kirim undangan. Halamannya boleh ditutup; yang gagal dicoba lagi sendiri selama tiga hari.',
    ],
  },
  en: {
    title: 'Inviting people who were served or refused',
    steps: [
      'Open Invitations, choose today’s list (Excel or CSV) and press Read the list.',
      'Look how many people will be invited, and which lines are not taken and why.',
      'Press Send invitations. The page may be closed; what fails is tried again for three days.',
    ],
  },
});

export const helpTopics: readonly HelpTopic[] = [
  {
    id: 'invitation',
    title: (lang: Lang) => words[lang].title,
    steps: (lang: Lang) => words[lang].steps as readonly string[],
    href: '/undangan-survei',
  },
];
