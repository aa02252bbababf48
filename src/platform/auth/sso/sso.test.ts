/** Signing in by a real identity provider, as a browser without JavaScript goes through it; and everything that must not let anybody in. */
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Client, createClient, testHouse } from '../../../../test/house.ts';
import { foundTestOffice, type TestOffice } from '../../../../test/office.ts';
import { startProvider } from '../../../../test/provider.ts';

const house = await testHouse();
const database = new pg.Client({ connectionString: house.ownerUrl });
await database.connect();
const tenant = house.office.scope.tenantId;
const start = `/masuk/sso/${tenant}`;
const provider = await startProvider({
  redirectUris: [`http://suara.test${start}/kembali`],
  signedOutUris: ['http://suara.test/masuk'],
});
afterAll(async () => {
  await provider.stop();
  await database.end();
});
beforeEach(() => {
  Object.assign(provider, { twist: null, foreignKey: false, before: null });
  provider.people.clear();
});

const settings = {
  label: 'Akun ASN Uji',
  issuer: provider.issuer,
  client_id: provider.clientId,
  client_secret: provider.clientSecret,
  scopes: 'openid email profile',
  groups_claim: 'groups',
  group0: 'kepala',
  role0: 'head',
  group1: 'staf',
  role1: 'officer',
  enabled: '1',
};

async function signInAs(office: TestOffice): Promise<Client> {
  const client = createClient(house.app);
  await client.get('/masuk');
  await client.post('/masuk', { email: office.email, password: office.password });
  return client;
}

const admin = await house.signIn();
async function configure(changes: Readonly<Record<string, string>> = {}, client = admin) {
  await client.get('/kelola/sso');
  return client.post('/kelola/sso', { ...settings, ...changes });
}
expect((await configure()).location).toBe('/kelola/sso?pesan=simpan');

const pathOf = (address: string) => new URL(address).pathname + new URL(address).search;
let count = 0;
const person = (groups: readonly string[], more: Readonly<Record<string, unknown>> = {}) => {
  const login = `orang${++count}`;
  provider.people.set(login, { email: `${login}@asn.test`, email_verified: true, name: `Orang ${count}`, groups, ...more });
  return login;
};
async function begin(client = house.visitor(), to = '/akun') {
  const answer = await client.get(`${start}?ke=${encodeURIComponent(to)}`);
  expect(answer.status).toBe(303);
  return { client, address: answer.location };
}
async function signIn(login: string, to?: string) {
  const { client, address } = await begin(undefined, to);
  const back = await provider.visit(address, login);
  return { client, back, answer: await client.get(pathOf(back)) };
}
const trail = async () => (await admin.get('/kelola/jejak')).text;
const sessionsOf = async (email: string) =>
  (await database.query('select s.* from auth_session s join auth_user u on u.id = s.user_id where u.email = $1', [email])).rows;

