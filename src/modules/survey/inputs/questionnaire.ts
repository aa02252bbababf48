/** Forms of the questionnaire and code screens: posted fields into typed values, or what is wrong by field. */
import type { BilingualText } from '../law/instrument.ts';
import { isCode } from '../rules/codes.ts';
import type { Area, OwnQuestion, ReplacedUnsur } from '../rules/instrument.ts';
import { areaOf, longestArea, mostAreas } from './areas.ts';
import type { Posted } from './form.ts';

/** The words are in texts/questionnaire under `wrong`. */
export type Wrong =
  | 'required'
  | 'long'
  | 'options'
  | 'four'
  | 'choose'
  | 'code'
  | 'taken'
  | 'place'
  | 'person'
  | 'areas'
  | 'areaTwice';
export type Parsed<T> =
  | { readonly value: T; readonly wrong?: undefined }
  | { readonly value?: undefined; readonly wrong: Readonly<Record<string, Wrong>> };

const longestName = 120;
const longestQuestion = 300;
const longestReason = 600;

const text = (posted: Posted, name: string): string => (posted[name] ?? '').trim();
const lines = (posted: Posted, name: string): string[] =>
  text(posted, name)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function wrongText(value: string, longest: number): Wrong | null {
  if (value === '') return 'required';
  return [...value].length > longest ? 'long' : null;
}

function finish<T>(wrong: Record<string, Wrong | null>, value: () => T): Parsed<T> {
  const found = Object.entries(wrong).filter((entry): entry is [string, Wrong] => entry[1] !== null);
  return found.length > 0 ? { wrong: Object.fromEntries(found) } : { value: value() };
}

/** English falls back to Indonesian, so that a page in English is never empty. */
const both = (id: string, en: string | undefined): BilingualText => ({ id, en: en || id });

export function parseName(posted: Posted): Parsed<string> {
  const name = text(posted, 'name');
  return finish({ name: wrongText(name, longestName) }, () => name);
}

/** `question`, `question_en`, `kind`, `options`, `options_en`, `counted`, `unsur_name`. */
export function parseOwnQuestion(posted: Posted): Parsed<Omit<OwnQuestion, 'id' | 'unsur'> & { unsurName: string | null }> {
  const question = text(posted, 'question');
  const kind = text(posted, 'kind');
  const counted = posted.counted === '1';
  const options = lines(posted, 'options');
  const english = lines(posted, 'options_en');
  const unsurName = text(posted, 'unsur_name');
  const wrong: Record<string, Wrong | null> = {
    question: wrongText(question, longestQuestion),
    kind: kind === 'choice' || kind === 'text' ? null : 'choose',
    options: null,
    unsur_name: counted ? wrongText(unsurName, longestName) : null,
  };
  if (counted && options.length !== 4) wrong.options = 'four';
  else if (kind === 'choice' && (options.length < 2 || options.length > 8)) wrong.options = 'options';
  else if (options.some((option) => option.length > longestName)) wrong.options = 'long';
  if (counted && kind === 'text') wrong.kind = 'choose';
  return finish(wrong, () => ({
    kind: kind as 'choice' | 'text',
    question: both(question, text(posted, 'question_en')),
    options: kind === 'choice' ? options.map((option, at) => both(option, english[at])) : [],
    unsurName: counted ? unsurName : null,
  }));
}

/** `areas`, one name a line; none asks for none. */
export function parseAreas(posted: Posted): Parsed<readonly Area[]> {
  const areas = lines(posted, 'areas').map(areaOf);
  let wrong: Wrong | null = null;
  if (areas.length === 1 || areas.length > mostAreas) wrong = 'areas';
  else if (areas.some(({ name }) => [...name].length > longestArea)) wrong = 'long';
  else if (new Set(areas.map(({ id }) => id)).size < areas.length) wrong = 'areaTwice';
  return finish({ areas: wrong }, () => areas);
}

/** `name`, `question`, `question_en`, `label_1` … `label_4`, `label_en_1` …, `reason`. */
export function parseReplacement(unsur: string, posted: Posted): Parsed<ReplacedUnsur> {
  const name = text(posted, 'name');
  const question = text(posted, 'question');
  const reason = text(posted, 'reason');
  const labels = [1, 2, 3, 4].map((n) => text(posted, `label_${n}`));
  const wrong: Record<string, Wrong | null> = {
    name: wrongText(name, longestName),
    question: wrongText(question, longestQuestion),
  };
  labels.forEach((label, at) => {
    wrong[`label_${at + 1}`] = wrongText(label, longestName);
  });
  wrong.reason = wrongText(reason, longestReason);
  return finish(wrong, () => ({
    unsur,
    name,
    question: both(question, text(posted, 'question_en')),
    labels: labels.map((label, at) => both(label, text(posted, `label_en_${at + 1}`))),
    reason,
  }));
}

/** `drop_reason`. */
export function parseDrop(posted: Posted): Parsed<string> {
  const reason = text(posted, 'drop_reason');
  return finish({ drop_reason: wrongText(reason, longestReason) }, () => reason);
}

/** `target` is `service:<id>` or `unit:<id>`; `code`, `label`, `kind`. */
export function parseNewCode(posted: Posted): Parsed<{
  kind: 'service' | 'unit';
  id: string;
  code: string | undefined;
  label: string;
  /** Undefined: of the service or the whole unit, as `target` says. */
  purpose: 'counter' | 'officer' | undefined;
}> {
  const [kind = '', id = ''] = text(posted, 'target').split(':');
  const code = text(posted, 'code').toLowerCase();
  const label = text(posted, 'label');
  const given = text(posted, 'kind');
  const purpose = given === 'counter' || given === 'officer' ? given : undefined;
  return finish(
    {
      target: (kind === 'service' || kind === 'unit') && id !== '' ? null : 'choose',
      code: code === '' || isCode(code) ? null : 'code',
      label: label.length > longestName ? 'long' : purpose !== undefined && label === '' ? 'place' : null,
    },
    () => ({
      purpose,
      kind: kind as 'service' | 'unit',
      id,
      code: code || undefined,
      label,
    }),
  );
}
