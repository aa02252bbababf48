/** An answer as people read it. */
import type { SurveyInstrument } from './instrument.ts';
import { rowFields, sayProfile } from './profile.ts';

/** What an answer says. */
interface SaidContent {
  readonly scores: readonly (number | null)[];
  readonly own: Readonly<Record<string, number | string>>;
  readonly profile: Readonly<Record<string, number | string>>;
}

/**
 * What was answered, in words, in the order of asking. `whose`: to the person themselves everything; to an officer nothing that is only ever counted
 * (`marginal`, decision 0029).
 */
export function inWords(
  content: SaidContent,
  instrument: SurveyInstrument | null,
  lang: 'id' | 'en',
  whose: 'own' | 'others',
): { term: string; value: string }[] {
  if (!instrument) return [];
  const scores = instrument.asked.flatMap((at) => {
    const item = instrument.items[at];
    const score = content.scores[at];
    if (!item) return [];
    const name = instrument.unsur.find(({ id }) => id === item.unsur)?.name ?? item.id;
    const label = item.scale.find((point) => point.value === score)?.label[lang];
    return [{ term: name, value: label ? `${score} · ${label}` : '–' }];
  });
  const fields = whose === 'own' ? instrument.profile : rowFields(instrument.profile);
  const profile = fields.flatMap((field) => {
    const value = content.profile[field.id];
    return value === undefined ? [] : [{ term: field.label[lang], value: sayProfile(field, value, lang) }];
  });
  const own = instrument.own.map((question) => {
    const value = content.own[question.id];
    const chosen = typeof value === 'number' ? question.options[value - 1]?.[lang] : undefined;
    return { term: question.question[lang], value: chosen ?? String(value ?? '–') };
  });
  return [...scores, ...own, ...profile];
}