describe('signing in', () => {
  test('leads to the provider with PKCE, state and nonce, and back to where one wanted to go', async () => {
    expect((await house.visitor().get('/masuk?ke=/periode')).text).toContain(`href="${start}?ke=%2Fperiode"`);
    const login = person(['lain', 'staf']);
    const { client, address } = await begin();
    const asked = new URL(address);
    expect(asked.origin).toBe(provider.issuer);
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.searchParams.get(name)?.length).toBeGreaterThan(40);
    expect(asked.searchParams.get('redirect_uri')).toBe(`http://suara.test${start}/kembali`);
    const answer = await client.get(pathOf(await provider.visit(address, login)));
    expect([answer.status, answer.location]).toEqual([303, '/akun']);
    const account = await client.get('/akun');
    expect(account.text).toContain(`${login}@asn.test`);
    expect(client.cookies.has('suara_sso')).toBe(false);
    // An officer, and no more than that.
    expect((await client.get('/kertas')).status).toBe(200);
    expect((await client.get('/kelola/petugas')).status).toBe(403);
    expect(await trail()).toContain('Masuk lewat SSO untuk pertama kali: akun dibuat');
  });

  test('never leads elsewhere than into this house', async () => {
    const { answer } = await signIn(person(['staf']), '//evil.example');
    expect(answer.location).toBe('/beranda');
  });

  test('an account of the office with the same verified address is tied, and takes the role of its groups', async () => {
    const office = await foundTestOffice(house.db);
    const other = await signInAs(office);
    await admin.get('/kelola/petugas');
    const link = /\/undangan\/[\w-]+/.exec((await admin.post('/kelola/petugas/undang', { role: 'reviewer' })).text)?.[0] ?? '';
    const guest = house.visitor();
    await guest.get(link);
    await guest.post(link, { name: 'Sri', email: 'sri@asn.test', password: 'kata sandi milik Sri' });
    // Whoever joined with Sri's address would share the account with her: it has to be proved first.
    const unproved = await signIn(person(['kepala'], { email: 'sri@asn.test' }));
    expect([unproved.answer.status, unproved.answer.text.includes('belum terbukti milik Anda')]).toEqual([403, true]);
    const { rows: ties } = await database.query(
      `select 1 from auth_credential c join auth_user u on u.id = c.user_id where u.email = 'sri@asn.test' and c.provider_id like 'sso %'`,
    );
    expect(ties).toEqual([]);
    const officers = (await admin.get('/kelola/petugas')).text;
    const sri = /sri@asn\.test[\s\S]*?\/kelola\/petugas\/([0-9a-f-]{36})\/surel/.exec(officers)?.[1];
    expect((await admin.post(`/kelola/petugas/${sri}/surel`, {})).location).toBe('/kelola/petugas?pesan=surel');
    const unverified = await signIn(person(['staf'], { email: 'sri@asn.test', email_verified: false }));
    expect([unverified.answer.status, unverified.answer.text.includes('belum diverifikasi')]).toEqual([403, true]);
    // Already head for long: being tied changes no role, but who vouches for her is new, so as a second person she waits a night.
    const sris = `user_id = (select id from auth_user where email = 'sri@asn.test')`;
    await database.query(`update auth_membership set role = 'head', role_since = '2020-01-01' where ${sris}`);
    const { client, answer } = await signIn(person(['kepala'], { email: 'SRI@asn.test' }));
    expect(answer.status).toBe(303);
    const since = await database.query(
      `select role_since > now() - interval '1 hour' as fresh from auth_membership where ${sris}`,
    );
    expect(since.rows).toEqual([{ fresh: true }]);
    expect((await client.get('/akun')).text).toContain('Sri');
    expect((await client.get('/kertas')).status).toBe(403);
    expect(await trail()).toContain('akun dihubungkan');
    // The account of another office is not opened, and not changed.
    const foreign = await signIn(person(['kepala'], { email: office.email }));
    expect([foreign.answer.status, foreign.answer.text.includes('akun instansi lain')]).toEqual([403, true]);
    expect((await other.get('/kelola/petugas')).status).toBe(200);
  });

  test('whoever was dismissed here does not come back by signing in', async () => {
    const login = person(['staf']);
    const { client } = await signIn(login);
    const id = new RegExp(`${login}@asn.test[\\s\\S]*?/kelola/petugas/([0-9a-f-]{36})/cabut`).exec(
      (await admin.get('/kelola/petugas')).text,
    )?.[1];
    expect((await admin.post(`/kelola/petugas/${id}/cabut`, {})).status).toBe(303);
    expect((await client.get('/akun')).status).toBe(303);
    const { answer } = await signIn(login);
    expect([answer.status, answer.text.includes('pernah dicabut')]).toEqual([403, true]);
  });
});

