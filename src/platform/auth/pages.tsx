import { formatDate, type Lang } from '../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Field,
  Form,
  Heading,
  Hidden,
  LinkButton,
  Muted,
  Notice,
  PlainPage,
  PostButton,
  Radios,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../ui/index.ts';
import { grantTexts } from './grant-texts.ts';
import { passkeyTexts } from './passkey-texts.ts';
import { roleName, roleSentence } from './role-texts.ts';
import { type Role, roles } from './scope.ts';
import { OfficeRule } from './second-factor-pages.tsx';
import { secondFactorTexts } from './second-factor-texts.ts';
import { type Offer, Offers, SsoCard } from './sso/pages.tsx';
import type { KeptProvider } from './store/sso.ts';
import { texts } from './texts.ts';

type Errors = Readonly<Record<string, string>>;

interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role | null;
  readonly created_at: Date;
  readonly two_factor_enabled: boolean;
  /** Whether the address is known to be theirs. */
  readonly email_verified: boolean;
}

/** The accounts of a demonstration, one per office, all with one password: nobody's secret. */
export interface DemoAccounts {
  readonly password: string;
  readonly accounts: readonly {
    readonly email: string;
    readonly office: string;
    /** What one finds there. */
    readonly about: Readonly<Record<Lang, string>>;
  }[];
}

interface SignInProps {
  values: { email?: string; ke?: string };
  errors?: Errors;
  joined?: boolean;
  again?: boolean;
  /** Whether signing in with a passkey is offered. */
  passkeys: boolean;
  /** Offices whose own accounts open the house. */
  offers: readonly Offer[];
  demo: DemoAccounts | null;
}

/** Whose account is filled in, and the password, above the form. */
function DemoFilled({ demo, chosen }: { demo: DemoAccounts; chosen: string | undefined }) {
  const t = texts[usePage().lang];
  const account = demo.accounts.find(({ email }) => email === chosen);
  return (
    <Notice tone="info">
      <p>
        {account && (
          <>
            {t.demoFilled} <strong>{account.office}</strong>.{' '}
          </>
        )}
        {t.demoPassword} <strong>{demo.password}</strong>
      </p>
    </Notice>
  );
}

