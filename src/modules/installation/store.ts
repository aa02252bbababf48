/** Counts of all offices, through the one function that may make them. */
import { sql } from 'kysely';
import type { OperatorScope } from '../../platform/auth/index.ts';
import { type Db, open } from '../../platform/db/db.ts';
import type { OfficeCounts } from './rules.ts';
import type { OfficeCountRow } from './tables.ts';

/** Every office there is, the one founded first at the head. The database answers in a transaction of the installation only. */
export async function listOfficeCounts(db: Db, _scope: OperatorScope): Promise<readonly OfficeCounts[]> {
  const { rows } = await sql<OfficeCountRow>`select * from installation_offices()`.execute(open<unknown>(db));
  return rows.map((row) => ({
    id: row.tenant_id,
    name: row.name,
    region: row.region,
    suspendedAt: row.suspended_at,
    erasedOn: row.erased_on,
    units: Number(row.units),
    services: Number(row.services),
    answers: Number(row.answers),
    accounts: Number(row.accounts),
  }));
}
