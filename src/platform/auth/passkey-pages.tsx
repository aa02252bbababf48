import { formatDateTime } from '../i18n/index.ts';
import { useHead } from '../ui/context.ts';
import {
  Button,
  Buttons,
  Card,
  Field,
  Form,
  Hidden,
  Muted,
  Notice,
  PlainPage,
  PostButton,
  Row,
  StaffPage,
  usePage,
} from '../ui/index.ts';
import { accountTexts } from './account-texts.ts';
import { passkeyTexts } from './passkey-texts.ts';
import type { PasskeyRow } from './store/passkeys.ts';

type Errors = Readonly<Record<string, string>>;

/** The passkeys of one's own account. */
export function PasskeysCard({
  passkeys,
  zone,
  errors = {},
}: {
  passkeys: readonly PasskeyRow[];
  zone: string;
  errors?: Errors;
}) {
  const { lang } = usePage();
  const t = passkeyTexts[lang];
  return (
    <Card title={t.title}>
      <p>{t.lead}</p>
      {passkeys.length === 0 ? (
        <Muted>{t.none}</Muted>
      ) : (
        <ul class="plain-list">
          {passkeys.map((row) => (
            <li key={row.id}>
              <Row apart>
                <div>
                  <strong>{row.name}</strong>
                  <br />
                  <span class="muted">
                    {t.since} {formatDateTime(row.createdAt, zone, lang)}
                  </span>
                </div>
                <PostButton action={`/akun/kunci-sandi/${row.id}/hapus`}>
                  {t.remove}
                  <span class="hidden">: {row.name}</span>
                </PostButton>
              </Row>
            </li>
          ))}
        </ul>
      )}
      <Form action="/akun/kunci-sandi/mulai" errors={errors} prefix="passkey">
        <Field name="password" label={t.password} type="password" autocomplete="current-password" width="md" />
        <Buttons>
          <Button variant="secondary">{t.add}</Button>
        </Buttons>
      </Form>
    </Card>
  );
}

interface CeremonyProps {
  action: string;
  ceremony: 'create' | 'get';
  options: string;
  button: string;
  errors?: Errors;
}

/** A form whose sending asks the device first. */
function Ceremony({
  action,
  ceremony,
  options,
  button,
  errors,
  children,
}: CeremonyProps & { children: preact.ComponentChildren }) {
  useHead().islands.add('passkey');
  const t = passkeyTexts[usePage().lang];
  return (
    <div
      data-module="passkey"
      data-ceremony={ceremony}
      data-options={options}
      data-failed={ceremony === 'create' ? t.failedNew : t.failed}
    >
      <noscript>
        <Notice tone="warning">
          <p>{t.noScript}</p>
        </Notice>
      </noscript>
      <Form action={action} errors={errors}>
        <Hidden name="answer" value="" />
        {children}
        <p role="status" />
        <Buttons>
          <Button>{button}</Button>
        </Buttons>
      </Form>
    </div>
  );
}

/** The device makes a new key. */
export function AddPasskeyPage({ options, name, errors }: { options: string; name: string; errors?: Errors }) {
  const { lang } = usePage();
  const t = passkeyTexts[lang];
  return (
    <StaffPage title={t.add} crumbs={[{ href: '/akun', label: accountTexts[lang].account }]}>
      <Card>
        <p>{t.addLead}</p>
        <Ceremony action="/akun/kunci-sandi" ceremony="create" options={options} button={t.make} errors={errors}>
          <Field name="name" label={t.name} hint={t.nameHint} value={name} maxLength={60} width="md" />
        </Ceremony>
      </Card>
    </StaffPage>
  );
}

/** The device shows its key. */
export function AskPasskeyPage({ options, to, failed }: { options: string; to: string; failed?: string }) {
  const t = passkeyTexts[usePage().lang];
  return (
    <PlainPage title={t.signIn} lead={t.signInLead}>
      {failed && (
        <Notice tone="warning" announce>
          <p>{failed}</p>
        </Notice>
      )}
      <Ceremony action="/masuk/kunci-sandi/jawab" ceremony="get" options={options} button={t.open}>
        <Hidden name="ke" value={to} />
      </Ceremony>
      <p>
        <a href="/masuk">{t.withPassword}</a>
      </p>
    </PlainPage>
  );
}
