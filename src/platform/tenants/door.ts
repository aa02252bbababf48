/** The end of an office and the copy of all it owns, as the rest of the house sees them. */
import type { OfficeScope } from '../auth/index.ts';
import type { Db } from '../db/db.ts';
import { formatDateTime, type Lang } from '../i18n/index.ts';
import type { Banner } from '../web/house.ts';
import { defineModule, type ModuleDoor } from '../web/module.ts';
import { type TenantJobs, tenantJobs } from './jobs.ts';
import { tenantRoutes } from './routes.tsx';
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

/** The line above every staff page of an office that will be erased. */
export function closingBanner(erasedAt: Date, timeZone: string): (lang: Lang) => Banner {
  return (lang) => ({
    text: texts[lang].banner(formatDateTime(erasedAt, timeZone, lang)),
    links: [{ href: '/kelola/data', label: texts[lang].bannerLink }],
  });
}
