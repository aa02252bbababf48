import { formatDateTime } from '../../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Checkbox,
  Facts,
  Field,
  Form,
  Grid,
  LinkButton,
  Muted,
  Notice,
  PlainPage,
  PostButton,
  Select,
  StaffPage,
  usePage,
} from '../../ui/index.ts';
import { roleName } from '../role-texts.ts';
import { roles } from '../scope.ts';
import type { KeptProvider } from '../store/sso.ts';
import { texts } from '../texts.ts';
import type { Returns } from './provider.ts';
import type { GivenProvider, ProviderErrors } from './rules.ts';
import { ssoTexts } from './texts.ts';

/** A provider as the sign-in page offers it. */
export interface Offer {
  readonly tenantId: string;
  readonly label: string;
}

/** More than these fill a page of their own. */
const fewOffers = 4;

function OfferLinks({ offers, to }: { offers: readonly Offer[]; to: string }) {
  const t = ssoTexts[usePage().lang];
  const query = to === '' ? '' : `?${new URLSearchParams({ ke: to })}`;
  return (
    <Buttons>
      {offers.map(({ tenantId, label }) => (
        <LinkButton key={tenantId} href={`/masuk/sso/${tenantId}${query}`}>
          {t.signInBy(label)}
        </LinkButton>
      ))}
    </Buttons>
  );
}

/** The ways in by offices' own accounts, below the form of the sign-in page. Links, not forms: the browser leaves this site. */
export function Offers({ offers, to }: { offers: readonly Offer[]; to: string }) {
  const t = ssoTexts[usePage().lang];
  if (offers.length === 0) return null;
  if (offers.length <= fewOffers) return <OfferLinks offers={offers} to={to} />;
  const query = to === '' ? '' : `?${new URLSearchParams({ ke: to })}`;
  return (
    <Buttons>
      <LinkButton href={`/masuk/sso${query}`}>{t.signInMany}</LinkButton>
    </Buttons>
  );
}

/** All offices with accounts of their own. */
export function ChooseOfficePage({ offers, to }: { offers: readonly Offer[]; to: string }) {
  const t = ssoTexts[usePage().lang];
  return (
    <PlainPage title={t.chooseTitle} lead={offers.length > 0 ? t.chooseLead : t.chooseNone}>
      <OfferLinks offers={offers} to={to} />
      <p>
        <a href="/masuk">{t.withPassword}</a>
      </p>
    </PlainPage>
  );
}

/** Why nobody was signed in, and the ways on. */
export function FailedPage({ message, tenantId }: { message: string; tenantId: string }) {
  const t = ssoTexts[usePage().lang];
  return (
    <PlainPage title={t.failed}>
      <Notice tone="danger" announce>
        <p>{message}</p>
      </Notice>
      <Buttons>
        <LinkButton href={`/masuk/sso/${tenantId}`}>{t.again}</LinkButton>
        <LinkButton href="/masuk" variant="quiet">
          {texts[usePage().lang].signIn}
        </LinkButton>
      </Buttons>
    </PlainPage>
  );
}

/** Between the end here and the end at the provider. */
export function LeavingPage({ href }: { href: string }) {
  const t = ssoTexts[usePage().lang];
  return (
    <PlainPage title={t.signedOut} lead={t.signedOutLead}>
      <Buttons>
        <LinkButton href={href}>{t.signOutThere}</LinkButton>
      </Buttons>
    </PlainPage>
  );
}

/** On the page of officers: whether the office's own accounts are used. */
export function SsoCard({ provider }: { provider: KeptProvider | null }) {
  const t = ssoTexts[usePage().lang];
  const said = !provider?.enabled ? t.cardOff : provider.required ? t.cardOnly(provider.label) : t.cardOn(provider.label);
  return (
    <Card title={t.card}>
      <p>{said}</p>
      <Buttons>
        <LinkButton href="/kelola/sso">{t.manage}</LinkButton>
      </Buttons>
    </Card>
  );
}

export interface SsoPageProps {
  readonly provider: KeptProvider | null;
  readonly returns: Returns;
  /** Administrators with a password, who can be the emergency account. */
  readonly admins: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  readonly zone: string;
  readonly given?: GivenProvider;
  readonly errors?: ProviderErrors;
  readonly said?: { readonly tone: 'success' | 'danger'; readonly text: string } | undefined;
}

/** How many lines for groups the form shows: those in use and some to fill in. */
const spareLines = 3;

