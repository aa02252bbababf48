/** An office that has rows in every table that offices have rows in: by the modules' doors where that is short, else one made up from the catalogue. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { newId } from '../src/kernel/ids.ts';
import { closePeriod, publishResult } from '../src/modules/ikm/index.ts';
import { findServiceInstrument, ledgerFills, type NewAnswer, storeAnswers } from '../src/modules/survey/index.ts';
import { inviteOfficer } from '../src/platform/auth/actions.ts';
import { transact } from '../src/platform/db/db.ts';
import { insertUpload } from '../src/platform/files/store.ts';
import { numberLeaves } from '../src/platform/ledger/index.ts';
import { listOwnedTables } from '../src/platform/tenants/store.ts';
import type { TestDatabase } from './db.ts';
import { decisionFor, foundTestOffice, type TestOffice } from './office.ts';

/** What a column must hold where a made-up value would be refused. */
const fitting: Readonly<Record<string, string | readonly string[]>> = {
  'ikm_ranking_unit.reasons': ['below_sample'],
  'org_region.code': '33.74',
  'ikm_earlier.ikm': '80.00',
  'ikm_earlier.mutu': 'B',
  'ikm_goal.value': '85.00',
  'ikm_goal.period_code': '2024',
  'survey_kiosk.idle_seconds': '60',
  'notice.path': '/beranda',
  'followup_action.due': '2025-tw1',
  'followup_action.reason': '',
  'followup_action.evidence_url': '',
  // Neither forgotten by the clock while a test looks at it.
  'invitation_list.state': 'sending',
  'invitation_link.expires_on': '2999-01-01',
};

/** Columns that may be empty, but not in a row that makes sense. */
const filled = ['privacy_key.wrapped', 'invitation_message.sealed'];

interface Column {
  readonly name: string;
  readonly type: string;
  /** The first value that a check allows. */
  readonly allowed: string | null;
  /** Where a foreign key takes it from. */
  readonly parent: string | null;
  readonly parent_column: string | null;
}

function madeUp({ name, type, allowed }: Column, table: string): unknown {
  const fit = fitting[`${table}.${name}`] ?? allowed;
  if (fit !== null && fit !== undefined) return fit;
  if (type === 'uuid') return newId();
  if (/\[\]$/.test(type)) return [];
  if (/int|^double/.test(type)) return 1;
  if (/^timestamp/.test(type)) return new Date('2024-09-01T00:00:00Z');
  if (type === 'date') return '2024-09-01';
  if (type === 'bytea') return randomBytes(32);
  if (type === 'jsonb') return '{}';
  if (type === 'boolean') return false;
  return 'uji';
}

/** One row of the tenant in a table: parents must have one already. */
async function makeUpRow(client: pg.Client, table: string, tenantId: string): Promise<void> {
  const { rows: columns } = await client.query<Column>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
            (select (regexp_match(pg_get_constraintdef(k.oid), 'ANY \\(ARRAY\\[''([^'']*)''::text'))[1] from pg_constraint k
              where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any(k.conkey) and cardinality(k.conkey) = 1 limit 1) as allowed,
            f.parent, f.parent_column
     from pg_attribute a
     left join lateral (
       select t.relname as parent, pa.attname as parent_column
       from pg_constraint k join pg_class t on t.oid = k.confrelid
       cross join unnest(k.conkey, k.confkey) as pair(own, other)
       join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = pair.other
       where k.conrelid = a.attrelid and k.contype = 'f' and pair.own = a.attnum and a.attname <> 'tenant_id' limit 1
     ) f on true
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'tenant_id'
       and (a.attnotnull and not a.atthasdef or a.attrelid::regclass || '.' || a.attname = any($2)) order by a.attnum`,
    [table, filled],
  );
  const values: unknown[] = [tenantId];
  for (const column of columns) {
    if (column.parent === null) values.push(madeUp(column, table));
    else {
      const owned = await client.query(
        `select ${column.parent_column} as value from ${column.parent} ${column.parent === 'auth_user' ? 'u where exists (select from auth_membership m where m.user_id = u.id and m.tenant_id = $1)' : 'where tenant_id = $1'} limit 1`,
        [tenantId],
      );
      values.push(owned.rows[0]?.value);
    }
  }
  const names = ['tenant_id', ...columns.map(({ name }) => name)];
  await client.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    values,
  );
}

export interface FullOffice extends TestOffice {
  /** How many answers were stored; each twice the same, and one with other content. */
  readonly answers: number;
  readonly upload: string;
  /** One more answer as it could come. */
  readonly more: NewAnswer;
}

/** Founds it. `upload`: a file on this machine that it keeps. */
export async function foundFullOffice(
  { db, ownerUrl }: TestDatabase,
  upload: { readonly path: string; readonly size: number },
  answers = 40,
): Promise<FullOffice> {
  const office = await foundTestOffice(db);
  const { scope, services, unitId } = office;
  const at = new Date('2024-10-05T02:00:00Z');
  const [service] = services;
  const given = await transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, service?.id ?? '');
    return Array.from({ length: answers }, (_, number) => ({
      id: newId(),
      serviceId: service?.id ?? '',
      instrumentId: instrument.id,
      channel: 'link' as const,
      serviceOn: '2024-08-15',
      receivedAt: new Date('2024-08-15T03:00:00Z'),
      scores: instrument.items.map((_item, item) => 1 + ((number + item) % 4)),
      comment: `Saran ${number} dari ${scope.tenantId}`,
    }));
  });
  await storeAnswers(db, scope, given);
  await storeAnswers(
    db,
    scope,
    given.slice(0, 1).map((one) => ({ ...one, scores: one.scores.map(() => 4) })),
  );
  await transact(db, scope, (tx) => inviteOfficer(tx, scope, 'officer', at));
  const kept = await transact(db, scope, (tx) =>
    insertUpload(tx, scope, { ...upload, name: '../jawaban lama.csv', sha256: Buffer.alloc(32) }, at),
  );
  await closePeriod(db, scope, office.period.code, at);
  await publishResult(db, scope, { unitId, periodCode: office.period.code, note: '' }, decisionFor(office), at);
  await transact(db, scope, (tx) => numberLeaves(tx, scope, ledgerFills, at));
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const { name } of await transact(db, { tenantId: null }, (tx) => listOwnedTables(tx))) {
      if (name === 'tenants_closing' || name === 'tenants_export') continue;
      const known = await client.query(`select from ${name} where tenant_id = $1 limit 1`, [scope.tenantId]);
      if (known.rowCount === 0) await makeUpRow(client, name, scope.tenantId);
    }
  } finally {
    await client.end();
  }
  const [like] = given;
  if (!like) throw new Error('an office without answers is not full');
  return { ...office, answers, upload: kept, more: { ...like, id: newId() } };
}
