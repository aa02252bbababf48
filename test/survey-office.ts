/** An office with a unit below it, services, a questionnaire and a code, for tests of what happens with answers. */
import { newId } from '../src/kernel/ids.ts';
import { createOffice, createPeriod, createService, createUnit } from '../src/modules/org/index.ts';
import {
  createCode,
  ensureQuestionnaire,
  findServiceInstrument,
  type NewAnswer,
  type SurveyInstrument,
} from '../src/modules/survey/index.ts';
import { issueScope, type JobScope } from '../src/platform/auth/scope.ts';
import { type Db, transact } from '../src/platform/db/db.ts';

export interface SurveyOffice {
  readonly scope: JobScope;
  readonly unitId: string;
  readonly serviceIds: readonly [string, string];
  readonly code: string;
  readonly officeCode: string;
  readonly instrument: SurveyInstrument;
  /** An answer that is well formed; change what the test is about. */
  answer(change?: Partial<NewAnswer>): NewAnswer;
}

/** Makes the office with its periods; every call makes another tenant. */
export async function makeSurveyOffice(
  db: Db,
  {
    periods = ['2024-tw3', '2024-tw4'],
    name = 'Dinas Uji',
    regionCode = null,
  }: { readonly periods?: readonly string[]; readonly name?: string; readonly regionCode?: string | null } = {},
): Promise<SurveyOffice> {
  const scope = issueScope<JobScope>({ kind: 'job', tenantId: newId(), job: 'test' });
  const at = new Date('2024-07-01T00:00:00Z');
  return transact(db, scope, async (tx) => {
    await createOffice(
      tx,
      scope,
      { name, regionName: 'Kota Uji', timeZone: 'Asia/Makassar', publicUrl: 'http://192.168.1.5:8080', regionCode },
      at,
    );
    const unitId = await createUnit(
      tx,
      scope,
      { name: `Dinas Uji ${scope.tenantId.slice(-6)}`, parentId: null, timeZone: 'Asia/Makassar' },
      at,
    );
    const first = await createService(tx, scope, { unitId, name: 'Rekomendasi Bantuan' }, at);
    const second = await createService(tx, scope, { unitId, name: 'Konsultasi Data' }, at);
    for (const code of periods) await createPeriod(tx, scope, code, at);
    await ensureQuestionnaire(tx, scope, at);
    const code = await createCode(tx, scope, { unitId, serviceId: first, label: 'Loket 1' }, at);
    const officeCode = await createCode(tx, scope, { unitId, serviceId: null, label: 'Kantor' }, at);
    const instrument = await findServiceInstrument(tx, scope, first);
    return {
      scope,
      unitId,
      serviceIds: [first, second],
      code,
      officeCode,
      instrument,
      answer: (change = {}) => ({
        id: newId(),
        serviceId: first,
        instrumentId: instrument.id,
        channel: 'link',
        serviceOn: '2024-10-15',
        receivedAt: new Date('2024-10-15T03:00:00Z'),
        scores: instrument.items.map(() => 3),
        ...change,
      }),
    };
  });
}
