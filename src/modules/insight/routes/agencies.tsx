/**
 * /rekap: every agency below the office beside the others, in one period, from what they have published or as it stands now. Both come in a few reads
 * for all agencies together; as CSV and XLSX in the columns and the order of the ministry's recap.
 */
import { Writable } from 'node:stream';
import { localDay } from '../../../kernel/dates.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { byteOrderMark, csvLine } from '../../../platform/files/csv-line.ts';
import { writeWorkbook } from '../../../platform/files/index.ts';
import { formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { addressWith } from '../../../platform/web/address.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { download, page } from '../../../platform/web/reply.ts';
import { type FollowUp, listFollowUps, recapColumns } from '../../followup/index.ts';
import {
  channelWords,
  type Live,
  listFigurePeriods,
  listUnitFigures,
  liveUnits,
  methodWords,
  mutuWords,
  servicesBelow,
} from '../../ikm/index.ts';
import {
  getOffice,
  listPeriods,
  listServices,
  listUnits,
  officeUnitOf,
  type Period,
  periodHolding,
  periodName,
  type Service,
  type Unit,
} from '../../org/index.ts';
import { countByServiceAndChannel } from '../../survey/index.ts';
import { canOversee } from '../access.ts';
import { type AgencyQuery, agencyQuery } from '../inputs.ts';
import { AgenciesPage, NoAgenciesPage } from '../pages/agencies.tsx';
import {
  type AgencyFigure,
  type AgencyRecap,
  agenciesBelow,
  agencyRecap,
  parentsAmong,
  priorityText,
} from '../rules/agencies.ts';
import { agencyTexts } from '../texts/agencies.ts';

const access = staff('insight.agencies', canOversee, { branch: true });
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Read {
  readonly recap: AgencyRecap;
  /** The follow-up plan of this period by unit. */
  readonly plans: ReadonlyMap<string, readonly FollowUp[]>;
  readonly parents: readonly Unit[];
  readonly parent: Unit;
  readonly period: Period;
  /** Those that can be asked for, newest first. */
  readonly periods: readonly Period[];
  /** As it was understood; what is the usual is left out of addresses. */
  readonly asked: AgencyQuery;
}

/** Null before there is any period. */
async function readAgencies(db: Db, scope: TenantScope, query: AgencyQuery, now: Date): Promise<Read | null> {
  const units = await listUnits(db, scope);
  const top = officeUnitOf(units);
  const all = await listPeriods(db, scope);
  const published = new Set(await listFigurePeriods(db, scope, [scope.tenantId]));
  const periods = query.angka === 'terbit' ? all.filter(({ code }) => published.has(code)) : all;
  const period =
    periods.find(({ code }) => code === query.periode) ??
    (query.angka === 'terbit' ? periods[0] : (periodHolding(periods, await today(db, scope, now)) ?? periods[0]));
  if (!top || !period) return null;
  const parent = units.find(({ code }) => query.induk !== '' && code === query.induk) ?? top;
  const filter = { parentId: parent.id, level: query.jenjang, order: query.urut };
  const figures =
    query.angka === 'terbit'
      ? await publishedFigures(db, scope, period)
      : await liveFigures(
          db,
          scope,
          period,
          units,
          agenciesBelow(units, filter, () => true),
        );
  const recap = agencyRecap(units, figures, filter);
  const unitIds = recap.lines.map(({ unit }) => unit.id);
  const plans = Map.groupBy(await listFollowUps(db, scope, { unitIds, periodCode: period.code }), ({ unitId }) => unitId);
  return {
    recap,
    plans,
    parents: parentsAmong(units, top.id),
    parent,
    period,
    periods,
    asked: { ...query, periode: period.code, induk: parent.id === top.id ? '' : parent.code },
  };
}

async function today(db: Db, scope: TenantScope, now: Date) {
  return localDay(now, (await getOffice(db, scope)).timeZone);
}

async function publishedFigures(db: Db, scope: TenantScope, period: Period): Promise<AgencyFigure[]> {
  const figures = await listUnitFigures(db, scope, period.code);
  return figures.map(({ unitName: name, level, ...figure }) => ({
    ...figure,
    asPublished: { name, level },
    href: `/ikm/${figure.unitCode}/${figure.periodCode}#cara`,
  }));
}

async function liveFigures(
  db: Db,
  scope: TenantScope,
  period: Period,
  units: readonly Unit[],
  agencies: readonly Unit[],
): Promise<AgencyFigure[]> {
  const services = await listServices(db, scope, { withRetired: true });
  const asked = agencies.map(({ id }) => ({ id, serviceIds: servicesBelow(units, services, id) }));
  const live = await liveUnits(db, scope, { units: asked, period, services });
  const channels = await channelsOf(db, scope, period, services);
  return asked.flatMap(({ id, serviceIds }) => {
    const found = live.get(id);
    return found ? figureOf(id, found, channels(serviceIds), `/unit/${id}?periode=${period.code}`) : [];
  });
}

/** Answers of some services by channel, most first. */
async function channelsOf(db: Db, scope: TenantScope, { startsOn, endsOn }: Period, services: readonly Service[]) {
  const span = { serviceIds: services.map(({ id }) => id), from: startsOn, to: endsOn, late: 'exclude' } as const;
  const counts = await countByServiceAndChannel(db, scope, span);
  return (serviceIds: readonly string[]): AgencyFigure['channels'] => {
    const wanted = new Set(serviceIds);
    const sums = new Map<string, number>();
    for (const { serviceId, channel, n } of counts) if (wanted.has(serviceId)) sums.set(channel, (sums.get(channel) ?? 0) + n);
    return [...sums]
      .map(([id, n]) => ({ ids: [id], n }))
      .toSorted((a, b) => b.n - a.n || (a.ids[0] ?? '').localeCompare(b.ids[0] ?? ''));
  };
}

/** Nothing while an unsur has no answer. */
function figureOf(unitId: string, live: Live, channels: AgencyFigure['channels'], href: string): AgencyFigure[] {
  if (!live.ikm) return [];
  const values = new Map(live.unsur.map((unsur) => [unsur.id, unsur]));
  return [
    {
      ...{ unitId, channels, href, version: null, asPublished: null },
      ikm: live.ikm.published.ikm,
      mutu: live.ikm.mutu,
      respondents: live.n,
      interval: live.interval,
      required: live.required,
      population: live.population,
      method: { rule_set: live.ikm.ruleSet, weights: live.ikm.weights, aggregation: live.ikm.aggregation },
      unsur: live.names.flatMap(({ id, code, name }) => {
        const found = values.get(id);
        return found ? [{ id, code, name, value: found.published.value, mutu: found.mutu }] : [];
      }),
    },
  ];
}

/** `QR loket 120, kertas 30` */
function channelList(channels: AgencyFigure['channels'], lang: Lang): string {
  return channels
    .map(({ ids, n }) => `${ids.map((id) => channelWords(id, lang)).join(' + ')} ${formatInteger(n, lang)}`)
    .join(', ');
}

const wordsOf = ({ method, unsur }: AgencyFigure, lang: Lang): string => methodWords(method, unsur.length, lang);

const methodOf = (figure: AgencyFigure, lang: Lang): string =>
  [wordsOf(figure, lang), channelList(figure.channels, lang)].filter(Boolean).join('; ');

/** What all figures of a recap have in common stands once; null where they differ. */
function sharedMethod({ recap }: Read, lang: Lang): string | null {
  const words = new Set(recap.lines.flatMap(({ figure }) => (figure ? [wordsOf(figure, lang)] : [])));
  return words.size === 1 ? ([...words][0] ?? null) : null;
}

/** What is the usual says nothing in an address. */
function addressOf(path: string, { periode, angka, induk, jenjang, urut }: AgencyQuery): string {
  return addressWith(path, {
    periode,
    angka: angka === 'terbit' ? '' : angka,
    induk,
    jenjang: jenjang === 'langsung' ? '' : jenjang,
    urut: urut === 'nama' ? '' : urut,
  });
}

export const agencyRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/rekap',
    access,
    query: agencyQuery,
    handler: async ({ db, scope, query, lang, now }) => {
      const read = await readAgencies(db, scope, query, now);
      if (!read) return page('', <NoAgenciesPage live={query.angka === 'berjalan'} />);
      const { asked, period } = read;
      const shared = sharedMethod(read, lang);
      const view = {
        recap: read.recap,
        parent: read.parent,
        parents: read.parents,
        periodName: periodName(period.code, lang),
        periods: read.periods.map(({ code }) => ({ code, name: periodName(code, lang) })),
        asked,
        mutuWords: mutuWords(lang),
        sharedMethod: shared,
        methodOf: (figure: AgencyFigure) => (shared === null ? methodOf(figure, lang) : channelList(figure.channels, lang)),
        planOf: (unitId: string) => planOf(read, unitId, lang),
        csvHref: addressOf('/rekap/unduh.csv', asked),
        xlsxHref: addressOf('/rekap/unduh.xlsx', asked),
        otherHref: addressOf('/rekap', { ...asked, angka: asked.angka === 'terbit' ? 'berjalan' : 'terbit' }),
        rankingHref: asked.angka === 'terbit' ? '/peringkat' : null,
      };
      return page('', <AgenciesPage view={view} />);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/rekap/unduh.csv',
    access,
    query: agencyQuery,
    handler: async ({ db, scope, query, lang, now }) => {
      const read = await readAgencies(db, scope, query, now);
      const { head, rows } = tableOf(read, lang, (value) => formatDecimal(value, lang));
      return download(`${fileOf(read)}.csv`, 'text/csv; charset=utf-8', byteOrderMark + [head, ...rows].map(csvLine).join(''));
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/rekap/unduh.xlsx',
    access,
    query: agencyQuery,
    handler: async ({ db, scope, query, lang, now }) => {
      const read = await readAgencies(db, scope, query, now);
      return download(`${fileOf(read)}.xlsx`, sheetType, await workbookOf(read, lang));
    },
  }),
];

