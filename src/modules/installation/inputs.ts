/** What an operator may send. */
import { z } from 'zod';

export const text = z.string().trim().max(200).default('');

export const newOffice = z.object({ name: text, region: text, zone: text, email: text });
export type GivenOffice = z.infer<typeof newOffice>;

/** What is wrong with a new office, by field. */
export function checkOffice({ name, region, email }: GivenOffice): Readonly<Record<string, 'required' | 'email'>> {
  return {
    ...(name === '' ? { name: 'required' as const } : {}),
    ...(region === '' ? { region: 'required' as const } : {}),
    ...(z.email().safeParse(email).success ? {} : { email: 'email' as const }),
  };
}
