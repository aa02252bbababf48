/** Erasing what a request's receipt leads to, by a second person where the office says so. */
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import { type ApprovalKind, defineApproval } from '../../../platform/approvals/index.ts';
import { formatDateTime, type Lang } from '../../../platform/i18n/index.ts';
import type { AllPersonalData } from '../../../platform/personal/index.ts';
import { redirect } from '../../../platform/web/reply.ts';
import { getOffice } from '../../org/index.ts';
import { canHandle, canManage } from '../access.ts';
import { eraseRequested, findByReceipt, getRequest } from '../actions/requests.ts';
import { approvalTexts } from '../texts/approvals.ts';
import { texts } from '../texts/screens.ts';

const subject = z.object({ id: z.string(), reason: z.string() });

export type ErasureKind = ApprovalKind & { readonly subject: (given: z.infer<typeof subject>) => unknown };

/** Neither receipt nor contact is shown with it: what is kept of the decision must not outlive what was erased. */
export function createErasureKind(personal: AllPersonalData): ErasureKind {
  return defineApproval(subject, {
    name: 'erasure',
    confirm: true,
    byDefault: false,
    label: (lang) => approvalTexts[lang].kind,
    mayAsk: canHandle,
    mayApprove: canManage,
    thing: ({ id }) => id,
    content: async (db, scope, { id }) => {
      const request = await getRequest(db, scope, id);
      const { timeZone } = await getOffice(db, scope);
      const found = { id: await recordsOf('id'), en: await recordsOf('en') };
      if (found.id.length === 0) throw new Problem('privacy.nothing_to_erase');

      async function recordsOf(lang: Lang) {
        const all = await findByReceipt(db, scope, personal, request.receipt, lang);
        return all.map((one) => one.found).filter(({ erased }) => !erased);
      }
      const shown = (lang: Lang) => {
        const t = approvalTexts[lang];
        const { kinds, ...words } = texts[lang].requests;
        return {
          title: t.title(found[lang].map(({ title }) => title).join(', ')),
          facts: [
            { term: t.request, value: kinds[request.kind] },
            { term: t.received, value: formatDateTime(request.receivedAt, timeZone, lang) },
            { term: t.due, value: formatDateTime(request.dueAt, timeZone, lang) },
            ...found[lang].map(({ title, extent }) => ({ term: t.record, value: `${title}. ${words[extent]}` })),
          ],
        };
      };
      return { shown: { id: shown('id'), en: shown('en') }, bound: found.id.map((one) => [one.id, one.extent]) };
    },
    run: async (tx, scope, { id, reason }, decided, { at }) => {
      await eraseRequested(tx, scope, personal, await getRequest(tx, scope, id), { reason, decided }, at);
      return redirect(`/permohonan/${id}?kabar=erased`);
    },
    place: ({ id }) => `/permohonan/${id}`,
  });
}
