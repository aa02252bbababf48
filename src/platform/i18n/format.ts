import type { Lang } from './texts.ts';

const locale: Record<Lang, string> = { id: 'id-ID', en: 'en-GB' };

/** Making a formatter takes a hundred times as long as using one, and a page has many figures and dates. */
function kept<K extends string, T>(make: (lang: Lang, of: K) => T): (lang: Lang, of: K) => T {
  const made = new Map<string, T>();
  return (lang, of) => {
    const key = `${lang} ${of}`;
    const format = made.get(key) ?? make(lang, of);
    made.set(key, format);
    return format;
  };
}

const numberFormat = kept(
  (lang, digits: `${number}`) =>
    new Intl.NumberFormat(locale[lang], { minimumFractionDigits: Number(digits), maximumFractionDigits: Number(digits) }),
);
const dateFormat = kept(
  (lang, zone: string) =>
    new Intl.DateTimeFormat(locale[lang], { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }),
);
const timeFormat = kept(
  (lang, zone: string) =>
    new Intl.DateTimeFormat(locale[lang], { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone }),
);

/** `1250` → `1.250` (id), `1,250` (en). */
export function formatInteger(value: number, lang: Lang): string {
  return numberFormat(lang, '0').format(value);
}

/** A count that stopped at `most`: `1.000+` where there may be more. */
export function formatUpTo(value: number, most: number, lang: Lang): string {
  return `${formatInteger(value, lang)}${value < most ? '' : '+'}`;
}

/**
 * A published decimal, given as text with a point so that no binary rounding can touch it: `"88.31"` → `88,31` (id).
 * Numbers are accepted for quantities that are not published figures (axis ticks, shares).
 */
export function formatDecimal(value: string | number, lang: Lang, digits = 2): string {
  if (typeof value === 'number') return numberFormat(lang, `${digits}`).format(value);
  const [whole = '0', fraction = ''] = value.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, lang === 'id' ? '.' : ',');
  return fraction ? `${grouped}${lang === 'id' ? ',' : '.'}${fraction}` : grouped;
}

/** A share 0..1 as `12 %` (id) or `12%` (en). */
export function formatPercent(share: number, lang: Lang, digits = 0): string {
  return `${numberFormat(lang, `${digits}`).format(share * 100)}${lang === 'id' ? '\u00a0%' : '%'}`;
}

/** A local date `2024-10-15` as `15 Oktober 2024`. The date is not shifted by any time zone. */
export function formatDate(date: string, lang: Lang): string {
  const [y = 1970, m = 1, d = 1] = date.split('-').map(Number);
  return dateFormat(lang, 'UTC').format(Date.UTC(y, m - 1, d));
}

const zoneName: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** An instant in a time zone: `15 Oktober 2024 pukul 09.30 WIB`. */
export function formatDateTime(instant: Date, zone: string, lang: Lang): string {
  const [date, time] = [dateFormat(lang, zone).format(instant), timeFormat(lang, zone).format(instant)];
  return lang === 'id' ? `${date} pukul ${time} ${zoneName[zone] ?? zone}` : `${date}, ${time} ${zoneName[zone] ?? zone}`;
}
