/** Notices as mails: what happened in the office's own words, where to read on and how to end it. Nothing of a respondent, no id. Pure. */

import type { Lang } from '../i18n/index.ts';
import type { Mail } from '../mail/index.ts';
import type { NoticeWords } from './kinds.ts';
import { noticeTexts } from './texts.ts';

/** Titles that a daily mail prints; the rest is a count. */
const most = 20;

export interface MailFrame {
  readonly to: string;
  readonly lang: Lang;
  readonly office: string;
  /** The origin of the office's addresses; null where it has none yet, and then the mail says where to look. */
  readonly origin: string | null;
}

/** One line of a header: nothing in a name may begin another header. */
const line = (text: string): string => text.replace(/[\r\n\t]+/g, ' ').slice(0, 200);

function foot({ lang, office, origin }: MailFrame): string {
  const t = noticeTexts[lang].mail;
  return [
    origin === null ? t.readThere : t.readAt(`${origin}/pemberitahuan`),
    origin === null ? t.endThere : t.endAt(`${origin}/akun/pemberitahuan`),
    `-- \n${t.sentFor(office)}`,
  ].join('\n\n');
}

/** A mail about one thing. */
export function mailOf(words: NoticeWords, frame: MailFrame): Mail {
  return { to: frame.to, subject: line(words.title), text: `${[words.text, foot(frame)].filter(Boolean).join('\n\n')}\n` };
}

/** The mail of a day. */
export function digestOf(all: readonly NoticeWords[], frame: MailFrame): Mail {
  const t = noticeTexts[frame.lang].mail;
  const lines = all
    .slice(0, most)
    .map(({ title, text }) => `* ${title}${text === '' ? '' : `\n  ${text.replaceAll('\n', '\n  ')}`}`);
  if (all.length > most) lines.push(t.more(all.length - most));
  return { to: frame.to, subject: line(t.digest(all.length, frame.office)), text: `${[...lines, foot(frame)].join('\n\n')}\n` };
}
