/** Settings, texts of consent, days of retention. */
import type { ConsentText } from '../law/consent-texts.ts';
import { greatestAgeLimit, type PrivacySettings } from '../rules/settings.ts';
import { collect, type FormBody, type Parsed, textOf, wrongText } from './form.ts';

const longestNote = 500;
const longestConsent = 4000;

/** `age_limit`, `contact_offered`, `officer`, `notice_to`. */
export function parseSettings(body: FormBody): Parsed<PrivacySettings> {
  const age = textOf(body, 'age_limit');
  const [officer, noticeTo] = [textOf(body, 'officer'), textOf(body, 'notice_to')];
  return collect(
    {
      age_limit: /^\d{1,2}$/.test(age) && Number(age) <= greatestAgeLimit ? null : 'number',
      officer: wrongText(officer, longestNote, { empty: true }),
      notice_to: wrongText(noticeTo, longestNote, { empty: true }),
    },
    () => ({ ageLimit: Number(age), contactOffered: textOf(body, 'contact_offered') === '1', officer, noticeTo }),
  );
}

/** `body_id`, `body_en`. */
export function parseText(body: FormBody): Parsed<ConsentText> {
  const [id, en] = [textOf(body, 'body_id'), textOf(body, 'body_en')].map((text) => text.replaceAll('\r\n', '\n')) as [
    string,
    string,
  ];
  return collect({ body_id: wrongText(id, longestConsent), body_en: wrongText(en, longestConsent) }, () => ({ id, en }));
}

/** `days`, empty to keep without limit, and `note`. */
export function parseRetention(body: FormBody): Parsed<{ readonly days: number; readonly note: string } | null> {
  const [days, note] = [textOf(body, 'days'), textOf(body, 'note')];
  const right = days === '' || (/^\d{1,5}$/.test(days) && Number(days) >= 1 && Number(days) <= 36500);
  return collect({ days: right ? null : 'number', note: wrongText(note, longestNote, { empty: true }) }, () =>
    days === '' ? null : { days: Number(days), note },
  );
}
