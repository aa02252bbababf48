/** What a person's roles are worth for one use: only those that allow it count, and only on their own branches. */
import { type Actor, actorRoles, type Grant, issueScope, type TenantScope } from './scope.ts';
import type { Person } from './store/people.ts';

export type { Person } from './store/people.ts';

/**
 * The person as one who uses something that `allows` a role; null where no role of theirs does. Roles on a node count only where the use
 * itself can be kept to a branch; the scope then reaches no further. Of several roles of that reach the one that may most stands for the
 * actor (`own`: what was lent counts for nothing): a role on a node counts for nothing beyond its branch, whatever else the person is in the whole office.
 */
export function narrow(
  { actor, scope, grants }: Person,
  allows: (actor: Actor) => boolean,
  { branch, own = false, from = null }: { readonly branch: boolean; readonly own?: boolean; readonly from?: string | null },
): { readonly actor: Actor; readonly scope: TenantScope } | null {
  const counting = grants.filter(
    ({ role, nodeId, lentBy }: Grant) =>
      (branch || nodeId === null) && !(own && lentBy !== undefined) && allows({ ...actor, role }),
  );
  const whole = counting.filter(({ nodeId }) => nodeId === null);
  const role = actorRoles.find((known) => (whole.length > 0 ? whole : counting).some((grant) => grant.role === known));
  if (!role) return null;
  const reach = whole.length > 0 ? null : counting.flatMap(({ nodeId }) => (nodeId === null ? [] : [nodeId]));
  const acting = { ...actor, role };
  return {
    actor: acting,
    scope: issueScope<TenantScope>({ kind: 'tenant', tenantId: scope.tenantId, actor: acting, reach, from }),
  };
}
