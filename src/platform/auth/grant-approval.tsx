/** Giving rights, where the office asks for a second person: a role in the whole office, a role on a node, an invitation. */
import { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { type ApprovalKind, defineApproval } from '../approvals/kinds.ts';
import type { Db } from '../db/db.ts';
import { formatDate, type Lang } from '../i18n/index.ts';
import { page, redirect } from '../web/reply.ts';
import { inviteOfficer } from './actions.ts';
import { grantTexts } from './grant-texts.ts';
import { changeOfficeRole, checkGrant, type GrantNode, giveGrant } from './grants.ts';
import { InvitedPage } from './pages.tsx';
import { roleName } from './role-texts.ts';
import { isAdmin, isHead } from './rules.ts';
import { roles, type TenantScope } from './scope.ts';
import { listMembers } from './store/accounts.ts';
import { texts } from './texts.ts';

/** The nodes of an office on which rights may hang; the platform knows no tree of its own. */
export type NodesOf = (db: Db, scope: TenantScope) => Promise<readonly GrantNode[]>;

const role = z.enum(roles);
const subject = z.discriminatedUnion('what', [
  z.object({ what: z.literal('office'), user: z.string(), role }),
  z.object({
    what: z.literal('node'),
    user: z.string(),
    grant: z.object({ role: z.string(), node: z.string(), from: z.string(), to: z.string(), reason: z.string() }),
  }),
  /** `key`: two invitations for one role are two. */
  z.object({ what: z.literal('invitation'), key: z.string(), role }),
]);
type Subject = z.infer<typeof subject>;

export type GrantsKind = ApprovalKind & { readonly subject: (given: Subject) => unknown };

export function createGrantsKind(nodesOf: NodesOf): GrantsKind {
  /** Name of whoever gets the right. @throws Problem auth.own_rights, web.not_found */
  const nameOf = async (db: Db, scope: TenantScope, id: string): Promise<string> => {
    // Neither whoever asks nor whoever agrees gets anything by it.
    if (id === scope.actor.id) throw new Problem('auth.own_rights');
    const member = (await listMembers(db, scope)).find((one) => one.id === id);
    if (!member) throw new Problem('web.not_found');
    return member.name;
  };

  const factsOf = async (db: Db, scope: TenantScope, given: Subject) => {
    if (given.what === 'invitation') return { name: null, node: null };
    const name = await nameOf(db, scope, given.user);
    if (given.what === 'office') return { name, node: null };
    const nodes = await nodesOf(db, scope);
    if (Object.keys(checkGrant(given.grant, nodes)).length > 0) throw new Problem('auth.grant_unknown');
    return { name, node: nodes.find(({ id }) => id === given.grant.node)?.name ?? '' };
  };

  return defineApproval(subject, {
    name: 'grants',
    byDefault: false,
    label: (lang) => grantTexts[lang].kind,
    mayAsk: isAdmin,
    mayApprove: (actor) => isAdmin(actor) || isHead(actor),
    thing: (given) =>
      given.what === 'invitation'
        ? `invitation ${given.key}`
        : given.what === 'office'
          ? `office ${given.user}`
          : `node ${given.user} ${given.grant.node} ${given.grant.role}`,
    content: async (db, scope, given) => {
      const { name, node } = await factsOf(db, scope, given);
      const shown = (lang: Lang) => {
        const t = grantTexts[lang];
        const named = roleName(given.what === 'node' ? given.grant.role : given.role, lang);
        const span = given.what === 'node' ? given.grant : null;
        return {
          title: name === null ? t.inviteTitle(named) : t.giveTitle(named, name),
          facts: [
            ...(name === null ? [] : [{ term: t.person, value: name }]),
            { term: texts[lang].role, value: named },
            { term: t.node, value: node ?? t.office },
            ...(span
              ? [
                  {
                    term: t.span,
                    value:
                      span.to === ''
                        ? t.since(formatDate(span.from, lang))
                        : t.between(formatDate(span.from, lang), formatDate(span.to, lang)),
                  },
                ]
              : []),
          ],
        };
      };
      return { shown: { id: shown('id'), en: shown('en') }, bound: [name, node] };
    },
    run: async (tx, scope, given, decided, { at, lang, origin }) => {
      if (given.what === 'invitation') {
        const token = await inviteOfficer(tx, scope, given.role, at);
        return page(texts[lang].inviteReady, <InvitedPage link={`${origin}/undangan/${token}`} />);
      }
      if (given.what === 'office') await changeOfficeRole(tx, scope, given.user, given.role, decided, at);
      else await giveGrant(tx, scope, given.user, given.grant, await nodesOf(tx, scope), decided, at);
      return redirect(`/kelola/petugas/${given.user}`);
    },
    place: (given) => (given.what === 'invitation' ? '/kelola/petugas' : `/kelola/petugas/${given.user}`),
  });
}
