/**
 * Personal data that people write into comments and into answers of their own words. Masked wherever these are shown or leave the house; the answer itself stays as
 * it was sent. Names cannot be recognised by a rule: somebody reads every comment before it is published.
 */
const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** A run of digits, perhaps grouped by single spaces, dots, dashes or brackets. */
const digits = /\+?\(?\d(?:[ .\-()]{0,2}\d){7,}/g;

/** The words put in the place of what was hidden. */
export interface MaskWords {
  readonly email: string;
  readonly phone: string;
  readonly nik: string;
}

/**
 * Hides e-mail addresses, the 16 digits of a NIK (or family card), and telephone numbers as Indonesia writes them: `0812…`, `+62 812…`,
 * `62812…`, `812…`, `(021) 555…`. Sums of money and dates stay.
 */
export function maskPersonal(text: string, words: MaskWords): string {
  return text.replace(email, words.email).replace(digits, (found) => {
    const bare = found.replace(/\D/g, '');
    if (bare.length >= 16) return words.nik;
    if (plainFigures.some((pattern) => pattern.test(found)) || isDate(found)) return found;
    const phone = /^(?:\+|\(?0|62)/.test(found) ? bare.length >= 8 : /^8/.test(bare) && bare.length >= 9 && bare.length <= 13;
    return phone ? words.phone : found;
  });
}

/** Answers to questions of the office, by question: what was written is masked as comments are, what was chosen stays. */
export function maskOwn(
  own: Readonly<Record<string, number | string>>,
  words: MaskWords,
): Readonly<Record<string, number | string>> {
  return Object.fromEntries(
    Object.entries(own).map(([id, value]) => [id, typeof value === 'string' ? maskPersonal(value, words) : value]),
  );
}

/** Sums of money with their points, and hours such as 08.30-12.00. */
const plainFigures = [/^\d{1,3}(\.\d{3})+$/, /^\d{1,2}\.\d{2} ?- ?\d{1,2}\.\d{2}$/];

/** A day such as 12-10-2024 or 2024-10-12, perhaps with an hour behind it. */
function isDate(text: string): boolean {
  const found = /^(\d{1,4})[-. ](\d{1,2})[-. ](\d{1,4})(?:[ .-]{1,3}\d{1,2}(?:[. ]?\d{2})?)?$/.exec(text);
  if (!found) return false;
  const [first = 0, month = 0, last = 0] = found.slice(1).map(Number);
  const isYear = (year: number) => year >= 1900 && year <= 2100;
  const isDay = (day: number) => day >= 1 && day <= 31;
  return month >= 1 && month <= 12 && ((isDay(first) && isYear(last)) || (isYear(first) && isDay(last)));
}
