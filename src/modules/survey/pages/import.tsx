/** One import: being read, waiting for consent, at work, done or undone. */
import { SecondPerson, type SecondPersonState } from '../../../platform/approvals/index.ts';
import { formatDate, formatDateTime, formatInteger } from '../../../platform/i18n/index.ts';
import { useHead } from '../../../platform/ui/context.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  Facts,
  Field,
  type FieldErrors,
  Form,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Progress,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { findInstrument } from '../law/instruments.ts';
import { type Finding, type ImportProblem, type ImportState, isWorking } from '../rules/import.ts';
import { importTexts, sayProblem } from '../texts/imports.ts';
import { ImportReading, type ImportReadingProps } from './import-reading.tsx';

export interface ImportView {
  readonly id: string;
  readonly fileName: string;
  readonly state: ImportState;
  readonly finding: Finding | null;
  readonly problem: ImportProblem | null;
  readonly rowsTotal: number;
  readonly rowsRead: number;
  readonly stored: number;
  readonly late: number;
  readonly refused: number;
  readonly cellsRejected: number;
  readonly excluded: number;
  readonly createdAt: Date;
  readonly createdByName: string;
  readonly endedAt: Date | null;
  readonly undoneBy: string;
  readonly undoReason: string;
}

interface ImportPageProps {
  readonly view: ImportView;
  readonly timeZone: string;
  readonly canUndo: boolean;
  /** Whether undoing waits for a second person. */
  readonly second: SecondPersonState;
  readonly reading: ImportReadingProps | null;
  readonly undoErrors?: FieldErrors;
}

export function ImportPage({ view, timeZone, canUndo, second, reading, undoErrors }: ImportPageProps) {
  const { lang } = usePage();
  const t = importTexts[lang];
  const { state } = view;
  return (
    <StaffPage title={view.fileName} crumbs={[{ href: '/impor', label: t.menu }]}>
      {isWorking(state) && <AtWork view={view} />}
      {state === 'failed' && (
        <Notice tone="danger" title={t.states.failed}>
          {view.problem && <p>{sayProblem(view.problem, lang)}</p>}
        </Notice>
      )}
      {state === 'review' && view.finding && <Review view={view} finding={view.finding} reading={reading} />}
      {(state === 'done' || state === 'undoing' || state === 'undone' || (state === 'failed' && view.stored > 0)) && (
        <Done view={view} timeZone={timeZone} canUndo={canUndo} second={second} undoErrors={undoErrors} />
      )}
      {state === 'running' && (
        <PostButton action={`/impor/${view.id}/hentikan`} variant="quiet">
          {t.stop}
        </PostButton>
      )}
      {state === 'failed' && view.stored > 0 && <PostButton action={`/impor/${view.id}/lanjutkan`}>{t.resume}</PostButton>}
      {(state === 'scanning' || (state === 'failed' && view.stored === 0)) && (
        <Buttons>
          {state === 'failed' && <PostButton action={`/impor/${view.id}/pemetaan`}>{t.retry}</PostButton>}
          <PostButton action={`/impor/${view.id}/batalkan`} variant="quiet">
            {t.discard}
          </PostButton>
        </Buttons>
      )}
      {state === 'discarded' && <Notice title={t.states.discarded} />}
      <Muted>{t.sentBy(view.createdByName, formatDateTime(view.createdAt, timeZone, lang))}</Muted>
    </StaffPage>
  );
}

