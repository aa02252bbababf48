/** Who people are in their office today: the account, its roles, and how it has to sign in. */
import { type Db, open } from '../../db/db.ts';
import {
  type Actor,
  type Grant,
  installationId,
  issueScope,
  type OfficeScope,
  operatorRole,
  roles,
  type TenantScope,
} from '../scope.ts';
import type { AuthTables } from '../tables.ts';
import { listGrantsToday } from './grants.ts';
import { findOperator } from './operators.ts';

/** Somebody who is signed in, with every role they have today. */
export interface Person {
  readonly actor: Actor;
  readonly scope: TenantScope;
  /** The first is what the person is called in the shell. */
  readonly grants: readonly Grant[];
  /** Operates the installation, whatever they are in an office. */
  readonly operator?: boolean;
}

/** What the office asks of how this person signs in. */
interface SignInRules {
  /** A second step is asked for that the account does not have. */
  readonly lacksSecondFactor: boolean;
  /** `only`: nothing but the office's identity provider lets this person in. `spared`: all others, but not this account. */
  readonly sso: 'free' | 'only' | 'spared';
}

/** Members with what decides about them. An office that is being erased lets nobody in any more, a suspended one not now. */
function members(db: Db) {
  return open<AuthTables>(db)
    .selectFrom('auth_membership as m')
    .innerJoin('auth_user as u', 'u.id', 'm.user_id')
    .leftJoin('auth_office as o', 'o.tenant_id', 'm.tenant_id')
    .leftJoin('auth_gone as g', 'g.tenant_id', 'm.tenant_id')
    .leftJoin('auth_sso as s', 's.tenant_id', 'm.tenant_id')
    .leftJoin('auth_tenant as t', 't.tenant_id', 'm.tenant_id')
    .leftJoin('auth_operator as p', 'p.user_id', 'm.user_id')
    .select(['u.id', 'u.name', 'u.email', 'u.two_factor_enabled', 'm.role', 'm.tenant_id', 'o.second_factor_required'])
    .select(['s.required as sso_required', 's.emergency_user_id', 'p.user_id as operator', 'm.role_since'])
    .where('g.tenant_id', 'is', null)
    .where('t.suspended_at', 'is', null);
}

/** A member with the rights they have besides; null with no role today. */
function personOf(
  row: Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number],
  further: readonly Grant[],
): Person | null {
  const office = roles
    .filter((known) => known === row.role)
    .map((role): Grant => ({ role, nodeId: null, since: row.role_since }));
  const grants = [...office, ...further];
  const role = grants[0]?.role;
  if (!role) return null;
  const actor: Actor = { id: row.id, name: row.name, email: row.email, role };
  return {
    actor,
    grants,
    operator: row.operator !== null,
    scope: issueScope<TenantScope>({ kind: 'tenant', tenantId: row.tenant_id, actor, reach: null, from: null }),
  };
}

/**
 * The account and office behind a signed-in user id; null when the account works for no office, or has no role today. An operator of the
 * installation without an office is somebody too, in no office: under the installation's own id, with a role that opens the own account.
 */
export async function findActor(db: Db, userId: string): Promise<(Person & { readonly rules: SignInRules }) | null> {
  const row = await members(db).where('m.user_id', '=', userId).executeTakeFirst();
  const person = row ? personOf(row, (await listGrantsToday(db, row.tenant_id, [userId])).get(userId) ?? []) : null;
  if (!row || !person) return operatorWithoutOffice(db, userId);
  return {
    ...person,
    rules: {
      lacksSecondFactor: row.second_factor_required === true && !row.two_factor_enabled,
      sso: row.sso_required !== true ? 'free' : row.emergency_user_id === row.id ? 'spared' : 'only',
    },
  };
}

/** Everybody who works for the office and has a role there today, by when they joined: a few reads, however many they are. */
export async function listPeople(db: Db, { tenantId }: OfficeScope): Promise<Person[]> {
  const rows = await members(db).where('m.tenant_id', '=', tenantId).orderBy('m.created_at').execute();
  const ids = rows.map(({ id }) => id);
  const further = await listGrantsToday(db, tenantId, ids);
  return rows.flatMap((row) => personOf(row, further.get(row.id) ?? []) ?? []);
}

async function operatorWithoutOffice(db: Db, userId: string): Promise<(Person & { readonly rules: SignInRules }) | null> {
  const actor = await findOperator(db, userId);
  return (
    actor && {
      actor,
      operator: true,
      grants: [{ role: operatorRole, nodeId: null }],
      scope: issueScope<TenantScope>({ kind: 'tenant', tenantId: installationId, actor, reach: [], from: null }),
      rules: { lacksSecondFactor: false, sso: 'free' },
    }
  );
}
