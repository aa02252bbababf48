/**
 * A small deterministic source of chance (mulberry32 over an FNV-1a hash of the seed): the same seed gives the same answers on
 * every machine. For invented data only, never for secrets.
 */
export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** 0 ≤ whole number < n */
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
  /** A UUID of version 8 (RFC 9562: own layout), so that it can never be mistaken for a real answer's version 7. */
  id(): string;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

export function chanceOf(seed: string): Chance {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  return {
    next,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    id: () => `${hex(8)}-${hex(4)}-8${hex(3)}-${'89ab'[below(4)]}${hex(3)}-${hex(12)}`,
  };
}
