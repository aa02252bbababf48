/** The names of periods. */
import { findPeriod, type PeriodKind } from '../../../kernel/period.ts';
import { formatDate, type Lang } from '../../../platform/i18n/index.ts';

const roman = ['I', 'II', 'III', 'IV'] as const;

const monthFormat: Record<Lang, Intl.DateTimeFormat> = {
  id: new Intl.DateTimeFormat('id-ID', { month: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }),
};

function monthName(month: number, lang: Lang): string {
  return monthFormat[lang].format(Date.UTC(2024, month - 1, 1));
}

/** A period's name for people: `Triwulan III 2024`, `Semester I 2024`, `Juli 2024`, `Tahun 2024`. What is no period code stays as it is. */
export function periodName(code: string, lang: Lang): string {
  const period = findPeriod(code);
  return period ? `${partName(period.kind, period.part, lang)} ${period.year}` : code;
}

/** The name of a part of any year: `Triwulan III`, `Semester I`, `Juli`, `Tahun`. */
export function partName(kind: PeriodKind, part: number, lang: Lang): string {
  if (kind === 'month') return monthName(part, lang);
  if (kind === 'year') return lang === 'id' ? 'Tahun' : 'Year';
  const numeral = roman[part - 1] ?? String(part);
  if (kind === 'quarter') return lang === 'id' ? `Triwulan ${numeral}` : `Quarter ${numeral}`;
  return lang === 'id' ? `Semester ${numeral}` : `Half-year ${numeral}`;
}

/** The days of a period: `1 Juli 2024 – 30 September 2024`. */
export function periodDays(period: { readonly startsOn: string; readonly endsOn: string }, lang: Lang): string {
  return `${formatDate(period.startsOn, lang)} – ${formatDate(period.endsOn, lang)}`;
}