describe('proving once more that it is you, without a password', () => {
  const copies = async () => (await database.query('select 1 from tenants_export where tenant_id = $1', [tenant])).rows.length;
  test('the provider asks anew, and for five minutes that opens what a password opens', async () => {
    const login = person(['kepala']);
    await configure({ role0: 'admin' });
    const { client } = await signIn(login);
    const form = (await client.get('/kelola/data')).text;
    expect(form).toContain('href="/akun/masuk-ulang?ke=%2Fkelola%2Fdata"');
    expect(form).not.toContain('name="password"');
    const before = await copies();
    const early = await client.post('/kelola/data/salinan', {});
    expect([early.status, early.text.includes('Masuk ulang lewat SSO')]).toEqual([403, true]);
    expect((await client.post('/kelola/data/salinan', { password: 'tebakan' })).status).toBe(422);
    expect(await copies()).toBe(before);

    const again = await client.get((await client.get('/akun/masuk-ulang?ke=/kelola/data')).location);
    const asked = new URL(again.location).searchParams;
    expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '300']);
    const back = await client.get(pathOf(await provider.visit(again.location, login)));
    expect([back.status, back.location]).toEqual([303, '/kelola/data']);
    expect((await client.get('/kelola/data')).text).toContain('Anda baru saja masuk ulang lewat SSO');
    expect((await client.post('/kelola/data/salinan', {})).location).toBe('/kelola/data?pesan=salinan');
    expect(await copies()).toBe(before + 1);

    const mine = `user_id = (select id from auth_user where email = '${login}@asn.test')`;
    await database.query(`update auth_session set confirmed_at = confirmed_at - interval '5 minutes' where ${mine}`);
    expect((await client.get('/kelola/data')).text, 'five minutes later it is asked for again').toContain('/akun/masuk-ulang');
    expect((await client.post('/kelola/data/salinan', {})).status).toBe(403);
  });

  test('a provider that did not ask anew, or does not say when it did, proves nothing', async () => {
    const login = person(['kepala']);
    const { client } = await signIn(login);
    for (const [twist, words] of [
      [(claims: Record<string, unknown>) => ({ ...claims, auth_time: Number(claims.auth_time) - 3600 }), 'auth_time'],
      [({ auth_time: _, ...claims }: Record<string, unknown>) => claims, ''],
    ] as const) {
      const { location } = await client.get((await client.get('/akun/masuk-ulang?ke=/kelola/data')).location);
      provider.twist = twist as typeof provider.twist;
      const answer = await client.get(pathOf(await provider.visit(location, login)));
      provider.twist = null;
      expect(answer.status, answer.text.slice(0, 2000)).toBeGreaterThanOrEqual(400);
      expect(answer.text).toContain(words);
    }
    expect((await client.get('/kelola/data')).text).toContain('/akun/masuk-ulang');
    await configure();
  });
});

describe('groups', () => {
  test('the role follows them at each sign-in; none is no access, and ends what is open', async () => {
    const login = person(['staf', 'kepala']);
    const first = await signIn(login);
    expect((await first.client.get('/kertas')).status, 'the first line that fits counts: head').toBe(403);
    provider.people.set(login, { ...provider.people.get(login), groups: ['staf'] });
    const second = await signIn(login);
    expect((await second.client.get('/kertas')).status).toBe(200);
    expect((await first.client.get('/kertas')).status, 'the older session too').toBe(200);
    expect(await trail()).toContain('Perannya berubah mengikuti grup');
    provider.people.set(login, { ...provider.people.get(login), groups: [] });
    const third = await signIn(login);
    expect([third.answer.status, third.answer.text.includes('tidak termasuk grup')]).toEqual([403, true]);
    for (const { client } of [first, second, third]) expect((await client.get('/akun')).status).toBe(303);
    expect(await sessionsOf(`${login}@asn.test`)).toEqual([]);
    const { rows } = await database.query(
      `select detail from audit_event e join auth_user u on u.id = e.actor_id where u.email = $1 and action = 'auth.sso_role' order by at`,
      [`${login}@asn.test`],
    );
    expect(rows.map(({ detail }) => detail)).toEqual([
      { from: 'head', to: 'officer' },
      { from: 'officer', to: null },
    ]);
    provider.people.set(login, { ...provider.people.get(login), groups: 'staf' });
    expect((await signIn(login)).answer.status, 'and back').toBe(303);
  });

  test('nobody is made of somebody without a group', async () => {
    const login = person(['tidak dikenal']);
    expect((await signIn(login)).answer.status).toBe(403);
    expect((await database.query('select 1 from auth_user where email = $1', [`${login}@asn.test`])).rows).toEqual([]);
  });
});

