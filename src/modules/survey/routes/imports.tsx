/** `/impor`: files of answers from outside. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { localDay } from '../../../kernel/dates.ts';
import { isId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { propose, secondPersonFor } from '../../../platform/approvals/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { byteOrderMark, csvLine } from '../../../platform/files/csv-line.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { download, page, redirect } from '../../../platform/web/reply.ts';
import { receivedFile } from '../../../platform/web/upload.ts';
import { getOffice, listServices, listUnits, servicesApart } from '../../org/index.ts';
import { canManage, canWork } from '../access.ts';
import { chooseImport, discardImport, receiveImport, resumeImport, startImport, stopImport } from '../actions/imports.ts';
import { type Posted, readPosted } from '../inputs/form.ts';
import { type ChoiceErrors, formOf, mostColumns, readChoices } from '../inputs/import-form.ts';
import { ImportPage } from '../pages/import.tsx';
import { ImportsPage } from '../pages/imports.tsx';
import { noChoices, refusesRow } from '../rules/import.ts';
import { findImport, type Import, type ImportedLine, listImportedLines, listImports } from '../store/imports.ts';
import { importTexts } from '../texts/imports.ts';
import { batchUndo } from './approvals.ts';

const work = staff('survey.import', canWork);
const manage = staff('survey.undo_import', canManage);
const mostBytes = 100 * 1024 * 1024;
const listed = 200;
const byId = z.object({ id: z.string().max(100) });

async function find(db: Db, scope: TenantScope, id: string): Promise<Import> {
  const found = isId(id) ? await findImport(db, scope, id) : null;
  if (!found) throw new Problem('survey.import_unknown');
  return found;
}

async function showList(db: Db, scope: TenantScope, lang: Lang, missing = false) {
  const { timeZone } = await getOffice(db, scope);
  const errors = missing ? { errors: { file: importTexts[lang].fileMissing } } : {};
  return page(
    '',
    <ImportsPage imports={await listImports(db, scope, listed)} timeZone={timeZone} {...errors} />,
    missing ? 422 : 200,
  );
}

async function showImport(
  db: Db,
  scope: TenantScope,
  one: Import,
  more: {
    readonly posted?: Posted;
    readonly errors?: Readonly<Record<string, string>>;
    readonly undoErrors?: Readonly<Record<string, string>>;
  } = {},
) {
  const { timeZone } = await getOffice(db, scope);
  const services = servicesApart(await listServices(db, scope), await listUnits(db, scope));
  const finding = one.finding && { ...one.finding, columns: one.finding.columns.slice(0, mostColumns) };
  return page(
    '',
    <ImportPage
      view={{ ...one, finding }}
      timeZone={timeZone}
      canUndo={canManage(scope.actor)}
      second={await secondPersonFor(db, scope, batchUndo)}
      reading={
        finding && {
          id: one.id,
          finding,
          services,
          values: more.posted ?? formOf(one.choices, finding),
          errors: more.errors,
        }
      }
      {...(more.undoErrors ? { undoErrors: more.undoErrors } : {})}
    />,
    more.errors || more.undoErrors ? 422 : 200,
  );
}

function sayErrors(errors: ChoiceErrors, lang: Lang): Record<string, string> {
  const t = importTexts[lang];
  const words = { date: t.dateWrong, future: t.dateFuture, header: t.headerWrong, twice: t.columnTwice };
  return Object.fromEntries(Object.entries(errors).map(([name, error]) => [name, words[error]]));
}

/** One line of the row-level result. */
function resultLine(one: ImportedLine, lang: Lang): string {
  const t = importTexts[lang];
  const { csv, codes } = t;
  const state = one.receipt === null ? csv.refused : one.excluded ? csv.excluded : one.late ? csv.late : csv.stored;
  const notes = one.refusals
    .toSorted((a, b) => Number(refusesRow(b.code)) - Number(refusesRow(a.code)))
    .map(({ header, value, code }) =>
      [header, value === '' ? '' : `"${value}"`, codes[code as keyof typeof codes] ?? code]
        .filter((part) => part !== '')
        .join(' '),
    );
  return csvLine([one.line, state, one.receipt, notes.join('; ')]);
}

