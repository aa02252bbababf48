/** Answers about requests that were refused or given up: outside the index whatever happens, in a second figure of their own, and in the ledger. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { decisionFor, foundTestOffice, type TestOffice } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { sha256 } from '../../../kernel/sha256.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { checkLog, type Finding, sumsOf, webCryptoVerify } from '../../../platform/ledger/check.ts';
import { numberLeaves } from '../../../platform/ledger/index.ts';
import {
  type ApartRequest,
  answerSums,
  findServiceInstrument,
  ledgerFills,
  type NewAnswer,
  recountTallies,
  storeAnswers,
} from '../../survey/index.ts';
import { eraseAnswer } from '../../survey/store/erasures.ts';
import { excludeImported, excludeOne } from '../../survey/store/exclusions.ts';
import { type LedgerDifference, recheckLedger } from '../../survey/store/recheck-ledger.ts';
import { readApart } from './apart.ts';
import { closePeriod } from './close.ts';
import { liveWithSums } from './live.ts';
import { publishResult } from './publish.ts';

const house = await testHouse();
const { db, owner } = house;
const at = new Date();
const days = { from: '2024-07-01', to: '2024-09-30' };

type Kept = NewAnswer & { readonly scores: readonly number[] };
type Fate = 'stays' | 'excluded' | 'erased' | 'undone';

/** 25–100 with two decimals, half up, in whole numbers: everybody here answers all nine. */
function indexOf(answers: readonly Kept[]): string | null {
  const [total, d] = [
    BigInt(answers.flatMap(({ scores }) => scores).reduce((sum, one) => sum + one, 0)),
    BigInt(answers.length * 9),
  ];
  if (d === 0n) return null;
  const hundredths = (total * 2500n * 2n + d) / (2n * d);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

async function prepare(office: TestOffice) {
  const { scope, services } = office;
  const [service] = services as [(typeof services)[number]];
  const instrument = await transact(db, scope, (tx) => findServiceInstrument(tx, scope, service.id));
  const importId = newId();
  await sql`insert into survey_import (tenant_id, id, file_name, file_size, sha256, state, choices, created_at, created_by, created_by_name)
    values (${scope.tenantId}, ${importId}, 'a.csv', 1, '\\x00', 'undone', '{}', ${at}, 'x', 'X')`.execute(open(owner));
  const answer = (scores: readonly number[], apart: ApartRequest | null, line: number | null): Kept => ({
    ...{
      id: newId(),
      serviceId: service.id,
      instrumentId: instrument.id,
      serviceOn: '2024-08-01',
      receivedAt: at,
      scores,
      apart,
    },
    channel: line === null ? ('invitation' as const) : ('import' as const),
    ...(line === null ? {} : { origin: { importId, line, channel: null } }),
  });
  return { scope, importId, serviceIds: [service.id], answer };
}

/** What is left, as everybody who counts sees it. */
const look = (office: TestOffice, serviceIds: readonly string[]) =>
  transact(db, office.scope, async (tx) => {
    const { scope } = office;
    const period = { ...office.period, startsOn: days.from, endsOn: days.to };
    await numberLeaves(tx, scope, ledgerFills, at);
    const { live, sums } = await liveWithSums(tx, scope, { serviceIds, period });
    const ledger: LedgerDifference[] = [];
    for await (const one of recheckLedger(tx, scope)) ledger.push(one);
    const leftIn = async (of: 'index' | 'apart') =>
      (await answerSums(tx, scope, of)).reduce((sum, one) => sum + one.added - one.removed, 0);
    return {
      n: live.n,
      ikm: live.ikm?.published.ikm ?? null,
      apart: await readApart(tx, scope, { serviceIds, ...days, late: 'exclude', sums }),
      wrong: [...(await recountTallies(tx, scope)).differences, ...ledger],
      leaves: { index: await leftIn('index'), apart: await leftIn('apart') },
    };
  });

test('any mix, with exclusions, undone imports and erasures: the index is of those served alone, the other figure of all', async () => {
  const request = fc.option(
    fc.record({
      outcome: fc.constantFrom('refused' as const, 'abandoned' as const),
      stage: fc.constantFrom('requirements' as const, 'decision' as const, null),
    }),
    { freq: 1 },
  );
  const one = fc.record({
    scores: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 }),
    apart: request,
    fate: fc.constantFrom<Fate>('stays', 'stays', 'stays', 'excluded', 'erased', 'undone'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 12, maxLength: 40 }), async (given) => {
      const office = await foundTestOffice(db);
      const { scope, importId, serviceIds, answer } = await prepare(office);
      const all = given.map(({ scores, apart, fate }, line) => ({
        fate,
        answer: answer(scores, apart, fate === 'undone' ? line + 1 : null),
      }));
      await storeAnswers(
        db,
        scope,
        all.map((each) => each.answer),
      );
      await transact(db, scope, async (tx) => {
        for (const { fate, answer: kept } of all) {
          const why = { code: 'double_entry' as const, by: 'x', reason: 'uji', at };
          if (fate === 'excluded') expect(await excludeOne(tx, scope, kept.id, why)).toBe(true);
          if (fate === 'erased') expect(await eraseAnswer(tx, scope, kept.id, { at, by: 'x', reason: 'uji' })).toBe(true);
        }
        await excludeImported(tx, scope, importId, { after: 0, limit: 100, by: 'x', reason: 'uji', at });
      });
      const left = all.filter(({ fate }) => fate === 'stays').map((each) => each.answer);
      const served = left.filter((each) => !each.apart);
      const apart = left.length - served.length;
      const seen = await look(office, serviceIds);
      expect(seen).toMatchObject({
        ...{ n: served.length, ikm: indexOf(served), wrong: [], leaves: { index: served.length, apart } },
      });
      if (apart === 0) expect(seen.apart).toBeNull();
      else if (apart < 5) expect(seen.apart).toBe('few');
      else {
        expect(seen.apart).toMatchObject({ n: apart, ikm: indexOf(left) });
        const lines = typeof seen.apart === 'object' ? (seen.apart?.lines ?? []) : [];
        expect(lines.reduce((sum, { n }) => sum + n, 0)).toBe(apart);
        for (const { n } of lines) expect(n).toBeGreaterThanOrEqual(5);
      }
    }),
    { numRuns: 12 },
  );
});

