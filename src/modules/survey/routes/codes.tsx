/** `/kode`: the ways in, and their posters. */
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { Actor, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, raw, redirect } from '../../../platform/web/reply.ts';
import { findService, getOffice, isLoopbackUrl, listServices, listUnits, servicesApart } from '../../org/index.ts';
import { canManage, canRead } from '../access.ts';
import { closeCode, createCode, createMissingCodes, reopenCode } from '../actions/codes.ts';
import { readPosted } from '../inputs/form.ts';
import { parseNewCode } from '../inputs/questionnaire.ts';
import { CodesPage, type CodesProps, NoPosterPage } from '../pages/codes.tsx';
import { printStyle, renderPoster } from '../pages/print.tsx';
import { isCode } from '../rules/codes.ts';
import { findCode, findVisit, listCodes } from '../store/codes.ts';
import { findInstrument } from '../store/instruments.ts';
import { printLook } from './look.ts';
import { refusalWords } from './questionnaire.tsx';
import { documentHeaders } from './sheet.ts';

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
      const { kind, id, code, label } = parsed.value;
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
  staffRoute({
    method: 'GET',
    path: '/kode/:code/poster',
    access: read,
    params: codeParams,
    handler: async ({ db, scope, params, lang, config, banner }) => {
      const found = await findCode(db, scope, knownShape(params.code));
      if (!found) throw new Problem('survey.code_unknown', { code: params.code });
      const office = await getOffice(db, scope);
      const base = office.publicUrl ?? config.url;
      if (base === null || isLoopbackUrl(base)) return page('', <NoPosterPage code={found.code} url={base} />);
      const unit = (await listUnits(db, scope)).find((one) => one.id === found.unitId);
      const service = found.serviceId === null ? null : await findService(db, scope, found.serviceId);
      const url = `${base.replace(/\/$/, '')}/s/${found.code}`;
      const look = await printLook(db, scope);
      const poster = renderPoster({
        lang,
        banner,
        url: `${url}?k=qr`,
        address: url.replace(/^https?:\/\//, ''),
        questions: await countQuestions(db, scope, found.code),
        serviceName: service?.name ?? null,
        unitName: unit?.name ?? office.name,
        officeName: office.name,
        look,
      });
      return raw(poster, documentHeaders(printStyle(look.accent)));
    },
  }),
];

/** How many unsur questions a code asks; null where its services ask different numbers, or there is none. */
async function countQuestions(db: Db, scope: TenantScope, code: string): Promise<number | null> {
  const ids = new Set((await findVisit(db, scope, code))?.services.map((one) => one.instrumentId));
  const counts = new Set<number>();
  for (const id of ids) counts.add((await findInstrument(db, scope, id))?.asked.length ?? 0);
  const [count = null] = counts;
  return counts.size === 1 ? count : null;
}

/** Only what can be a code goes to the database. */
export function knownShape(code: string): string {
  const small = code.toLowerCase();
  if (!isCode(small)) throw new Problem('survey.code_unknown', { code: small.replace(/[^a-z0-9-]/g, '').slice(0, 40) });
  return small;
}
