import type { LocalDay } from '../../../kernel/dates.ts';
import type { PeriodKind, Period as PeriodSpan } from '../../../kernel/period.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  EmptyState,
  Field,
  Fieldset,
  Form,
  Grid,
  Heading,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Select,
  Stack,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Period, Population, Service, Unit } from '../rules.ts';
import { partName, periodDays, periodName } from '../texts/periods.ts';
import { texts } from '../texts/screens.ts';
import { type Attempt, type News, SetupPage, useErrors } from './parts.tsx';

/** Whether a period takes answers, to come or not. */
function PeriodState({ period, today }: { period: Period; today: LocalDay }) {
  const t = texts[usePage().lang];
  if (period.closedAt) return <Tag>{t.periodClosed}</Tag>;
  return period.startsOn > today ? <Tag tone="info">{t.periodUpcoming}</Tag> : <Tag tone="success">{t.periodOpen}</Tag>;
}

/** All parts of all kinds as one list of choices; `parsePeriodForm` reads them. */
export function partOptions(lang: Lang, groups: Readonly<Record<PeriodKind, string>>) {
  const of = (kind: PeriodKind, count: number, code: (part: number) => string) =>
    Array.from({ length: count }, (_, i) => ({ value: code(i + 1), label: partName(kind, i + 1, lang) }));
  return [
    { group: groups.quarter, options: of('quarter', 4, (part) => `tw${part}`) },
    { group: groups.semester, options: of('semester', 2, (part) => `s${part}`) },
    { group: groups.year, options: of('year', 1, () => 'year') },
    { group: groups.month, options: of('month', 12, (part) => String(part).padStart(2, '0')) },
  ];
}

interface PeriodsProps {
  /** Newest first. */
  periods: readonly { readonly period: Period; readonly known: number }[];
  /** How many services are in use. */
  services: number;
  suggestion: PeriodSpan;
  today: LocalDay;
  attempt: Attempt;
  news?: News | undefined;
}

/** The periods, the next one with one click, any other by name. */
export function PeriodsPage({ periods, services, suggestion, today, attempt, news }: PeriodsProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const errors = useErrors(attempt);
  return (
    <SetupPage title={t.periods} news={news}>
      <p>{t.periodsLead}</p>
      <Card>
        {periods.length === 0 ? (
          <EmptyState title={t.periodEmptyTitle}>{t.periodEmpty}</EmptyState>
        ) : (
          <Table
            caption={t.periods}
            captionHidden
            rows={periods}
            columns={[
              {
                head: t.period,
                cell: ({ period }) => <a href={`/kelola/periode/${period.code}`}>{periodName(period.code, lang)}</a>,
                nowrap: true,
              },
              { head: t.periodDays, cell: ({ period }) => periodDays(period, lang) },
              { head: t.state, cell: ({ period }) => <PeriodState period={period} today={today} /> },
              { head: t.periodKnown, cell: ({ known }) => t.periodKnownOf(known, services) },
            ]}
          />
        )}
      </Card>
      <Card title={t.periodAdd}>
        <p>{t.periodNextLead}</p>
        <Buttons>
          <PostButton action="/kelola/periode" variant="primary" fields={{ code: suggestion.code }}>
            {t.periodAddNext(periodName(suggestion.code, lang))}
          </PostButton>
        </Buttons>
      </Card>
      <Card title={t.periodOther} id="lain">
        <Form action="/kelola/periode" values={attempt.values} errors={errors}>
          <Select name="which" label={t.periodWhich} options={partOptions(lang, t.periodGroups)} width="md" />
          <Field name="year" label={t.periodYear} type="number" width="xs" maxLength={4} autocomplete="off" />
          <Buttons>
            <Button variant="secondary">{t.periodAdd}</Button>
          </Buttons>
        </Form>
      </Card>
    </SetupPage>
  );
}