/** Which account opens which office. Choosing one fills its address in. */
function DemoChoice({ demo, chosen, to }: { demo: DemoAccounts; chosen: string | undefined; to: string }) {
  const { lang } = usePage();
  const t = texts[lang];
  const href = (email: string) => `/masuk?${new URLSearchParams({ akun: email, ...(to === '' ? {} : { ke: to }) })}`;
  return (
    <>
      <Heading>{t.demoTitle}</Heading>
      <Muted>{t.demoLead}</Muted>
      <ul class="plain-list">
        {demo.accounts.map(({ email, office, about }) => (
          <li key={email}>
            <a href={href(email)} aria-current={email === chosen ? 'true' : undefined}>
              {office}
            </a>
            <br />
            <strong class="wrap-anywhere">{email}</strong>
            <br />
            <span class="muted">{about[lang]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Sign in. In the demonstration its accounts stand on the page, the first one filled in. */
export function SignInPage({ values, errors, joined, again, passkeys, offers, demo }: SignInProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const email = values.email ?? demo?.accounts[0]?.email;
  return (
    <PlainPage title={t.signIn} lead={t.signInLead} foot={demo ? undefined : <Forgotten />}>
      {joined && (
        <Notice tone="success" announce>
          <p>{t.joined}</p>
        </Notice>
      )}
      {again && (
        <Notice tone="warning" announce>
          <p>{secondFactorTexts[lang].again}</p>
        </Notice>
      )}
      {demo && <DemoFilled demo={demo} chosen={email} />}
      <Form action="/masuk" errors={errors} values={{ email }}>
        <Hidden name="ke" value={values.ke ?? ''} />
        <Field name="email" label={t.email} type="email" autocomplete="username" />
        <Field name="password" label={t.password} type="password" autocomplete="current-password" />
        <Buttons>
          <Button>{t.signIn}</Button>
        </Buttons>
      </Form>
      {passkeys && (
        <PostButton action="/masuk/kunci-sandi" fields={{ ke: values.ke ?? '' }}>
          {passkeyTexts[lang].signIn}
        </PostButton>
      )}
      <Offers offers={offers} to={values.ke ?? ''} />
      {demo && <DemoChoice demo={demo} chosen={email} to={values.ke ?? ''} />}
    </PlainPage>
  );
}

function Forgotten() {
  const t = texts[usePage().lang];
  return (
    <p class="muted">
      {t.forgotten} <code>npm run -s suara -- officer password EMAIL</code>
    </p>
  );
}

/** The page behind an invitation link. */
export function JoinPage({
  token,
  values,
  errors,
}: {
  token: string;
  values: { name?: string; email?: string };
  errors: Errors;
}) {
  const t = texts[usePage().lang];
  return (
    <PlainPage title={t.joinTitle} lead={t.joinLead}>
      <Form action={`/undangan/${token}`} errors={errors} values={values}>
        <Field name="name" label={t.name} autocomplete="name" />
        <Field name="email" label={t.email} type="email" autocomplete="username" />
        <Field name="password" label={t.password} type="password" hint={t.passwordHint} autocomplete="new-password" />
        <Buttons>
          <Button>{t.join}</Button>
        </Buttons>
      </Form>
    </PlainPage>
  );
}

/** What an address may ask the page of officers to say. */
export const officerMessages = ['dicabut', 'aturan', 'hapus', 'surel'] as const;

interface OfficersProps {
  members: readonly Member[];
  self: string;
  message: (typeof officerMessages)[number] | undefined;
  /** Whether addresses are proved by mail. */
  mailOn: boolean;
  /** Whether the office asks everybody for a second step. */
  required: boolean;
  /** The office's identity provider; null where none is set. */
  provider: KeptProvider | null;
}

/** Who may sign in, and the way to invite one more. */
export function OfficersPage({ members, self, message, mailOn, required, provider }: OfficersProps) {
  const { lang } = usePage();
  const [t, second] = [texts[lang], secondFactorTexts[lang]];
  const said =
    message && { dicabut: t.removed, aturan: second.officeChanged, hapus: second.resetDone, surel: t.confirmed }[message];
  return (
    <StaffPage title={t.officers}>
      {said && (
        <Notice tone="success" announce>
          <p>{said}</p>
        </Notice>
      )}
      <Card>
        <Table
          caption={t.officersLead}
          rows={members}
          columns={[
            { head: t.name, cell: (m) => (m.id === self ? `${m.name} (${t.you})` : m.name) },
            { head: t.email, cell: (m) => <Address member={m} /> },
            { head: t.role, cell: (m) => (m.role === null ? grantTexts[lang].onlyNodes : roleName(m.role, lang)) },
            { head: t.since, cell: (m) => formatDate(m.created_at.toISOString().slice(0, 10), lang), nowrap: true },
            { head: second.title, cell: (m) => (m.two_factor_enabled ? second.on : second.off) },
            { head: t.action, cell: (m) => <OfficerActions member={m} self={m.id === self} mailOn={mailOn} /> },
          ]}
        />
        {!mailOn && members.some((m) => !m.email_verified) && <Muted>{t.confirmLead}</Muted>}
      </Card>
      <OfficeRule required={required} />
      <SsoCard provider={provider} />
      <Card title={t.inviteTitle}>
        <p>{t.inviteLead}</p>
        <Form action="/kelola/petugas/undang" values={{ role: 'officer' }}>
          <Radios name="role" label={t.role} options={roles.map((role) => ({ value: role, label: roleSentence(role, lang) }))} />
          <Buttons>
            <Button>{t.invite}</Button>
          </Buttons>
        </Form>
      </Card>
    </StaffPage>
  );
}

/** An address, and that it is not proved. */
function Address({ member: { email, email_verified } }: { member: Member }) {
  const t = texts[usePage().lang];
  return (
    <>
      <span class="wrap-anywhere">{email}</span>
      {!email_verified && (
        <>
          <br />
          <Tag tone="warning">{t.unproved}</Tag>
        </>
      )}
    </>
  );
}

/** What an administrator may do about somebody else's account. */
function OfficerActions({ member, self, mailOn }: { member: Member; self: boolean; mailOn: boolean }) {
  const { lang } = usePage();
  const rights = (
    <a href={`/kelola/petugas/${member.id}`}>
      {grantTexts[lang].rights}
      <span class="hidden">: {member.name}</span>
    </a>
  );
  if (self) return rights;
  return (
    <>
      {rights}
      <br />
      <a href={`/kelola/petugas/${member.id}/cabut`}>
        {texts[lang].remove}
        <span class="hidden">: {member.name}</span>
      </a>
      {member.two_factor_enabled && (
        <>
          <br />
          <a href={`/kelola/petugas/${member.id}/dua-langkah`}>
            {secondFactorTexts[lang].reset}
            <span class="hidden">: {member.name}</span>
          </a>
        </>
      )}
      {!member.email_verified && !mailOn && (
        <PostButton action={`/kelola/petugas/${member.id}/surel`} variant="quiet">
          {texts[lang].confirmAddress}
          <span class="hidden">: {member.name}</span>
        </PostButton>
      )}
    </>
  );
}

/** The link, shown once. */
export function InvitedPage({ link }: { link: string }) {
  const t = texts[usePage().lang];
  return (
    <StaffPage title={t.inviteReady} crumbs={[{ href: '/kelola/petugas', label: t.officers }]}>
      <Card>
        <p>
          <code class="wrap-anywhere">{link}</code>
        </p>
        <Muted>{t.inviteLead}</Muted>
        <Buttons>
          <LinkButton href="/kelola/petugas">{t.back}</LinkButton>
        </Buttons>
      </Card>
    </StaffPage>
  );
}