/** The office's identity provider. */
export function SsoPage({ provider, returns, admins, zone, given, errors = {}, said }: SsoPageProps) {
  const { lang } = usePage();
  const t = ssoTexts[lang];
  return (
    <StaffPage title={t.title} crumbs={[{ href: '/kelola/petugas', label: texts[lang].officers }]}>
      {said && (
        <Notice tone={said.tone} announce>
          <p>{said.text}</p>
        </Notice>
      )}
      <p>{t.lead}</p>
      <Card title={t.register}>
        <p>{t.registerLead}</p>
        <Facts
          items={[
            { term: t.redirectUri, value: <code class="wrap-anywhere">{returns.signedIn}</code> },
            { term: t.signedOutUri, value: <code class="wrap-anywhere">{returns.signedOut}</code> },
          ]}
        />
      </Card>
      <ProviderForm provider={provider} given={given} errors={errors} />
      {provider && (
        <Card title={t.test}>
          <p>{t.testLead}</p>
          <Buttons>
            <PostButton action="/kelola/sso/coba">{t.test}</PostButton>
          </Buttons>
        </Card>
      )}
      {provider && <RequireCard provider={provider} admins={admins} zone={zone} />}
    </StaffPage>
  );
}

function ProviderForm({
  provider,
  given,
  errors,
}: {
  provider: KeptProvider | null;
  given: GivenProvider | undefined;
  errors: ProviderErrors;
}) {
  const { lang } = usePage();
  const t = ssoTexts[lang];
  const shown = given ?? provider;
  const lines = given?.groups ?? provider?.groupRoles ?? [];
  const values = {
    label: shown?.label,
    issuer: shown?.issuer,
    client_id: shown?.clientId,
    scopes: shown?.scopes ?? 'openid email profile',
    groups_claim: shown?.groupsClaim ?? 'groups',
    enabled: shown?.enabled ?? false,
    ...Object.fromEntries(lines.flatMap(({ group, role }, at) => [[`group${at}`, group] as const, [`role${at}`, role] as const])),
  };
  const words = Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, t.wrong[error]]));
  const filled = lines.filter(({ group, role }) => group !== '' || role !== '').length;
  const choices = roles.map((role) => ({ value: role, label: roleName(role, lang) }));
  return (
    <Card title={t.provider}>
      <Form action="/kelola/sso" values={values} errors={words} autocomplete="off">
        <Field name="label" label={t.label} hint={t.labelHint} maxLength={80} />
        <Field name="issuer" type="url" label={t.issuer} hint={t.issuerHint} maxLength={300} />
        <Field name="client_id" label={t.clientId} maxLength={200} spellcheck={false} />
        <Field
          name="client_secret"
          type="password"
          label={t.secret}
          hint={provider ? t.secretKept : t.secretHint}
          optional={provider !== null}
          autocomplete="off"
          maxLength={300}
        />
        <Field name="scopes" label={t.scopes} hint={t.scopesHint} maxLength={300} spellcheck={false} />
        <Field name="groups_claim" label={t.groupsClaim} hint={t.groupsClaimHint} maxLength={100} spellcheck={false} />
        <h3>{t.groups}</h3>
        <Muted>{t.groupsLead}</Muted>
        {Array.from({ length: filled + spareLines }, (_, at) => at).map((at) => (
          <Grid min="md" key={at}>
            <Field name={`group${at}`} label={t.group(at + 1)} maxLength={200} optional={at > 0} spellcheck={false} />
            <Select name={`role${at}`} label={t.roleOf(at + 1)} empty={t.noRole} optional={at > 0} options={choices} />
          </Grid>
        ))}
        <Checkbox name="enabled" label={t.enabled} />
        <Buttons>
          <Button>{t.save}</Button>
        </Buttons>
      </Form>
    </Card>
  );
}

function RequireCard({ provider, admins, zone }: Pick<SsoPageProps, 'admins' | 'zone'> & { provider: KeptProvider }) {
  const { lang } = usePage();
  const t = ssoTexts[lang];
  if (provider.required)
    return (
      <Card title={t.require}>
        <p>{t.required(admins.find(({ id }) => id === provider.emergencyUserId)?.email ?? '–')}</p>
        <Buttons>
          <PostButton action="/kelola/sso/wajib" fields={{ emergency: '' }}>
            {t.release}
          </PostButton>
        </Buttons>
      </Card>
    );
  return (
    <Card title={t.require}>
      <p>{t.requireLead}</p>
      {!provider.provenAt || !provider.enabled ? (
        <Notice tone="info">
          <p>{t.unproven}</p>
        </Notice>
      ) : (
        <>
          <Facts items={[{ term: t.provenAt, value: formatDateTime(provider.provenAt, zone, lang) }]} />
          <Form action="/kelola/sso/wajib" prefix="require">
            <Select
              name="emergency"
              label={t.emergency}
              hint={t.emergencyHint}
              empty
              options={admins.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
            />
            <Buttons>
              <Button variant="danger">{t.requireNow}</Button>
            </Buttons>
          </Form>
        </>
      )}
    </Card>
  );
}
