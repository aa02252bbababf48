import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { findPublicScope, foundOffice, type TenantScope } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import {
  changeOffice,
  changeService,
  createOffice,
  createPeriod,
  createService,
  createUnit,
  moveUnit,
  removePeriod,
  renameUnit,
  restoreService,
  restoreUnit,
  retireService,
  retireUnit,
  setPopulation,
  setPublicUrl,
} from '../actions.ts';
import { findPeriodByCode, listClosedPeriodsHolding, listPeriods, listPopulations, setPeriodClosed } from './periods.ts';
import { findOffice, findService, findUnit, findUnitByCode, getOffice, listServices, listUnits, searchPlaces } from './places.ts';

const { db } = await testDatabase();
const at = new Date('2026-08-05T02:00:00Z');
const dinas = {
  name: 'Dinas Sosial Kabupaten Sekadau',
  regionName: 'Kabupaten Sekadau',
  timeZone: 'Asia/Jakarta',
  publicUrl: null,
  regionCode: '61.09',
};

/** An office with its top unit, made through the doors. */
async function office(name = dinas.name): Promise<{ scope: TenantScope; top: string }> {
  const account = { name: 'Ratna', email: `${newId()}@contoh.go.id`, password: 'kata sandi panjang' };
  return foundOffice(db, account, at, async (tx, scope) => {
    await createOffice(tx, scope, { ...dinas, name }, at);
    return { scope, top: await createUnit(tx, scope, { name, parentId: null }, at) };
  });
}

const write = <T>(scope: TenantScope, fn: (tx: Db) => Promise<T>) => transact(db, scope, fn);
const read = <T>(scope: TenantScope, fn: (tx: Db) => Promise<T>) => transact(db, scope, fn, { readOnly: true });
const refused = (code: string) => expect.objectContaining({ code });

describe('the office', () => {
  it('is made once, found, changed and recorded', async () => {
    const { scope } = await office();
    expect(await read(scope, (tx) => getOffice(tx, scope))).toEqual(dinas);
    await expect(write(scope, (tx) => createOffice(tx, scope, dinas, at))).rejects.toEqual(refused('org.office_exists'));
    await write(scope, (tx) => setPublicUrl(tx, scope, 'http://192.168.1.5:8080', at));
    await write(scope, async (tx) => changeOffice(tx, scope, { ...(await getOffice(tx, scope)), name: 'Dinas Baru' }, at));
    expect(await read(scope, (tx) => getOffice(tx, scope))).toEqual({
      ...dinas,
      name: 'Dinas Baru',
      publicUrl: 'http://192.168.1.5:8080',
    });
    const actions = (await read(scope, (tx) => listEvents(tx, scope, { limit: 10 }))).map((event) => event.action);
    expect(actions).toEqual(expect.arrayContaining(['org.create_office', 'org.create_unit', 'org.change_office']));
  });

  it('sees nothing of another office', async () => {
    const [a, b] = [await office(), await office()];
    await read(b.scope, async (tx) => {
      expect(await findUnit(tx, b.scope, a.top)).toBeNull();
      expect((await listUnits(tx, b.scope)).map(({ id }) => id)).toEqual([b.top]);
      // Even asked with the other's scope, the policies show the rows of the transaction's tenant only.
      expect(await findOffice(tx, a.scope)).toBeNull();
    });
    await expect(write(b.scope, (tx) => createService(tx, b.scope, { unitId: a.top, name: 'Titipan' }, at))).rejects.toEqual(
      refused('org.unit_unknown'),
    );
  });
});

