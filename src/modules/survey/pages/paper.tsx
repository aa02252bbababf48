/** Keying in paper: first what the sheets are about, then sheet after sheet. */
import { formatDate, formatInteger } from '../../../platform/i18n/index.ts';
import { useHead } from '../../../platform/ui/context.ts';
import {
  Button,
  Buttons,
  Card,
  Checkbox,
  Details,
  EmptyState,
  Field,
  type FieldErrors,
  Fieldset,
  type FieldValues,
  Form,
  Grid,
  Hidden,
  Lead,
  LinkButton,
  Notice,
  Radios,
  Row,
  Select,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { severalName } from '../rules/profile.ts';
import { sheetTexts } from '../texts/sheets.ts';
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
  const { lang } = usePage();
  const [t, w] = [workTexts[lang], sheetTexts[lang]];
  // Each form says what is wrong in it, and nothing of the other one.
  const { kode: wrongCode, ...wrong } = errors ?? {};
  return (
    <StaffPage title={t.paper}>
      <Lead>{t.paperLead}</Lead>
      {services.length > 0 && (
        <Card title={w.byCode}>
          <p>{w.byCodeLead}</p>
          <SheetCodeForm code={values.kode as string | undefined} error={wrongCode} />
          <Row>
            <LinkButton href="/kertas/cetakan" variant="quiet">
              {w.batches}
            </LinkButton>
            <LinkButton href="/kertas/pindah" variant="quiet">
              {w.move}
            </LinkButton>
          </Row>
        </Card>
      )}
      {services.length === 0 ? (
        <EmptyState title={t.noServices} action={<LinkButton href="/kelola/layanan">{t.toServices}</LinkButton>}>
          {t.noServicesWhy}
        </EmptyState>
      ) : (
        <Card title={w.without}>
          <Form action="/kertas/isi" method="get" values={values} errors={wrong}>
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

/** Scan or type a sheet's code. */
export function SheetCodeForm({ code = '', error }: { readonly code?: string | undefined; readonly error?: string | undefined }) {
  const w = sheetTexts[usePage().lang];
  return (
    <Form action="/kertas/lembar" method="get" prefix="kode" values={{ kode: code }} errors={error ? { kode: error } : {}}>
      <Field
        name="kode"
        label={w.code}
        hint={w.codeHint}
        width="md"
        maxLength={60}
        autocomplete="off"
        spellcheck={false}
        autofocus
      />
      <Button>{w.open}</Button>
    </Form>
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
  const { serviceName, kept, blanks = 0 } = props;
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
          <KeyFields {...props} blanks={blanks} />
        </Form>
      </Card>
    </StaffPage>
  );
}

interface KeyFieldsProps {
  readonly instrument: SurveyInstrument;
  readonly values?: FieldValues | undefined;
  readonly errors?: FieldErrors | undefined;
  readonly blanks: number;
  /** False where another field comes first. */
  readonly focus?: boolean;
  /** What to say under a field. */
  readonly hints?: Readonly<Record<string, string>>;
}

/** What is keyed of a sheet, and the buttons that keep it. */
export function KeyFields({ instrument, values, errors, blanks, focus = true, hints = {} }: KeyFieldsProps) {
  const { lang } = usePage();
  const t = workTexts[lang];
  useHead().islands.add('keying');
  const asked = instrument.asked.flatMap((at) => instrument.items[at] ?? []);
  const seeking = blanks > 0 || Object.keys(hints).length > 0;
  const first = seeking ? asked.find((item) => !values?.[item.id]) : asked[0];
  return (
    <>
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
                hint={hints[item.id]}
                type="number"
                min="1"
                max={String(item.scale.length)}
                width="xs"
                autofocus={focus && item === first}
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
      <Details summary={t.profileOptional} open={errors !== undefined || Object.keys(hints).length > 0}>
        {instrument.own.map((question) =>
          question.kind === 'text' ? (
            <Field
              key={question.id}
              name={question.id}
              label={question.question[lang]}
              hint={hints[question.id]}
              type="textarea"
              rows={2}
              optional
            />
          ) : (
            <Radios
              key={question.id}
              name={question.id}
              label={question.question[lang]}
              hint={hints[question.id]}
              inline
              optional
              options={question.options.map((option, at) => ({ value: String(at + 1), label: option[lang] }))}
            />
          ),
        )}
        {instrument.profile
          .filter((field) => field.kind !== 'date')
          .map((field) =>
            field.kind === 'several' ? (
              <Fieldset key={field.id} legend={field.label[lang]}>
                {hints[field.id] && <p>{hints[field.id]}</p>}
                <Row>
                  {field.values.map((value) => (
                    <Checkbox key={value.id} name={severalName(field.id, value.id)} label={value.label[lang]} />
                  ))}
                </Row>
              </Fieldset>
            ) : field.kind === 'choice' ? (
              <Select
                key={field.id}
                name={field.id}
                label={field.label[lang]}
                hint={hints[field.id]}
                empty={t.notSaid}
                options={field.values.map((value) => ({ value: value.id, label: value.label[lang] }))}
                width="md"
                optional
              />
            ) : (
              <Field
                key={field.id}
                name={field.id}
                label={field.label[lang]}
                hint={hints[field.id]}
                type="number"
                width="sm"
                optional
              />
            ),
          )}
        <Field name="comment" label={t.comment} hint={hints.comment} type="textarea" maxLength={2000} optional />
      </Details>
    </>
  );
}
