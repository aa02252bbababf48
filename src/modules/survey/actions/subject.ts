/** What survey does for the rights of people about their answers; `privacy` triggers it through the module's door. */
import { formatDate, type Lang } from '../../../platform/i18n/index.ts';
import type { RetentionHandler, SubjectHandler } from '../../../platform/personal/index.ts';
import { findService } from '../../org/index.ts';
import { eraseContactOf } from '../../privacy/index.ts';
import { inWords } from '../rules/in-words.ts';
import { listSame } from '../store/corrections.ts';
import {
  deleteContactReference,
  eraseAnswer,
  extentOf,
  findAnswer,
  findAnswerByReceipt,
  findContactReference,
  holdErasing,
  isErased,
  listPersonalBefore,
} from '../store/erasures.ts';
import { findInstrument } from '../store/instruments.ts';
import { blankEntries, listEntriesBefore } from '../store/paper.ts';

/** The words for what an answer holds besides what was asked. */
type AnswerWords = Readonly<Record<Lang, Readonly<Record<'receipt' | 'serviceOn' | 'receivedAt' | 'comment', string>>>>;

export const createAnswerSubject = (purpose: string, words: AnswerWords): SubjectHandler => ({
  purpose,
  find: async (db, scope, receipt, lang: Lang) => {
    const row = await findAnswerByReceipt(db, scope, receipt);
    if (!row) return null;
    const service = await findService(db, scope, row.service_id);
    return {
      id: row.id,
      title: `${service?.name ?? ''}, ${formatDate(row.service_on, lang)}`,
      erased: await isErased(db, scope, row.id),
      extent: await extentOf(db, scope, row.service_on),
    };
  },
  read: async (db, scope, id, lang) => {
    const row = await findAnswer(db, scope, id);
    if (!row) return [];
    const t = words[lang];
    const content = {
      scores: row.scores,
      own: row.own as Readonly<Record<string, number | string>>,
      profile: row.profile as Readonly<Record<string, number | string>>,
    };
    return [
      { term: t.receipt, value: row.receipt },
      { term: t.serviceOn, value: formatDate(row.service_on, lang) },
      { term: t.receivedAt, value: row.received_at.toISOString() },
      ...inWords(content, await findInstrument(db, scope, row.instrument_id), lang, 'own'),
      { term: t.comment, value: row.comment || '–' },
    ];
  },
  erase: async (tx, scope, id, erasing) => {
    // First, so that no answer moves and no contact is left between the looks below and the commit.
    await holdErasing(tx, scope);
    // One that was moved to another service is there twice, once counted: both go, and what was left with either.
    const all = await listSame(tx, scope, id);
    let erased = false;
    for (const same of all) erased = (await eraseAnswer(tx, scope, same, erasing)) || erased;
    if (!erased) return false;
    for (const same of all) {
      const reference = await findContactReference(tx, scope, same);
      if (reference === null) continue;
      await eraseContactOf(tx, scope, reference, erasing);
      await deleteContactReference(tx, scope, same);
    }
    return true;
  },
});

/** What is personal in an answer goes when its days are over; the counted scores stay. */
export const createAnswerRetention = (purpose: string): RetentionHandler => ({
  purpose,
  due: async (db, scope, before, limit) => {
    const answers = await listPersonalBefore(db, scope, before, limit);
    const entries = await listEntriesBefore(db, scope, before, limit);
    const first = [...answers.first, ...entries.first].toSorted((a, b) => a.at.getTime() - b.at.getTime());
    return { count: answers.count + entries.count, first: first.slice(0, limit) };
  },
  erase: async (tx, scope, ids, erasing) => {
    for (const id of ids) await eraseAnswer(tx, scope, id, { ...erasing, most: 'personal' });
    // What was keyed of a sheet and never became its answer has the id that the answer would have.
    await blankEntries(tx, scope, ids);
  },
});