describe('units', () => {
  it('get public names that are unique in the installation', async () => {
    const [a, b] = [await office('Dinas Kembar'), await office('Dinas Kembar')];
    const codes = await Promise.all(
      [a, b].map(({ scope, top }) => read(scope, async (tx) => (await findUnit(tx, scope, top))?.code)),
    );
    expect(codes).toEqual(['dinas-kembar', 'dinas-kembar-2']);
    expect((await transact(db, { tenantId: null }, (tx) => findPublicScope(tx, 'dinas-kembar-2')))?.tenantId).toBe(
      b.scope.tenantId,
    );
    await expect(
      write(a.scope, (tx) => createUnit(tx, a.scope, { name: 'UPT', parentId: a.top, code: 'dinas-kembar' }, at)),
    ).rejects.toEqual(refused('org.unit_code_taken'));
    await expect(write(a.scope, (tx) => createUnit(tx, a.scope, { name: 'Dinas Lain', parentId: null }, at))).rejects.toEqual(
      refused('org.second_office'),
    );
  });

  it('keep their code when renamed, and follow when moved', async () => {
    const { scope, top } = await office();
    const make = (name: string, parentId: string) => write(scope, (tx) => createUnit(tx, scope, { name, parentId }, at));
    const bidang = await make('Bidang Rehabilitasi', top);
    const upt = await make('UPT Panti', bidang);
    const before = await read(scope, (tx) => findUnit(tx, scope, upt));
    await write(scope, (tx) =>
      renameUnit(tx, scope, upt, { name: 'UPT Panti Baru', address: 'Jalan Merdeka 1', timeZone: 'Asia/Makassar' }, at),
    );
    const after = await read(scope, (tx) => findUnitByCode(tx, scope, before?.code ?? ''));
    expect(after).toEqual({ ...before, name: 'UPT Panti Baru', address: 'Jalan Merdeka 1', timeZone: 'Asia/Makassar' });
    await expect(write(scope, (tx) => moveUnit(tx, scope, bidang, upt, at))).rejects.toEqual(refused('org.move_into_itself'));
    await write(scope, (tx) => moveUnit(tx, scope, upt, top, at));
    expect((await read(scope, (tx) => findUnit(tx, scope, upt)))?.parentId).toBe(top);
  });

  it('cannot make a cycle by two moves at once', async () => {
    const { scope, top } = await office();
    const [a, b] = await write(scope, async (tx) => [
      await createUnit(tx, scope, { name: 'A', parentId: top }, at),
      await createUnit(tx, scope, { name: 'B', parentId: top }, at),
    ]);
    const results = await Promise.allSettled([
      write(scope, (tx) => moveUnit(tx, scope, String(a), String(b), at)),
      write(scope, (tx) => moveUnit(tx, scope, String(b), String(a), at)),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('are retired from below and restored from above', async () => {
    const { scope, top } = await office();
    const upt = await write(scope, (tx) => createUnit(tx, scope, { name: 'UPT', parentId: top }, at));
    const pos = await write(scope, (tx) => createUnit(tx, scope, { name: 'Pos', parentId: upt }, at));
    const service = await write(scope, (tx) => createService(tx, scope, { unitId: pos, name: 'Layanan Pos' }, at));
    const retire = (id: string) => write(scope, (tx) => retireUnit(tx, scope, id, at));
    await expect(retire(top)).rejects.toEqual(refused('org.unit_is_office'));
    await expect(retire(upt)).rejects.toEqual(refused('org.unit_has_units'));
    await expect(retire(pos)).rejects.toEqual(refused('org.unit_has_services'));
    await write(scope, (tx) => retireService(tx, scope, service, at));
    await retire(pos);
    await retire(upt);
    expect((await read(scope, (tx) => findUnit(tx, scope, pos)))?.retiredAt).toEqual(at);
    await expect(write(scope, (tx) => restoreUnit(tx, scope, pos, at))).rejects.toEqual(refused('org.unit_retired'));
    await expect(write(scope, (tx) => restoreService(tx, scope, service, at))).rejects.toEqual(refused('org.unit_retired'));
    await write(scope, (tx) => restoreUnit(tx, scope, upt, at));
    await write(scope, (tx) => restoreUnit(tx, scope, pos, at));
    await write(scope, (tx) => restoreService(tx, scope, service, at));
    expect((await read(scope, (tx) => findService(tx, scope, service)))?.retiredAt).toBeNull();
  });
});

describe('services', () => {
  it('are listed by unit, with and without retired ones, changed and found by what they do', async () => {
    const { scope, top } = await office();
    const upt = await write(scope, (tx) => createUnit(tx, scope, { name: 'UPT Selatan', parentId: top }, at));
    const [a, b] = await write(scope, async (tx) => [
      await createService(
        tx,
        scope,
        { unitId: top, name: 'Rekomendasi 100% gratis', description: 'Surat keterangan untuk berobat' },
        at,
      ),
      await createService(tx, scope, { unitId: upt, name: 'Adopsi' }, at),
    ]);
    await write(scope, (tx) => retireService(tx, scope, String(b), at));
    await read(scope, async (tx) => {
      expect((await listServices(tx, scope)).map(({ id }) => id)).toEqual([a]);
      expect((await listServices(tx, scope, { withRetired: true })).map(({ id }) => id)).toEqual([b, a]);
      expect(await listServices(tx, scope, { unitIds: [upt] })).toEqual([]);
      expect(await listServices(tx, scope, { unitIds: [], withRetired: true })).toEqual([]);
      const found = async (...words: string[]) => (await searchPlaces(tx, scope, words)).map(({ name }) => name);
      expect(await found('BEROBAT')).toEqual(['Rekomendasi 100% gratis']);
      expect(await found('rekom', 'surat')).toEqual(['Rekomendasi 100% gratis']);
      expect(await found('100%')).toEqual(['Rekomendasi 100% gratis']);
      expect(await found('%%')).toEqual([]);
      expect(await found('_')).toEqual([]);
      expect(await found('\\')).toEqual([]);
      expect(await found('selatan')).toEqual(['UPT Selatan']);
      expect(await found()).toEqual([]);
    });
    await write(scope, (tx) => changeService(tx, scope, String(a), { name: 'Rekomendasi', description: '', unitId: upt }, at));
    expect(await read(scope, (tx) => findService(tx, scope, String(a)))).toEqual({
      id: a,
      unitId: upt,
      name: 'Rekomendasi',
      description: '',
      retiredAt: null,
    });
    await expect(
      write(scope, (tx) => changeService(tx, scope, newId(), { name: 'x', description: '', unitId: upt }, at)),
    ).rejects.toEqual(refused('org.service_unknown'));
  });
});

describe('periods and N', () => {
  it('carry N over, marked until somebody confirms it', async () => {
    const { scope, top } = await office();
    const [a, b] = (await write(scope, async (tx) => [
      await createService(tx, scope, { unitId: top, name: 'A' }, at),
      await createService(tx, scope, { unitId: top, name: 'B' }, at),
    ])) as [string, string];
    const tw2 = await write(scope, (tx) => createPeriod(tx, scope, '2026-tw2', at));
    await write(scope, async (tx) => {
      await setPopulation(tx, scope, { serviceId: a, periodId: tw2, population: 1250, source: 'Register' }, at);
      await setPopulation(tx, scope, { serviceId: b, periodId: tw2, population: 30, source: '' }, at);
    });
    await write(scope, (tx) => retireService(tx, scope, b, at));
    const tw3 = await write(scope, (tx) => createPeriod(tx, scope, '2026-tw3', at));
    const year = await write(scope, (tx) => createPeriod(tx, scope, '2027', at));
    const list = (id: string) => read(scope, (tx) => listPopulations(tx, scope, id));
    expect(await list(tw3)).toEqual([{ serviceId: a, population: 1250, source: 'Register', copiedFrom: '2026-tw2' }]);
    expect(await list(year)).toEqual([]);
    await write(scope, (tx) =>
      setPopulation(tx, scope, { serviceId: a, periodId: tw3, population: 1300, source: 'Register' }, at),
    );
    expect(await list(tw3)).toEqual([{ serviceId: a, population: 1300, source: 'Register', copiedFrom: null }]);
    await write(scope, (tx) => setPopulation(tx, scope, { serviceId: a, periodId: tw3, population: null, source: '' }, at));
    expect(await list(tw3)).toEqual([]);
    expect((await read(scope, (tx) => listPeriods(tx, scope))).map(({ code }) => code)).toEqual(['2027', '2026-tw3', '2026-tw2']);
    await expect(write(scope, (tx) => createPeriod(tx, scope, '2026-tw3', at))).rejects.toEqual(refused('org.period_taken'));
    await expect(write(scope, (tx) => createPeriod(tx, scope, '2026-q3', at))).rejects.toEqual(refused('period.unknown'));
  });

  it('close, and can be taken away only while open', async () => {
    const { scope, top } = await office();
    const service = await write(scope, (tx) => createService(tx, scope, { unitId: top, name: 'A' }, at));
    const id = await write(scope, (tx) => createPeriod(tx, scope, '2026-tw2', at));
    await write(scope, (tx) => setPopulation(tx, scope, { serviceId: service, periodId: id, population: 5, source: '' }, at));
    await write(scope, (tx) => setPeriodClosed(tx, scope, id, at));
    await read(scope, async (tx) => {
      expect(await findPeriodByCode(tx, scope, '2026-tw2')).toEqual({
        id,
        code: '2026-tw2',
        startsOn: '2026-04-01',
        endsOn: '2026-06-30',
        closedAt: at,
      });
      expect(await listClosedPeriodsHolding(tx, scope, '2026-06-30')).toHaveLength(1);
      expect(await listClosedPeriodsHolding(tx, scope, '2026-07-01')).toEqual([]);
    });
    await expect(write(scope, (tx) => removePeriod(tx, scope, '2026-tw2', at))).rejects.toEqual(refused('org.period_closed'));
    await write(scope, (tx) => setPeriodClosed(tx, scope, id, null));
    await write(scope, (tx) => removePeriod(tx, scope, '2026-tw2', at));
    expect(await read(scope, (tx) => listPeriods(tx, scope))).toEqual([]);
    await expect(write(scope, (tx) => removePeriod(tx, scope, '2026-tw2', at))).rejects.toEqual(refused('org.period_unknown'));
  });
});
