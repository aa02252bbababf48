/** What a code's kiosk is set to, and how many answers came from it lately. */
import { type RawBuilder, sql } from 'kysely';
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

/**
 * How many answers a code's kiosks had between two instants, by when they were given; one answer apart. Counts up to `most` and stops: a busy
 * day costs no more than a quiet one.
 */
export async function countAtKiosk(
  db: Db,
  scope: Scope,
  {
    code,
    since,
    until,
    except,
    most,
  }: { readonly code: string; readonly since: Date; readonly until: Date; readonly except: string; readonly most: number },
): Promise<number> {
  // The channel as a word of the query, not as a value handed in: only so is it the index of kiosks for certain.
  const among = (when: RawBuilder<boolean>, time: 'answered_at' | 'received_at') => sql`
    (select 1 from survey_answer where tenant_id = ${scope.tenantId} and channel = 'kiosk' and code = ${code} and id <> ${except} and ${when}
      order by ${sql.ref(time)} desc limit ${most})`;
  // Without a time of its own, when it came; two ways into one index (migration 0050), each in its order, so that it can stop.
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      ${among(sql`answered_at > ${since} and answered_at <= ${until}`, 'answered_at')}
      union all
      ${among(sql`answered_at is null and received_at > ${since} and received_at <= ${until}`, 'received_at')}
    ) as found`.execute(open<SurveyTables>(db));
  return Math.min(most, rows[0]?.n ?? 0);
}
