/** OpenID Connect with an office's provider: authorization code with PKCE (S256), state and nonce, through `openid-client`. */
import type { Configuration, ServerMetadata } from 'openid-client';
import { Problem } from '../../../kernel/problem.ts';
import { askingFor, longestWait } from './ask.ts';
import { type Identity, identityIn, mayAsk, type Provider, parseIssuer } from './rules.ts';

/** A provider with its secret opened. */
export type OpenProvider = Pick<Provider, 'issuer' | 'clientId' | 'scopes' | 'groupsClaim'> & { readonly secret: string };

/** What ties an answer to the question it answers. */
export interface Question {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Where the provider sends people back to. */
export interface Returns {
  readonly signedIn: string;
  readonly signedOut: string;
}

/** What a sign-in at the provider came to. `signOutUrl` is null where the provider wants to hear of no end. */
export interface Vouched {
  readonly identity: Identity;
  readonly signOutUrl: string | null;
}

/** How long ago somebody may have signed in at the provider to count as asked anew, in seconds. */
export const askedAnewSeconds = 300;
/** How long a provider's description of itself is believed. Its keys never are: they are read anew for each sign-in, so a new one counts at once. */
const keptMs = 5 * 60_000;
/** A provider that fails is not asked again for each visitor. */
const failedMs = 5_000;

interface Kept {
  readonly description: Promise<ServerMetadata>;
  until: number;
}

const kept = new Map<string, Kept>();

const named = (error: unknown): readonly { code?: unknown; error?: unknown; claim?: unknown; cause?: unknown }[] => {
  const chain = [];
  for (let each = error; each !== null && typeof each === 'object' && chain.length < 6; each = (each as Error).cause)
    chain.push(each);
  return chain;
};

/** What a refusal of the library means to people. A fault of ours goes on being thrown. */
function problemOf(error: unknown, host: string): Problem {
  const chain = named(error);
  const ours = chain.find((each) => each instanceof Problem);
  if (ours instanceof Problem) return ours;
  const code = chain.map((each) => each.code).find((each) => typeof each === 'string' && each.startsWith('OAUTH_'));
  const said = chain.map((each) => each.error).find((each) => typeof each === 'string');
  const claim = chain.map((each) => each.claim).find((each) => typeof each === 'string');
  const because = { cause: error };
  if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR') return new Problem('auth.sso_denied', {}, because);
  if (said === 'invalid_client' || said === 'unauthorized_client') return new Problem('auth.sso_client', { host }, because);
  if (said === 'invalid_grant') return new Problem('auth.sso_over', {}, because);
  if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') return new Problem('auth.sso_client', { host }, because);
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' || claim === 'iss')
    return new Problem('auth.sso_issuer', { host }, because);
  if (code === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' || code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED')
    return new Problem('auth.sso_token', { claim: claim ?? '-' }, because);
  if (code === 'OAUTH_KEY_SELECTION_FAILED') return new Problem('auth.sso_signature', { host }, because);
  if (code === 'OAUTH_INVALID_RESPONSE' && /signature/.test(String((chain[1] ?? chain[0]) as Error)))
    return new Problem('auth.sso_signature', { host }, because);
  if (code === 'OAUTH_TIMEOUT') return new Problem('auth.sso_unreachable', { host }, because);
  if (code !== undefined || error instanceof TypeError) return new Problem('auth.sso_not_provider', { host }, because);
  throw error;
}

/** Runs what talks to the provider; whatever goes wrong becomes a Problem `auth.sso_…`. */
async function asking<T>(host: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw problemOf(error, host);
  }
}

function issuerOf(provider: Pick<OpenProvider, 'issuer'>): URL {
  const issuer = parseIssuer(provider.issuer);
  if (!issuer) throw new Problem('auth.sso_address', { host: provider.issuer });
  return issuer;
}

/** Reads the provider's description and checks that it is about the provider itself and names every address that we need. */
async function readDescription(provider: OpenProvider): Promise<ServerMetadata> {
  const openid = await import('openid-client');
  const issuer = issuerOf(provider);
  return asking(issuer.host, async () => {
    const found = await openid.discovery(issuer, provider.clientId, provider.secret, undefined, {
      [openid.customFetch]: askingFor(issuer),
      timeout: longestWait,
      // Which addresses may be asked without TLS is decided for each of them, by `mayAsk`.
      execute: [openid.allowInsecureRequests],
    });
    const description = found.serverMetadata();
    // The library also takes descriptions that stand for many organisations at once, whose people would all come in.
    if (new URL(description.issuer).href !== issuer.href) throw new Problem('auth.sso_issuer', { host: issuer.host });
    for (const address of [description.authorization_endpoint, description.token_endpoint, description.jwks_uri]) {
      if (address === undefined || !URL.canParse(address)) throw new Problem('auth.sso_not_provider', { host: issuer.host });
      if (!mayAsk(new URL(address), issuer)) throw new Problem('auth.sso_address', { host: new URL(address).host });
    }
    return description;
  });
}

