/** The kind of notice that privacy declares. */
import { z } from 'zod';
import { defineNotice, type NoticeKind } from '../../../platform/notices/index.ts';
import { requestDueNotice } from '../actions/reminding.ts';
import { noticeTexts } from '../texts/notices.ts';

export const notices: readonly NoticeKind[] = [
  defineNotice(z.object({ due: z.string(), timeZone: z.string() }), {
    ...requestDueNotice,
    label: (lang) => noticeTexts[lang].label,
    trigger: (lang) => noticeTexts[lang].trigger,
    words: ({ due, timeZone }, lang) => ({
      title: noticeTexts[lang].title,
      text: noticeTexts[lang].text(new Date(due), timeZone),
    }),
  }),
];
