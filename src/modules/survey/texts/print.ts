/** Words of the paper sheet. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const printTexts = defineTexts({
  id: {
    title: 'Kuesioner Survei Kepuasan Masyarakat',
    unit: 'Unit layanan',
    service: 'Layanan yang diterima',
    date: 'Tanggal layanan',
    how: 'Lingkari satu jawaban pada setiap baris. Jawaban Anda tidak menyebut nama.',
    question: 'Pendapat Anda tentang layanan',
    answer: 'Jawaban',
    office: 'Diisi petugas',
    profile: 'Tentang Anda (boleh dilewati)',
    own: 'Pertanyaan tambahan (boleh dilewati)',
    comment: 'Saran atau cerita Anda',
    commentHint: 'Jangan tulis nama, nomor telepon, atau NIK.',
    thanks: 'Terima kasih. Masukkan lembar ini ke kotak survei atau serahkan kepada petugas.',
    version: (name: string, n: number) => `${name}, versi ${n}`,
    hint: 'Tekan Ctrl + P untuk mencetak, kertas A4 bolak-balik.',
  },
  en: {
    title: 'Public Satisfaction Survey',
    unit: 'Unit',
    service: 'Service received',
    date: 'Date of the service',
    how: 'Circle one answer in each row. Your answers carry no name.',
    question: 'Your opinion of the service',
    answer: 'Answer',
    office: 'For the office',
    profile: 'About you (may be skipped)',
    own: 'Further questions (may be skipped)',
    comment: 'Your suggestion or story',
    commentHint: 'Please write no names, telephone numbers or identity numbers.',
    thanks: 'Thank you. Put this sheet into the survey box or hand it to an officer.',
    version: (name: string, n: number) => `${name}, version ${n}`,
    hint: 'Press Ctrl + P to print on A4, both sides.',
  },
});
