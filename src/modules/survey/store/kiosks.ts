/** What a code's kiosk is set to, and how many answers came from it lately. */
import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Hours, KioskSettings } from '../rules/kiosk.ts';
import { kioskDefaults } from '../rules/kiosk.ts';
import type { SurveyTables } from '../tables.ts';

/** The settings of a code; the defaults where nobody has set anything. */
export async function findKiosk(db: Db, scope: Scope, code: string): Promise<KioskSettings> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_kiosk')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!row) return kioskDefaults;
  const { pin_salt: salt, pin_hash: hash, pin_iterations: iterations } = row;
  return {
    idleSeconds: row.idle_seconds,
    // jsonb arrives parsed; the column type is text only for writing.
    hours: row.hours as Hours,
    readAloud: row.read_aloud,
    pin:
      salt && hash && iterations !== null ? { salt: salt.toString('base64'), hash: hash.toString('base64'), iterations } : null,
  };
}

/** Sets everything about a code's kiosk. */
export async function setKioskRow(db: Db, scope: Scope, code: string, settings: KioskSettings, at: Date): Promise<void> {
  const { pin } = settings;
  const values = {
    pin_salt: pin && Buffer.from(pin.salt, 'base64'),
    pin_hash: pin && Buffer.from(pin.hash, 'base64'),
    pin_iterations: pin?.iterations ?? null,
    idle_seconds: settings.idleSeconds,
    hours: settings.hours && JSON.stringify(settings.hours),
    read_aloud: settings.readAloud,
    changed_at: at,
  };
  await open<SurveyTables>(db)
    .insertInto('survey_kiosk')
    .values({ tenant_id: scope.tenantId, code, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'code']).doUpdateSet(values))
    .execute();
}

/** How many answers a code's kiosks had between two instants, by when they were given; one answer apart. */
export async function countAtKiosk(
  db: Db,
  scope: Scope,
  { code, since, until, except }: { readonly code: string; readonly since: Date; readonly until: Date; readonly except: string },
): Promise<number> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_answer')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('tenant_id', '=', scope.tenantId)
    // Without a time of its own, when it came; written out, because the index cannot serve coalesce() here (migration 0050).
    .where((row) =>
      row.or([
        row.and([row('answered_at', '>', since), row('answered_at', '<=', until)]),
        row.and([row('answered_at', 'is', null), row('received_at', '>', since), row('received_at', '<=', until)]),
      ]),
    )
    // As a word of the query, not as a value handed in: only so is it the index of kiosks for certain.
    .where('channel', '=', sql.lit('kiosk'))
    .where('code', '=', code)
    .where('id', '!=', except)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
