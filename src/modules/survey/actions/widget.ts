/** Naming the sites that may show an office's forms. */
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { setSites } from '../store/widget.ts';

/** Replaces the list; the next visit of a frame is decided by it. `code`: at which code's page it was done. */
export async function nameSites(tx: Db, scope: OfficeScope, code: string, sites: readonly string[], at: Date): Promise<void> {
  await setSites(tx, scope, sites, at);
  await record(tx, scope, { at, action: 'survey.name_sites', targetKind: 'code', targetId: code, detail: { sites } });
}
