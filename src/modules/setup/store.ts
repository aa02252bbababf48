/** The unfinished wizard, kept so that it survives a restart, a closed browser and a step back. */
import type { Db } from '../../platform/db/db.ts';
import { findSetting, setSetting } from '../../platform/settings/store.ts';
import type { Draft } from './rules.ts';

const key = 'setup.draft';

/** What was stored last, not yet checked; null when nothing is. */
export async function findDraft(db: Db): Promise<unknown> {
  return findSetting<unknown>(db, key);
}

export async function setDraft(db: Db, draft: Draft | null): Promise<void> {
  await setSetting(db, key, draft);
}
