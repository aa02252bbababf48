/** Keying in paper: first what the sheets are about, then sheet after sheet. */
import { formatDate, formatInteger } from '../../../platform/i18n/index.ts';
import { useHead } from '../../../platform/ui/context.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  EmptyState,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Grid,
  Hidden,
  Lead,
  LinkButton,
  Notice,
  Radios,
  Select,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { workTexts } from '../texts/work.ts';

export function PaperStartPage({
  services,
  values,
  errors,
}: {
  services: readonly { readonly id: string; readonly name: string }[];
  values: FieldValues;
  errors?: FieldErrors;
}) {
  const t = workTexts[usePage().lang];
  return (
    <StaffPage title={t.paper}>
      <Lead>{t.paperLead}</Lead>
      {services.length === 0 ? (
        <EmptyState title={t.noServices} action={<LinkButton href="/kelola/layanan">{t.toServices}</LinkButton>}>
          {t.noServicesWhy}
        </EmptyState>
      ) : (
        <Card>
          <Form action="/kertas/isi" method="get" values={values} errors={errors}>
            <Select
              name="layanan"
              label={t.service}
              empty
              options={services.map((one) => ({ value: one.id, label: one.name }))}
            />
            <Field name="tanggal" label={t.serviceOn} hint={t.serviceOnHint} type="date" width="md" />
            <Button>{t.start}</Button>
          </Form>
        </Card>
      )}
    </StaffPage>
  );
}

export interface PaperSheetProps {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly serviceOn: string;
  readonly instrument: SurveyInstrument;
  /** Made with the page, so that sending it twice stores one sheet. */
  readonly sheetId: string;
  readonly total: number;
  readonly ofService: number;
  readonly kept?: {
    readonly receipt: string;
    readonly state: 'stored' | 'repeated' | 'conflict';
    readonly late: boolean;
    /** What a child wrote was not kept. */
    readonly withheld: boolean;
  };
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
  /** Scores left empty that wait for a confirmation. */
  readonly blanks?: number;
}

export function PaperSheetPage(props: PaperSheetProps) {
  const { lang } = usePage();
  const t = workTexts[lang];
  const { instrument, serviceName, kept, blanks = 0 } = props;
  useHead().islands.add('keying');
  const asked = instrument.asked.flatMap((at) => instrument.items[at] ?? []);
  const firstEmpty = blanks > 0 ? asked.find((item) => !props.values?.[item.id]) : asked[0];
  return (
    <StaffPage
      title={t.paper}
      crumbs={[{ href: '/kertas', label: t.paperMenu }]}
      actions={
        <LinkButton href={`/kertas?layanan=${props.serviceId}&tanggal=${props.serviceOn}`} variant="quiet">
          {t.change}
        </LinkButton>
      }
    >
      {kept && (
        <Notice tone={kept.state === 'conflict' || kept.late ? 'warning' : 'success'} announce>
          <p>
            {kept.state === 'stored' ? t.kept(kept.receipt) : kept.state === 'repeated' ? t.repeated : t.conflicting}
            {kept.late && ` ${t.keptLate}`}
            {kept.withheld && ` ${t.keptWithheld}`}
          </p>
        </Notice>
      )}
      <Lead>{t.sheetFor(serviceName, formatDate(props.serviceOn, lang))}</Lead>
      <p>
        {t.today(formatInteger(props.total, lang))} · {t.todayOf(formatInteger(props.ofService, lang), serviceName)}
      </p>
      <Card>
        <Form action="/kertas" values={props.values} errors={props.errors} autocomplete="off">
          <Hidden name="sheet" value={props.sheetId} />
          <Hidden name="layanan" value={props.serviceId} />
          <Hidden name="service_on" value={props.serviceOn} />
          {blanks > 0 && (
            <Notice tone="warning" title={t.blankTitle(blanks)} announce>
              <p>{t.blankBody}</p>
            </Notice>
          )}
          <p>{t.sheetHint}</p>
          <div data-module="keying">
            <Grid min="sm">
              {asked.map((item, at) => (
                // A box of its own: the grid would stretch the field to the height of its neighbours.
                <div key={item.id}>
                  <Field
                    name={item.id}
                    label={`${at + 1} · ${instrument.unsur.find(({ id }) => id === item.unsur)?.name ?? item.question[lang]}`}
                    type="number"
                    min="1"
                    max={String(item.scale.length)}
                    width="xs"
                    autofocus={item === firstEmpty}
                  />
                </div>
              ))}
            </Grid>
          </div>
          <Buttons>
            <Button>{t.save}</Button>
            {blanks > 0 && (
              <Button variant="secondary" name="confirmed" value="1">
                {t.saveBlank}
              </Button>
            )}
          </Buttons>
          <Details summary={t.profileOptional} open={props.errors !== undefined}>
            {instrument.own.map((question) =>
              question.kind === 'text' ? (
                <Field key={question.id} name={question.id} label={question.question[lang]} type="textarea" rows={2} optional />
              ) : (
                <Radios
                  key={question.id}
                  name={question.id}
                  label={question.question[lang]}
                  inline
                  optional
                  options={question.options.map((option, at) => ({ value: String(at + 1), label: option[lang] }))}
                />
              ),
            )}
            {instrument.profile
              .filter((field) => field.kind !== 'date')
              .map((field) =>
                field.kind === 'choice' ? (
                  <Select
                    key={field.id}
                    name={field.id}
                    label={field.label[lang]}
                    empty={t.notSaid}
                    options={field.values.map((value) => ({ value: value.id, label: value.label[lang] }))}
                    width="md"
                    optional
                  />
                ) : (
                  <Field key={field.id} name={field.id} label={field.label[lang]} type="number" width="sm" optional />
                ),
              )}
            <Field name="comment" label={t.comment} type="textarea" maxLength={2000} optional />
          </Details>
        </Form>
      </Card>
    </StaffPage>
  );
}
