import {
  Button,
  Buttons,
  Card,
  Facts,
  Field,
  Form,
  Heading,
  Hidden,
  LinkButton,
  Muted,
  Notice,
  PlainPage,
  PostButton,
  QrCode,
  StaffPage,
  usePage,
} from '../ui/index.ts';
import { accountTexts } from './account-texts.ts';
import { secondFactorTexts } from './second-factor-texts.ts';
import type { SecondFactorState } from './store/second-factor.ts';
import { texts } from './texts.ts';

type Errors = Readonly<Record<string, string>>;

const accountCrumb = (lang: 'id' | 'en') => [{ href: '/akun', label: accountTexts[lang].account }];

/** How the second step stands, on the page of one's own account. */
export function SecondFactorCard({ enabled }: { enabled: boolean }) {
  const t = secondFactorTexts[usePage().lang];
  return (
    <Card title={t.title}>
      <Facts items={[{ term: t.status, value: enabled ? t.on : t.off }]} />
      {!enabled && <Muted>{t.lead}</Muted>}
      <Buttons>
        <LinkButton href="/akun/dua-langkah">
          {enabled ? t.change : t.setUp}
          <span class="hidden">: {t.title}</span>
        </LinkButton>
      </Buttons>
    </Card>
  );
}

/** One thing that the password opens once more. */
function PasswordForm({ action, button, errors, prefix }: { action: string; button: string; errors: Errors; prefix: string }) {
  const t = secondFactorTexts[usePage().lang];
  return (
    <Form action={action} errors={errors} prefix={prefix}>
      <Field name="password" label={t.password} type="password" hint={t.passwordWhy} autocomplete="current-password" width="md" />
      <Buttons>
        <Button variant={prefix === 'drop' ? 'danger' : 'primary'}>{button}</Button>
      </Buttons>
    </Form>
  );
}

export interface SecondFactorProps {
  state: SecondFactorState;
  /** The office requires it and this account has none. */
  needed: boolean;
  message?: 'dropped' | 'recoveryUsed' | undefined;
  /** Which form the errors belong to. */
  failed?: 'begin' | 'renew' | 'drop';
  errors?: Errors;
}

/** Where the second step is set up, given new recovery codes, or taken away. */
export function SecondFactorPage({ state, needed, message, failed, errors = {} }: SecondFactorProps) {
  const { lang } = usePage();
  const t = secondFactorTexts[lang];
  const errorsOf = (form: typeof failed) => (form === failed ? errors : {});
  return (
    <StaffPage title={t.title} crumbs={needed ? [] : accountCrumb(lang)}>
      {message && (
        <Notice tone={message === 'dropped' ? 'success' : 'warning'} announce>
          <p>{t[message]}</p>
        </Notice>
      )}
      {needed && (
        <Notice tone="warning">
          <p>{t.required}</p>
        </Notice>
      )}
      {!state.enabled && (
        <Card title={t.setUp}>
          <p>{t.lead}</p>
          <PasswordForm action="/akun/dua-langkah/mulai" button={t.begin} errors={errorsOf('begin')} prefix="begin" />
        </Card>
      )}
      {state.enabled && (
        <>
          <Card>
            <Facts
              items={[
                { term: t.status, value: t.on },
                { term: t.codesLeft, value: String(state.codesLeft) },
              ]}
            />
          </Card>
          <Card title={t.renewTitle}>
            <p>{t.renewLead}</p>
            <PasswordForm action="/akun/dua-langkah/kode-baru" button={t.renew} errors={errorsOf('renew')} prefix="renew" />
          </Card>
          <Card title={t.dropTitle}>
            <p>{t.dropLead}</p>
            <PasswordForm action="/akun/dua-langkah/matikan" button={t.drop} errors={errorsOf('drop')} prefix="drop" />
          </Card>
        </>
      )}
    </StaffPage>
  );
}

