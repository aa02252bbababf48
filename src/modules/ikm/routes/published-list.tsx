/** /ikm: what all offices of this installation have published. Light however many there are: a few statements, and one page of a list. */
import type { Lang } from '../../../platform/i18n/index.ts';
import { openRoute, publicRoute, type Route } from '../../../platform/web/module.ts';
import { officesPerPage, onePage, pageAddress, placeOfPage } from '../../../platform/web/paging.ts';
import { page } from '../../../platform/web/reply.ts';
import { periodName } from '../../org/index.ts';
import { listQuery } from '../inputs.ts';
import { type PublishedLine, PublishedListPage, PublishedOfficesPage } from '../pages/published-list.tsx';
import { listLines, listNewestOfWhole, type PublicLine } from '../store/published.ts';
import { findPublishers, mostAsCards } from './publishers.ts';
import { edition, tagged } from './tagged.ts';

/** Lines that were searched for. */
const foundPerPage = 50;
/** Lines of offices that are shown whole: more than any has units, fewer than all periods of many years. */
const linesPerPage = 500;
const mostWords = 6;

export const publishedListRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/ikm',
    access: publicRoute('Hasil SKM wajib diumumkan dan mudah dijangkau (PermenPANRB 14/2017, asas transparan).'),
    query: listQuery,
    handler: async ({ db, query, lang, headers }) => {
      const words = [...new Set(query.q.toLowerCase().split(/\s+/).filter(Boolean))].slice(0, mostWords);
      const offices = await findPublishers(db, [0, 1, 2], query.instansi);
      const asked = { q: query.q, instansi: query.instansi };
      const asIs = `${edition} ${lang} ${JSON.stringify(asked)}`;

      if (query.instansi === '' && words.length === 0 && query.semua === '' && offices.length > mostAsCards) {
        const { rows, ...place } = onePage(offices, query.hal, officesPerPage);
        const ids = rows.map(({ tenantId }) => tenantId);
        const wholes = new Map((await listNewestOfWhole(db, ids)).map((line) => [line.tenantId, line]));
        const listed = rows.map(({ tenantId, name, code }) => ({ name, code, whole: wholes.get(tenantId) ?? null }));
        const shown = listed.map(({ name, code, whole }) => [name, code, whole?.resultId]);
        return tagged(headers, `${asIs} ${offices.length} ${JSON.stringify([place, shown])}`, (own) => ({
          ...page(
            '',
            <PublishedOfficesPage
              offices={listed.map(({ name, code, whole }) => ({
                name,
                href: code && pageAddress('/ikm', { instansi: code }, 1),
                whole: whole && lineOf(whole, lang),
              }))}
              total={offices.length}
              place={place}
              hrefOf={(number) => pageAddress('/ikm', {}, number)}
            />,
          ),
          headers: own,
        }));
      }

      const everyPeriod = query.semua !== '';
      const [number, size] = [query.hal, words.length === 0 ? linesPerPage : foundPerPage];
      const { lines, total } = await listLines(db, { offices, words, everyPeriod, page: number, perPage: size });
      const place = placeOfPage(number, total, size);
      const cards = offices
        .map(({ tenantId, name }) => ({ name, lines: lines.filter((line) => line.tenantId === tenantId) }))
        .filter((office) => office.lines.length > 0);
      const shown = cards.map((office) => [office.name, ...office.lines.map(({ resultId }) => resultId)]);
      return tagged(headers, `${asIs} ${everyPeriod} ${total} ${JSON.stringify([place, shown])}`, (own) => ({
        ...page(
          '',
          <PublishedListPage
            offices={cards.map((office) => ({ name: office.name, lines: office.lines.map((line) => lineOf(line, lang)) }))}
            search={query.q}
            one={query.instansi !== ''}
            everyPeriod={everyPeriod}
            total={total}
            place={place}
            hrefOf={(every, to) => pageAddress('/ikm', { ...asked, semua: every ? '1' : '' }, to)}
          />,
        ),
        headers: own,
      }));
    },
  }),
];

function lineOf({ unitCode, unitName, periodCode, ikm, mutu, respondents }: PublicLine, lang: Lang): PublishedLine {
  return {
    unitName,
    ikm,
    mutu,
    respondents,
    href: `/ikm/${unitCode}/${periodCode}`,
    periodCode,
    periodName: periodName(periodCode, lang),
  };
}