export const importRoutes: readonly Route[] = [
  staffRoute({ method: 'GET', path: '/impor', access: work, handler: ({ db, scope, lang }) => showList(db, scope, lang) }),
  staffRoute({
    method: 'POST',
    path: '/impor',
    access: work,
    upload: mostBytes,
    body: z.any(),
    handler: async ({ db, scope, lang, body, now }) => {
      const file = receivedFile(body, 'file');
      if (!file || file.size === 0) return showList(db, scope, lang, true);
      return redirect(`/impor/${await receiveImport(db, scope, file, now)}`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/impor/:id',
    access: work,
    params: byId,
    handler: async ({ db, scope, params }) => showImport(db, scope, await find(db, scope, params.id)),
  }),
  staffRoute({
    method: 'POST',
    path: '/impor/:id/pemetaan',
    access: work,
    params: byId,
    body: z.any(),
    handler: async ({ db, scope, params, body, lang, now }) => {
      const one = await find(db, scope, params.id);
      // A file that could not be read at all has no form: it is read again as it is.
      if (!one.finding || one.state === 'failed') {
        // With choices of its own where those that were made led nowhere.
        await chooseImport(db, scope, one.id, one.finding ? { ...noChoices, sheet: one.sheet } : noChoices);
        return redirect(`/impor/${one.id}`);
      }
      const { timeZone } = await getOffice(db, scope);
      const serviceIds = new Set((await listServices(db, scope)).map(({ id }) => id));
      const posted = readPosted(body);
      const { choices, errors } = readChoices(posted, one.choices, one.finding, { serviceIds, today: localDay(now, timeZone) });
      if (Object.keys(errors).length > 0) return showImport(db, scope, one, { posted, errors: sayErrors(errors, lang) });
      await chooseImport(db, scope, one.id, choices);
      return redirect(`/impor/${one.id}`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/impor/:id/mulai',
    access: work,
    params: byId,
    handler: async ({ db, scope, params, now }) => {
      const { id } = await find(db, scope, params.id);
      await startImport(db, scope, id, now);
      return redirect(`/impor/${id}`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/impor/:id/lanjutkan',
    access: work,
    params: byId,
    handler: async ({ db, scope, params, now }) => {
      const { id } = await find(db, scope, params.id);
      await resumeImport(db, scope, id, now);
      return redirect(`/impor/${id}`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/impor/:id/hentikan',
    access: work,
    params: byId,
    handler: async ({ db, scope, params, now }) => {
      const { id } = await find(db, scope, params.id);
      await stopImport(db, scope, id, now);
      return redirect(`/impor/${id}`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/impor/:id/batalkan',
    access: work,
    params: byId,
    handler: async ({ db, scope, params, now }) => {
      const { id } = await find(db, scope, params.id);
      await discardImport(db, scope, id, now);
      return redirect('/impor');
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/impor/:id/urungkan',
    access: manage,
    params: byId,
    body: z.any(),
    handler: async ({ db, scope, params, body, lang, origin, now }) => {
      const one = await find(db, scope, params.id);
      const reason = (readPosted(body).reason ?? '').trim().slice(0, 500);
      if (reason === '') return showImport(db, scope, one, { undoErrors: { reason: importTexts[lang].reasonMissing } });
      return propose(db, scope, batchUndo, { subject: { id: one.id, reason }, reason }, { at: now, lang, origin });
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/impor/:id/hasil.csv',
    access: work,
    key: { name: 'imports:read', label: (lang) => importTexts[lang].keyUse },
    params: byId,
    handler: async ({ db, scope, params, lang }) => {
      const { id } = await find(db, scope, params.id);
      const { csv } = importTexts[lang];
      const parts: Buffer[] = [Buffer.from(byteOrderMark + csvLine([csv.line, csv.state, csv.receipt, csv.notes]))];
      for await (const lines of listImportedLines(db, scope, id))
        parts.push(Buffer.from(lines.map((one) => resultLine(one, lang)).join('')));
      return download('hasil-impor.csv', 'text/csv; charset=utf-8', Readable.from(parts));
    },
  }),
];
