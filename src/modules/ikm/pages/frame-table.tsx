/** Importing N and frames: the table to choose, and what would come of it. */
import { formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  Field,
  type FieldErrors,
  Form,
  Hidden,
  Lead,
  LinkButton,
  Muted,
  Notice,
  Row,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { periodName } from '../../org/index.ts';
import type { FrameRows } from '../inputs.ts';
import type { FrameChange, FrameNote, FramePlan } from '../rules/frame-plan.ts';
import { frameTableTexts } from '../texts/frame-table.ts';
import { targetTexts } from '../texts/targets.ts';

interface ImportProps {
  readonly period: string;
  readonly pasted?: string;
  readonly fileErrors?: FieldErrors;
  readonly pasteErrors?: FieldErrors;
}

function useTrail(period: string) {
  const { lang } = usePage();
  return [{ href: `/sasaran?periode=${period}`, label: `${targetTexts[lang].title}: ${periodName(period, lang)}` }];
}

export function FrameImportPage({ period, pasted = '', fileErrors, pasteErrors }: ImportProps) {
  const { lang } = usePage();
  const t = frameTableTexts[lang];
  const here = `/sasaran/${period}/impor`;
  return (
    <StaffPage title={t.title(periodName(period, lang))} crumbs={useTrail(period)}>
      <Lead>{t.lead}</Lead>
      <Card title={t.templates}>
        <p>{t.templatesLead}</p>
        <Row>
          <LinkButton href={`${here}/templat.xlsx`}>Excel (.xlsx)</LinkButton>
          <LinkButton href={`${here}/templat.csv`}>CSV</LinkButton>
        </Row>
      </Card>
      <Card>
        <Form action={here} enctype="multipart/form-data" errors={fileErrors}>
          <Field name="file" type="file" label={t.file} hint={t.fileHint} accept=".xlsx,.csv,.tsv,.txt" />
          <Buttons>
            <Button>{t.preview}</Button>
          </Buttons>
        </Form>
      </Card>
      <Details summary={t.paste} open={pasteErrors !== undefined}>
        <Form action={`${here}/tempel`} prefix="tempel" values={{ table: pasted }} errors={pasteErrors}>
          <Field name="table" type="textarea" label={t.pasteField} rows={8} spellcheck={false} />
          <Buttons>
            <Button variant="secondary">{t.preview}</Button>
          </Buttons>
        </Form>
      </Details>
    </StaffPage>
  );
}

/** A service with the words for what its lines are about. */
export interface FrameNames {
  readonly service: (id: string) => string;
  readonly dimension: (serviceId: string, id: string) => string;
  readonly level: (serviceId: string, dimension: string, id: string) => string;
}

interface PreviewProps {
  readonly period: string;
  readonly file: string;
  readonly rows: FrameRows;
  readonly seen: string;
  readonly plan: FramePlan;
  readonly names: FrameNames;
  /** Something else was changed between an earlier preview and saving. */
  readonly fresh: boolean;
}

const linesShown = 300;

export function FramePreviewPage({ period, file, rows, seen, plan, names, fresh }: PreviewProps) {
  const { lang } = usePage();
  const t = frameTableTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const set = plan.changes.filter(({ same }) => !same).length;
  const refusedMore = plan.refused.length - linesShown;
  const takenMore = plan.changes.length - linesShown;
  return (
    <StaffPage title={t.title(periodName(period, lang))} crumbs={useTrail(period)} wide>
      {fresh && (
        <Notice tone="warning" announce>
          <p>{t.fresh}</p>
        </Notice>
      )}
      <Card title={`${t.previewTitle}: ${file}`}>
        <p>{t.summary(n(set), n(plan.changes.length - set), n(plan.refused.length), n(plan.empty))}</p>
        {plan.next.length === 0 && <p>{t.nothing}</p>}
        <Row>
          {plan.next.length > 0 && (
            <Form action={`/sasaran/${period}/impor/simpan`}>
              <Hidden name="file" value={file} />
              <Hidden name="seen" value={seen} />
              <Hidden name="rows" value={JSON.stringify(rows)} />
              <Button>{plan.refused.length > 0 ? t.applySome : t.apply}</Button>
            </Form>
          )}
          <LinkButton href={`/sasaran/${period}/impor`}>{t.again}</LinkButton>
        </Row>
      </Card>
      {plan.notes.length > 0 && (
        <Notice tone="warning">
          <p>
            <strong>{t.notes}</strong>
          </p>
          <ul>
            {plan.notes.map((note, at) => (
              <li key={at}>{noteWords(note, names, t, n)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {plan.refused.length > 0 && (
        <Card title={t.refusedTitle}>
          <p>{t.refusedLead}</p>
          <Table
            caption={t.refusedTitle}
            captionHidden
            rows={plan.refused.slice(0, linesShown)}
            columns={[
              { head: t.line, rowHeader: true, narrow: true, cell: ({ line }) => n(line) },
              { head: t.why, cell: ({ problem }) => t.problems[problem] },
            ]}
          />
          {refusedMore > 0 && <Muted>{t.more(n(refusedMore))}</Muted>}
        </Card>
      )}
      {plan.changes.length > 0 && (
        <Card title={t.takenTitle}>
          <Table
            caption={t.takenTitle}
            captionHidden
            cards
            rows={plan.changes.slice(0, linesShown)}
            columns={[
              {
                head: targetTexts[lang].service,
                rowHeader: true,
                cell: ({ serviceId }) => names.service(serviceId),
              },
              { head: t.what, cell: (change) => whatWords(change, names, lang) },
              { head: t.before, numeric: true, cell: ({ before }) => (before === null ? '–' : n(before)) },
              { head: t.after, numeric: true, cell: ({ told, same }) => (same ? t.same : <strong>{n(told.population)}</strong>) },
              { head: t.line, numeric: true, cell: ({ line }) => n(line) },
            ]}
          />
          {takenMore > 0 && <Muted>{t.more(n(takenMore))}</Muted>}
        </Card>
      )}
    </StaffPage>
  );
}

function whatWords({ serviceId, told }: FrameChange, names: FrameNames, lang: 'id' | 'en'): string {
  const t = frameTableTexts[lang];
  if (told.kind === 'part') return t.way(targetTexts[lang].ways[told.channel]);
  if (told.kind === 'level')
    return t.group(names.dimension(serviceId, told.dimension), names.level(serviceId, told.dimension, told.level));
  const { bases, qualities } = targetTexts[lang];
  const rest = [told.basis && bases[told.basis], told.quality && qualities[told.quality], told.source].filter(Boolean);
  return rest.length === 0 ? t.population : `${t.population} (${rest.join(', ')})`;
}

function noteWords(
  note: FrameNote,
  names: FrameNames,
  t: (typeof frameTableTexts)['id' | 'en'],
  n: (value: number) => string,
): string {
  const service = names.service(note.serviceId);
  if (note.kind === 'exceeds') return t.exceeds(service, n(note.n), n(note.population));
  if (note.kind === 'parts') return t.parts(service, n(note.sum), n(note.population));
  return t.levels(service, names.dimension(note.serviceId, note.dimension), n(note.sum), n(note.population));
}
