/** A small real office for tests, made through the modules' doors. */
import { createOffice, createPeriod, createService, createUnit, setPopulation } from '../src/modules/org/index.ts';
import { createCode, ensureQuestionnaire } from '../src/modules/survey/index.ts';
import { type Decided, decidedByJob } from '../src/platform/approvals/index.ts';
import { foundOffice, type TenantScope } from '../src/platform/auth/index.ts';
import { issueScope, type JobScope } from '../src/platform/auth/scope.ts';
import type { Db } from '../src/platform/db/db.ts';

export interface TestOffice {
  readonly scope: TenantScope;
  readonly email: string;
  readonly password: string;
  readonly unitId: string;
  readonly unitCode: string;
  readonly services: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  /** A code with a choice of service. */
  readonly officeCode: string;
  readonly period: { readonly id: string; readonly code: string };
}

/** The proof of a decision for tests of what comes after it; test/four-eyes.test.ts is about how decisions come about. */
export function decisionFor({ scope }: { readonly scope: { readonly tenantId: string } }): Decided {
  return decidedByJob(issueScope<JobScope>({ kind: 'job', tenantId: scope.tenantId, job: 'uji' }));
}

let count = 0;

/** Founds an office with two services, one period (`2024-tw3` unless said) and its codes. Each call makes another office. */
export async function foundTestOffice(
  db: Db,
  { period = '2024-tw3', at = new Date('2024-07-01T02:00:00Z') } = {},
): Promise<TestOffice> {
  count++;
  const email = `petugas${count}@uji.test`;
  const password = 'kata sandi uji';
  const unitCode = `dinsos-uji-${count}`;
  return foundOffice(db, { name: 'Petugas Uji', email, password }, at, async (tx, scope) => {
    await createOffice(
      tx,
      scope,
      {
        name: 'Dinas Sosial Uji',
        regionName: 'Kota Uji',
        timeZone: 'Asia/Jakarta',
        publicUrl: 'http://suara.test',
        regionCode: null,
      },
      at,
    );
    const unitId = await createUnit(
      tx,
      scope,
      { name: 'Dinas Sosial Uji', code: unitCode, parentId: null, address: '', timeZone: 'Asia/Jakarta' },
      at,
    );
    await ensureQuestionnaire(tx, scope, at);
    const periodId = await createPeriod(tx, scope, period, at);
    const services = [];
    for (const name of ['Rekomendasi Bantuan Sosial', 'Konsultasi Data Terpadu']) {
      const id = await createService(tx, scope, { unitId, name, description: '' }, at);
      await setPopulation(tx, scope, { serviceId: id, periodId, population: 85, source: 'uji' }, at);
      services.push({ id, name, code: await createCode(tx, scope, { unitId, serviceId: id, label: name }, at) });
    }
    const officeCode = await createCode(tx, scope, { unitId, serviceId: null, label: 'Dinas Sosial Uji' }, at);
    return { scope, email, password, unitId, unitCode, services, officeCode, period: { id: periodId, code: period } };
  });
}
