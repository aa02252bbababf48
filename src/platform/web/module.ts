import type { ComponentChildren, VNode } from 'preact';
import type { z } from 'zod';
import type { Problem, ProblemCatalogue } from '../../kernel/problem.ts';
import type { ApprovalKind } from '../approvals/kinds.ts';
import type { AuditEntry } from '../audit/index.ts';
import type { HandOver } from '../auth/delegation.ts';
import { narrow, type Person } from '../auth/narrow.ts';
import { isAuditor } from '../auth/rules.ts';
import type { Actor, JobScope, OperatorScope, TenantScope } from '../auth/scope.ts';
import type { Method } from '../auth/session.ts';
import type { Command } from '../cli.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import type { ArchiveFile } from '../files/archive.ts';
import type { Lang } from '../i18n/index.ts';
import type { JobKind } from '../jobs/index.ts';
import type { LedgerFill } from '../ledger/index.ts';
import type { NoticeKind } from '../notices/kinds.ts';
import type { PersonalData } from '../personal/index.ts';

/** Who may use a route: everybody, with the reason why that is right, or signed-in people for whom `allow` holds. */
export type Access = PublicAccess | StaffAccess | OperatorAccess;

export interface PublicAccess {
  readonly kind: 'public';
  readonly reason: string;
  /** What it answers is about one person, or for the holder of a link or code alone: nothing keeps a copy of it, not even their own browser. */
  readonly private: boolean;
}

export interface StaffAccess {
  readonly kind: 'staff';
  readonly name: string;
  readonly allow: (actor: Actor) => boolean;
  /** Whether it takes a role of one's own: what was lent for a leave must not become something that outlasts it. */
  readonly own: boolean;
  /** Whether a role on a node opens it too, kept to that node's branch; otherwise only a role in the whole office does. */
  readonly branch: boolean;
}

/** A route about the installation, for its operators alone and with a scope that no office's store takes (docs/decisions/0014). */
export interface OperatorAccess {
  readonly kind: 'operator';
  readonly reason: string;
}

/** A route for the operators of the installation. The reason is printed by `npm run access`. */
export function operator(reason: string): OperatorAccess {
  return { kind: 'operator', reason };
}

/** A route anybody may call. The reason and whether it is private are printed by `npm run access`; see `PublicAccess`. */
export function publicRoute(reason: string, { private: ofOne = false } = {}): PublicAccess {
  return { kind: 'public', reason, private: ofOne };
}

/** Whether nothing may keep a copy of what a route answers: everything but what is the same for everybody. */
export function isPrivate(access: Access): boolean {
  return access.kind !== 'public' || access.private;
}

/** A route for signed-in people for whom the pure predicate holds. `name` is the permission's name, e.g. `org.manage_units`. `branch`, `own`: see `StaffAccess`. */
export function staff(name: string, allow: (actor: Actor) => boolean, { branch = false, own = false } = {}): StaffAccess {
  return { kind: 'staff', name, allow, branch, own };
}

/**
 * The person as one who uses a route: the roles it is for, and an auditor for whatever only reads; on their own branches, where the route
 * knows branches. Null where they may not.
 */
export function mayUse(
  access: StaffAccess,
  method: 'GET' | 'POST',
  person: Person,
  from: string | null = null,
): { readonly actor: Actor; readonly scope: TenantScope } | null {
  return narrow(person, (actor) => access.allow(actor) || (method === 'GET' && isAuditor(actor)), {
    branch: access.branch,
    own: access.own,
    from,
  });
}

