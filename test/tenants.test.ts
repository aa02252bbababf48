/** The copy of all that an office owns and the end of an office, over every table that the catalogue knows. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { moduleDoors } from '../src/app.ts';
import { storeAnswers } from '../src/modules/survey/index.ts';
import { acceptInvitation, inviteOfficer } from '../src/platform/auth/actions.ts';
import { listGone } from '../src/platform/auth/store/gone.ts';
import { transact } from '../src/platform/db/db.ts';
import { openZip } from '../src/platform/files/zip.ts';
import { createJobs } from '../src/platform/jobs/index.ts';
import { readNote } from '../src/platform/ledger/note.ts';
import { isSignedBy } from '../src/platform/ledger/signing.ts';
import { tableMeanings } from '../src/platform/tenants/copy.ts';
import { listOwnedTables } from '../src/platform/tenants/store.ts';
import { makeTestFolder } from './folder.ts';
import { foundFullOffice } from './full-office.ts';
import { type Client, testConfig, testHouse } from './house.ts';

const house = await testHouse();
const { db, owner, ownerUrl } = house;
const folder = makeTestFolder('suara-tenants-');
mkdirSync(join(folder, 'out'));
// Larger than one piece, so that its pieces are put together again.
const upload = { path: join(folder, 'upload.csv'), size: 1_200_000 };
writeFileSync(upload.path, Buffer.alloc(upload.size, 'a;b;c\n'));
const [one, other] = [await foundFullOffice(house, upload), await foundFullOffice(house, upload)];
const client = new pg.Client({ connectionString: ownerUrl });
const jobs = createJobs(
  db,
  moduleDoors.flatMap((door) => door.jobs ?? []),
  pino({ level: 'silent' }),
  testConfig.secret,
);
beforeAll(async () => {
  await client.connect();
  await jobs.start();
});
afterAll(async () => {
  await jobs.stop();
  await client.end();
  rmSync(folder, { recursive: true, force: true });
});

const tables = await transact(db, { tenantId: null }, (tx) => listOwnedTables(tx));

async function signIn({ email, password }: { readonly email: string; readonly password: string }): Promise<Client> {
  const visitor = house.visitor();
  await visitor.get('/masuk');
  expect((await visitor.post('/masuk', { email, password })).status).toBe(303);
  return visitor;
}

/** Every table of ours that holds the text anywhere in a row, with how many rows do. */
async function tablesHolding(text: string): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'pgboss')`,
  );
  const holding: Record<string, number> = {};
  for (const { name } of rows) {
    const found = await client.query<{ n: number }>(`select count(*)::int as n from ${name} t where to_jsonb(t)::text ~ $1`, [
      text,
    ]);
    if (found.rows[0]?.n) holding[name] = found.rows[0].n;
  }
  return holding;
}

/** Everything of one office, row by row, as text. */
async function stateOf(tenantId: string): Promise<Record<string, string>> {
  const state: Record<string, string> = {};
  for (const { name, keyColumns } of tables) {
    const { rows } = await client.query<{ line: string }>(
      `select to_jsonb(t)::text as line from ${name} t where tenant_id = $1 order by ${keyColumns.join(', ')}`,
      [tenantId],
    );
    state[name] = rows.map(({ line }) => line).join('\n');
  }
  return state;
}

async function askCopy(officer: Client, password: string): Promise<string> {
  await officer.get('/kelola/data');
  const asked = await officer.post('/kelola/data/salinan', { password });
  expect([asked.status, asked.location]).toEqual([303, '/kelola/data?pesan=salinan']);
  return vi.waitFor(
    async () => {
      const path = /\/kelola\/data\/salinan\/[0-9a-f-]{36}\/unduh/.exec((await officer.get('/kelola/data')).text)?.[0];
      if (path === undefined) throw new Error('not ready');
      return path;
    },
    { timeout: 30_000, interval: 50 },
  );
}

async function unpack(bytes: Buffer): Promise<Map<string, Buffer>> {
  const path = join(folder, 'copy.zip');
  writeFileSync(path, bytes);
  const file = await openFile(path);
  const zip = await openZip(file, { entries: 1000, size: 2 ** 30, ratio: 1e6, ratioFrom: 1 });
  const content = new Map<string, Buffer>();
  for (const [name, entry] of zip.entries) {
    const parts: Buffer[] = [];
    for await (const part of zip.unzip(entry)) parts.push(part);
    content.set(name, Buffer.concat(parts));
  }
  await file.close();
  return content;
}

describe('the catalogue', () => {
  test('both offices have a row in every table, so that nothing below is true of nothing', async () => {
    for (const { scope } of [one, other]) {
      const state = await stateOf(scope.tenantId);
      expect(Object.keys(state).filter((name) => state[name] === '')).toEqual(['tenants_closing', 'tenants_export']);
    }
    expect(tables.length).toBeGreaterThan(30);
  });

  test('every table says in Indonesian what it holds', () => {
    const meanings = tableMeanings(moduleDoors);
    expect(tables.map(({ name }) => name).filter((name) => !(name in meanings))).toEqual([]);
  });

  test('a column that sounds like a secret is declared one, or listed here as none', async () => {
    const { rows } = await client.query<{ name: string; secret: boolean }>(
      `select c.relname || '.' || a.attname as name, coalesce(col_description(c.oid, a.attnum) ~ '^secret', false) as secret
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relname = any ($1) and a.attnum > 0 and not a.attisdropped and a.attname ~ 'secret|password|token|key|salt|hash|cipher' order by 1`,
      [tables.map(({ name }) => name)],
    );
    expect(rows.filter(({ secret }) => secret).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['auth_invitation.token_hash', 'ledger_leaf.salt', 'ledger_log.private_key']),
    );
    expect(rows.filter(({ secret }) => !secret).map(({ name }) => name)).toEqual([
      'ledger_log.public_key',
      'ledger_tile.hashes',
      // Which key sealed it, not the key.
      'privacy_consent.key_id',
      'privacy_consent.text_hash',
      'privacy_contact.key_id',
      'privacy_request.key_id',
      'survey_answer.content_hash',
      'survey_conflict.content_hash',
      'survey_erasure.left_hash',
    ]);
  });
});

describe('the copy', () => {
  test('is made once the password was given, holds every table and nothing of another office, and only its asker gets it', async () => {
    const officer = await signIn(one);
    await officer.get('/kelola/data');
    const wrong = await officer.post('/kelola/data/salinan', { password: 'bukan kata sandinya' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Kata sandi tidak cocok');
    const path = await askCopy(officer, one.password);
    const asked = await officer.get('/kelola/data');
    const csrf = /name="_csrf" value="([^"]*)"/.exec(asked.text)?.[1] ?? '';
    const download = (password: string) =>
      house.app.inject({
        method: 'POST',
        url: path,
        headers: {
          host: 'suara.test',
          cookie: [...officer.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams({ _csrf: csrf, password }).toString(),
      });
    // A screen that was left open hands nothing out.
    for (const password of ['', 'bukan kata sandinya']) {
      const refused = await download(password);
      expect([refused.statusCode, refused.body.includes('Kata sandi tidak cocok')]).toEqual([422, true]);
    }
    const raw = await download(one.password);
    expect([raw.statusCode, raw.headers['content-type'], raw.headers['cache-control']]).toEqual([
      200,
      'application/zip',
      'private, no-store',
    ]);
    const { rows } = await client.query<{ sha256: Buffer }>(`select sha256 from tenants_export where tenant_id = $1`, [
      one.scope.tenantId,
    ]);
    expect(createHash('sha256').update(raw.rawPayload).digest()).toEqual(rows[0]?.sha256);
    const files = await unpack(raw.rawPayload);

    const names = tables.map(({ name }) => name).filter((name) => name !== 'files_chunk');
    expect([...files.keys()].filter((name) => name.startsWith('tabel/')).toSorted()).toEqual(
      names.map((name) => `tabel/${name}.ndjson`).toSorted(),
    );
    const readme = files.get('BACA-SAYA.txt')?.toString() ?? '';
    for (const table of tables.filter(({ name }) => name !== 'files_chunk')) {
      const lines = (files.get(`tabel/${table.name}.ndjson`)?.toString() ?? '').split('\n').filter(Boolean);
      const stored = await client.query(`select to_jsonb(t) as row from ${table.name} t where tenant_id = $1`, [
        one.scope.tenantId,
      ]);
      // Asking for the copy, and its own state, went on while it was made.
      if (!['audit_event', 'tenants_export', 'files_upload'].includes(table.name))
        expect(lines.length, table.name).toBe(stored.rowCount);
      expect(readme).toContain(`tabel/${table.name}.ndjson`);
      for (const line of lines) {
        const row = JSON.parse(line);
        expect(row.tenant_id, table.name).toBe(one.scope.tenantId);
        for (const secret of table.secrets) expect(Object.hasOwn(row, secret), `${table.name}.${secret}`).toBe(false);
      }
    }
    const all = Buffer.concat([...files.values()]).toString('latin1');
    const { rows: foreign } = await client.query<{ id: string }>(
      `select distinct id from (${tables
        .map(
          ({ name }) =>
            `select jsonb_path_query(to_jsonb(t), '$.**')#>>'{}' as id from ${name} t where tenant_id = '${other.scope.tenantId}'`,
        )
        .join(' union all ')}) every where id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$'`,
    );
    expect(foreign.length).toBeGreaterThan(60);
    expect(foreign.map(({ id }) => id).filter((id) => all.includes(id))).toEqual([]);
    const { rows: secrets } = await client.query<{ text: string }>(
      `select encode(private_key, 'hex') as text from ledger_log union all select encode(salt, 'hex') from ledger_leaf where salt is not null
       union all select encode(token_hash, 'hex') from auth_invitation union all select password from auth_credential union all select token from auth_session`,
    );
    expect(secrets.length).toBeGreaterThan(80);
    expect(secrets.filter(({ text }) => all.includes(text))).toEqual([]);
    expect(all).not.toContain(one.email);

    expect(files.get(`berkas/${one.upload}-__jawaban lama.csv`)?.equals(readFileSync(upload.path))).toBe(true);
    expect(files.get(`hasil/${one.unitCode}/2024-tw3-versi-1.json`)?.toString()).toBe(
      (await house.visitor().get(`/ikm/${one.unitCode}/2024-tw3.json`)).text,
    );
    const note = readNote(files.get('buku/kepala.txt')?.toString() ?? '');
    const key = files.get('buku/kunci.txt')?.toString().trim().split('+').slice(2).join('+') ?? '';
    expect(note && isSignedBy(note, Buffer.from(key, 'base64').subarray(1))).toBe(true);
    expect(files.get('buku/petak/0/0')?.length).toBe((note?.size ?? 0) * 32);

    expect((await officer.get('/kelola/jejak')).text).toContain('Mengunduh salinan semua data');
    const second = { name: 'Kedua', email: 'kedua@uji.test', password: 'kata sandi uji kedua' };
    const token = await transact(db, one.scope, (tx) => inviteOfficer(tx, one.scope, 'admin', new Date()));
    await acceptInvitation(db, token, second, new Date());
    const strangers = [
      [await signIn(second), second.password],
      [await signIn(other), other.password],
    ] as const;
    for (const [stranger, password] of strangers) {
      await stranger.get('/kelola/data');
      expect((await stranger.post(path, { password })).status).toBe(404);
    }

    await client.query(`update tenants_export set expires_at = now() - interval '1 minute' where tenant_id = $1`, [
      one.scope.tenantId,
    ]);
    expect((await officer.post(path, { password: one.password })).status).toBe(404);
  });
});