/** The QR code and the first code. */
export function ScanPage({ url, secretKey, errors = {} }: { url: string; secretKey: string; errors?: Errors }) {
  const { lang } = usePage();
  const t = secondFactorTexts[lang];
  return (
    <StaffPage title={t.scanTitle} crumbs={[...accountCrumb(lang), { href: '/akun/dua-langkah', label: t.title }]}>
      <Card>
        <p>{t.scanLead}</p>
        <QrCode url={url} showUrl={false} label={t.scanTitle} />
        <p>
          {t.scanKey} <code class="wrap-anywhere">{secretKey.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <p>
          {t.scanOnPhone} <a href={url}>{t.openApp}</a>
        </p>
        <Form action="/akun/dua-langkah/pasang" errors={errors}>
          <Field
            name="code"
            label={t.firstCode}
            hint={t.firstCodeHint}
            type="number"
            autocomplete="one-time-code"
            width="sm"
            maxLength={10}
          />
          <Buttons>
            <Button>{t.confirm}</Button>
          </Buttons>
        </Form>
      </Card>
    </StaffPage>
  );
}

/** The recovery codes, shown once. */
export function CodesPage({ codes, first }: { codes: readonly string[]; first: boolean }) {
  const { lang } = usePage();
  const t = secondFactorTexts[lang];
  return (
    <StaffPage title={t.codesTitle} crumbs={accountCrumb(lang)}>
      {first && (
        <Notice tone="success" announce>
          <p>{t.codesOn}</p>
        </Notice>
      )}
      <Card>
        <p>{t.codesLead}</p>
        <Heading>{t.codesList}</Heading>
        <ol>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <Buttons>
          <LinkButton href="/akun" variant="primary">
            {t.codesSaved}
          </LinkButton>
        </Buttons>
      </Card>
    </StaffPage>
  );
}

/** The second step of signing in. */
export function AskCodePage({ to, errors = {} }: { to: string; errors?: Errors }) {
  const t = secondFactorTexts[usePage().lang];
  return (
    <PlainPage title={t.askTitle} lead={t.askLead} foot={<Muted>{t.lostBoth}</Muted>}>
      <Form action="/masuk/kode" errors={errors} autocomplete="off">
        <Hidden name="ke" value={to} />
        <Field name="code" label={t.askCode} autocomplete="one-time-code" spellcheck={false} maxLength={40} />
        <Buttons>
          <Button>{t.ask}</Button>
        </Buttons>
      </Form>
      <p>
        <a href="/masuk">{t.startAgain}</a>
      </p>
    </PlainPage>
  );
}

/** Whether everybody of the office needs a second step. */
export function OfficeRule({ required }: { required: boolean }) {
  const t = secondFactorTexts[usePage().lang];
  return (
    <Card title={t.officeTitle}>
      <p>{required ? t.officeOn : t.officeOff}</p>
      <Buttons>
        <PostButton action="/kelola/petugas/dua-langkah" fields={{ wajib: required ? 'tidak' : 'ya' }}>
          {required ? t.release : t.require}
        </PostButton>
      </Buttons>
    </Card>
  );
}

/** A second look before somebody's second step is taken away. */
export function ResetPage({ member }: { member: { readonly id: string; readonly name: string; readonly email: string } }) {
  const { lang } = usePage();
  const [t, shared] = [secondFactorTexts[lang], texts[lang]];
  return (
    <StaffPage title={t.resetAsk} crumbs={[{ href: '/kelola/petugas', label: shared.officers }]}>
      <Card>
        <Facts
          items={[
            { term: shared.name, value: member.name },
            { term: shared.email, value: member.email },
          ]}
        />
        <p>{t.resetLead}</p>
        <Buttons>
          <PostButton action={`/kelola/petugas/${member.id}/dua-langkah`} variant="danger">
            {t.reset}
          </PostButton>
          <LinkButton href="/kelola/petugas">{shared.back}</LinkButton>
        </Buttons>
      </Card>
    </StaffPage>
  );
}
