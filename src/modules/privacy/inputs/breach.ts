/** A breach as the register's form sends it; times are those of the office's clock. */
import { instantOf } from '../../../kernel/dates.ts';
import type { Breach } from '../rules/breach.ts';
import { collect, type FormBody, type Parsed, textOf, type Wrong, wrongText } from './form.ts';

export type GivenBreach = Omit<Breach, 'id' | 'dueAt'>;

const longest = 4000;
export const breachTimes = ['detected_at', 'told_subjects_at', 'told_agency_at', 'told_public_at'] as const;

/** `detected_at`, `data`, `how`, `handling`, `subjects` and when who was told. */
export function parseBreach(body: FormBody, zone: string, now: Date): Parsed<GivenBreach> {
  const times = Object.fromEntries(breachTimes.map((name) => [name, instantOf(textOf(body, name), zone)]));
  const wrongTime = (name: (typeof breachTimes)[number]): Wrong | null => {
    if (textOf(body, name) === '') return name === 'detected_at' ? 'required' : null;
    const time = times[name];
    return !time ? 'time' : time > now ? 'future' : null;
  };
  const subjects = textOf(body, 'subjects');
  const [data, how, handling] = [textOf(body, 'data'), textOf(body, 'how'), textOf(body, 'handling')];
  return collect(
    {
      ...Object.fromEntries(breachTimes.map((name) => [name, wrongTime(name)])),
      data: wrongText(data, longest),
      how: wrongText(how, longest, { empty: true }),
      handling: wrongText(handling, longest, { empty: true }),
      subjects: subjects === '' || /^\d{1,9}$/.test(subjects) ? null : 'number',
    },
    () => ({
      detectedAt: times.detected_at as Date,
      data,
      how,
      handling,
      subjects: subjects === '' ? null : Number(subjects),
      toldSubjectsAt: times.told_subjects_at ?? null,
      toldAgencyAt: times.told_agency_at ?? null,
      toldPublicAt: times.told_public_at ?? null,
    }),
  );
}
