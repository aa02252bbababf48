import { parsePeriod } from '../../../kernel/period.ts';
import { formatInteger } from '../../../platform/i18n/index.ts';
import { Facts, Field, type FieldErrors, Heading, Table, usePage } from '../../../platform/ui/index.ts';
import { parseCount, periodDays, periodName, timeZones } from '../../org/index.ts';
import { publicUrlOf } from '../inputs.ts';
import { type Draft, populationFor, type ServiceLine, type Step } from '../rules.ts';
import { texts } from '../texts.ts';
import { StepPage } from './parts.tsx';

function Change({ to, what }: { to: Step; what: string }) {
  const t = texts[usePage().lang];
  return (
    <a href={`/siapkan/${to}`}>
      {t.change}
      <span class="hidden"> {what}</span>
    </a>
  );
}

/** The second look: everything that will be made, each with a way back to it; then the password, which is kept nowhere before. */
export function CheckStep({ draft, errors }: { draft: Draft; errors: FieldErrors }) {
  const { lang } = usePage();
  const t = texts[lang];
  const span = parsePeriod(draft.period);
  const zone = timeZones.find((each) => each.zone === draft.zone)?.abbreviation ?? draft.zone;
  const n = (line: ServiceLine) => {
    const given = parseCount(line.n);
    return given === null ? t.checkUnknown : formatInteger(populationFor(given, draft.basis, draft.period), lang);
  };
  const fact = (term: string, value: string, to: Step) => ({
    term,
    value: (
      <>
        {value} <Change to={to} what={term} />
      </>
    ),
  });
  return (
    <StepPage step="periksa" title={t.checkTitle} lead={t.checkLead} errors={errors} next={t.finish}>
      <Facts
        items={[
          fact(t.name, `${draft.name}, ${draft.region}, ${zone}`, 'instansi'),
          fact(t.checkUnits, draft.units.length === 0 ? t.checkNoUnits : draft.units.join(', '), 'unit'),
          fact(
            t.checkPeriod,
            `${periodName(draft.period, lang)} (${periodDays({ startsOn: span.firstDay, endsOn: span.lastDay }, lang)})`,
            'periode',
          ),
          fact(t.checkAddress, publicUrlOf(draft) ?? t.checkNoAddress, 'alamat'),
          fact(t.checkOfficer, `${draft.officerName}, ${draft.email}`, 'petugas'),
        ]}
      />
      <Table
        caption={t.checkServices}
        compact
        rows={draft.services}
        columns={[
          { head: t.serviceName, cell: (line) => line.name },
          ...(draft.units.length > 0 ? [{ head: t.serviceUnit, cell: (line: ServiceLine) => line.unit || draft.name }] : []),
          { head: t.checkN(periodName(draft.period, lang)), numeric: true, cell: n },
        ]}
      />
      <p>
        <Change to="layanan" what={t.checkServices} />
      </p>
      <Heading>{t.passwordTitle}</Heading>
      <Field name="password" label={t.password} hint={t.passwordHint} type="password" autocomplete="new-password" width="md" />
    </StepPage>
  );
}
