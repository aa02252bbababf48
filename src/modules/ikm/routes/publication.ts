/** Publishing as a decision of two. */
import { z } from 'zod';
import { defineApproval, listWaitingThings } from '../../../platform/approvals/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { redirect } from '../../../platform/web/reply.ts';
import { periodName } from '../../org/index.ts';
import { lockIntake } from '../../survey/index.ts';
import { canAgree, canPublish } from '../access.ts';
import { draftResult, publishResult } from '../actions/publish.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import { periodTexts } from '../texts/periods.ts';
import { publishedTexts } from '../texts/published.ts';
import { words } from '../texts/words.ts';

/** Unit by id for the doing and by code for the address; `note` is printed with the version. */
const subject = z.object({ unit: z.string(), code: z.string(), period: z.string(), note: z.string() });

/**
 * What whoever agrees agrees to: everything the version prints, but how many late answers wait outside it. Those come in from anybody at any
 * time, and must not be a way to hold a publication up.
 */
function boundOf({ method, ...rest }: Snapshot): unknown {
  return { ...rest, method: { ...method, late: method.late.included } };
}

function shownOf(snapshot: Snapshot, note: string, lang: Lang) {
  const t = periodTexts[lang];
  const p = publishedTexts[lang];
  const { included } = snapshot.method.late;
  return {
    title: t.askedTitle(snapshot.unit.name, periodName(snapshot.period.code, lang), snapshot.version),
    facts: [
      { term: t.unit, value: snapshot.unit.name },
      { term: t.period, value: periodName(snapshot.period.code, lang) },
      {
        term: p.figureName,
        value: `${formatDecimal(snapshot.ikm, lang)} · ${snapshot.mutu} (${words[lang].mutuWord[snapshot.mutu]})`,
      },
      { term: p.boxName, value: p.people(formatInteger(snapshot.respondents, lang)) },
      ...(included > 0 ? [{ term: p.late, value: p.lateAmong(formatInteger(included, lang)) }] : []),
      ...(note === '' ? [] : [{ term: t.note, value: note }]),
    ],
  };
}

const thingOf = (unitId: string, periodCode: string) => `${unitId} ${periodCode}`;

/** The requests of a period that wait: the request's id by the unit's. */
export async function waitingPublications(db: Db, scope: TenantScope, periodCode: string, now: Date) {
  const waiting = await listWaitingThings(db, scope, publication, now);
  return (unitId: string): string | null => waiting.get(thingOf(unitId, periodCode)) ?? null;
}

export const publication = defineApproval(subject, {
  name: 'publication',
  byDefault: true,
  label: (lang) => periodTexts[lang].publication,
  mayAsk: canPublish,
  mayApprove: canAgree,
  mayLook: canAgree,
  thing: ({ unit, period }) => thingOf(unit, period),
  hold: lockIntake,
  content: async (db, scope, { unit, period, note }) => {
    const { snapshot } = await draftResult(db, scope, unit, period);
    return {
      shown: { id: shownOf(snapshot, note, 'id'), en: shownOf(snapshot, note, 'en') },
      bound: boundOf(snapshot),
    };
  },
  run: async (tx, scope, { unit, period, note }, decided, { at }) => {
    await publishResult(tx, scope, { unitId: unit, periodCode: period, note }, decided, at);
    return redirect(`/periode/${period}?terbit`);
  },
  place: ({ code, period }) => `/periode/${period}/terbitkan/${code}`,
});
