/** Seals on the tallies of closed periods: made after a recount, compared by `suara verify`, removed where somebody changes what they fix. */
import { sql } from 'kysely';
import type { LocalDay } from '../../../kernel/dates.ts';
import type { JobScope, OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { isStatement, signStatement } from '../../../platform/ledger/index.ts';
import type { SurveyTables } from '../tables.ts';
import { lockUncounting } from './answers.ts';
import { recountTallies } from './recount.ts';

/** Days with both ends. */
export interface Span {
  readonly from: LocalDay;
  readonly to: LocalDay;
}

/** Days after closing when a period is sealed: until then answers are still looked at and taken out. */
export const sealAfterDays = 30;

/** What the tallies of some days come to, without what came after closing. */
interface Digest {
  readonly rows: number;
  readonly answers: number;
  /** SHA-256 over the rows as text, in order. */
  readonly digest: Buffer;
}

const two = (slot: number): string => String(slot).padStart(2, '0');
const slots = Array.from({ length: 12 }, (_, at) => two(at + 1));
/** Named one by one: a column that a later version adds does not break the seals of before. */
const counters = [
  ...slots.flatMap((a) => [`u${a}_n`, `u${a}_s`]),
  ...slots.flatMap((a, at) => slots.slice(at).flatMap((b) => [`p${a}${b}_n`, `p${a}${b}_s`])),
];
const pieces = (apart: readonly string[]) =>
  ['service_id', 'instrument_id', 'day', 'channel', ...apart, 'n', 'item_counts::text', 'mapped_sums::text'].join(', ');
/** In lists of at most 90: a function takes a hundred arguments. */
const counterTexts = Array.from(
  { length: Math.ceil(counters.length / 90) },
  (_, at) => `concat_ws('|', ${counters.slice(at * 90, at * 90 + 90).join(', ')})`,
);
const lineOf = (apart: readonly string[]) => `concat_ws('|', ${pieces(apart)}, ${counterTexts.join(', ')})`;

/** A row that counts nobody and adds nothing. One that counts nobody and adds to a sum was made by hand: every index would take it along. */
const nothing = `n = 0 and 0 = all(item_counts) and 0 = all(mapped_sums) and 0 = all(array[${counters.join(', ')}])`;

/** The digest of these days as the tables have them now; a row of nothing is as good as none. */
export async function digestTallies(db: Db, scope: Scope, { from, to }: Span): Promise<Digest> {
  const rowsOf = (table: string, apart: readonly string[]) => sql`
    select n, ${sql.raw(lineOf(apart))} as line from ${sql.table(table)}
    where tenant_id = ${scope.tenantId} and not late and not (${sql.raw(nothing)}) and day between ${from}::date and ${to}::date`;
  const { rows } = await sql<{ rows: number; answers: number; digest: Buffer }>`
    select count(*)::int as rows, coalesce(sum(n), 0)::bigint as answers,
           sha256(convert_to(coalesce(string_agg(line, E'\n' order by line collate "C"), ''), 'UTF8')) as digest
    from (${rowsOf('survey_tally', [])} union all ${rowsOf('survey_tally_apart', ['outcome', 'stage'])}) as sealed`.execute(
    open<SurveyTables>(db),
  );
  const [found] = rows;
  if (!found) throw new Error('a sum without a row');
  return found;
}

const statementName = 'seal';

/** What is signed: the days, how many rows and answers, the digest, the instant. */
function statementLines({ from, to }: Span, { rows, answers, digest }: Digest, at: Date): string[] {
  return [`${from} ${to}`, `${rows} ${answers}`, digest.toString('base64'), at.toISOString()];
}

/**
 * Seals these days where a recount finds nothing that differs and the office has a ledger; returns whether it did. Nobody takes an answer out
 * meanwhile; answers that come are late, and late ones are not sealed.
 */
export async function sealDays(tx: Db, scope: JobScope, span: Span, at: Date): Promise<boolean> {
  await lockUncounting(tx, scope);
  const { differences } = await recountTallies(tx, scope, { only: span });
  if (differences.length > 0) return false;
  const digest = await digestTallies(tx, scope, span);
  const note = await signStatement(tx, scope, statementName, statementLines(span, digest, at));
  if (note === null) return false;
  await open<SurveyTables>(tx)
    .insertInto('survey_seal')
    .values({
      ...{ tenant_id: scope.tenantId, starts_on: span.from, ends_on: span.to, tally_rows: digest.rows },
      ...{ answers: digest.answers, digest: digest.digest, sealed_at: at, note },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
}

/**
 * A seal, and whether it still holds: `signature` where its note is not the office's, `digest` where the tallies, or how many answers there are,
 * are not what was sealed: an old seal put back beside old tallies would agree with them.
 */
export interface CheckedSeal extends Span {
  readonly wrong: 'signature' | 'digest' | null;
}

/** Every seal of the office, compared. */
export async function checkSeals(db: Db, scope: Scope): Promise<CheckedSeal[]> {
  const seals = await open<SurveyTables>(db)
    .selectFrom('survey_seal')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('starts_on')
    .orderBy('ends_on')
    .execute();
  const checked: CheckedSeal[] = [];
  for (const seal of seals) {
    const span = { from: seal.starts_on, to: seal.ends_on };
    const kept = { rows: seal.tally_rows, answers: seal.answers, digest: seal.digest };
    const signed = await isStatement(db, scope, statementName, statementLines(span, kept, seal.sealed_at), seal.note);
    const now = await digestTallies(db, scope, span);
    const same =
      now.rows === kept.rows &&
      now.answers === kept.answers &&
      now.digest.equals(kept.digest) &&
      kept.answers === (await countSealable(db, scope, span));
    checked.push({ ...span, wrong: signed ? (same ? null : 'digest') : 'signature' });
  }
  return checked;
}

/** Answers of these days that were in time and stand. */
async function countSealable(db: Db, scope: Scope, { from, to }: Span): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from survey_standing_v
    where tenant_id = ${scope.tenantId} and not late and service_on between ${from}::date and ${to}::date`.execute(
    open<SurveyTables>(db),
  );
  return rows[0]?.n ?? 0;
}

/** Removes the seals that do not hold, and says which; the job makes new ones after its recount. */
export async function removeBrokenSeals(tx: Db, scope: OfficeScope): Promise<Span[]> {
  const broken = (await checkSeals(tx, scope)).filter(({ wrong }) => wrong !== null);
  for (const { from, to } of broken)
    await open<SurveyTables>(tx)
      .deleteFrom('survey_seal')
      .where('tenant_id', '=', scope.tenantId)
      .where('starts_on', '=', from)
      .where('ends_on', '=', to)
      .execute();
  return broken.map(({ from, to }) => ({ from, to }));
}

/** Removes the seals on these days: what they fix is about to change, with a reason that is written down elsewhere. */
export async function unseal(tx: Db, scope: OfficeScope, days: Iterable<LocalDay>): Promise<void> {
  const list = [...new Set(days)];
  if (list.length === 0) return;
  await sql`
    delete from survey_seal where tenant_id = ${scope.tenantId}
      and exists (select from unnest(${list}::date[]) as d(day) where d.day between starts_on and ends_on)`.execute(
    open<SurveyTables>(tx),
  );
}

/** Spans of periods that were closed before `until` and are not sealed. */
export async function listUnsealed(db: Db, scope: Scope, until: Date): Promise<Span[]> {
  const { rows } = await sql<Span>`
    select distinct p.starts_on as "from", p.ends_on as "to" from org_period_v p
    where p.tenant_id = ${scope.tenantId} and p.closed_at < ${until}
      and not exists (select from survey_seal s where s.tenant_id = p.tenant_id and s.starts_on = p.starts_on and s.ends_on = p.ends_on)
    order by 1, 2`.execute(open<SurveyTables>(db));
  return rows;
}
