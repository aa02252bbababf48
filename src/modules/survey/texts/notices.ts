/** Words of what the office is told of its answers. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const noticeTexts = defineTexts({
  id: {
    label: 'Jawaban menunggu diperiksa',
    trigger:
      'Sejak kemarin ada jawaban bentrok baru, atau jawaban baru yang ditandai untuk ditelaah. Paling sering sekali sehari.',
    title: 'Ada jawaban yang menunggu diperiksa',
    conflicts: (n: number) => `${n} jawaban bentrok belum dilihat.`,
    flagged: (n: number) => `${n} jawaban ditandai dan menunggu telaah.`,
  },
  en: {
    label: 'Answers wait to be looked at',
    trigger: 'Since yesterday there are new answers in conflict, or new ones that were flagged for review. At most once a day.',
    title: 'Answers wait to be looked at',
    conflicts: (n: number) => `${n} ${n === 1 ? 'answer' : 'answers'} in conflict not looked at.`,
    flagged: (n: number) => `${n} flagged ${n === 1 ? 'answer waits' : 'answers wait'} for review.`,
  },
});
