/** /peringkat: the rankings as the job has kept them, for everybody. */
import { parsePeriod } from '../../../kernel/period.ts';
import { Problem } from '../../../kernel/problem.ts';
import { findPublicScope } from '../../../platform/auth/index.ts';
import { enter } from '../../../platform/db/db.ts';
import { byteOrderMark, csvLine } from '../../../platform/files/csv-line.ts';
import { formatDateTime, formatDecimal, type Lang } from '../../../platform/i18n/index.ts';
import { accentOf } from '../../../platform/ui/index.ts';
import { openRoute, publicRoute, type Route } from '../../../platform/web/module.ts';
import { officesPerPage, onePage, pageAddress } from '../../../platform/web/paging.ts';
import { page, raw } from '../../../platform/web/reply.ts';
import { findBrand, findOffice, periodName } from '../../org/index.ts';
import { publicParams, rankingListQuery, rankingQuery } from '../inputs.ts';
import { RankingListPage, RankingPage, reasonWords } from '../pages/ranking.tsx';
import { tierName } from '../rules/ranking.ts';
import { findRanking, type KeptRanking, type ListedRanking, listRankings } from '../store/rankings.ts';
import { rankingTexts } from '../texts/ranking.ts';
import { findPublishers, mostAsCards } from './publishers.ts';
import { edition, tagged } from './tagged.ts';

const open = publicRoute('Peringkat dihitung dari hasil yang sudah diumumkan dan diumumkan bersama rentangnya.');

export const rankingRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/peringkat',
    access: open,
    query: rankingListQuery,
    handler: async ({ db, query, lang, headers }) => {
      const offices = await findPublishers(db, [1], query.instansi);
      const { rows, ...place } = onePage(offices, query.hal, officesPerPage);
      const ids = rows.map(({ tenantId }) => tenantId);
      const kept = new Map<string, ListedRanking[]>(ids.map((id) => [id, []]));
      for (const ranking of await listRankings(db, ids)) kept.get(ranking.tenantId)?.push(ranking);
      const lastDay = ({ periodCode }: ListedRanking) => parsePeriod(periodCode).lastDay;
      const listed = rows
        .map((office) => {
          const all = kept.get(office.tenantId)?.toSorted((a, b) => lastDay(b).localeCompare(lastDay(a))) ?? [];
          const rankings = offices.length > mostAsCards ? all.slice(0, 1) : all;
          return { ...office, rankings, more: all.length > rankings.length };
        })
        .filter(({ rankings }) => rankings.length > 0);
      const shown = listed.map(({ name, timeZone, code, rankings, more }) => [
        ...[name, timeZone, code, more],
        ...rankings.map(({ officeCode, periodCode, computedAt }) => [officeCode, periodCode, computedAt.getTime()]),
      ]);
      return tagged(headers, `${edition} ${lang} peringkat ${query.instansi} ${JSON.stringify([place, shown])}`, (own) => ({
        ...page(
          '',
          <RankingListPage
            offices={listed.map(({ name, timeZone, code, rankings, more }) => ({
              name,
              timeZone,
              allHref: more && code !== null ? pageAddress('/peringkat', { instansi: code }, 1) : null,
              periods: rankings.map((head) => ({
                ...head,
                href: `/peringkat/${head.officeCode}/${head.periodCode}`,
                name: periodName(head.periodCode, lang),
              })),
            }))}
            one={query.instansi !== ''}
            place={place}
            hrefOf={(number) => pageAddress('/peringkat', { instansi: query.instansi }, number)}
          />,
        ),
        headers: own,
      }));
    },
  }),
  openRoute({
    method: 'GET',
    path: '/peringkat/:unit/:period',
    access: open,
    params: publicParams,
    query: rankingQuery,
    handler: async ({ db, params, query, lang, headers }) => {
      const asTable = params.period.endsWith('.csv');
      const periodCode = asTable ? params.period.slice(0, -'.csv'.length) : params.period;
      const scope = await findPublicScope(db, params.unit);
      if (!scope) throw new Problem('ikm.no_public_unit', { unit: params.unit });
      await enter(db, scope);
      const kept = await findRanking(db, scope, periodCode);
      if (!kept) throw new Problem('ikm.no_ranking');
      const timeZone = (await findOffice(db, scope))?.timeZone ?? 'UTC';
      const tag = `${edition} ${lang} ${params.period} ${params.unit} ${query.unit} ${kept.computedAt.getTime()}`;
      if (asTable)
        return tagged(headers, tag, (own) => {
          const name = `peringkat-${kept.officeCode}-${periodCode}.csv`;
          return raw(tableOf(kept, lang, timeZone), {
            ...own,
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="${name}"`,
          });
        });
      const brand = await findBrand(db, scope);
      return tagged(headers, `${tag} ${JSON.stringify(brand)}`, (own) => ({
        ...page(
          '',
          <RankingPage
            view={{
              ...kept,
              timeZone,
              periodName: periodName(periodCode, lang),
              path: `/peringkat/${kept.officeCode}/${periodCode}`,
              unit: query.unit,
              look: {
                name: kept.officeName,
                accent: accentOf(brand.accent),
                logo: brand.logo && `/logo/${kept.officeCode}/${brand.logo.hash.slice(0, 16)}`,
              },
            }}
          />,
        ),
        headers: own,
      }));
    },
  }),
];

/** Every line with what it was ranked by; numbers as the reader's spreadsheet writes them. */
function tableOf(kept: KeptRanking, lang: Lang, timeZone: string): string {
  const t = rankingTexts[lang];
  const { columns: c } = t;
  const head = [
    ...[t.rank, t.unit, c.code, t.n, c.required, c.population, t.ikm, t.mutu, c.low, c.high, c.best, c.worst, t.group],
    ...[t.why, c.version, c.at, c.address],
  ];
  const at = formatDateTime(kept.computedAt, timeZone, lang);
  const end = (value: number | undefined) => (value === undefined ? null : formatDecimal(value, lang, 2));
  const rows = kept.units.map(({ place, interval, ...unit }) => [
    ...[place?.rank ?? null, unit.unitName, unit.unitCode, unit.respondents, unit.required, unit.population],
    ...[formatDecimal(unit.ikm, lang), unit.mutu, end(interval?.low), end(interval?.high)],
    ...[place?.best ?? null, place?.worst ?? null, place ? tierName(place.tier) : null],
    ...[reasonWords(unit, kept, lang), unit.version, at, `/ikm/${unit.unitCode}/${kept.periodCode}`],
  ]);
  return byteOrderMark + [head, ...rows].map(csvLine).join('');
}
