/** What changes in a questionnaire. A version that has been answered stays as it is: the change makes the next one. */
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import {
  type Area,
  type Changes,
  checkAddedNames,
  checkChanges,
  nextOwnIds,
  noChanges,
  type OwnQuestion,
  type ReplacedUnsur,
} from '../rules/instrument.ts';
import {
  defaultBase,
  findCurrentInstrument,
  findDefaultQuestionnaire,
  insertQuestionnaire,
  insertVersion,
  listOwnEver,
  lockQuestionnaires,
  setAssignment,
  setVersionChanges,
} from '../store/instruments.ts';

/** The office's default questionnaire; made from PermenPANRB 14/2017 when there is none. Returns its id. */
export async function ensureQuestionnaire(tx: Db, scope: OfficeScope, at: Date): Promise<string> {
  await lockQuestionnaires(tx, scope);
  const found = await findDefaultQuestionnaire(tx, scope);
  if (found) return found.id;
  return createQuestionnaire(tx, scope, { name: 'Kuesioner SKM', changes: noChanges }, at);
}

/** Adds a questionnaire, for services that need other questions than the rest. Returns its id. */
export async function createQuestionnaire(
  tx: Db,
  scope: OfficeScope,
  given: { name: string; changes: Changes },
  at: Date,
): Promise<string> {
  await lockQuestionnaires(tx, scope);
  checkChanges(defaultBase, given.changes);
  checkAddedNames(given.changes.own, await listOwnEver(tx, scope));
  const id = await insertQuestionnaire(tx, scope, { ...given, base: defaultBase }, at);
  await record(tx, scope, {
    at,
    action: 'survey.create_questionnaire',
    targetKind: 'questionnaire',
    targetId: id,
    detail: { name: given.name },
  });
  return id;
}

/** Lets services ask this questionnaire from now on; `null` is the office's default one. */
export async function assignQuestionnaire(
  tx: Db,
  scope: OfficeScope,
  serviceIds: readonly string[],
  questionnaireId: string | null,
  at: Date,
): Promise<void> {
  await setAssignment(tx, scope, serviceIds, questionnaireId);
  await record(tx, scope, {
    at,
    action: 'survey.assign_questionnaire',
    targetKind: 'questionnaire',
    targetId: questionnaireId ?? 'default',
    detail: { serviceIds: [...serviceIds] },
  });
}

/**
 * Changes what is asked: in place while nobody has answered, else as the next version. Returns the version number that asks it.
 * `change` is also given every question that any version of the office has ever asked, for `addOwnQuestion`.
 * @throws Problem as `checkChanges` and `checkAddedNames`, survey.questionnaire_unknown
 */
export async function changeQuestionnaire(
  tx: Db,
  scope: OfficeScope,
  questionnaireId: string,
  change: (changes: Changes, ever: readonly OwnQuestion[]) => Changes,
  at: Date,
): Promise<number> {
  await lockQuestionnaires(tx, scope);
  const current = await findCurrentInstrument(tx, scope, questionnaireId);
  const ever = await listOwnEver(tx, scope);
  const changes = change(current.changes, ever);
  checkChanges(current.base, changes);
  checkAddedNames(changes.own, ever);
  const inPlace = current.frozenAt === null && (await setVersionChanges(tx, scope, current.id, changes));
  const version = inPlace ? current.version : current.version + 1;
  if (!inPlace) await insertVersion(tx, scope, { questionnaireId, version, base: current.base, changes }, at);
  await record(tx, scope, {
    at,
    action: 'survey.change_questionnaire',
    targetKind: 'questionnaire',
    targetId: questionnaireId,
    detail: { version, changes },
  });
  return version;
}

/**
 * Adds a question of the office; mapped to an added unsur when `unsurName` is given. `ever` as `changeQuestionnaire` gives it.
 * @throws Problem as `nextOwnIds`
 */
export function addOwnQuestion(
  changes: Changes,
  question: Omit<OwnQuestion, 'id' | 'unsur'> & { readonly unsurName: string | null },
  ever: readonly OwnQuestion[],
): Changes {
  const { unsurName, ...rest } = question;
  return { ...changes, own: [...changes.own, { ...rest, ...nextOwnIds(changes, unsurName, ever) }] };
}

export function removeOwnQuestion(changes: Changes, id: string): Changes {
  if (!changes.own.some((one) => one.id === id)) throw new Problem('survey.question_unknown');
  return { ...changes, own: changes.own.filter((one) => one.id !== id) };
}

/** Asks respondents in which of these areas they live; not at all without any. What was answered to another list stays. */
export function setAreas(changes: Changes, areas: readonly Area[]): Changes {
  const { areas: _, ...rest } = changes;
  return areas.length === 0 ? rest : { ...rest, areas };
}

/** Puts another question in the place of an unsur, or changes the one that stands there. */
export function replaceUnsur(changes: Changes, replaced: ReplacedUnsur): Changes {
  return {
    ...restoreUnsur(changes, replaced.unsur),
    replaced: [...changes.replaced.filter((one) => one.unsur !== replaced.unsur), replaced],
  };
}

export function dropUnsur(changes: Changes, unsur: string, reason: string): Changes {
  const restored = restoreUnsur(changes, unsur);
  return { ...restored, dropped: [...restored.dropped, { unsur, reason }] };
}

/** Asks an unsur again as the rule has it. */
export function restoreUnsur(changes: Changes, unsur: string): Changes {
  return {
    ...changes,
    replaced: changes.replaced.filter((one) => one.unsur !== unsur),
    dropped: changes.dropped.filter((one) => one.unsur !== unsur),
  };
}
