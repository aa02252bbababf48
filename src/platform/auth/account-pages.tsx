import bowser from 'bowser';
import { formatDateTime, type Lang } from '../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Facts,
  Field,
  Form,
  LinkButton,
  Notice,
  PostButton,
  Row,
  StaffPage,
  usePage,
} from '../ui/index.ts';
import { accountTexts } from './account-texts.ts';
import { delegationTexts } from './delegation-texts.ts';
import { PasskeysCard } from './passkey-pages.tsx';
import { roleSentence } from './role-texts.ts';
import type { Actor } from './scope.ts';
import { SecondFactorCard } from './second-factor-pages.tsx';
import type { PasskeyRow } from './store/passkeys.ts';
import type { SessionRow } from './store/sessions.ts';
import { texts } from './texts.ts';

type Errors = Readonly<Record<string, string>>;

/** What a message in the address stands for; anything else in the address says nothing. */
export const accountMessages = {
  sandi: 'passwordChanged',
  perangkat: 'sessionEnded',
  lain: 'othersEnded',
  kunci: 'passkeyAdded',
  'kunci-hapus': 'passkeyRemoved',
  'tidak-cocok': 'nothingChanged',
  surel: 'addressProved',
  'surel-kirim': 'addressSent',
  'surel-gagal': 'addressFailed',
} as const;

/** What a browser calls itself, in words a person knows: "Chrome di Windows". */
export function nameDevice(userAgent: string | null, lang: Lang): string {
  const t = accountTexts[lang];
  if (!userAgent) return t.deviceUnknown;
  const { browser, os } = bowser.parse(userAgent);
  if (!browser.name) return t.deviceUnknown;
  return os.name ? t.deviceName(browser.name, os.name) : browser.name;
}

/** Where this account is signed in, and the way out. */
function Devices({ sessions, current, zone }: { sessions: readonly SessionRow[]; current: string; zone: string }) {
  const { lang } = usePage();
  const t = accountTexts[lang];
  const name = (row: SessionRow) => nameDevice(row.userAgent, lang);
  const time = (at: Date) => formatDateTime(at, zone, lang);
  return (
    <Card title={t.devices}>
      <p>{t.devicesLead}</p>
      <ul class="plain-list">
        {sessions.map((row) => (
          <li key={row.id}>
            <Row apart>
              <div>
                <strong>{name(row)}</strong>
                {row.id === current && ` (${t.thisDevice})`}
                <br />
                <span class="muted">
                  {t.seenAt} {time(row.seenAt)}. {t.signedInAt} {time(row.createdAt)}.
                </span>
              </div>
              {row.id !== current && (
                <PostButton action={`/akun/perangkat/${row.id}/keluarkan`}>
                  {t.endSession}
                  <span class="hidden">
                    : {name(row)}, {time(row.createdAt)}
                  </span>
                </PostButton>
              )}
            </Row>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Buttons>
          <PostButton action="/akun/perangkat/keluarkan-lain">{t.endOthers}</PostButton>
        </Buttons>
      )}
    </Card>
  );
}

interface AccountProps {
  actor: Actor;
  errors?: Errors;
  message?: keyof typeof accountMessages | undefined;
  sessions: readonly SessionRow[];
  /** The session that asks. */
  current: string;
  zone: string;
  /** Whether one's address is proved, and whether it can be by mail. */
  address: { readonly proved: boolean; readonly mailOn: boolean };
  /** Not so where the account came by the office's identity provider. */
  hasPassword: boolean;
  /** null where this installation's address allows none. */
  passkeys: readonly PasskeyRow[] | null;
  /** Whether the account has a second step. */
  secondFactor: boolean;
}

/** A new password for the old one. */
function PasswordCard({ errors }: { errors: Errors }) {
  const { lang } = usePage();
  const [t, shared] = [accountTexts[lang], texts[lang]];
  return (
    <Card title={t.changePassword}>
      <Form action="/akun/kata-sandi" errors={errors}>
        <Field name="current" label={t.currentPassword} type="password" autocomplete="current-password" width="md" />
        <Field
          name="password"
          label={t.newPassword}
          type="password"
          hint={shared.passwordHint}
          autocomplete="new-password"
          width="md"
        />
        <Buttons>
          <Button>{t.changePassword}</Button>
        </Buttons>
      </Form>
    </Card>
  );
}

/** That one's address is not proved, and how it is. */
function AddressCard({ mailOn }: { mailOn: boolean }) {
  const t = texts[usePage().lang];
  return (
    <Card title={t.proveTitle}>
      <p>{t.proveLead}</p>
      {mailOn ? (
        <Buttons>
          <PostButton action="/akun/surel">{t.proveSend}</PostButton>
        </Buttons>
      ) : (
        <p>{t.proveByAdmin}</p>
      )}
    </Card>
  );
}

/** Behind the link in the mail: nothing happens by opening it. */
export function AddressPage({ email, token }: { email: string; token: string }) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <StaffPage title={t.proveAsk} crumbs={[{ href: '/akun', label: accountTexts[lang].account }]}>
      <Card>
        <p class="wrap-anywhere">{t.proveAskLead(email)}</p>
        <Buttons>
          <PostButton action={`/akun/surel/${token}`} variant="primary">
            {t.prove}
          </PostButton>
        </Buttons>
      </Card>
    </StaffPage>
  );
}

/** One's own account. */
export function AccountPage({
  actor,
  errors = {},
  message,
  sessions,
  current,
  zone,
  address,
  hasPassword,
  passkeys,
  secondFactor,
}: AccountProps) {
  const { lang } = usePage();
  const [t, shared] = [accountTexts[lang], texts[lang]];
  const mismatch = { password: t.nothingChanged };
  return (
    <StaffPage
      title={t.account}
      actions={
        actor.role !== 'operator' && (
          <Row>
            <LinkButton href="/akun/pemberitahuan">{t.notices}</LinkButton>
            <LinkButton href="/akun/titip">{delegationTexts[lang].title}</LinkButton>
          </Row>
        )
      }
    >
      {message && message !== 'tidak-cocok' && (
        <Notice tone={message === 'surel-gagal' ? 'warning' : 'success'} announce>
          <p>{t[accountMessages[message]]}</p>
        </Notice>
      )}
      <Card>
        <Facts
          items={[
            { term: shared.name, value: actor.name },
            { term: shared.email, value: actor.email },
            { term: shared.role, value: roleSentence(actor.role, lang) },
          ]}
        />
      </Card>
      {!address.proved && <AddressCard mailOn={address.mailOn} />}
      {hasPassword ? (
        <>
          <PasswordCard errors={errors} />
          <SecondFactorCard enabled={secondFactor} />
          {passkeys && (
            <PasskeysCard passkeys={passkeys} zone={zone} {...(message === 'tidak-cocok' ? { errors: mismatch } : {})} />
          )}
        </>
      ) : (
        <Card title={t.changePassword}>
          <p>{t.noPassword}</p>
        </Card>
      )}
      <Devices sessions={sessions} current={current} zone={zone} />
    </StaffPage>
  );
}
