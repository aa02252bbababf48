/** /hasil-terdahulu: results printed before this office used the program. */
import { parsePeriod } from '../../../kernel/period.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { formatDateTime, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { type Route, type StaffContext, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { getOffice, listUnits, periodName } from '../../org/index.ts';
import { canPublish, canRead } from '../access.ts';
import { addEarlier, correctEarlier, type ImportOutcome, importEarlier } from '../actions/earlier.ts';
import { earlierBody, earlierQuery, earlierTableBody, idParams, pastedRows } from '../inputs.ts';
import { EarlierOnePage, EarlierPage, type EarlierRow, type EarlierView } from '../pages/earlier.tsx';
import type { TrendFigure } from '../pages/trend.tsx';
import { type EarlierGiven, earlierLines, mergeTrend, mostEarlierLines, readEarlier } from '../rules/earlier.ts';
import { type EarlierEntry, listEarlier, listEarlierHistory, listResults, type ResultLine } from '../store/results.ts';
import { earlierTexts } from '../texts/earlier.ts';

const read = staff('ikm.read', canRead);
const manage = staff('ikm.publish', canPublish);

type Given = Pick<EarlierView, 'news' | 'values' | 'errors' | 'table' | 'tableErrors'>;
const nothingGiven: Given = { news: null, values: {}, errors: {}, table: '', tableErrors: {} };

/** Faults of a form, at their fields. */
function fieldErrors(faults: readonly (keyof EarlierGiven)[], lang: Lang): Record<string, string> {
  const t = earlierTexts[lang];
  return Object.fromEntries(faults.map((field) => [field, t.fieldFault(t.fault[field])]));
}

