/** The names of this part's jobs, and when they may begin. */
import type { JobKind } from '../jobs/index.ts';

type Named = Pick<JobKind, 'name' | 'notBefore' | 'withGone'>;

/** `copy`: which one. */
export const copyJob: Named = { name: 'tenants.copy' };

/** Takes an archive away when it is over. `copy`: which one; `over`: when, ISO 8601. */
export const tidyJob: Named = { name: 'tenants.tidy', notBefore: ({ over = '' }) => new Date(over) };

/** Erases an office whose request is due. `due`: when, ISO 8601. */
export const eraseJob: Named = { name: 'tenants.erase', withGone: true, notBefore: ({ due = '' }) => new Date(due) };
