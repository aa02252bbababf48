import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeSurveyOffice } from '../../../../test/survey-office.ts';
import { newId } from '../../../kernel/ids.ts';
import { findIntakeScope } from '../../../platform/auth/index.ts';
import { transact } from '../../../platform/db/db.ts';
import { lockIntake } from '../store/answers.ts';
import { submitAnswer } from './intake.ts';

const { db } = await testDatabase();

test('a flood on one link is told to come again, and leaves room for other links; what was taken is stored', async () => {
  const office = await makeSurveyOffice(db);
  const scopeOf = (code: string) => transact(db, { tenantId: null }, (tx) => findIntakeScope(tx, code), { readOnly: true });
  const [flooded, other] = [await scopeOf(office.code), await scopeOf(office.officeCode)];
  if (!flooded || !other) throw new Error('no such link');
  let open = () => {};
  let shut = () => {};
  const isShut = new Promise<void>((resolve) => {
    shut = resolve;
  });
  const holds = transact(db, office.scope, async (tx) => {
    await lockIntake(tx, office.scope);
    shut();
    await new Promise<void>((resolve) => {
      open = resolve;
    });
  });
  await isShut;
  const sent = Array.from({ length: 401 }, () => submitAnswer(db, flooded, office.answer({ id: newId() })));
  const beside = submitAnswer(db, other, office.answer({ id: newId() }));
  await expect(sent.at(-1)).rejects.toMatchObject({ code: 'db.busy' });
  open();
  await holds;
  const outcomes = await Promise.all([...sent.slice(0, 400), beside]);
  expect(outcomes.every(({ state }) => state === 'stored')).toBe(true);
  expect(await submitAnswer(db, flooded, office.answer({ id: newId() }))).toMatchObject({ state: 'stored' });
});
