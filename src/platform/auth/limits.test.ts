/** Guessing is slowed down, and nobody can be shut out by somebody else's guesses. */
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { type Client, composeForTest, createClient, testHouse } from '../../../test/house.ts';
import { foundTestOffice } from '../../../test/office.ts';
import { startTidying } from './index.ts';

const house = await testHouse();
const database = new pg.Client({ connectionString: house.ownerUrl });
await database.connect();
afterAll(() => database.end());

/** A house behind a proxy, which says who asks. */
const fresh = () => composeForTest(house, { config: { trustProxy: 1 } });
const from = (address: string) => ({ 'x-forwarded-for': address });

async function attempt(client: Client, email: string, password: string, address: string) {
  await client.get('/masuk', from(address));
  return (await client.post('/masuk', { email, password }, from(address))).status;
}

test('whoever guesses from one address shuts nobody else out, not even behind that address', async () => {
  const app = await fresh();
  const [victim, colleague] = [await foundTestOffice(house.db), await foundTestOffice(house.db)];
  const stranger = createClient(app);
  const known = createClient(app);
  expect(await attempt(known, victim.email, victim.password, '192.0.2.1')).toBe(303);
  // Before it was known the right password came from a stranger's browser too.
  for (let guess = 0; guess < 19; guess++) expect(await attempt(stranger, victim.email, 'salah', '192.0.2.1')).toBe(422);
  expect(await attempt(stranger, victim.email, victim.password, '192.0.2.1')).toBe(429);
  // Another browser for each guess is no way around.
  expect(await attempt(createClient(app), victim.email, 'salah', '192.0.2.1')).toBe(429);
  expect(await attempt(known, victim.email, victim.password, '192.0.2.1'), 'known browser').toBe(303);
  expect(await attempt(createClient(app), victim.email, victim.password, '192.0.2.99'), 'elsewhere').toBe(303);
  expect(await attempt(stranger, colleague.email, colleague.password, '192.0.2.1'), 'a colleague there').toBe(303);
});

test('a whole office behind one address signs in, however many wrong passwords it types', async () => {
  const app = await fresh();
  for (let person = 0; person < 40; person++)
    for (let slip = 0; slip < 6; slip++)
      expect(await attempt(createClient(app), `orang${person}@uji.test`, 'salah', '192.0.2.7'), `${person}`).toBe(422);
}, 60_000);

test('from ever new addresses strangers are slowed down too; the account’s own browser is not, and has its own count', async () => {
  const app = await fresh();
  const victim = await foundTestOffice(house.db);
  const known = createClient(app);
  expect(await attempt(known, victim.email, victim.password, '192.0.2.1')).toBe(303);
  const statuses: number[] = [];
  for (let guess = 0; guess < 110; guess++)
    statuses.push(await attempt(createClient(app), victim.email, 'salah', `198.51.100.${guess}`));
  expect(statuses.filter((status) => status === 422)).toHaveLength(100 - 1);
  expect(statuses.at(-1)).toBe(429);
  expect(await attempt(known, victim.email.toUpperCase(), victim.password, '203.0.113.5')).toBe(303);
  // A browser that somebody else was known in is a stranger to this account.
  const other = await foundTestOffice(house.db);
  const shared = createClient(app);
  expect(await attempt(shared, other.email, other.password, '203.0.113.6')).toBe(303);
  expect(await attempt(shared, victim.email, victim.password, '203.0.113.6')).toBe(429);
  for (let guess = 0; guess < 19; guess++) await attempt(known, victim.email, 'salah', `203.0.113.${guess}`);
  expect(await attempt(known, victim.email, victim.password, '203.0.113.5'), 'stolen with its cookie').toBe(429);
}, 60_000);

test('what is over is cleared away; what holds stays', async () => {
  const { rows } = await database.query(`select id from auth_user limit 1`);
  const user = rows[0].id;
  const insert = async (id: string, days: number) => {
    const at = new Date(Date.now() + days * 24 * 3_600_000);
    const session = `insert into auth_session (id, user_id, token, expires_at, created_at, updated_at) values ($1, $2, $1, $3, $3, $3)`;
    await database.query(session, [id, user, at]);
    const question = `insert into auth_verification (id, identifier, value, expires_at, created_at, updated_at) values ($1, $1, 'x', $2, $2, $2)`;
    await database.query(question, [id, at]);
    await database.query(`insert into auth_used_code values ($1, $2, $3)`, [user, id, at]);
    await database.query(`insert into auth_used_state values ($1, $2)`, [Buffer.from(id), at]);
  };
  await insert('over', -2);
  await insert('holds', 2);
  const left = async () =>
    (
      await database.query(`select 'session' as kind, id from auth_session union all select 'question', id from auth_verification
        union all select 'code', code from auth_used_code union all select 'state', convert_from(state_hash, 'utf8') from auth_used_state`)
    ).rows.filter(({ id }) => id === 'over' || id === 'holds');
  expect(await left()).toHaveLength(8);
  const tidying = startTidying(house.db, { error: () => {} }, { first: 0 });
  await vi.waitFor(async () => expect((await left()).map(({ id }) => id)).toEqual(['holds', 'holds', 'holds', 'holds']));
  await tidying.stop();
});