export const earlierRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/hasil-terdahulu',
    access: read,
    query: earlierQuery,
    handler: async (ctx) => {
      const t = earlierTexts[ctx.lang];
      const { kabar, baru, sama } = ctx.query;
      const taken = t.taken(formatInteger(baru, ctx.lang), formatInteger(sama, ctx.lang));
      return show(ctx, { ...nothingGiven, news: kabar === 'taken' ? taken : kabar ? t[kabar] : null });
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/hasil-terdahulu',
    access: manage,
    body: earlierBody,
    handler: async (ctx) => {
      const { db, scope, body, lang, now } = ctx;
      const { unit, withdraw: _withdraw, ...given } = body;
      const refuse = (errors: Record<string, string>) => show(ctx, { ...nothingGiven, values: { unit, ...given }, errors }, 422);
      const result = readEarlier(given);
      if (result.faults) return refuse(fieldErrors(result.faults, lang));
      try {
        await addEarlier(db, scope, { unitId: unit, figures: result.value }, now);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (error.code === 'ikm.earlier_exists') return refuse({ period: earlierTexts[lang].exists });
        if (error.code === 'ikm.unit_unknown')
          return refuse({ unit: earlierTexts[lang].fieldFault(earlierTexts[lang].fault.unit) });
        throw error;
      }
      return redirect('/hasil-terdahulu?kabar=added');
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/hasil-terdahulu/tempel',
    access: manage,
    body: earlierTableBody,
    bodyLimit: 4 * 1024 * 1024,
    handler: async (ctx) => {
      const { db, scope, body, lang, now } = ctx;
      const t = earlierTexts[lang];
      const refuse = (message: string) => show(ctx, { ...nothingGiven, table: body.table, tableErrors: { table: message } }, 422);
      const lines = earlierLines(pastedRows(body.table));
      if (!lines || lines.length === 0) return refuse(t.noColumns);
      if (lines.length > mostEarlierLines) return refuse(t.tooMany(formatInteger(mostEarlierLines, lang)));
      const outcome = await importEarlier(db, scope, lines, now);
      if (outcome.faults.length > 0) return refuse(faultWords(outcome, lang).join(' '));
      return redirect(`/hasil-terdahulu?kabar=taken&baru=${outcome.added}&sama=${outcome.same}`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/hasil-terdahulu/:id',
    access: read,
    params: idParams,
    handler: (ctx) => showOne(ctx, {}),
  }),
  staffRoute({
    method: 'POST',
    path: '/hasil-terdahulu/:id',
    access: manage,
    params: idParams,
    body: earlierBody,
    handler: async (ctx) => {
      const { db, scope, body, params, lang, now } = ctx;
      const [before] = await listEarlierHistory(db, scope, params.id);
      if (!before) throw new Problem('ikm.earlier_unknown');
      const { unit: _unit, withdraw: _withdraw, reason, ...given } = body;
      const result = readEarlier({ ...given, period: before.periodCode });
      const errors = {
        ...(result.faults ? fieldErrors(result.faults, lang) : {}),
        ...(reason.trim() === '' ? { reason: earlierTexts[lang].reasonMissing } : {}),
      };
      if (result.faults || Object.keys(errors).length > 0) return showOne(ctx, { values: { ...given, reason }, errors });
      await correctEarlier(db, scope, { id: params.id, figures: result.value, reason }, now);
      return redirect('/hasil-terdahulu?kabar=corrected');
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/hasil-terdahulu/:id/tarik',
    access: manage,
    params: idParams,
    body: earlierBody,
    handler: async (ctx) => {
      const { db, scope, body, params, lang, now } = ctx;
      if (body.reason.trim() === '') return showOne(ctx, { withdrawErrors: { reason: earlierTexts[lang].reasonMissing } });
      await correctEarlier(db, scope, { id: params.id, figures: null, reason: body.reason }, now);
      return redirect('/hasil-terdahulu?kabar=corrected');
    },
  }),
];

type Ctx = Pick<StaffContext<unknown, unknown, unknown>, 'db' | 'scope' | 'actor' | 'lang'>;

async function show({ db, scope, actor, lang }: Ctx, given: Given, status = 200) {
  const units = await listUnits(db, scope);
  const results = await listResults(db, scope);
  const earlier = await listEarlier(db, scope);
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const own = new Set(results.map(({ unitId, periodCode }) => `${unitId} ${periodCode}`));
  const rows = earlier.map((one) => rowOf(one, names, own, lang));
  return page(
    '',
    <EarlierPage
      view={{
        ...given,
        rows,
        units: units.filter(({ retiredAt }) => retiredAt === null).map(({ id, name }) => ({ id, name })),
        trends: trendsOf(earlier, results, names),
        canManage: canPublish(actor),
      }}
    />,
    status,
  );
}

function rowOf(one: EarlierEntry, names: ReadonlyMap<string, string>, own: ReadonlySet<string>, lang: Lang): EarlierRow {
  return {
    ...one,
    unitName: names.get(one.unitId) ?? '',
    periodName: periodName(one.periodCode, lang),
    hasOwn: own.has(`${one.unitId} ${one.periodCode}`),
  };
}

/** An earlier result as a figure on a trend. */
export function earlierFigure({ id, periodCode, ikm, mutu, ruleSet }: EarlierEntry): TrendFigure {
  return { code: periodCode, ikm, low: undefined, high: undefined, ruleSet, printedMutu: mutu, href: `/hasil-terdahulu/${id}` };
}

/** The figure of a period without any. */
export function blankFigure(code: string): TrendFigure {
  return { code, ikm: null, low: undefined, high: undefined, ruleSet: '' };
}

/** One line per unit and length of period, of those with at least two figures, one of them printed. */
export function trendsOf(
  earlier: readonly EarlierEntry[],
  results: readonly ResultLine[],
  names: ReadonlyMap<string, string>,
): { unitName: string; figures: TrendFigure[] }[] {
  const standing = earlier.filter(({ withdrawn }) => !withdrawn);
  const groups = new Map(standing.map((one) => [`${one.unitId} ${parsePeriod(one.periodCode).kind}`, one]));
  return [...groups.values()].flatMap(({ unitId, periodCode }) => {
    const { kind } = parsePeriod(periodCode);
    const sameKind = (one: { unitId: string; periodCode: string }) =>
      one.unitId === unitId && parsePeriod(one.periodCode).kind === kind;
    const figures = mergeTrend(
      results.filter(sameKind).map(
        (line): TrendFigure => ({
          code: line.periodCode,
          ikm: line.ikm,
          low: line.low ?? undefined,
          high: line.high ?? undefined,
          ruleSet: line.ruleSet,
          href: `/ikm/${line.unitCode}/${line.periodCode}`,
        }),
      ),
      standing.filter(sameKind).map(earlierFigure),
      blankFigure,
    );
    return figures.filter(({ ikm }) => ikm !== null).length < 2 ? [] : [{ unitName: names.get(unitId) ?? '', figures }];
  });
}

interface OneGiven {
  readonly values?: Readonly<Record<string, string>>;
  readonly errors?: Record<string, string>;
  readonly withdrawErrors?: Record<string, string>;
}

async function showOne({ db, scope, actor, lang, params }: Ctx & { readonly params: { readonly id: string } }, given: OneGiven) {
  const history = await listEarlierHistory(db, scope, params.id);
  const [newest] = history;
  if (!newest) throw new Problem('ikm.earlier_unknown');
  const { timeZone } = await getOffice(db, scope);
  const names = await namesOf(db, scope);
  const { ikm, mutu, ruleSet, respondents, source } = newest;
  return page(
    '',
    <EarlierOnePage
      view={{
        row: { ...rowOf(newest, names, new Set(), lang), id: params.id },
        history: history.map((one) => ({ ...one, entered: formatDateTime(one.enteredAt, timeZone, lang) })),
        canManage: canPublish(actor),
        values: given.values ?? {
          ikm: lang === 'id' ? ikm.replace('.', ',') : ikm,
          mutu,
          rule: ruleSet,
          respondents: respondents === null ? '' : String(respondents),
          source,
        },
        errors: given.errors ?? {},
        withdrawErrors: given.withdrawErrors ?? {},
      }}
    />,
    given.errors || given.withdrawErrors ? 422 : 200,
  );
}

async function namesOf(db: Db, scope: TenantScope): Promise<Map<string, string>> {
  return new Map((await listUnits(db, scope)).map(({ id, name }) => [id, name]));
}

const faultsShown = 20;

/** The faults of a table in words, the first ones. */
function faultWords({ faults }: ImportOutcome, lang: Lang): string[] {
  const t = earlierTexts[lang];
  const lines = faults
    .slice(0, faultsShown)
    .map((one) => t.faultLine(formatInteger(one.line, lang), one.faults.map((fault) => t.fault[fault]).join('; ')));
  return faults.length > faultsShown ? [...lines, t.faultMore(formatInteger(faults.length - faultsShown, lang))] : lines;
}
