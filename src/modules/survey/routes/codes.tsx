/** `/kode`: the ways in, and their posters. */
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import { type Actor, listMembers, type TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { listServices, listUnits, servicesApart } from '../../org/index.ts';
import { canManage, canRead } from '../access.ts';
import { closeCode, createCode, createMissingCodes, reopenCode } from '../actions/codes.ts';
import { readPosted } from '../inputs/form.ts';
import { parseNewCode } from '../inputs/questionnaire.ts';
import { CodesPage, type CodesProps } from '../pages/codes.tsx';
import { isCode } from '../rules/codes.ts';
import { listCodes } from '../store/codes.ts';
import { refusalWords } from './questionnaire.tsx';

const manage = staff('survey.manage', canManage);
const read = staff('survey.read', canRead);
const codeParams = z.object({ code: z.string().max(60) });

async function gather(db: Db, scope: TenantScope, actor: Actor): Promise<CodesProps> {
  const [codes, plain, units] = [
    await listCodes(db, scope),
    await listServices(db, scope, { withRetired: true }),
    await listUnits(db, scope),
  ];
  const services = servicesApart(plain, units);
  const having = new Set(codes.filter((one) => one.closedAt === null).map((one) => one.serviceId));
  const inUse = services.filter((one) => one.retiredAt === null);
  return {
    codes: codes.map((one) => {
      const service = services.find(({ id }) => id === one.serviceId);
      return {
        code: one.code,
        // A label that only repeats the service's name says nothing.
        label: plain.some(({ id, name }) => id === one.serviceId && name === one.label) ? '' : one.label,
        kind: one.kind,
        closed: one.closedAt !== null,
        serviceName: one.serviceId === null ? null : (service?.name ?? ''),
        unitName: units.find(({ id }) => id === one.unitId)?.name ?? '',
        retired: service !== undefined && service.retiredAt !== null,
      };
    }),
    missing: inUse.filter((one) => !having.has(one.id)).length,
    services: inUse,
    units: units.filter((one) => one.retiredAt === null),
    canManage: canManage(actor),
  };
}

export const codeRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kode',
    access: read,
    query: z.object({ dibuat: z.coerce.number().int().min(0).optional().catch(undefined), baru: z.string().optional() }),
    handler: async ({ db, scope, actor, query }) => {
      const code = query.baru !== undefined && isCode(query.baru) ? query.baru : undefined;
      return page('', <CodesPage {...(await gather(db, scope, actor))} news={{ made: query.dibuat, code }} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kode',
    access: manage,
    body: z.any(),
    handler: async ({ db, scope, actor, body, now, lang }) => {
      const posted = readPosted(body);
      const parsed = parseNewCode(posted);
      const again = async (more: { wrong?: NonNullable<typeof parsed.wrong>; refusal?: string }) =>
        page('', <CodesPage {...(await gather(db, scope, actor))} attempt={{ values: posted, ...more }} />, 422);
      if (parsed.wrong) return again({ wrong: parsed.wrong });
      const { kind, id, code, label, purpose } = parsed.value;
      if (purpose === 'officer' && (await namesPerson(db, scope, label))) return again({ wrong: { label: 'person' } });
      const services = await listServices(db, scope);
      const units = await listUnits(db, scope);
      const service = kind === 'service' ? services.find((one) => one.id === id) : undefined;
      const unitId = kind === 'service' ? service?.unitId : units.find((one) => one.id === id)?.id;
      if (unitId === undefined) return again({ wrong: { target: 'choose' } });
      try {
        const made = await createCode(
          db,
          scope,
          {
            unitId,
            serviceId: service?.id ?? null,
            ...(purpose === undefined ? {} : { kind: purpose }),
            label: label || (service?.name ?? ''),
            ...(code === undefined ? {} : { code }),
          },
          now,
        );
        return redirect(`/kode?baru=${made}`);
      } catch (error) {
        return again({ refusal: refusalWords(error, lang) });
      }
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kode/semua',
    access: manage,
    handler: async ({ db, scope, now }) => redirect(`/kode?dibuat=${await createMissingCodes(db, scope, now)}`),
  }),
  staffRoute({
    method: 'POST',
    path: '/kode/:code/tutup',
    access: manage,
    params: codeParams,
    handler: async ({ db, scope, params, now }) => {
      await closeCode(db, scope, knownShape(params.code), now);
      return redirect('/kode');
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kode/:code/buka',
    access: manage,
    params: codeParams,
    handler: async ({ db, scope, params, now }) => {
      await reopenCode(db, scope, knownShape(params.code), now);
      return redirect('/kode');
    },
  }),
];

/** Whether a label is, or holds, the name of somebody who works here: a poster names no person. */
async function namesPerson(db: Db, scope: TenantScope, label: string): Promise<boolean> {
  const words = label.toLowerCase();
  return (await listMembers(db, scope)).some(({ name }) => name.length > 2 && words.includes(name.toLowerCase()));
}

/** Only what can be a code goes to the database. */
export function knownShape(code: string): string {
  const small = code.toLowerCase();
  if (!isCode(small)) throw new Problem('survey.code_unknown', { code: small.replace(/[^a-z0-9-]/g, '').slice(0, 40) });
  return small;
}
