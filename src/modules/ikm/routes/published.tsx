/** What everybody may read: a published result, its JSON, and how the number is computed. */
import { parsePeriod } from '../../../kernel/period.ts';
import { Problem } from '../../../kernel/problem.ts';
import { findPublicScope } from '../../../platform/auth/index.ts';
import { type Db, enter } from '../../../platform/db/db.ts';
import { accentOf } from '../../../platform/ui/index.ts';
import { openRoute, publicRoute, type Route } from '../../../platform/web/module.ts';
import { page, raw } from '../../../platform/web/reply.ts';
import { type Brand, findBrand, findOffice, findUnitByCode, isLoopbackUrl, periodName } from '../../org/index.ts';
import { publicParams, versionQuery } from '../inputs.ts';
import { MethodPage } from '../pages/method.tsx';
import { PublishedPage } from '../pages/published.tsx';
import type { MeasuredCoverage } from '../rules/coverage.ts';
import { comparePeriods } from '../rules/differences.ts';
import { publishedJson } from '../rules/json.ts';
import { type GoalEntry, listGoals } from '../store/goals.ts';
import { findPlace } from '../store/rankings.ts';
import { findResult, listVersions, type PublishedResult, type ResultLine } from '../store/results.ts';
import { warningWords } from '../texts/words.ts';
import { publicGoals } from './public-goals.ts';
import { edition, tagged } from './tagged.ts';

const open = publicRoute('Hasil SKM wajib diumumkan dan mudah dijangkau (PermenPANRB 14/2017, asas transparan).');

/** Three years of quarters. */
const historyLength = 12;

interface Found {
  readonly result: PublishedResult;
  readonly versions: readonly ResultLine[];
  readonly history: readonly ResultLine[];
  readonly url: string | null;
  readonly brand: Brand;
  /** Where this version stands in the ranking of its office; null where it does not. */
  readonly place: Awaited<ReturnType<typeof findPlace>>;
  readonly goals: readonly GoalEntry[];
}

/** @throws Problem ikm.no_public_unit, ikm.not_published */
async function findPublished(
  db: Db,
  unitCode: string,
  periodCode: string,
  version: number | undefined,
  origin: string,
  asJson: boolean,
): Promise<Found> {
  const scope = await findPublicScope(db, unitCode);
  if (!scope) throw new Problem('ikm.no_public_unit', { unit: unitCode });
  await enter(db, scope);
  const result = await findResult(db, scope, unitCode, periodCode, version);
  if (!result) throw new Problem('ikm.not_published', { unit: (await findUnitByCode(db, scope, unitCode))?.name ?? unitCode });
  const all = await listVersions(db, scope, { unitId: result.unitId });
  const versions = all.filter(({ periodId }) => periodId === result.periodId);
  const address = addressOf((await findOffice(db, scope))?.publicUrl ?? null, origin);
  return {
    result,
    versions,
    history: historyOf(all, result.snapshot.period),
    url: address && `${address}/ikm/${unitCode}/${periodCode}`,
    brand: await findBrand(db, scope),
    // The page's alone.
    place: asJson ? null : await findPlace(db, scope, { ...result, periodCode }),
    goals: asJson ? [] : await listGoals(db, scope, { unitId: result.unitId }),
  };
}

/** The origin to print beside a result: the office's own, else the one it was asked at; null where only this machine knows that one. */
export function addressOf(publicUrl: string | null, origin: string): string | null {
  return publicUrl ?? (isLoopbackUrl(origin) ? null : origin);
}

/** The newest version of each period of the same kind up to this one, earliest first. */
function historyOf(all: readonly ResultLine[], { code }: { readonly code: string }): ResultLine[] {
  const { kind, firstDay } = parsePeriod(code);
  const newest = all.filter((line, at) => all.findIndex(({ periodId }) => periodId === line.periodId) === at);
  return newest
    .filter((line) => parsePeriod(line.periodCode).kind === kind && parsePeriod(line.periodCode).firstDay <= firstDay)
    .toSorted((a, b) => (parsePeriod(a.periodCode).firstDay < parsePeriod(b.periodCode).firstDay ? -1 : 1))
    .slice(-historyLength);
}