/** The provider's description, from memory for a few minutes; asked once for all who wait. */
function describe(provider: OpenProvider): Promise<ServerMetadata> {
  const now = Date.now();
  const known = kept.get(provider.issuer);
  if (known && known.until > now) return known.description;
  for (const [issuer, { until }] of kept) if (until <= now) kept.delete(issuer);
  const entry: Kept = { description: readDescription(provider), until: now + keptMs };
  entry.description.catch(() => {
    entry.until = Math.min(entry.until, Date.now() + failedMs);
  });
  kept.set(provider.issuer, entry);
  return entry.description;
}

/** The library's configuration, made anew each time: with it its memory of the provider's keys. */
async function configure(provider: OpenProvider): Promise<Configuration> {
  const openid = await import('openid-client');
  const description = await describe(provider);
  // What a description leaves out is Basic (OpenID Connect Discovery 1.0 §3).
  const methods = description.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = methods.includes('client_secret_basic') ? openid.ClientSecretBasic : openid.ClientSecretPost;
  const config = new openid.Configuration(description, provider.clientId, provider.secret, authentication(provider.secret));
  config[openid.customFetch] = askingFor(issuerOf(provider));
  config.timeout = longestWait;
  openid.allowInsecureRequests(config);
  // The signature of the token is checked against the provider's keys, not only the connection that it came over.
  openid.enableNonRepudiationChecks(config);
  return config;
}

/**
 * Begins a sign-in: where the browser goes, and what its answer is held against. `anew`: also who is signed in at the provider is asked
 * again (OpenID Connect Core 1.0 §3.1.2.1).
 */
export async function ask(
  provider: OpenProvider,
  returns: Returns,
  anew: boolean,
): Promise<{ readonly url: URL; readonly question: Question }> {
  const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } = await import(
    'openid-client'
  );
  const config = await configure(provider);
  const question = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  const url = buildAuthorizationUrl(config, {
    redirect_uri: returns.signedIn,
    scope: provider.scopes,
    state: question.state,
    nonce: question.nonce,
    code_challenge: await calculatePKCECodeChallenge(question.verifier),
    code_challenge_method: 'S256',
    ...(anew ? { prompt: 'login', max_age: String(askedAnewSeconds) } : {}),
  });
  return { url, question };
}

/**
 * Ends a sign-in: exchanges the code and checks the token's signature, issuer, audience, time and nonce. `query` is what stands behind the
 * question mark of the address that the provider sent the browser to. `anew`: the token must say that the person signed in just now.
 */
export async function hear(
  provider: OpenProvider,
  returns: Returns,
  query: string,
  { anew, ...question }: Question & { readonly anew: boolean },
): Promise<Vouched> {
  const { authorizationCodeGrant, buildEndSessionUrl, fetchUserInfo } = await import('openid-client');
  const config = await configure(provider);
  const { host } = issuerOf(provider);
  return asking(host, async () => {
    const tokens = await authorizationCodeGrant(config, new URL(`${returns.signedIn}?${query}`), {
      pkceCodeVerifier: question.verifier,
      expectedState: question.state,
      expectedNonce: question.nonce,
      idTokenExpected: true,
      ...(anew ? { maxAge: askedAnewSeconds } : {}),
    });
    const claims = tokens.claims();
    if (!claims || !tokens.id_token) throw new Problem('auth.sso_not_provider', { host });
    const { userinfo_endpoint, end_session_endpoint } = config.serverMetadata();
    // What the signed token says counts before what the page about the person adds.
    const more = userinfo_endpoint ? await fetchUserInfo(config, tokens.access_token, claims.sub) : {};
    const identity = identityIn({ ...more, ...claims }, provider.groupsClaim);
    const ends =
      end_session_endpoint && URL.canParse(end_session_endpoint) && mayAsk(new URL(end_session_endpoint), issuerOf(provider));
    const leaving = { id_token_hint: tokens.id_token, post_logout_redirect_uri: returns.signedOut };
    return { identity, signOutUrl: ends ? buildEndSessionUrl(config, leaving).href : null };
  });
}

/** Whether the provider answers as it should now, its keys included, past anything that is remembered; what is wrong is thrown as a Problem. */
export async function tryProvider(provider: OpenProvider): Promise<void> {
  kept.delete(provider.issuer);
  const { jwks_uri = '' } = await describe(provider);
  const issuer = issuerOf(provider);
  const { host } = new URL(jwks_uri);
  await asking(host, async () => {
    const answer = await askingFor(issuer)(jwks_uri, {
      method: 'GET',
      headers: { accept: 'application/json' },
      body: undefined,
      redirect: 'manual',
    });
    const said: unknown = answer.ok ? await answer.json().catch(() => null) : null;
    const keys = said !== null && typeof said === 'object' && 'keys' in said ? said.keys : null;
    if (!Array.isArray(keys) || keys.length === 0) throw new Problem('auth.sso_signature', { host });
  });
}
