/**
 * Who may do what: docs/access.md is made from the routes, and every cell of it is tried. `UPDATE_DOCS=1` writes it anew, `npm run access`
 * prints it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { houseDoors } from '../src/app.ts';
import { acceptInvitation, inviteOfficer } from '../src/platform/auth/actions.ts';
import type { Person } from '../src/platform/auth/index.ts';
import { roleName } from '../src/platform/auth/role-texts.ts';
import { type ActorRole, actorRoles, type Role, roles } from '../src/platform/auth/scope.ts';
import { transact } from '../src/platform/db/db.ts';
import { packageRoot } from '../src/platform/root.ts';
import { mayUse, type StaffAccess } from '../src/platform/web/module.ts';
import { type Client, testHouse } from './house.ts';

const file = join(packageRoot, 'docs', 'access.md');
const house = await testHouse();
const { office, db } = house;
const routes = houseDoors(house.app)
  .flatMap((door) => door.routes)
  .toSorted((a, b) => (a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1));
const personOf = (role: ActorRole): Person => {
  const actor = { id: 'nobody', name: 'nobody', email: 'nobody@uji.test', role };
  return { actor, scope: office.scope, grants: [{ role, nodeId: null }] };
};
const may = (role: ActorRole, method: 'GET' | 'POST', access: StaffAccess) => mayUse(access, method, personOf(role)) !== null;

function render(): string {
  const staff = routes.flatMap(({ method, path, access }) => (access.kind === 'staff' ? [{ method, path, access }] : []));
  const open = routes.flatMap(({ method, path, access }) =>
    access.kind === 'public' ? [{ method, path, reason: access.reason, private: access.private }] : [],
  );
  const operators = routes.flatMap(({ method, path, access }) =>
    access.kind === 'operator' ? [{ method, path, reason: access.reason }] : [],
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Access: who may do what',
    '',
    'Made from the routes themselves; `npm run access` prints it and `test/access.test.ts` tries every cell with a signed-in person of each role.',
    'Within its office only: another office’s ids answer 404, in every place of every route (`test/foreign.test.ts`). An auditor reads whatever can be read (GET) and changes nothing.',
    '',
    '## For people who are signed in',
    '',
    line(['', 'route', 'permission', ...actorRoles.map((role) => roleName(role, 'en'))]),
    line(['---', '---', '---', ...actorRoles.map(() => ':-:')]),
    ...staff.map(({ method, path, access }) =>
      line([method, `\`${path}\``, access.name, ...actorRoles.map((role) => (may(role, method, access) ? 'yes' : ''))]),
    ),
    '',
    '## For the operators of the installation, and why',
    '',
    line(['', 'route', 'reason']),
    line(['---', '---', '---']),
    ...operators.map(({ method, path, reason }) => line([method, `\`${path}\``, reason])),
    '',
    '## For everybody, and why',
    '',
    'Private: about one person, or for the holder of a link or code alone. No cache keeps what such a route answers (`private, no-store`), as with all',
    'routes above; `test/routes.test.ts` asks each of them.',
    '',
    line(['', 'route', 'private', 'reason']),
    line(['---', '---', ':-:', '---']),
    ...open.map((one) => line([one.method, `\`${one.path}\``, one.private ? 'yes' : '', one.reason])),
    '',
  ].join('\n');
}

async function signInAs(role: Role): Promise<Client> {
  const client = house.visitor();
  const account = { name: `Uji ${role}`, email: `${role}@uji.test`, password: 'kata sandi uji peran' };
  const at = new Date();
  const token = await transact(db, office.scope, (tx) => inviteOfficer(tx, office.scope, role, at));
  await acceptInvitation(db, token, account, at);
  await client.get('/masuk');
  expect((await client.post('/masuk', { email: account.email, password: account.password })).status).toBe(303);
  return client;
}

describe('access', () => {
  test('the page and the routes say the same', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(file, render());
    expect(readFileSync(file, 'utf8')).toBe(render());
  });

  test.each(roles)('%s gets what the page says, and nothing else', async (role) => {
    const client = await signInAs(role);
    let [refused, admitted] = [0, 0];
    for (const { method, path, access } of routes) {
      // Signing out would end the trial; everybody may.
      if (access.kind !== 'staff' || path === '/keluar') continue;
      const target = path.replace(/:[a-z_]+/gi, '00000000-0000-4000-8000-000000000000');
      if (method === 'POST') await client.get('/akun');
      const { status } = method === 'GET' ? await client.get(target) : await client.post(target, {});
      if (may(role, method, access)) {
        admitted++;
        expect([200, 303, 400, 404, 409, 415, 422], `${role} ${method} ${path}`).toContain(status);
      } else {
        refused++;
        expect(status, `${role} ${method} ${path}`).toBe(403);
      }
    }
    expect(admitted).toBeGreaterThan(3);
    if (role !== 'admin') expect(refused).toBeGreaterThan(20);
  });

  test('an auditor changes nothing, not by any route but those of the own account', () => {
    const writes = routes.filter(
      ({ method, access }) => method === 'POST' && access.kind === 'staff' && may('auditor', method, access),
    );
    const own = ['auth.own_account', 'notice.own'];
    expect(writes.every(({ access }) => access.kind === 'staff' && own.includes(access.name))).toBe(true);
  });

  test('an administrator loses nothing that anybody else has', () => {
    for (const { method, access, path } of routes)
      if (access.kind === 'staff' && roles.some((role) => may(role, method, access)))
        expect(may('admin', method, access), `${method} ${path}`).toBe(true);
  });
});