describe('an answer that must not count', () => {
  test('the same again, in another browser, for another question, too late, forged, or refused', async () => {
    const login = person(['staf']);
    const { client, address } = await begin();
    const cookie = client.cookies.get('suara_sso') ?? '';
    const back = pathOf(await provider.visit(address, login));
    const other = await begin();
    for (const [who, path] of [
      [house.visitor(), back],
      [other.client, back],
      [client, `${back}&state=x`],
      [client, back.replace(/state=[^&]*/, 'state=forged')],
    ] as const) {
      if (who === client) client.cookies.set('suara_sso', cookie);
      const answer = await who.get(path);
      expect([answer.status, answer.text.includes('sudah dipakai, terlalu lama')], path).toEqual([422, true]);
      expect((await who.get('/akun')).status).toBe(303);
    }
    client.cookies.set('suara_sso', `${cookie.slice(0, -2)}00`);
    expect((await client.get(back)).status).toBe(422);
    client.cookies.set('suara_sso', cookie);
    expect((await client.get(back)).location).toBe('/akun');
    // State reuse: the very same answer with the very same cookie.
    const twin = house.visitor();
    twin.cookies.set('suara_sso', cookie);
    expect((await twin.get(back)).status).toBe(422);
    const late = await begin();
    const lateBack = pathOf(await provider.visit(late.address, login));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    expect((await late.client.get(lateBack)).status).toBe(422);
    vi.useRealTimers();
    const denied = await begin();
    const state = new URL(denied.address).searchParams.get('state') ?? '';
    const issuer = encodeURIComponent(provider.issuer);
    const no = await denied.client.get(`${start}/kembali?error=access_denied&state=${state}&iss=${issuer}`);
    expect([no.status, no.text.includes('tidak memberi izin')]).toEqual([403, true]);
  });

  test.each([
    ['another issuer', { iss: 'https://evil.example' }, 'nama (issuer) lain'],
    ['another audience', { aud: 'another application' }, '“aud”'],
    ['a replayed nonce', { nonce: 'of an earlier attempt' }, '“nonce”'],
    ['no nonce', { nonce: undefined }, 'Anda belum masuk'],
    ['an expired token', { exp: Math.floor(Date.now() / 1000) - 120, iat: Math.floor(Date.now() / 1000) - 3600 }, '“exp”'],
    ['no end', { exp: undefined }, 'Anda belum masuk'],
  ])('a token with %s', async (_name, claims, words) => {
    provider.twist = (own) => ({ ...own, ...claims });
    const { client, answer } = await signIn(person(['kepala']));
    expect(answer.status).toBe(502);
    expect(answer.text).toContain(words);
    expect((await client.get('/akun')).status).toBe(303);
  });

  test('the very token of an earlier attempt', async () => {
    let earlier: Record<string, unknown> | null = null;
    provider.twist = (own) => {
      earlier ??= own;
      return earlier;
    };
    const login = person(['staf']);
    expect((await signIn(login)).answer.location).toBe('/akun');
    const again = await signIn(login);
    expect([again.answer.status, again.answer.text.includes('“nonce”')]).toEqual([502, true]);
  });

  test('the twisting itself is no reason to refuse', async () => {
    provider.twist = (own) => ({ ...own });
    expect((await signIn(person(['staf']))).answer.location).toBe('/akun');
  });

  test('a token that another key signed', async () => {
    provider.foreignKey = true;
    const { client, answer } = await signIn(person(['kepala']));
    expect([answer.status, answer.text.includes('Tanda tangan')]).toEqual([502, true]);
    expect((await client.get('/akun')).status).toBe(303);
  });

  test('an answer that another provider gave (mix-up)', async () => {
    const { client, address } = await begin();
    const back = new URL(await provider.visit(address, person(['staf'])));
    back.searchParams.set('iss', 'https://evil.example');
    expect((await client.get(back.pathname + back.search)).status).toBe(502);
  });
});

test('a new key in the middle of an attempt counts at once', async () => {
  await signIn(person(['staf']));
  const { client, address } = await begin();
  const back = pathOf(await provider.visit(address, person(['staf'])));
  await provider.rotate();
  expect((await client.get(back)).location).toBe('/akun');
});

test('signing out ends the session here and at the provider', async () => {
  const login = person(['staf']);
  const { client } = await signIn(login);
  const [session] = await sessionsOf(`${login}@asn.test`);
  expect(session.method).toBe('sso');
  // The address holds the provider's token, so it is kept encrypted.
  expect(session.sign_out_url.length).toBeGreaterThan(100);
  expect(session.sign_out_url).not.toContain('id_token_hint');
  await client.get('/akun');
  const answer = await client.post('/keluar', {});
  const there = String(answer.headers.refresh).replace(/^0; url=/, '');
  expect(there).toContain(`${provider.issuer}/session/end?id_token_hint=`);
  expect(answer.text).toContain('Keluar juga dari akun instansi');
  expect((await client.get('/akun')).status).toBe(303);
  expect(await provider.signOut(there)).toBe('http://suara.test/masuk');
});

