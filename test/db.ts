/**
 * A real database for a test file: a clone of the migrated template, made in some tens of milliseconds.
 *
 *     const { db } = await testDatabase();
 *     test('…', () => withRollback(db, scope, async (tx) => { … }));
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject, onTestFinished, TestRunner } from 'vitest';
import { close, connect, type Db, type Scope, transact } from '../src/platform/db/db.ts';
import './global.ts';

export interface TestDatabase {
  /** Root handle of the application's role: policies apply. */
  readonly db: Db;
  /** Root handle of the owning role: sees every row. */
  readonly owner: Db;
  /** The two as addresses, for tests that start programs or need a bare client. */
  readonly url: string;
  readonly ownerUrl: string;
}

/** On every server: one, or those of a cluster. */
async function asAdmin(statement: string): Promise<void> {
  for (const connectionString of inject('postgres').adminUrls) {
    const admin = new pg.Client({ connectionString });
    await admin.connect();
    try {
      await admin.query(statement);
    } finally {
      await admin.end();
    }
  }
}

/** Makes the database of this test file and drops it after the last test (called inside a test: after that one). `empty`: without any migration. */
export async function testDatabase({ empty = false }: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const { appUrl, ownerUrl, template } = inject('postgres');
  await asAdmin(`create database ${name} owner suara_owner${empty ? '' : ` template ${template}`}`);
  const urls = { url: appUrl.replace(/suara$/, name), ownerUrl: ownerUrl.replace(/suara$/, name) };
  const db = connect(urls.url, { max: 5 });
  const owner = connect(urls.ownerUrl, { max: 5 });
  // In a test it ends with that test, at the top level with the file.
  const atTheEnd = TestRunner.getCurrentTest() ? onTestFinished : afterAll;
  atTheEnd(async () => {
    await close(db);
    await close(owner);
    await asAdmin(`drop database ${name} with (force)`);
  });
  return { db, owner, ...urls };
}

class Rollback extends Error {}

/** Runs `fn` in a transaction of the scope and takes everything back. */
export async function withRollback(db: Db, scope: Scope, fn: (tx: Db) => Promise<void>): Promise<void> {
  const done = new Rollback();
  try {
    await transact(db, scope, async (tx) => {
      await fn(tx);
      throw done;
    });
  } catch (error) {
    if (error !== done) throw error;
  }
}
