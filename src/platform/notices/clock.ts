/** The hours of the office's clock at which daily things happen. Pure. */
import { addDays, instantOf, type LocalDay, localDay } from '../../kernel/dates.ts';

/** Daily looks come first, so that the day's mail has what they found. */
export const lookAt = '06:00';
export const digestAt = '07:00';

/** The instant of a clock time on a day in a zone. */
export function clockOn(day: LocalDay, time: string, zone: string): Date {
  const instant = instantOf(`${day}T${time}`, zone);
  if (!instant) throw new RangeError(`${day} ${time} is no time in ${zone}`);
  return instant;
}

/** The first time after an instant that the clock in a zone shows the hour of the daily mail. */
export function digestAfter(at: Date, zone: string): Date {
  const day = localDay(at, zone);
  const today = clockOn(day, digestAt, zone);
  return at < today ? today : clockOn(addDays(day, 1), digestAt, zone);
}

/** The last time up to an instant that it showed it. */
export function digestBefore(at: Date, zone: string): Date {
  const day = localDay(at, zone);
  const today = clockOn(day, digestAt, zone);
  return at >= today ? today : clockOn(addDays(day, -1), digestAt, zone);
}
