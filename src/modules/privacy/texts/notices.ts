/** Words of what officers are told about requests. */
import { defineTexts, formatDateTime } from '../../../platform/i18n/index.ts';

export const noticeTexts = defineTexts({
  id: {
    label: 'Permohonan data pribadi hampir lewat waktu',
    trigger:
      'Sebuah permohonan tentang data pribadi belum dijawab dan sisa waktunya kurang dari 24 jam dari 72 jam menurut undang-undang.',
    title: 'Permohonan data pribadi hampir lewat waktu',
    text: (due: Date, zone: string) => `Harus dijawab paling lambat ${formatDateTime(due, zone, 'id')}.`,
  },
  en: {
    label: 'A request about personal data is nearly overdue',
    trigger: 'A request about personal data is unanswered and less than 24 of the law’s 72 hours are left.',
    title: 'A request about personal data is nearly overdue',
    text: (due: Date, zone: string) => `It has to be answered by ${formatDateTime(due, zone, 'en')}.`,
  },
});