/** What a handler gets. It never sees the root database handle: `db` is a read handle for GET, a transaction for POST. */
export interface Context<P, Q, B> {
  /** A read handle for GET, a transaction for POST. Public routes start without a tenant: `enter(db, scope)` after the directory look-up. */
  readonly db: Db;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly lang: Lang;
  /** The language that the visitor asked for, such as `jv`; `lang` is the house's own that comes nearest. */
  readonly wantedLang: string;
  /** Path with query, for links back to here. */
  readonly url: string;
  /** What this installation says of itself on every page, such as that it is a demonstration; for pages that draw themselves. */
  readonly banner: string | null;
  /** Origin that this request came to, e.g. `http://192.168.1.5:8080`. */
  readonly origin: string;
  readonly remoteAddress: string;
  readonly now: Date;
  readonly config: Config;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Sets a cookie on the answer; HttpOnly, SameSite=Lax, Secure under TLS. `maxAge` in seconds, 0 deletes. */
  setCookie(name: string, value: string, maxAge: number): void;
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

export interface StaffContext<P, Q, B> extends Context<P, Q, B> {
  readonly actor: Actor;
  readonly scope: TenantScope;
  /** Notes that somebody looked at personal data: written to the audit trail before the answer is sent, also where the handler only reads. */
  looked(entry: Omit<AuditEntry, 'at'>): void;
  /** The id of the session that asks; empty for a program. */
  readonly session: string;
  /** By what this person signed in. */
  readonly method: Method;
  /** When the office's identity provider last asked the session's person anew; null where it never did. */
  readonly confirmedAt: Date | null;
  /** The office asks for a second factor that this account does not have yet. */
  readonly needsSecondFactor: boolean;
}

/** What a handler of an operator's route gets: the installation, and no office. */
export interface OperatorContext<P, Q, B> extends Context<P, Q, B> {
  readonly scope: OperatorScope;
}

/** A request that came to a problem. The body is as far as it could be read, and no schema has seen it. */
export interface Failed<P, Q>
  extends Pick<
    Context<P, Q, unknown>,
    'params' | 'query' | 'body' | 'lang' | 'wantedLang' | 'url' | 'banner' | 'config' | 'now' | 'headers'
  > {
  readonly problem: Problem;
  readonly status: number;
  /** What the log has the problem under. */
  readonly requestId: string;
}

/** What a handler answers. Made by the constructors in reply.ts. */
export type Reply =
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly title: string;
      readonly body: VNode;
      readonly headers?: Readonly<Record<string, string>>;
      readonly cookies?: readonly string[];
    }
  | { readonly kind: 'redirect'; readonly location: string; readonly cookies?: readonly string[] }
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | Uint8Array | NodeJS.ReadableStream;
    }
  | {
      /** A large file that lies in the database: read after the handler's transaction, each piece in a short one of its own. */
      readonly kind: 'pieces';
      readonly headers: Readonly<Record<string, string>>;
      /** The piece at a place, counted from 0; null after the last. */
      readonly piece: (db: Db, place: number) => Promise<Uint8Array | null>;
    };

type Schema = z.ZodType;
type Out<S> = S extends z.ZodType<infer T> ? T : Record<string, never>;

/**
 * At most `max` requests in `seconds`; never by address alone, behind which a whole office may sit. `account`: per account named in the form
 * (`email`) by the address for strangers and by the browser for those it knows, see `limits.ts`. `browser`: per session, or per browser
 * before there is one. `link`: per secret link (`token` in the path). `everybody`: one count for all.
 */
export interface Limit {
  readonly max: number;
  readonly seconds: number;
  readonly by: 'account' | 'browser' | 'link' | 'everybody';
}

/** What a program's key must be made for to be taken on a route. */
export interface KeyUse {
  /** `thing:verb`, e.g. `answers:export`. */
  readonly name: string;
  /** In words, for whoever makes a key. */
  readonly label: (lang: Lang) => string;
}

/** One HTTP route, as data. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: Access;
  readonly params?: Schema | undefined;
  readonly query?: Schema | undefined;
  readonly body?: Schema | undefined;
  /** Largest body in bytes; 128 KiB unless said. */
  readonly bodyLimit?: number | undefined;
  /** Takes one file of at most so many bytes; read it from the body with `receivedFile`. */
  readonly upload?: number | undefined;
  /** `false` only for the public survey form, whose pages are shared by all visitors and carry a signed nonce instead. */
  readonly csrf?: boolean | undefined;
  readonly limit?: Limit | undefined;
  /** Programs may read it with a key made for this use, as somebody with the key's role. GET only; no other route takes keys. */
  readonly key?: KeyUse | undefined;
  /** A public page that shows the staff shell to people who are signed in. It grants nothing. */
  readonly shell?: 'visitor' | undefined;
  /**
   * The handler gets the root handle, because it answers after a shared commit (intake), writes accounts before anybody is signed in, or
   * waits for another machine, which no transaction must do.
   */
  readonly handle?: 'root' | undefined;
  /** Sets no cookie whatever the address says, not even for the language: what stands on somebody else's site keeps nothing there. */
  readonly cookieless?: boolean | undefined;
  /** Open to people who must set a second factor up before anything else. */
  readonly beforeSecondFactor?: boolean | undefined;
  /**
   * What is answered in place of the house's own page where a request came to a problem, in the handler or before it; null leaves it to the
   * house. It asks no database, which may be what is missing.
   */
  readonly failed?: ((context: never) => Reply | null) | undefined;
  readonly handler: (context: never) => Promise<Reply> | Reply;
}

interface RouteSpec<P, Q, B> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly bodyLimit?: number;
  readonly upload?: number;
  readonly csrf?: boolean;
  readonly limit?: Limit;
  readonly shell?: 'visitor';
  readonly handle?: 'root';
  readonly beforeSecondFactor?: boolean;
  readonly cookieless?: boolean;
  readonly key?: KeyUse;
}

/** Declares a route for signed-in people. Input schemas that fail answer 422 with the place; staff forms parse with `z.any()` and show errors themselves. */
export function staffRoute<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  spec: RouteSpec<P, Q, B> & {
    readonly access: StaffAccess;
    readonly handler: (context: StaffContext<Out<P>, Out<Q>, Out<B>>) => Promise<Reply> | Reply;
  },
): Route {
  return spec as unknown as Route;
}

