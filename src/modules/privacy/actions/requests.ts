/** Requests of people about their data: filed by anybody, answered by officers within the law's hours. */
import { randomBytes } from 'node:crypto';
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { Decided } from '../../../platform/approvals/index.ts';
import { record } from '../../../platform/audit/index.ts';
import type { Scope, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { settle } from '../../../platform/notices/index.ts';
import type { AllPersonalData, FoundRecord, SubjectHandler } from '../../../platform/personal/index.ts';
import type { GivenRequest } from '../inputs/request.ts';
import { type Outcome, type RequestContent, requestDue, trackingOf } from '../rules/request.ts';
import { openVault, openVaultToWrite, type Vault } from '../store/keys.ts';
import { findRequest, insertRequest, type StoredRequest, setTold } from '../store/requests.ts';
import { requestDueNotice } from './reminding.ts';

/** Keeps a request; returns the code by which its sender follows it. */
export async function fileRequest(tx: Db, scope: Scope, secret: string, given: GivenRequest, at: Date): Promise<string> {
  const vault = await openVaultToWrite(tx, scope, secret, at);
  const [id, tracking] = [newId(), trackingOf(randomBytes(16))];
  const content: RequestContent = { contact: given.contact, message: given.message, result: '' };
  await insertRequest(tx, scope, {
    id,
    tracking,
    kind: given.kind,
    receipt: given.receipt,
    receivedAt: at,
    dueAt: requestDue(at),
    ...vault.seal('privacy_request', id, content),
  });
  return tracking;
}

/** What a request says. */
export function contentOf(vault: Vault, request: StoredRequest): RequestContent {
  return vault.open<RequestContent>('privacy_request', request);
}

/** @throws Problem privacy.request_unknown */
export async function getRequest(db: Db, scope: TenantScope, id: string): Promise<StoredRequest> {
  const request = id === '' ? null : await findRequest(db, scope, id);
  if (!request) throw new Problem('privacy.request_unknown');
  return request;
}

/** What a receipt leads to, with the part of the house that keeps it. */
export interface Found {
  readonly handler: SubjectHandler;
  readonly found: FoundRecord;
}

/** Asks every part of the house for the record that a receipt names. */
export async function findByReceipt(
  db: Db,
  scope: TenantScope,
  { subjects }: AllPersonalData,
  receipt: string | null,
  lang: Lang,
): Promise<readonly Found[]> {
  const all: Found[] = [];
  if (receipt !== null)
    for (const handler of subjects) {
      const found = await handler.find(db, scope, receipt, lang);
      if (found) all.push({ handler, found });
    }
  return all;
}

/** Kinds of request that may end in an erasure: whoever asks to see their data does not ask for that. */
const erasing = new Set<string>(['erasure', 'withdrawal', 'objection']);

/** Erases what the request's receipt leads to, as was decided. @throws Problem privacy.nothing_to_erase, privacy.request_answered, privacy.not_asked_to_erase */
export async function eraseRequested(
  tx: Db,
  scope: TenantScope,
  personal: AllPersonalData,
  request: StoredRequest,
  { reason, decided }: { readonly reason: string; readonly decided: Decided },
  at: Date,
): Promise<void> {
  if (request.toldAt !== null) throw new Problem('privacy.request_answered');
  if (!erasing.has(request.kind)) throw new Problem('privacy.not_asked_to_erase');
  let erased = 0;
  for (const { handler, found } of await findByReceipt(tx, scope, personal, request.receipt, 'id')) {
    if (!(await handler.erase(tx, scope, found.id, { at, by: scope.actor.id, reason }))) continue;
    erased++;
    await record(tx, scope, {
      at,
      action: 'privacy.erase_record',
      targetKind: 'request',
      targetId: request.id,
      detail: { record: found.id, extent: found.extent, persons: decided.persons },
      reason,
    });
  }
  if (erased === 0) throw new Problem('privacy.nothing_to_erase');
}

/** Notes what the person was told, and stops the clock. */
export async function answerRequest(
  tx: Db,
  scope: TenantScope,
  secret: string,
  request: StoredRequest,
  given: { readonly outcome: Outcome; readonly result: string },
  at: Date,
): Promise<void> {
  const { contact, message } = contentOf(await openVault(tx, scope, secret), request);
  const vault = await openVaultToWrite(tx, scope, secret, at);
  const sealed = vault.seal('privacy_request', request.id, { contact, message, result: given.result });
  const done = await setTold(tx, scope, request.id, { outcome: given.outcome, ...sealed, at, by: scope.actor.name });
  if (!done) throw new Problem('privacy.request_answered');
  await settle(tx, scope, requestDueNotice, request.id, at);
  await record(tx, scope, {
    at,
    action: 'privacy.answer_request',
    targetKind: 'request',
    targetId: request.id,
    detail: { kind: request.kind, outcome: given.outcome, in_time: at <= request.dueAt },
  });
}
