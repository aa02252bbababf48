/** The list of imports, and sending a file. */
import { formatDateTime, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Lead,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import type { ImportState } from '../rules/import.ts';
import { importTexts } from '../texts/imports.ts';

export interface ImportLine {
  readonly id: string;
  readonly fileName: string;
  readonly state: ImportState;
  readonly stored: number;
  readonly excluded: number;
  readonly createdAt: Date;
  readonly createdByName: string;
}

export function ImportsPage({
  imports,
  timeZone,
  errors,
}: {
  imports: readonly ImportLine[];
  timeZone: string;
  errors?: FieldErrors;
}) {
  const { lang } = usePage();
  const t = importTexts[lang];
  return (
    <StaffPage title={t.title}>
      <Lead>{t.lead}</Lead>
      <Card>
        <Form action="/impor" enctype="multipart/form-data" errors={errors}>
          <Field name="file" type="file" label={t.file} hint={t.fileHint} accept=".xlsx,.csv,.tsv,.txt" />
          <Buttons>
            <Button>{t.read}</Button>
          </Buttons>
        </Form>
      </Card>
      {imports.length === 0 ? (
        <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
      ) : (
        <Card title={t.earlier}>
          <Table
            caption={t.earlier}
            captionHidden
            columns={[
              { head: t.file, cell: (one) => <a href={`/impor/${one.id}`}>{one.fileName}</a>, rowHeader: true },
              { head: t.state, cell: (one) => <Tag tone={toneOf(one.state)}>{t.states[one.state]}</Tag>, nowrap: true },
              { head: t.answers, cell: (one) => formatInteger(one.stored - one.excluded, lang), numeric: true },
              { head: t.sent, cell: (one) => t.sentBy(one.createdByName, formatDateTime(one.createdAt, timeZone, lang)) },
            ]}
            rows={imports}
          />
        </Card>
      )}
    </StaffPage>
  );
}

function toneOf(state: ImportState): 'success' | 'warning' | 'danger' | 'neutral' {
  if (state === 'done') return 'success';
  if (state === 'failed') return 'danger';
  return state === 'review' ? 'warning' : 'neutral';
}
