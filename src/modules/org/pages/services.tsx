import { formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  EmptyState,
  Field,
  Form,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Row,
  Select,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { branchOf, type Period, type Population, type Service, treeOf, type Unit } from '../rules.ts';
import { periodName } from '../texts/periods.ts';
import { texts } from '../texts/screens.ts';
import { type Attempt, type News, SetupPage, unitOptions, useErrors } from './parts.tsx';

interface ServicesProps {
  units: readonly Unit[];
  /** Retired ones too. */
  services: readonly Service[];
  /** The period whose N is shown: the newest, when there is one. */
  period: Period | null;
  populations: readonly Population[];
  /** Shown: those of this unit and below; all when empty. */
  unitId: string;
  withRetired: boolean;
  attempt: Attempt;
  news?: News | undefined;
}

/** The services, unit by unit, and one more. */
export function ServicesPage({ units, services, period, populations, unitId, withRetired, attempt, news }: ServicesProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const branch = unitId === '' ? null : new Set(branchOf(units, unitId));
  const inBranch = services.filter((service) => branch === null || branch.has(service.unitId));
  const shown = inBranch.filter((service) => withRetired || !service.retiredAt);
  const known = new Map(populations.map((each) => [each.serviceId, each.population]));
  const byUnit = treeOf(units)
    .map(({ unit }) => ({ unit, own: shown.filter((service) => service.unitId === unit.id) }))
    .filter(({ own }) => own.length > 0);
  const active = units.filter((unit) => !unit.retiredAt);
  const toggle = new URLSearchParams({
    ...(unitId === '' ? {} : { unit: unitId }),
    ...(withRetired ? {} : { semua: '1' }),
  }).toString();
  return (
    <SetupPage title={t.services} news={news} next={news === 'added' ? <a href="/kode">{t.nextCode}</a> : undefined}>
      <p>{t.servicesLead}</p>
      {active.length > 1 && (
        <Form action="/kelola/layanan" method="get" prefix="saring" values={{ unit: unitId || 'semua' }}>
          <Row>
            <Select
              name="unit"
              label={t.filterUnit}
              options={[{ value: 'semua', label: t.allUnits }, ...unitOptions(active)]}
              width="md"
            />
            <Button variant="secondary">{t.show}</Button>
          </Row>
        </Form>
      )}
      {byUnit.length === 0 && (
        <Card>
          <EmptyState title={t.serviceEmptyTitle}>{unitId === '' ? t.serviceEmpty : t.serviceEmptyUnit}</EmptyState>
        </Card>
      )}
      {byUnit.map(({ unit, own }) => (
        <Card key={unit.id} title={unit.name}>
          <Table
            caption={unit.name}
            captionHidden
            rows={own}
            columns={[
              {
                head: t.service,
                cell: (service) => (
                  <>
                    <a href={`/kelola/layanan/${service.id}`}>{service.name}</a>{' '}
                    {service.retiredAt && <Tag tone="warning">{t.retired}</Tag>}
                    {service.description !== '' && <Muted>{service.description}</Muted>}
                  </>
                ),
              },
              ...(period
                ? [
                    {
                      head: `N ${periodName(period.code, lang)}`,
                      numeric: true,
                      cell: (service: Service) => {
                        const n = known.get(service.id);
                        return n === undefined ? (
                          <a href={`/kelola/periode/${period.code}`}>{t.populationNone}</a>
                        ) : (
                          formatInteger(n, lang)
                        );
                      },
                    },
                  ]
                : []),
            ]}
          />
        </Card>
      ))}
      {inBranch.some((service) => service.retiredAt) && (
        <p>
          <a href={`/kelola/layanan${toggle === '' ? '' : `?${toggle}`}`}>{withRetired ? t.hideRetired : t.showRetired}</a>
        </p>
      )}
      <Card title={t.serviceAdd} id="tambah">
        <ServiceForm action="/kelola/layanan" units={active} attempt={attempt} submit={t.serviceAdd} />
      </Card>
    </SetupPage>
  );
}

function ServiceForm({
  action,
  units,
  attempt,
  submit,
}: {
  action: string;
  units: readonly Unit[];
  attempt: Attempt;
  submit: string;
}) {
  const t = texts[usePage().lang];
  return (
    <Form action={action} values={attempt.values} errors={useErrors(attempt)}>
      <Field name="name" label={t.serviceName} hint={t.serviceNameHint} maxLength={200} autocomplete="off" />
      <Field
        name="description"
        label={t.serviceDescription}
        hint={t.serviceDescriptionHint}
        type="textarea"
        rows={2}
        maxLength={1000}
        optional
      />
      <Select name="unit" label={t.serviceUnit} options={unitOptions(units)} />
      <Buttons>
        <Button>{submit}</Button>
      </Buttons>
    </Form>
  );
}

interface ServiceProps {
  service: Service;
  /** Where it may be: units in use, and the one it is in. */
  units: readonly Unit[];
  /** Newest first, with this service's N where it is known. */
  history: readonly { readonly period: Period; readonly population: Population | null }[];
  attempt: Attempt;
  news?: News | undefined;
}

/** One service: its words, its unit, its N by period, whether it is in use. */
export function ServicePage({ service, units, history, attempt, news }: ServiceProps) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <SetupPage
      title={service.name}
      trail={[{ href: '/kelola/layanan', label: t.services }]}
      news={news}
      actions={
        <>
          <LinkButton href={`/layanan/${service.id}`}>{t.serviceResult}</LinkButton>
          {service.retiredAt ? (
            <PostButton action={`/kelola/layanan/${service.id}/pakai`}>{t.restore}</PostButton>
          ) : (
            <LinkButton href={`/kelola/layanan/${service.id}/nonaktif`}>{t.retire}</LinkButton>
          )}
        </>
      }
    >
      {service.retiredAt && (
        <Notice tone="warning">
          <p>{t.serviceRetireLead}</p>
        </Notice>
      )}
      <Card>
        <ServiceForm action={`/kelola/layanan/${service.id}`} units={units} attempt={attempt} submit={t.save} />
      </Card>
      <Card title={t.servicePopulations}>
        <Table
          caption={t.servicePopulations}
          captionHidden
          rows={history}
          empty={t.periodEmptyTitle}
          columns={[
            {
              head: t.period,
              cell: ({ period }) => <a href={`/kelola/periode/${period.code}`}>{periodName(period.code, lang)}</a>,
            },
            {
              head: t.population,
              numeric: true,
              cell: ({ population }) => (population ? formatInteger(population.population, lang) : t.populationNone),
            },
            {
              head: t.populationSource,
              cell: ({ population }) => (
                <>
                  {population?.source}{' '}
                  {population?.copiedFrom && <Tag tone="info">{t.populationCopied(periodName(population.copiedFrom, lang))}</Tag>}
                </>
              ),
            },
          ]}
        />
      </Card>
    </SetupPage>
  );
}

/** A second look before a service is retired. */
export function RetireServicePage({ service }: { service: Service }) {
  const t = texts[usePage().lang];
  const here = `/kelola/layanan/${service.id}`;
  return (
    <SetupPage
      title={t.serviceRetireAsk(service.name)}
      trail={[
        { href: '/kelola/layanan', label: t.services },
        { href: here, label: service.name },
      ]}
    >
      <Card>
        <p>{t.serviceRetireLead}</p>
        <Buttons>
          <PostButton action={`${here}/nonaktif`} variant="danger">
            {t.retire}
          </PostButton>
          <LinkButton href={here} variant="quiet">
            {t.cancel}
          </LinkButton>
        </Buttons>
      </Card>
    </SetupPage>
  );
}
