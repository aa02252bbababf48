/** Opening and closing the ways in. */
import { randomInt } from 'node:crypto';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import { insertName, isNameFree, type OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { findService, findUnit, listServices } from '../../org/index.ts';
import { type CodeKind, isCode, makeCode } from '../rules/codes.ts';
import { findCode, insertCode, listCodes, setCodeClosed } from '../store/codes.ts';

/** A new code. `serviceId` null: of the unit and all below it, the respondent chooses the service. */
export interface NewCode {
  readonly unitId: string;
  readonly serviceId: string | null;
  /** Default: of the service, or of the office where there is none. */
  readonly kind?: CodeKind;
  readonly label: string;
  /** Chosen by the office; made when not given. Small letters, digits and dashes. */
  readonly code?: string;
}

const mostAttempts = 60;
const random = (): number => randomInt(1_000_000) / 1_000_000;

/** Opens a code and registers it for the whole installation; returns it. @throws Problem survey.code_invalid, survey.code_taken, survey.unit_unknown, survey.service_unknown */
export async function createCode(tx: Db, scope: OfficeScope, given: NewCode, at: Date): Promise<string> {
  if (!(await findUnit(tx, scope, given.unitId))) throw new Problem('survey.unit_unknown');
  if (given.serviceId !== null && !(await findService(tx, scope, given.serviceId))) throw new Problem('survey.service_unknown');
  const code = given.code === undefined ? await freeCode(tx) : given.code;
  if (!isCode(code)) throw new Problem('survey.code_invalid', { code });
  if (!(await isNameFree(tx, 'survey_code', code))) throw new Problem('survey.code_taken', { code });
  await insertName(tx, scope, { kind: 'survey_code', name: code, targetId: given.serviceId ?? given.unitId });
  const kind = given.kind ?? (given.serviceId === null ? 'office' : 'service');
  await insertCode(tx, scope, { code, unitId: given.unitId, serviceId: given.serviceId, kind, label: given.label }, at);
  await record(tx, scope, {
    at,
    action: 'survey.create_code',
    targetKind: 'code',
    targetId: code,
    detail: { unitId: given.unitId, serviceId: given.serviceId, kind },
  });
  return code;
}

async function freeCode(tx: Db): Promise<string> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const code = makeCode(random, attempt);
    if (await isNameFree(tx, 'survey_code', code)) return code;
  }
  throw new Error('no free code was found');
}

/** Gives every service in use that has no open code one of its own; returns how many were made. */
export async function createMissingCodes(tx: Db, scope: OfficeScope, at: Date): Promise<number> {
  const codes = await listCodes(tx, scope);
  const having = new Set(codes.filter((one) => one.closedAt === null).map((one) => one.serviceId));
  const missing = (await listServices(tx, scope)).filter((service) => !having.has(service.id));
  for (const service of missing)
    await createCode(tx, scope, { unitId: service.unitId, serviceId: service.id, label: service.name }, at);
  return missing.length;
}

/** Closes a code: its form says so from now on. Answers stay. @throws Problem survey.code_unknown */
export async function closeCode(tx: Db, scope: OfficeScope, code: string, at: Date): Promise<void> {
  if (!(await findCode(tx, scope, code))) throw new Problem('survey.code_unknown', { code });
  await setCodeClosed(tx, scope, code, at);
  await record(tx, scope, { at, action: 'survey.close_code', targetKind: 'code', targetId: code });
}

/** Opens a closed code again; printed posters work again. @throws Problem survey.code_unknown */
export async function reopenCode(tx: Db, scope: OfficeScope, code: string, at: Date): Promise<void> {
  if (!(await findCode(tx, scope, code))) throw new Problem('survey.code_unknown', { code });
  await setCodeClosed(tx, scope, code, null);
  await record(tx, scope, { at, action: 'survey.reopen_code', targetKind: 'code', targetId: code });
}
