/** The mapping screen: how a file is read, to be corrected. */
import { formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  Field,
  type FieldErrors,
  Fieldset,
  type FieldValues,
  Form,
  Grid,
  Radios,
  Select,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Instrument } from '../law/instrument.ts';
import { findInstrument, instrumentsInFiles } from '../law/instruments.ts';
import { detailRoles, extraRole, type Finding } from '../rules/import.ts';
import { importTexts } from '../texts/imports.ts';

export interface ImportReadingProps {
  readonly id: string;
  readonly finding: Finding;
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly values: FieldValues;
  readonly errors?: FieldErrors | undefined;
}

export function ImportReading({ id, finding, services, values, errors }: ImportReadingProps) {
  const { lang } = usePage();
  const t = importTexts[lang];
  const law = findInstrument(finding.instrument ?? instrumentsInFiles[0] ?? '');
  const offered = law.mappings.filter((mapping) => mapping.offered);
  const serviceOptions = services.map((one) => ({ value: one.id, label: one.name }));
  const read = finding.columns.filter(({ role }) => role !== null).length;
  const wrongColumn = Object.keys(errors ?? {}).some((name) => name.startsWith('col-'));
  return (
    <Card title={t.notice}>
      <Form action={`/impor/${id}/pemetaan`} values={values} errors={errors} autocomplete="off">
        {finding.sheets.length > 1 && (
          <Select
            name="sheet"
            label={t.sheet}
            options={finding.sheets.map((name) => ({ value: name, label: name }))}
            width="md"
          />
        )}
        <Select name="service" label={t.service} empty={t.serviceNone} optional options={serviceOptions} />
        <Field name="date" type="date" label={t.date} hint={t.dateHint} width="md" optional />
        {finding.services.length > 0 && (
          <Fieldset legend={t.services} hint={t.servicesHint}>
            {finding.services.map((one, at) => (
              <Select
                key={one.name}
                name={`svc-${at}`}
                label={t.serviceRows(one.name, formatInteger(one.n, lang))}
                empty={t.serviceSkip}
                optional
                options={serviceOptions}
              />
            ))}
          </Fieldset>
        )}
        <Radios
          name="order"
          label={t.order}
          options={(['unsur', 'questionnaire'] as const).map((value) => ({ value, label: t.orders[value] }))}
        />
        {offered.length > 1 && (
          <Select
            name="mapping"
            label={t.mapping}
            empty={t.mappingAuto}
            optional
            options={offered.map((mapping) => ({ value: mapping.id, label: `${mapping.id}: ${mapping.name[lang]}` }))}
          />
        )}
        <Details
          summary={`${t.columns}: ${t.columnCount(formatInteger(read, lang), formatInteger(finding.columns.length, lang))}`}
          open={wrongColumn || finding.problem !== null}
        >
          <p>{t.columnsHint}</p>
          <Grid>
            <Select
              name="instrument"
              label={t.instrument}
              empty={t.instrumentAuto}
              optional
              options={instrumentsInFiles.map((one) => ({ value: one, label: findInstrument(one).title[lang] }))}
            />
            <Field name="header" type="number" label={t.header} hint={t.headerHint} width="sm" optional />
          </Grid>
          <Radios
            name="dayOrder"
            label={t.dayOrder}
            options={(['', 'dmy', 'mdy'] as const).map((value) => ({ value, label: t.dayOrders[value] }))}
          />
          <Grid>
            {finding.columns.map((column) => (
              <div key={column.index}>
                <Select
                  name={`col-${column.index}`}
                  label={column.header}
                  hint={column.samples.length > 0 ? t.samples(column.samples.join(' · ')) : undefined}
                  empty={t.notRead}
                  optional
                  options={roleOptions(law, lang)}
                />
              </div>
            ))}
          </Grid>
        </Details>
        <Buttons>
          <Button variant="secondary">{t.again}</Button>
        </Buttons>
      </Form>
    </Card>
  );
}

function roleOptions(law: Instrument, lang: 'id' | 'en') {
  const t = importTexts[lang];
  const several = law.mappings.length > 0;
  const scores = several
    ? law.items.map((item, at) => ({ value: item.id, label: `${item.number ?? at + 1}. ${item.question[lang]}` }))
    : [
        ...law.orders.unsur.map((id, at) => ({
          value: id,
          label: `U${at + 1} ${law.unsur.find((one) => one.id === id)?.name ?? id}`,
        })),
        { value: extraRole, label: t.details.extra },
      ];
  return [
    { group: several ? t.itemsGroup : t.scoresGroup, options: scores },
    { group: t.detailsGroup, options: detailRoles.map((role) => ({ value: role, label: t.details[role] })) },
  ];
}
