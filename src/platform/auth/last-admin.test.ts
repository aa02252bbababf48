/** An office always keeps an administrator of its own, whichever way the last one would go. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { joinOffice, testHouse } from '../../../test/house.ts';
import { decisionFor, foundTestOffice } from '../../../test/office.ts';
import { localDay } from '../../kernel/dates.ts';
import { Problem } from '../../kernel/problem.ts';
import { listEvents } from '../audit/index.ts';
import { type Db, transact } from '../db/db.ts';
import { dismissOfficer } from './delegation.ts';
import { changeOfficeRole, revokeGrant } from './grants.ts';
import { issueScope, type TenantScope } from './scope.ts';
import { admit } from './sso/actions.ts';
import { listMembers, setMemberRole } from './store/accounts.ts';
import { countOwnAdmins, insertGrant } from './store/grants.ts';
import { findProvider, insertLink, type KeptProvider, setProvider } from './store/sso.ts';

const house = await testHouse();
const { db } = house;
const owner = new pg.Client({ connectionString: house.ownerUrl });
beforeAll(() => owner.connect());
afterAll(() => owner.end());
const at = new Date();

/** An office whose founder is its only administrator, with a head and an officer. */
async function founded() {
  const office = await foundTestOffice(db);
  await joinOffice(house.app, db, office, 'head');
  await joinOffice(house.app, db, office, 'officer');
  const { scope } = office;
  const members = await transact(db, scope, (tx) => listMembers(tx, scope), { readOnly: true });
  const idOf = (role: string) => members.find((one) => one.role === role)?.id ?? '';
  const as = (id: string): TenantScope => {
    const one = members.find((each) => each.id === id);
    const actor = { id, name: one?.name ?? '', email: one?.email ?? '', role: one?.role ?? 'officer' };
    return issueScope<TenantScope>({ kind: 'tenant', tenantId: scope.tenantId, actor, reach: null, from: null });
  };
  const admins = () => transact(db, scope, (tx) => countOwnAdmins(tx, scope), { readOnly: true });
  const change = (who: TenantScope, id: string, role: 'officer' | 'admin' | null) =>
    transact(db, who, (tx) => changeOfficeRole(tx, who, id, role, role === null ? null : decisionFor(office), at));
  const dismiss = (who: TenantScope, id: string, heir: string | null, rights = false) =>
    transact(db, who, (tx) => dismissOfficer(tx, who, id, { heir, rights, modules: [] }, at));
  const give = (id: string, more: { readonly toOn?: string; readonly delegatedBy?: string } = {}) =>
    transact(db, scope, (tx) =>
      insertGrant(tx, scope, {
        ...{ userId: id, role: 'admin', nodeId: null, fromOn: '2024-01-01', toOn: null, reason: 'uji', by: 'uji', at },
        ...more,
      }),
    );
  return {
    office,
    scope,
    founder: scope.actor.id,
    head: idOf('head'),
    officer: idOf('officer'),
    as,
    admins,
    change,
    dismiss,
    give,
  };
}

const last = new Problem('auth.last_admin');
const codeOf = (error: unknown) => (error instanceof Problem ? error.code : String(error));

test('no role and no removal takes the last one, also where a head decides it or somebody else was promoted for a while', async () => {
  const { as, head, officer, founder, admins, change, dismiss, give, scope } = await founded();
  await give(officer, { toOn: localDay(at, 'Asia/Jakarta') });
  await give(head, { toOn: '2999-01-01', delegatedBy: founder });
  for (const role of ['officer', null] as const) await expect(change(as(head), founder, role)).rejects.toThrow(last);
  await expect(dismiss(as(head), founder, null)).rejects.toThrow(last);
  await expect(dismiss(as(head), founder, officer), 'an heir without the role').rejects.toThrow(last);
  expect(await admins()).toBe(1);
  const members = await transact(db, scope, (tx) => listMembers(tx, scope), { readOnly: true });
  expect(members.find(({ id }) => id === founder)?.role, 'nothing of it happened').toBe('admin');
  // With another one it goes.
  await change(as(founder), officer, 'admin');
  await change(as(officer), founder, 'officer');
  expect(await admins()).toBe(1);
});

test('a leaver’s role may go to whoever takes over: the office keeps one', async () => {
  const { as, head, officer, founder, admins, dismiss } = await founded();
  await dismiss(as(head), founder, officer, true);
  expect(await admins()).toBe(1);
});

test('ending a right that was handed over does not take the last one', async () => {
  const { as, head, officer, founder, admins, scope, dismiss } = await founded();
  await dismiss(as(head), founder, officer, true);
  const { rows } = await owner.query<{ id: string }>(
    `select id from auth_grant where tenant_id = $1 and user_id = $2 and role = 'admin' and ended_at is null`,
    [scope.tenantId, officer],
  );
  const revoke = () => transact(db, as(head), (tx) => revokeGrant(tx, as(head), officer, rows[0]?.id ?? '', at));
  await expect(revoke()).rejects.toThrow(last);
  await transact(db, scope, (tx) => setMemberRole(tx, scope, head, 'admin', at));
  await revoke();
  expect(await admins()).toBe(1);
});

