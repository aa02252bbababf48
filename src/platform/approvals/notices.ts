/** Telling whoever may agree that a request waits for them. */
import { z } from 'zod';
import { defineNotice, type NoticeBasis, type NoticeKind } from '../notices/kinds.ts';
import type { ApprovalKind } from './kinds.ts';
import { approvalTexts } from './texts.ts';

/** Mailed at once: a request waits for days, and whoever asked waits with it. */
export const approvalWaiting = { name: 'approval.waiting', defaultMail: 'at_once' } as const;

/** The kind, for everybody who may agree to something; which request is whose is decided where it is asked. */
export function approvalNotice(kinds: readonly ApprovalKind[]): NoticeKind {
  const basis: NoticeBasis = {
    ...approvalWaiting,
    mayReceive: (actor) => kinds.some(({ mayApprove }) => mayApprove(actor)),
    branch: false,
  };
  const words = z.object({ label: z.object({ id: z.string(), en: z.string() }) });
  return defineNotice(words, {
    ...basis,
    label: (lang) => approvalTexts[lang].notice.label,
    trigger: (lang) => approvalTexts[lang].notice.trigger,
    // The kind alone: what the request says may name somebody, and mails leave the house.
    words: ({ label }, lang) => ({
      title: approvalTexts[lang].notice.title(label[lang]),
      text: approvalTexts[lang].notice.text,
    }),
  });
}
