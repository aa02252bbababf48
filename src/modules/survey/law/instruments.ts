/** Every instrument the house knows, by id. A new regulation is a new file beside this one and a line here. */
import { Problem } from '../../../kernel/problem.ts';
import { kepmenpan252004, permenpanrb162014 } from './earlier-rules.ts';
import type { Instrument } from './instrument.ts';
import { spak5, spkp8 } from './integrity-zone.ts';
import { permenpanrb142017 } from './permenpanrb-14-2017.ts';
import { skmOnline16, skmOnline19 } from './skm-online.ts';

export const instruments: Readonly<Record<string, Instrument>> = Object.fromEntries(
  [permenpanrb142017, skmOnline16, skmOnline19, permenpanrb162014, kepmenpan252004, spkp8, spak5].map((one) => [one.id, one]),
);

/** The instruments whose answers stand in files from outside; the nine questions first. */
export const instrumentsInFiles: readonly string[] = [permenpanrb142017.id, skmOnline16.id, skmOnline19.id];

/** @throws Problem survey.instrument_unknown */
export function findInstrument(id: string): Instrument {
  const instrument = Object.hasOwn(instruments, id) ? instruments[id] : undefined;
  if (!instrument) throw new Problem('survey.instrument_unknown', { instrument: id });
  return instrument;
}

/** What the rule calls an unsur; its id when the instrument has none of it. @throws Problem survey.instrument_unknown */
export function officialUnsurName(base: string, unsur: string): string {
  return findInstrument(base).unsur.find(({ id }) => id === unsur)?.name ?? unsur;
}
