/** The settings as the form gives them. */
import { z } from 'zod';
import { parseWebhook } from '../../../platform/webhook/index.ts';
import { checkTemplate, type InvitationSettings } from '../rules/invitation.ts';

const text = z
  .string()
  .max(2000)
  .default('')
  .transform((given) => given.toWellFormed().replaceAll('\r\n', '\n').trim());

export const settingsSchema = z.object({
  text_id: text,
  text_en: text,
  again_days: text,
  link_days: text,
  webhook_url: text,
  webhook_secret: text,
});
export type SettingsBody = z.infer<typeof settingsSchema>;

/** The words are in texts/screens.ts under `wrong`. */
export type SettingsError = 'noLink' | 'unknownPlace' | 'long' | 'days' | 'url' | 'secretShort' | 'secretMissing';

/** Shortest secret, in characters. */
const shortestSecret = 24;

const numberOf = (given: string): number => (/^\d{1,3}$/.test(given) ? Number(given) : 0);

export type ParsedSettings =
  | {
      readonly value: InvitationSettings & { /** Null keeps the one that is there. */ readonly secret: string | null };
      readonly wrong?: undefined;
    }
  | { readonly value?: undefined; readonly wrong: Readonly<Record<string, SettingsError>> };

/** `hasSecret`: there is one already. `trial`: see `parseWebhook`. */
export function parseSettings(
  body: SettingsBody,
  { hasSecret, trial }: { readonly hasSecret: boolean; readonly trial: boolean },
): ParsedSettings {
  const [againDays, linkDays] = [numberOf(body.again_days), numberOf(body.link_days)];
  const checks: Record<string, SettingsError | null> = {
    text_id: checkTemplate(body.text_id),
    text_en: checkTemplate(body.text_en),
    again_days: againDays >= 1 && againDays <= 730 ? null : 'days',
    link_days: linkDays >= 1 && linkDays <= 90 ? null : 'days',
    webhook_url: body.webhook_url === '' || parseWebhook(body.webhook_url, { trial }) ? null : 'url',
    webhook_secret:
      body.webhook_secret !== '' && body.webhook_secret.length < shortestSecret
        ? 'secretShort'
        : body.webhook_url !== '' && body.webhook_secret === '' && !hasSecret
          ? 'secretMissing'
          : null,
  };
  const wrong = Object.fromEntries(Object.entries(checks).filter((entry): entry is [string, SettingsError] => entry[1] !== null));
  if (Object.keys(wrong).length > 0) return { wrong };
  return {
    value: {
      textId: body.text_id,
      textEn: body.text_en,
      againDays,
      linkDays,
      webhookUrl: body.webhook_url,
      secret: body.webhook_secret === '' ? null : body.webhook_secret,
    },
  };
}
