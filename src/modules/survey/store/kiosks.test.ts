import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeSurveyOffice } from '../../../../test/survey-office.ts';
import { newId } from '../../../kernel/ids.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { storeAnswers } from './answers.ts';
import { countAtKiosk } from './kiosks.ts';

const { db, owner } = await testDatabase();

test('a device that was offline for days has only its own minutes read, however much the office received since', async () => {
  const office = await makeSurveyOffice(db);
  const given = Date.parse('2024-10-10T02:00:00Z');
  const came = new Date('2024-10-15T03:00:00Z');
  const at = (seconds: number) => new Date(given + seconds * 1000);
  const told = (seconds: number) => ({ device: { answeredAt: at(seconds), clockBehind: 0 } });
  const kiosk = { code: office.code, channel: 'kiosk' as const, receivedAt: came };
  const own = [-301, -299, -120, 0, 1].map((seconds) => office.answer({ ...kiosk, ...told(seconds) }));
  const except = newId();
  await storeAnswers(db, office.scope, [
    ...own,
    office.answer({ ...kiosk, id: except, ...told(-60) }),
    // Without a time of its own: when it came.
    office.answer({ ...kiosk, receivedAt: at(-30) }),
    office.answer({ ...kiosk, channel: 'qr', ...told(-10) }),
    office.answer({ ...kiosk, code: office.officeCode, ...told(-10) }),
  ]);
  // What the office received in the meantime: kiosks of other codes, this kiosk on other days, phones at its code.
  await sql`
    insert into survey_answer select made.* from survey_answer a, generate_series(1, 3000) n,
      jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'receipt', 'K' || n,
        'code', case n % 3 when 0 then ${office.officeCode} else ${office.code} end,
        'channel', case n % 3 when 1 then 'qr' else 'kiosk' end,
        'received_at', ${came}::timestamptz + n * interval '1 second',
        'answered_at', case n % 3 when 1 then ${at(-10)}::timestamptz else ${came}::timestamptz + n * interval '1 second' end)) made
    where a.tenant_id = ${office.scope.tenantId} and a.id = ${except}`.execute(open(owner));
  await sql`analyze survey_answer`.execute(open(owner));
  const read = sql<{ rows: number; scanned: number }>`
    select coalesce(sum(idx_tup_fetch), 0)::int as rows, coalesce(sum(seq_tup_read), 0)::int as scanned
    from pg_stat_xact_user_tables where relname = 'survey_answer'`;
  const found = await transact(
    db,
    office.scope,
    async (tx) => {
      const count = await countAtKiosk(tx, office.scope, { code: office.code, since: at(-300), until: at(0), except, most: 10 });
      return { count, ...(await read.execute(open(tx))).rows[0] };
    },
    { readOnly: true },
  );
  // -299, -120, 0 and the one that says no time; the one asked about is read and left out.
  expect(found).toEqual({ count: 4, rows: 5, scanned: 0 });
  // A thousand in the same minutes are not read to learn that they are ten.
  const busy = await transact(
    db,
    office.scope,
    async (tx) => {
      const asked = { code: office.code, since: at(-3600 * 24 * 400), until: at(3600 * 24 * 400), except, most: 10 };
      const count = await countAtKiosk(tx, office.scope, asked);
      return { count, ...(await read.execute(open(tx))).rows[0] };
    },
    { readOnly: true },
  );
  expect(busy.count).toBe(10);
  expect(busy.rows).toBeLessThan(30);
  expect(busy.scanned).toBe(0);
});
