/** The end of an office and the copy of all it owns, as the rest of the house sees them. */
import type { OfficeScope } from '../auth/index.ts';
import type { Db } from '../db/db.ts';
import { formatDateTime, type Lang } from '../i18n/index.ts';
import type { Banner } from '../web/house.ts';
import { defineModule, type ModuleDoor } from '../web/module.ts';
import { type TenantJobs, tenantJobs } from './jobs.ts';
import { tenantRoutes } from './routes.tsx';
import { findClosing } from './store.ts';
import { auditWords, problems, texts } from './texts.ts';

/** What an office is called, which a module knows; null where there is none. */
export type OfficeOf = (db: Db, scope: OfficeScope) => Promise<{ readonly name: string; readonly timeZone: string } | null>;

/** What this part needs to know of the others. */
export interface TenantsPart extends TenantJobs {
  /** Whether offices of this installation may be erased at all: those of a demonstration may not. */
  readonly mayClose: (db: Db) => Promise<boolean>;
}

/** Makes the door. */
export function tenantsDoor(part: TenantsPart): ModuleDoor {
  return defineModule({
    name: 'tenants',
    routes: tenantRoutes(part),
    jobs: tenantJobs(part),
    nav: [{ href: '/kelola/data', label: (lang) => texts[lang].title, group: 'setup', order: 80 }],
    problems,
    audit: auditWords,
  });
}

/** The line above every staff page of an office that will be erased; null where none will. */
export async function closingBanner(
  db: Db,
  scope: OfficeScope,
  timeZone: (db: Db) => Promise<string>,
): Promise<((lang: Lang) => Banner) | null> {
  const closing = await findClosing(db, scope);
  if (!closing) return null;
  const zone = await timeZone(db);
  return (lang) => ({
    text: texts[lang].banner(formatDateTime(closing.dueAt, zone, lang)),
    links: [{ href: '/kelola/data', label: texts[lang].bannerLink }],
  });
}
