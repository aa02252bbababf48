/** The targets that stand on the page of a published result, each beside what was published. */
import { parsePeriod } from '../../../kernel/period.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { periodName } from '../../org/index.ts';
import type { PublicGoal } from '../pages/goal-progress.tsx';
import { aboutWords, wantedWords } from '../pages/goals.tsx';
import { meanOfPublished, standingOf } from '../rules/progress.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import type { GoalEntry } from '../store/goals.ts';
import type { ResultLine } from '../store/results.ts';
import { goalTexts } from '../texts/goals.ts';

/**
 * Targets of the unit as a whole for the result's period, and of the index for a longer period that holds it: there the mean of what was published in it
 * up to this period, periods of one kind only. `history` as the page draws it: newest versions of periods of the same kind, earliest first.
 */
export function publicGoals(
  goals: readonly GoalEntry[],
  snapshot: Snapshot,
  history: readonly ResultLine[],
  lang: Lang,
): PublicGoal[] {
  const own = parsePeriod(snapshot.period.code);
  return goals.flatMap((goal): PublicGoal[] => {
    if (goal.withdrawn || goal.serviceId !== null) return [];
    const { code, firstDay, lastDay } = parsePeriod(goal.periodCode);
    const { document, unsur, value, mutu, sourceTitle, sourcePlace, sourceOn } = goal;
    const shown = { document, unsur, value, mutu, sourceTitle, sourcePlace, sourceOn, periodName: periodName(code, lang) };
    if (code === own.code) {
      const found = snapshot.unsur.find(({ id }) => id === unsur);
      if (unsur !== '' && !found) return [];
      const { interval } = snapshot;
      const figure = found
        ? { value: Number(found.value), low: found.low, high: found.high }
        : { value: Number(snapshot.ikm), low: interval?.low ?? null, high: interval?.high ?? null };
      return [{ ...shown, standing: standingOf(goal, figure), counted: null }];
    }
    if (unsur !== '' || firstDay > own.firstDay || lastDay < own.lastDay) return [];
    const lines = history.filter(({ periodCode }) => parsePeriod(periodCode).firstDay >= firstDay);
    return [{ ...shown, standing: standingOf(goal, meanOfPublished(lines)), counted: lines.length }];
  });
}

/** Each target in a few words, for a sheet that has no room for the table: what was promised where, how much, and whether it is reached. */
export function goalSentences(goals: readonly PublicGoal[], lang: Lang): { promise: string; wanted: string; verdict: string }[] {
  const t = goalTexts[lang];
  return goals.map((goal) => ({
    promise: `${t.documents[goal.document]} ${goal.periodName}, ${aboutWords(goal.unsur, lang)}`,
    wanted: wantedWords(goal, lang),
    verdict: t.verdict[goal.standing.verdict],
  }));
}
