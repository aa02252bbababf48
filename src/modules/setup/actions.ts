/** Founding the office out of what the wizard gathered, and telling who may use the wizard. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { localDay } from '../../kernel/dates.ts';
import { periodOf } from '../../kernel/period.ts';
import { Problem } from '../../kernel/problem.ts';
import {
  foundOffice,
  foundOfficeByOperator,
  listJobScopes,
  listMembers,
  listPublicScopes,
  type OperatorScope,
  type TenantScope,
} from '../../platform/auth/index.ts';
import { type Db, lockExclusive, transact } from '../../platform/db/db.ts';
import { formatInteger } from '../../platform/i18n/index.ts';
import { findClosing } from '../../platform/tenants/store.ts';
import {
  createOffice,
  createPeriod,
  createService,
  createUnit,
  findUnit,
  getOffice,
  listUnits,
  officeUnitOf,
  parseCount,
  setPopulation,
} from '../org/index.ts';
import { createCode, ensureQuestionnaire } from '../survey/index.ts';
import { publicUrlOf } from './inputs.ts';
import { type Draft, periodsPerYear, populationFor } from './rules.ts';
import { setDraft } from './store.ts';

/** What the last page shows: enough to print and to sign in, nothing secret. */
export interface Founded {
  readonly office: string;
  readonly email: string;
  readonly publicUrl: string | null;
  /** The code of the whole office: the visitor chooses the service. */
  readonly code: string;
  readonly services: number;
}

/**
 * Makes the office, its units, services, N, first period, questionnaire, codes and first officer in one transaction. The draft is
 * complete (firstIncomplete says `periksa`). `db` is the root handle.
 * @throws Problem auth.password_* (what refusePassword says) · auth.email_taken · setup.already_done (somebody else was faster)
 */
export async function foundFromDraft(db: Db, draft: Draft, password: string, at: Date): Promise<Founded> {
  const account = { name: draft.officerName, email: draft.email, password };
  return foundOffice(db, account, at, async (tx, scope) => {
    // Of two wizards finished at once the second waits here and then sees the first one's office.
    await lockExclusive(tx, 'setup.first_run');
    if ((await listPublicScopes(tx)).some((other) => other.tenantId !== scope.tenantId)) throw new Problem('setup.already_done');
    const code = await fillOffice(tx, scope, draft, at);
    await setDraft(tx, null);
    return { office: draft.name, email: draft.email, publicUrl: publicUrlOf(draft), code, services: draft.services.length };
  });
}

async function fillOffice(tx: Db, scope: TenantScope, draft: Draft, at: Date): Promise<string> {
  await createOffice(
    tx,
    scope,
    { name: draft.name, regionName: draft.region, timeZone: draft.zone, publicUrl: publicUrlOf(draft), regionCode: null },
    at,
  );
  const top = await createUnit(tx, scope, { name: draft.name, parentId: null }, at);
  const units = new Map<string, string>();
  for (const name of draft.units) units.set(name, await createUnit(tx, scope, { name, parentId: top }, at));
  const periodId = await createPeriod(tx, scope, draft.period, at);
  await ensureQuestionnaire(tx, scope, at);
  const code = await createCode(tx, scope, { unitId: top, serviceId: null, label: draft.name }, at);
  for (const line of draft.services) {
    const unitId = units.get(line.unit) ?? top;
    const serviceId = await createService(tx, scope, { unitId, name: line.name }, at);
    await createCode(tx, scope, { unitId, serviceId, label: line.name }, at);
    const given = line.n === '' ? null : parseCount(line.n);
    if (given === null) continue;
    const population = populationFor(given, draft.basis, draft.period);
    const divided = draft.basis === 'year' && periodsPerYear(draft.period) > 1;
    // The source is data of an Indonesian office, so it is Indonesian in every language of the page.
    const source = divided
      ? `Perkiraan: ${formatInteger(given, 'id')} orang setahun dibagi ${periodsPerYear(draft.period)}`
      : 'Diisi saat persiapan';
    await setPopulation(tx, scope, { serviceId, periodId, population, source }, at);
  }
  return code;
}

