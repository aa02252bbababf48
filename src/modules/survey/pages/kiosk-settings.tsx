/** The officer's page about a code's kiosk: how to open it, a preview, and what it is set to. */
import {
  Button,
  Card,
  Checkbox,
  Field,
  type FieldErrors,
  Fieldset,
  type FieldValues,
  Form,
  Grid,
  Lead,
  LinkButton,
  Muted,
  Notice,
  Preview,
  QrCode,
  Row,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import type { KioskSettings } from '../rules/kiosk.ts';
import { kioskSettingsTexts } from '../texts/kiosk-settings.ts';
import { questionnaireTexts } from '../texts/questionnaire.ts';

export interface KioskSettingsProps {
  readonly code: string;
  /** The address that the tablet opens; null where the office has none that other devices reach. */
  readonly url: string | null;
  readonly settings: KioskSettings;
  readonly canManage: boolean;
  readonly saved?: boolean;
  readonly attempt?: { readonly values: FieldValues; readonly errors: FieldErrors };
}

/** The settings as the form's fields. */
function valuesOf({ idleSeconds, hours, readAloud }: KioskSettings): FieldValues {
  const times = (hours ?? []).flatMap((span, at) =>
    span ? [[`opens_${at + 1}`, span[0]] as const, [`closes_${at + 1}`, span[1]] as const] : [],
  );
  return { idle_seconds: String(idleSeconds), read_aloud: readAloud, ...Object.fromEntries(times) };
}

export function KioskSettingsPage({ code, url, settings, canManage, saved, attempt }: KioskSettingsProps) {
  const { lang } = usePage();
  const t = kioskSettingsTexts[lang];
  return (
    <StaffPage title={t.title(code)} crumbs={[{ href: '/kode', label: questionnaireTexts[lang].codes }, { label: code }]} wide>
      {saved && (
        <Notice tone="success" announce>
          <p>{t.saved}</p>
        </Notice>
      )}
      <Lead>{t.lead}</Lead>
      {url?.startsWith('http:') && (
        <Notice tone="warning">
          <p>{t.insecure}</p>
        </Notice>
      )}
      <Grid min="lg">
        <Card title={t.openTitle}>
          <p>{t.openSteps}</p>
          {url !== null && <QrCode url={url} />}
          <LinkButton href={`/kios/${code}`} variant="primary">
            {t.open}
          </LinkButton>
          <p>
            <a href="/bantuan#kiosk">{t.steps}</a>
          </p>
        </Card>
        <Card title={t.preview}>
          <Muted>{t.previewLead}</Muted>
          <Preview src={`/kios/${code}?pratinjau=1`} title={t.preview} />
        </Card>
      </Grid>
      <Card title={t.settings}>
        {canManage ? (
          <Form
            action={`/kode/${code}/kios`}
            values={attempt?.values ?? valuesOf(settings)}
            errors={attempt?.errors}
            autocomplete="off"
          >
            <Field
              name="pin"
              label={t.pin}
              hint={settings.pin ? t.pinKept : t.pinNew}
              type="password"
              autocomplete="new-password"
              maxLength={12}
              width="md"
              optional={settings.pin !== null}
            />
            <Field name="idle_seconds" label={t.idle} hint={t.idleHint} type="number" suffix={t.seconds} width="sm" />
            <Checkbox name="read_aloud" label={t.readAloud} hint={t.readAloudHint} />
            <Fieldset legend={t.hours} hint={t.hoursHint}>
              {t.days.split(',').map((day, at) => (
                <Row key={day}>
                  <Field name={`opens_${at + 1}`} label={t.opens(day)} type="time" width="sm" optional="said" />
                  <Field name={`closes_${at + 1}`} label={t.closes(day)} type="time" width="sm" optional="said" />
                </Row>
              ))}
            </Fieldset>
            <Button>{t.save}</Button>
          </Form>
        ) : (
          <p>{t.readOnly}</p>
        )}
      </Card>
    </StaffPage>
  );
}
