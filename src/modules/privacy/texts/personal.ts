/** What this module itself keeps about persons. */
import type { Purpose } from '../../../platform/personal/index.ts';

export const ownPurposes: readonly Purpose[] = [
  {
    id: 'privacy.follow_up',
    basis: 'consent',
    title: { id: 'Kontak untuk tindak lanjut', en: 'Contacts for follow-up' },
    people: { id: 'Responden yang bersedia dihubungi', en: 'Respondents who agreed to be contacted' },
    why: {
      id: 'Menghubungi warga tentang layanan yang dinilainya. Terenkripsi, terpisah dari jawaban.',
      en: 'To contact people about the service they rated. Encrypted, apart from answers.',
    },
    erasure: {
      id: 'Dihapus atas permohonan, saat persetujuan ditarik, atau saat masa simpan habis.',
      en: 'Erased on request, when consent is withdrawn, or when the retention time is over.',
    },
  },
  {
    id: 'privacy.requests',
    basis: 'legal_duty',
    title: { id: 'Permohonan tentang data pribadi', en: 'Requests about personal data' },
    people: { id: 'Pemohon', en: 'People who ask' },
    why: {
      id: 'Menjawab permohonan dalam 3 × 24 jam dan membuktikan bahwa dijawab.',
      en: 'To answer within 3 × 24 hours and to prove it.',
    },
    erasure: { id: 'Dihapus saat masa simpan habis.', en: 'Erased when the retention time is over.' },
  },
  {
    id: 'privacy.office',
    basis: 'legal_duty',
    title: { id: 'Register dan keputusan instansi', en: 'Registers and decisions of the office' },
    people: { id: 'Petugas yang mencatat', en: 'Officers who enter them' },
    why: { id: 'Mencatat siapa memutuskan apa tentang data pribadi.', en: 'To keep who decided what about personal data.' },
    erasure: { id: 'Disimpan sebagai bukti.', en: 'Kept as proof.' },
  },
];
