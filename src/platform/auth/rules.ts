import { isBreached } from './breached.ts';
import { commonWords } from './common-words.ts';
import { minPasswordLength } from './passwords.ts';
import { type Actor, type ActorRole, operatorRole, type Role, roles } from './scope.ts';

/** Everything that shapes the office or goes to the public belongs to an administrator. */
export function isAdmin(actor: Actor): boolean {
  return actor.role === 'admin';
}

/** The head of the office, who agrees to what binds it. */
export function isHead(actor: Actor): boolean {
  return actor.role === 'head';
}

/** The bureau (Biro or Bagian Organisasi) that looks over offices. */
export function isCoordinator(actor: Actor): boolean {
  return actor.role === 'coordinator';
}

/** Whoever looks after the quality of the data. */
export function isReviewer(actor: Actor): boolean {
  return actor.role === 'reviewer';
}

const among = (...known: readonly Role[]) => new Set<ActorRole>(known);
const readers = among('admin', 'head', 'coordinator', 'officer', 'reviewer', 'auditor');
const workers = among('admin', 'officer');
const keyers = among('admin', 'officer', 'companion', 'surveyor');

/** Everybody who works here in whatever role: the own account, the home page, the search. */
export function isMember(actor: Actor): boolean {
  return (roles as readonly string[]).includes(actor.role);
}

/** Whoever signs in at all, operators without an office among them: the own account. */
export function hasAccount(actor: Actor): boolean {
  return isMember(actor) || actor.role === operatorRole;
}

/** Whoever may see the office's own figures and single answers before anything is published. */
export function isReader(actor: Actor): boolean {
  return readers.has(actor.role);
}

/** Whoever does the office's daily work. */
export function isWorker(actor: Actor): boolean {
  return workers.has(actor.role);
}

/** Whoever enters answers that others gave. */
export function isKeyer(actor: Actor): boolean {
  return keyers.has(actor.role);
}

/** Whoever reads all and changes nothing. */
export function isAuditor(actor: Actor): boolean {
  return actor.role === 'auditor';
}

type PasswordRefusal = 'auth.password_short' | 'auth.password_is_email' | 'auth.password_breached' | 'auth.password_guessable';

/** Why a password is refused; null when it is good. Length counts characters, not bytes. */
export function refusePassword(password: string, email: string): PasswordRefusal | null {
  if ([...password].length < minPasswordLength) return 'auth.password_short';
  if (password.toLowerCase() === email.toLowerCase()) return 'auth.password_is_email';
  if (isBreached(password)) return 'auth.password_breached';
  if (isGuessable(password, email)) return 'auth.password_guessable';
  return null;
}

const standIns: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/**
 * Nothing but figures (a telephone number, a date of birth, a NIP), one or two characters over and over, or a single common word or
 * part of one's own address, however often it is repeated and whatever figures and signs surround it.
 */
function isGuessable(password: string, email: string): boolean {
  const small = password.normalize('NFKC').toLowerCase();
  if (/^[\d\s.+-]*$/.test(small) || new Set(small).size <= 2) return true;
  const own = new Set(
    email
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((part) => part.length >= 3),
  );
  const isCommon = (word: string) => commonWords.has(word) || own.has(word);
  const letters = (text: string) => text.replace(/[^a-z]/g, '');
  // "P@ssw0rd2024!": first the figures and signs around the word go, then those that stand for letters are read as letters.
  const core = small.replace(/^[^a-z@$]+|[^a-z]+$/g, '');
  const read = core.replace(/[013457@$]/g, (sign) => standIns[sign] ?? sign);
  return [letters(core), letters(read)].some((word) => isCommon(word) || isRepeated(word, isCommon));
}

function isRepeated(word: string, isCommon: (word: string) => boolean): boolean {
  for (let length = 1; length <= word.length / 2; length++) {
    const part = word.slice(0, length);
    if (word.length % length === 0 && part.repeat(word.length / length) === word) return length <= 2 || isCommon(part);
  }
  return false;
}
