/** What survey keeps about persons, and why. */
import { defineTexts } from '../../../platform/i18n/index.ts';
import type { Purpose } from '../../../platform/personal/index.ts';

export const answersPurpose = 'survey.answers';
export const importsPurpose = 'survey.imports';

export const surveyPurposes: readonly Purpose[] = [
  {
    id: answersPurpose,
    basis: 'public_service',
    title: { id: 'Jawaban survei', en: 'Survey answers' },
    people: { id: 'Penerima layanan yang mengisi survei', en: 'People served who answer the survey' },
    why: {
      id: 'Mengukur kepuasan masyarakat dan memperbaiki layanan (PermenPANRB 14/2017). Tanpa nama dan NIK; profil boleh dilewati.',
      en: 'To measure satisfaction and improve services (PermenPANRB 14/2017). No name or identity number; the profile may be skipped.',
    },
    erasure: {
      id: 'Atas permohonan dengan kode bukti, atau saat masa simpan habis. Sesudah periode ditutup nilai yang terhitung tetap ada tanpa data pribadi.',
      en: 'On request by receipt, or when the retention time is over. After its period is closed the counted scores stay, without personal data.',
    },
  },
  {
    id: importsPurpose,
    basis: 'public_service',
    title: { id: 'Impor jawaban dari berkas', en: 'Answers from files' },
    people: { id: 'Orang yang jawabannya ada dalam berkas; petugas', en: 'People whose answers are in the file; officers' },
    why: {
      id: 'Memasukkan jawaban yang dikumpulkan di luar aplikasi dan menunjukkan sel yang tidak terbaca.',
      en: 'To take in answers collected elsewhere and to show the cells that could not be read.',
    },
    erasure: {
      id: 'Berkas dihapus setelah dibaca; daftar sel yang ditolak tetap bersama catatan impornya.',
      en: 'The file is removed once read; the list of refused cells stays with the record of the import.',
    },
  },
];

export const personalTexts = defineTexts({
  id: { receipt: 'Kode bukti', serviceOn: 'Tanggal layanan', receivedAt: 'Diterima', comment: 'Saran' },
  en: { receipt: 'Receipt', serviceOn: 'Date of the service', receivedAt: 'Received', comment: 'Comment' },
});
