/** Two programs in turn: on a machine that others use too, the two of one round have the same neighbours. */

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The median is the upper one of an even number. @throws RangeError for no values. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, median, max] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  if (min === undefined || median === undefined || max === undefined) throw new RangeError('no values');
  return { min, median, max };
}

export interface Reading {
  readonly seconds: number;
  /** Null where the machine does not tell. */
  readonly peak_mb: number | null;
}

/** One of the two over all rounds. */
export interface Measured<T extends Reading> {
  readonly seconds: Spread;
  readonly peak_mb: Spread | null;
  readonly readings: readonly T[];
}

function measured<T extends Reading>(readings: readonly T[]): Measured<T> {
  const peaks = readings.flatMap(({ peak_mb }) => peak_mb ?? []);
  return {
    seconds: spread(readings.map(({ seconds }) => seconds)),
    peak_mb: peaks.length === readings.length ? spread(peaks) : null,
    readings,
  };
}

export interface Comparison<Ours extends Reading, Peer extends Reading> {
  readonly rounds: number;
  readonly ours: Measured<Ours>;
  readonly peer: Measured<Peer>;
  /** Ours ÷ peer, round by round. */
  readonly ratio_seconds: Spread;
  /** The same of the medians. */
  readonly ratio_peak_mb: number | null;
}

const said = ({ seconds, peak_mb }: Reading) => `${seconds.toFixed(2)} s ${peak_mb?.toFixed(0) ?? '?'} MB`;

/** The same without a peer. */
export async function alone<T extends Reading>(
  rounds: number,
  program: () => Promise<T>,
  log: (line: string) => void,
): Promise<Measured<T>> {
  const readings: T[] = [];
  for (let round = 0; round < rounds; round++) {
    const reading = await program();
    readings.push(reading);
    log(said(reading));
  }
  return measured(readings);
}

/** Runs both in turn, and says each reading. */
export async function compare<Ours extends Reading, Peer extends Reading>(
  rounds: number,
  programs: { readonly ours: () => Promise<Ours>; readonly peer: () => Promise<Peer> },
  log: (line: string) => void,
): Promise<Comparison<Ours, Peer>> {
  const ours: Ours[] = [];
  const peer: Peer[] = [];
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [await programs.ours(), await programs.peer()];
    ours.push(a);
    peer.push(b);
    log(`${said(a)} · ${said(b)}`);
  }
  const [a, b] = [measured(ours), measured(peer)];
  return {
    rounds,
    ours: a,
    peer: b,
    ratio_seconds: spread(ours.map(({ seconds }, at) => seconds / (peer[at]?.seconds ?? Number.NaN))),
    ratio_peak_mb: a.peak_mb && b.peak_mb ? a.peak_mb.median / b.peak_mb.median : null,
  };
}
