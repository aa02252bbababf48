/** What a stranger sees: the running house, checked by the code of the browser and by the stand-alone file, against an office that cheats with its own key. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '../../../test/browser.ts';
import { testHouse } from '../../../test/house.ts';
import { inspector, listen } from '../../../test/journey.ts';
import { newId } from '../../kernel/ids.ts';
import { sha256 } from '../../kernel/sha256.ts';
import { findServiceInstrument, storeAnswers } from '../../modules/survey/index.ts';
import { open, transact } from '../db/db.ts';
import { readAssets } from '../web/assets.ts';
import { type CheckWishes, checkLog, type Finding, type InclusionProof, isIncluded, readKey, webCryptoVerify } from './check.ts';
import { sumEntries } from './entry.ts';
import { numberLeaves } from './index.ts';
import { readNote } from './note.ts';
import { listNumbered } from './store.ts';

const house = await testHouse();
const { db, owner, office } = house;
const { scope } = office;
const log = `/buku/${scope.tenantId}`;
const visitor = house.visitor();
const tools = { hash: sha256, verify: webCryptoVerify };
const source = async (path: string) => {
  const { status, text } = await visitor.get(`${log}/${path}`);
  if (status !== 200) throw new Error(`${path}: ${status}`);
  return text;
};
const hand = (statement: ReturnType<typeof sql>) => statement.execute(open(owner));
const serviceId = office.services[0]?.id ?? '';
const number = () => transact(db, scope, (tx) => numberLeaves(tx, scope, [], new Date()));

async function answer(count: number, at = new Date()): Promise<void> {
  await transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, serviceId);
    const answers = Array.from({ length: count }, () => ({
      id: newId(),
      serviceId,
      instrumentId: instrument.id,
      channel: 'link' as const,
      serviceOn: '2024-08-01',
      receivedAt: new Date(),
      scores: Array(9).fill(3),
    }));
    await storeAnswers(tx, scope, answers);
    await numberLeaves(tx, scope, [], at);
  });
}

async function check(wishes: CheckWishes = {}): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const one of checkLog(source, tools, wishes)) findings.push(one);
  return findings;
}
const wrong = (findings: readonly Finding[]) =>
  [...new Set(findings.filter(({ ok }) => ok !== true).map(({ what }) => what))].toSorted();

/** The office cheats as thoroughly as it can: rows are changed by the owner, then numbers, tiles, sums and heads are made anew and signed. */
async function rewrite(...statements: readonly ReturnType<typeof sql>[]): Promise<void> {
  for (const statement of statements) await hand(statement);
  for (const table of ['ledger_head', 'ledger_tile', 'ledger_sum'])
    await hand(sql`delete from ${sql.table(table)} where tenant_id = ${scope.tenantId}`);
  await hand(sql`update ledger_leaf set position = null where tenant_id = ${scope.tenantId}`);
  await number();
}
const drop = (position: number) => [
  sql`delete from survey_answer where id = (select subject from ledger_leaf where tenant_id = ${scope.tenantId} and position = ${position})`,
  sql`delete from ledger_leaf where tenant_id = ${scope.tenantId} and position = ${position}`,
];

