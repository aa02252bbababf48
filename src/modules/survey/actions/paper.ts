/** A sheet of paper into an answer: one that has no code, or the content of one that has (actions/sheets.ts). */
import { localDay } from '../../../kernel/dates.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { findService, findUnit, type Service } from '../../org/index.ts';
import { type Posted, type ReadContent, readContent } from '../inputs/form.ts';
import type { StoreOutcome } from '../rules/answer.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import type { KeyedContent } from '../rules/paper.ts';
import { storeAnswers } from '../store/answers.ts';
import { findServiceInstrument } from '../store/instruments.ts';

/** The service whose sheets are keyed in, with what its sheet asks and what day it is there. */
export interface PaperBatch {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly instrument: SurveyInstrument;
  readonly timeZone: string;
  readonly today: string;
}

/** Null when the service is unknown or retired. */
export async function openPaperBatch(db: Db, scope: TenantScope, serviceId: string, now: Date): Promise<PaperBatch | null> {
  const service = await findService(db, scope, serviceId);
  if (!service || service.retiredAt) return null;
  return describePaper(db, scope, service, await findServiceInstrument(db, scope, serviceId), now);
}

/** What a sheet of this service and version is. */
export async function describePaper(
  db: Db,
  scope: TenantScope,
  service: Service,
  instrument: SurveyInstrument,
  now: Date,
): Promise<PaperBatch> {
  const unit = await findUnit(db, scope, service.unitId);
  const timeZone = unit?.timeZone ?? 'Asia/Jakarta';
  return {
    serviceId: service.id,
    serviceName: service.name,
    instrument,
    timeZone,
    today: localDay(now, timeZone),
  };
}

/** Something cannot be read, or some scores are empty and nobody has confirmed that yet. */
export interface PaperAgain {
  readonly kind: 'again';
  readonly content: ReadContent;
  readonly wrongScores: readonly string[];
  readonly blanks: number;
}

export type PaperResult = { readonly kind: 'stored'; readonly outcome: StoreOutcome } | PaperAgain;

/** Reads what was keyed. Empty scores are absent; they need `confirmed`, since a slip of the finger looks the same. */
export function readPaper(
  batch: PaperBatch,
  posted: Posted,
  confirmed: boolean,
): PaperAgain | { readonly kind: 'read'; readonly content: ReadContent } {
  const content = readContent(posted, batch.instrument, batch.today, { complete: false });
  const wrongScores = batch.instrument.items
    .filter((item, at) => content.scores[at] === null && (posted[item.id] ?? '').trim() !== '')
    .map((item) => item.id);
  const blanks = content.scores.filter((score) => score === null).length;
  if (
    wrongScores.length > 0 ||
    Object.keys(content.errors).length > 0 ||
    blanks === content.scores.length ||
    (blanks > 0 && !confirmed)
  ) {
    return { kind: 'again', content, wrongScores, blanks };
  }
  return { kind: 'read', content };
}

/** Stores one sheet. */
export async function keyPaper(
  tx: Db,
  scope: TenantScope,
  batch: PaperBatch,
  id: string,
  posted: Posted,
  confirmed: boolean,
  now: Date,
): Promise<PaperResult> {
  const read = readPaper(batch, posted, confirmed);
  if (read.kind === 'again') return read;
  return { kind: 'stored', outcome: await storePaper(tx, scope, batch, id, read.content, scope.actor.id, now) };
}

/** Stores what was keyed of a sheet. */
export async function storePaper(
  tx: Db,
  scope: TenantScope,
  batch: PaperBatch,
  id: string,
  content: KeyedContent,
  enteredBy: string,
  now: Date,
): Promise<StoreOutcome> {
  const [outcome] = await storeAnswers(tx, scope, [
    {
      id,
      serviceId: batch.serviceId,
      instrumentId: batch.instrument.id,
      channel: 'paper',
      serviceOn: content.serviceOn,
      receivedAt: now,
      scores: content.scores,
      own: content.own,
      profile: content.profile,
      comment: content.comment,
      enteredBy,
    },
  ]);
  if (!outcome) throw new Error('nothing was stored');
  return outcome;
}
