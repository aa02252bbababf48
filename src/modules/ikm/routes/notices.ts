/** The kinds of notices that ikm declares. */
import { z } from 'zod';
import { defineNotice, type NoticeKind } from '../../../platform/notices/index.ts';
import { periodName } from '../../org/index.ts';
import { behindPace, periodEnds } from '../actions/notices.ts';
import { noticeTexts } from '../texts/notices.ts';

/** Services that one notice names. */
const named = 5;

const line = z.object({ name: z.string(), n: z.number(), expected: z.number(), pace: z.number() });

export const notices: readonly NoticeKind[] = [
  defineNotice(z.object({ unit: z.string(), endsOn: z.string(), escalated: z.boolean(), services: z.array(line) }), {
    ...behindPace,
    label: (lang) => noticeTexts[lang].behind.label,
    trigger: (lang) => noticeTexts[lang].behind.trigger,
    words: ({ unit, endsOn, escalated, services }, lang) => {
      const t = noticeTexts[lang].behind;
      const lines = services.slice(0, named).map((service) => t.service(service, endsOn));
      if (services.length > named) lines.push(t.more(services.length - named));
      if (escalated) lines.push(t.escalated);
      return { title: t.title(unit), text: lines.join('\n') };
    },
  }),
  defineNotice(z.object({ stage: z.enum(['ends', 'over', 'unpublished']), code: z.string(), endsOn: z.string() }), {
    ...periodEnds,
    label: (lang) => noticeTexts[lang].period.label,
    trigger: (lang) => noticeTexts[lang].period.trigger,
    words: ({ stage, code, endsOn }, lang) => noticeTexts[lang].period[stage](periodName(code, lang), endsOn),
  }),
];
