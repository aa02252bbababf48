/**
 * A real identity provider (oidc-provider) on this machine, with its own sign-in and consent pages, and a browser without scripts that goes
 * through them. What it says can be falsified as a broken or hostile provider would: with its own key, on its own wire.
 *
 *     const provider = await startProvider({ redirectUris: […] });
 *     provider.people.set('budi', { email: 'budi@uji.test', email_verified: true, groups: ['staf'] });
 *     const back = await provider.visit(answer.location, 'budi');      // the address that it sends the browser back to
 */
import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { type Adapter, type AdapterPayload, Provider } from 'oidc-provider';

/** What the provider says of a person. */
export type Person = Readonly<Record<string, unknown>>;

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By the name that they type on the provider's page; any password does. */
  readonly people: Map<string, Person>;
  /** Changes each token's claims before it is signed again. */
  twist: ((claims: JWTPayload) => JWTPayload) | null;
  /** Signs with a key that is published nowhere. */
  foreignKey: boolean;
  /** Answers instead of the provider, where it returns true. */
  before: ((...request: Parameters<RequestListener>) => boolean) | null;
  /** Requests so far, as `GET /path`. */
  readonly requests: string[];
  /** Signs with a new key and forgets the old one. */
  rotate(): Promise<void>;
  /** Goes from the address that a browser is sent to through the provider's pages, back to the address that it sends the browser to. */
  visit(address: string, login: string): Promise<string>;
  /** Signs the visitor out at the provider, as its own page does; where it sends the browser then. */
  signOut(address: string): Promise<string>;
  stop(): Promise<void>;
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

/** What the provider remembers, kept over a change of its keys. */
function createMemory() {
  const kept = new Map<string, AdapterPayload>();
  const find = (kind: string, test: (payload: AdapterPayload) => boolean) =>
    [...kept].find(([key, payload]) => key.startsWith(`${kind}:`) && test(payload))?.[1];
  return (kind: string): Adapter => ({
    upsert: async (id, payload) => void kept.set(`${kind}:${id}`, payload),
    find: async (id) => kept.get(`${kind}:${id}`),
    findByUserCode: async (code) => find(kind, ({ userCode }) => userCode === code),
    findByUid: async (uid) => find(kind, (payload) => payload.uid === uid),
    consume: async (id) => void Object.assign(kept.get(`${kind}:${id}`) ?? {}, { consumed: Math.floor(Date.now() / 1000) }),
    destroy: async (id) => void kept.delete(`${kind}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
}

export async function startProvider(client: { redirectUris: string[]; signedOutUris: string[] }): Promise<TestProvider> {
  let key = await makeKey();
  const foreign = await makeKey();
  let listener: RequestListener = () => {};
  const server = createServer((request, response) => {
    made.requests.push(`${request.method} ${(request.url ?? '').split('?')[0]}`);
    if (!made.before?.(request, response)) listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Person>();
  const adapter = createMemory();
  const serve = () => {
    const provider = new Provider(issuer, {
      adapter,
      clients: [
        {
          client_id: made.clientId,
          client_secret: made.clientSecret,
          redirect_uris: client.redirectUris,
          post_logout_redirect_uris: client.signedOutUris,
          response_types: ['code'],
          grant_types: ['authorization_code'],
        },
      ],
      jwks: { keys: [key] },
      cookies: { keys: ['a key of the test provider'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    });
    provider.use(async (context, next) => {
      await next();
      const body = context.body as { id_token?: string } | undefined;
      if (context.path !== '/token' || !body?.id_token || !(made.twist || made.foreignKey)) return;
      const claims = made.twist?.(decodeJwt(body.id_token)) ?? decodeJwt(body.id_token);
      const signer = made.foreignKey ? { ...foreign, kid: key.kid as string } : key;
      const header = { alg: 'RS256', kid: signer.kid as string };
      body.id_token = await new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(signer, 'RS256'));
    });
    listener = provider.callback();
  };
  /** Follows redirects and fills forms in, on the provider's own pages only. */
  const walk = async (start: string, cookies: Map<string, string>, login: string): Promise<string> => {
    let next: { url: string; body?: URLSearchParams } = { url: start };
    for (let step = 0; step < 20; step++) {
      if (!next.url.startsWith(issuer)) return next.url;
      const response: Response = await fetch(next.url, {
        ...(next.body ? { method: 'POST', body: next.body } : {}),
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        redirect: 'manual',
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      const location: string | null = response.headers.get('location');
      const html: string = await response.text();
      const form: RegExpExecArray | null = /<form[^>]*action="([^"]*)"/.exec(html);
      if (location !== null) next = { url: new URL(location, next.url).href };
      else if (form) {
        const hidden = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
        const body = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value]));
        if (html.includes('name="login"')) body.set('login', login);
        if (html.includes('name="password"')) body.set('password', 'apa saja');
        if (html.includes('logoutForm')) body.set('logout', 'yes');
        next = { url: new URL((form[1] ?? '').replaceAll('&amp;', '&'), next.url).href, body };
      } else throw new Error(`the provider stops at ${next.url} with ${response.status}: ${html.slice(0, 300)}`);
    }
    throw new Error('the provider leads nowhere');
  };
  let jar = new Map<string, string>();
  const made: TestProvider = {
    issuer,
    clientId: 'suara',
    clientSecret: 'rahasia klien uji yang panjang',
    people,
    twist: null,
    foreignKey: false,
    before: null,
    requests: [],
    async rotate() {
      key = await makeKey();
      serve();
    },
    visit: async (address, login) => {
      jar = new Map();
      return walk(address, jar, login);
    },
    signOut: (address) => walk(address, jar, ''),
    stop: () => new Promise((done) => void server.close(() => done()).closeAllConnections()),
  };
  serve();
  return made;
}
