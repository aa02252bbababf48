/** What `npm run bench` and `npm run prove` hand to a measurement. The same seed gives the same work. */
export interface MeasureContext {
  readonly seed: number;
  /** Progress for the person who waits. */
  readonly log: (line: string) => void;
}

/**
 * A measurement: `export const bench: Measurement` (seconds, with its peer or limit in the same run) and, where there is more to show,
 * `export const prove: Measurement` (minutes). Returns raw results as plain data; no figure is typed by hand anywhere.
 */
export type Measurement = (context: MeasureContext) => Promise<Readonly<Record<string, unknown>>>;