interface PeriodProps {
  period: Period;
  today: LocalDay;
  /** Services in use, by unit. */
  groups: readonly { readonly unit: Unit; readonly services: readonly Service[] }[];
  populations: readonly Population[];
  /** Periods of other kinds that share days with it. */
  attempt: Attempt;
  news?: News | undefined;
}

/** One period: its days and state, and N of every service. */
export function PeriodPage({ period, today, groups, populations, attempt, news }: PeriodProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const errors = useErrors(attempt);
  const name = periodName(period.code, lang);
  const known = new Map(populations.map((each) => [each.serviceId, each]));
  const many = groups.length > 1;
  return (
    <SetupPage
      title={name}
      trail={[{ href: '/kelola/periode', label: t.periods }]}
      news={news}
      wide
      actions={<LinkButton href={`/periode/${period.code}`}>{t.periodResults}</LinkButton>}
    >
      <p>
        {periodDays(period, lang)} <PeriodState period={period} today={today} />
      </p>
      {period.closedAt && (
        <Notice tone="info">
          <p>{t.periodIsClosed}</p>
        </Notice>
      )}
      <Card title={t.populationTitle}>
        <p>
          {t.populationLead} <a href={`/sasaran/${period.code}/impor`}>{t.populationImport}</a>
        </p>
        {groups.length === 0 ? (
          <EmptyState
            title={t.serviceEmptyTitle}
            level={3}
            action={<LinkButton href="/kelola/layanan">{t.serviceAdd}</LinkButton>}
          >
            {t.serviceEmpty}
          </EmptyState>
        ) : (
          <Form action={`/kelola/periode/${period.code}/populasi`} values={attempt.values} errors={errors} autocomplete="off">
            <Muted>{t.populationSourceHint}</Muted>
            {groups.map(({ unit, services }) => (
              <Stack key={unit.id}>
                {many && <Heading level={3}>{unit.name}</Heading>}
                {services.map((service) => (
                  <PopulationFields key={service.id} service={service} copiedFrom={known.get(service.id)?.copiedFrom ?? null} />
                ))}
              </Stack>
            ))}
            <Buttons>
              <Button>{t.populationSave}</Button>
            </Buttons>
          </Form>
        )}
      </Card>
      {!period.closedAt && (
        <p>
          <a href={`/kelola/periode/${period.code}/hapus`}>{t.periodRemove}</a>
        </p>
      )}
    </SetupPage>
  );
}

/** N of one service and its source, side by side where there is room. */
function PopulationFields({ service, copiedFrom }: { service: Service; copiedFrom: string | null }) {
  const { lang } = usePage();
  const t = texts[lang];
  const legend = (
    <>
      {service.name} {copiedFrom !== null && <Tag tone="info">{t.populationCopied(periodName(copiedFrom, lang))}</Tag>}
    </>
  );
  return (
    <Fieldset legend={legend}>
      <Grid min="md">
        <Field name={`n-${service.id}`} type="number" width="sm" suffix={t.people} optional label={t.population} />
        <Field name={`s-${service.id}`} optional maxLength={1000} label={t.populationSource} />
      </Grid>
    </Fieldset>
  );
}

/** A second look before a period is taken away. */
export function RemovePeriodPage({ period }: { period: Period }) {
  const { lang } = usePage();
  const t = texts[lang];
  const here = `/kelola/periode/${period.code}`;
  const name = periodName(period.code, lang);
  return (
    <SetupPage
      title={t.periodRemoveAsk(name)}
      trail={[
        { href: '/kelola/periode', label: t.periods },
        { href: here, label: name },
      ]}
    >
      <Card>
        <p>{t.periodRemoveLead}</p>
        <Buttons>
          <PostButton action={`${here}/hapus`} variant="danger">
            {t.periodRemove}
          </PostButton>
          <LinkButton href={here} variant="quiet">
            {t.cancel}
          </LinkButton>
        </Buttons>
      </Card>
    </SetupPage>
  );
}