describe('the end', () => {
  const close = async (officer: Client, given: Record<string, string> = {}) => {
    await officer.get('/kelola/data');
    return officer.post('/kelola/data/hapus', {
      name: 'dinas sosial  UJI',
      reason: 'Digabung dengan instansi lain',
      password: one.password,
      ...given,
    });
  };

  test('is asked for with name, reason and password, is seen on every page, and is taken back', async () => {
    const officer = await signIn(one);
    for (const [field, value] of [
      ['name', 'Dinas Sosial'],
      ['reason', ' '],
      ['password', ''],
      ['password', 'bukan kata sandinya'],
    ] as const) {
      const answer = await close(officer, { [field]: value });
      expect([field, answer.status]).toEqual([field, 422]);
      expect(answer.text).toContain('aria-invalid="true"');
    }
    expect((await close(officer)).status).toBe(303);
    expect((await officer.get('/beranda')).text).toContain('Instansi ini akan dihapus pada');
    expect((await (await signIn(other)).get('/beranda')).text).not.toContain('akan dihapus pada');
    expect((await close(officer)).status).toBe(409);
    // Answers are taken as ever.
    expect((await house.visitor().get(`/s/${one.officeCode}`)).status).toBe(200);
    await officer.get('/kelola/data');
    expect((await officer.post('/kelola/data/hapus/batal', {})).status).toBe(303);
    expect((await officer.get('/beranda')).text).not.toContain('akan dihapus pada');
    const trail = (await officer.get('/kelola/jejak')).text;
    for (const words of ['Meminta penghapusan instansi', 'Membatalkan penghapusan instansi']) expect(trail).toContain(words);
  });

  test('cannot be hastened: not with the application’s own role', async () => {
    const asApplication = new pg.Client({ connectionString: house.url });
    await asApplication.connect();
    try {
      const tenant = one.scope.tenantId;
      await asApplication.query(`select set_config('suara.tenant', $1, false)`, [tenant]);
      const refused = (text: string, values: unknown[] = [tenant]) =>
        expect(asApplication.query(text, values), text).rejects.toThrow(/permission denied|no request|violates check/);
      await refused(`select tenants_erase($1, 'survey_answer', null)`);
      await refused(`select tenants_erase_accounts($1)`);
      await refused(`select tenants_check_due($1)`);
      const columns = 'tenant_id, wait_days, asked_by, asked_by_name, reason';
      await refused(`insert into tenants_closing (${columns}) values ($1, 6, 'x', 'x', 'x')`);
      await refused(`insert into tenants_closing (${columns}, asked_at) values ($1, 30, 'x', 'x', 'x', '2020-01-01')`);
      await asApplication.query(`insert into tenants_closing (${columns}) values ($1, 7, 'x', 'x', 'x')`, [tenant]);
      await refused(`update tenants_closing set wait_days = 7, asked_at = '2020-01-01' where tenant_id = $1`);
      await refused(`select tenants_erase($1, 'survey_answer', null)`);
      await asApplication.query(`delete from tenants_closing where tenant_id = $1`, [tenant]);
      await client.query(`insert into tenants_closing (${columns}, asked_at) values ($1, 7, 'x', 'x', 'x', '2020-01-01')`, [
        tenant,
      ]);
      for (const table of ['auth_user', 'auth_gone', 'tenants_closing', 'platform_setting', 'pg_class'])
        await expect(asApplication.query(`select tenants_erase($1, $2, null)`, [tenant, table]), table).rejects.toThrow(
          /not a table/,
        );
      await client.query(`delete from tenants_closing where tenant_id = $1`, [tenant]);
    } finally {
      await asApplication.end();
    }
  });

  test('leaves no row of the office and every row of the others, and old addresses say so', async () => {
    const { tenantId } = one.scope;
    const receiptCode = one.services[0]?.code ?? '';
    const officer = await signIn(one);
    expect((await close(officer)).status).toBe(303);
    const before = await stateOf(other.scope.tenantId);
    // Its leaf has no number yet: the last head has it all the same.
    await storeAnswers(db, one.scope, [one.more]);
    const otherAccount = await client.query(`select * from auth_user where email = $1`, [other.email]);
    // The wait is over: the queue is told, as the clock would.
    await client.query(`update tenants_closing set asked_at = asked_at - interval '31 days' where tenant_id = $1`, [tenantId]);
    await client.query(`update pgboss.job set start_after = now() where name = 'tenants.erase'`);
    await vi.waitFor(
      async () => {
        const [gone] = await transact(db, { tenantId: null }, (tx) => listGone(tx));
        expect(gone?.erasedAt).toBeInstanceOf(Date);
      },
      { timeout: 60_000, interval: 100 },
    );
    const holding = await tablesHolding(tenantId);
    expect(Object.keys(holding).filter((name) => name !== 'pgboss.job_common')).toEqual(['public.auth_gone']);
    // Its own job, in which there is nothing but the id.
    expect(holding['pgboss.job_common'] ?? 0).toBeLessThanOrEqual(1);
    for (const text of [one.email, 'kedua@uji.test', one.scope.actor.id]) expect(await tablesHolding(text)).toEqual({});
    expect(await stateOf(other.scope.tenantId)).toEqual(before);
    expect((await client.query(`select * from auth_user where email = $1`, [other.email])).rows).toEqual(otherAccount.rows);
    expect((await (await signIn(other)).get('/beranda')).status).toBe(200);

    const [gone] = await transact(db, { tenantId: null }, (tx) => listGone(tx));
    expect(gone).toMatchObject({ tenantId, name: 'Dinas Sosial Uji', reason: 'Digabung dengan instansi lain' });
    expect(gone?.rowsErased).toBeGreaterThan(100);
    const head = readNote(gone?.ledgerNote ?? '');
    expect(head?.size).toBe(one.answers + 1);
    for (const path of [
      `/s/${receiptCode}`,
      `/s/${one.officeCode}`,
      `/s/${receiptCode}/tanda/ABCD-EFGH`,
      `/ikm/${one.unitCode}/2024-tw3`,
      `/ikm/${one.unitCode}/2024-tw3.json`,
      `/buku/${tenantId}`,
    ]) {
      const answer = await house.visitor().get(path);
      expect([path, answer.status]).toEqual([path, 410]);
      expect(answer.text).toContain('Instansi Dinas Sosial Uji sudah dihapus dari Suara');
    }
    expect((await house.visitor().get('/ikm')).text).not.toContain(one.unitCode);
    const away = await officer.get('/beranda');
    expect([away.status, away.location]).toEqual([303, '/masuk?ke=%2Fberanda']);
    const again = house.visitor();
    await again.get('/masuk');
    expect((await again.post('/masuk', { email: one.email, password: one.password })).status).toBe(422);

    const neighbour = await signIn(other);
    await neighbour.get('/kode');
    const taken = await neighbour.post('/kode', { code: receiptCode, label: 'x', unit: other.unitId });
    expect(taken.status).not.toBe(303);
  });

  test('goes on where it was when it is cut off', async () => {
    const cut = await foundFullOffice(house, upload);
    await client.query(
      `insert into tenants_closing (tenant_id, wait_days, asked_by, asked_by_name, reason, asked_at) values ($1, 7, 'x', 'x', 'Uji', '2020-01-01')`,
      [cut.scope.tenantId],
    );
    // A server that dies after the first tables leaves the tombstone, some rows and no job.
    await client.query(
      `insert into auth_gone (tenant_id, name, reason, asked_at, begun_at, unit_codes, survey_codes) values ($1, 'Terputus', 'Uji', now(), now(), '{}', '{}')`,
      [cut.scope.tenantId],
    );
    await client.query(`select set_config('suara.tenant', $1, false)`, [cut.scope.tenantId]);
    await client.query(`select tenants_erase($1, 'survey_tally', null)`, [cut.scope.tenantId]);
    await client.query(`select set_config('suara.tenant', '', false)`);
    await jobs.stop();
    await jobs.start();
    await vi.waitFor(
      async () =>
        expect(Object.keys(await tablesHolding(cut.scope.tenantId)).filter((name) => /^public/.test(name))).toEqual([
          'public.auth_gone',
        ]),
      { timeout: 60_000, interval: 100 },
    );
    expect((await transact(owner, { tenantId: null }, (tx) => listGone(tx))).every(({ erasedAt }) => erasedAt !== null)).toBe(
      true,
    );
  });
});
