/** `/bentrok`, `/terlambat`, `/unduh/jawaban.csv`. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { isId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { download, page, redirect } from '../../../platform/web/reply.ts';
import {
  branchOf,
  findPeriodByCode,
  getOffice,
  listPeriods,
  listServices,
  listUnits,
  type Service,
  servicesApart,
  type Unit,
} from '../../org/index.ts';
import { canRead, canWork } from '../access.ts';
import { type ConflictCard, ConflictsPage, LatePage } from '../pages/work.tsx';
import { inWords } from '../rules/in-words.ts';
import { listConflicts, setConflictSeen } from '../store/conflicts.ts';
import { findInstrument } from '../store/instruments.ts';
import { listLate } from '../store/reading.ts';
import { maskWordsIn, workTexts } from '../texts/work.ts';
import { exportTable } from './export.ts';

const read = staff('survey.read', canRead, { branch: true });
const conflicts = staff('survey.see_conflicts', canRead);
const work = staff('survey.see_conflicts', canWork);
const mostLate = 500;

async function namesOfServices(db: Db, scope: TenantScope): Promise<Map<string, string>> {
  const services = await listServices(db, scope, { withRetired: true });
  return new Map(servicesApart(services, await listUnits(db, scope)).map((one) => [one.id, one.name]));
}

const conflictRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/bentrok',
    access: conflicts,
    handler: async ({ db, scope, lang, looked }) => {
      const { timeZone } = await getOffice(db, scope);
      const names = await namesOfServices(db, scope);
      const cards: ConflictCard[] = [];
      for (const one of await listConflicts(db, scope, maskWordsIn(lang))) {
        const version = await findInstrument(db, scope, one.stored.instrument);
        // What is only ever counted is not shown beside the rest of a person; that it differs is why they are two.
        const counted = (version?.profile ?? [])
          .filter(({ id, marginal }) => marginal && one.stored.profile[id] !== one.other.profile[id])
          .map(({ label }) => ({ term: label[lang], value: workTexts[lang].differs }));
        cards.push({
          id: one.id,
          receipt: one.receipt,
          serviceName: names.get(one.stored.service) ?? '',
          stored: {
            answers: [...inWords(one.stored, version, lang, 'others'), ...counted],
            comment: one.stored.comment,
            at: one.storedAt,
          },
          other: {
            answers: [...inWords(one.other, await findInstrument(db, scope, one.other.instrument), lang, 'others'), ...counted],
            comment: one.other.comment,
            at: one.receivedAt,
          },
          seen: one.seenAt ? { by: one.seenBy ?? '', at: one.seenAt } : null,
          note: one.note,
          excluded: one.excluded,
        });
      }
      if (cards.length > 0) looked({ action: 'survey.read_conflicts', detail: { conflicts: cards.length } });
      return page('', <ConflictsPage conflicts={cards} timeZone={timeZone} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/bentrok/:id',
    access: work,
    params: z.object({ id: z.string().max(100) }),
    body: z.object({ note: z.string().max(500).optional() }).catch({}),
    handler: async ({ db, scope, actor, params, body, now }) => {
      const note = (body.note ?? '').trim();
      const known = isId(params.id) && (await setConflictSeen(db, scope, params.id, { at: now, by: actor.name, note }));
      if (!known) throw new Problem('survey.conflict_unknown');
      await record(db, scope, {
        at: now,
        action: 'survey.see_conflict',
        targetKind: 'conflict',
        targetId: params.id,
        ...(note === '' ? {} : { reason: note }),
      });
      return redirect('/bentrok');
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/terlambat',
    access: read,
    query: z.object({ periode: z.string().max(20).default('') }),
    handler: async ({ db, scope, query }) => {
      const { timeZone } = await getOffice(db, scope);
      const names = await namesOfServices(db, scope);
      const period = (await listPeriods(db, scope)).find((one) => one.code === query.periode);
      const span = period ? { from: period.startsOn, to: period.endsOn } : {};
      const late = (
        await listLate(db, scope, { ...span, ...(scope.reach ? { serviceIds: [...names.keys()] } : {}), limit: mostLate })
      ).map((one) => ({
        ...one,
        serviceName: names.get(one.serviceId) ?? '',
      }));
      return page('', <LatePage late={late} timeZone={timeZone} />);
    },
  }),
];

/** The services of one unit and of all below it; all of them where no unit, or an unknown one, is named. */
export async function servicesOf(
  db: Db,
  scope: TenantScope,
  unitId: string,
): Promise<{ services: readonly Service[]; unit: Unit | undefined }> {
  const units = await listUnits(db, scope);
  const unit = units.find(({ id }) => id === unitId);
  return {
    services: servicesApart(
      await listServices(db, scope, { ...(unit ? { unitIds: branchOf(units, unit.id) } : {}), withRetired: true }),
      units,
    ),
    unit,
  };
}

export const workRoutes: readonly Route[] = [
  ...conflictRoutes,
  staffRoute({
    method: 'GET',
    path: '/unduh/jawaban.csv',
    access: read,
    key: { name: 'answers:export', label: (lang) => workTexts[lang].keyUse },
    query: z.object({
      periode: z.string().max(20).default(''),
      layanan: z.string().max(100).default(''),
      unit: z.string().max(100).default(''),
      terlambat: z.string().max(1).default(''),
      ditolak: z.string().max(1).default(''),
    }),
    handler: async ({ db, scope, query, lang, looked }) => {
      const period = query.periode.length > 0 ? await findPeriodByCode(db, scope, query.periode) : null;
      if (!period) throw new Problem('survey.period_unknown', { code: query.periode });
      const { services, unit } = await servicesOf(db, scope, query.unit);
      if (query.unit !== '' && !unit) throw new Problem('survey.service_unknown');
      const chosen = query.layanan === '' ? services : services.filter((one) => one.id === query.layanan);
      if (chosen.length === 0) throw new Problem('survey.service_unknown');
      const late = query.terlambat === '1' ? 'include' : 'exclude';
      const apart = query.ditolak === '1' ? 'include' : 'exclude';
      const choice = { services: chosen, from: period.startsOn, to: period.endsOn, late, apart } as const;
      const parts = await exportTable(db, scope, choice, lang);
      looked({ action: 'survey.download_answers', detail: { period: period.code, services: chosen.length, late, apart } });
      return download(`jawaban-${period.code}.csv`, 'text/csv; charset=utf-8', Readable.from(parts));
    },
  }),
];
