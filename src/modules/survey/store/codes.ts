/** Survey codes, and what a visit to one finds. */
import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { CodeKind } from '../rules/codes.ts';
import { type FurtherLang, furtherLangsIn } from '../rules/languages.ts';
import type { SurveyTables } from '../tables.ts';

export interface SurveyCode {
  readonly code: string;
  readonly unitId: string;
  /** Null: a code of the unit, where the respondent chooses the service. */
  readonly serviceId: string | null;
  readonly kind: CodeKind;
  readonly label: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
}

const columns = [
  'code',
  'unit_id as unitId',
  'service_id as serviceId',
  'kind',
  'label',
  'created_at as createdAt',
  'closed_at as closedAt',
] as const;

export async function listCodes(db: Db, scope: Scope): Promise<SurveyCode[]> {
  return open<SurveyTables>(db)
    .selectFrom('survey_code')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('created_at')
    .orderBy('code')
    .execute();
}

export async function findCode(db: Db, scope: Scope, code: string): Promise<SurveyCode | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_code')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertCode(
  db: Db,
  scope: Scope,
  given: Omit<SurveyCode, 'createdAt' | 'closedAt'>,
  at: Date,
): Promise<void> {
  await open<SurveyTables>(db)
    .insertInto('survey_code')
    .values({
      tenant_id: scope.tenantId,
      code: given.code,
      unit_id: given.unitId,
      service_id: given.serviceId,
      kind: given.kind,
      label: given.label,
      created_at: at,
      closed_at: null,
    })
    .execute();
}

export async function setCodeClosed(db: Db, scope: Scope, code: string, at: Date | null): Promise<void> {
  await open<SurveyTables>(db)
    .updateTable('survey_code')
    .set({ closed_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('code', '=', code)
    .execute();
}

/** One service that a code may stand for, with the version that it asks now. */
export interface OfferedService {
  readonly id: string;
  readonly name: string;
  readonly instrumentId: string;
}

/** What a visitor of a code finds. */
export interface Visit {
  readonly closed: boolean;
  readonly closedAt: Date | null;
  readonly unitName: string;
  readonly timeZone: string;
  /** The office's colour, as it is stored. */
  readonly accent: string;
  /** The code stands for a whole unit: the visitor chooses. */
  readonly choice: boolean;
  /** Services in use, by name. Empty: nothing to answer. */
  readonly services: readonly OfferedService[];
  /** The languages that the office offers besides Indonesian and English. */
  readonly languages: readonly FurtherLang[];
  /** The sites that may show it in a frame of theirs. */
  readonly sites: readonly string[];
  /** Changes whenever anything that the form shows has changed. */
  readonly fingerprint: string;
}

interface VisitRow {
  closed_at: Date | null;
  unit: string;
  zone: string;
  accent: string | null;
  languages: string[] | null;
  sites: string[] | null;
  whole: boolean;
  services: { id: string; name: string; instrument: string; changes: string }[] | null;
}

/**
 * Everything about a code in one round trip, cheap enough for every visit: it tells whether a rendered form is still right. Works on the root
 * handle too, without a transaction (migrations/0046).
 */
export async function findVisit(db: Db, scope: Scope, code: string): Promise<Visit | null> {
  const found = await sql<VisitRow>`select * from survey_visit(${scope.tenantId}::uuid, ${code})`.execute(open<SurveyTables>(db));
  const [row] = found.rows;
  if (!row) return null;
  const services = row.services ?? [];
  return {
    closed: row.closed_at !== null,
    closedAt: row.closed_at,
    unitName: row.unit,
    timeZone: row.zone,
    accent: row.accent ?? '',
    choice: row.whole,
    services: services.map(({ id, name, instrument }) => ({ id, name, instrumentId: instrument })),
    languages: furtherLangsIn(row.languages ?? []),
    sites: row.sites ?? [],
    fingerprint: JSON.stringify([row.unit, row.zone, row.accent, row.languages, row.whole, services]),
  };
}
