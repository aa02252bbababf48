/** Sealing everything anew after the key was replaced. */
import type { JobKind } from '../../../platform/jobs/index.ts';
import { rotationJob, workOnRotation } from '../actions/rotation.ts';
import { isRotating } from '../store/keys.ts';

export const rotationKind: JobKind = {
  ...rotationJob,
  waiting: async (db, scope) => ((await isRotating(db, scope)) ? [{}] : []),
  run: (context) => workOnRotation(context),
};
