/** What a kind of notice is. */
import type { z } from 'zod';
import { narrow, type Person } from '../auth/narrow.ts';
import type { Actor } from '../auth/scope.ts';
import type { Lang } from '../i18n/index.ts';

/** How a kind is mailed; the inbox has it in any case. */
export const mailChoices = ['off', 'at_once', 'daily'] as const;
export type MailChoice = (typeof mailChoices)[number];

/** What the writing of a notice needs to know of its kind. */
export interface NoticeBasis {
  /** Known to the settings and to the table: never renamed. */
  readonly name: string;
  /** Where the person chose nothing. */
  readonly defaultMail: MailChoice;
  /** Whoever can do something about it, and nobody else. */
  readonly mayReceive: (actor: Actor) => boolean;
  /** Whether a role on a node counts too; otherwise only one in the whole office. */
  readonly branch: boolean;
}

export interface NoticeWords {
  readonly title: string;
  readonly text: string;
}

/** A kind of notice, declared by a module at its door. */
export interface NoticeKind extends NoticeBasis {
  readonly label: (lang: Lang) => string;
  /** What brings it about, in a sentence for the settings. */
  readonly trigger: (lang: Lang) => string;
  /** The data of one as words: counts, days and names of the office's own; they go into mails, so nothing of a respondent. */
  words(data: unknown, lang: Lang): NoticeWords;
}

/** Declares a kind over the shape of its data, which is what the table keeps as JSON. */
export function defineNotice<S extends z.ZodType>(
  schema: S,
  kind: Omit<NoticeKind, 'words'> & { words(data: z.infer<S>, lang: Lang): NoticeWords },
): NoticeKind & { readonly data: (given: z.infer<S>) => unknown } {
  return {
    ...kind,
    data: (given) => schema.parse(given),
    words: (data, lang) => {
      const read = schema.safeParse(data);
      // Written by another version of the program: what it is about still stands.
      return read.success ? kind.words(read.data, lang) : { title: kind.label(lang), text: '' };
    },
  };
}

/** Whether somebody has a role that receives the kind, and on which nodes; null where not. A reach of null is the whole office. */
export function reachFor(person: Person, kind: NoticeBasis): { readonly nodes: readonly string[] | null } | null {
  const able = narrow(person, kind.mayReceive, { branch: kind.branch });
  return able && { nodes: able.scope.reach };
}

/** The kinds among these that somebody receives today. */
export function kindsOf<K extends NoticeBasis>(person: Person, kinds: readonly K[]): readonly K[] {
  return kinds.filter((kind) => reachFor(person, kind) !== null);
}