test('published: n and the law’s index without them, the other figure beside it, and a stranger comes to both sums', async () => {
  const { office } = house;
  const { scope, serviceIds, answer } = await prepare(office);
  const refused = { outcome: 'refused', stage: 'examination' } as const;
  const apart = Array.from({ length: 7 }, () => answer(Array(9).fill(1), refused, null));
  await storeAnswers(db, scope, [...Array.from({ length: 20 }, () => answer(Array(9).fill(3), null, null)), ...apart]);
  await transact(db, scope, (tx) =>
    excludeOne(tx, scope, apart[0]?.id ?? '', { code: 'double_entry', by: 'x', reason: 'uji', at }),
  );
  await transact(db, scope, (tx) => closePeriod(tx, scope, office.period.code, at));
  const publish = (note: string) =>
    transact(db, scope, (tx) =>
      publishResult(tx, scope, { unitId: office.unitId, periodCode: office.period.code, note }, decisionFor(office), at),
    );
  const { snapshot } = await publish('');
  expect(snapshot).toMatchObject({
    respondents: 20,
    ikm: '75.00',
    apart: { n: 6, ikm: '63.46', mutu: 'D', lines: [{ outcome: 'refused', stages: ['examination'], n: 6 }] },
    ledger: { size: 28, added: 20, removed: 0, apart: { added: 7, removed: 1 } },
  });
  expect(snapshot.excluded).toBeUndefined();
  const path = `/ikm/${office.unitCode}/${office.period.code}`;
  const page = (await house.visitor().get(path)).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(page).toContain('20 jawaban diterima − 0 dikeluarkan − 0 dihapus atas permintaan orangnya = 20 responden');
  expect(page).toContain(
    'Dari permohonan yang ditolak atau tidak selesai: 7 jawaban diterima − 1 dikeluarkan − 0 dihapus atas permintaan orangnya = 6, di luar n.',
  );
  expect(page).toContain('Bersama yang ditolak atau tidak selesai 63,46 D 26');
  expect(page).toContain('Angka itu bukan IKM.');
  const { ledger } = JSON.parse((await house.visitor().get(`${path}.json`)).text);
  const source = async (file: string) => (await house.visitor().get(`/buku/${scope.tenantId}/${file}`)).text;
  const findings: Finding[] = [];
  const tools = { hash: sha256, verify: webCryptoVerify };
  for await (const found of checkLog(source, tools, { results: sumsOf(ledger) })) findings.push(found);
  expect(findings.filter(({ ok }) => ok !== true)).toEqual([]);
  expect(findings.filter(({ what }) => what === 'result').map(({ detail }) => detail)).toEqual([
    '20 − 0 = 20',
    '7 − 1 (exclusion) = 6',
  ]);

  // Five more served, and two more refused: their two cannot be found by subtracting the first version's figure.
  const late = [
    ...Array.from({ length: 5 }, () => answer(Array(9).fill(3), null, null)),
    answer(Array(9).fill(4), refused, null),
  ];
  await storeAnswers(db, scope, [...late, answer(Array(9).fill(4), refused, null)]);
  const second = (await publish('terlambat')).snapshot;
  expect(second).toMatchObject({
    respondents: 25,
    ikm: '75.00',
    apart: { withheld: 'few' },
    ledger: { apart: { added: 9, removed: 1 } },
  });

  // The table that people download is of the index unless they ask; the page of the staff says both.
  const officer = await house.signIn();
  const rows = async (more: string) =>
    (await officer.get(`/unduh/jawaban.csv?periode=${office.period.code}&terlambat=1${more}`)).text.trim().split('\n');
  expect((await rows('')).length).toBe(1 + 25);
  const marked = await rows('&ditolak=1');
  expect([marked.length, marked.filter((row) => row.includes('ditolak atau tidak selesai')).length]).toEqual([1 + 33, 8]);
  const live = (await officer.get(`/layanan/${serviceIds[0]}?periode=${office.period.code}`)).text;
  expect(live).toContain('Dengan permohonan yang ditolak atau tidak selesai');
});
