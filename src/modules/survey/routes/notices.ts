/** The kind of notice that survey declares. */
import { z } from 'zod';
import { defineNotice, type NoticeKind } from '../../../platform/notices/index.ts';
import { answersWait } from '../actions/looks.ts';
import { noticeTexts } from '../texts/notices.ts';

export const notices: readonly NoticeKind[] = [
  defineNotice(z.object({ conflicts: z.number(), flagged: z.number() }), {
    ...answersWait,
    label: (lang) => noticeTexts[lang].label,
    trigger: (lang) => noticeTexts[lang].trigger,
    words: ({ conflicts, flagged }, lang) => {
      const t = noticeTexts[lang];
      const lines = [...(conflicts > 0 ? [t.conflicts(conflicts)] : []), ...(flagged > 0 ? [t.flagged(flagged)] : [])];
      return { title: t.title, text: lines.join('\n') };
    },
  }),
];
