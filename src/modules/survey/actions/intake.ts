/** From a posted form to a stored answer. The only writer that goes through the group commit (architecture §5.2, §5.11). */

import { createHash } from 'node:crypto';
import { localDay } from '../../../kernel/dates.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { findIntakeScope, type IntakeScope } from '../../../platform/auth/index.ts';
import { type Db, enter, transact } from '../../../platform/db/db.ts';
import { translateDbError } from '../../../platform/db/errors.ts';
import { createGroupCommit, type GroupCommit } from '../../../platform/db/groupcommit.ts';
import { createSharedRead } from '../../../platform/db/sharedread.ts';
import { counter } from '../../../platform/metrics.ts';
import { createGate } from '../../../platform/web/gate.ts';
import { readNonce } from '../../../platform/web/nonce.ts';
import { type FieldError, type Posted, readContent } from '../inputs/form.ts';
import { type Channel, type Flag, type NewAnswer, publicChannels, type StoreOutcome } from '../rules/answer.ts';
import { isCode } from '../rules/codes.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import type { FormLang } from '../rules/languages.ts';
import { storeAnswers } from '../store/answers.ts';
import { findVisit, type Visit } from '../store/codes.ts';
import { findInstrument, peekInstrument } from '../store/instruments.ts';

/** An existing code: its scope, and what a visitor finds now. */
export interface OpenCode {
  readonly scope: IntakeScope;
  readonly visit: Visit;
}

/** Looks a code up, in a transaction of no tenant, which is the office's afterwards. Null: nobody has this code. */
export async function visitCode(tx: Db, code: string): Promise<OpenCode | null> {
  if (!isCode(code.toLowerCase())) return null;
  const scope = await findIntakeScope(tx, code);
  if (!scope) return null;
  await enter(tx, scope);
  const visit = await findVisit(tx, scope, scope.code);
  return visit && { scope, visit };
}

/** Where codes lead, for ten seconds: a code stays its office's for ever, so what may be old is only that an office is gone. */
const known = new WeakMap<Db, Map<string, { readonly scope: IntakeScope; readonly until: number }>>();
const knownMs = 10_000;
const mostKnown = 5000;

async function scopeOf(root: Db, code: string, now: number): Promise<IntakeScope | null> {
  const codes = known.get(root) ?? new Map<string, { readonly scope: IntakeScope; readonly until: number }>();
  known.set(root, codes);
  const held = codes.get(code);
  if (held && held.until > now) return held.scope;
  const scope = await findIntakeScope(root, code);
  codes.delete(code);
  if (codes.size >= mostKnown) codes.delete(codes.keys().next().value ?? '');
  if (scope) codes.set(code, { scope, until: now + knownMs });
  return scope;
}

/** A village that answers one poster at the same time is one question to the database. */
const glances = new WeakMap<Db, ReturnType<typeof createSharedRead<Visit | null>>>();

function glancesOf(root: Db) {
  const known = glances.get(root) ?? createSharedRead<Visit | null>();
  glances.set(root, known);
  return known;
}

/** The same on the root handle: one round trip to the database and no transaction, for what everybody opens. */
export async function glanceCode(root: Db, code: string): Promise<OpenCode | null> {
  const given = code.toLowerCase();
  if (!isCode(given)) return null;
  try {
    const scope = await scopeOf(root, given, Date.now());
    if (!scope) return null;
    const visit = await glancesOf(root)(`${scope.tenantId}|${scope.code}`, () => findVisit(root, scope, scope.code));
    if (visit) return { scope, visit };
    // What was remembered is old: the directory says what became of it.
    known.get(root)?.delete(given);
    await findIntakeScope(root, given);
    return null;
  } catch (error) {
    throw translateDbError(error);
  }
}

/** How a reader gets at versions of the questionnaire: those that never change need no database. */
export type FindVersion = (id: string) => Promise<SurveyInstrument | null>;

export function versionsOf(root: Db, scope: IntakeScope): FindVersion {
  return async (id) =>
    peekInstrument(scope, id) ?? (await transact(root, scope, (tx) => findInstrument(tx, scope, id), { readOnly: true }));
}

/** What an address or a hidden field may say about the way in; anything else is a link. */
export function publicChannel(given: string | undefined): Channel {
  return publicChannels.find((channel) => channel === given) ?? 'link';
}

/** A short name for the state of a version that nobody has answered yet and that may still change. */
export function lookOf(instrument: SurveyInstrument): string {
  return createHash('sha256').update(JSON.stringify(instrument.changes)).digest('base64url').slice(0, 8);
}

