/** One delivery of a device: read against the version that was answered, stored once, answered with a receipt (docs/delivery.md). */
import { createHmac } from 'node:crypto';
import { type LocalDay, localDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { type Delivery, deviceTime, postedOf } from '../inputs/delivery.ts';
import { type FieldError, readContent } from '../inputs/form.ts';
import type { Flag, NewAnswer, StoreOutcome } from '../rules/answer.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { findInstrument } from '../store/instruments.ts';
import { fastestPerItem, lookOf, type OpenCode, publicChannel, submitAnswer, visitCode } from './intake.ts';

/** Stored (now or before), or what stands in the way of it, by field. */
export type Delivered =
  | { readonly ok: true; readonly outcome: StoreOutcome; readonly code: string }
  | { readonly ok: false; readonly errors: Readonly<Record<string, FieldError>> };

/**
 * Delivers. An answer whose period closed meanwhile is late, never refused; a code that was closed after the answer was given still takes it.
 * @throws Problem survey.code_unknown, survey.code_closed, survey.instrument_unknown, survey.service_unknown, and those of the database (503: send again)
 */
export async function deliver(
  root: Db,
  code: string,
  delivery: Delivery,
  { now, secret }: { readonly now: Date; readonly secret: string },
): Promise<Delivered> {
  const read = await transact(
    root,
    { tenantId: null },
    async (tx) => {
      const open = await visitCode(tx, code);
      if (!open) throw new Problem('survey.code_unknown', { code });
      return { open, content: await readDelivery(tx, open, delivery, { now, secret }) };
    },
    { readOnly: true },
  );
  const { open, content } = read;
  if (!('answer' in content)) return { ok: false, errors: content.errors };
  return { ok: true, outcome: await submitAnswer(root, open.scope, content.answer), code: open.scope.code };
}

/** One device on one day of one office; of another day or office it has another mark, and nobody can tell that it is the same. */
function markDevice(secret: string, tenantId: string, day: LocalDay, device: string): Uint8Array {
  return createHmac('sha256', `answering device\n${secret}`)
    .update(`${tenantId}\n${day}\n${device.toLowerCase()}`)
    .digest()
    .subarray(0, 12);
}

/** What looks odd in what a device says of itself. Never a reason to refuse. */
function flagsOf({ fields, took_ms }: Delivery, instrument: SurveyInstrument): Flag[] {
  const flags: Flag[] = [];
  if (took_ms !== undefined && took_ms < instrument.items.length * fastestPerItem) flags.push('fast');
  if (fields.homepage) flags.push('honeypot');
  return flags;
}

async function readDelivery(
  tx: Db,
  { scope, visit }: OpenCode,
  delivery: Delivery,
  { now, secret }: { readonly now: Date; readonly secret: string },
): Promise<{ readonly answer: NewAnswer } | { readonly errors: Readonly<Record<string, FieldError>> }> {
  const device = deviceTime(delivery, now);
  // What was answered while the code was open is taken however late it arrives.
  if (visit.closedAt !== null && !(device && device.answeredAt < visit.closedAt))
    throw new Problem('survey.code_closed', { unit: visit.unitName });
  const instrument = await findInstrument(tx, scope, delivery.instrument);
  if (!instrument) throw new Problem('survey.instrument_unknown');
  const [only] = visit.services.length === 1 ? visit.services : [];
  const service = delivery.service === undefined ? only : visit.services.find(({ id }) => id === delivery.service);
  if (!service) {
    if (delivery.service !== undefined) throw new Problem('survey.service_unknown');
    return { errors: { service: 'missingService' } };
  }
  const posted = postedOf(delivery);
  const given = device ? localDay(device.answeredAt, visit.timeZone) : localDay(now, visit.timeZone);
  const today = localDay(now, visit.timeZone);
  const content = readContent({ ...posted, service_on: posted.service_on || given }, instrument, today, { complete: true });
  const changed = instrument.frozenAt === null && posted.look !== undefined && posted.look !== lookOf(instrument);
  const errors = { ...(changed ? { look: 'changed' as const } : {}), ...content.errors };
  if (Object.keys(errors).length > 0) return { errors };
  const channel = publicChannel(delivery.channel);
  // A kiosk is one device for everybody.
  const marked = delivery.device !== undefined && channel !== 'kiosk';
  return {
    answer: {
      id: delivery.id,
      serviceId: service.id,
      instrumentId: instrument.id,
      channel,
      serviceOn: content.serviceOn,
      receivedAt: now,
      scores: content.scores,
      own: content.own,
      profile: content.profile,
      comment: content.comment,
      lang: delivery.lang ?? 'id',
      flags: flagsOf(delivery, instrument),
      code: scope.code,
      ...(device ? { device } : {}),
      ...(marked ? { deviceMark: markDevice(secret, scope.tenantId, given, delivery.device ?? '') } : {}),
    },
  };
}
