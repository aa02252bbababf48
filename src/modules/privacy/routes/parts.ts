/** What the routes share. */
import { z } from 'zod';
import { isId } from '../../../kernel/ids.ts';
import { staff } from '../../../platform/web/module.ts';
import { canHandle, canManage } from '../access.ts';

export const handle = staff('privacy.handle', canHandle);
export const manage = staff('privacy.manage', canManage);

/** An id in an address; what is none is empty, and belongs to nothing. */
export const idParams = z.object({
  id: z
    .string()
    .max(200)
    .transform((text) => (isId(text) ? text.toLowerCase() : '')),
});

/** `?kabar=…`: the outcome of the step before; anything unknown says nothing. */
export function newsQuery<K extends string>(...known: readonly K[]) {
  return z
    .object({ kabar: z.string().optional() })
    .catch({})
    .transform(({ kabar }) => known.find((one) => one === kabar));
}