/** What the agency plans for this period, in the words of the ministry's recap; empty where nothing is planned. */
const planOf = ({ plans }: Read, unitId: string, lang: Lang): string => recapColumns(plans.get(unitId) ?? [], lang).plan;

const fileOf = (read: Read | null): string =>
  read
    ? `rekap-${read.parent.code.slice(0, 40)}-${read.period.code}${read.asked.angka === 'terbit' ? '' : '-berjalan'}`
    : 'rekap';

type Value = string | number | null;

/**
 * The ministry's recap (skm.md §2.4): No, unit, period, the unsur, IKM, category, respondents, method, unsur to mend first, follow-up. Who has no figure
 * stands there with empty cells. `decimal`: how a value of an unsur or the index is written.
 */
function tableOf(read: Read | null, lang: Lang, decimal: (value: string) => Value): { head: string[]; rows: Value[][] } {
  const t = agencyTexts[lang];
  const columns = read?.recap.columns ?? [];
  const codes = columns.map(({ code }) => code);
  const head = [t.no, t.unitHead, t.period, ...codes, t.ikm, t.category, t.respondents, t.method, t.priority, t.plan];
  const words = mutuWords(lang);
  const rows = (read?.recap.lines ?? []).map(({ unit, figure, weakest }, at): Value[] => {
    const of = (id: string) => figure?.unsur.find((unsur) => unsur.id === id)?.value;
    return [
      ...[at + 1, unit.name, read ? periodName(read.period.code, lang) : ''],
      ...columns.map(({ id }) => {
        const value = of(id);
        return value === undefined ? '' : decimal(value);
      }),
      ...(figure
        ? [decimal(figure.ikm), `${figure.mutu} (${words[figure.mutu]})`, figure.respondents, methodOf(figure, lang)]
        : ['', '', '', '']),
      priorityText(weakest),
      read ? planOf(read, unit.id, lang) : '',
    ];
  });
  return { head, rows };
}

