/** `/kertas/pindah`: moving a paper answer to the service it belongs to. */
import { z } from 'zod';
import { propose, secondPersonFor } from '../../../platform/approvals/index.ts';
import type { Actor, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Reply, type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import { listServices, listUnits, servicesApart } from '../../org/index.ts';
import { canAgree, canWork } from '../access.ts';
import { traceAnswer } from '../actions/exclusion.ts';
import { openSheet } from '../actions/sheets.ts';
import { MovePage } from '../pages/correction.tsx';
import { receiptPattern } from '../rules/answer.ts';
import { findStanding } from '../store/corrections.ts';
import { sheetTexts } from '../texts/sheets.ts';
import { workTexts } from '../texts/work.ts';
import { correction } from './approvals.ts';

const moving = staff('survey.move_answer', (actor) => canWork(actor) || canAgree(actor), { branch: true });
const ask = staff('survey.move_answer', canWork, { branch: true });
const code = z.string().max(60).default('');

/** The answer of a receipt, or of a sheet wherever it is now. */
async function findMovable(db: Db, scope: TenantScope, actor: Actor, asked: string, now: Date) {
  const sheet = await openSheet(db, scope, asked, now);
  const standing = sheet && (await findStanding(db, scope, sheet.sheet.id));
  const found = await traceAnswer(db, scope, standing?.receipt ?? asked);
  if (!found) return null;
  const { trace, service } = found;
  const refusal = trace.excluded ? 'gone' : trace.closed ? 'closed' : trace.channel !== 'paper' ? 'notPaper' : null;
  return {
    receipt: trace.receipt,
    serviceId: service.id,
    serviceName: service.name,
    serviceOn: trace.serviceOn,
    refusal,
    mayAsk: canWork(actor),
  } as const;
}

async function showMove(
  db: Db,
  scope: TenantScope,
  actor: Actor,
  asked: string,
  now: Date,
  more: {
    readonly moved?: string | undefined;
    readonly values?: Readonly<Record<string, string>>;
    readonly errors?: Readonly<Record<string, string>>;
  } = {},
): Promise<Reply> {
  const found = asked === '' ? null : await findMovable(db, scope, actor, asked, now);
  const services = servicesApart(await listServices(db, scope), await listUnits(db, scope));
  return page(
    '',
    <MovePage
      asked={asked}
      found={found}
      services={services.filter(({ id }) => id !== found?.serviceId)}
      second={await secondPersonFor(db, scope, correction)}
      moved={more.moved !== undefined && receiptPattern.test(more.moved) ? more.moved : null}
      mayAsk={canWork(actor)}
      {...(more.errors ? { errors: more.errors, values: more.values ?? {} } : {})}
    />,
    asked !== '' && !found ? 404 : more.errors ? 422 : 200,
  );
}

export const correctionRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kertas/pindah',
    access: moving,
    query: z.object({ kode: code, bukti: z.string().max(20).optional() }),
    handler: ({ db, scope, actor, query, now }) => showMove(db, scope, actor, query.kode.trim(), now, { moved: query.bukti }),
  }),
  staffRoute({
    method: 'POST',
    path: '/kertas/pindah',
    access: ask,
    body: z.object({ receipt: code, layanan: z.string().max(60).default(''), reason: z.string().trim().max(500).default('') }),
    handler: async ({ db, scope, actor, body, lang, origin, now }) => {
      const found = body.receipt === '' ? null : await findMovable(db, scope, actor, body.receipt, now);
      const known = (await listServices(db, scope)).some(({ id }) => id === body.layanan && id !== found?.serviceId);
      const errors = {
        ...(known ? {} : { layanan: workTexts[lang].chooseService }),
        ...(body.reason === '' ? { reason: sheetTexts[lang].moveMissing } : {}),
      };
      if (!found || Object.keys(errors).length > 0)
        return showMove(db, scope, actor, body.receipt, now, {
          values: { layanan: body.layanan, reason: body.reason },
          errors,
        });
      const subject = { receipt: found.receipt, serviceId: body.layanan, reason: body.reason };
      return propose(db, scope, correction, { subject, reason: body.reason }, { at: now, lang, origin });
    },
  }),
];