export const publicRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/ikm/:unit/:period',
    access: open,
    params: publicParams,
    query: versionQuery,
    handler: async ({ db, params, query, lang, origin, headers }) => {
      const asJson = params.period.endsWith('.json');
      const periodCode = asJson ? params.period.slice(0, -'.json'.length) : params.period;
      const { result, versions, history, url, brand, goals, place } = await findPublished(
        db,
        params.unit,
        periodCode,
        query.versi,
        origin,
        asJson,
      );
      const { snapshot, publishedAt, note } = result;
      if (asJson) {
        const messageOf = (warning: (typeof snapshot.warnings)[number]) => warningWords(warning, lang) ?? warning.code;
        const body = `${JSON.stringify(publishedJson(snapshot, { publishedAt, note, versions: versions.map(({ version }) => version), url }, messageOf))}\n`;
        return tagged(headers, body, (own) =>
          raw(body, { ...own, 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' }),
        );
      }
      return tagged(
        headers,
        `${edition} ${lang} ${url} ${result.id} ${versions.length} ${history.map(({ id }) => id).join()} ${JSON.stringify(brand)} ${place?.computedAt.getTime()} ${goals.map(({ id }) => id).join()}`,
        (own) => ({
          ...page(
            '',
            <PublishedPage
              view={{
                snapshot,
                publishedAt,
                note,
                versions,
                goals: publicGoals(goals, snapshot, history, lang),
                history: history.map((line) => ({
                  ...line,
                  code: line.periodCode,
                  href: `/ikm/${line.unitCode}/${line.periodCode}`,
                })),
                periods: comparePeriods(
                  lineMeasure({ ...snapshot, standardError: snapshot.interval?.standard_error ?? null }),
                  history
                    .filter(({ periodId, ruleSet }) => periodId !== result.periodId && ruleSet === snapshot.method.rule_set)
                    .toReversed()
                    .map((line) => ({
                      of: {
                        name: periodName(line.periodCode, lang),
                        href: `/ikm/${line.unitCode}/${line.periodCode}`,
                      },
                      measured: lineMeasure(line),
                    })),
                ),
                url,
                path: `/ikm/${params.unit}/${periodCode}`,
                periodName: periodName(periodCode, lang),
                rank: place && {
                  unit: place,
                  ranked: place.ranked,
                  leastWithoutN: place.leastWithoutN,
                  href: `/peringkat/${place.officeCode}/${periodCode}?unit=${params.unit}`,
                },
                look: {
                  name: snapshot.office.name,
                  accent: accentOf(brand.accent),
                  logo: brand.logo && `/logo/${params.unit}/${brand.logo.hash.slice(0, 16)}`,
                  contact: brand.contact,
                },
              }}
            />,
          ),
          headers: own,
        }),
      );
    },
  }),
];

/** The page of the method; `coverage` is what was measured of the interval. */
export function methodRoutes(coverage: MeasuredCoverage): Route[] {
  return [
    openRoute({
      method: 'GET',
      path: '/cara-menghitung',
      access: publicRoute('Cara menghitung diumumkan bersama hasilnya.'),
      handler: ({ lang, headers }) =>
        tagged(headers, `${edition} ${lang} cara-menghitung`, (own) => ({
          ...page('', <MethodPage coverage={coverage} />),
          headers: own,
        })),
    }),
  ];
}

/** An index as published, with its standard error. */
function lineMeasure({ ikm, respondents, standardError }: Pick<ResultLine, 'ikm' | 'respondents' | 'standardError'>) {
  return standardError === null ? null : { mean: Number(ikm), standardError, n: respondents };
}