/** What a job is doing. The island looks again now and then; without script there is a link. */
function AtWork({ view }: { view: ImportView }) {
  const { lang } = usePage();
  const t = importTexts[lang];
  useHead().islands.add('following');
  const n = (value: number) => formatInteger(value, lang);
  const { state } = view;
  const steps = {
    scanning: { label: t.scanning, value: 0, max: 0, text: t.scanningText(n(view.rowsRead)) },
    running: {
      label: t.running,
      value: view.rowsRead,
      max: view.rowsTotal,
      text: t.runningText(n(view.rowsRead), n(view.rowsTotal)),
    },
    undoing: {
      label: t.undoing,
      value: view.excluded,
      max: view.stored,
      text: t.undoingText(n(view.excluded), n(view.stored)),
    },
  };
  const step = state === 'running' ? steps.running : state === 'undoing' ? steps.undoing : steps.scanning;
  return (
    <Card>
      <div data-module="following" data-state={state}>
        <Progress {...step} />
      </div>
      <Muted>{t.leave}</Muted>
      <noscript>
        <p>
          <a href={`/impor/${view.id}`}>{t.reload}</a>
        </p>
      </noscript>
    </Card>
  );
}

function Review({ view, finding, reading }: { view: ImportView; finding: Finding; reading: ImportReadingProps | null }) {
  const { lang } = usePage();
  const t = importTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const refused = finding.people - finding.ready;
  const ready = finding.problem === null && finding.ready > 0;
  return (
    <>
      {finding.problem && (
        <Notice tone="danger" title={t.cannot}>
          <p>{sayProblem(finding.problem, lang)}</p>
        </Notice>
      )}
      {finding.problem === null && finding.ready === 0 && (
        <Notice tone="warning" title={t.cannot}>
          <p>{t.noneReady}</p>
        </Notice>
      )}
      <Card title={t.found}>
        <Facts
          items={[
            ...(finding.layout && finding.problem === null
              ? [{ term: t.layout, value: t.layouts[finding.layout as keyof typeof t.layouts] }]
              : []),
            ...(finding.instrument && finding.problem === null
              ? [{ term: t.instrument, value: findInstrument(finding.instrument).title[lang] }]
              : []),
            { term: t.people, value: n(finding.people) },
            { term: t.ready, value: <strong>{n(finding.ready)}</strong> },
            ...(refused > 0 ? [{ term: t.refusedRows, value: n(refused) }] : []),
            ...(finding.from && finding.to
              ? [{ term: t.dates, value: t.between(formatDate(finding.from, lang), formatDate(finding.to, lang)) }]
              : []),
            ...(finding.rejectedCells > 0
              ? [{ term: t.rejectedCells, value: n(finding.rejectedCells), gloss: t.rejectedNote }]
              : []),
            ...(finding.channels.length > 0
              ? [{ term: t.channel, value: finding.channels.map((one) => `${one.name} ${n(one.n)}`).join(', ') }]
              : []),
            ...(finding.corrected.length > 0
              ? [{ term: t.corrected, value: finding.corrected.map((one) => `"${one.given}" → ${one.label}`).join('; ') }]
              : []),
            ...(finding.assumed.length > 0
              ? [{ term: t.assumed, value: finding.assumed.map((one) => `"${one.label}" = ${one.value}`).join('; ') }]
              : []),
          ]}
        />
        {finding.late > 0 && (
          <Notice tone="warning">
            <p>{t.lateNote(n(finding.late))}</p>
          </Notice>
        )}
        {finding.ageGroups > 0 && <Muted>{t.ageGroups(n(finding.ageGroups))}</Muted>}
        <Reasons finding={finding} />
        <Buttons>
          {ready && (
            <PostButton action={`/impor/${view.id}/mulai`} variant="primary">
              {t.start(n(finding.ready))}
            </PostButton>
          )}
          <PostButton action={`/impor/${view.id}/batalkan`} variant="quiet">
            {t.discard}
          </PostButton>
        </Buttons>
      </Card>
      {finding.problem === null && <MappingMeans finding={finding} />}
      {reading && <ImportReading {...reading} />}
    </>
  );
}

