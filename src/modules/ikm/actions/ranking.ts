/** Computing the rankings of an office anew where what they come from has changed. Only jobs do it; pages read what is kept. */
import { createHash } from 'node:crypto';
import { newId } from '../../../kernel/ids.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, lockExclusive, transact } from '../../../platform/db/db.ts';
import { enqueue, type JobContext, JobStopped } from '../../../platform/jobs/index.ts';
import { findOffice, listUnits } from '../../org/index.ts';
import { listOpenReviews, type OpenReview } from '../../survey/index.ts';
import { type Contender, leastWithoutPopulation, rankOffice } from '../rules/ranking.ts';
import {
  findRankingBasis,
  listContenders,
  listPublishedPeriods,
  type PublishedContender,
  replaceRanking,
} from '../store/rankings.ts';

/** Without its handler, so that an action can enqueue it. */
export const rankingJob = { name: 'ikm.rank' };

/** Has the ranking of a period computed again once this transaction is done. */
export async function orderRanking(tx: Db, scope: OfficeScope, periodCode: string): Promise<void> {
  await enqueue(tx, scope, rankingJob, newId(), { period: periodCode });
}

/** Everything that one ranking is computed from. */
interface Ground {
  readonly contenders: readonly Contender[];
  readonly officeCode: string;
  readonly officeName: string;
  readonly unpublished: number;
  /** Equal ones give the same ranking. */
  readonly basis: string;
}

/** Null where the office is gone. */
async function readGround(db: Db, scope: OfficeScope, periodCode: string): Promise<Ground | null> {
  const office = await findOffice(db, scope);
  const units = await listUnits(db, scope);
  const root = units.find(({ parentId }) => parentId === null);
  if (!office || !root) return null;
  const published = await listContenders(db, scope, periodCode);
  const [first] = published;
  const open = first
    ? await listOpenReviews(db, scope, {
        serviceIds: [...new Set(published.flatMap(({ serviceIds }) => serviceIds))],
        from: first.startsOn,
        to: first.endsOn,
      })
    : [];
  const contenders = published.map((one) => ({ ...one, reviewOpen: isOpen(one, open) }));
  const heard = new Set(published.map(({ unitId }) => unitId));
  const unpublished = units.filter(({ id, parentId, retiredAt }) => parentId === root.id && !retiredAt && !heard.has(id)).length;
  const lines = contenders.map(({ unitId, resultId, reviewOpen }) => `${unitId} ${resultId} ${reviewOpen}`).toSorted();
  const around = [periodCode, root.code, office.name, unpublished, leastWithoutPopulation];
  return {
    contenders,
    officeCode: root.code,
    officeName: office.name,
    unpublished,
    basis: createHash('sha256')
      .update(JSON.stringify([around, lines]))
      .digest('base64url'),
  };
}

/** What came after the version was published is not in it, and late answers are only in versions that took them in. */
function isOpen({ serviceIds, withLate, publishedAt }: PublishedContender, open: readonly OpenReview[]): boolean {
  return open.some(
    ({ serviceId, late, firstReceivedAt }) =>
      serviceIds.includes(serviceId) && (withLate || !late) && firstReceivedAt <= publishedAt,
  );
}

/** Computes the rankings of these periods again, or of all that have published results, wherever something has changed. */
export async function workOnRankings(
  { db, scope, signal }: Pick<JobContext, 'db' | 'scope' | 'signal'>,
  periodCode?: string,
): Promise<void> {
  const codes =
    periodCode === undefined
      ? await transact(db, scope, (tx) => listPublishedPeriods(tx, scope), { readOnly: true })
      : [periodCode];
  for (const code of codes) {
    if (signal.aborted) throw new JobStopped();
    await computeRanking(db, scope, code);
  }
}

/** The draws run outside transactions; what was read is read again before it is written, so that the older of two runs never wins. */
async function computeRanking(db: Db, scope: OfficeScope, periodCode: string): Promise<void> {
  const read = () =>
    transact(
      db,
      scope,
      async (tx) => ({ ground: await readGround(tx, scope, periodCode), kept: await findRankingBasis(tx, scope, periodCode) }),
      { readOnly: true },
    );
  for (let { ground, kept } = await read(); ground && ground.basis !== kept; { ground, kept } = await read()) {
    const { contenders, basis, officeCode, officeName, unpublished } = ground;
    const ranking = rankOffice(contenders);
    await transact(db, scope, async (tx) => {
      await lockExclusive(tx, `ikm.rank:${scope.tenantId}`);
      if ((await readGround(tx, scope, periodCode))?.basis !== basis) return;
      const head = {
        periodCode,
        computedAt: new Date(),
        officeCode,
        officeName,
        unpublished,
        leastWithoutN: leastWithoutPopulation,
      };
      await replaceRanking(tx, scope, head, basis, ranking);
    });
  }
}