/** A further office, as the operator names it. */
export interface NewOffice {
  readonly name: string;
  readonly region: string;
  /** Kode wilayah; null where it is not known. */
  readonly regionCode: string | null;
  readonly zone: string;
  readonly publicUrl: string | null;
  /** Whoever may use the invitation. */
  readonly email: string;
}

/**
 * Makes a further office with its first unit, questionnaire, the running quarter and a code, and an invitation for its administrator,
 * who adds the services. Returns the unit's public name and the invitation's secret.
 * @throws Problem auth.email_invalid, auth.email_taken
 */
export async function foundByOperator(
  db: Db,
  { name, region, regionCode, zone, publicUrl, email }: NewOffice,
  at: Date,
  by: OperatorScope | null = null,
): Promise<{ readonly code: string; readonly token: string }> {
  const { filled, token } = await foundOfficeByOperator(db, email, at, by, async (tx, scope) => {
    await createOffice(tx, scope, { name, regionName: region, timeZone: zone, publicUrl, regionCode }, at);
    const top = await createUnit(tx, scope, { name, parentId: null }, at);
    await createPeriod(tx, scope, periodOf('quarter', localDay(at, zone)).code, at);
    await ensureQuestionnaire(tx, scope, at);
    await createCode(tx, scope, { unitId: top, serviceId: null, label: name }, at);
    return (await findUnit(tx, scope, top))?.code ?? '';
  });
  return { code: filled, token };
}

/** What the operator sees of an office: no figure and no person in it. */
export interface OfficeLine {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** The public name of its first unit. */
  readonly unit: string;
  readonly people: number;
  /** When it will be erased, where that was asked. */
  readonly erasedOn: Date | null;
}

/** Every office of the installation, the one founded first at the head. */
export async function listOffices(db: Db): Promise<OfficeLine[]> {
  const lines: OfficeLine[] = [];
  for (const scope of await listJobScopes(db, 'suara office'))
    lines.push(
      await transact(
        db,
        scope,
        async (tx) => {
          const office = await getOffice(tx, scope);
          return {
            id: scope.tenantId,
            name: office.name,
            region: office.regionName,
            unit: officeUnitOf(await listUnits(tx, scope))?.code ?? '',
            people: (await listMembers(tx, scope)).length,
            erasedOn: (await findClosing(tx, scope))?.dueAt ?? null,
          };
        },
        { readOnly: true },
      ),
    );
  return lines;
}

function signature(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', `setup ${purpose}\n${secret}`).update(text).digest('base64url');
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Whether this is the one-time code, found out in the same time whatever was given. Spaces and dashes do not count. */
export function isOneTimeCode(secret: string, given: string, code: string): boolean {
  return isSame(codeProof(secret, given.replace(/[\s-]/g, '')), codeProof(secret, code));
}

/** The cookie of a browser that has given the one-time code. It ends with the code, at the next start. */
export function codeProof(secret: string, code: string): string {
  return signature(secret, 'code', code);
}

export function isCodeProof(secret: string, cookie: string | undefined, code: string): boolean {
  return cookie !== undefined && isSame(cookie, codeProof(secret, code));
}

/** What was founded, signed: the cookie with which the last page is shown again. */
export function packFounded(secret: string, founded: Founded): string {
  const text = Buffer.from(JSON.stringify(founded)).toString('base64url');
  return `${text}.${signature(secret, 'founded', text)}`;
}

/** Null when there is none or it is not ours. */
export function unpackFounded(secret: string, cookie: string | undefined): Founded | null {
  const [text = '', given = ''] = (cookie ?? '').split('.');
  if (text === '' || !isSame(given, signature(secret, 'founded', text))) return null;
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as Founded;
}
