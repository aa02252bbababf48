/** A sheet of paper into an answer. */
import { localDay } from '../../../kernel/dates.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { findService, findUnit } from '../../org/index.ts';
import { type Posted, type ReadContent, readContent } from '../inputs/form.ts';
import type { StoreOutcome } from '../rules/answer.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
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
  const unit = await findUnit(db, scope, service.unitId);
  const timeZone = unit?.timeZone ?? 'Asia/Jakarta';
  return {
    serviceId,
    serviceName: service.name,
    instrument: await findServiceInstrument(db, scope, serviceId),
    timeZone,
    today: localDay(now, timeZone),
  };
}

export type PaperResult =
  | { readonly kind: 'stored'; readonly outcome: StoreOutcome }
  /** Something cannot be read, or some scores are empty and nobody has confirmed that yet. */
  | { readonly kind: 'again'; readonly content: ReadContent; readonly wrongScores: readonly string[]; readonly blanks: number };

/** Stores one sheet. Empty scores are absent; they need `confirmed`, since a slip of the finger looks the same. */
export async function keyPaper(
  tx: Db,
  scope: TenantScope,
  batch: PaperBatch,
  id: string,
  posted: Posted,
  confirmed: boolean,
  now: Date,
): Promise<PaperResult> {
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
      enteredBy: scope.actor.id,
    },
  ]);
  if (!outcome) throw new Error('nothing was stored');
  return { kind: 'stored', outcome };
}
