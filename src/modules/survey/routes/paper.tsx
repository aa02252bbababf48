/** `/kertas`: keying in sheets of paper. */
import { z } from 'zod';
import { addDays, isLocalDay, localDay } from '../../../kernel/dates.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { getOffice, listServices, listUnits, servicesApart } from '../../org/index.ts';
import { canKey } from '../access.ts';
import { keyPaper, openPaperBatch, type PaperAgain, type PaperBatch } from '../actions/paper.ts';
import { readPosted } from '../inputs/form.ts';
import { PaperSheetPage, type PaperSheetProps, PaperStartPage } from '../pages/paper.tsx';
import { receiptPattern } from '../rules/answer.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { countPaper } from '../store/reading.ts';
import { sheetTexts } from '../texts/sheets.ts';
import { workTexts } from '../texts/work.ts';

const work = staff('survey.key_paper', canKey, { branch: true });
const oldest = 731;

const sheetQuery = z.object({
  layanan: z.string().max(100).optional(),
  tanggal: z.string().max(20).optional(),
  bukti: z.string().max(20).optional(),
  hasil: z.enum(['stored', 'repeated', 'conflict']).optional().catch(undefined),
  terlambat: z.string().max(1).optional(),
  saran: z.string().max(1).optional(),
});

/** The page before the first sheet; `complain` names what is wrong with what was chosen. */
export async function showStart(
  db: Db,
  scope: TenantScope,
  now: Date,
  lang: Lang,
  given: { layanan?: string | undefined; tanggal?: string | undefined; kode?: string | undefined },
  complain: boolean,
) {
  const t = workTexts[lang];
  const today = localDay(now, (await getOffice(db, scope)).timeZone);
  const services = servicesApart(await listServices(db, scope), await listUnits(db, scope));
  const errors: Record<string, string> = {};
  if (complain && given.kode !== undefined) errors.kode = sheetTexts[lang].unknown;
  else if (complain && !services.some((one) => one.id === given.layanan)) errors.layanan = t.chooseService;
  if (complain && given.kode === undefined && !isGoodDay(given.tanggal ?? '', addDays(today, 1))) errors.tanggal = t.dateWrong;
  return page(
    '',
    <PaperStartPage
      services={services}
      values={{ layanan: given.layanan ?? '', tanggal: given.tanggal ?? today, kode: given.kode ?? '' }}
      errors={errors}
    />,
    complain ? 422 : 200,
  );
}

const isGoodDay = (day: string, today: string): boolean => isLocalDay(day) && day <= today && day >= addDays(today, -oldest);

/** The start of today in a zone, as an instant near enough for counting: a day begins at most 14 hours before it does in UTC. */
function startOfDay(now: Date, timeZone: string): Date {
  let at = new Date(now.getTime() - (now.getTime() % 3_600_000));
  const today = localDay(now, timeZone);
  while (localDay(new Date(at.getTime() - 3_600_000), timeZone) === today) at = new Date(at.getTime() - 3_600_000);
  return at;
}

async function showSheet(
  db: Db,
  scope: TenantScope,
  now: Date,
  batch: PaperBatch,
  serviceOn: string,
  more: Partial<PaperSheetProps>,
  status = 200,
) {
  const counts = await countPaper(db, scope, scope.actor.id, startOfDay(now, batch.timeZone));
  const props: PaperSheetProps = {
    serviceId: batch.serviceId,
    serviceName: batch.serviceName,
    serviceOn,
    instrument: batch.instrument,
    sheetId: newId(),
    total: counts.reduce((total, one) => total + one.n, 0),
    ofService: counts.find((one) => one.serviceId === batch.serviceId)?.n ?? 0,
    ...more,
  };
  return page('', <PaperSheetPage {...props} />, status);
}

/** What is wrong with a sheet, by field, and how many empty scores wait for a confirmation. */
export function paperErrors(result: PaperAgain, instrument: SurveyInstrument, lang: Lang) {
  const t = workTexts[lang];
  const errors: Record<string, string> = {};
  for (const name of result.wrongScores) errors[name] = t.scoreWrong;
  for (const [name, error] of Object.entries(result.content.errors))
    errors[name] = error === 'ageWrong' ? t.ageWrong : error === 'textLong' ? t.tooLong : t.dateWrong;
  const none = result.blanks === instrument.items.length && result.wrongScores.length === 0;
  if (none) errors[''] = t.noneAnswered;
  return { errors, blanks: !none && result.wrongScores.length === 0 ? result.blanks : 0 };
}

export const paperRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kertas',
    access: work,
    query: sheetQuery,
    handler: ({ db, scope, now, lang, query }) => showStart(db, scope, now, lang, query, false),
  }),
  staffRoute({
    method: 'GET',
    path: '/kertas/isi',
    access: work,
    query: sheetQuery,
    handler: async ({ db, scope, now, lang, query }) => {
      const batch =
        query.layanan !== undefined && isId(query.layanan) ? await openPaperBatch(db, scope, query.layanan, now) : null;
      const day = query.tanggal ?? '';
      if (!batch || !isGoodDay(day, batch.today)) return showStart(db, scope, now, lang, query, true);
      const kept =
        query.hasil && receiptPattern.test(query.bukti ?? '')
          ? { receipt: query.bukti ?? '', state: query.hasil, late: query.terlambat === '1', withheld: query.saran === '0' }
          : undefined;
      return showSheet(db, scope, now, batch, day, kept ? { kept } : {});
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kertas',
    access: work,
    body: z.any(),
    handler: async ({ db, scope, body, now, lang }) => {
      const posted = readPosted(body);
      const serviceId = posted.layanan ?? '';
      const day = posted.service_on ?? '';
      const batch = isId(serviceId) ? await openPaperBatch(db, scope, serviceId, now) : null;
      if (!batch || !isGoodDay(day, batch.today))
        return showStart(db, scope, now, lang, { layanan: serviceId, tanggal: day }, true);
      const id = isId(posted.sheet ?? '') ? (posted.sheet ?? '').toLowerCase() : newId();
      const result = await keyPaper(db, scope, batch, id, posted, posted.confirmed === '1', now);
      if (result.kind === 'stored') {
        const { receipt, state, late, withheld } = result.outcome;
        return redirect(
          `/kertas/isi?layanan=${batch.serviceId}&tanggal=${day}&bukti=${receipt}&hasil=${state}${late ? '&terlambat=1' : ''}${withheld ? '&saran=0' : ''}`,
        );
      }
      const { errors, blanks } = paperErrors(result, batch.instrument, lang);
      return showSheet(db, scope, now, batch, day, { sheetId: id, values: posted, errors, blanks }, 422);
    },
  }),
];
