import { formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Field,
  Form,
  Grid,
  Heading,
  LinkButton,
  Muted,
  Radios,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import { type Office, type Period, timeZones } from '../rules.ts';
import { brandTexts } from '../texts/brand.ts';
import { periodName } from '../texts/periods.ts';
import { texts } from '../texts/screens.ts';
import { type Attempt, type News, SetupPage, useErrors, zoneOptions } from './parts.tsx';

interface OverviewProps {
  office: Office;
  units: number;
  services: number;
  /** Newest first. */
  periods: readonly Period[];
}

/** What the agency has, and where to change it. */
export function OverviewPage({ office, units, services, periods }: OverviewProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const zone = timeZones.find((each) => each.zone === office.timeZone)?.abbreviation ?? office.timeZone;
  const newest = periods[0];
  const tiles = [
    { href: '/kelola/instansi', title: t.office, fact: `${office.name}, ${zone}`, lead: office.publicUrl ?? t.publicUrlNone },
    { href: '/kelola/unit', title: t.units, fact: formatInteger(units, lang), lead: t.unitsLead },
    { href: '/kelola/layanan', title: t.services, fact: formatInteger(services, lang), lead: t.servicesLead },
    { href: '/kelola/periode', title: t.periods, fact: newest ? periodName(newest.code, lang) : t.none, lead: t.periodsLead },
    { href: '/kuesioner', title: t.questionnaire, lead: t.questionnaireLead },
    { href: '/kode', title: t.codes, lead: t.codesLead },
    { href: '/kelola/petugas', title: t.officers, lead: t.officersLead },
  ];
  return (
    <StaffPage title={t.setup}>
      <p>{t.setupLead}</p>
      <Grid min="lg">
        {tiles.map(({ href, title, fact, lead }) => (
          <Card key={href}>
            <Heading level={2}>
              <a href={href}>{title}</a>
            </Heading>
            {fact !== undefined && (
              <p>
                <strong>{fact}</strong>
              </p>
            )}
            <Muted>{lead}</Muted>
          </Card>
        ))}
      </Grid>
    </StaffPage>
  );
}

/** The agency's own facts. */
export function OfficePage({ attempt, news }: { attempt: Attempt; news?: News | undefined }) {
  const { lang } = usePage();
  const [t, b] = [texts[lang], brandTexts[lang]];
  return (
    <SetupPage title={t.office} news={news}>
      <Card>
        <p>{t.officeLead}</p>
        <Form action="/kelola/instansi" values={attempt.values} errors={useErrors(attempt)}>
          <Field name="name" label={t.officeName} hint={t.officeNameHint} maxLength={200} autocomplete="organization" />
          <Field name="region" label={t.region} hint={t.regionHint} maxLength={200} autocomplete="off" />
          <Field name="code" label={t.regionCode} hint={t.regionCodeHint} maxLength={20} width="sm" optional autocomplete="off" />
          <Radios name="zone" label={t.zone} options={zoneOptions(t.zones)} />
          <Field name="url" label={t.publicUrl} hint={t.publicUrlHint} type="url" optional autocomplete="off" />
          <Buttons>
            <Button>{t.save}</Button>
            <LinkButton href="/kelola" variant="quiet">
              {t.cancel}
            </LinkButton>
          </Buttons>
        </Form>
      </Card>
      <Card title={b.title}>
        <p>{b.lead}</p>
        <LinkButton href="/kelola/instansi/tampilan">{b.open}</LinkButton>
      </Card>
    </SetupPage>
  );
}
