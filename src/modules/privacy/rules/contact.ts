/** Contact data: how it is read, compared and shown. */

/** What was left. At least one of phone and email is given. */
export interface ContactData {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** Longest name or address that is kept, in characters. */
export const longestField = 120;

/** A telephone number as it is compared: digits from the country code on, so that 0812…, +62 812… and 62812… are one. Null: not one. */
export function normalPhone(given: string): string | null {
  if (!/^[\d\s+().-]+$/.test(given)) return null;
  const digits = given.replace(/\D/g, '');
  const whole = digits.startsWith('62') ? digits : digits.startsWith('0') ? `62${digits.slice(1)}` : `62${digits}`;
  // A number written with another country code keeps it.
  const normal = given.trim().startsWith('+') ? digits : whole;
  return normal.length >= 9 && normal.length <= 15 ? normal : null;
}

/** An e-mail address as it is compared. Null: not one. */
export function normalEmail(given: string): string | null {
  const text = given.normalize('NFKC').trim().toLowerCase();
  return text.length <= longestField && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? text : null;
}

const dots = '••••';

/** `Siti Aminah` as `S•••• A••••`. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${[...word][0]}${dots}`)
    .join(' ');
}

/** The last three digits only. */
export function maskPhone(phone: string): string {
  return phone === '' ? '' : `${dots}${phone.replace(/\D/g, '').slice(-3)}`;
}

/** The first letter only: a domain may be a person's own. */
export function maskEmail(email: string): string {
  return email === '' ? '' : `${[...email][0]}${dots}@${dots}`;
}

/** Whether somebody of this age needs a guardian. Who has not said an age is not asked for one. */
export function needsGuardian(age: unknown, limit: number): boolean {
  return typeof age === 'number' && age < limit;
}
