/** /peringkat: the rankings as the job has kept them, for everybody. */
import { parsePeriod } from '../../../kernel/period.ts';
import { Problem } from '../../../kernel/problem.ts';
import { findPublicScope, listPublicScopes } from '../../../platform/auth/index.ts';
import { enter, transact } from '../../../platform/db/db.ts';
import { byteOrderMark, csvLine } from '../../../platform/files/csv-line.ts';
import { formatDateTime, formatDecimal, type Lang } from '../../../platform/i18n/index.ts';
import { accentOf } from '../../../platform/ui/index.ts';
import { openRoute, publicRoute, type Route } from '../../../platform/web/module.ts';
import { page, raw } from '../../../platform/web/reply.ts';
import { findBrand, findOffice, periodName } from '../../org/index.ts';
import { publicParams, rankingQuery } from '../inputs.ts';
import { type RankingListOffice, RankingListPage, RankingPage, reasonWords } from '../pages/ranking.tsx';
import { tierName } from '../rules/ranking.ts';
import { findRanking, type KeptRanking, listRankings } from '../store/rankings.ts';
import { rankingTexts } from '../texts/ranking.ts';
import { edition, tagged } from './tagged.ts';

const open = publicRoute('Peringkat dihitung dari hasil yang sudah diumumkan dan diumumkan bersama rentangnya.');

export const rankingRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/peringkat',
    access: open,
    // One short read per office, each seeing only its own rows.
    handle: 'root',
    handler: async ({ db, lang, headers }) => {
      const offices: RankingListOffice[] = [];
      let tag = `${edition} ${lang} peringkat`;
      for (const scope of await transact(db, { tenantId: null }, (tx) => listPublicScopes(tx), { readOnly: true })) {
        const read = await transact(
          db,
          scope,
          async (tx) => ({ kept: await listRankings(tx, scope), office: await findOffice(tx, scope) }),
          { readOnly: true },
        );
        const kept = read.kept
          .filter(({ listed }) => listed > 0)
          .toSorted((a, b) => parsePeriod(b.periodCode).lastDay.localeCompare(parsePeriod(a.periodCode).lastDay));
        const [newest] = kept;
        if (!newest) continue;
        tag += kept
          .map(({ officeCode, periodCode, computedAt }) => ` ${officeCode} ${periodCode} ${computedAt.getTime()}`)
          .join('');
        offices.push({
          name: newest.officeName,
          timeZone: read.office?.timeZone ?? 'UTC',
          periods: kept.map((head) => ({
            ...head,
            href: `/peringkat/${head.officeCode}/${head.periodCode}`,
            name: periodName(head.periodCode, lang),
          })),
        });
      }
      return tagged(headers, tag, (own) => ({
        ...page('', <RankingListPage offices={offices.toSorted((a, b) => a.name.localeCompare(b.name, 'id'))} />),
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
