/** A link that somebody opens, and the one answer that it takes. */
import { localDay } from '../../../kernel/dates.ts';
import { findLogScope, type PublicScope } from '../../../platform/auth/index.ts';
import { type Db, enter } from '../../../platform/db/db.ts';
import {
  findAnswerReceipt,
  type NewAnswer,
  type OpenCode,
  type StoreOutcome,
  storeAnswers,
  visitCode,
} from '../../survey/index.ts';
import { findLink, type Link, setLinkUsed } from '../store/links.ts';
import { hashOfLink, officeOfLink } from './sealed.ts';

/** Why a link opens no form. `forged`: we never made it, or it was cut on the way. */
export type Stopped = 'forged' | 'unknown' | 'used' | 'expired' | 'closed';

export interface OpenLink {
  readonly scope: PublicScope;
  readonly link: Link;
  readonly open: OpenCode;
  readonly stopped: null;
}

/** Looks a link up, in a transaction of no tenant, which is the office's afterwards. A used one says so, also after it ended. */
export async function visitLink(
  tx: Db,
  secret: string,
  text: string,
  now: Date,
): Promise<OpenLink | { readonly stopped: Stopped; readonly link: Link | null; readonly open: OpenCode | null }> {
  const none = { link: null, open: null };
  const office = officeOfLink(secret, text);
  if (office === null) return { stopped: 'forged', ...none };
  const scope = await findLogScope(tx, office);
  if (!scope) return { stopped: 'unknown', ...none };
  await enter(tx, scope);
  const link = await findLink(tx, scope, hashOfLink(text));
  // Made by us and not there: it ended so long ago that it was forgotten.
  if (!link) return { stopped: 'expired', ...none };
  const open = await visitCode(tx, link.code);
  if (link.usedOn !== null) return { stopped: 'used', link, open };
  if (!open || open.visit.closed || open.visit.services.length === 0) return { stopped: 'closed', link, open };
  if (localDay(now, open.visit.timeZone) > link.expiresOn) return { stopped: 'expired', link, open };
  return { scope, link, open, stopped: null };
}

/**
 * Stores the answer with what the link knows of the request, and marks the link as used on this day, both or neither. The mark names no answer and the answer no link. What came
 * before with this form comes to the same receipt again, or to a conflict where it says something else. Null: somebody was faster with the same link.
 */
export async function answerLink(tx: Db, open: OpenCode, link: Link, answer: NewAnswer, now: Date): Promise<StoreOutcome | null> {
  const isKnown = async () => (await findAnswerReceipt(tx, open.scope, answer.id)) !== null;
  const use = () => setLinkUsed(tx, open.scope, link.hash, localDay(now, open.visit.timeZone));
  // Looked at again where the link is used: the same form may have been on its way twice, and the first is in by now.
  if (!(await isKnown()) && !(await use()) && !(await isKnown())) return null;
  const [outcome] = await storeAnswers(tx, open.scope, [{ ...answer, apart: link.apart }]);
  return outcome ?? null;
}
