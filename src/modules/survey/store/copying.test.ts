/** Answers copied in are stored as sent ones are, also where their receipts meet. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeSurveyOffice } from '../../../../test/survey-office.ts';
import { connectToCopy, open, transact } from '../../../platform/db/db.ts';
import { findAnswerReceipt, storeAnswers } from './answers.ts';
import { receiptOf } from './content.ts';
import { copyAnswers } from './copying.ts';
import { recountTallies } from './recount.ts';

const database = await testDatabase();

test('an answer whose receipt another answer of the office has gets the next one, sent or copied', async () => {
  const office = await makeSurveyOffice(database.db);
  const { scope } = office;
  const [sent, copied, later] = [office.answer({}), office.answer({}), office.answer({})];
  const holders = [office.answer({}), office.answer({})];
  await storeAnswers(database.db, scope, holders);
  for (const [at, { id }] of [sent, copied].entries())
    await sql`update survey_answer set receipt = ${receiptOf(scope.tenantId, id)} where id = ${holders[at]?.id}`.execute(
      open(database.owner),
    );
  await storeAnswers(database.db, scope, [sent]);
  const copying = await connectToCopy(database.ownerUrl);
  await copyAnswers(copying, scope, [copied, later]).finally(copying.stop);
  const found = await transact(
    database.db,
    scope,
    async (tx) => ({
      receipts: await Promise.all([sent, copied, later].map(({ id }) => findAnswerReceipt(tx, scope, id))),
      recount: await recountTallies(tx, scope),
    }),
    { readOnly: true },
  );
  expect(found.receipts).toEqual([
    receiptOf(scope.tenantId, sent.id, 1),
    receiptOf(scope.tenantId, copied.id, 1),
    receiptOf(scope.tenantId, later.id, 0),
  ]);
  expect(found.recount).toMatchObject({ answers: 5, differences: [] });
});
