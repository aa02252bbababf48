/** Every instrument the house knows, by id. A new regulation is a new file beside this one and a line here. */
import { Problem } from '../../../kernel/problem.ts';
import type { Instrument } from './instrument.ts';
import { permenpanrb142017 } from './permenpanrb-14-2017.ts';

export const instruments: Readonly<Record<string, Instrument>> = {
  [permenpanrb142017.id]: permenpanrb142017,
};

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
