/** What is sealed here, and what the links hold. */
import { createHash, randomBytes } from 'node:crypto';
import type { Scope } from '../../../platform/auth/index.ts';
import { blindIndex, deriveKey, seal, unseal } from '../../../platform/sealing.ts';
import { makeOfficeLink, readOfficeLink } from '../../../platform/web/office-link.ts';
import type { Invitation } from '../rules/invitation.ts';

/**
 * Contacts here live for hours, so they are sealed under a key of the installation and not under the office's own: replacing that one would
 * have nothing to do, and a blind index must outlive it, because who does not want to be asked cannot be asked for their number again.
 */
const messageKey = (secret: string): Buffer => deriveKey(secret, 'invitations 1');
const placeOf = (scope: Scope, id: string): string => `${scope.tenantId}/invitation_message/${id}`;

export function sealInvitation(secret: string, scope: Scope, id: string, given: Invitation): Buffer {
  return seal(messageKey(secret), JSON.stringify(given), placeOf(scope, id));
}

export function openInvitation(secret: string, scope: Scope, id: string, sealed: Buffer): Invitation {
  return JSON.parse(unseal(messageKey(secret), sealed, placeOf(scope, id)).toString());
}

const gatewayPlace = (scope: Scope): string => `${scope.tenantId}/invitation_setting`;

export function sealGatewaySecret(secret: string, scope: Scope, given: string): Buffer {
  return seal(deriveKey(secret, 'gateway secrets 1'), given, gatewayPlace(scope));
}

export function openGatewaySecret(secret: string, scope: Scope, sealed: Buffer): string {
  return unseal(deriveKey(secret, 'gateway secrets 1'), sealed, gatewayPlace(scope)).toString();
}

/** Sixteen bytes by which a contact of the office is known without being kept. */
export function contactIndex(secret: string, scope: Scope, to: string): Buffer {
  return blindIndex(deriveKey(secret, `invitation contacts ${scope.tenantId}`), to).subarray(0, 16);
}

const [answering, stopping] = ['invitation', 'do not ask again'] as const;

/** A new link for one answer: 128 random bits, and the office. */
export function makeLink(secret: string, scope: Scope): string {
  return makeOfficeLink(secret, answering, scope.tenantId as string, randomBytes(16));
}

/** What is kept of a link. */
export function hashOfLink(link: string): Buffer {
  return createHash('sha256').update(link).digest();
}

/** The office of a link; null where we never made it. */
export function officeOfLink(secret: string, link: string): string | null {
  return readOfficeLink(secret, answering, link)?.tenantId ?? null;
}

/** The link that ends being asked, for one contact. */
export function makeStopLink(secret: string, scope: Scope, contact: Buffer): string {
  return makeOfficeLink(secret, stopping, scope.tenantId as string, contact);
}

export function readStopLink(secret: string, link: string): { readonly tenantId: string; readonly contact: Buffer } | null {
  const read = readOfficeLink(secret, stopping, link);
  return read && { tenantId: read.tenantId, contact: read.payload };
}