test('of two administrators who take each other’s role or place away at the same moment one stays', async () => {
  for (const ways of [
    ['role', 'role'],
    ['place', 'place'],
    ['role', 'place'],
  ] as const) {
    const { office, as, officer, founder, admins, change } = await founded();
    await change(as(founder), officer, 'admin');
    const [a, b] = [as(founder), as(officer)];
    const takeIn = (tx: Db, how: 'role' | 'place', who: TenantScope, whom: string) =>
      how === 'role'
        ? changeOfficeRole(tx, who, whom, 'officer', decisionFor(office), at)
        : dismissOfficer(tx, who, whom, { heir: null, rights: false, modules: [] }, at);
    let refused: Promise<string> = Promise.resolve('not begun');
    // The second begins while the first is done and not committed: it must wait, or it would not see that it is the last one's turn.
    await transact(db, a, async (tx) => {
      await takeIn(tx, ways[0], a, officer);
      let over = false;
      refused = transact(db, b, (other) => takeIn(other, ways[1], b, founder))
        .then(() => 'done', codeOf)
        .finally(() => {
          over = true;
        });
      await vi.waitFor(async () => {
        const { rows } = await owner.query(
          `select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
        );
        if (rows.length === 0 && !over) throw new Error('neither waits nor done');
      });
    });
    expect(await refused, ways.join()).toBe('auth.last_admin');
    expect(await admins()).toBe(1);
  }
});

test('a group at the provider does not take the last one’s role; with another administrator it does', async () => {
  const { scope, officer, founder, admins, change, as } = await founded();
  const given = {
    ...{ label: 'ASN', issuer: 'https://sso.test', clientId: 'suara', scopes: 'openid', groupsClaim: 'groups', enabled: true },
    groupRoles: [{ group: 'staf', role: 'officer' as const }],
  };
  await transact(db, scope, async (tx) => {
    await setProvider(tx, scope, { ...given, sealedSecret: 'x', provenAt: at }, at);
    await insertLink(tx, scope, { issuer: given.issuer, subject: 'pendiri', userId: founder, at });
  });
  const provider = (await transact(db, scope, (tx) => findProvider(tx, scope.tenantId), { readOnly: true })) as KeptProvider;
  const come = (groups: readonly string[]) => {
    const identity = { subject: 'pendiri', email: 'lain@asn.test', emailVerified: true, name: 'Pendiri', groups };
    return transact(db, scope, (tx) => admit(tx, provider, identity as never, '127.0.0.1', new Date()));
  };
  const said = async () => {
    const events = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 20 }), { readOnly: true });
    return events.filter(({ action }) => action.startsWith('auth.sso_')).map(({ action, detail }) => [action, detail]);
  };
  expect(await come(['staf']), 'comes in, as the administrator they still are').toEqual({ userId: founder });
  expect(await come([]), 'is not let in without a group, and stays administrator').toEqual({ refused: 'auth.sso_no_role' });
  expect(await admins()).toBe(1);
  expect(await said()).toEqual([
    ['auth.sso_kept_admin', { from: 'admin', to: null }],
    ['auth.sso_kept_admin', { from: 'admin', to: 'officer' }],
  ]);
  await change(as(founder), officer, 'admin');
  expect(await come(['staf'])).toEqual({ userId: founder });
  expect(await admins()).toBe(1);
  expect((await said())[0]).toEqual(['auth.sso_role', { from: 'admin', to: 'officer' }]);
});

test('on the page: the refusal says what to do', async () => {
  const { office, founder, officer, change, as } = await founded();
  await change(as(founder), officer, 'admin');
  // The officer's page was open when their own role went.
  const second = await joinOffice(house.app, db, office, 'admin');
  await second.get(`/kelola/petugas/${founder}`);
  const members = await transact(db, office.scope, (tx) => listMembers(tx, office.scope), { readOnly: true });
  const secondId = members.at(-1)?.id ?? '';
  await owner.query(`update auth_membership set role = 'officer' where user_id = any ($1)`, [[officer, secondId]]);
  await transact(db, office.scope, (tx) =>
    insertGrant(tx, office.scope, {
      ...{ userId: secondId, role: 'admin' as const, nodeId: null, fromOn: '2024-01-01', toOn: localDay(at, 'Asia/Jakarta') },
      ...{ reason: 'uji', by: 'uji', at },
    }),
  );
  const refused = await second.post(`/kelola/petugas/${founder}/peran`, { role: '' });
  expect([refused.status, refused.text.includes('administrator terakhir instansi ini')]).toEqual([409, true]);
});