/** Declares a route for the operators of the installation. */
export function operatorRoute<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  spec: RouteSpec<P, Q, B> & {
    readonly access: OperatorAccess;
    readonly handler: (context: OperatorContext<Out<P>, Out<Q>, Out<B>>) => Promise<Reply> | Reply;
  },
): Route {
  return spec as unknown as Route;
}

/** Declares a route that anybody may call. */
export function openRoute<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  spec: RouteSpec<P, Q, B> & {
    readonly access: PublicAccess;
    readonly failed?: (context: Failed<Out<P>, Out<Q>>) => Reply | null;
    readonly handler: (context: Context<Out<P>, Out<Q>, Out<B>>) => Promise<Reply> | Reply;
  },
): Route {
  return spec as unknown as Route;
}

/** One entry of the staff menu, shown to whoever may open its page. `order` sorts within the group. */
export interface NavEntry {
  readonly href: string;
  readonly label: (lang: Lang) => string;
  readonly group: 'main' | 'work' | 'setup';
  readonly order: number;
  /** Of what kind an office must be to have it in its menu (`OfficeHead.kinds`); the page itself opens all the same. */
  readonly only?: string;
  /** A count beside the label: what waits there for this person. Read with every page of theirs, so it has to be quick. */
  readonly badge?: (db: Db, person: Person, now: Date) => Promise<number>;
}

/** Whether this person may open the page at `href`. */
export function opens(doors: readonly ModuleDoor[], href: string, person: Person): boolean {
  return doors.some(({ routes }) =>
    routes.some(({ method, path, access }) => method === 'GET' && path === href && mayOpen(access, person)),
  );
}

function mayOpen(access: Access, person: Person): boolean {
  switch (access.kind) {
    case 'public':
      return true;
    case 'operator':
      return person.operator === true;
    case 'staff':
      return mayUse(access, 'GET', person) !== null;
  }
}

/** Whether an entry stands in the menu of this person, whose office is of these kinds. */
export function isInMenu(doors: readonly ModuleDoor[], entry: NavEntry, person: Person, kinds: readonly string[]): boolean {
  return opens(doors, entry.href, person) && (entry.only === undefined || kinds.includes(entry.only));
}

/** The counts of the menu entries that this person may open, by address. */
export async function badgesFor(
  doors: readonly ModuleDoor[],
  db: Db,
  person: Person,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { href, badge } of doors.flatMap(({ nav }) => nav ?? []))
    if (badge && opens(doors, href, person)) counts.set(href, await badge(db, person, now));
  return counts;
}

/** One hit of the staff search. */
export interface SearchHit {
  readonly href: string;
  readonly title: string;
  readonly detail: string;
}

/** One job people do here, step by step, for the help page. */
export interface HelpTopic {
  readonly id: string;
  readonly title: (lang: Lang) => string;
  readonly steps: (lang: Lang) => readonly string[];
  /** Where the job is done. */
  readonly href?: string;
}

/** A module's door, as the platform sees it. */
export interface ModuleDoor {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly nav?: readonly NavEntry[];
  readonly commands?: readonly Command[];
  /** Passes what somebody who leaves has at work on to whoever takes over. */
  readonly handOver?: HandOver;
  /** What a second person has to agree to, where the office asks for one. */
  readonly approvals?: readonly ApprovalKind[];
  /** What people are told of. */
  readonly notices?: readonly NoticeKind[];
  /** What runs later. */
  readonly jobs?: readonly JobKind[];
  /** What each of the module's tables holds, in Indonesian: the README of an office's copy of its data says it. */
  readonly tables?: Readonly<Record<string, string>>;
  /** Further files of that copy, beside the tables; each is read to its end before the next is asked for. */
  readonly copies?: (db: Db, scope: JobScope) => AsyncIterable<ArchiveFile>;
  /** The leaves of what was stored before the public ledger. */
  readonly ledger?: readonly LedgerFill[];
  /** Which of the module's tables hold personal data, why, and what finds and erases it. */
  readonly personal?: PersonalData;
  readonly help?: readonly HelpTopic[];
  readonly problems?: ProblemCatalogue;
  /** What the module's audit actions are called, by `module.verb`. */
  readonly audit?: Readonly<Record<Lang, Readonly<Record<string, string>>>>;
  /** Constraint name → problem code, for the database error translator. */
  readonly constraints?: Readonly<Record<string, string>>;
  readonly search?: (db: Db, scope: TenantScope, words: string, lang: Lang) => Promise<readonly SearchHit[]>;
}

/** Declares a module. */
export function defineModule(door: ModuleDoor): ModuleDoor {
  return door;
}

/** Anything renderable, for page components. */
export type Children = ComponentChildren;
