/** Logos are held to the cleaning as it is now. */
import { transact } from '../../platform/db/db.ts';
import type { JobKind } from '../../platform/jobs/index.ts';
import { cleanLogo } from './actions.ts';
import { hasUncleanedLogo } from './store/brand.ts';

/** At a start after the cleaning grew stricter, once; one that is clean stays as it is. */
export const cleanLogoKind: JobKind = {
  name: 'org.clean_logo',
  waiting: async (db, scope) => ((await hasUncleanedLogo(db, scope)) ? [{}] : []),
  async run({ db, scope, log }) {
    if (!(await transact(db, scope, (tx) => cleanLogo(tx, scope, new Date()))))
      log.warn({ office: scope.tenantId }, 'a logo cannot be cleaned: its structure cannot be followed');
  },
};
