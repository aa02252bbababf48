/** Reading, storing and undoing files of answers. */
import type { JobKind } from '../../../platform/jobs/index.ts';
import { workOnImport } from '../actions/import-storing.ts';
import { importJob } from '../actions/imports.ts';
import { listImportsAtWork } from '../store/imports.ts';

export const importKind: JobKind = {
  ...importJob,
  waiting: async (db, scope) => (await listImportsAtWork(db, scope)).map((id) => ({ import: id })),
  run: (context, data) => workOnImport(context, data.import ?? ''),
};
