/** What the office decides about invitations. */
import { Button, Card, Field, Form, Heading, Lead, StaffPage, usePage } from '../../../platform/ui/index.ts';
import type { SettingsError } from '../inputs/settings.ts';
import { texts } from '../texts/screens.ts';
import { errorInWords, Said } from './parts.tsx';

interface SettingsProps {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong?: Readonly<Record<string, SettingsError>> | undefined;
  readonly hasSecret: boolean;
  readonly mailOn: boolean;
  readonly saved?: boolean;
  /** What came of an example: empty is well, else why not; `wrong` where there was no contact to send it to. */
  readonly tested?: { readonly to: string; readonly code: string } | undefined;
}

export function SettingsPage({ values, wrong, hasSecret, mailOn, saved, tested }: SettingsProps) {
  const all = texts[usePage().lang];
  const t = all.settings;
  const errors = Object.fromEntries(Object.entries(wrong ?? {}).map(([field, error]) => [field, t.wrong[error]]));
  const isWrong = tested?.code === 'wrong';
  return (
    <StaffPage title={t.title}>
      {saved && <Said text={t.saved} />}
      {tested?.code === '' && <Said text={t.testDone} />}
      {tested && tested.code !== '' && !isWrong && (
        <Said tone="danger" text={t.testFailed(errorInWords(tested.code, all.errors))} />
      )}
      <Lead>{t.lead}</Lead>
      <Card title={t.mail}>
        <p>{mailOn ? t.mailOn : t.mailOff}</p>
      </Card>
      <Card>
        <Form action="/kelola/undangan" values={values} errors={errors} autocomplete="off">
          <Field name="text_id" label={t.textId} hint={t.textHint} type="textarea" rows={4} maxLength={400} />
          <Field name="text_en" label={t.textEn} type="textarea" rows={4} maxLength={400} />
          <Field name="again_days" label={t.againDays} hint={t.againHint} type="number" width="xs" suffix={t.days} />
          <Field name="link_days" label={t.linkDays} type="number" width="xs" suffix={t.days} />
          <Heading level={2}>{t.gateway}</Heading>
          <p>{t.gatewayLead}</p>
          <Field name="webhook_url" label={t.url} hint={t.urlHint} type="url" optional />
          <Field
            name="webhook_secret"
            label={t.secret}
            hint={`${t.secretHint}${hasSecret ? ` ${t.secretKept}` : ''}`}
            type="password"
            autocomplete="off"
            optional
          />
          <Button>{t.save}</Button>
        </Form>
      </Card>
      <Card title={t.test}>
        <p>{t.testLead}</p>
        <Form
          action="/kelola/undangan/coba"
          prefix="t"
          values={{ to: tested?.to ?? '' }}
          errors={isWrong ? { to: t.testWrong } : {}}
        >
          <Field name="to" label={t.testTo} width="md" />
          <Button variant="secondary">{t.testSend}</Button>
        </Form>
      </Card>
    </StaffPage>
  );
}
