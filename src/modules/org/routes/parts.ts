/** What the routes of the set-up screens share. */
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { staff } from '../../../platform/web/module.ts';
import { canManage } from '../access.ts';
import { problems } from '../texts/problems.ts';
import { texts } from '../texts/screens.ts';

export const manage = staff('org.manage', canManage);

export const idParams = z.object({ id: z.string().max(200) });

type NewsKey = keyof (typeof texts)['id']['news'];

/** `?kabar=saved`: the outcome of the step before. Anything unknown says nothing. */
export const newsQuery = z
  .string()
  .optional()
  .transform((text): NewsKey | undefined =>
    text !== undefined && Object.hasOwn(texts.id.news, text) ? (text as NewsKey) : undefined,
  );

/** A switch in the address, such as `?semua=1`. */
export const flagQuery = z
  .string()
  .optional()
  .transform((text) => text === '1');

/** The words of a refusal that the form itself can show; anything else goes on being thrown. All our actions refuse before they write. */
export function refusalWords(error: unknown, lang: Lang): string {
  if (error instanceof Problem && Object.hasOwn(problems, error.code)) {
    const words = problems[error.code as keyof typeof problems];
    if (words.status === 422) return words[lang](error.params);
  }
  throw error;
}
