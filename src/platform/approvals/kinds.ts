/** What a kind of decision is, and the proof that one was made. */
import type { z } from 'zod';
import type { Actor, JobScope, Role, TenantScope } from '../auth/scope.ts';
import type { Db } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import type { Reply } from '../web/module.ts';

declare const brand: unique symbol;

/**
 * Who decided. Only this part makes one, so an action that takes one cannot be reached around the second person. `persons` is null where a
 * job or the operator's command did it.
 */
export interface Decided {
  readonly persons: 1 | 2 | null;
  /** Whoever asked, then whoever agreed. */
  readonly roles: readonly Role[];
  readonly names: readonly string[];
  readonly [brand]: true;
}

/** The decision of one person, where the office asks for no second one. For this part alone. */
export function decidedAlone({ actor }: TenantScope): Decided {
  return { persons: 1, roles: [actor.role], names: [actor.name] } as unknown as Decided;
}

/** The decision of two. For this part alone. */
export function decidedTogether(asker: Pick<Actor, 'name' | 'role'>, other: Pick<Actor, 'name' | 'role'>): Decided {
  return { persons: 2, roles: [asker.role, other.role], names: [asker.name, other.name] } as unknown as Decided;
}

/** What no person decides: an invented office of the demonstration, a command of the operator. */
export function decidedByJob({ job }: JobScope): Decided {
  return { persons: null, roles: [], names: [job] } as unknown as Decided;
}

export interface Fact {
  readonly term: string;
  readonly value: string;
}

/**
 * How long somebody must have had the right before they agree, or before what they asked is agreed to. Whoever invites themselves a second account, or gives a friend the role, would
 * otherwise be two persons within a minute; a night between leaves the office's other people, its trail and its mail time to notice. No
 * longer, because an office that is founded today must be able to publish tomorrow.
 */
export const settledHours = 24;

/** From when somebody may agree who has the right since then. */
export const settledAt = (since: Date): Date => new Date(since.getTime() + settledHours * 3_600_000);

/** What would be done, as it stands now. */
export interface ApprovalContent {
  readonly shown: Readonly<Record<Lang, { readonly title: string; readonly facts: readonly Fact[] }>>;
  /** Everything that whoever agrees agrees to, as JSON: when it differs from what was asked, the request is void. */
  readonly bound: unknown;
}

/** What the doing gets to know of the request that brought it about. */
export interface DecisionContext {
  readonly at: Date;
  readonly lang: Lang;
  /** Origin of addresses that the answer may print. */
  readonly origin: string;
}

/** A kind of decision, declared by a module at its door. */
export interface ApprovalKind {
  /** Known to the office's rules and to the table: never renamed. */
  readonly name: string;
  /** Whether a second person is needed where the office decided nothing. */
  readonly byDefault: boolean;
  readonly label: (lang: Lang) => string;
  readonly mayAsk: (actor: Actor) => boolean;
  /** Whoever may agree; always in the whole office. */
  readonly mayApprove: (actor: Actor) => boolean;
  /** Hands data out or destroys it: whoever agrees gives their password once more. */
  readonly confirm?: true;
  /** Names the thing: one request for it waits at a time. */
  thing(subject: unknown): string;
  /** Holds still what the content is made of, until the end of the transaction. */
  hold?(tx: Db, scope: TenantScope): Promise<void>;
  /** Whether this person may be the one who asked; asked again at the decision, because a request may have been handed over. */
  fitsAsker?(
    db: Db,
    scope: TenantScope,
    subject: unknown,
    asker: { readonly id: string; readonly name: string },
  ): Promise<boolean>;
  /** @throws Problem when it cannot be done (any more) */
  content(db: Db, scope: TenantScope, subject: unknown): Promise<ApprovalContent>;
  /** Does it, in the transaction of the decision. */
  run(tx: Db, scope: TenantScope, subject: unknown, decided: Decided, context: DecisionContext): Promise<Reply>;
  /** Where the whole of it is looked at, and asked anew. */
  place(subject: unknown): string;
  /** Who may open that place, besides those who may ask. */
  readonly mayLook?: (actor: Actor) => boolean;
}

/** Declares a kind over the shape of its subject, which is what the table keeps as JSON. */
export function defineApproval<S extends z.ZodType>(
  schema: S,
  kind: Omit<ApprovalKind, 'thing' | 'fitsAsker' | 'content' | 'run' | 'place'> & {
    thing(subject: z.infer<S>): string;
    fitsAsker?(
      db: Db,
      scope: TenantScope,
      subject: z.infer<S>,
      asker: { readonly id: string; readonly name: string },
    ): Promise<boolean>;
    content(db: Db, scope: TenantScope, subject: z.infer<S>): Promise<ApprovalContent>;
    run(tx: Db, scope: TenantScope, subject: z.infer<S>, decided: Decided, context: DecisionContext): Promise<Reply>;
    place(subject: z.infer<S>): string;
  },
): ApprovalKind & { readonly subject: (given: z.infer<S>) => unknown } {
  const read = (subject: unknown): z.infer<S> => schema.parse(subject);
  return {
    ...kind,
    subject: read,
    thing: (subject) => kind.thing(read(subject)),
    fitsAsker: async (db, scope, subject, asker) => (await kind.fitsAsker?.(db, scope, read(subject), asker)) ?? true,
    content: (db, scope, subject) => kind.content(db, scope, read(subject)),
    run: (tx, scope, subject, decided, context) => kind.run(tx, scope, read(subject), decided, context),
    place: (subject) => kind.place(read(subject)),
  };
}
