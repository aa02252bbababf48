/** What this part keeps about persons. */
import type { Purpose } from '../../../platform/personal/index.ts';

export const invitationPurposes: readonly Purpose[] = [
  {
    id: 'invitation',
    basis: 'public_service',
    title: { id: 'Undangan survei', en: 'Survey invitations' },
    people: { id: 'Orang yang dilayani, ditolak, atau mundur', en: 'People who were served, refused, or gave up' },
    why: {
      id: 'Mengirim satu undangan untuk menilai layanan. Kontak terenkripsi dan tidak dapat dihubungkan dengan jawaban.',
      en: 'To send one invitation to rate the service. Contacts are encrypted and cannot be joined to answers.',
    },
    erasure: {
      id: 'Kontak dihapus saat pesannya terkirim, paling lama tiga hari; daftar yang tidak disetujui setelah tujuh hari. Setelah itu tinggal sidik acak.',
      en: 'Contacts are erased when their message is sent, after three days at the latest; lists not agreed to after seven days. Then only a random fingerprint is left.',
    },
  },
];
