/** /periode: the list, closing, publishing. */
import { daysBetween, localDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import { propose, secondPersonFor } from '../../../platform/approvals/index.ts';
import type { Actor, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import {
  findPeriodByCode,
  findUnitByCode,
  getOffice,
  listPeriods,
  listPopulationsIn,
  listServices,
  listUnits,
  officeUnitOf,
  type Period,
  periodName,
  type Service,
} from '../../org/index.ts';
import { commentsCounted, countByPeriod, countComments, countConflicts, sumTallies, type TallySum } from '../../survey/index.ts';
import { canAgree, canPublish, canRead } from '../access.ts';
import { closePeriod } from '../actions/close.ts';
import { composePooled, liveWithSums } from '../actions/live.ts';
import { answersByService, draftResult, servicesBelow } from '../actions/publish.ts';
import { closeBody, periodParams, periodQuery, publishBody, publishParams } from '../inputs.ts';
import { PeriodListPage, PeriodPage, type PeriodRow, type PeriodView, type UnitLine } from '../pages/periods.tsx';
import { ClosePage, PublishPage } from '../pages/second-look.tsx';
import { smallestGroup } from '../rules/groups.ts';
import { requiredSample } from '../rules/sample.ts';
import { changeFrom, needsLate, refusalOf, type ServiceAnswers, type VersionChange } from '../rules/versions.ts';
import { listHeld, listResults } from '../store/results.ts';
import { otherUnits, stateOf } from './live.tsx';
import { publication, waitingPublications } from './publication.ts';
import { addressOf } from './published.tsx';

const read = staff('ikm.read', canRead);
const publish = staff('ikm.publish', canPublish);
/** Whoever asks for a publication or agrees to it sees first what it will be. */
const look = staff('ikm.look_at_draft', canAgree);

const noErrors = { agree: false, code: false };

export const periodRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/periode',
    access: read,
    handler: async ({ db, scope, actor, lang, now }) =>
      page('', <PeriodListPage rows={await periodRows(db, scope, lang, now)} canManage={canPublish(actor)} />),
  }),
  staffRoute({
    method: 'GET',
    path: '/periode/:code',
    access: read,
    params: periodParams,
    query: periodQuery.loose(),
    handler: async ({ db, scope, actor, params, query, lang, now }) => {
      const done = 'ditutup' in query ? 'closed' : 'terbit' in query ? 'published' : null;
      return page('', <PeriodPage view={{ ...(await viewOf(db, scope, actor, params.code, lang, now)), justDone: done }} />);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/periode/:code/tutup',
    access: publish,
    params: periodParams,
    handler: async ({ db, scope, actor, params, lang, now }) => {
      const view = await viewOf(db, scope, actor, params.code, lang, now);
      return view.period.closedAt ? redirect(`/periode/${params.code}`) : page('', <ClosePage view={view} errors={noErrors} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/periode/:code/tutup',
    access: publish,
    params: periodParams,
    body: closeBody,
    handler: async ({ db, scope, actor, params, body, lang, now }) => {
      const view = await viewOf(db, scope, actor, params.code, lang, now);
      // Closing early makes late what would have been in time, so it asks for more than a tick.
      const early = view.period.state === 'open' && body.code.trim().toLowerCase() !== params.code.toLowerCase();
      const errors = { agree: !body.agree, code: early };
      if (errors.agree || errors.code) return page('', <ClosePage view={view} errors={errors} />, 422);
      await closePeriod(db, scope, params.code, now);
      return redirect(`/periode/${params.code}?ditutup`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/periode/:code/terbitkan/:unit',
    access: look,
    params: publishParams,
    handler: async ({ db, scope, params, lang, origin }) =>
      page('', <PublishPage view={await previewOf(db, scope, params, lang, origin)} />),
  }),
  staffRoute({
    method: 'POST',
    path: '/periode/:code/terbitkan/:unit',
    access: publish,
    params: publishParams,
    body: publishBody,
    handler: async ({ db, scope, params, body, lang, origin, now }) => {
      const preview = await previewOf(db, scope, params, lang, origin);
      const note = body.note.trim();
      const errors = { agree: !body.agree, note: preview.needsNote && note === '' };
      if (errors.agree || errors.note) return page('', <PublishPage view={{ ...preview, note: body.note, errors }} />, 422);
      const { id: unit, code } = preview.snapshot.unit;
      const subject = { unit, code, period: params.code, note: preview.needsNote ? note : '' };
      return propose(db, scope, publication, { subject, reason: body.message }, { at: now, lang, origin });
    },
  }),
];

async function previewOf(db: Db, scope: TenantScope, params: { code: string; unit: string }, lang: Lang, origin: string) {
  const unit = await findUnitByCode(db, scope, params.unit);
  if (!unit) throw new Problem('ikm.unit_unknown', { code: params.unit });
  const { snapshot, latest, needsNote, onTime } = await draftResult(db, scope, unit.id, params.code);
  const { publicUrl } = await getOffice(db, scope);
  const address = addressOf(publicUrl, origin);
  return {
    snapshot,
    periodName: periodName(params.code, lang),
    url: address && `${address}/ikm/${unit.code}/${params.code}`,
    before: latest?.snapshot.ikm ?? null,
    needsNote,
    onTime,
    hasOtherUnits: (await listUnits(db, scope)).length > 1,
    canAsk: canPublish(scope.actor),
    second: await secondPersonFor(db, scope, publication),
    note: '',
    errors: { agree: false, note: false },
  };
}

async function periodRows(db: Db, scope: TenantScope, lang: Lang, now: Date): Promise<PeriodRow[]> {
  const periods = await listPeriods(db, scope);
  const today = localDay(now, (await getOffice(db, scope)).timeZone);
  const services = await listServices(db, scope, { withRetired: true });
  const serviceIds = services.map(({ id }) => id);
  const published = await listResults(db, scope);
  const spans = periods.map(({ id, startsOn, endsOn }) => ({ id, from: startsOn, to: endsOn }));
  const counts = await countByPeriod(db, scope, { serviceIds, spans });
  const populations = await listPopulationsIn(
    db,
    scope,
    periods.map(({ id }) => id),
  );
  return periods.map((period) => {
    const own = counts.filter(({ spanId }) => spanId === period.id);
    // As in the live result: what was retired before anybody answered has no place in the period.
    const asked = new Set(
      services
        .filter(({ id, retiredAt }) => retiredAt === null || own.some(({ serviceId, n, late }) => serviceId === id && n > late))
        .map(({ id }) => id),
    );
    const known = populations.filter(({ periodId, serviceId }) => periodId === period.id && asked.has(serviceId));
    return {
      code: period.code,
      name: periodName(period.code, lang),
      startsOn: period.startsOn,
      endsOn: period.endsOn,
      state: stateOf(period, today),
      n: own.reduce((sum, { n, late }) => sum + n - late, 0),
      required: known.length === 0 ? null : known.reduce((sum, { population }) => sum + requiredSample(population), 0),
      daysLeft: daysBetween(today, period.endsOn),
      published: published.filter(({ periodId }) => periodId === period.id).length,
    };
  });
}

async function viewOf(db: Db, scope: TenantScope, actor: Actor, code: string, lang: Lang, now: Date): Promise<PeriodView> {
  const period = await findPeriodByCode(db, scope, code);
  if (!period) throw new Problem('ikm.period_unknown', { code });
  const { timeZone } = await getOffice(db, scope);
  const services = await listServices(db, scope, { withRetired: true });
  const serviceIds = services.map(({ id }) => id);
  const units = await listUnits(db, scope);
  const { live, sums } = await liveWithSums(db, scope, { serviceIds, services, period });
  const answers = await answersByService(db, scope, period, serviceIds);
  const { startsOn, endsOn, closedAt } = period;
  const waiting = canAgree(actor) && closedAt !== null ? await waitingPublications(db, scope, code, now) : () => null;
  const today = localDay(now, timeZone);
  return {
    period: {
      code,
      name: periodName(code, lang),
      startsOn,
      endsOn,
      state: stateOf(period, today),
      closedAt,
      daysLeft: daysBetween(today, endsOn),
    },
    zone: timeZone,
    services: live.services,
    unitNames: otherUnits(units, services, officeUnitOf(units)?.id),
    n: live.n,
    required: live.required,
    population: live.population,
    conflicts: await countConflicts(db, scope),
    comments: await countComments(db, scope, { serviceIds, from: startsOn, to: endsOn, limit: 0 }, commentsCounted),
    late: [...answers.values()].reduce((sum, { late }) => sum + late, 0),
    units: closedAt ? await unitLines(db, scope, period, { services, sums, answers, waiting }) : [],
    canPublish: canPublish(actor),
    justDone: null,
  };
}

interface Collected {
  readonly services: readonly Service[];
  /** In time, by service. */
  readonly sums: readonly TallySum[];
  readonly answers: ReadonlyMap<string, ServiceAnswers>;
  /** The request for a unit's publication that waits. */
  readonly waiting: (unitId: string) => string | null;
}

/** Every unit that has services below it, the office first. */
async function unitLines(db: Db, scope: TenantScope, period: Period, collected: Collected): Promise<UnitLine[]> {
  const { services, answers } = collected;
  const units = await listUnits(db, scope);
  const published = new Map((await listResults(db, scope, { periodId: period.id })).map((line) => [line.unitId, line]));
  const held = published.size > 0 ? await listHeld(db, scope, { periodId: period.id }) : [];
  let withLate: readonly TallySum[] | null = null;
  const lines: UnitLine[] = [];
  for (const unit of units) {
    const own = new Set(servicesBelow(units, services, unit.id));
    if (own.size === 0) continue;
    const { id, code, name } = unit;
    const base = { id, code, name, waiting: collected.waiting(id) };
    const line = published.get(unit.id);
    if (line) {
      const versions = held.filter(({ unitId }) => unitId === unit.id);
      const changes = versions.map((one) => ({ version: one.version, change: changeFrom(one, own, answers) }));
      const { version, ikm, mutu, respondents: n } = line;
      lines.push({ ...base, n, version, ikm, mutu, obstacle: null, lateNew: 0, next: nextVersion(changes) });
      continue;
    }
    const ofUnit = ({ serviceId }: TallySum) => serviceId !== null && own.has(serviceId);
    const counts = [...own].flatMap((serviceId) => answers.get(serviceId) ?? []);
    const late = counts.reduce((sum, one) => sum + one.late, 0);
    let n = counts.reduce((sum, one) => sum + one.onTime, 0);
    let { ikm } = composePooled(collected.sums.filter(ofUnit));
    const takesLate = late > 0 && needsLate({ n, ikm });
    if (takesLate) {
      withLate ??= await sumTallies(db, scope, {
        serviceIds: services.map((service) => service.id),
        from: period.startsOn,
        to: period.endsOn,
        late: 'include',
        by: 'service',
      });
      n += late;
      ({ ikm } = composePooled(withLate.filter(ofUnit)));
    }
    lines.push({
      ...base,
      n,
      version: null,
      ikm: ikm?.published.ikm ?? null,
      mutu: ikm?.mutu ?? null,
      obstacle: n === 0 ? 'no_answers' : n < smallestGroup ? 'too_few' : ikm ? null : 'unsur',
      lateNew: takesLate ? late : 0,
      next: null,
    });
  }
  const top = new Set(units.filter(({ parentId }) => parentId === null).map(({ id }) => id));
  const anybody = [...answers.values()].some(({ onTime, late }) => onTime + late > 0);
  return lines.filter(({ id }) => anybody || top.has(id)).toSorted((a, b) => Number(top.has(b.id)) - Number(top.has(a.id)));
}

/** What a further version would bring, or why there is none; null while nothing is new. */
function nextVersion(changes: readonly { readonly version: number; readonly change: VersionChange }[]): UnitLine['next'] {
  const [latest] = changes;
  const refusal = refusalOf(changes);
  if (!latest || refusal?.reason === 'nothing_new') return null;
  const { late, added, removed } = latest.change;
  return {
    version: latest.version + 1,
    late,
    servicesChanged: added.length + removed.length > 0,
    refused: refusal && {
      few: refusal.reason === 'few_in' ? 'in' : 'out',
      n: refusal.people,
      missing: smallestGroup - refusal.people,
    },
  };
}
