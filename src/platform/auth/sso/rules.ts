/** What an office says of its identity provider, and what the provider says of a person. Pure. */
import { type Role, roles } from '../scope.ts';

/** A group at the provider and the role that it stands for here. */
export interface GroupRole {
  readonly group: string;
  readonly role: Role;
}

/** An office's identity provider, without its secret. */
export interface Provider {
  /** What people know the provider as: it stands on the sign-in page. */
  readonly label: string;
  /** Exactly as the provider names itself. */
  readonly issuer: string;
  readonly clientId: string;
  /** Separated by single spaces; `openid` is among them. */
  readonly scopes: string;
  /** The claim that holds the groups; a dot leads into a claim (`realm_access.roles`). */
  readonly groupsClaim: string;
  /** The first group that somebody belongs to counts. */
  readonly groupRoles: readonly GroupRole[];
  readonly enabled: boolean;
}

/** What the provider says of whoever came back. */
export interface Identity {
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly groups: readonly string[];
}

/** The role that somebody's groups stand for; null is none, and so no access. */
export function roleOfGroups(groupRoles: readonly GroupRole[], groups: readonly string[]): Role | null {
  return groupRoles.find(({ group }) => groups.includes(group))?.role ?? null;
}

const maxGroups = 1000;

/** The groups in a provider's claims: a list of texts or one text. Anything else is none. */
export function groupsIn(claims: Readonly<Record<string, unknown>>, claim: string): readonly string[] {
  let found: unknown = claims;
  // A claim may have a dot in its own name, as those that are addresses do.
  if (Object.hasOwn(claims, claim)) found = claims[claim];
  else
    for (const part of claim.split('.'))
      found = found !== null && typeof found === 'object' && Object.hasOwn(found, part) ? (found as never)[part] : null;
  return [found]
    .flat()
    .filter((group) => typeof group === 'string')
    .slice(0, maxGroups);
}

/** What the provider says, from the claims of its signed token and of its own page about the person. */
export function identityIn(claims: Readonly<Record<string, unknown>> & { readonly sub: string }, groupsClaim: string): Identity {
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null);
  return {
    subject: claims.sub,
    email: text(claims.email)?.toLowerCase() ?? null,
    // Some providers write the truth value as a text.
    emailVerified: claims.email_verified === true || claims.email_verified === 'true',
    name: text(claims.name),
    groups: groupsIn(claims, groupsClaim),
  };
}

/** Whether a host name is this very machine. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/**
 * An address that a provider may have: https, or http to this very machine for trials; no password in it. The address of the description
 * itself is none: the library would take it without comparing whom the description is about. Null for any other text.
 */
export function parseIssuer(text: string): URL | null {
  if (!URL.canParse(text) || text.includes('/.well-known/')) return null;
  const url = new URL(text);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return safe && url.username === '' && url.password === '' && url.search === '' && url.hash === '' ? url : null;
}

/**
 * Whether we ask an address that the provider named. A provider on another machine may name addresses on others, over https only: never
 * one of this machine over http, where anything may listen.
 */
export function mayAsk(address: URL, issuer: URL): boolean {
  if (address.username !== '' || address.password !== '') return false;
  return address.protocol === 'https:' || (issuer.protocol === 'http:' && parseIssuer(address.origin) !== null);
}

/** A new setting of the provider as the form gives it. */
export interface GivenProvider extends Omit<Provider, 'groupRoles'> {
  /** Empty keeps the one that is there. */
  readonly secret: string;
  readonly groups: readonly { readonly group: string; readonly role: string }[];
}

export type ProviderError = 'required' | 'issuer' | 'openid' | 'role' | 'twice';
export type ProviderErrors = Readonly<Record<string, ProviderError>>;

/** What is wrong with a setting, by field; empty when nothing is. */
export function checkProvider(given: GivenProvider, hasSecret: boolean): ProviderErrors {
  const errors: Record<string, ProviderError> = {};
  const needed = { label: given.label, issuer: given.issuer, client_id: given.clientId, groups_claim: given.groupsClaim };
  for (const [field, value] of Object.entries(needed)) if (value === '') errors[field] = 'required';
  if (given.issuer !== '' && !parseIssuer(given.issuer)) errors.issuer = 'issuer';
  if (given.secret === '' && !hasSecret) errors.client_secret = 'required';
  if (!given.scopes.split(' ').includes('openid')) errors.scopes = 'openid';
  given.groups.forEach(({ group, role }, at) => {
    if (group !== '' && !roles.some((known) => known === role)) errors[`role${at}`] = 'role';
    if (group === '' && role !== '') errors[`group${at}`] = 'required';
    if (group !== '' && given.groups.findIndex((other) => other.group === group) < at) errors[`group${at}`] = 'twice';
  });
  return errors;
}

/** The lines of the table that say something. */
export function groupRolesOf(given: GivenProvider): readonly GroupRole[] {
  return given.groups.flatMap(({ group, role }) => {
    const known = roles.find((one) => one === role);
    return group !== '' && known ? [{ group, role: known }] : [];
  });
}