let browser: TestBrowser;
let base: string;
beforeAll(async () => {
  await answer(300);
  base = await listen(house.app);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

describe('an honest log', () => {
  test('is listed, has a page, and everything below it can be read', async () => {
    expect((await visitor.get('/buku')).text).toContain(log);
    const page = await visitor.get(`${log}?bahasa=id`);
    expect(page.text).toContain('Buku publik Dinas Sosial Uji');
    expect(readKey(sha256, await source('kunci.txt'))?.origin).toBe(`suara.ledger/${scope.tenantId}`);
    expect((await visitor.get(`${log}/petak/0/0`)).headers['content-length']).toBe(String(256 * 32));
    const { sums } = JSON.parse(await source('jumlah.json'));
    expect(sums).toEqual([
      { late: false, month: '2024-08', service: serviceId, unit: office.unitId, added: 300, removed: 0, n: 300 },
    ]);
    for (const path of [
      'isi/9.txt',
      'isi/x.txt',
      'petak/0/9',
      'petak/x/0',
      'bukti/999.json',
      'bukti/-1.json',
      'lanjutan/999.json',
      'kepala.txt?ukuran=7',
    ])
      expect((await visitor.get(`${log}/${path}`)).status, path).toBe(404);
    for (const other of [crypto.randomUUID(), 'x', '%00']) expect((await visitor.get(`/buku/${other}`)).status).toBe(404);
  });

  test('passes the check of everything, with a head that was kept, a leaf and a sum', async () => {
    const kept = await source('kepala.txt');
    await answer(20);
    const [first] = await transact(db, scope, (tx) => listNumbered(tx, scope, 5, 1));
    const proof: InclusionProof = JSON.parse(await source('bukti/5.json'));
    const leaf = Buffer.from(sha256(Buffer.concat([Buffer.of(0), Buffer.from(first?.entry ?? '')]))).toString('base64');
    expect(isIncluded(sha256, proof, leaf)).toBe(true);
    expect(isIncluded(sha256, { ...proof, position: 6 }, leaf)).toBe(false);
    expect(JSON.stringify(proof).length).toBeLessThan(2048);
    const head = readNote(kept);
    const result = {
      size: 300,
      root: Buffer.from(head?.root ?? []).toString('base64'),
      added: 300,
      removed: 0,
      where: { service: [serviceId] },
    };
    const findings = await check({ remembered: [kept], leaves: [leaf], results: [result] });
    expect(wrong(findings)).toEqual([]);
    expect(findings.map(({ what }) => what)).toEqual(['signature', 'remembered', 'tree', 'remembered', 'leaf', 'result']);
    expect(wrong(await check({ results: [{ ...result, added: 299 }] }))).toEqual(['result']);
    expect(wrong(await check({ leaves: [result.root] }))).toEqual(['leaf']);
  });

  test('a server whose clock was set back signs no head of the past', async () => {
    const kept = await source('kepala.txt');
    await answer(1, new Date(Date.now() - 86_400_000));
    const next = await source('kepala.txt');
    expect(readNote(next)?.size).toBe((readNote(kept)?.size ?? 0) + 1);
    expect(readNote(next)?.at).toBe(readNote(kept)?.at);
    expect(wrong(await check({ remembered: [kept] }))).toEqual([]);
  });
});

describe('in the browser and by the stand-alone file', () => {
  const look = inspector();

  test('the receipt leads to its proof, the page checks itself, and remembers', async () => {
    const page = await browser.page();
    await page.goto(`${base}/s/${office.services[0]?.code}`);
    for (const group of await page.locator('fieldset.q').all()) await group.locator('label').nth(2).click();
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    await page.getByText('dalam satu menit').waitFor();
    await number();
    await page.reload();
    await look(page, 'receipt with its leaf');
    await page.getByRole('link', { name: /Periksa daun nomor 321/ }).click();
    await page.getByText('Semua yang diperiksa cocok.').waitFor();
    expect(await page.locator('[data-module="ledger"] li').allTextContents()).toEqual([
      expect.stringMatching(/^[✔?] Kepala ditandatangani/),
      '✔ Daun Anda ada di buku: cocok (321 / 322)',
    ]);
    await look(page, 'receipt checked');
    await page.getByRole('button', { name: 'Periksa seluruh buku' }).click();
    await page.getByText(/322 \/ 322/).waitFor();
    await page.getByText('Semua yang diperiksa cocok.').waitFor();
    expect(await page.locator('[data-module="ledger"] li[data-ok="false"]').count()).toBe(0);
    expect(await page.getByText('Buku melanjutkan kepala yang diingat: cocok').count()).toBe(2);
    await look(page, 'ledger checked');
    expect(look.faults).toEqual([]);
  });

  test('the file finds nothing wrong, and later what was rewritten', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suara-buku-'));
    const assets = readAssets();
    const file = join(assets.folder, assets.url('ledger-verifier.mjs').split('/').at(-1) ?? '');
    expect(readFileSync(file, 'utf8').match(/from ["'](?!node:)/g)).toBeNull();
    const run = (...more: string[]) =>
      promisify(execFile)(process.execPath, [file, `${base}${log}`, '--ingat', join(folder, 'buku.json'), ...more]).then(
        ({ stdout }) => ({ stdout, code: 0 }),
        (error: { stdout: string; code: number }) => error,
      );
    expect(await run()).toMatchObject({ code: 0, stdout: expect.stringContaining('Semua yang diperiksa cocok.') });
    expect(await run('--en')).toMatchObject({ code: 0, stdout: expect.stringContaining('continues the remembered head') });
    await rewrite(...drop(7));
    const after = await run();
    expect(after.code).toBe(1);
    expect(after.stdout).toContain('✘ Buku melanjutkan kepala yang diingat: TIDAK COCOK');
    expect((await run()).code).toBe(1);
    rmSync(folder, { recursive: true });
  });
});

describe('an office that cheats with its own key', () => {
  test.each([
    ['drops an answer', () => drop(3)],
    [
      'edits a leaf',
      () => [
        sql`update ledger_leaf set entry = replace(entry, '2024-08', '2024-09') where tenant_id = ${scope.tenantId} and position = 3`,
      ],
    ],
    [
      'inserts a leaf at the beginning',
      () => [
        sql`insert into ledger_leaf select tenant_id, '00000000-0000-7000-8000-000000000001', kind, entry, salt, null
            from ledger_leaf where tenant_id = ${scope.tenantId} and position = 3`,
      ],
    ],
    ['rolls the last answers back', () => [sql`delete from ledger_leaf where tenant_id = ${scope.tenantId} and position >= 250`]],
  ])('%s: whoever kept a head sees it', async (_name, statements) => {
    await hand(sql`delete from ledger_leaf where subject = '00000000-0000-7000-8000-000000000001'`);
    await rewrite();
    const kept = await source('kepala.txt');
    await rewrite(...statements());
    // By itself the new log is well formed: only somebody who remembers can tell.
    expect(wrong(await check())).toEqual([]);
    expect(wrong(await check({ remembered: [kept] }))).toEqual(['remembered']);
    // It may even grow past the head that was kept.
    await answer(60);
    expect(wrong(await check({ remembered: [kept] }))).toEqual(['remembered']);
  });

  test('shows two people two logs of one size: their heads contradict each other', async () => {
    await rewrite();
    const one = await source('kepala.txt');
    await rewrite(...drop(11));
    await answer(1);
    const other = await source('kepala.txt');
    expect([readNote(one)?.size, readNote(other)?.size]).toEqual([readNote(one)?.size, readNote(one)?.size]);
    expect(wrong(await check({ remembered: [one] }))).toEqual(['remembered']);
    expect(wrong(await check({ remembered: [other] }))).toEqual([]);
  });

  test('changes the key: heads of before are not of this log', async () => {
    const kept = await source('kepala.txt');
    await hand(sql`delete from ledger_log where tenant_id = ${scope.tenantId}`);
    await rewrite();
    expect(wrong(await check({ remembered: [kept] }))).toEqual(['remembered']);
  });

  test('hands out leaves, heads or proofs that are not those it signed', async () => {
    const lying = (change: (path: string, text: string) => string) => {
      const findings: Finding[] = [];
      return (async () => {
        for await (const one of checkLog(async (path) => change(path, await source(path)), tools)) findings.push(one);
        return wrong(findings);
      })();
    };
    expect(await lying((path, text) => (path === 'isi/0.txt' ? text.replace('"count":1', '"count":0') : text))).toEqual(['tree']);
    expect(await lying((path, text) => (path === 'isi/1.txt' ? '' : text))).toEqual(['tree']);
    expect(await lying((path, text) => (path === 'kepala.txt' ? text.replace(/\n\d{4}-/, '\n2023-') : text))).toEqual([
      'signature',
    ]);
    expect(await lying((path, text) => (path === 'kepala.txt' ? 'x' : text))).toEqual(['head']);
  });
});

test('lines add up by their labels in whatever order they come', () => {
  const labels = { b: 'x', a: true };
  const sums = sumEntries([
    { count: 1, labels },
    { count: 1, labels: { a: true, b: 'x' } },
    { count: -1, labels },
  ]);
  expect([...sums]).toEqual([['{"a":true,"b":"x"}', { added: 2, removed: 1 }]]);
});
