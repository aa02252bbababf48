/**
 * /wilayah: what the kabupaten and kota of a province have published. It reads the register of regions and published headlines, the two
 * things that every office may read of another one; answers and tallies stay behind the policy of their own office.
 */
import { localDay } from '../../../kernel/dates.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { byteOrderMark, csvLine } from '../../../platform/files/csv-line.ts';
import { formatDecimal, type Lang } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { onePage, pageAddress } from '../../../platform/web/paging.ts';
import { download, page } from '../../../platform/web/reply.ts';
import { listFigurePeriods, listFiguresOf, methodWords, mutuWords } from '../../ikm/index.ts';
import { findRegionCode, getOffice, isProvince, listOfficesOfProvince, periodName } from '../../org/index.ts';
import { canDecide, canSeeRegion } from '../access.ts';
import { type RegionQuery, regionQuery } from '../inputs.ts';
import { NoProvincePage, RegionPage } from '../pages/region.tsx';
import { type Recap, recapOf } from '../rules/region.ts';
import { regionTexts } from '../texts/region.ts';

const access = staff('insight.region', canSeeRegion);
const perPage = 100;

interface Read {
  readonly recap: Recap;
  readonly periods: readonly string[];
  /** The period asked for, where anybody has published it; otherwise empty. */
  readonly periode: string;
}

/** What a province sees; nothing for every other office. */
async function readRecap(db: Db, scope: TenantScope, query: RegionQuery): Promise<Read> {
  const offices = await listOfficesOfProvince(db, scope);
  const tenantIds = offices.map(({ tenantId }) => tenantId);
  const periods = await listFigurePeriods(db, scope, tenantIds);
  const periode = periods.includes(query.periode) ? query.periode : '';
  const figures = await listFiguresOf(db, scope, { tenantIds, periodCode: periode === '' ? undefined : periode });
  return { recap: recapOf(offices, figures, { search: query.q, everyUnit: query.semua !== '' }), periods, periode };
}

export const regionRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/wilayah',
    access,
    query: regionQuery,
    handler: async ({ db, scope, actor, query, lang }) => {
      const code = await findRegionCode(db, scope);
      if (!isProvince(code)) return page('', <NoProvincePage code={code} mayChange={canDecide(actor)} />);
      const { recap, periods, periode } = await readRecap(db, scope, query);
      const { timeZone } = await getOffice(db, scope);
      const { rows, page: at, pages } = onePage(recap.lines, query.hal, perPage);
      const asked = { periode, q: query.q, semua: query.semua === '' ? '' : '1' };
      const view = {
        code,
        recap,
        lines: rows,
        first: (at - 1) * perPage + 1,
        page: at,
        pages,
        periods: periods.map((each) => ({ code: each, name: periodName(each, lang) })),
        asked,
        periodName: (each: string) => periodName(each, lang),
        dayOf: (instant: Date) => localDay(instant, timeZone),
        mutuWords: mutuWords(lang),
        hrefOf: (path: string, number: number) => pageAddress(path, asked, number),
        areaHref: (area: string) => pageAddress('/wilayah', { ...asked, q: area }, 1),
      };
      return page('', <RegionPage view={view} />);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/wilayah/unduh',
    access,
    query: regionQuery,
    handler: async ({ db, scope, query, lang }) => {
      const { recap } = await readRecap(db, scope, query);
      const { timeZone } = await getOffice(db, scope);
      return download('hasil-kabupaten-kota.csv', 'text/csv; charset=utf-8', tableOf(recap, lang, timeZone));
    },
  }),
];

/** The columns that the ministry's recap asks for, as far as they are published figures; who has published nothing stands at the end. */
function tableOf({ lines, silent, columns }: Recap, lang: Lang, timeZone: string): string {
  const t = regionTexts[lang];
  const head = [
    ...[t.no, t.code, t.office, t.unit, t.period, ...columns.map(({ code }) => code)],
    ...[t.ikm, t.mutu, t.respondents, t.method, t.publishedOn, t.address],
  ];
  const rows = lines.map(({ office, figure }, at) => [
    ...[at + 1, office.code, office.name, figure.unitName, figure.periodCode],
    ...columns.map(({ id }) => decimal(figure.unsur.find((unsur) => unsur.id === id)?.value, lang)),
    ...[decimal(figure.ikm, lang), figure.mutu, figure.respondents],
    [methodWords(figure.method, figure.unsur.length, lang), figure.method.mapping].filter(Boolean).join('; '),
    localDay(figure.publishedAt, timeZone),
    `/ikm/${figure.unitCode}/${figure.periodCode}`,
  ]);
  const rest = silent.map(({ code, name }, at) => [lines.length + at + 1, code, name, ...head.slice(3).map(() => '')]);
  return byteOrderMark + [head, ...rows, ...rest].map(csvLine).join('');
}

function decimal(value: string | undefined, lang: Lang): string {
  return value === undefined ? '' : formatDecimal(value, lang);
}
