/**
 * What every part of the house says of the personal data that it keeps (UU 27/2022): for each table the class of its data, the columns and
 * the purpose; for each purpose the legal basis, and what finds and erases a person's rows. A part declares it in its door; test/personal.test.ts
 * reads the database's catalogue and fails for a table that nobody declared. The record of processing (art. 31) is printed from these.
 */
import type { OfficeScope } from '../auth/scope.ts';
import type { Db } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';

type Words = Readonly<Record<Lang, string>>;

/** Article 4: general, specific (health, children, …), or no personal data at all. */
export type DataClass = 'none' | 'general' | 'specific';

/** Article 20(2): what makes the processing lawful. Kept per purpose, never per person. */
export type LegalBasis = 'consent' | 'contract' | 'legal_duty' | 'vital_interest' | 'public_service' | 'legitimate_interest';

/** Why some data is kept. */
export interface Purpose {
  /** `module.what`; also the key of the retention setting. */
  readonly id: string;
  readonly basis: LegalBasis;
  readonly title: Words;
  /** Whose data it is. */
  readonly people: Words;
  readonly why: Words;
  /** How the data ends, beside retention. */
  readonly erasure: Words;
}

/** One table. */
export interface TableData {
  readonly table: string;
  readonly dataClass: DataClass;
  /** The columns that hold personal data; none for the class `none`. */
  readonly columns: readonly string[];
  /** The id of a purpose; empty for the class `none`. */
  readonly purpose: string;
}

/** Tables that hold nothing about a person. */
export function withoutPersonalData(...tables: readonly string[]): readonly TableData[] {
  return tables.map((table) => ({ table, dataClass: 'none', columns: [], purpose: '' }));
}

/** A table with personal data. */
export function personalTable(
  table: string,
  dataClass: Exclude<DataClass, 'none'>,
  purpose: string,
  ...columns: readonly string[]
): TableData {
  return { table, dataClass, columns, purpose };
}

/** What a receipt leads to. */
export interface FoundRecord {
  readonly id: string;
  /** What it is, without anything that it says. */
  readonly title: string;
  readonly erased: boolean;
  /** Erasing takes away all of it, or only what is personal, because a closed period counts the rest. */
  readonly extent: 'whole' | 'personal';
}

/** Who erases, when and why. */
export interface Erasing {
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
}

/** What a part does for the rights of a person whose data it keeps (UU 27/2022 art. 5–13). */
export interface SubjectHandler {
  readonly purpose: string;
  find(db: Db, scope: OfficeScope, receipt: string, lang: Lang): Promise<FoundRecord | null>;
  /** Everything that is kept, in words, for a request for access. */
  read(db: Db, scope: OfficeScope, id: string, lang: Lang): Promise<readonly { readonly term: string; readonly value: string }[]>;
  /** Erases in the caller's transaction. False: there was nothing left to erase. */
  erase(tx: Db, scope: OfficeScope, id: string, erasing: Erasing): Promise<boolean>;
}

/** What a part erases once its days are over. */
export interface RetentionHandler {
  readonly purpose: string;
  /** How many rows from before the instant there are, and the oldest of them. */
  due(
    db: Db,
    scope: OfficeScope,
    before: Date,
    limit: number,
  ): Promise<{ readonly count: number; readonly first: readonly { readonly id: string; readonly at: Date }[] }>;
  /** Erases these rows in the caller's transaction. */
  erase(tx: Db, scope: OfficeScope, ids: readonly string[], erasing: Erasing): Promise<void>;
}

/** What one part declares. */
export interface PersonalData {
  readonly purposes: readonly Purpose[];
  readonly tables: readonly TableData[];
  readonly subjects?: readonly SubjectHandler[];
  readonly retention?: readonly RetentionHandler[];
}

/** The declarations of the whole house. */
export type AllPersonalData = Required<PersonalData>;

/** Puts the declarations of all parts together. */
export function gatherPersonalData(parts: readonly PersonalData[]): AllPersonalData {
  return {
    purposes: parts.flatMap(({ purposes }) => purposes),
    tables: parts.flatMap(({ tables }) => tables),
    subjects: parts.flatMap(({ subjects }) => subjects ?? []),
    retention: parts.flatMap(({ retention }) => retention ?? []),
  };
}
