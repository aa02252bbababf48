import { formatDate, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  Checkbox,
  EmptyState,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Grid,
  Lead,
  LinkButton,
  Muted,
  Notice,
  Select,
  StaffPage,
  Stat,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { type BatchTotals, mostSheets, type SheetState } from '../rules/paper.ts';
import { sheetTexts } from '../texts/sheets.ts';
import { workTexts } from '../texts/work.ts';
import { SheetCodeForm } from './paper.tsx';
import { type Kept, KeptNotice } from './sheets.tsx';

/** A batch with its sheets by what became of them. */
export interface BatchLine {
  readonly number: number;
  readonly serviceName: string;
  readonly doubleEntry: boolean;
  readonly printedOn: string;
  readonly totals: BatchTotals;
}

export function BatchesPage({
  batches,
  services,
  canPrint,
  values = {},
  errors,
}: {
  readonly batches: readonly BatchLine[];
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly canPrint: boolean;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
}) {
  const { lang } = usePage();
  const t = sheetTexts[lang];
  const n = (value: number | null) => (value === null ? '–' : formatInteger(value, lang));
  return (
    <StaffPage title={t.batches} crumbs={[{ href: '/kertas', label: workTexts[lang].paperMenu }]} wide>
      <Lead>{t.batchesLead}</Lead>
      {batches.length === 0 ? (
        <EmptyState title={t.noBatches}>{t.noBatchesWhy}</EmptyState>
      ) : (
        <Card>
          <Table
            caption={t.batches}
            captionHidden
            rows={batches}
            columns={[
              {
                head: t.batch,
                rowHeader: true,
                nowrap: true,
                cell: (one) => <a href={`/kertas/cetakan/${one.number}`}>{t.batchTitle(String(one.number))}</a>,
              },
              {
                head: t.service,
                cell: (one) => (
                  <>
                    {one.serviceName} {one.doubleEntry && <Tag>{t.double}</Tag>}
                  </>
                ),
              },
              { head: t.printedOn, nowrap: true, cell: (one) => formatDate(one.printedOn, lang) },
              { head: t.printed, numeric: true, cell: (one) => n(one.totals.printed) },
              { head: t.returned, numeric: true, cell: (one) => n(one.totals.returned) },
              { head: t.keyed, numeric: true, cell: (one) => n(one.totals.keyed) },
              { head: t.waiting, numeric: true, cell: (one) => n(one.totals.waiting + one.totals.differs) },
              { head: t.blank, numeric: true, cell: (one) => n(one.totals.blank) },
              { head: t.spoiled, numeric: true, cell: (one) => n(one.totals.spoiled) },
              { head: t.outstanding, numeric: true, cell: (one) => n(one.totals.outstanding) },
            ]}
          />
        </Card>
      )}
      {canPrint && services.length > 0 && (
        <Card title={t.newBatch}>
          <Form action="/kertas/cetakan" values={{ sheets: '50', ...values }} errors={errors}>
            <Select
              name="layanan"
              label={t.service}
              empty
              options={services.map((one) => ({ value: one.id, label: one.name }))}
            />
            <Field name="sheets" label={t.sheets} hint={t.sheetsHint(mostSheets)} type="number" width="sm" />
            <Checkbox name="double" label={t.doubleLabel} hint={t.doubleHint} />
            <Button>{t.newBatch}</Button>
          </Form>
        </Card>
      )}
    </StaffPage>
  );
}

export function BatchPage({
  batch,
  attention,
  canPrint,
  fresh,
  kept,
  errors,
  values,
}: {
  readonly batch: BatchLine;
  readonly attention: readonly { readonly code: string; readonly state: SheetState }[];
  readonly canPrint: boolean;
  readonly fresh: boolean;
  /** What became of the last sheet, where there is none after it. */
  readonly kept?: Kept | undefined;
  readonly errors?: FieldErrors;
  readonly values?: FieldValues;
}) {
  const { lang } = usePage();
  const t = sheetTexts[lang];
  const { totals, number } = batch;
  const n = (value: number) => formatInteger(value, lang);
  return (
    <StaffPage
      title={t.batchTitle(String(number))}
      crumbs={[
        { href: '/kertas', label: workTexts[lang].paperMenu },
        { href: '/kertas/cetakan', label: t.batches },
      ]}
      actions={
        <LinkButton href={`/kertas/cetakan/${number}/cetak`} variant={fresh ? 'primary' : 'secondary'}>
          {t.print}
        </LinkButton>
      }
    >
      {kept && <KeptNotice kept={kept} />}
      {kept && <p>{t.end}</p>}
      {fresh && (
        <Notice tone="success" announce>
          <p>{t.made(String(number))}</p>
        </Notice>
      )}
      <Lead>
        {batch.serviceName} · {formatDate(batch.printedOn, lang)} {batch.doubleEntry && <Tag>{t.double}</Tag>}
      </Lead>
      <Card title={t.totals}>
        <Grid min="sm">
          <Stat label={t.printed} value={n(totals.printed)} />
          <Stat label={t.returned} value={totals.returned === null ? '–' : n(totals.returned)} />
          <Stat label={t.keyed} value={n(totals.keyed)} />
          {batch.doubleEntry && <Stat label={t.waiting} value={n(totals.waiting)} />}
          {batch.doubleEntry && <Stat label={t.differs} value={n(totals.differs)} />}
          <Stat label={t.blank} value={n(totals.blank)} />
          <Stat label={t.spoiled} value={n(totals.spoiled)} />
          <Stat label={t.outstanding} value={n(totals.outstanding)} />
        </Grid>
        {totals.unkeyed !== null && totals.unkeyed > 0 && <p>{t.unkeyed(n(totals.unkeyed))}</p>}
        {totals.unkeyed !== null && totals.unkeyed < 0 && (
          <Notice tone="warning">
            <p>{t.overkeyed(n(-totals.unkeyed))}</p>
          </Notice>
        )}
      </Card>
      <Card title={t.key}>
        <SheetCodeForm />
      </Card>
      {batch.doubleEntry && (
        <Card title={t.attention}>
          {attention.length === 0 ? (
            <Muted>{t.allFine}</Muted>
          ) : (
            <Table
              caption={t.attention}
              captionHidden
              rows={attention}
              columns={[
                {
                  head: t.code,
                  rowHeader: true,
                  nowrap: true,
                  cell: (one) => <a href={`/kertas/lembar?kode=${one.code}`}>{one.code}</a>,
                },
                {
                  head: t.state,
                  cell: (one) => <Tag tone={one.state === 'differs' ? 'warning' : 'neutral'}>{t.states[one.state]}</Tag>,
                },
              ]}
            />
          )}
        </Card>
      )}
      {canPrint && (
        <Card title={t.returned}>
          <Form
            action={`/kertas/cetakan/${number}/kembali`}
            prefix="kembali"
            values={values ?? { returned: totals.returned ?? '' }}
            errors={errors}
          >
            <Field name="returned" label={t.returned} hint={t.returnedHint} type="number" width="sm" suffix={t.returnedUnit} />
            <Button variant="secondary">{t.saveReturned}</Button>
          </Form>
        </Card>
      )}
    </StaffPage>
  );
}
