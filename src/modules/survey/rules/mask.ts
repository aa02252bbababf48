/**
 * Personal data that people write into comments. Masked wherever comments are shown or leave the house; the answer itself stays as
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

const defaultWords: MaskWords = { email: '[surel disamarkan]', phone: '[nomor telepon disamarkan]', nik: '[NIK disamarkan]' };

/**
 * Hides e-mail addresses, the 16 digits of a NIK (or family card), and telephone numbers as Indonesia writes them: `0812…`, `+62 812…`,
 * `62812…`, `812…`, `(021) 555…`. Sums of money and dates stay.
 */
export function maskPersonal(text: string, words: MaskWords = defaultWords): string {
  return text.replace(email, words.email).replace(digits, (found) => {
    const bare = found.replace(/\D/g, '');
    if (bare.length >= 16) return words.nik;
    if (/^\d{1,3}(\.\d{3})+$/.test(found)) return found;
    if (/^\d{1,4}[-. ]\d{1,2}[-. ]\d{2,4}([ .-]|$)/.test(found) && bare.length <= 12 && isDateLike(found)) return found;
    const phone = /^(?:\+|\(?0|62)/.test(found) ? bare.length >= 8 : /^8/.test(bare) && bare.length >= 9 && bare.length <= 13;
    return phone ? words.phone : found;
  });
}

function isDateLike(text: string): boolean {
  const parts = text.split(/[-. ]/).map(Number);
  const [a = 0, b = 0, c = 0] = parts;
  const month = b >= 1 && b <= 12;
  return month && ((a >= 1 && a <= 31 && c >= 1900 && c <= 2100) || (a >= 1900 && a <= 2100 && c >= 1 && c <= 31));
}
