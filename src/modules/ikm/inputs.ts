/** What may come in with the addresses and forms of this module. */
import { z } from 'zod';
import { isId } from '../../kernel/ids.ts';

/** `?periode=2024-tw3`; anything else in the address is ignored. */
export const periodQuery = z.object({ periode: z.string().max(20).optional() });

export const idParams = z.object({ id: z.string().refine(isId) });

/** Codes of units and periods in addresses: what cannot be one never reaches the database. */
const code = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[A-Za-z0-9.-]+$/);

export const periodParams = z.object({ code: code(20) });

export const publishParams = z.object({ code: code(20), unit: code(100) });

/** The second look at closing and publishing: `agree` is the box that says so. */
export const closeBody = z.object({ agree: z.string().optional() });
export const publishBody = z.object({ agree: z.string().optional(), note: z.string().max(2000).default('') });

export const publicParams = z.object({ unit: code(100), period: code(30) });
/** `?versi=1`; a wrong number reads as "the newest". */
export const versionQuery = z.object({ versi: z.coerce.number().int().positive().optional().catch(undefined) });

export const listQuery = z.object({ q: z.string().max(100).optional() });
