/** What comes of a table of N and of who was served: each line's effect, or why it has none. What the table does not name stays as it is. Pure. */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { Basis, Denominator, FrameLevel, Quality } from '../../org/index.ts';
import {
  type FrameField,
  type FrameProblem,
  type FrameReading,
  type findFrameHeader,
  findPlace,
  type Place,
  readLine,
  type Told,
} from './frame-line.ts';

const nameOf = (place: Place, told: Told): string =>
  [place.id, ...(told.kind === 'level' ? [told.dimension, told.level] : told.kind === 'part' ? [told.channel] : [])].join(' ');

/** One line that is taken: what stood there, and what will. */
export interface FrameChange {
  readonly line: number;
  readonly serviceId: string;
  readonly told: Told;
  readonly before: number | null;
  /** Nothing changes by it, not even what N rests on. */
  readonly same: boolean;
}

/** What is worth a look, and hinders nothing. */
export type FrameNote =
  | { readonly kind: 'exceeds'; readonly serviceId: string; readonly n: number; readonly population: number }
  | { readonly kind: 'parts'; readonly serviceId: string; readonly sum: number; readonly population: number }
  | {
      readonly kind: 'levels';
      readonly serviceId: string;
      readonly dimension: string;
      readonly sum: number;
      readonly population: number;
    };

/** All that a service will have. */
export interface NextDenominator {
  readonly serviceId: string;
  readonly population: number;
  readonly source: string;
  /** N or its description changes, or what was carried over is confirmed. */
  readonly populationSet: boolean;
  readonly basis: Basis | null;
  readonly quality: Quality | null;
  readonly countedOn: LocalDay | null;
  readonly parts: Denominator['parts'];
  readonly frame: readonly FrameLevel[];
}

export interface FramePlan {
  readonly changes: readonly FrameChange[];
  readonly refused: readonly { readonly line: number; readonly problem: FrameProblem }[];
  /** Lines without a number. */
  readonly empty: number;
  readonly notes: readonly FrameNote[];
  /** Services where something changes. */
  readonly next: readonly NextDenominator[];
}

/** What would come of a table: each line's effect or the reason why it has none. */
export function planFrame({ columns, rows }: NonNullable<ReturnType<typeof findFrameHeader>>, about: FrameReading): FramePlan {
  const refused: { line: number; problem: FrameProblem }[] = [];
  const taken: { line: number; place: Place; told: Told }[] = [];
  const seen = new Set<string>();
  let before: Place | null = null;
  let empty = 0;
  for (const { line, cells } of rows) {
    if (cells.every((cell) => String(cell ?? '').trim() === '')) continue;
    const cell = (field: FrameField) => cells[columns.get(field) ?? -1] ?? null;
    const read = readLine(cell, before, about);
    // The name also leads the lines below one that says no more than the name.
    const named = String(cell('service') ?? '').trim();
    if (named !== '') {
      const place = findPlace(named, null, about);
      before = typeof place === 'string' ? null : place;
    }
    if (read === null) empty++;
    else if (typeof read === 'string') refused.push({ line, problem: read });
    else if (seen.has(nameOf(read.place, read.told))) refused.push({ line, problem: 'twice' });
    else {
      seen.add(nameOf(read.place, read.told));
      taken.push({ line, ...read });
    }
  }
  const changes: FrameChange[] = [];
  const notes: FrameNote[] = [];
  const next: NextDenominator[] = [];
  for (const place of about.services) {
    const lines = taken.filter((one) => one.place === place);
    if (lines.length === 0) continue;
    const total = lines.find(({ told }) => told.kind === 'population');
    if (!total && !place.denominator) {
      for (const { line } of lines) refused.push({ line, problem: 'noPopulation' });
      continue;
    }
    const result = nextOf(
      place,
      lines.map(({ told }) => told),
    );
    const own = lines.map(({ line, told }) => changeOf(line, place, told, result));
    changes.push(...own);
    notes.push(...notesOf(place, result));
    if (own.some(({ same }) => !same)) next.push(result);
  }
  const inOrder = <T extends { readonly line: number }>(all: T[]) => all.toSorted((a, b) => a.line - b.line);
  return { changes: inOrder(changes), refused: inOrder(refused), empty, notes, next };
}

function nextOf(place: Place, told: readonly Told[]): NextDenominator {
  const now = place.denominator;
  const total = told.find((one) => one.kind === 'population');
  const population = total?.population ?? now?.population ?? 0;
  // Another number rests on something else, until somebody says what: as where it is typed in.
  const kept = now?.population === population ? now : null;
  const parts = new Map((now?.parts ?? []).map((one) => [one.channel, one]));
  const frame = new Map(place.frame.map((one) => [`${one.dimension} ${one.level}`, one]));
  for (const one of told) {
    if (one.kind === 'part')
      parts.set(one.channel, {
        channel: one.channel,
        population: one.population,
        basis: one.basis ?? parts.get(one.channel)?.basis ?? null,
      });
    if (one.kind === 'level')
      frame.set(`${one.dimension} ${one.level}`, { dimension: one.dimension, level: one.level, population: one.population });
  }
  const source = total?.source ?? kept?.source ?? '';
  return {
    serviceId: place.id,
    population,
    source,
    populationSet:
      total !== undefined && (now === null || place.carried || now.population !== population || now.source !== source),
    basis: total?.basis ?? kept?.basis ?? null,
    quality: total?.quality ?? kept?.quality ?? null,
    countedOn: total?.countedOn ?? kept?.countedOn ?? null,
    parts: [...parts.values()],
    frame: [...frame.values()],
  };
}

function changeOf(line: number, place: Place, told: Told, next: NextDenominator): FrameChange {
  const now = place.denominator;
  const at = { line, serviceId: place.id, told };
  if (told.kind === 'population') {
    const rest = now?.basis === next.basis && now.quality === next.quality && now.countedOn === next.countedOn;
    return { ...at, before: now?.population ?? null, same: rest && !next.populationSet };
  }
  if (told.kind === 'part') {
    const part = now?.parts.find(({ channel }) => channel === told.channel);
    return {
      ...at,
      before: part?.population ?? null,
      same: part?.population === told.population && (told.basis === undefined || told.basis === part.basis),
    };
  }
  const level = place.frame.find((one) => one.dimension === told.dimension && one.level === told.level);
  return { ...at, before: level?.population ?? null, same: level?.population === told.population };
}

function notesOf({ id: serviceId, n }: Place, { population, parts, frame }: NextDenominator): FrameNote[] {
  const sumOf = (all: readonly { readonly population: number }[]) => all.reduce((sum, one) => sum + one.population, 0);
  const notes: FrameNote[] = [];
  if (n > population) notes.push({ kind: 'exceeds', serviceId, n, population });
  if (parts.length > 0 && sumOf(parts) !== population) notes.push({ kind: 'parts', serviceId, sum: sumOf(parts), population });
  for (const dimension of new Set(frame.map((one) => one.dimension))) {
    const sum = sumOf(frame.filter((one) => one.dimension === dimension));
    if (sum !== population) notes.push({ kind: 'levels', serviceId, dimension, sum, population });
  }
  return notes;
}