/** Why rows and cells are not taken, most first, with an example each. */
function Reasons({ finding }: { finding: Finding }) {
  const { lang } = usePage();
  const t = importTexts[lang];
  const reasons = Object.entries(finding.reasons).toSorted(([, a], [, b]) => b - a);
  if (reasons.length === 0) return null;
  const exampleOf = (code: string): string => {
    const one = finding.samples.find((sample) => sample.code === code);
    if (!one) return '';
    const value = one.value === '' ? '' : `"${one.value}"`;
    return [t.line(formatInteger(one.line, lang)), one.header, value].filter((part) => part !== '').join(' · ');
  };
  return (
    <Table
      caption={t.reasons}
      columns={[
        { head: t.reason, cell: ([code]) => t.codes[code as keyof typeof t.codes] ?? code, rowHeader: true },
        { head: t.count, cell: ([, count]) => formatInteger(count, lang), numeric: true },
        { head: t.example, cell: ([code]) => exampleOf(code) },
      ]}
      rows={reasons}
    />
  );
}

/** The means of the unsur under each mapping side by side, where there are several. */
function MappingMeans({ finding }: { finding: Finding }) {
  const { lang } = usePage();
  const t = importTexts[lang];
  const { mappings } = finding;
  if (mappings.length < 2) return null;
  const unsur = [...new Map(mappings.flatMap((one) => one.unsur.map(({ id, name }) => [id, name] as const)))];
  const meanOf = (mapping: number, id: string) => mappings[mapping]?.unsur.find((one) => one.id === id)?.mean ?? null;
  const say = (mean: number | null) =>
    mean === null ? '–' : mean.toLocaleString(lang === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 4 });
  return (
    <Details summary={t.mappings}>
      <p>{t.mappingsHint}</p>
      <Table
        caption={t.mappings}
        captionHidden
        columns={[
          { head: t.unsur, cell: ([, name]) => name, rowHeader: true },
          ...mappings.map(({ id }, at) => ({
            head: id,
            cell: ([unsurId]: readonly [string, string]) => say(meanOf(at, unsurId)),
            numeric: true,
          })),
          {
            head: '',
            cell: ([unsurId]) => (mappings.some((_, at) => meanOf(at, unsurId) !== meanOf(0, unsurId)) ? t.differs : ''),
          },
        ]}
        rows={unsur}
      />
    </Details>
  );
}

function Done({
  view,
  timeZone,
  canUndo,
  second,
  undoErrors,
}: {
  view: ImportView;
  timeZone: string;
  canUndo: boolean;
  second: SecondPersonState;
  undoErrors: FieldErrors | undefined;
}) {
  const { lang } = usePage();
  const t = importTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const undoable = view.state === 'done' || view.state === 'failed';
  return (
    <>
      {view.state === 'undone' && (
        <Notice title={t.states.undone} announce>
          <p>{t.undone(n(view.excluded), view.undoneBy, view.endedAt ? formatDateTime(view.endedAt, timeZone, lang) : '')}</p>
          <p>{t.because(view.undoReason)}</p>
        </Notice>
      )}
      <Card title={t.result}>
        <Facts
          items={[
            { term: t.state, value: t.states[view.state] },
            { term: t.stored, value: <strong>{n(view.stored)}</strong> },
            ...(view.late > 0 ? [{ term: t.ofThemLate, value: n(view.late) }] : []),
            ...(view.refused > 0 ? [{ term: t.refusedRows, value: n(view.refused) }] : []),
            ...(view.cellsRejected > 0 ? [{ term: t.rejectedCells, value: n(view.cellsRejected), gloss: t.rejectedNote }] : []),
          ]}
        />
        <Buttons>
          <LinkButton href={`/impor/${view.id}/hasil.csv`} variant="secondary">
            {t.download}
          </LinkButton>
        </Buttons>
      </Card>
      {undoable && !canUndo && <Muted>{t.undoAdmin}</Muted>}
      {undoable && canUndo && (
        <Details summary={t.undo} open={undoErrors !== undefined}>
          <p>{t.undoLead}</p>
          <SecondPerson {...second} />
          <Form action={`/impor/${view.id}/urungkan`} errors={undoErrors} prefix="undo">
            <Field name="reason" label={t.reasonField} maxLength={500} autocomplete="off" />
            <Buttons>
              <Button variant="danger">{t.undo}</Button>
            </Buttons>
          </Form>
        </Details>
      )}
    </>
  );
}
