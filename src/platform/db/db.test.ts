import { createServer, connect as dial, type Socket } from 'node:net';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/db.ts';
import { newId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { afterCommit, close, connect, type Db, lockExclusive, lockShared, open, transact } from './db.ts';
import { registerConstraints } from './errors.ts';
import { checkApplicationRole, listApplied, listMigrations, migrate } from './migrate.ts';

const { db, owner, url } = await testDatabase();
const tenant = { tenantId: newId() };
const other = { tenantId: newId() };
const nobody = { tenantId: null };

interface Tables {
  thing: { tenant_id: string; id: string; name: string };
}

await sql`create table thing (tenant_id uuid not null, id uuid not null, name text not null,
  constraint thing_pkey primary key (tenant_id, id), constraint thing_name_key unique (tenant_id, name))`.execute(open(owner));
await sql`alter table thing enable row level security`.execute(open(owner));
await sql`create policy thing_tenant on thing using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant())`.execute(
  open(owner),
);

async function insertThing(tx: Db, tenantId: string, name: string): Promise<void> {
  await open<Tables>(tx).insertInto('thing').values({ tenant_id: tenantId, id: newId(), name }).execute();
}

async function listNames(tx: Db): Promise<string[]> {
  return (await open<Tables>(tx).selectFrom('thing').select('name').orderBy('name').execute()).map((row) => row.name);
}

test('a transaction sees and writes the rows of its own tenant only', async () => {
  await transact(db, tenant, (tx) => insertThing(tx, tenant.tenantId, 'mine'));
  await transact(db, other, (tx) => insertThing(tx, other.tenantId, 'theirs'));
  expect(await transact(db, tenant, listNames, { readOnly: true })).toEqual(['mine']);
  expect(await transact(db, other, listNames)).toEqual(['theirs']);
  expect(await transact(db, nobody, listNames)).toEqual([]);
  expect(await listNames(db)).toEqual([]);
  await expect(transact(db, tenant, (tx) => insertThing(tx, other.tenantId, 'smuggled'))).rejects.toThrow(/row-level security/);
});

test('an error rolls back, and what was rolled back is not there', async () => {
  const failure = new Error('no');
  const run = transact(db, tenant, async (tx) => {
    await insertThing(tx, tenant.tenantId, 'gone');
    throw failure;
  });
  await expect(run).rejects.toBe(failure);
  expect(await transact(db, tenant, listNames)).not.toContain('gone');
});

test('a transaction joins the open one, never that of another tenant, never writing inside reading', async () => {
  await transact(db, tenant, async (tx) => {
    await transact(tx, tenant, (inner) => insertThing(inner, tenant.tenantId, 'joined'));
    expect(await listNames(tx)).toContain('joined');
    await expect(transact(tx, other, listNames)).rejects.toThrow('cannot be joined by another');
  });
  await transact(
    db,
    tenant,
    async (tx) => {
      await expect(transact(tx, tenant, listNames)).rejects.toThrow('only reads');
      expect(await transact(tx, tenant, listNames, { readOnly: true })).toContain('joined');
    },
    { readOnly: true },
  );
});

test('a read-only transaction refuses to write', async () => {
  const run = transact(db, tenant, (tx) => insertThing(tx, tenant.tenantId, 'x'), { readOnly: true });
  await expect(run).rejects.toThrow(/read-only/);
});

test('a handle is dead after its transaction, opened before or after', async () => {
  let kept: Db | undefined;
  const opened = await transact(db, tenant, async (tx) => {
    kept = tx;
    return [open<Tables>(tx)];
  });
  expect(() => kept && open(kept)).toThrow('is over');
  await expect(opened[0]?.selectFrom('thing').selectAll().execute()).rejects.toThrow('not awaited');
});

test('a failed statement that was swallowed is not reported as stored', async () => {
  const run = transact(db, tenant, async (tx) => {
    await insertThing(tx, tenant.tenantId, 'joined').catch(() => {});
  });
  await expect(run).rejects.toThrow('nothing was stored');
});

test('a violated constraint becomes its registered problem', async () => {
  registerConstraints({ thing_name_key: 'thing.name_taken' });
  expect(() => registerConstraints({ thing_name_key: 'thing.other' })).toThrow('twice');
  const run = transact(db, tenant, (tx) => insertThing(tx, tenant.tenantId, 'joined'));
  await expect(run).rejects.toMatchObject({ code: 'thing.name_taken' });
});

test('hooks run after the commit and never after a rollback', async () => {
  const order: string[] = [];
  await transact(db, tenant, async (tx) => {
    await transact(tx, tenant, async (inner) => afterCommit(inner, () => void order.push('hook')));
    order.push('body');
  });
  const failed = transact(db, tenant, async (tx) => {
    afterCommit(tx, () => void order.push('never'));
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(order).toEqual(['body', 'hook']);
});

test('exclusive locks exclude, shared ones share', async () => {
  const order: string[] = [];
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let entered = (): void => {};
  const inside = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const first = transact(db, tenant, async (tx) => {
    await lockShared(tx, 'period');
    entered();
    await held;
    order.push('first');
  });
  await inside;
  await transact(db, tenant, async (tx) => {
    await lockShared(tx, 'period');
    order.push('sharer');
  });
  await transact(db, tenant, async () => order.push('shares'), { shares: 'period' });
  const last = transact(db, tenant, async (tx) => {
    await lockExclusive(tx, 'period');
    order.push('alone');
  });
  release();
  await Promise.all([first, last]);
  expect(order).toEqual(['sharer', 'shares', 'first', 'alone']);
});

test('a transaction that begins with a shared lock waits for whoever has it alone, and then sees what they wrote; so does one that joins', async () => {
  const name = "it's a period";
  let readers: Promise<string[][]> | undefined;
  await transact(db, tenant, async (tx) => {
    await lockExclusive(tx, name);
    readers = Promise.all([
      transact(db, tenant, listNames, { shares: name }),
      transact(db, tenant, (joined) => transact(joined, tenant, listNames, { shares: name })),
    ]);
    // They stand in line before this writes.
    for (let waiting = 0; waiting < 2; ) {
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`.execute(open(tx));
      waiting = rows[0]?.n ?? 0;
    }
    await insertThing(tx, tenant.tenantId, 'written alone');
  });
  for (const names of (await readers) ?? []) expect(names).toContain('written alone');
});

test('a deadlock is run again', async () => {
  const runs = { a: 0, b: 0 };
  const waiters: (() => void)[] = [];
  const meet = async (run: number): Promise<void> => {
    if (run > 1) return;
    await new Promise<void>((resolve) => {
      waiters.push(resolve);
      if (waiters.length === 2) for (const go of waiters) go();
    });
  };
  const both = (key: 'a' | 'b', one: string, two: string) =>
    transact(db, tenant, async (tx) => {
      runs[key]++;
      await lockExclusive(tx, one);
      await meet(runs[key]);
      await lockExclusive(tx, two);
    });
  await Promise.all([both('a', 'x', 'y'), both('b', 'y', 'x')]);
  expect(runs.a + runs.b).toBe(3);
});

test('columns arrive exactly: bigint as a safe number, dates as text, numeric as text', async () => {
  const { rows } = await sql`select 9007199254740991::bigint as big, array[1, null, 3]::bigint[] as bigs, '{}'::bigint[] as none,
    date '2024-02-29' as day, array[date '2024-01-01'] as days, 3.10::numeric as exact`.execute(open(db));
  expect(rows[0]).toEqual({
    big: 9007199254740991,
    bigs: [1, null, 3],
    none: [],
    day: '2024-02-29',
    days: ['2024-01-01'],
    exact: '3.10',
  });
  await expect(sql`select 9007199254740992::bigint`.execute(open(db))).rejects.toThrow('does not fit');
});

test('a tenant id that is no UUID never reaches a statement', async () => {
  await expect(transact(db, { tenantId: "x'; drop table thing; --" }, listNames)).rejects.toThrow('UUID');
});

test('a server that cannot be reached is a problem of its own', async () => {
  const nowhere = connect('postgres://suara_app:x@%2Fnowhere:5432/suara', { max: 1 });
  await expect(transact(nowhere, nobody, listNames)).rejects.toMatchObject({ code: 'db.unavailable' });
  const missing = transact(db, tenant, async () => {
    throw Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' });
  });
  await expect(missing).rejects.not.toBeInstanceOf(Problem);
});

test('the database is migrated, again does nothing, and the application sees the version', async () => {
  expect(await listApplied(db)).toEqual(listMigrations());
  expect(await migrate(owner)).toEqual([]);
});

test('a database from a newer version is refused', async () => {
  await sql`insert into platform_migration (name, timestamp) values ('9999_org_from_the_future', 'x')`.execute(open(owner));
  await expect(migrate(owner)).rejects.toMatchObject({ code: 'db.newer' });
  await sql`delete from platform_migration where name like '9999%'`.execute(open(owner));
});

test('an application role that could get round the policies is refused', async () => {
  await checkApplicationRole(db);
  await expect(checkApplicationRole(owner)).rejects.toMatchObject({ code: 'db.role_too_strong' });
  expect(url).toContain('suara_app');
});

test('a connection that is lost while it is prepared gives its place back: the next query has one, and the pool ends', async () => {
  const real = new URL(url);
  const host = decodeURIComponent(real.hostname);
  const sockets = new Set<Socket>();
  let cuts = 1;
  // Cuts the line when the first statement of a new connection comes by.
  const line = createServer((from) => {
    const to = host.startsWith('/') ? dial(`${host}/.s.PGSQL.${real.port}`) : dial(Number(real.port), host);
    for (const socket of [from, to]) sockets.add(socket.on('error', () => {}));
    from.on('data', (bytes) => {
      if (bytes.includes('set timezone') && cuts-- > 0) from.destroy();
      else to.write(bytes);
    });
    to.pipe(from);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const address = line.address();
  const through = connect(url.replace(real.host, `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`), { max: 1 });
  await expect(transact(through, tenant, listNames)).rejects.toMatchObject({ code: 'db.unavailable' });
  expect(await transact(through, tenant, listNames)).toContain('mine');
  await close(through);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => line.close(resolve));
});
