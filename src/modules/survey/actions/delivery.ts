/** One delivery of a device: read against the version that was answered, stored once, answered with a receipt (docs/delivery.md). */
import { createHmac } from 'node:crypto';
import { type LocalDay, localDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { type Delivery, type DeviceTime, deviceTime, postedOf } from '../inputs/delivery.ts';
import { type FieldError, readContent } from '../inputs/form.ts';
import type { Flag, NewAnswer, StoreOutcome } from '../rules/answer.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { burstLimit } from '../rules/kiosk.ts';
import { countAtKiosk } from '../store/kiosks.ts';
import {
  type FindVersion,
  fastestPerItem,
  glanceCode,
  lookOf,
  type OpenCode,
  publicChannel,
  submitAnswer,
  versionsOf,
} from './intake.ts';

/** Stored (now or before), or what stands in the way of it, by field. */
export type Delivered =
  | { readonly ok: true; readonly outcome: StoreOutcome; readonly code: string }
  | ({ readonly ok: false } & Wanting);

/** What stands in the way, by field of the version that was answered. */
interface Wanting {
  readonly errors: Readonly<Record<string, FieldError>>;
  readonly instrument: SurveyInstrument;
}

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
  const open = await glanceCode(root, code);
  if (!open) throw new Problem('survey.code_unknown', { code });
  const content = await readDelivery(root, versionsOf(root, open.scope), open, delivery, { now, secret });
  if (!('answer' in content)) return { ok: false, ...content };
  return { ok: true, outcome: await submitAnswer(root, open.scope, content.answer), code: open.scope.code };
}

/**
 * The device's times where they can be: nobody answers a version before there was one. A clock that says so was set right, or lost its
 * battery, between answering and sending; when it was answered is then as little known as from a device that says no times.
 */
function believed(device: DeviceTime | null, { createdAt }: SurveyInstrument): DeviceTime | null {
  return device && device.answeredAt >= createdAt ? device : null;
}

/** How long after its closing a code takes what was given before, in milliseconds: sixty days. */
const longestWaitMs = 60 * 24 * 3600 * 1000;

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
  // A form of ours says how long it took.
  if (took_ms === undefined) flags.push('nonce');
  else if (took_ms < instrument.items.length * fastestPerItem) flags.push('fast');
  if (fields.homepage) flags.push('honeypot');
  return flags;
}

/** Whether the kiosk says so itself, or its code had as many answers in the minutes before: by the time of answering, so that what waited without a network is no burst. */
async function isInBurst(root: Db, { scope }: OpenCode, delivery: Delivery, answeredAt: Date): Promise<boolean> {
  if (delivery.burst) return true;
  if (publicChannel(delivery.channel) !== 'kiosk') return false;
  const since = new Date(answeredAt.getTime() - burstLimit.minutes * 60_000);
  const among = { code: scope.code, since, until: answeredAt, except: delivery.id };
  return (
    (await transact(root, scope, (tx) => countAtKiosk(tx, scope, { ...among, most: burstLimit.answers }), { readOnly: true })) >=
    burstLimit.answers
  );
}

async function readDelivery(
  root: Db,
  find: FindVersion,
  open: OpenCode,
  delivery: Delivery,
  { now, secret }: { readonly now: Date; readonly secret: string },
): Promise<{ readonly answer: NewAnswer } | Wanting> {
  const { scope, visit } = open;
  const said = deviceTime(delivery, now);
  // What was answered while the code was open is taken, for weeks after: a device may have been without a network that long.
  const closed = visit.closedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  if (now.getTime() > closed + longestWaitMs || (now.getTime() > closed && !(said && said.answeredAt.getTime() < closed)))
    throw new Problem('survey.code_closed', { unit: visit.unitName });
  const instrument = await find(delivery.instrument);
  if (!instrument) throw new Problem('survey.instrument_unknown');
  const [only] = visit.services.length === 1 ? visit.services : [];
  const service = delivery.service === undefined ? only : visit.services.find(({ id }) => id === delivery.service);
  if (!service) {
    if (delivery.service !== undefined) throw new Problem('survey.service_unknown');
    return { errors: { service: 'missingService' }, instrument };
  }
  const posted = postedOf(delivery);
  const device = believed(said, instrument);
  // Without a time that can be believed it is the day of arrival; of a code that was closed before that, the day of its closing at the latest.
  const given = localDay(device?.answeredAt ?? new Date(Math.min(now.getTime(), closed)), visit.timeZone);
  const today = localDay(now, visit.timeZone);
  const dated = { ...posted, service_on: posted.service_on || given };
  const content = readContent(dated, instrument, today, { complete: true, answeredOn: given });
  const changed = instrument.frozenAt === null && posted.look !== undefined && posted.look !== lookOf(instrument);
  const errors = { ...(changed ? { look: 'changed' as const } : {}), ...content.errors };
  if (Object.keys(errors).length > 0) return { errors, instrument };
  const burst: Flag[] = (await isInBurst(root, open, delivery, device?.answeredAt ?? now)) ? ['burst'] : [];
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
      flags: [...flagsOf(delivery, instrument), ...burst],
      code: scope.code,
      ...(device ? { device } : {}),
      ...(marked ? { deviceMark: markDevice(secret, scope.tenantId, given, delivery.device ?? '') } : {}),
    },
  };
}
