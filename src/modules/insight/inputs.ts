/** What may come in with the addresses of this module. */
import { z } from 'zod';

/** `?periode=2024-tw3&q=dinas&semua=1&hal=2`; what cannot be one reads as if it were not there. */
export const regionQuery = z.object({
  periode: z
    .string()
    .max(20)
    .regex(/^[a-z0-9-]*$/)
    .catch('')
    .default(''),
  q: z.string().trim().max(100).catch('').default(''),
  semua: z.string().max(1).catch('').default(''),
  hal: z.coerce.number().int().positive().max(10_000).catch(1).default(1),
});
export type RegionQuery = z.infer<typeof regionQuery>;
