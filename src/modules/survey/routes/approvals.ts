/** What of the survey needs a second person: taking one answer out, and undoing an import where the office says so. */
import { z } from 'zod';
import { defineApproval } from '../../../platform/approvals/index.ts';
import { formatDate, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { redirect } from '../../../platform/web/reply.ts';
import { canAgree, canManage, canWork } from '../access.ts';
import { checkMove, moveSheet } from '../actions/correction.ts';
import { checkExclusion, excludeAnswer } from '../actions/exclusion.ts';
import { checkUndo, undoImport } from '../actions/imports.ts';
import { exclusionReasons } from '../rules/exclusion.ts';
import { joinIntake } from '../store/answers.ts';
import { exclusionTexts, exclusionWords } from '../texts/exclusion.ts';
import { importTexts } from '../texts/imports.ts';
import { sheetTexts } from '../texts/sheets.ts';
import { workTexts } from '../texts/work.ts';

export const exclusion = defineApproval(z.object({ receipt: z.string(), code: z.enum(exclusionReasons), reason: z.string() }), {
  name: 'exclusion',
  byDefault: true,
  label: (lang) => exclusionTexts[lang].kind,
  mayAsk: canWork,
  mayApprove: canAgree,
  mayLook: canAgree,
  thing: ({ receipt }) => receipt,
  hold: joinIntake,
  content: async (db, scope, { receipt, code }) => {
    const { trace, service } = await checkExclusion(db, scope, receipt, code);
    const shown = (lang: Lang) => {
      const t = exclusionTexts[lang];
      return {
        title: t.askTitle(trace.receipt),
        facts: [
          { term: t.receipt, value: trace.receipt },
          { term: t.service, value: service.name },
          { term: t.serviceOn, value: formatDate(trace.serviceOn, lang) },
          { term: t.channel, value: workTexts[lang].channels[trace.channel] },
          { term: t.listed, value: exclusionWords(code, lang) },
        ],
      };
    };
    return { shown: { id: shown('id'), en: shown('en') }, bound: [trace.id, trace.serviceId] };
  },
  run: async (tx, scope, subject, decided, { at }) => {
    await excludeAnswer(tx, scope, subject, decided, at);
    return redirect(`/jawaban/keluarkan?kode=${encodeURIComponent(subject.receipt)}`);
  },
  place: ({ receipt }) => `/jawaban/keluarkan?kode=${encodeURIComponent(receipt)}`,
});

/** An answer keyed to the wrong service: taken out there, and in at the right one. */
export const correction = defineApproval(z.object({ receipt: z.string(), serviceId: z.string(), reason: z.string() }), {
  name: 'correction',
  byDefault: true,
  label: (lang) => sheetTexts[lang].moveKind,
  mayAsk: canWork,
  mayApprove: canAgree,
  mayLook: canAgree,
  // With an exclusion of the same answer it would be one too many; the second of the two finds the answer gone.
  thing: ({ receipt }) => receipt,
  hold: joinIntake,
  content: async (db, scope, subject) => {
    const { trace, from, to } = await checkMove(db, scope, subject);
    const shown = (lang: Lang) => {
      const t = sheetTexts[lang];
      return {
        title: t.moveTitle(trace.receipt),
        facts: [
          { term: exclusionTexts[lang].receipt, value: trace.receipt },
          { term: t.moveFrom, value: from.name },
          { term: t.moveTo, value: to.name },
          { term: exclusionTexts[lang].serviceOn, value: formatDate(trace.serviceOn, lang) },
        ],
      };
    };
    return { shown: { id: shown('id'), en: shown('en') }, bound: [trace.id, from.id, to.id] };
  },
  run: async (tx, scope, subject, decided, { at }) => {
    const receipt = await moveSheet(tx, scope, subject, decided, at);
    return redirect(`/kertas/pindah?kode=${encodeURIComponent(subject.receipt)}&bukti=${encodeURIComponent(receipt)}`);
  },
  place: ({ receipt }) => `/kertas/pindah?kode=${encodeURIComponent(receipt)}`,
});

export const batchUndo = defineApproval(z.object({ id: z.string(), reason: z.string() }), {
  name: 'batch_undo',
  confirm: true,
  byDefault: false,
  label: (lang) => exclusionTexts[lang].undoKind,
  mayAsk: canManage,
  mayApprove: canAgree,
  thing: ({ id }) => id,
  hold: joinIntake,
  content: async (db, scope, { id }) => {
    const one = await checkUndo(db, scope, id);
    const shown = (lang: Lang) => {
      const t = exclusionTexts[lang];
      return {
        title: t.undoTitle(one.fileName),
        facts: [
          { term: t.file, value: one.fileName },
          { term: importTexts[lang].state, value: importTexts[lang].states[one.state] },
          { term: t.stored, value: formatInteger(one.stored, lang) },
        ],
      };
    };
    return { shown: { id: shown('id'), en: shown('en') }, bound: [one.id, one.state, one.stored] };
  },
  run: async (tx, scope, { id, reason }, decided, { at }) => {
    await undoImport(tx, scope, id, reason, decided, at);
    return redirect(`/impor/${id}`);
  },
  place: ({ id }) => `/impor/${id}`,
});
