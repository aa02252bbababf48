import type { Period } from '../../../kernel/period.ts';
import { Button, Details, Field, Fieldset, Radios, Select, usePage } from '../../../platform/ui/index.ts';
import { periodDays, periodName, timeZones } from '../../org/index.ts';
import { officeItself, type Wrong } from '../inputs.ts';
import type { Draft } from '../rules.ts';
import { texts } from '../texts.ts';
import { HostNotice, StepPage, useWrong } from './parts.tsx';

interface StepProps {
  draft: Draft;
  wrong: Readonly<Record<string, Wrong>>;
}

export function OfficeStep({ draft, wrong }: StepProps) {
  const t = texts[usePage().lang];
  return (
    <StepPage
      step="instansi"
      title={t.officeTitle}
      lead={t.officeLead}
      values={{ name: draft.name, region: draft.region, zone: draft.zone }}
      errors={useWrong(wrong)}
    >
      <Field name="name" label={t.name} hint={t.nameHint} maxLength={200} autocomplete="organization" />
      <Field name="region" label={t.region} hint={t.regionHint} maxLength={200} autocomplete="off" />
      <Radios
        name="zone"
        label={t.zone}
        options={timeZones.map(({ zone, abbreviation }) => ({ value: zone, label: t.zones[abbreviation] }))}
      />
    </StepPage>
  );
}

export function UnitStep({ draft, wrong }: StepProps) {
  const t = texts[usePage().lang];
  return (
    <StepPage
      step="unit"
      title={t.unitTitle}
      lead={t.unitLead}
      values={{ units: draft.units.join('\n') }}
      errors={useWrong(wrong)}
    >
      <Field name="units" label={t.units} hint={t.unitsHint} type="textarea" rows={6} optional />
    </StepPage>
  );
}

/** At least three lines, and one more than is filled, unless more were asked for. */
export function serviceRows(filled: number, asked: number): number {
  return Math.max(3, filled + 1, asked);
}

export function ServiceStep({ draft, wrong, rows }: StepProps & { rows: number }) {
  const t = texts[usePage().lang];
  const values = Object.fromEntries(
    draft.services.flatMap((line, i) => [
      [`name-${i}`, line.name],
      [`unit-${i}`, line.unit || officeItself],
      [`n-${i}`, line.n],
    ]),
  );
  // Lines look alike: what is wrong says in which one.
  const errors = Object.fromEntries(
    Object.entries(useWrong(wrong)).map(([field, message]) => {
      const line = /^(?:name|unit|n)-(\d+)$/.exec(field)?.[1];
      return [field, line === undefined ? message : `${t.serviceLegend(Number(line) + 1)}: ${message}`];
    }),
  );
  const units = [{ value: officeItself, label: draft.name }, ...draft.units.map((unit) => ({ value: unit, label: unit }))];
  return (
    <StepPage
      step="layanan"
      title={t.serviceTitle}
      lead={t.serviceLead}
      values={{ ...values, basis: draft.basis }}
      errors={errors}
    >
      {Array.from({ length: rows }, (_, i) => (
        <Fieldset key={i} legend={t.serviceLegend(i + 1)}>
          <Field
            name={`name-${i}`}
            label={t.serviceName}
            hint={i === 0 ? t.serviceNameHint : undefined}
            optional={i > 0}
            maxLength={200}
            autocomplete="off"
          />
          <Field name={`n-${i}`} label={t.serviceN} type="number" width="sm" suffix={t.people} optional autocomplete="off" />
          {draft.units.length > 0 && <Select name={`unit-${i}`} label={t.serviceUnit} options={units} />}
        </Fieldset>
      ))}
      <Button variant="secondary" name="aksi" value="tambah">
        {t.addRows}
      </Button>
      <Details summary={t.pasteSummary}>
        <Field name="paste" label={t.paste} hint={t.pasteHint} type="textarea" rows={6} optional />
      </Details>
      <Radios
        name="basis"
        label={t.basis}
        hint={t.basisHint}
        options={[
          { value: 'year', label: t.basisYear },
          { value: 'period', label: t.basisPeriod },
        ]}
      />
    </StepPage>
  );
}

export function PeriodStep({ draft, wrong, periods }: StepProps & { periods: readonly Period[] }) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <StepPage
      step="periode"
      title={t.periodTitle}
      lead={t.periodLead}
      values={{ period: draft.period || periods[0]?.code }}
      errors={useWrong(wrong)}
    >
      <Radios
        name="period"
        label={t.period}
        options={periods.map((period, i) => ({
          value: period.code,
          label: `${periodName(period.code, lang)}${i === 0 ? ` (${t.recommended})` : ''}`,
          hint: periodDays({ startsOn: period.firstDay, endsOn: period.lastDay }, lang),
        }))}
      />
    </StepPage>
  );
}

/** An address that phones may use, and why it is offered. */
export interface OfferedAddress {
  readonly origin: string;
  readonly why: 'configured' | 'origin' | 'network';
}

export function AddressStep({
  draft,
  wrong,
  offers,
  unheard,
}: StepProps & { offers: readonly OfferedAddress[]; unheard: boolean }) {
  const t = texts[usePage().lang];
  const why = { configured: t.addressConfigured, origin: t.addressOrigin, network: t.addressNetwork };
  const chosen = draft.address || (offers[0]?.origin ?? 'own');
  // A network address of yesterday is no longer offered; what was chosen stays visible as "another address".
  const known = chosen === 'own' || chosen === 'later' || offers.some((offer) => offer.origin === chosen);
  const values = { address: known ? chosen : 'own', own: known ? draft.ownAddress : chosen };
  return (
    <StepPage step="alamat" title={t.addressTitle} lead={t.addressLead} values={values} errors={useWrong(wrong)}>
      {unheard && <HostNotice during />}
      <Radios
        name="address"
        label={t.address}
        options={[
          ...offers.map((offer) => ({ value: offer.origin, label: offer.origin, hint: why[offer.why] })),
          { value: 'own', label: t.addressOwn, hint: t.addressOwnHint },
          { value: 'later', label: t.addressLater, hint: t.addressLaterHint },
        ]}
      />
      <Field
        name="own"
        label={t.addressOwnLabel}
        hint={t.addressOwnExample}
        type="url"
        optional
        autocomplete="off"
        spellcheck={false}
      />
    </StepPage>
  );
}

export function OfficerStep({ draft, wrong }: StepProps) {
  const t = texts[usePage().lang];
  return (
    <StepPage
      step="petugas"
      title={t.officerTitle}
      lead={t.officerLead}
      values={{ officer: draft.officerName, email: draft.email }}
      errors={useWrong(wrong)}
    >
      <Field name="officer" label={t.officer} hint={t.officerHint} maxLength={200} autocomplete="name" />
      <Field name="email" label={t.email} hint={t.emailHint} type="email" maxLength={200} autocomplete="username" />
    </StepPage>
  );
}
