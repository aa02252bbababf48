/** What an office's units have published, as a page that shows them beside each other needs it: all in one read. */
import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Breakdown } from '../rules/breakdown.ts';
import type { Headline, UnitLevel } from '../rules/figure.ts';
import type { IkmTables } from '../tables.ts';

/** A headline with the little more that the bureau's recap asks for. */
export interface UnitFigure extends Headline {
  readonly unitId: string;
  readonly resultId: string;
  readonly publishedAt: Date;
  /** Where the unit stood when this was published. */
  readonly level: UnitLevel;
  /** 95 %, 25–100. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** S and N; null where they were not known. */
  readonly required: number | null;
  readonly population: number | null;
  /** By way of answering, small groups merged, as it was published. */
  readonly channels: Breakdown['channels'];
}

/** The newest version of every unit that has published this period. */
export async function listUnitFigures(db: Db, scope: Scope, periodCode: string): Promise<UnitFigure[]> {
  const found = await sql<Omit<UnitFigure, 'interval'> & { readonly low: number | null; readonly high: number | null }>`
    select distinct on (r.unit_id) r.unit_id as "unitId", r.id as "resultId", f.unit_code as "unitCode", f.unit_name as "unitName",
      f.period_code as "periodCode", f.starts_on as "startsOn", f.ends_on as "endsOn", f.version, f.ikm, f.mutu, f.respondents, f.unsur, f.method, f.level,
      f.published_at as "publishedAt",
      (r.snapshot->'interval'->>'low')::double precision as low, (r.snapshot->'interval'->>'high')::double precision as high,
      (r.snapshot->'sample'->>'required')::int as required, (r.snapshot->'sample'->>'population')::int as population,
      coalesce(r.snapshot->'breakdown'->'channels', '[]') as channels
    from ikm_result r join ikm_figure f on f.tenant_id = r.tenant_id and f.result_id = r.id
    where r.tenant_id = ${scope.tenantId} and r.period_code = ${periodCode}
    order by r.unit_id, r.version desc`.execute(open<IkmTables>(db));
  return found.rows.map(({ low, high, ...figure }) => ({
    ...figure,
    interval: low === null || high === null ? null : { low, high },
  }));
}
