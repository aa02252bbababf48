/** Tally rows that are not what the answers say, counted anew from the answers. */
import { sql } from 'kysely';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { countAnswers } from '../rules/tally.ts';
import type { SurveyTables } from '../tables.ts';
import { lockIntake } from './answers.ts';
import { findInstrument } from './instruments.ts';
import type { TallyDifference } from './recount.ts';
import { unseal } from './seals.ts';
import { addToTallies } from './tallies.ts';

/** One row of survey_tally, or of survey_tally_apart. */
export type TallyKey = Pick<TallyDifference, 'serviceId' | 'instrumentId' | 'day' | 'channel' | 'late' | 'apart'>;

/** The rows that some differences are about, each once. */
export function keysOf(differences: readonly TallyDifference[]): TallyKey[] {
  const keys = differences.map(({ serviceId, instrumentId, day, channel, late, apart }) => ({
    serviceId,
    instrumentId,
    day,
    channel,
    late,
    ...(apart ? { apart } : {}),
  }));
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

/** Makes these rows anew. Intake waits meanwhile. Returns how many answers are in them now. */
export async function repairTallies(tx: Db, scope: OfficeScope, keys: readonly TallyKey[]): Promise<number> {
  await lockIntake(tx, scope);
  await unseal(
    tx,
    scope,
    keys.map(({ day }) => day),
  );
  let answers = 0;
  for (const key of keys) {
    const instrument = await findInstrument(tx, scope, key.instrumentId);
    if (!instrument) continue;
    const row = sql`tenant_id = ${scope.tenantId} and service_id = ${key.serviceId}::uuid and instrument_id = ${key.instrumentId}::uuid
      and channel = ${key.channel} and late = ${key.late}`;
    const { outcome = null, stage = '' } = key.apart ?? {};
    const table = sql.table(key.apart ? 'survey_tally_apart' : 'survey_tally');
    const kept = key.apart ? sql`and outcome = ${outcome} and stage = ${stage}` : sql``;
    await sql`delete from ${table} where ${row} and day = ${key.day}::date ${kept}`.execute(open<SurveyTables>(tx));
    const found = await open<SurveyTables>(tx)
      .selectFrom('survey_standing_v')
      .select(['id', 'received_at', 'scores', 'own'])
      .where(sql<boolean>`${row} and service_on = ${key.day}::date`)
      .where(sql<boolean>`outcome is not distinct from ${outcome} and coalesce(stage, '') = ${stage}`)
      .execute();
    answers += found.length;
    const counted = found.map(({ id, received_at, scores, own }) => ({
      answer: {
        ...{ id, scores, serviceId: key.serviceId, instrumentId: key.instrumentId, serviceOn: key.day, receivedAt: received_at },
        channel: key.channel as 'link',
        own: own as Readonly<Record<string, string | number>>,
        apart: outcome === null ? null : { outcome, stage: stage === '' ? null : stage },
      },
      instrument,
      late: key.late,
    }));
    await addToTallies(tx, scope, countAnswers(counted));
  }
  return answers;
}