async function workbookOf(read: Read | null, lang: Lang): Promise<Buffer> {
  const t = agencyTexts[lang];
  const { head, rows } = tableOf(read, lang, Number);
  const columns = read?.recap.columns ?? [];
  const parts: Buffer[] = [];
  // Small once packed; the transaction must be over before the first byte is sent.
  const packed = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(chunk);
      done();
    },
  });
  const line = (text: string, bold = false) => ({ cells: [{ value: text, look: { bold } }] });
  const isValue = (at: number) => at >= 3 && at <= 3 + columns.length;
  const titles = read
    ? [
        line(t.sheetTitle(read.parent.name), true),
        line(
          `${t.period}: ${periodName(read.period.code, lang)}. ${read.asked.angka === 'terbit' ? t.fromPublished : t.fromLive}`,
        ),
      ]
    : [line(t.sheetTitle(''), true), line(t.nothing)];
  const legend = columns.map(({ code, name }) => `${code} ${name}`).join('; ');
  await writeWorkbook(packed, [
    {
      name: t.sheetName,
      widths: [5, 38, 20, ...columns.map(() => 8), 8, 18, 12, 44, 28, 40],
      frozen: { rows: 4, columns: 2 },
      rows: [
        ...titles,
        { cells: [] },
        { cells: head.map((value) => ({ value, look: { bold: true, shade: true, border: true, wrap: true } })) },
        ...rows.map((cells) => ({
          cells: cells.map((value, at) => ({
            value: value === '' ? null : value,
            look: { border: true, ...(isValue(at) ? { format: '0.00' } : { wrap: true }) },
          })),
        })),
        { cells: [] },
        ...(legend === '' ? [] : [line(`${t.legend}: ${legend}. ${t.legendNote}`)]),
        line(t.planNote),
      ],
    },
  ]);
  return Buffer.concat(parts);
}
