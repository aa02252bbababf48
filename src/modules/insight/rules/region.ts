/** The recap of a province: which offices there are, what each has published last, and in which columns. Pure, and never a ranking. */
import type { Figure } from '../../ikm/index.ts';
import type { RegionOffice } from '../../org/index.ts';
import { columnsOf, type UnsurColumn } from './columns.ts';

/** One published figure and the office it belongs to. */
export interface RecapLine {
  readonly office: RegionOffice;
  readonly figure: Figure;
}

export interface Recap {
  /** All offices of the province, and how many of them have published (in the period asked for). */
  readonly offices: number;
  readonly published: number;
  /** In the order of code, office, unit; filtered by words. */
  readonly lines: readonly RecapLine[];
  /** Offices without a figure (in the period asked for); filtered by words. */
  readonly silent: readonly RegionOffice[];
  /** Figures of units further down that are left out. */
  readonly below: number;
  readonly columns: readonly UnsurColumn[];
}

export interface RecapFilter {
  /** Words that must all stand in office, code or unit. */
  readonly search: string;
  /** Every unit, not only an office's highest ones. */
  readonly everyUnit: boolean;
}

/** What each office of the province says. `figures`: at most one of each unit, as `listFiguresOf` gives them. */
export function recapOf(offices: readonly RegionOffice[], figures: readonly Figure[], filter: RecapFilter): Recap {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (...texts: string[]) => words.every((word) => texts.join(' ').toLowerCase().includes(word));
  const byOffice = offices.map((office) => {
    const all = figures.filter(({ tenantId }) => tenantId === office.tenantId);
    return { office, all, shown: filter.everyUnit ? all : highestOf(all) };
  });
  const lines = byOffice.flatMap(({ office, shown }) =>
    shown
      .toSorted((a, b) => a.level - b.level || a.unitName.localeCompare(b.unitName, 'id') || (a.unitId < b.unitId ? -1 : 1))
      .map((figure) => ({ office, figure })),
  );
  return {
    offices: offices.length,
    published: byOffice.filter(({ all }) => all.length > 0).length,
    lines: lines.filter(({ office, figure }) => fits(office.name, office.code, figure.unitName)),
    silent: byOffice.filter(({ office, all }) => all.length === 0 && fits(office.name, office.code)).map(({ office }) => office),
    below: figures.length - lines.length,
    columns: columnsOf(lines.map(({ figure }) => figure)),
  };
}

/**
 * The figures at agency level: an office that publishes one figure of itself is that one; a government whose agencies publish each for
 * themselves is these. The level is that of the newest period, so that a figure of years ago does not hide what is published now.
 */
function highestOf(figures: readonly Figure[]): readonly Figure[] {
  const newest = figures
    .map(({ endsOn }) => endsOn)
    .toSorted()
    .at(-1);
  const level = Math.min(...figures.filter(({ endsOn }) => endsOn === newest).map((figure) => figure.level));
  return figures.filter((figure) => figure.level === level);
}

/** One kabupaten or kota as its code has it: every office with that code, and what is shown of them. */
export interface Area {
  /** `33.74` */
  readonly code: string;
  readonly kind: 'kabupaten' | 'kota';
  readonly offices: readonly RegionOffice[];
  readonly figures: readonly Figure[];
}

/** From here on the second pair of a kode wilayah is that of a kota; below it, of a kabupaten (how Kemendagri numbers them). */
const firstCity = 71;

/** The areas of a recap in the order of their codes, each once: those of its lines and those that have published nothing. */
export function areasOf({ lines, silent }: Pick<Recap, 'lines' | 'silent'>): Area[] {
  const offices = [...lines.map(({ office }) => office), ...silent];
  const codes = [...new Set(offices.map(({ code }) => code))].toSorted();
  return codes.map((code) => ({
    code,
    kind: Number(code.split('.')[1]) >= firstCity ? 'kota' : 'kabupaten',
    offices: [...new Map(offices.filter((office) => office.code === code).map((office) => [office.tenantId, office])).values()],
    figures: lines.filter(({ office }) => office.code === code).map(({ figure }) => figure),
  }));
}

/** The letter that all figures of an area share. */
export function letterOfArea({ figures }: Pick<Area, 'figures'>): Figure['mutu'] | 'mixed' | 'silent' {
  const letters = [...new Set(figures.map(({ mutu }) => mutu))];
  return letters.length > 1 ? 'mixed' : (letters[0] ?? 'silent');
}