/** How long a form may lie open before its nonce counts as old, in milliseconds: two days. */
const nonceLife = 48 * 3600 * 1000;
/** Milliseconds per question that nobody can read in. */
export const fastestPerItem = 700;

/** A form that was read: an answer to store, or what must be mended. */
export type ReadForm =
  | { readonly ok: true; readonly answer: NewAnswer; readonly channel: Channel }
  | {
      readonly ok: false;
      readonly instrument: SurveyInstrument;
      readonly errors: Readonly<Record<string, FieldError>>;
      readonly channel: Channel;
    };

/** Reads a posted form of a code. Nothing that looks odd is refused: it becomes a flag. */
export async function readForm(
  find: FindVersion,
  open: OpenCode,
  posted: Posted,
  about: { secret: string; now: Date; lang: FormLang /** The way in where the server knows it. */; channel?: Channel },
): Promise<ReadForm | null> {
  const { scope, visit } = open;
  const channel = about.channel ?? publicChannel(posted.channel);
  const [only] = visit.services.length === 1 ? visit.services : [];
  const service = only ?? visit.services.find((one) => one.id === posted.service);
  const current = await find((service ?? visit.services[0])?.instrumentId ?? '');
  if (!current) return null;
  const instrument = await answeredInstrument(find, current, posted);
  const content = readContent(posted, instrument, localDay(about.now, visit.timeZone), { complete: true });
  const changed = instrument.frozenAt === null && posted.look !== undefined && posted.look !== lookOf(instrument);
  const errors: Record<string, FieldError> = {
    ...(changed ? { look: 'changed' } : {}),
    ...(service ? {} : { service: 'missingService' }),
    ...content.errors,
  };
  if (!service || Object.keys(errors).length > 0) return { ok: false, instrument, errors, channel };
  const nonce = readNonce(about.secret, scope.code, posted.nonce ?? '', about.now);
  const flags: Flag[] = [];
  if (!nonce.genuine || (nonce.age ?? 0) > nonceLife) flags.push('nonce');
  else if ((nonce.age ?? 0) < instrument.items.length * fastestPerItem) flags.push('fast');
  if (posted.homepage) flags.push('honeypot');
  const answer: NewAnswer = {
    id: nonce.id ?? newId(),
    serviceId: service.id,
    instrumentId: instrument.id,
    channel,
    serviceOn: content.serviceOn,
    receivedAt: about.now,
    scores: content.scores,
    own: content.own,
    profile: content.profile,
    comment: content.comment,
    lang: about.lang,
    flags,
    code: scope.code,
  };
  return { ok: true, answer, channel };
}

/** Who opened the form before the questionnaire got a new version still answers the old one: it is what they read. */
async function answeredInstrument(find: FindVersion, current: SurveyInstrument, posted: Posted): Promise<SurveyInstrument> {
  const id = posted.instrument ?? '';
  if (id === current.id || !isId(id)) return current;
  const old = await find(id);
  return old && old.frozenAt !== null && old.questionnaireId === current.questionnaireId ? old : current;
}

const received = counter('suara_answers_total', 'Answers from forms, by what became of them: stored, repeated or in conflict.');

interface Sent {
  readonly scope: IntakeScope;
  readonly answer: NewAnswer;
}

/** One line of senders per database: the demonstration and the real one may live in one process. */
const lines = new WeakMap<Db, GroupCommit<Sent, StoreOutcome>>();

function lineOf(root: Db): GroupCommit<Sent, StoreOutcome> {
  const known = lines.get(root);
  if (known) return known;
  const line = createGroupCommit<Sent, StoreOutcome>({
    commit: async (_tenantId, sent) => {
      const [first] = sent;
      // All items of a batch are of one tenant, so any of their scopes may write them.
      return first
        ? storeAnswers(
            root,
            first.scope,
            sent.map((one) => one.answer),
          )
        : [];
    },
  });
  lines.set(root, line);
  return line;
}

/** Answers of one link that wait to be stored: a flood on one leaves room for the others. Who is over is told to send again, with everything kept. */
const gate = createGate(400, () => new Problem('db.busy'));

/** Stores one answer together with others of the same office that arrive now; resolves after the commit. Needs the root handle. @throws Problem db.busy */
export async function submitAnswer(root: Db, scope: IntakeScope, answer: NewAnswer): Promise<StoreOutcome> {
  const outcome = await gate(scope.code, () => lineOf(root).submit(scope.tenantId, { scope, answer }));
  received.add(1, { state: outcome.state });
  return outcome;
}
