/** `/telaah`: flagged answers and what people decide about them. `/aturan-telaah`: the rules, for everybody. */
import { z } from 'zod';
import { localDay } from '../../../kernel/dates.ts';
import { propose, secondPersonFor } from '../../../platform/approvals/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { openRoute, publicRoute, type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { getOffice, listPeriods, listServices, listUnits, periodHolding, periodName, servicesApart } from '../../org/index.ts';
import { canLookThrough } from '../access.ts';
import { checkAcceptance, flagsJob } from '../actions/review.ts';
import { ReviewPage, RulesPage } from '../pages/review.tsx';
import { type ReviewState, reviewStates } from '../rules/review.ts';
import { countReviews, lastChecked, listFlagged } from '../store/review.ts';
import { reviewTexts } from '../texts/review.ts';
import { acceptance, askedAbout } from './approvals.ts';

const look = staff('survey.look_at_flags', canLookThrough, { branch: true });
/** So many stand on a page, and are asked for at once. */
const perPage = 50;

const filterSchema = z.object({
  periode: z.string().max(20).default(''),
  layanan: z.string().max(100).default(''),
  keadaan: z.enum(reviewStates).catch('waiting').default('waiting'),
  halaman: z.coerce.number().int().min(1).catch(1).default(1),
});

interface Shown {
  readonly periode: string;
  readonly layanan: string;
  readonly keadaan: ReviewState;
  readonly halaman: number;
}

async function show(
  db: Db,
  scope: TenantScope,
  filtered: Shown,
  about: {
    readonly now: Date;
    readonly lang: Lang;
    readonly news?: 'accepted' | 'checking';
    readonly chosen?: readonly string[];
    readonly values?: Readonly<Record<string, string>>;
    readonly errors?: Readonly<Record<string, string>>;
  },
) {
  const { timeZone } = await getOffice(db, scope);
  const services = servicesApart(await listServices(db, scope, { withRetired: true }), await listUnits(db, scope));
  const periods = await listPeriods(db, scope);
  const period =
    periods.find(({ code }) => code === filtered.periode) ?? periodHolding(periods, localDay(about.now, timeZone)) ?? periods[0];
  const service = services.find(({ id }) => id === filtered.layanan);
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const filter = {
    serviceIds: service ? [service.id] : [...names.keys()],
    from: period?.startsOn ?? '',
    to: period?.endsOn ?? '',
  };
  const counts = period ? await countReviews(db, scope, { ...filter, late: 'include', of: 'all' }) : null;
  const pages = Math.max(1, Math.ceil((counts?.[filtered.keadaan] ?? 0) / perPage));
  const at = Math.min(filtered.halaman, pages);
  const place = { state: filtered.keadaan, limit: perPage, offset: (at - 1) * perPage };
  const answers = period ? await listFlagged(db, scope, { ...filter, ...place }) : [];
  const asked = await askedAbout(db, scope, about.now);
  const shown = page(
    '',
    <ReviewPage
      answers={answers.map((one) => ({
        ...one,
        serviceName: names.get(one.serviceId) ?? '',
        asked: asked.get(one.receipt) ?? null,
      }))}
      second={await secondPersonFor(db, scope, acceptance)}
      counts={counts}
      checkedAt={period ? await lastChecked(db, scope, period.id) : null}
      values={{ periode: period?.code ?? '', layanan: service?.id ?? '', keadaan: filtered.keadaan, ...about.values }}
      chosen={new Set(about.chosen)}
      page={at}
      pages={pages}
      services={services}
      periods={periods.map(({ code }) => ({ code, name: periodName(code, about.lang) }))}
      closed={period?.closedAt != null}
      timeZone={timeZone}
      news={about.news ?? null}
      {...(about.errors ? { errors: about.errors } : {})}
    />,
    about.errors ? 422 : 200,
  );
  return { shown, read: answers.length, period };
}

const chosenSchema = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .pipe(z.array(z.string().max(20)).max(perPage))
  .catch([])
  .default([]);

export const reviewRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/telaah',
    access: look,
    query: filterSchema.extend({ kabar: z.enum(['accepted', 'checking']).optional().catch(undefined) }),
    handler: async ({ db, scope, query, now, lang, looked }) => {
      const { shown, read, period } = await show(db, scope, query, { now, lang, ...(query.kabar ? { news: query.kabar } : {}) });
      if (read > 0) looked({ action: 'survey.read_flagged', detail: { answers: read, period: period?.code ?? '' } });
      return shown;
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/telaah/terima',
    access: look,
    body: filterSchema.extend({ receipt: chosenSchema, reason: z.string().trim().max(500).default('') }),
    handler: async ({ db, scope, body, now, lang, origin }) => {
      const { receipt: chosen, reason, periode, layanan } = body;
      const t = reviewTexts[lang];
      const errors = {
        ...(chosen.length === 0 ? { receipt: t.chosenMissing } : {}),
        ...(reason === '' ? { reason: t.reasonMissing } : {}),
      };
      if (Object.keys(errors).length > 0)
        return (await show(db, scope, { ...body, keadaan: 'waiting' }, { now, lang, errors, chosen, values: { reason } })).shown;
      // Only what waits, and lies within this person's reach: whoever agrees may reach further.
      const receipts = (await checkAcceptance(db, scope, chosen)).map((one) => one.receipt);
      const subject = { receipts, reason, period: periode, service: layanan };
      return propose(db, scope, acceptance, { subject, reason }, { at: now, lang, origin });
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/telaah/periksa',
    access: look,
    body: filterSchema,
    handler: async ({ db, scope, body: { periode, layanan } }) => {
      await enqueue(db, scope, flagsJob, 'now', {});
      return redirect(`/telaah?${new URLSearchParams({ periode, layanan, kabar: 'checking' })}`);
    },
  }),
  openRoute({
    method: 'GET',
    path: '/aturan-telaah',
    access: publicRoute('the rules by which answers are flagged are published with their numbers'),
    handler: () => page('', <RulesPage />),
  }),
];
