/** `/persetujuan`: what waits for a second person, and the office's rules. */
import { z } from 'zod';
import { isId } from '../../kernel/ids.ts';
import { Problem, type ProblemCatalogue } from '../../kernel/problem.ts';
import { passwordError } from '../auth/confirm.ts';
import type { Person } from '../auth/narrow.ts';
import { isAdmin, isAuditor } from '../auth/rules.ts';
import { roles, type TenantScope } from '../auth/scope.ts';
import { findActor } from '../auth/store/people.ts';
import type { Db } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import { defineModule, type ModuleDoor, staff, staffRoute } from '../web/module.ts';
import { page, redirect } from '../web/reply.ts';
import { approve, changeRule, fingerprintOf, refuse, withdraw } from './actions.ts';
import type { ApprovalKind } from './kinds.ts';
import { ApprovalsPage, RequestPage, RulesPage } from './pages.tsx';
import { askerFrom, holds, holdsSince, listApprovers, unsettled } from './people.ts';
import { type ApprovalRequest, countWaiting, findRequest, findRule, listRequests } from './store.ts';
import { approvalAudit, approvalProblems, approvalTexts } from './texts.ts';

const listed = 50;
const text = z.string().trim().max(500).default('');
const secret = z.string().max(300).default('');
const byId = z.object({ id: z.string().max(100) });

