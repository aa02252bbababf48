/**
 * The scopes. A scope says whose rows a query may touch; every store function takes one. Only this part makes them
 * (test/architecture.test.ts checks the imports of `issueScope`), so a page cannot widen its own reach (architecture §5.4).
 */
declare const brand: unique symbol;

interface ScopeOf<Kind extends string> {
  readonly kind: Kind;
  readonly tenantId: string;
  readonly [brand]: Kind;
}

/** A signed-in person of one office. */
export interface TenantScope extends ScopeOf<'tenant'> {
  readonly actor: Actor;
  /** The nodes of the tree whose branches this person may see and touch here; null is the whole office. */
  readonly reach: readonly string[] | null;
  /** The address that the request came from, for the audit trail; null outside of requests. */
  readonly from: string | null;
}

/** One survey code: read its open form, write its answers, nothing else. */
export interface IntakeScope extends ScopeOf<'intake'> {
  readonly code: string;
}

/** Published data of one office only. */
export interface PublicScope extends ScopeOf<'public'> {
  /** The unit or code the public name led to. */
  readonly targetId: string;
}

/** One tenant, one job or command of the operator. */
export interface JobScope extends ScopeOf<'job'> {
  readonly job: string;
}

/**
 * The installation itself, for its operator. None of the scopes of offices: only store functions made for it take it, and its
 * transactions see no office's rows.
 */
export interface OperatorScope extends ScopeOf<'operator'> {
  readonly actor: Pick<Actor, 'id' | 'name'>;
  readonly from: string | null;
}

/** Under this id stands what belongs to the installation and to no office: the trail of its operators (migrations/0033). */
export const installationId = '00000000-0000-8000-8000-000000000001';

export type Scope = TenantScope | IntakeScope | PublicScope | JobScope;
/** Scopes that may read and change an office's own data. */
export type OfficeScope = TenantScope | JobScope;

/**
 * What people are here. An administrator sets up and publishes; a head reads and agrees to publication; a bureau's coordinator reads; an officer
 * does the daily work; a field companion and an independent surveyor key answers in; a quality reviewer reads answers and agrees to exclusions;
 * an auditor reads everything and changes nothing.
 */
export const roles = ['admin', 'head', 'coordinator', 'officer', 'companion', 'surveyor', 'reviewer', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** What somebody is called who operates the installation and works for no office: no role that an office can give. */
export const operatorRole = 'operator';
export type ActorRole = Role | typeof operatorRole;
export const actorRoles: readonly ActorRole[] = [...roles, operatorRole];

/** A role somebody has: in the whole office, or on a node and all below it. */
export interface Grant {
  readonly role: ActorRole;
  readonly nodeId: string | null;
  /** The colleague who lent it, during leave. */
  readonly lentBy?: string;
  /** When it was given to a member of the office; what no date is known of counts for no second person. */
  readonly since?: Date;
}

/** Who acts. `id` is the account; `name` is what the audit trail prints. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: ActorRole;
}

type Issued<S extends Scope | OperatorScope> = Omit<S, typeof brand>;

/** Makes a scope. For platform/auth alone. */
export function issueScope<S extends Scope | OperatorScope>(scope: Issued<S>): S {
  return scope as unknown as S;
}
