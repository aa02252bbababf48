/** What a device delivers: one answer as JSON. The fields have the names of the form's, so one reader serves both. */
import { z } from 'zod';
import { formLangs } from '../rules/languages.ts';
import type { Posted } from './form.ts';

/** However long: what is too long is said of its field, and the limit of the body is the limit of all. */
const field = z.union([z.string(), z.number().int().min(0).max(10_000)]).transform(String);

export const deliverySchema = z.object({
  /** Made on the device before anything was sent; the same in every attempt. */
  id: z.uuid(),
  /** The version of the questionnaire that was read. */
  instrument: z.uuid(),
  /** Needed where the code is for several services. */
  service: z.uuid().optional(),
  channel: z.string().max(20).optional(),
  /** Scores by item, own questions, profile, `comment`, `service_on`: as the form names them. */
  fields: z.record(z.string().max(60), field),
  /** By the device's clock, ISO 8601 with its offset. */
  answered_at: z.iso.datetime({ offset: true }).optional(),
  /** The device's clock at this attempt: what it is behind ours is measured by it. */
  sent_at: z.iso.datetime({ offset: true }).optional(),
  /** Milliseconds from the opened form to sending. */
  took_ms: z.number().int().nonnegative().optional(),
  /** A random id that the device makes anew every day: only a mark of it is kept, for that day. */
  device: z.uuid().optional(),
  lang: z.enum(formLangs).optional(),
  /** The device says that many were given in a short time. */
  burst: z.boolean().optional(),
});

export type Delivery = z.infer<typeof deliverySchema>;

/** Its fields as a form would have posted them. */
export function postedOf({ fields, service, instrument, channel }: Delivery): Posted {
  const posted: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) posted[name] = value.toWellFormed().replaceAll('\u0000', '');
  return { ...posted, ...(service ? { service } : {}), instrument, ...(channel ? { channel } : {}) };
}

export interface DeviceTime {
  /** When it was answered, by our clock; never later than now. */
  readonly answeredAt: Date;
  /** Seconds that the device's clock is behind ours; negative when ahead. */
  readonly clockBehind: number;
}

/** Seconds, 68 years: what the database keeps of a clock that is off by more. */
const mostBehind = 2 ** 31 - 1;

/** The device's times by our clock. Null where it did not say both: then the day of arrival is the day. */
export function deviceTime({ answered_at, sent_at }: Delivery, now: Date): DeviceTime | null {
  if (answered_at === undefined || sent_at === undefined) return null;
  const behind = now.getTime() - Date.parse(sent_at);
  const answeredAt = new Date(Math.min(Date.parse(answered_at) + behind, now.getTime()));
  return { answeredAt, clockBehind: Math.max(-mostBehind, Math.min(Math.round(behind / 1000), mostBehind)) };
}
