/** What may come in with the addresses of this module. */
import { z } from 'zod';
import { pageNumber } from '../../platform/web/paging.ts';
import { agencyLevels, agencyOrders } from './rules/agencies.ts';

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
  hal: pageNumber,
});
export type RegionQuery = z.infer<typeof regionQuery>;

/** A code of a period or a unit in an address; what cannot be one reads as if it were not there. */
const code = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[A-Za-z0-9.-]*$/)
    .catch('')
    .default('');

/** `?periode=2024-tw3&angka=berjalan&induk=kota-contoh&jenjang=semua&urut=ikm-rendah` */
export const agencyQuery = z.object({
  periode: code(20),
  angka: z.enum(['terbit', 'berjalan']).catch('terbit').default('terbit'),
  induk: code(100),
  jenjang: z.enum(agencyLevels).catch('langsung').default('langsung'),
  urut: z.enum(agencyOrders).catch('nama').default('nama'),
});
export type AgencyQuery = z.infer<typeof agencyQuery>;

/** `unit/period` of a published result; anything else is nobody's. */
const resultKey = z
  .string()
  .max(140)
  .regex(/^[A-Za-z0-9.-]*(\/[A-Za-z0-9.-]+)?$/)
  .catch('')
  .default('');

/** `?a=dinsos-contoh/2024-tw3&b=dinsos-contoh/2024-tw4` */
export const comparisonQuery = z.object({ a: resultKey, b: resultKey });

/** `?unit=dinsos-contoh&periode=2024-tw3&angka=berjalan` */
export const headQuery = z.object({
  unit: code(100),
  periode: code(20),
  angka: z.enum(['terbit', 'berjalan']).catch('terbit').default('terbit'),
});
