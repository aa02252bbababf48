/** The mapping screen's form as choices. What was left as the file tells stays open, so that a later file may tell something else. */
import { isLocalDay } from '../../../kernel/dates.ts';
import { findInstrument, instrumentsInFiles } from '../law/instruments.ts';
import { type Finding, type ImportChoices, sharedRoles } from '../rules/import.ts';
import type { Posted } from './form.ts';
import { serviceKey } from './import-row.ts';
import { rolesOf } from './import-table.ts';

/** Columns that the mapping screen offers; nobody maps the 201st by hand. */
export const mostColumns = 200;

/** What the form asks, as its fields' values. */
export function formOf(choices: ImportChoices, finding: Finding): Record<string, string> {
  return {
    sheet: finding.sheet ?? '',
    instrument: choices.instrument ?? '',
    order: choices.order,
    mapping: choices.mapping ?? '',
    header: choices.headerLine === null ? '' : String(choices.headerLine),
    service: choices.service ?? '',
    date: choices.date ?? '',
    dayOrder: choices.dayOrder ?? '',
    ...Object.fromEntries(finding.columns.map(({ index, role }) => [`col-${index}`, role ?? ''])),
    ...Object.fromEntries(finding.services.map(({ id }, at) => [`svc-${at}`, id ?? ''])),
  };
}

/** Fields that could not be used, by name. */
export type ChoiceErrors = Readonly<Record<string, 'date' | 'future' | 'header' | 'twice'>>;

/** Reads the form over what the last reading found. */
export function readChoices(
  posted: Posted,
  before: ImportChoices,
  finding: Finding,
  office: { readonly serviceIds: ReadonlySet<string>; readonly today: string },
): { readonly choices: ImportChoices; readonly errors: ChoiceErrors } {
  const errors: Record<string, ChoiceErrors[string]> = {};
  const text = (name: string): string => (posted[name] ?? '').trim();
  // As it was sent: the name of a sheet may end with a space.
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | null =>
    known.find((value) => value === posted[name]) ?? null;
  const sheet = finding.sheets.length === 0 ? null : (oneOf('sheet', finding.sheets) ?? finding.sheet);
  const instrument = oneOf('instrument', instrumentsInFiles);
  const law = findInstrument(instrument ?? finding.instrument ?? instrumentsInFiles[0] ?? '');
  const date = text('date');
  if (date !== '' && !isLocalDay(date)) errors.date = 'date';
  else if (date > office.today) errors.date = 'future';
  const header = text('header');
  if (header !== '' && !/^[1-9]\d{0,2}$/.test(header)) errors.header = 'header';
  const headerLine = header === '' || errors.header ? null : Number(header);
  // Another sheet or questionnaire has other columns: what was said of these does not hold there.
  const sameTable = sheet === finding.sheet && law.id === finding.instrument;
  const roles = rolesOf(law);
  const columns: Record<string, string> = {};
  const taken = new Map<string, string>();
  for (const { index, role: found } of finding.columns) {
    const name = `col-${index}`;
    // Columns beyond those that the screen shows stay as they were read.
    const role = posted[name] === undefined ? found : oneOf(name, roles);
    if (role === null) continue;
    if (!sharedRoles.has(role) && taken.has(role)) errors[name] = 'twice';
    taken.set(role, name);
    columns[String(index)] = role;
  }
  const unchanged = finding.columns.every(({ index, role }) => (columns[String(index)] ?? null) === role);
  const assigned = unchanged && before.columns === null && headerLine === null ? null : columns;
  const services = { ...before.services };
  finding.services.forEach(({ name }, at) => {
    const id = text(`svc-${at}`);
    if (posted[`svc-${at}`] !== undefined) services[serviceKey(name)] = office.serviceIds.has(id) ? id : null;
  });
  const columnsThen = !sameTable ? null : headerLine === before.headerLine ? assigned : columns;
  return {
    choices: {
      sheet,
      // Columns that were named by hand are those of this questionnaire and of this header.
      instrument: columnsThen === null ? instrument : law.id,
      order: oneOf('order', ['unsur', 'questionnaire']) ?? 'unsur',
      mapping:
        oneOf(
          'mapping',
          law.mappings.map(({ id }) => id),
        ) ?? null,
      columns: columnsThen,
      headerLine: columnsThen === null ? headerLine : (headerLine ?? finding.headerLine),
      service: office.serviceIds.has(text('service')) ? text('service') : null,
      services,
      date: date === '' || errors.date ? null : date,
      dayOrder: oneOf('dayOrder', ['dmy', 'mdy']),
    },
    errors,
  };
}
