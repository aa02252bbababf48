/** What of the survey needs a second person: taking one answer out, letting flagged ones stand, and undoing an import where the office says so. */
import { z } from 'zod';
import { defineApproval, listWaitingThings } from '../../../platform/approvals/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { formatDate, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { redirect } from '../../../platform/web/reply.ts';
import { listServices, listUnits, servicesApart } from '../../org/index.ts';
import { canAgree, canLookThrough, canManage, canWork } from '../access.ts';
import { checkMove, moveSheet } from '../actions/correction.ts';
import { checkExclusion, excludeAnswer } from '../actions/exclusion.ts';
import { checkUndo, undoImport } from '../actions/imports.ts';
import { acceptAnswers, checkAcceptance } from '../actions/review.ts';
import { exclusionReasons } from '../rules/exclusion.ts';
import type { AskedDecision, FlaggedAnswer } from '../rules/review.ts';
import { joinIntake, joinUncounting } from '../store/answers.ts';
import { countEnteredBy } from '../store/review.ts';
import { exclusionTexts, exclusionWords } from '../texts/exclusion.ts';
import { importTexts } from '../texts/imports.ts';
import { reviewTexts } from '../texts/review.ts';
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

/** How the answers came and why they were flagged, never what they say: neither asker nor whoever agrees decides by the scores. */
function factsOf(answers: readonly FlaggedAnswer[], names: ReadonlyMap<string, string>, lang: Lang) {
  const t = reviewTexts[lang];
  const counted = (words: readonly string[]) =>
    [...new Set(words)].map((word) => `${word} (${formatInteger(words.filter((one) => one === word).length, lang)})`).join(', ');
  const days = answers.map(({ serviceOn }) => serviceOn).toSorted();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return [
    { term: t.service, value: counted(answers.map(({ serviceId }) => names.get(serviceId) ?? '')) },
    { term: t.why, value: counted(answers.flatMap(({ why }) => why.map(({ rule }) => t.names[rule]))) },
    { term: t.serviceOn, value: [...new Set([first, last])].map((day) => formatDate(day, lang)).join(' – ') },
    { term: t.channel, value: counted(answers.map(({ channel }) => workTexts[lang].channels[channel])) },
    { term: t.receipts, value: answers.map(({ receipt }) => receipt).join(', ') },
  ];
}

/** Letting flagged answers of a page stand. They counted before and go on counting, so it is not over when their period is closed. */
export const acceptance = defineApproval(
  z.object({ receipts: z.array(z.string()), reason: z.string(), period: z.string(), service: z.string() }),
  {
    name: 'acceptance',
    byDefault: true,
    label: (lang) => reviewTexts[lang].kind,
    mayAsk: canLookThrough,
    mayApprove: canAgree,
    mayLook: canAgree,
    thing: ({ receipts }) => thingOfReceipts(receipts),
    hold: joinUncounting,
    fitsAsker: async (db, scope, { receipts }, { id, name }) => (await countEnteredBy(db, scope, receipts, [id, name])) === 0,
    content: async (db, scope, { receipts }) => {
      const answers = await checkAcceptance(db, scope, receipts);
      const services = servicesApart(await listServices(db, scope, { withRetired: true }), await listUnits(db, scope));
      const names = new Map(services.map(({ id, name }) => [id, name]));
      const shown = (lang: Lang) => ({
        title: reviewTexts[lang].acceptTitle(formatInteger(answers.length, lang)),
        facts: factsOf(answers, names, lang),
      });
      return {
        shown: { id: shown('id'), en: shown('en') },
        // Which rules, and not their numbers: those move with every answer that comes in.
        bound: answers.map(({ id, why }) => [id, why.map(({ rule }) => rule).toSorted()]).toSorted(),
      };
    },
    run: async (tx, scope, subject, decided, { at }) => {
      await acceptAnswers(tx, scope, subject, decided, at);
      return redirect(placeOf(subject, { kabar: 'accepted' }));
    },
    place: (subject) => placeOf(subject),
  },
);

const thingOfReceipts = (receipts: readonly string[]): string => receipts.toSorted().join(' ');
const placeOf = ({ period, service }: { period: string; service: string }, more: Readonly<Record<string, string>> = {}): string =>
  `/telaah?${new URLSearchParams({ periode: period, layanan: service, ...more })}`;

/** What is asked about flagged answers and waits for a second person, by their receipts. */
export async function askedAbout(db: Db, scope: TenantScope, now: Date): Promise<ReadonlyMap<string, AskedDecision>> {
  const [out, stay] = [await listWaitingThings(db, scope, exclusion, now), await listWaitingThings(db, scope, acceptance, now)];
  const receipts = (things: ReadonlyMap<string, string>) => [...things.keys()].flatMap((thing) => thing.split(' '));
  return new Map([
    ...receipts(stay).map((receipt) => [receipt, 'accepted'] as const),
    ...receipts(out).map((receipt) => [receipt, 'excluded'] as const),
  ]);
}

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
