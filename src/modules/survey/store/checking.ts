/**
 * The check of an installation in pieces: each is small enough to be done again, none needs another, and so they run side by side and can be
 * gone on with after a break.
 */
import type { JobScope } from '../../../platform/auth/index.ts';
import { findJobScope, listJobScopes } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { type ContentDifference, type IdRange, listIdRanges, recheckContents } from './recheck.ts';
import { type LedgerDifference, recheckAnswers, recheckLogAndRows } from './recheck-ledger.ts';
import { recountTallies, type TallyDifference } from './recount.ts';
import { checkSeals } from './seals.ts';

/**
 * `tally`: the tallies of an office against its answers, those of sealed periods against the seal, or with `sealedToo` against both · `log`: its ledger · `answers`: some answers against their hashes and their leaves.
 */
export type Piece =
  | { readonly office: string; readonly kind: 'tally'; readonly sealedToo: boolean }
  | { readonly office: string; readonly kind: 'log' }
  | ({ readonly office: string; readonly kind: 'answers' } & IdRange);

/** What is wrong, and in which office: a counter of a tally, an answer that is not what was sent, or the ledger. */
export type Difference = { readonly office: string } & (
  | ({ readonly kind: 'tally' } & TallyDifference)
  | ({ readonly kind: 'content' } & ContentDifference)
  | ({ readonly kind: 'ledger' } & LedgerDifference)
  | { readonly kind: 'seal'; readonly from: string; readonly to: string; readonly wrong: 'signature' | 'digest' }
);

/** What a piece came to. Answers and tally rows are counted by the pieces of kind `tally`. */
export interface Checked {
  readonly answers: number;
  readonly rows: number;
  /** Periods whose seal holds, counted by the same pieces. */
  readonly seals: number;
  readonly differences: readonly Difference[];
}

/** Answers of a piece: some seconds of work. */
export const pieceSize = 200_000;

/** Everything that there is to check, office by office. */
export async function planCheck(
  db: Db,
  { size = pieceSize, sealedToo = false }: { readonly size?: number; readonly sealedToo?: boolean } = {},
): Promise<{ readonly offices: number; readonly pieces: readonly Piece[] }> {
  const scopes = await listJobScopes(db, 'verify');
  const pieces: Piece[] = [];
  for (const scope of scopes) {
    const office = scope.tenantId;
    const ranges = await transact(db, scope, (tx) => listIdRanges(tx, scope, size), { readOnly: true });
    pieces.push({ office, kind: 'tally', sealedToo }, { office, kind: 'log' });
    for (const range of ranges) pieces.push({ office, kind: 'answers', ...range });
  }
  return { offices: scopes.length, pieces };
}

const nothing: Checked = { answers: 0, rows: 0, seals: 0, differences: [] };

/** Checks one piece. An office that is gone meanwhile has nothing to check. */
export async function checkPiece(db: Db, piece: Piece): Promise<Checked> {
  const scope = await findJobScope(db, piece.office, 'verify');
  if (!scope) return nothing;
  // At one moment: while it reads, answers come and the ledger numbers them, and tiles would be newer than the leaves read before.
  return transact(db, scope, (tx) => checkIn(tx, scope, piece), { readOnly: true, oneMoment: true });
}

async function checkIn(tx: Db, scope: JobScope, piece: Piece): Promise<Checked> {
  const { office } = piece;
  const differences: Difference[] = [];
  if (piece.kind === 'tally') {
    const seals = await checkSeals(tx, scope);
    const holding = seals.filter(({ wrong }) => wrong === null);
    for (const { from, to, wrong } of seals) if (wrong) differences.push({ office, kind: 'seal', from, to, wrong });
    // Where a seal does not hold, the counters that differ are wanted.
    const { answers, rows, differences: found } = await recountTallies(tx, scope, piece.sealedToo ? {} : { without: holding });
    differences.push(...found.map((one): Difference => ({ office, kind: 'tally', ...one })));
    return { answers, rows, seals: holding.length, differences };
  }
  if (piece.kind === 'answers') {
    for await (const one of recheckContents(tx, scope, piece)) differences.push({ office, kind: 'content', ...one });
    for await (const one of recheckAnswers(tx, scope, piece)) differences.push({ office, kind: 'ledger', ...one });
  } else for await (const one of recheckLogAndRows(tx, scope)) differences.push({ office, kind: 'ledger', ...one });
  return { ...nothing, differences };
}
