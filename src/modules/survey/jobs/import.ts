/** Reading, storing and undoing files of answers. */
import type { JobKind } from '../../../platform/jobs/index.ts';
import { workOnImport } from '../actions/import-storing.ts';
import { importJob } from '../actions/imports.ts';

export const importKind: JobKind = {
  ...importJob,
  run: (context, data) => workOnImport(context, data.import ?? ''),
};