describe('setting up', () => {
  test('says field by field what is wrong and keeps what was given', async () => {
    const answer = await configure({
      label: '',
      issuer: 'http://sso.contoh.go.id',
      scopes: 'email',
      group1: 'kepala',
      group2: 'x',
      role2: '',
      group3: '',
      role3: 'admin',
    });
    expect(answer.status).toBe(422);
    for (const words of [
      'Isi bagian ini.',
      'alamat https lengkap',
      'harus memuat “openid”',
      'sudah ada di baris lain',
      'Pilih peran',
    ])
      expect(answer.text, words).toContain(words);
    expect(answer.text).toContain('value="http://sso.contoh.go.id"');
    for (const issuer of [
      'https://a:b@sso.test',
      'https://sso.test/.well-known/openid-configuration',
      'file:///etc/passwd',
      'http://10.0.0.1',
    ])
      expect((await configure({ issuer })).status, issuer).toBe(422);
  });

  test('the secret is encrypted where it is kept, never shown, and stays where it is not given', async () => {
    await configure({ client_secret: '' });
    const { rows } = await database.query('select client_secret from auth_sso where tenant_id = $1', [tenant]);
    expect(rows[0].client_secret).not.toContain('rahasia');
    expect((await admin.get('/kelola/sso')).text).not.toContain(provider.clientSecret);
    expect((await signIn(person(['staf']))).answer.status).toBe(303);
    const { rows: events } = await database.query(`select detail::text from audit_event where action = 'auth.change_sso'`);
    expect(events.length).toBeGreaterThan(0);
    expect(JSON.stringify(events)).not.toContain(provider.clientSecret);
    await configure({ client_secret: 'salah' });
    const refused = await signIn(person(['staf']));
    expect([refused.answer.status, refused.answer.text.includes('client secret')]).toEqual([502, true]);
    await configure();
  });

  test('trying the provider says in words what is wrong', async () => {
    const tried = async (changes: Readonly<Record<string, string>> = {}) => {
      await configure(changes);
      await admin.get('/kelola/sso');
      return (await admin.post('/kelola/sso/coba', {})).text;
    };
    expect(await tried()).toContain('Penyedia menjawab dengan benar');
    expect(await tried({ issuer: provider.issuer.replace('127.0.0.1', 'localhost') })).toContain('nama (issuer) lain');
    expect(await tried({ issuer: 'http://127.0.0.1:1' })).toContain('tidak dapat dihubungi');
    expect(await tried({ issuer: `${provider.issuer}/tidak-ada` })).toContain('keterangan OpenID Connect');
    provider.before = (_, response) => !!response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect(await tried()).toContain('mengalihkan ke alamat lain');
    const json = { 'content-type': 'application/json' };
    provider.before = (_, response) => !!response.writeHead(200, json).end(' '.repeat(2 ** 20));
    expect(await tried()).toContain('bukan dengan keterangan');
    // A description that would have us ask another machine, without TLS.
    const { issuer } = provider;
    const endpoints = {
      authorization_endpoint: `${issuer}/auth`,
      jwks_uri: `${issuer}/jwks`,
      token_endpoint: 'http://10.0.0.1/token',
    };
    provider.before = (_, response) => !!response.writeHead(200, json).end(JSON.stringify({ issuer, ...endpoints }));
    expect(await tried()).toContain('Alamat 10.0.0.1 tidak boleh dipakai');
    provider.before = (request, response) => request.url === '/jwks' && !!response.writeHead(200, json).end('{"keys":[]}');
    expect(await tried()).toContain('kuncinya tidak dapat dibaca');
    provider.before = null;
    expect(await tried()).toContain('Penyedia menjawab dengan benar');
  });

  test('belongs to administrators, each to their own office', async () => {
    const { client } = await signIn(person(['kepala']));
    expect((await client.get('/kelola/sso')).status).toBe(403);
    const other = await signInAs(await foundTestOffice(house.db));
    expect((await other.get('/kelola/sso')).text).not.toContain(provider.issuer);
    await other.get('/kelola/sso');
    expect((await other.post('/kelola/sso/coba', {})).status).toBe(404);
    const hidden = await configure({ enabled: '' });
    expect(hidden.status).toBe(303);
    expect((await house.visitor().get(start)).status).toBe(404);
    expect((await house.visitor().get('/masuk')).text).not.toContain('Akun ASN Uji');
    await configure();
  });
});