/** The door of approvals over every kind of the house. `wordsOf` says in words why something is refused. */
export function approvalDoor(
  kinds: readonly ApprovalKind[],
  problems: ProblemCatalogue,
  timeZoneOf: (db: Db, scope: TenantScope) => Promise<string>,
): ModuleDoor {
  const see = staff('approval.see', (actor) => kinds.some((kind) => kind.mayAsk(actor) || kind.mayApprove(actor)), {
    branch: true,
  });
  const decide = staff('approval.decide', (actor) => kinds.some((kind) => kind.mayApprove(actor)));
  const rules = staff('approval.set_rules', isAdmin, { own: true });

  /** The kinds that this person may decide: with a role in the whole office. */
  const decidedBy = ({ actor, reach }: TenantScope) => kinds.filter((kind) => reach === null && kind.mayApprove(actor));
  /** The kinds whose requests they may read, besides their own. */
  const readBy = (scope: TenantScope) =>
    scope.reach === null && (isAdmin(scope.actor) || isAuditor(scope.actor)) ? kinds : decidedBy(scope);

  const find = async (db: Db, scope: TenantScope, id: string, now: Date) => {
    const request = isId(id) ? await findRequest(db, scope, id, now) : null;
    const kind = kinds.find(({ name }) => name === request?.kind);
    const mine = request?.askedBy === scope.actor.id;
    if (!request || !kind || !(mine || readBy(scope).includes(kind))) throw new Problem('web.not_found');
    return { request, kind, mine };
  };

  /** How what would be done now compares with what was asked. */
  const compare = async (db: Db, scope: TenantScope, request: ApprovalRequest, kind: ApprovalKind, lang: Lang) => {
    if (request.state !== 'waiting') return { changed: false, impossible: null };
    try {
      const now = fingerprintOf(request.subject, await kind.content(db, scope, request.subject));
      return { changed: !now.equals(request.fingerprint), impossible: null };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { changed: false, impossible: problems[error.code]?.[lang](error.params) ?? error.code };
    }
  };

  const show = async (
    db: Db,
    scope: TenantScope,
    id: string,
    { now, lang }: { readonly now: Date; readonly lang: Lang },
    more: {
      readonly justAsked?: boolean;
      readonly errors?: Readonly<Record<string, string>>;
      readonly confirmErrors?: Readonly<Record<string, string>>;
      readonly status?: number;
    } = {},
  ) => {
    const { request, kind, mine } = await find(db, scope, id, now);
    const person = mine ? null : await findActor(db, scope.actor.id);
    const since = person && holdsSince(person, kind.mayApprove, request.askedBy);
    const asker = mine ? null : await findActor(db, request.askedBy);
    const askerIs = asker && askerFrom(asker, kind, scope.actor.id, now);
    return page(
      '',
      <RequestPage
        request={request}
        timeZone={await timeZoneOf(db, scope)}
        bystander={mine ? 'asker' : decidedBy(scope).includes(kind) ? null : 'reader'}
        approvers={await listApprovers(db, scope, kind, request, now)}
        unsettled={(person && unsettled(since, request.askedAt, now)) ?? (askerIs && { why: 'asker', from: askerIs })}
        confirm={kind.confirm === true}
        {...(await compare(db, scope, request, kind, lang))}
        place={mine || kind.mayAsk(scope.actor) || kind.mayLook?.(scope.actor) ? kind.place(request.subject) : null}
        mayAskAnew={kind.mayAsk(scope.actor)}
        justAsked={more.justAsked ?? false}
        {...(more.errors ? { errors: more.errors } : {})}
        {...(more.confirmErrors ? { confirmErrors: more.confirmErrors } : {})}
      />,
      more.status ?? 200,
    );
  };

  const showRules = async (
    db: Db,
    scope: TenantScope,
    now: Date,
    saved: boolean,
    wrong?: {
      readonly kind: string;
      readonly values: Readonly<Record<string, string>>;
      readonly errors: Readonly<Record<string, string>>;
    },
  ) => {
    const lines = [];
    for (const kind of kinds)
      lines.push({
        kind,
        rule: await findRule(db, scope, kind),
        approvers: await listApprovers(db, scope, kind, { askedBy: scope.actor.id, askedAt: now }, now),
        askers: roles.filter((role) => kind.mayAsk({ ...scope.actor, role })),
      });
    const timeZone = await timeZoneOf(db, scope);
    return page(
      '',
      <RulesPage lines={lines} saved={saved} timeZone={timeZone} {...(wrong ? { wrong } : {})} />,
      wrong ? 422 : 200,
    );
  };

  return defineModule({
    name: 'approval',
    problems: approvalProblems,
    audit: approvalAudit,
    nav: [
      {
        href: '/persetujuan',
        label: (lang) => approvalTexts[lang].title,
        group: 'work',
        order: 20,
        badge: (db, person, now) => countFor(db, person, now),
      },
    ],
    routes: [
      staffRoute({
        method: 'GET',
        path: '/persetujuan',
        access: see,
        handler: async ({ db, scope, now, actor }) => {
          const names = readBy(scope).map(({ name }) => name);
          const mine = new Set(decidedBy(scope).map(({ name }) => name));
          const waiting = await listRequests(db, scope, { kinds: names, waiting: true, limit: listed }, now);
          const forYou = waiting.filter(({ kind, askedBy }) => mine.has(kind) && askedBy !== actor.id);
          return page(
            '',
            <ApprovalsPage
              forYou={forYou}
              others={waiting.filter((one) => !forYou.includes(one))}
              past={await listRequests(db, scope, { kinds: names, waiting: false, limit: listed }, now)}
              timeZone={await timeZoneOf(db, scope)}
              canSetRules={scope.reach === null && isAdmin(actor)}
            />,
          );
        },
      }),
      staffRoute({
        method: 'GET',
        path: '/persetujuan/:id',
        access: see,
        params: byId,
        query: z.object({ diajukan: z.string().optional() }),
        handler: ({ db, scope, params, query, now, lang }) =>
          show(db, scope, params.id, { now, lang }, { justAsked: query.diajukan !== undefined }),
      }),
      staffRoute({
        method: 'POST',
        path: '/persetujuan/:id/setujui',
        access: decide,
        params: byId,
        // Whoever found a screen left open must not be able to try out the password behind it.
        limit: { max: 60, seconds: 300, by: 'browser' },
        body: z.object({ password: secret }),
        handler: async ({ db, scope, params, body, now, lang, origin, config, method, confirmedAt }) => {
          const context = { at: now, lang, origin: config.url ?? origin };
          const proof = { password: body.password, method, confirmedAt, now };
          const given = { proof, timeZone: await timeZoneOf(db, scope) };
          try {
            const done = await approve(db, scope, kinds, params.id, given, context);
            return done ?? (await show(db, scope, params.id, { now, lang }, { status: 409 }));
          } catch (error) {
            const confirmErrors = passwordError(error, lang);
            return show(db, scope, params.id, { now, lang }, { confirmErrors, status: 422 });
          }
        },
      }),
      staffRoute({
        method: 'POST',
        path: '/persetujuan/:id/tolak',
        access: decide,
        params: byId,
        body: z.object({ reason: text }),
        handler: async ({ db, scope, params, body, now, lang }) => {
          const errors = { reason: approvalTexts[lang].reasonMissing };
          if (body.reason === '') return show(db, scope, params.id, { now, lang }, { errors, status: 422 });
          await refuse(db, scope, kinds, params.id, body.reason, now);
          return redirect(`/persetujuan/${params.id}`);
        },
      }),
      staffRoute({
        method: 'POST',
        path: '/persetujuan/:id/tarik',
        access: see,
        params: byId,
        handler: async ({ db, scope, params, now }) => {
          await withdraw(db, scope, kinds, params.id, now);
          return redirect('/persetujuan');
        },
      }),
      staffRoute({
        method: 'GET',
        path: '/persetujuan/aturan',
        access: rules,
        query: z.object({ disimpan: z.string().optional() }),
        handler: ({ db, scope, query, now }) => showRules(db, scope, now, query.disimpan !== undefined),
      }),
      staffRoute({
        method: 'POST',
        path: '/persetujuan/aturan/:kind',
        access: rules,
        params: z.object({ kind: z.string().max(100) }),
        body: z.object({ needed: z.enum(['0', '1']).default('1'), days: text, reason: text }),
        handler: async ({ db, scope, params, body, now, lang }) => {
          const kind = kinds.find(({ name }) => name === params.kind);
          if (!kind) throw new Problem('web.not_found');
          const days = /^\d{1,2}$/.test(body.days) ? Number(body.days) : 0;
          const t = approvalTexts[lang];
          const errors = {
            ...(days < 1 || days > 90 ? { days: t.daysWrong } : {}),
            ...(body.reason === '' ? { reason: t.reasonMissing } : {}),
          };
          if (Object.keys(errors).length > 0)
            return showRules(db, scope, now, false, { kind: kind.name, values: { ...body }, errors });
          await changeRule(db, scope, kind, { needed: body.needed === '1', days, reason: body.reason }, now);
          return redirect('/persetujuan/aturan?disimpan');
        },
      }),
    ],
  });

  /** How many requests wait for this person. */
  async function countFor(db: Db, person: Person, now: Date): Promise<number> {
    const names = kinds.filter((kind) => holds(person, kind.mayApprove)).map(({ name }) => name);
    return countWaiting(db, person.scope, { kinds: names, notAskedBy: person.actor.id }, now);
  }
}
